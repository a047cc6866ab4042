/**
 * What outlives a session: the reports with what was found in them, the auditor's decisions, the settings, and copies
 * of files that came as bytes. Every call is one transaction and done when it returns; a program killed at any moment
 * loses what was in work and no more. Where the disk fails, the session goes on in memory and says so.
 */
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ArchiveProblem, Decision, ReviewState, RuleCount, Settings, Verdict } from '../../../shared/api.ts';
import type { Together } from '../../../shared/rules/together/index.ts';
import type { OutcomeDigest, PackedAnswer } from '../check-protocol.ts';
import { ruleCounts, unpack } from '../packed-outcome.ts';
import { isAlive } from '../session-folder.ts';
import { isFileError, openDatabase, openMemory, takeIntoMemory } from './database.ts';
import { numberVersions } from './hand-ins.ts';
import { migrations } from './migrations.ts';
import { type StoredTemplate, storedTemplate } from './notice-template.ts';
import { type StoredRules, storedRules } from './rule-packs.ts';
import { exportArchive, type Imported, importArchive } from './transfer.ts';

export interface ArchiveOptions {
  /** The user's data folder; null: nothing is kept beyond the session. */
  readonly folder: string | null;
  /** A private folder that goes with the session: takes the place of one that cannot be written to. */
  readonly sessionFolder: string;
  /** The program's version. */
  readonly program: string;
  /** Called when the disk fails while the program runs. */
  readonly onProblem: (problem: Problem) => void;
}

export interface Problem {
  readonly code: ArchiveProblem['code'];
  readonly detail: string;
}

export interface NewReport {
  readonly name: string;
  /** Where the file lies; null for one that came as bytes. */
  readonly path: string | null;
  /** sha256 of the copy, for one that came as bytes and was taken in. */
  readonly kept: string | null;
}

export interface StoredReport extends NewReport {
  readonly id: number;
  /** ISO 8601, UTC; null: not checked yet. */
  readonly checkedAt: string | null;
  readonly sha256: string | null;
  readonly version: number;
  readonly review: ReviewState;
  /** null as long as it is not checked. */
  readonly digest: OutcomeDigest | null;
  readonly compared: Together | null;
  /** Fingerprint of the rules that it was checked with; null: not known. */
  readonly rules: string | null;
}

export interface Settled {
  readonly report: StoredReport;
  /** Reports whose version has changed by it. */
  readonly renumbered: readonly Renumbered[];
  /** The hand-in that this file held before it was changed, now a report of its own without a file. */
  readonly replaced: StoredReport | null;
}

export interface Renumbered {
  readonly id: number;
  readonly version: number;
}

type HandInKey = Pick<OutcomeDigest, 'unit' | 'year'>;

export type StoredOutcome = Pick<PackedAnswer, 'packed' | 'together'>;

export interface Archive extends StoredRules, StoredTemplate {
  /** The database file. */
  readonly path: string;
  problem(): Problem | null;
  /**
   * In the order in which they were added, with those that a program which has gone left unchecked: they are this
   * program's from now on.
   */
  reports(): readonly StoredReport[];
  report(id: number): StoredReport | null;
  /** Answers with the ids, in order. They are not used again. */
  add(reports: readonly NewReport[]): readonly number[];
  /** null where the report was removed meanwhile, by another program. */
  settle(id: number, answer: PackedAnswer, rules: string): Settled | null;
  saveCompared(results: ReadonlyMap<number, Together | null>): void;
  /** null where the report is not checked, or was removed. */
  outcome(id: number): StoredOutcome | null;
  /** JSON of its ReportDigest. */
  together(id: number): string | null;
  /** The unit's hand-in before this one, for the same year: where there are several files, the one of the same format. */
  earlier(id: number): StoredReport | null;
  /** Answers with the reports whose version has changed by it. Verdicts stay: they are found again. */
  remove(ids: readonly number[]): readonly Renumbered[];
  review(id: number, state: ReviewState): void;
  /** A null decision with an empty note takes the word back. On the disk when it returns. */
  decide(report: Pick<StoredReport, 'sha256' | 'digest'>, fingerprint: string, verdict: Verdict): void;
  /** By fingerprint. */
  verdicts(report: Pick<StoredReport, 'sha256' | 'digest'>): ReadonlyMap<string, Verdict>;
  settings(): Settings;
  saveSettings(change: Partial<Settings>): void;
  /**
   * Keeps a copy of a file that came as bytes and adds its report, or finds the report of the same name and bytes.
   * Rejects where neither the archive's folder nor the session's can be written to.
   */
  keep(name: string, bytes: Uint8Array, sha256: string): Promise<{ readonly id: number; readonly isNew: boolean }>;
  /** Where the copy lies. */
  keptPath(sha256: string): string;
  size(): { readonly bytes: number; readonly reports: number; readonly decisions: number };
  /** The version of its tables. */
  schema(): number;
  /** Writes one file with everything, as it is at this moment. Rejects with what the disk says, and leaves no half file. */
  exportTo(path: string): Promise<void>;
  /** Takes in what an exported file has and this archive has not. Whole, or not at all. */
  importFrom(path: string): Promise<Imported>;
  /** Removes all but the settings and the rule packs, from the disk too. */
  clear(): void;
  close(): void;
}

export const defaultSettings: Settings = {
  language: 'zh-CN',
  workers: null,
  sort: { by: 'added', descending: false },
  appearance: 'system',
  issuer: '',
};

const columns = 'id, name, path, kept, checked_at, sha256, version, review, digest, compared, rules';

/** Never throws: where nothing can be kept, that is its problem(). */
export function openArchive(options: ArchiveOptions): Archive {
  const { folder, sessionFolder, program, onProblem } = options;
  const path = folder === null ? ':memory:' : join(folder, 'gouji.db');
  const opened = folder === null ? null : openDatabase(path, folder, sessionFolder);
  let db = opened?.db ?? openMemory();
  let problem: Problem | null = opened?.failure ?? null;
  if (opened?.putAside) problem = { code: 'put-aside', detail: opened.putAside };
  /** Whether the database is the file at `path`. */
  let lasting = opened !== null && opened.failure === null;
  let inMemory = opened === null || opened.inMemory;
  const sessionCopies = join(sessionFolder, 'files');
  const ownCopies = folder === null ? sessionCopies : join(folder, 'files');
  let newCopies = lasting ? ownCopies : sessionCopies;
  if (lasting) removeHalfCopies(ownCopies);

  function transact<T>(work: (db: DatabaseSync) => T): T {
    db.exec('BEGIN IMMEDIATE');
    try {
      const result = work(db);
      db.exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite itself rolls back where the disk is full.
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  /** One transaction; in memory where the disk does not take it. `work` may be run twice. */
  function write<T>(work: (db: DatabaseSync) => T): T {
    try {
      return transact(work);
    } catch (error) {
      if (inMemory || !isFileError(error)) throw error;
      goOnInMemory(error as Error);
      return transact(work);
    }
  }

  function goOnInMemory(error: Error): void {
    const memory = takeIntoMemory(db.location() as string);
    lasting = false;
    inMemory = true;
    try {
      db.close();
    } catch {
      // The file is as good as it gets.
    }
    db = memory;
    complain(error);
  }

  function complain(error: Error): void {
    problem = { code: 'not-kept', detail: error.message };
    onProblem(problem);
  }

  function add(reports: readonly NewReport[]): number[] {
    const at = now();
    return write((database) => {
      const insert = database.prepare('INSERT INTO reports (name, path, kept, added_at, owner) VALUES (?, ?, ?, ?, ?)');
      return reports.map(({ name, path, kept }) =>
        Number(insert.run(name, path, kept, at, process.pid).lastInsertRowid),
      );
    });
  }

  function read(id: number): StoredReport | null {
    const row = db.prepare(`SELECT ${columns} FROM reports WHERE id = ?`).get(id);
    return row ? reportOf(row) : null;
  }

  function keptPath(sha256: string): string {
    const own = join(ownCopies, sha256);
    return existsSync(own) ? own : join(sessionCopies, sha256);
  }

  /** In the session's folder, where the archive's own cannot be written to. */
  async function keepCopy(bytes: Uint8Array, sha256: string): Promise<void> {
    try {
      await writeCopy(newCopies, bytes, sha256);
    } catch (error) {
      if (newCopies === sessionCopies) throw error;
      newCopies = sessionCopies;
      complain(error as Error);
      await writeCopy(newCopies, bytes, sha256);
    }
  }

  /** Copies that no report refers to any more. */
  function removeCopies(candidates: readonly string[]): void {
    const used = db.prepare('SELECT 1 FROM reports WHERE kept = ?');
    for (const kept of new Set(candidates)) {
      if (used.get(kept)) continue;
      rmSync(join(sessionCopies, kept), { force: true });
      // In memory, the file still refers to them.
      if (lasting) rmSync(join(ownCopies, kept), { force: true });
    }
  }

  /** Earlier programs kept the names of the rules that fired and no counts: these come from the outcomes, once. */
  function countRules(): void {
    const old = db
      .prepare(
        `SELECT id, digest, packed FROM reports LEFT JOIN outcomes ON report = id
         WHERE json_type(digest, '$.rules[0]') = 'text'`,
      )
      .all();
    if (old.length === 0) return;
    write((database) => {
      const update = database.prepare('UPDATE reports SET digest = ? WHERE id = ?');
      for (const { id, digest, packed } of old) {
        const { rules: names, ...rest } = JSON.parse(digest as string);
        update.run(JSON.stringify({ ...rest, rules: countsOf(packed as Uint8Array | null, names) }), id as number);
      }
    });
  }

  return {
    path,
    problem: () => problem,

    reports() {
      write((database) => {
        const claim = database.prepare('UPDATE reports SET owner = ? WHERE id = ?');
        for (const { id, owner } of database.prepare('SELECT id, owner FROM reports WHERE checked_at IS NULL').all()) {
          if (owner === null || Number(owner) === process.pid || !isAlive(Number(owner))) {
            claim.run(process.pid, id as number);
          }
        }
      });
      countRules();
      const rows = db
        .prepare(`SELECT ${columns} FROM reports WHERE checked_at IS NOT NULL OR owner = ? ORDER BY id`)
        .all(process.pid);
      return rows.map(reportOf);
    },

    report: read,
    add,

    settle(id, answer, rules) {
      const at = now();
      const settled = write((database) => settle(database, id, answer, at, program, rules));
      const report = settled && read(id);
      if (!report) return null;
      return { ...settled, report, replaced: settled.replaced === null ? null : read(settled.replaced) };
    },

    saveCompared(results) {
      write((database) => {
        const update = database.prepare('UPDATE reports SET compared = ? WHERE id = ?');
        for (const [id, together] of results) update.run(together && JSON.stringify(together), id);
      });
    },

    outcome(id) {
      const row = db.prepare('SELECT together, packed FROM outcomes WHERE report = ?').get(id);
      if (!row) return null;
      return { packed: row.packed as Uint8Array, together: row.together as string | null };
    },

    together(id) {
      const row = db.prepare('SELECT together FROM outcomes WHERE report = ?').get(id);
      return (row?.together ?? null) as string | null;
    },

    earlier(id) {
      const row = db
        .prepare(
          `SELECT ${columns
            .split(', ')
            .map((column) => `other.${column}`)
            .join(', ')}
           FROM reports AS this JOIN reports AS other
             ON other.unit = this.unit AND other.year = this.year AND other.version < this.version
           WHERE this.id = ?
           ORDER BY other.version DESC, (other.digest ->> 'format' = this.digest ->> 'format') DESC, other.id DESC
           LIMIT 1`,
        )
        .get(id);
      return row ? reportOf(row) : null;
    },

    remove(ids) {
      const { gone, renumbered } = write((database) => {
        const remove = database.prepare('DELETE FROM reports WHERE id = ? RETURNING kept, unit, year');
        const gone = ids.flatMap((id) => remove.all(id)) as unknown as (HandInKey & { kept: string | null })[];
        return { gone, renumbered: renumber(database, gone) };
      });
      removeCopies(gone.flatMap(({ kept }) => kept ?? []));
      return renumbered;
    },

    review(id, state) {
      write((database) => database.prepare('UPDATE reports SET review = ? WHERE id = ?').run(state, id));
    },

    decide(report, fingerprint, verdict) {
      const scope = scopesOf(report)[0];
      if (scope === undefined) throw new Error('a report that could not be read has no findings');
      const { decision, note, at } = verdict;
      // An auditor's word is worth waiting for the disk.
      db.exec('PRAGMA synchronous = FULL');
      try {
        write((database) => {
          // A word given when the unit was not read yet is replaced by this one.
          const remove = database.prepare('DELETE FROM verdicts WHERE scope = ? AND fingerprint = ?');
          for (const each of scopesOf(report)) remove.run(each, fingerprint);
          if (decision === null && note === '') return;
          database
            .prepare('INSERT INTO verdicts (scope, fingerprint, decision, note, at) VALUES (?, ?, ?, ?, ?)')
            .run(scope, fingerprint, decision, note, at);
        });
      } finally {
        db.exec('PRAGMA synchronous = NORMAL');
      }
    },

    verdicts(report) {
      const found = new Map<string, Verdict>();
      const select = db.prepare('SELECT fingerprint, decision, note, at FROM verdicts WHERE scope = ?');
      // The unit's come last: they are the newer ones.
      for (const scope of scopesOf(report).reverse()) {
        for (const row of select.all(scope)) {
          const { fingerprint, decision, note, at } = row as Record<string, string>;
          found.set(fingerprint as string, {
            decision: decision as Decision | null,
            note: note as string,
            at: at as string,
          });
        }
      }
      return found;
    },

    settings() {
      const rows = db.prepare("SELECT name, value FROM settings WHERE name <> 'noticeTemplate'").all();
      const stored = Object.fromEntries(rows.map((row) => [row.name, JSON.parse(row.value as string)]));
      const { language, workers, sort, appearance, issuer } = { ...defaultSettings, ...stored } as Settings;
      return { language, workers, sort, appearance, issuer };
    },

    saveSettings(change) {
      write((database) => {
        const replace = database.prepare('INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)');
        for (const [name, value] of Object.entries(change)) replace.run(name, JSON.stringify(value));
      });
    },

    async keep(name, bytes, sha256) {
      await keepCopy(bytes, sha256);
      const known = db.prepare('SELECT id FROM reports WHERE kept = ? AND name = ?').get(sha256, name);
      if (known) return { id: known.id as number, isNew: false };
      const [id] = add([{ name, path: null, kept: sha256 }]);
      return { id: id as number, isNew: true };
    },

    keptPath,

    size() {
      const count = (table: string) => db.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.count as number;
      const files = folder === null ? [] : [path, `${path}-wal`, ...listed(ownCopies)];
      return {
        bytes: files.reduce((sum, file) => sum + sizeOf(file), 0),
        reports: count('reports'),
        decisions: count('verdicts'),
      };
    },

    schema: () => migrations.length,

    async exportTo(target) {
      if (folder !== null && dirname(resolve(target)) === resolve(folder)) {
        throw new Error('an export into the folder of the archive itself');
      }
      await exportArchive(db, target, keptPath);
    },

    importFrom(source) {
      return importArchive(source, {
        sessionFolder,
        hasCopy: (sha256) => existsSync(keptPath(sha256)),
        keepCopy,
        removeCopies,
        write,
      });
    },

    ...storedRules({ read: () => db, write }),
    ...storedTemplate({ read: () => db, write }),

    clear() {
      write((database) => database.exec('DELETE FROM reports; DELETE FROM verdicts'));
      for (const file of listed(sessionCopies)) rmSync(file, { force: true });
      if (!lasting) return;
      for (const file of listed(ownCopies)) rmSync(file, { force: true });
      try {
        // Deleted rows stay in the file, and in its log, until these two.
        db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // Another program is at it, or the disk is full: the rows are gone all the same.
        if (!isFileError(error)) throw error;
      }
    },

    close() {
      // What is not checked is left to the next program, even where this process goes on.
      write((database) => database.prepare('UPDATE reports SET owner = NULL WHERE owner = ?').run(process.pid));
      db.close();
    },
  };
}

function settle(db: DatabaseSync, id: number, answer: PackedAnswer, at: string, program: string, rules: string) {
  const { sha256, digest } = answer;
  const { unit, year } = digest;
  const old = db.prepare('SELECT added_at, checked_at, sha256, unit, year, review FROM reports WHERE id = ?').get(id);
  if (!old) return null;
  const changed = old.checked_at !== null && old.sha256 !== sha256;
  const mended = changed && unit !== null && year !== null && old.unit === unit && old.year === year;
  const replaced = mended ? setAside(db, id) : null;
  const addedAt = mended ? at : (old.added_at as string);
  db.prepare(
    `UPDATE reports SET added_at = ?, checked_at = ?, owner = NULL, program = ?, sha256 = ?, unit = ?, year = ?,
       version = 1, review = ?, digest = ?, compared = NULL, rules = ?
     WHERE id = ?`,
  ).run(
    addedAt,
    at,
    program,
    sha256,
    unit,
    year,
    changed ? 'pending' : (old.review as string),
    JSON.stringify(digest),
    rules,
    id,
  );
  db.prepare('INSERT OR REPLACE INTO outcomes (report, together, packed) VALUES (?, ?, ?)').run(
    id,
    answer.together,
    answer.packed,
  );
  return { renumbered: renumber(db, [old as unknown as HandInKey, digest]), replaced };
}

/** Numbers the hand-ins of each unit and year. */
function renumber(db: DatabaseSync, keys: readonly HandInKey[]): Renumbered[] {
  const distinct = new Map(keys.map((key) => [`${key.year} ${key.unit}`, key]));
  return [...distinct.values()].flatMap(({ unit, year }) =>
    unit === null || year === null ? [] : numberVersions(db, unit, year),
  );
}

/** A second row for what a report's file held until now; it has no file any more. Answers with its id. */
function setAside(db: DatabaseSync, id: number): number {
  const copied = 'name, added_at, checked_at, program, sha256, unit, year, version, review, digest, compared, rules';
  const aside = Number(
    db.prepare(`INSERT INTO reports (${copied}) SELECT ${copied} FROM reports WHERE id = ?`).run(id).lastInsertRowid,
  );
  db.prepare('UPDATE outcomes SET report = ? WHERE report = ?').run(aside, id);
  return aside;
}

function reportOf(row: Record<string, SQLOutputValue>): StoredReport {
  return {
    id: row.id as number,
    name: row.name as string,
    path: row.path as string | null,
    kept: row.kept as string | null,
    checkedAt: row.checked_at as string | null,
    sha256: row.sha256 as string | null,
    version: row.version as number,
    review: row.review as ReviewState,
    digest: parsed<OutcomeDigest>(row.digest),
    compared: parsed<Together>(row.compared),
    rules: row.rules as string | null,
  };
}

/** One error of each rule where the outcome is damaged: the filter still finds it, and opening it has it checked again. */
function countsOf(packed: Uint8Array | null, names: readonly string[]): readonly RuleCount[] {
  try {
    if (packed) return ruleCounts(unpack({ packed, together: null }).findings);
  } catch {
    // As said above.
  }
  return names.map((rule) => ({ rule, severity: 'error', count: 1 }));
}

/** Where a report's verdicts are kept, the best place first. None for a file that could not be read at all. */
function scopesOf({ sha256, digest }: Pick<StoredReport, 'sha256' | 'digest'>): string[] {
  const scopes = digest?.unit != null && digest.year !== null ? [`${digest.year} ${digest.unit}`] : [];
  return sha256 === null ? scopes : [...scopes, `sha256 ${sha256}`];
}

function parsed<T>(json: SQLOutputValue | undefined): T | null {
  return typeof json === 'string' ? (JSON.parse(json) as T) : null;
}

function now(): string {
  return new Date().toISOString();
}

/** By way of another name, so that a copy under its own name is whole. */
async function writeCopy(folder: string, bytes: Uint8Array, sha256: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const half = join(folder, `${sha256}.${process.pid}.part`);
  await writeFile(half, bytes, { mode: 0o600 });
  renameSync(half, join(folder, sha256));
}

/** What programs that were killed while writing left behind. */
function removeHalfCopies(folder: string): void {
  for (const file of listed(folder)) {
    const pid = /\.(\d+)\.part$/.exec(file)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(file, { force: true });
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
