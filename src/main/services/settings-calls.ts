/** The calls behind the settings, apart from what is saved as Settings: rules, the archive as a file, the diagnosis. */
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, type ArchiveImport, type GoujiApi, type ReportEntry } from '../../shared/api.ts';
import type { Language } from '../../shared/rules/finding.ts';
import type { Archive } from './archive/archive.ts';
import { archiveFile, exportName, ImportError, type Imported } from './archive/transfer.ts';
import type { Diagnosis } from './diagnosis.ts';
import type { OutputShell } from './output/exporting.ts';
import type { RulePacks } from './rule-packs.ts';

export interface SettingsParts {
  readonly archive: Archive;
  readonly rulePacks: RulePacks;
  readonly diagnosis: Diagnosis;
  /** A private folder for files under way. */
  readonly sessionFolder: string;
  /** The shell's dialog for where to save a file. */
  readonly choosePlace: OutputShell['choosePlace'] | undefined;
  readonly language: () => Language;
  readonly showFile: ((path: string) => void) | undefined;
  readonly log: (line: string) => void;
  readonly workers: () => number | null;
  readonly entries: () => readonly ReportEntry[];
  /** @param areOthers whether files are checked with other rules now, or only the list of packs is another */
  readonly onRules: (areOthers: boolean) => void;
  readonly onImported: (imported: Imported) => void;
}

/** What a shell without dialogs does instead of exportArchive() and importArchive(). */
export interface ArchiveBytes {
  /** The archive as one file in the session's folder; the shell removes it. */
  archiveCopy(): Promise<{ readonly path: string; readonly name: string }>;
  /** importArchive() of a file that comes as bytes. Rejects as they do. */
  importBytes(bytes: AsyncIterable<Uint8Array>): Promise<ArchiveImport>;
}

type Calls = Pick<
  GoujiApi,
  | 'rules'
  | 'addRulePack'
  | 'switchRulePack'
  | 'removeRulePack'
  | 'changeRules'
  | 'exportArchive'
  | 'importArchive'
  | 'showArchive'
  | 'diagnosis'
>;

export function settingsCalls(parts: SettingsParts): Calls & ArchiveBytes {
  const { archive, rulePacks, sessionFolder } = parts;

  function change<T>(work: () => T): T {
    const before = rulePacks.inUse().fingerprint;
    const result = work();
    parts.onRules(rulePacks.inUse().fingerprint !== before);
    return result;
  }

  async function takeIn(path: string): Promise<ArchiveImport> {
    try {
      const imported = await archive.importFrom(path);
      parts.onImported(imported);
      change(() => rulePacks.reload());
      const { added, ...counts } = imported;
      return { fault: null, reports: added.length, ...counts };
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      parts.log(`import: ${error.message}`);
      return { fault: error.fault };
    }
  }

  return {
    async rules() {
      return rulePacks.info();
    },

    async addRulePack(file, text) {
      return change(() => rulePacks.add(file, text));
    },

    async switchRulePack(id, enabled) {
      change(() => rulePacks.enable(id, enabled));
    },

    async removeRulePack(id) {
      change(() => rulePacks.remove(id));
    },

    async changeRules(changes) {
      change(() => rulePacks.change(changes));
    },

    async exportArchive() {
      if (!parts.choosePlace) throw new ApiError('refused', 'this shell has no file dialogs');
      const target = await parts.choosePlace(exportName(), archiveFile(parts.language()));
      if (target !== null) await archive.exportTo(target);
      return target !== null;
    },

    async archiveCopy() {
      const path = join(sessionFolder, `export-${randomUUID()}.db`);
      await archive.exportTo(path);
      return { path, name: exportName() };
    },

    importArchive: ({ path }) => takeIn(path),

    async importBytes(bytes) {
      const path = join(sessionFolder, `upload-${randomUUID()}.db`);
      try {
        await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
        return await takeIn(path);
      } finally {
        await rm(path, { force: true });
      }
    },

    async showArchive() {
      if (!parts.showFile) throw new ApiError('refused', 'this shell cannot show a file');
      parts.showFile(archive.path);
    },

    async diagnosis() {
      const { packs } = rulePacks.info();
      const state = { schema: archive.schema(), ...archive.size(), problem: archive.problem()?.code ?? null };
      return parts.diagnosis.text({ entries: parts.entries(), workers: parts.workers(), archive: state, packs });
    },
  };
}
