/** The rule packs of the user and what the settings change of the rules, as the archive's file keeps them. */
import type { DatabaseSync } from 'node:sqlite';
import type { RuleChanges } from '../../../shared/api.ts';

export interface StoredPack {
  /** The id that the pack gives itself. */
  readonly pack: string;
  /** The name of the file that it came from. */
  readonly file: string;
  /** YAML. */
  readonly text: string;
  readonly enabled: boolean;
}

export interface StoredRules {
  /** In the order in which they are laid over each other. */
  rulePacks(): readonly StoredPack[];
  /** Takes the place of the pack of the same id; switched on. */
  saveRulePack(pack: Omit<StoredPack, 'enabled'>): void;
  enableRulePack(pack: string, enabled: boolean): void;
  removeRulePack(pack: string): void;
  /** null: none were ever saved. */
  ruleChanges(): Partial<RuleChanges> | null;
  saveRuleChanges(changes: RuleChanges): void;
}

interface Access {
  readonly read: () => DatabaseSync;
  readonly write: (work: (db: DatabaseSync) => void) => void;
}

export function storedRules({ read, write }: Access): StoredRules {
  return {
    rulePacks() {
      const rows = read().prepare('SELECT pack, file, text, enabled FROM rule_packs ORDER BY id').all();
      return rows.map((row) => ({
        pack: row.pack as string,
        file: row.file as string,
        text: row.text as string,
        enabled: row.enabled === 1,
      }));
    },

    saveRulePack({ pack, file, text }) {
      write((db) => {
        db.prepare(
          `INSERT INTO rule_packs (pack, file, text, added_at) VALUES (?, ?, ?, ?)
           ON CONFLICT (pack) DO UPDATE SET file = excluded.file, text = excluded.text, enabled = 1`,
        ).run(pack, file, text, new Date().toISOString());
      });
    },

    enableRulePack(pack, enabled) {
      write((db) => db.prepare('UPDATE rule_packs SET enabled = ? WHERE pack = ?').run(enabled ? 1 : 0, pack));
    },

    removeRulePack(pack) {
      write((db) => db.prepare('DELETE FROM rule_packs WHERE pack = ?').run(pack));
    },

    ruleChanges() {
      const row = read().prepare("SELECT value FROM settings WHERE name = 'ruleChanges'").get();
      return row ? (JSON.parse(row.value as string) as Partial<RuleChanges>) : null;
    },

    saveRuleChanges(changes) {
      write((db) => {
        const replace = db.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('ruleChanges', ?)");
        replace.run(JSON.stringify(changes));
      });
    },
  };
}
