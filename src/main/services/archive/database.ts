/**
 * The archive's SQLite file: opened for several programs at once, put aside where it is damaged, and where the disk
 * fails taken into memory for the rest of the session.
 */
import { chmodSync, closeSync, copyFileSync, existsSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { migrate, migrations, NewerArchiveError } from './migrations.ts';

/** Milliseconds to wait for another program's transaction; its longest takes some ten. */
const busyTimeout = 5000;

/** Result codes of SQLite (https://sqlite.org/rescode.html), without what stands above their last eight bits. */
const corrupt = 11;
const notADatabase = 26;
/** Busy (beyond the timeout), read-only, I/O, full, cannot open, locking protocol. */
const refusals: readonly number[] = [5, 8, 10, 13, 14, 15];

/** Small, and read at every start; the outcomes are large, and looked at one by one. */
const checkedTables = ['settings', 'reports', 'verdicts', 'rule_packs'];
const tables = ['settings', 'reports', 'outcomes', 'verdicts', 'rule_packs'];

export interface OpenedDatabase {
  readonly db: DatabaseSync;
  readonly inMemory: boolean;
  /** The name that a damaged file was given. */
  readonly putAside: string | null;
  /** Why the data of this session will not be kept. */
  readonly failure: { readonly code: 'newer' | 'not-kept'; readonly detail: string } | null;
}

/**
 * Opens or begins the file. Never throws for what is wrong with it or its folder.
 * @param spareFolder where a copy may lie for this session, if the file's own folder cannot be written to
 */
export function openDatabase(path: string, folder: string, spareFolder: string): OpenedDatabase {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { db: openFile(path), inMemory: false, putAside: null, failure: null };
  } catch (error) {
    if (!isDamage(error)) return { ...openSpare(path, spareFolder), putAside: null, failure: failureOf(error) };
  }
  try {
    const putAside = putAsideFile(path, new Date());
    return { db: openFile(path), inMemory: false, putAside, failure: null };
  } catch (error) {
    return { db: openMemory(), inMemory: true, putAside: null, failure: failureOf(error) };
  }
}

export function openMemory(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  migrate(db);
  return db;
}

/** The tables of a file as far as they can be read, in memory. */
export function takeIntoMemory(path: string): DatabaseSync {
  const db = openMemory();
  // The rows come in any order: what they refer to comes with them.
  db.exec('PRAGMA foreign_keys = OFF');
  try {
    db.prepare('ATTACH ? AS file').run(path);
    for (const table of tables) db.exec(`INSERT INTO main.${table} SELECT * FROM file.${table}`);
    // Ids of reports that have gone stay unused.
    db.exec('DELETE FROM main.sqlite_sequence; INSERT INTO main.sqlite_sequence SELECT * FROM file.sqlite_sequence');
    db.exec('DETACH file');
  } catch {
    // What came over so far is all there is.
  }
  db.exec('PRAGMA foreign_keys = ON');
  return db;
}

/** Whether SQLite said that the file is no database or has damage. */
export function isDamage(error: unknown): boolean {
  const code = resultCode(error);
  return code === corrupt || code === notADatabase;
}

/** Whether an error is about the file or its disk, and not about what was asked of it. */
export function isFileError(error: unknown): boolean {
  return isDamage(error) || refusals.includes(resultCode(error) ?? 0);
}

function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { errcode?: number };
  return errcode === undefined ? undefined : errcode & 0xff;
}

/** Tries, and milliseconds between them, while other programs begin the same file. */
const openTries = 60;
const openPause = 50;
const busyCodes: readonly number[] = [5, 15];

/**
 * Opens the file, waiting for others that begin it at the same moment: SQLite's own timeout does not hold for the
 * change to WAL, where it answers busy (or a locking protocol error) at once.
 */
function openFile(path: string): DatabaseSync {
  for (let left = openTries; ; left--) {
    try {
      return openFileOnce(path);
    } catch (error) {
      if (left <= 1 || !busyCodes.includes(resultCode(error) ?? 0)) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, openPause);
    }
  }
}

function openFileOnce(path: string): DatabaseSync {
  // For this user alone; SQLite makes its log like it. Fails where the file may only be read.
  closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { timeout: busyTimeout });
  try {
    // WAL: others read while one writes, and a program that is killed leaves a file that opens.
    // NORMAL: a killed program loses nothing; a power cut may lose the last moments (FULL for an auditor's words).
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    migrate(db);
    for (const table of checkedTables) {
      const { quick_check: found } = db.prepare(`PRAGMA quick_check(${table})`).get() as { quick_check: string };
      if (found !== 'ok') throw Object.assign(new Error(found), { errcode: corrupt });
    }
    // Fails now and not with the first report where the file may only be read.
    db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${migrations.length}; ROLLBACK`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What is readable of a file in a folder that is not writable; empty where nothing is. */
function openSpare(path: string, spareFolder: string): Pick<OpenedDatabase, 'db' | 'inMemory'> {
  try {
    const copy = join(spareFolder, 'archive.db');
    for (const suffix of ['', '-wal']) {
      if (!existsSync(path + suffix)) continue;
      copyFileSync(path + suffix, copy + suffix);
      // A copy is as unwritable as what it was made of.
      chmodSync(copy + suffix, 0o600);
    }
    return { db: openFile(copy), inMemory: false };
  } catch {
    return { db: openMemory(), inMemory: true };
  }
}

/** Nothing is deleted: what is in a damaged file may be of use to someone who knows how to get at it. */
function putAsideFile(path: string, at: Date): string {
  const stamp = at.toISOString().replaceAll(':', '-');
  const aside = path.replace(/\.db$/, `-damaged-${stamp}.db`);
  renameSync(path, aside);
  // Left behind, it would be taken for the log of the new file.
  for (const suffix of ['-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  return aside;
}

function failureOf(error: unknown): OpenedDatabase['failure'] {
  const detail = error instanceof Error ? error.message : String(error);
  return { code: error instanceof NewerArchiveError ? 'newer' : 'not-kept', detail };
}
