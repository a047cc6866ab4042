/** The office's own template for notices, as the archive's file keeps it: among the settings. */
import type { DatabaseSync } from 'node:sqlite';

export interface NoticeTemplate {
  /** The name of the file that it came from. */
  readonly file: string;
  /** DOCX. */
  readonly bytes: Uint8Array;
}

export interface StoredTemplate {
  noticeTemplate(): NoticeTemplate | null;
  /** null: none from now on. */
  saveNoticeTemplate(template: NoticeTemplate | null): void;
}

interface Access {
  readonly read: () => DatabaseSync;
  readonly write: (work: (db: DatabaseSync) => void) => void;
}

export function storedTemplate({ read, write }: Access): StoredTemplate {
  return {
    noticeTemplate() {
      const row = read().prepare("SELECT value FROM settings WHERE name = 'noticeTemplate'").get();
      if (!row) return null;
      const { file, base64 } = JSON.parse(row.value as string) as { file: string; base64: string };
      return { file, bytes: new Uint8Array(Buffer.from(base64, 'base64')) };
    },

    saveNoticeTemplate(template) {
      write((db) => {
        db.exec("DELETE FROM settings WHERE name = 'noticeTemplate'");
        if (!template) return;
        const value = { file: template.file, base64: Buffer.from(template.bytes).toString('base64') };
        db.prepare("INSERT INTO settings (name, value) VALUES ('noticeTemplate', ?)").run(JSON.stringify(value));
      });
    },
  };
}
