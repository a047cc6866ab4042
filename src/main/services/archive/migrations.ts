/**
 * The archive's tables, as the steps from each version of the file to the next. A step that has been shipped is never
 * changed: files of its version are out there (tests/fixtures/archive holds one of each version).
 */
import type { DatabaseSync } from 'node:sqlite';

/** `migrations[n]` makes version n + 1 out of version n. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL            -- JSON
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE reports (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    path TEXT,                     -- where the file lies
    kept TEXT,                     -- sha256 of the copy in the archive's folder, for a file that came as bytes
    added_at TEXT NOT NULL,
    checked_at TEXT,               -- null: not checked yet
    owner INTEGER,                 -- the process that is to check it
    program TEXT,                  -- the version that checked it
    sha256 TEXT,
    unit TEXT,
    year INTEGER,
    version INTEGER NOT NULL DEFAULT 1,
    review TEXT NOT NULL DEFAULT 'pending',
    digest TEXT,                   -- JSON: OutcomeDigest
    compared TEXT                  -- JSON: what comparing it with other reports found
  ) STRICT;
  CREATE INDEX hand_ins ON reports (unit, year, version);
  CREATE INDEX copies ON reports (kept);

  -- Apart from the reports, so that the list is read without them.
  CREATE TABLE outcomes (
    report INTEGER PRIMARY KEY REFERENCES reports ON DELETE CASCADE,
    together TEXT,                 -- JSON: ReportDigest, for comparing reports
    packed BLOB NOT NULL           -- packed-outcome.ts
  ) STRICT;

  -- Not bound to a report: found again for the next hand-in, and for a report that was removed and comes back.
  CREATE TABLE verdicts (
    scope TEXT NOT NULL,           -- unit and year, else the file's sha256
    fingerprint TEXT NOT NULL,
    decision TEXT,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (scope, fingerprint)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- The rule packs of the user, laid over the built-in ones in the order of their ids.
  CREATE TABLE rule_packs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    pack TEXT NOT NULL UNIQUE,     -- the id that the pack gives itself
    file TEXT NOT NULL,            -- the name of the file that it came from
    text TEXT NOT NULL,            -- YAML
    enabled INTEGER NOT NULL DEFAULT 1,
    added_at TEXT NOT NULL
  ) STRICT;
  -- Fingerprint of the rules that a report was checked with; null: of a program that did not keep it.
  ALTER TABLE reports ADD COLUMN rules TEXT;
  `,
];

/** A file that a newer program wrote: to be left as it is. */
export class NewerArchiveError extends Error {
  override readonly name = 'NewerArchiveError';
}

/**
 * Brings a file to the newest version, each step in a transaction of its own. Two programs may do it at once.
 * Throws NewerArchiveError, and what SQLite throws.
 */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): void {
  while (versionOf(db) !== steps.length) {
    db.exec('BEGIN IMMEDIATE');
    try {
      // Another program may have taken this step while this one waited for the lock.
      const version = versionOf(db);
      if (version > steps.length) throw new NewerArchiveError(`version ${version}, this program knows ${steps.length}`);
      const step = steps[version];
      if (step !== undefined) db.exec(`${step}; PRAGMA user_version = ${version + 1}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}

function versionOf(db: DatabaseSync): number {
  return (db.prepare('PRAGMA user_version').get() as { user_version: number }).user_version;
}
