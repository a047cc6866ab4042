/**
 * An archive as one file, to be kept elsewhere or taken into another archive: a copy of the database with a table more,
 * which holds the copies of files that came as bytes. What is taken in comes from strangers: nothing in it is run, and
 * what does not look as this program writes it is refused.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { copyFile, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { Language } from '../../../shared/rules/finding.ts';
import { isDamage } from './database.ts';
import { numberVersions } from './hand-ins.ts';
import { migrate, migrations } from './migrations.ts';

/** What a file that cannot be taken in is: something else, broken, or of a newer program. */
export type ImportFault = 'foreign' | 'damaged' | 'newer';

export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly fault: ImportFault;
  constructor(fault: ImportFault, detail: string) {
    super(detail);
    this.fault = fault;
  }
}

export interface Imported {
  /** Ids of the reports that are new here; those not checked yet are this program's to check. */
  readonly added: readonly number[];
  /** Reports whose content is here already. */
  readonly known: number;
  /** Decisions and notes that are new or newer than those here. */
  readonly decisions: number;
  /** Rule packs that are new here. They come switched off. */
  readonly packs: number;
}

/** 勾稽档案-2026-01-31.gouji, by the user's own day. */
export function exportName(now = new Date()): string {
  const digits = (value: number) => String(value).padStart(2, '0');
  return `勾稽档案-${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}.gouji`;
}

/** How a save dialog calls such a file. */
export function archiveFile(language: Language): { readonly extension: string; readonly description: string } {
  return { extension: 'gouji', description: language === 'zh-CN' ? '勾稽档案' : 'Gouji archive' };
}

const filesTable = 'CREATE TABLE files (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID';

/**
 * Writes the database as it is at this moment, then the copies of files that it refers to.
 * @param keptPath where the copy of a file lies
 */
export async function exportArchive(
  db: DatabaseSync,
  target: string,
  keptPath: (sha256: string) => string,
): Promise<void> {
  const half = `${target}.${process.pid}.part`;
  rmSync(half, { force: true });
  try {
    // For this user alone, until they hand it on.
    closeSync(openSync(half, 'wx', 0o600));
    // Deleted rows, which linger in a file, do not come with it.
    db.prepare('VACUUM INTO ?').run(half);
    await addFiles(half, keptPath);
    const file = await open(half, 'r+');
    await file.sync().finally(() => file.close());
    await rename(half, target);
  } finally {
    await rm(half, { force: true });
  }
}

async function addFiles(path: string, keptPath: (sha256: string) => string): Promise<void> {
  const copy = new DatabaseSync(path);
  try {
    // A file that nobody opens before it is whole needs no log.
    copy.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; UPDATE reports SET owner = NULL; ${filesTable}`);
    const insert = copy.prepare('INSERT INTO files (sha256, bytes) VALUES (?, ?)');
    for (const { kept } of copy.prepare('SELECT DISTINCT kept FROM reports WHERE kept IS NOT NULL').all()) {
      const bytes = await readFile(keptPath(kept as string)).catch(() => null);
      // Its report was removed since, or the copy is lost: what was found in it remains.
      if (bytes) insert.run(kept as string, bytes);
    }
  } finally {
    copy.close();
  }
}

export interface ImportTarget {
  /** For the working copy. */
  readonly sessionFolder: string;
  readonly hasCopy: (sha256: string) => boolean;
  readonly keepCopy: (bytes: Uint8Array, sha256: string) => Promise<void>;
  /** Removes those of the given copies that no report refers to. */
  readonly removeCopies: (copies: readonly string[]) => void;
  /** One transaction; may run its work twice. */
  readonly write: <T>(work: (db: DatabaseSync) => T) => T;
}

let imports = 0;

/** Rejects with ImportError for the file, and with what the disk or SQLite says of this archive's own place. */
export async function importArchive(source: string, target: ImportTarget): Promise<Imported> {
  imports++;
  const work = join(target.sessionFolder, `import-${process.pid}-${imports}.db`);
  let from: DatabaseSync | null = null;
  const written: string[] = [];
  try {
    await takeWorkingCopy(source, work);
    from = openStranger(work);
    for (const { sha256, bytes } of filesOf(from)) {
      if (target.hasCopy(sha256)) continue;
      await target.keepCopy(bytes, sha256);
      written.push(sha256);
    }
    const stranger = from;
    return target.write((db) => merge(db, stranger, target.hasCopy));
  } finally {
    target.removeCopies(written);
    from?.close();
    for (const suffix of ['', '-wal', '-shm', '-journal']) await rm(work + suffix, { force: true });
  }
}

/** With its log, where it is the file of a program's own folder. */
async function takeWorkingCopy(source: string, work: string): Promise<void> {
  await copyFile(source, work);
  if (existsSync(`${source}-wal`)) await copyFile(`${source}-wal`, `${work}-wal`);
  const file = await open(work, 'r+');
  try {
    await file.chmod(0o600);
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    if (buffer.toString('latin1') !== 'SQLite format 3\0') throw new ImportError('foreign', 'no SQLite file');
  } finally {
    await file.close();
  }
}

/** An archive of this program's version, whole in itself. */
function openStranger(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  try {
    // What a schema calls is not run.
    db.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    expectArchive(db);
    const check = db.prepare('PRAGMA integrity_check(1)').get() as { integrity_check: string };
    if (check.integrity_check !== 'ok') throw new ImportError('damaged', check.integrity_check);
    migrate(db);
    expectSchema(db);
    expectContent(db);
    return db;
  } catch (error) {
    db.close();
    if (isDamage(error)) throw new ImportError('damaged', (error as Error).message);
    throw error;
  }
}

/** By its tables, and by having no trigger or view that could act while it is read. */
function expectArchive(db: DatabaseSync): void {
  const objects = db.prepare('SELECT type, name FROM sqlite_schema').all() as { type: string; name: string }[];
  const tables = new Set(objects.map(({ name }) => name));
  const isArchive = ['settings', 'reports', 'outcomes', 'verdicts'].every((table) => tables.has(table));
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
  if (!isArchive || version < 1) throw new ImportError('foreign', 'tables of something else');
  if (version > migrations.length) throw new ImportError('newer', `version ${version}`);
  const strange = objects.find(({ type }) => type !== 'table' && type !== 'index');
  if (strange) throw new ImportError('foreign', `${strange.type} ${strange.name}`);
}

function expectSchema(db: DatabaseSync): void {
  const own = new DatabaseSync(':memory:');
  try {
    migrate(own);
    if (hasFiles(db)) own.exec(filesTable);
    if (schemaOf(db) !== schemaOf(own)) throw new ImportError('foreign', 'other columns');
  } finally {
    own.close();
  }
}

function schemaOf(db: DatabaseSync): string {
  const objects = db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name")
    .all();
  return JSON.stringify(objects);
}

function hasFiles(db: DatabaseSync): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'files'").get() !== undefined;
}

/** What the list is made of at every start must be readable. */
const unreadableRows: readonly string[] = [
  `SELECT 1 FROM reports WHERE checked_at IS NOT NULL AND (digest IS NULL OR NOT json_valid(digest)
     OR json_type(digest, '$.rules') IS NOT 'array' OR json_type(digest, '$.fingerprints') IS NOT 'array'
     OR json_type(digest, '$.errors') IS NOT 'integer' OR json_type(digest, '$.warnings') IS NOT 'integer'
     OR json_type(digest, '$.infos') IS NOT 'integer')`,
  `SELECT 1 FROM reports WHERE compared IS NOT NULL AND (NOT json_valid(compared)
     OR json_type(compared, '$.findings') IS NOT 'array' OR json_type(compared, '$.checks') IS NOT 'object')`,
  "SELECT 1 FROM reports WHERE review NOT IN ('pending', 'reviewed', 'returned')",
  "SELECT 1 FROM reports WHERE kept IS NOT NULL AND (length(kept) <> 64 OR kept GLOB '*[^0-9a-f]*')",
  'SELECT 1 FROM reports WHERE checked_at IS NOT NULL AND id NOT IN (SELECT report FROM outcomes)',
  'SELECT 1 FROM outcomes WHERE together IS NOT NULL AND NOT json_valid(together)',
  "SELECT 1 FROM verdicts WHERE decision NOT IN ('confirmed', 'dismissed', 'mended')",
];

function expectContent(db: DatabaseSync): void {
  for (const query of unreadableRows) {
    if (db.prepare(`${query} LIMIT 1`).get()) throw new ImportError('damaged', query.slice(0, 60));
  }
}

function* filesOf(db: DatabaseSync): Generator<{ sha256: string; bytes: Uint8Array }> {
  if (!hasFiles(db)) return;
  for (const { sha256, bytes } of db.prepare('SELECT sha256, bytes FROM files').iterate()) {
    const actual = createHash('sha256')
      .update(bytes as Uint8Array)
      .digest('hex');
    if (actual !== sha256) throw new ImportError('damaged', 'a file is not the one that its hash names');
    yield { sha256: actual, bytes: bytes as Uint8Array };
  }
}

type Row = Record<string, SQLOutputValue>;

/** By content: a report that is here already stays as it is, but for what it lacks. */
function merge(db: DatabaseSync, from: DatabaseSync, hasCopy: (sha256: string) => boolean): Imported {
  const here = db.prepare('SELECT name, path, sha256, kept FROM reports').all();
  const contents = new Set(here.flatMap(({ sha256, kept }) => [sha256, kept]));
  contents.delete(null);
  const paths = new Set(here.map(({ path }) => path));
  const unreadNames = new Set(here.filter((row) => row.sha256 === null && row.path === null).map(({ name }) => name));
  const added: number[] = [];
  const handIns = new Map<string, { unit: string; year: number }>();
  let known = 0;
  for (const row of from.prepare('SELECT * FROM reports ORDER BY id').all()) {
    const kept = row.kept !== null && hasCopy(row.kept as string) ? (row.kept as string) : null;
    const content = (row.sha256 ?? row.kept) as string | null;
    const isHere = content !== null ? contents.has(content) : isUnreadHere(row, paths, unreadNames);
    if (isHere) {
      known++;
      if (content !== null) complete(db, row, content, kept);
      continue;
    }
    // Two rows of one path would be one file in the list.
    const path = paths.has(row.path as string) ? null : (row.path as string | null);
    // Not checked, and nothing there to be checked.
    if (row.checked_at === null && path === null && kept === null) continue;
    if (path !== null) paths.add(path);
    added.push(insertReport(db, from, { ...row, path, kept }));
    if (row.unit !== null && row.year !== null) {
      handIns.set(`${row.year} ${row.unit}`, { unit: row.unit as string, year: row.year as number });
    }
  }
  for (const { unit, year } of handIns.values()) numberVersions(db, unit, year);
  return { added, known, decisions: mergeVerdicts(db, from), packs: mergePacks(db, from) };
}

/** A file that could not be read has no content to be known by. */
function isUnreadHere({ name, path }: Row, paths: ReadonlySet<unknown>, names: ReadonlySet<unknown>): boolean {
  return path === null ? names.has(name) : paths.has(path);
}

/** A state that the auditor has not given here, and a file that is not here. */
function complete(db: DatabaseSync, row: Row, content: string, kept: string | null): void {
  if (row.checked_at !== null && row.review !== 'pending') {
    db.prepare("UPDATE reports SET review = ? WHERE sha256 = ? AND review = 'pending'").run(
      row.review as string,
      content,
    );
  }
  if (kept !== null) {
    db.prepare('UPDATE reports SET kept = ? WHERE sha256 = ? AND kept IS NULL AND path IS NULL').run(kept, content);
  }
}

const copied = [
  ...['name', 'path', 'kept', 'added_at', 'checked_at', 'program', 'sha256', 'unit', 'year', 'version', 'review'],
  ...['digest', 'compared', 'rules'],
];

function insertReport(db: DatabaseSync, from: DatabaseSync, row: Row): number {
  const names = [...copied, 'owner'];
  const values = [...copied.map((name) => row[name] as SQLOutputValue), row.checked_at === null ? process.pid : null];
  const insert = db.prepare(`INSERT INTO reports (${names}) VALUES (${names.map(() => '?')})`);
  const id = Number(insert.run(...values).lastInsertRowid);
  const outcome = from.prepare('SELECT together, packed FROM outcomes WHERE report = ?').get(row.id as number);
  if (outcome) {
    db.prepare('INSERT INTO outcomes (report, together, packed) VALUES (?, ?, ?)').run(
      id,
      outcome.together as SQLOutputValue,
      outcome.packed as SQLOutputValue,
    );
  }
  return id;
}

/** The newer word on a finding stands. */
function mergeVerdicts(db: DatabaseSync, from: DatabaseSync): number {
  const insert = db.prepare(
    `INSERT INTO verdicts (scope, fingerprint, decision, note, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET decision = excluded.decision, note = excluded.note, at = excluded.at
       WHERE excluded.at > verdicts.at`,
  );
  let count = 0;
  for (const row of from.prepare('SELECT scope, fingerprint, decision, note, at FROM verdicts').iterate()) {
    count += Number(insert.run(...(Object.values(row) as SQLOutputValue[])).changes);
  }
  return count;
}

/** Switched off: what is checked with does not change by taking in reports. */
function mergePacks(db: DatabaseSync, from: DatabaseSync): number {
  const insert = db.prepare(
    'INSERT INTO rule_packs (pack, file, text, enabled, added_at) VALUES (?, ?, ?, 0, ?) ON CONFLICT DO NOTHING',
  );
  let count = 0;
  for (const row of from.prepare('SELECT pack, file, text, added_at FROM rule_packs ORDER BY id').all()) {
    count += Number(insert.run(...(Object.values(row) as SQLOutputValue[])).changes);
  }
  return count;
}
