/**
 * The program behind the window, the same in both shells: the list of reports, the checking, the events.
 * Plain Node. Arguments are checked before they come here (api-schema.ts).
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type AddResult,
  ApiError,
  type BatchProgress,
  type GoujiApi,
  type ProgramEvent,
  type ProgramInfo,
  type ReportEntry,
  type ReportSummary,
} from '../../shared/api.ts';
import type { ReadErrorCode } from '../../shared/document/errors.ts';
import { isReportFileName } from '../../shared/file-names.ts';
import { resultOf } from '../../shared/outputs/json.ts';
import { errorMessage } from '../../shared/outputs/texts.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import type { PackedAnswer, WorkerSetup } from './check-protocol.ts';
import { CancelledError, type CheckingPool, createPool, type PoolOptions } from './checking-pool.ts';
import { compareNatural, expandPaths, type FoundFile, sha256 } from './files.ts';
import { pack, unpack } from './packed-outcome.ts';
import { unread } from './unread.ts';

export interface ProgramOptions {
  readonly shell: ProgramInfo['shell'];
  readonly version: string;
  /** The folder of the sample reports. */
  readonly samples: string;
  /** A private folder for files that come as bytes (session-folder.ts); the shell removes it after close(). */
  readonly sessionFolder: string;
  /** The shell's file dialogs: the chosen paths, none where the user cancels. */
  readonly choosePaths?: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Hears of workers that were lost: a bug, or a file that is worth looking at. */
  readonly log: (line: string) => void;
  readonly pool?: Partial<PoolOptions>;
}

export interface Program extends GoujiApi {
  /** A file that the shell refused to receive: it becomes a row with its reason. */
  addUnreadable(name: string, code: ReadErrorCode): Promise<AddResult>;
  /** Whether nothing is being checked. */
  isIdle(): boolean;
  /** Ends the workers. */
  close(): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Kept in the session's folder: removed with the row. */
  readonly owned: boolean;
  state: ReportEntry['state'];
  /** What the last finished check said; kept during another one, in case that is cancelled. */
  checked: PackedAnswer | null;
  /** Ends the check under way. */
  checking: AbortController | null;
}

/** Milliseconds between events (one of each kind): those of a large batch are gathered, that of a click is sent at once. */
const eventInterval = 100;

export function createProgram(options: ProgramOptions): Program {
  const rows = new Map<string, Row>();
  /** Rows of files that stay where they are, by full path. */
  const byPath = new Map<string, Row>();
  const listeners = new Set<(event: ProgramEvent) => void>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  let eventTimer: NodeJS.Timeout | undefined;
  let pool: CheckingPool | undefined;
  let nextId = 1;
  let batch = { total: 0, done: 0, began: 0 };
  let sentProgress = '';
  let sentAt = 0;
  let expanding = new AbortController();
  let closed = false;

  function entryOf(row: Row): ReportEntry {
    const result = row.state === 'done' && row.checked ? summaryOf(row.checked) : null;
    return { id: row.id, name: row.name, state: row.state, result };
  }

  function changedRow(row: Row): void {
    changed.add(row.id);
    scheduleEvents();
  }

  function scheduleEvents(): void {
    if (closed || eventTimer) return;
    eventTimer = setTimeout(sendEvents, Math.max(0, sentAt + eventInterval - performance.now()));
  }

  function sendEvents(): void {
    clearTimeout(eventTimer);
    eventTimer = undefined;
    sentAt = performance.now();
    const entries = [...changed].flatMap((id) => {
      const row = rows.get(id);
      return row ? [entryOf(row)] : [];
    });
    const ids = [...removed];
    changed.clear();
    removed.clear();
    if (ids.length > 0) emit({ type: 'removed', ids });
    if (entries.length > 0) emit({ type: 'entries', entries });
    const { total, done, began } = batch;
    const running = done < total;
    const progress: BatchProgress = { total, done, running, elapsed: Math.round(performance.now() - began) };
    const standing = `${began} ${done}/${total}`;
    if (standing !== sentProgress) emit({ type: 'progress', progress });
    sentProgress = standing;
  }

  function emit(event: ProgramEvent): void {
    for (const listener of listeners) listener(event);
  }

  function addRow(name: string, path: string, owned: boolean): Row {
    const row: Row = { id: `r${nextId++}`, name, path, owned, state: 'waiting', checked: null, checking: null };
    rows.set(row.id, row);
    if (!owned) byPath.set(path, row);
    changedRow(row);
    return row;
  }

  async function check(row: Row): Promise<void> {
    row.checking?.abort();
    const checking = new AbortController();
    row.checking = checking;
    row.state = 'waiting';
    changedRow(row);
    if (batch.done >= batch.total) batch = { total: 0, done: 0, began: performance.now() };
    batch.total++;
    pool ??= createPool({
      workers: availableParallelism() - 1,
      setup: { pack: true, packs: [] } satisfies WorkerSetup,
      ...options.pool,
    });
    const onStart = () => {
      row.state = 'checking';
      changedRow(row);
    };
    try {
      const result = await pool.check({ path: row.path }, row.name, { onStart, signal: checking.signal });
      if (result.loss) options.log(`${row.name}: ${result.loss.reason}: ${result.loss.detail}`);
      settle(row, result.answer.kind === 'packed' ? result.answer : pack(result.answer));
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      // A later check of the same row, or its removal, is why this one ended.
      if (row.checking !== checking) return;
      row.checking = null;
      if (row.checked) settle(row, row.checked);
      else drop(row);
    } finally {
      batch.done++;
      scheduleEvents();
    }
  }

  function settle(row: Row, checked: PackedAnswer): void {
    row.state = 'done';
    row.checked = checked;
    row.checking = null;
    changedRow(row);
  }

  function addFailed(name: string, path: string, code: ReadErrorCode): Row {
    const row = byPath.get(path) ?? addRow(name, path, path === '');
    settle(row, pack({ sha256: null, outcome: unread(code) }));
    return row;
  }

  function drop(row: Row): void {
    rows.delete(row.id);
    changed.delete(row.id);
    removed.add(row.id);
    const { checking } = row;
    row.checking = null;
    checking?.abort();
    if (!row.owned) byPath.delete(row.path);
    else if (row.path !== '') rmSync(row.path, { force: true });
    scheduleEvents();
  }

  /** A file that is in the list already is checked again in its row: it may have been mended. */
  function addFile(name: string, path: string): Row {
    const known = byPath.get(path);
    const row = known ?? addRow(name, path, false);
    if (row.state === 'done' || !known) void check(row);
    return row;
  }

  /** @param names what files named by themselves are called, by path */
  async function addPaths(
    paths: readonly string[],
    names: ReadonlyMap<string, string> = new Map(),
  ): Promise<AddResult> {
    const expansion = await expandPaths(paths, expanding.signal);
    const nameOf = (file: FoundFile) => names.get(file.path) ?? file.name;
    const added = [
      ...expansion.failed.map((file) => addFailed(nameOf(file), resolve(file.path), 'not-found')),
      ...expansion.files.map((file) => addFile(nameOf(file), resolve(file.path))),
    ];
    return { added: added.map((row) => row.id), skipped: expansion.skipped };
  }

  async function addBytes(name: string, bytes: Uint8Array): Promise<AddResult> {
    // A name with folders came with one, and is chosen as if read from it.
    if (name.includes('/') && !isReportFileName(name)) return { added: [], skipped: 1 };
    if (bytes.byteLength > defaultLimits.fileBytes) return { added: [addFailed(name, '', 'too-large').id], skipped: 0 };
    if (closed) throw new ApiError('refused', 'the program is ending');
    // Kept under a name of our own: the given one may be anything.
    const path = join(options.sessionFolder, randomBytes(16).toString('hex'));
    await writeFile(path, bytes, { mode: 0o600, flag: 'wx' });
    const row = addRow(name, path, true);
    void check(row);
    return { added: [row.id], skipped: 0 };
  }

  function rowOf(id: string): Row {
    const row = rows.get(id);
    if (!row) throw new ApiError('unknown-report', `no report ${id}`);
    return row;
  }

  function cancel(): void {
    expanding.abort();
    expanding = new AbortController();
    pool?.cancel();
  }

  async function readSource(row: Row): Promise<Uint8Array> {
    try {
      const { size } = await stat(row.path);
      if (size <= defaultLimits.fileBytes) return await readFile(row.path);
    } catch (error) {
      throw new ApiError('unknown-report', `${row.name}: ${String(error)}`);
    }
    throw new ApiError('refused', `${row.name} is too large to be shown`);
  }

  return {
    async info() {
      return {
        version: options.version,
        shell: options.shell,
        language: 'zh-CN',
        hasDialogs: options.choosePaths !== undefined,
      };
    },

    async list() {
      return [...rows.values()].map(entryOf);
    },

    async add(files) {
      const names = new Map(files.flatMap((file) => ('path' in file ? [[file.path, file.name]] : [])));
      // A drop has no order of its own.
      const results = [await addPaths([...names.keys()].sort(compareNatural), names)];
      for (const file of files) if ('bytes' in file) results.push(await addBytes(file.name, file.bytes));
      return {
        added: results.flatMap((result) => result.added),
        skipped: results.reduce((sum, result) => sum + result.skipped, 0),
      };
    },

    async choose(what) {
      if (!options.choosePaths) throw new ApiError('refused', 'this shell has no file dialogs');
      return addPaths([...(await options.choosePaths(what))].sort(compareNatural));
    },

    async addSamples() {
      return addPaths([options.samples]);
    },

    async addUnreadable(name, code) {
      return { added: [addFailed(name, '', code).id], skipped: 0 };
    },

    async cancel() {
      cancel();
    },

    async remove(ids) {
      for (const id of ids) {
        const row = rows.get(id);
        if (row) drop(row);
      }
    },

    async open(id, language) {
      const row = rowOf(id);
      if (!row.checked) throw new ApiError('bad-request', `report ${id} is not checked yet`);
      const outcome = unpack(row.checked);
      const result = resultOf(outcome, row.name, row.checked.sha256, language);
      return { entry: entryOf(row), result, document: outcome.document };
    },

    async source(id) {
      const row = rowOf(id);
      const bytes = await readSource(row);
      // Changed since it was checked: its findings would be shown in the wrong places.
      const known = row.state === 'done' ? row.checked?.sha256 : null;
      if (known && sha256(bytes) !== known) void check(row);
      return bytes;
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    isIdle: () => batch.done >= batch.total,

    async close() {
      if (closed) return;
      closed = true;
      clearTimeout(eventTimer);
      expanding.abort();
      await pool?.close();
    },
  };
}

/** The list speaks Chinese; the window puts its own words where it is set to another language. */
function summaryOf({ digest }: PackedAnswer): ReportSummary {
  const { error, ...rest } = digest;
  if (!error) return { ...rest, status: 'checked', error: null };
  const message = errorMessage(error.code, error.values, 'zh-CN');
  return { ...rest, status: 'unreadable', error: { code: error.code, message } };
}
