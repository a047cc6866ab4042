/**
 * The program behind the window, the same in both shells: the list of reports, the checking, the decisions, the events.
 * Plain Node. Arguments are checked before they come here (api-schema.ts).
 */
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  type AddResult,
  ApiError,
  type ArchiveProblem,
  type BatchProgress,
  type EarlierVersion,
  type FileState,
  type GoujiApi,
  type OtherReport,
  type ProgramEvent,
  type ProgramInfo,
  type Recheck,
  type ReportEntry,
  type ReportSummary,
  type Verdict,
} from '../../shared/api.ts';
import type { SourceDocument } from '../../shared/document/document.ts';
import type { ReadErrorCode } from '../../shared/document/errors.ts';
import { compareNatural, isReportFileName } from '../../shared/file-names.ts';
import type { FindingResult, ReportResult } from '../../shared/outputs/contract.ts';
import { resultOf, withTogether } from '../../shared/outputs/json.ts';
import { errorMessage } from '../../shared/outputs/texts.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import type { Language, Severity } from '../../shared/rules/finding.ts';
import type { Together } from '../../shared/rules/together/index.ts';
import { unitKey } from '../../shared/rules/together/words.ts';
import { unreadable } from '../../shared/unreadable.ts';
import { openArchive, type Renumbered, type StoredOutcome, type StoredReport } from './archive/archive.ts';
import { archiveProblem } from './archive/texts.ts';
import type { Imported } from './archive/transfer.ts';
import type { OutcomeDigest, PackedAnswer } from './check-protocol.ts';
import { CancelledError, type PoolOptions } from './checking-pool.ts';
import { type Comparer, createComparer } from './comparer.ts';
import { createDiagnosis } from './diagnosis.ts';
import { expandPaths, type FoundFile } from './files.ts';
import { noticeCalls } from './notice-calls.ts';
import { createExporting, type OutputShell } from './output/exporting.ts';
import type { OutputReport } from './output/output-protocol.ts';
import type { OnlyReport } from './output/output-texts.ts';
import { addCounts, pack, ruleCounts, unpack } from './packed-outcome.ts';
import { createPools, type RulesInUse } from './pools.ts';
import { createRulePacks } from './rule-packs.ts';
import { type ArchiveBytes, settingsCalls } from './settings-calls.ts';
import { sha256 } from './sha256.ts';
import { lookAt, readSource, type Seen } from './source-file.ts';

export interface ProgramOptions {
  readonly shell: ProgramInfo['shell'];
  readonly version: string;
  /** The folder of the sample reports. */
  readonly samples: string;
  /** The sample template for notices. */
  readonly noticeSample?: string;
  /** Where the archive lies (archive/data-folder.ts); null: nothing is kept beyond the session. */
  readonly dataFolder: string | null;
  /** A private folder for what is not kept (session-folder.ts); the shell removes it after close(). */
  readonly sessionFolder: string;
  /** The shell's file dialogs: the chosen paths, none where the user cancels. */
  readonly choosePaths?: (what: 'files' | 'folder') => Promise<readonly string[]>;
  /** Shows a file in the system's file manager. */
  readonly showFile?: (path: string) => void;
  /** The shell's save dialog, printer and PDF; without it the window gets what was made. */
  readonly output?: OutputShell;
  /** The script of the worker that makes files of reports; by default the built one. */
  readonly outputScript?: URL;
  /** Hears of workers that were lost: a bug, or a file that is worth looking at. */
  readonly log: (line: string) => void;
  readonly pool?: Partial<PoolOptions>;
}

export interface Program extends GoujiApi, ArchiveBytes {
  /** A file that the shell refused to receive: it becomes a row with its reason. */
  addUnreadable(name: string, code: ReadErrorCode): Promise<AddResult>;
  /** Whether nothing is being checked. */
  isIdle(): boolean;
  /** Ends the workers. What is not checked yet is checked by the next program. */
  close(): Promise<void>;
}

interface Row {
  readonly id: string;
  /** As in the archive. During another check of it, what the last finished one said. */
  report: StoredReport;
  state: ReportEntry['state'];
  /** Ends the check under way. */
  checking: AbortController | null;
  /** Its file was looked for and not found. */
  fileGone: boolean;
  /** The file when it was last looked at, so that it is read again only where something says that it changed. */
  seen: Seen | null;
  /** A look at the file that is under way: a drive that does not answer is asked once. */
  looking: Promise<FileState> | null;
}

/** Reports whose comparison is taken in before the main thread turns to other things. */
const comparedSlice = 250;

/** Milliseconds between events (one of each kind): those of a large batch are gathered, that of a click is sent at once. */
const eventInterval = 100;

export function createProgram(options: ProgramOptions): Program {
  const rows = new Map<string, Row>();
  /** Rows of files that stay where they are, by full path. */
  const byPath = new Map<string, Row>();
  const listeners = new Set<(event: ProgramEvent) => void>();
  const archive = openArchive({
    folder: options.dataFolder,
    sessionFolder: options.sessionFolder,
    program: options.version,
    onProblem: () => {
      const problem = currentProblem();
      if (!problem) return;
      options.log(problem.message);
      emit({ type: 'archive-problem', problem });
    },
  });
  let settings = archive.settings();
  const changed = new Set<string>();
  const removed = new Set<string>();
  let eventTimer: NodeJS.Timeout | undefined;
  const pools = createPools({ workers: availableParallelism() - 1, ...options.pool });
  const rulePacks = createRulePacks(archive, options.version);
  const diagnosis = createDiagnosis({ shell: options.shell, version: options.version });
  let comparer: (Comparer & { readonly rules: string }) | undefined;
  let comparing: Promise<void> | undefined;
  /** Something has changed since the last comparison began. */
  let isOutdated = false;
  let batch = { total: 0, done: 0, began: 0 };
  let sentProgress = '';
  let sentAt = 0;
  let expanding = new AbortController();
  let closed = false;
  const exporting = createExporting({
    sessionFolder: options.sessionFolder,
    version: options.version,
    shell: options.output,
    script: options.outputScript,
    packs: () => rulePacks.inUse().packs,
    template: () => archive.noticeTemplate()?.bytes ?? null,
    log: options.log,
  });

  function entryOf(row: Row): ReportEntry {
    const { name, review, version, digest, compared } = row.report;
    const result = row.state === 'done' && digest ? summaryOf(digest, compared) : null;
    return { id: row.id, name, state: row.state, result, review, version, otherRules: otherRules(row) };
  }

  function otherRules(row: Row): ReportEntry['otherRules'] {
    const { sha256: read, rules } = row.report;
    if (read === null || rules === rulePacks.inUse().fingerprint) return null;
    return row.fileGone || fileOf(row) === null ? 'no-file' : 'again';
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

  function addRow(report: StoredReport): Row {
    const row: Row = {
      id: `r${report.id}`,
      report,
      state: report.checkedAt === null ? 'waiting' : 'done',
      checking: null,
      fileGone: false,
      seen: null,
      looking: null,
    };
    rows.set(row.id, row);
    if (report.path !== null) byPath.set(report.path, row);
    changedRow(row);
    return row;
  }

  /** Rows for files that are not in the list yet. */
  function addRows(files: readonly { readonly name: string; readonly path: string | null }[]): Row[] {
    const ids = archive.add(files.map(({ name, path }) => ({ name, path, kept: null })));
    return ids.map((id) => addRow(archive.report(id) as StoredReport));
  }

  function fileOf({ report }: Row): string | null {
    return report.kept === null ? report.path : archive.keptPath(report.kept);
  }

  async function check(row: Row): Promise<void> {
    row.checking?.abort();
    const checking = new AbortController();
    row.checking = checking;
    row.state = 'waiting';
    changedRow(row);
    if (batch.done >= batch.total) batch = { total: 0, done: 0, began: performance.now() };
    batch.total++;
    const { name } = row.report;
    const onStart = () => {
      row.state = 'checking';
      changedRow(row);
    };
    try {
      const path = fileOf(row) ?? '';
      const needs = { workers: settings.workers, rules: rulePacks.inUse() };
      const result = await pools.check(needs, { path }, name, { onStart, signal: checking.signal });
      if (result.loss) {
        options.log(`${name}: ${result.loss.reason}: ${result.loss.detail}`);
        diagnosis.lost(result.loss);
      }
      settle(row, result.answer.kind === 'packed' ? result.answer : pack(result.answer), result.rules);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      // A later check of the same row, or its removal, is why this one ended.
      if (row.checking !== checking || closed) return;
      row.checking = null;
      if (row.report.checkedAt !== null) {
        row.state = 'done';
        changedRow(row);
      } else {
        forget(row);
        archive.remove([row.report.id]);
      }
    } finally {
      batch.done++;
      scheduleEvents();
      if (batch.done >= batch.total) compare();
    }
  }

  /**
   * Checks the reports of the list against each other, of each unit and year the last hand-in; rows whose findings
   * change by it are told to the window. What is asked for meanwhile is done after it, once.
   */
  function compare(): void {
    isOutdated = true;
    comparing ??= compareOnce().finally(() => {
      comparing = undefined;
    });
  }

  async function compareOnce(): Promise<void> {
    while (isOutdated && !closed) {
      isOutdated = false;
      const compared = new Map(lastHandIns().map((row) => [row.report.id, { row, report: row.report }]));
      // A single report does not wait for a worker; one of several that are removed may lose what it had.
      if (!comparer && compared.size < 2) return;
      const asked = comparerFor(rulePacks.inUse());
      try {
        const found = [...(await asked.compare([...compared.keys()]))];
        // In slices: the first comparison of thousands of reports changes them all.
        for (let from = 0; from < found.length && !closed; from += comparedSlice) {
          const results = new Map<number, Together | null>();
          for (const [id, together] of found.slice(from, from + comparedSlice)) {
            const { row, report } = compared.get(id) as { row: Row; report: StoredReport };
            // Checked anew or removed meanwhile: compared again when that batch ends.
            if (row.report.checkedAt !== report.checkedAt || rows.get(row.id) !== row) continue;
            if (JSON.stringify(row.report.compared) === JSON.stringify(together)) continue;
            row.report = { ...row.report, compared: together };
            results.set(id, together);
            changedRow(row);
          }
          if (results.size > 0) archive.saveCompared(results);
          await setImmediate();
        }
      } catch (error) {
        if (!closed) options.log(`comparing reports: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  }

  /** One that compares by the rules of the moment. */
  function comparerFor({ packs, fingerprint }: RulesInUse): Comparer {
    if (comparer?.rules !== fingerprint) {
      void comparer?.close();
      const setup = { pack: true, packs };
      const made = createComparer({ setup, ...options.pool, digestOf: (id) => archive.together(id) });
      comparer = { ...made, rules: fingerprint };
    }
    return comparer;
  }

  function lastHandIns(): Row[] {
    const last = new Map<string, number>();
    const key = ({ report: { digest } }: Row) => `${digest?.year} ${digest?.unit}`;
    const checked = [...rows.values()].filter((row) => row.report.checkedAt !== null);
    for (const row of checked) last.set(key(row), Math.max(last.get(key(row)) ?? 0, row.report.version));
    return checked.filter((row) => row.report.version === last.get(key(row)));
  }

  function settle(row: Row, answer: PackedAnswer, rules: string): void {
    row.checking = null;
    // A file that has gone takes nothing with it.
    if (answer.digest.error?.code === 'not-found' && row.report.sha256 !== null) {
      row.state = 'done';
      changedRow(row);
      return;
    }
    row.fileGone = false;
    const settled = archive.settle(row.report.id, answer, rules);
    if (!settled) {
      forget(row);
      return;
    }
    row.state = 'done';
    row.report = settled.report;
    comparer?.forget(row.report.id);
    changedRow(row);
    renumber(settled.renumbered);
    if (settled.replaced) addRow(settled.replaced);
  }

  function renumber(renumbered: readonly Renumbered[]): void {
    for (const { id, version } of renumbered) {
      const row = rows.get(`r${id}`);
      if (!row) continue;
      row.report = { ...row.report, version };
      changedRow(row);
    }
  }

  function addFailed(name: string, path: string | null, code: ReadErrorCode): Row {
    const row = (path === null ? undefined : byPath.get(path)) ?? (addRows([{ name, path }])[0] as Row);
    row.checking?.abort();
    settle(row, pack({ sha256: null, outcome: unreadable(code) }), rulePacks.inUse().fingerprint);
    return row;
  }

  /** Takes a row out of the list; the archive is another matter. */
  function forget(row: Row): void {
    rows.delete(row.id);
    changed.delete(row.id);
    removed.add(row.id);
    const { checking } = row;
    row.checking = null;
    checking?.abort();
    const { path } = row.report;
    if (path !== null && byPath.get(path) === row) byPath.delete(path);
    scheduleEvents();
  }

  /** Files that are in the list already are checked again in their rows: they may have been mended. */
  function addFiles(files: readonly { readonly name: string; readonly path: string }[]): Row[] {
    const known = files.flatMap(({ path }) => byPath.get(path) ?? []);
    addRows(files.filter(({ path }) => !byPath.has(path)));
    const added = files.map(({ path }) => byPath.get(path) as Row);
    for (const row of added) if (row.state === 'done' || !known.includes(row)) void check(row);
    return added;
  }

  /** @param names what files named by themselves are called, by path */
  async function addPaths(
    paths: readonly string[],
    names: ReadonlyMap<string, string> = new Map(),
  ): Promise<AddResult> {
    const { signal } = expanding;
    const expansion = await expandPaths(paths, signal).catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
    // The user does not want them any more.
    if (!expansion) return { added: [], skipped: 0 };
    const nameOf = (file: FoundFile) => names.get(file.path) ?? file.name;
    const added = [
      ...expansion.failed.map((file) => addFailed(nameOf(file), resolve(file.path), 'not-found')),
      ...addFiles(expansion.files.map((file) => ({ name: nameOf(file), path: resolve(file.path) }))),
    ];
    return { added: added.map((row) => row.id), skipped: expansion.skipped };
  }

  async function addBytes(name: string, bytes: Uint8Array): Promise<AddResult> {
    // A name with folders came with one, and is chosen as if read from it.
    if (name.includes('/') && !isReportFileName(name)) return { added: [], skipped: 1 };
    if (bytes.byteLength > defaultLimits.fileBytes)
      return { added: [addFailed(name, null, 'too-large').id], skipped: 0 };
    if (closed) throw new ApiError('refused', 'the program is ending');
    const { id, isNew } = await archive.keep(name, bytes, sha256(bytes));
    const row = rows.get(`r${id}`) ?? addRow(archive.report(id) as StoredReport);
    if (isNew || row.state === 'done') void check(row);
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
    pools.cancel();
  }

  async function stateOfFile(row: Row): Promise<FileState> {
    const path = fileOf(row);
    if (path === null) return 'replaced';
    const { report } = row;
    // A copy in the archive is named by its content.
    if (report.kept !== null) return existsSync(path) ? 'same' : 'gone';
    const error = report.digest?.error?.code;
    const { state, seen } = await lookAt(path, { sha256: report.sha256, error, seen: row.seen });
    row.seen = seen;
    // Checked anew meanwhile: what was just checked is the same.
    return row.report === report && row.state === 'done' ? state : 'same';
  }

  function checkedRow(id: string): Row {
    const row = rowOf(id);
    if (row.report.checkedAt === null) throw new ApiError('bad-request', `report ${id} is not checked yet`);
    return row;
  }

  /**
   * Throws ApiError 'unknown-report' where another program has removed it, and the row goes too; 'internal' where what
   * was stored is damaged, and the file is checked again.
   */
  function openRow(row: Row, language: Language): Opened {
    const { report } = row;
    try {
      const outcome = archive.outcome(report.id);
      if (outcome) return resultFrom(report, outcome, language);
    } catch (error) {
      options.log(`${report.name}: ${error instanceof Error ? error.stack : String(error)}`);
      if (row.state === 'done' && fileOf(row) !== null) void check(row);
      throw new ApiError('internal', `what was found in ${report.name} cannot be read from the archive`);
    }
    forget(row);
    throw new ApiError('unknown-report', `${report.name} was removed`);
  }

  /** What the archive holds of a row; null where another program has removed it. */
  function outputReport(row: Row): OutputReport | null {
    const { id, name, sha256: hash, compared, review } = row.report;
    const outcome = archive.outcome(id);
    if (!outcome) return null;
    const verdicts = archive.verdicts(row.report);
    return { name, sha256: hash, path: fileOf(row), packed: outcome.packed, compared, review, verdicts };
  }

  function earlierOf({ report }: Row, findings: readonly FindingResult[], language: Language): EarlierVersion | null {
    const earlier = archive.earlier(report.id);
    const outcome = earlier && archive.outcome(earlier.id);
    if (!outcome || earlier.checkedAt === null) return null;
    // Of another program that runs: it is opened like those of this one.
    if (!rows.has(`r${earlier.id}`)) addRow(earlier);
    const before = resultFrom(earlier, outcome, language).result.findings;
    const known = new Set(before.map((finding) => finding.fingerprint));
    const own = new Set(findings.map((finding) => finding.fingerprint));
    return {
      ...otherReport(earlier, earlier.checkedAt),
      remaining: [...own].filter((fingerprint) => known.has(fingerprint)),
      mended: before.filter((finding) => !own.has(finding.fingerprint)),
    };
  }

  /** A file that has gone would take what was found in it along: it is looked for first. */
  async function applyRules(): Promise<Recheck> {
    const old = [...rows.values()].filter((row) => row.state === 'done' && otherRules(row) === 'again');
    const isThere = await Promise.all(
      old.map((row) =>
        stat(fileOf(row) ?? '').then(
          (file) => file.isFile(),
          () => false,
        ),
      ),
    );
    let checking = 0;
    let noFile = 0;
    for (const [index, row] of old.entries()) {
      if (rows.get(row.id) !== row || row.state !== 'done') continue;
      if (isThere[index]) {
        checking++;
        void check(row);
      } else {
        noFile++;
        row.fileGone = true;
        changedRow(row);
      }
    }
    return { checking, noFile };
  }

  /** Rows that are here show what they have got: another state, version, or newer decisions when they are opened. */
  function takeIn({ added }: Imported): void {
    for (const row of rows.values()) {
      row.report = archive.report(row.report.id) ?? row.report;
      changedRow(row);
    }
    for (const id of added) {
      const row = addRow(archive.report(id) as StoredReport);
      if (row.state !== 'done') void check(row);
    }
    if (batch.done >= batch.total) compare();
  }

  /** Where the last hand-in is there in several formats, the one of the same format. */
  function lastYearOf({ report: { digest } }: Row): OtherReport | null {
    if (digest?.unit == null || digest.year === null) return null;
    const { format, year } = digest;
    const unit = unitKey(digest.unit);
    const found = lastHandIns().filter(
      ({ report: { digest: other } }) =>
        other?.unit != null && other.error === null && other.year === year - 1 && unitKey(other.unit) === unit,
    );
    const { report } = found.find((row) => row.report.digest?.format === format) ?? found.at(-1) ?? {};
    return report?.checkedAt ? otherReport(report, report.checkedAt) : null;
  }

  function currentProblem(): ArchiveProblem | null {
    const problem = archive.problem();
    return problem && archiveProblem(problem.code, problem.detail, settings.language);
  }

  for (const report of archive.reports()) {
    const row = addRow(report);
    // What a program that has gone was to check.
    if (row.state !== 'done') void check(row);
  }
  // It was killed between checking reports and comparing them.
  const readable = lastHandIns().filter((row) => row.report.digest?.error === null);
  if (readable.length > 1 && readable.some((row) => row.report.compared === null)) void setImmediate().then(compare);

  return {
    async info() {
      return {
        version: options.version,
        shell: options.shell,
        language: settings.language,
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
      return { added: [addFailed(name, null, code).id], skipped: 0 };
    },

    async cancel() {
      cancel();
    },

    async remove(ids) {
      const gone = ids.flatMap((id) => rows.get(id) ?? []);
      for (const row of gone) forget(row);
      renumber(archive.remove(gone.map((row) => row.report.id)));
      if (batch.done >= batch.total) compare();
    },

    async open(id, language) {
      const row = checkedRow(id);
      const { result, document } = openRow(row, language);
      const earlier = earlierOf(row, result.findings, language);
      const shown = new Set([...result.findings, ...(earlier?.mended ?? [])].map((finding) => finding.fingerprint));
      const verdicts = Object.fromEntries(
        [...archive.verdicts(row.report)].filter(([fingerprint]) => shown.has(fingerprint)),
      );
      return { entry: entryOf(row), result, document, verdicts, earlier, lastYear: lastYearOf(row) };
    },

    async source(id) {
      const row = rowOf(id);
      const path = fileOf(row);
      const read = path === null ? null : await readSource(path);
      if (!read) return null;
      row.seen = read.seen;
      // Changed since it was checked: its findings would be shown in the wrong places.
      const known = row.state === 'done' && row.report.kept === null ? row.report.sha256 : null;
      return known && read.seen.sha256 !== known ? null : read.bytes;
    },

    async fileState(id) {
      const row = rowOf(id);
      row.looking ??= stateOfFile(row).finally(() => {
        row.looking = null;
      });
      return row.looking;
    },

    async recheck(id) {
      const row = rowOf(id);
      if (fileOf(row) === null) throw new ApiError('refused', `${row.report.name}: another file has taken its place`);
      void check(row);
    },

    async decide(id, fingerprint, decision, note) {
      const { report } = checkedRow(id);
      if (report.sha256 === null) throw new ApiError('bad-request', `report ${id} was not read: it has no findings`);
      const verdict: Verdict = { decision, note, at: new Date().toISOString() };
      archive.decide(report, fingerprint, verdict);
      emit({ type: 'verdict', id, fingerprint, verdict });
      return verdict;
    },

    async review(id, state) {
      const row = checkedRow(id);
      archive.review(row.report.id, state);
      row.report = { ...row.report, review: state };
      changedRow(row);
    },

    async exportReports(request) {
      const asked = request.ids === 'all' ? [...rows.values()] : request.ids.flatMap((id) => rows.get(id) ?? []);
      const checked = asked.filter((row) => row.report.checkedAt !== null);
      const [only, ...others] = checked.map((row) => row.report);
      return exporting.run(request, {
        count: checked.length,
        report: (index) => outputReport(checked[index] as Row),
        only: only && others.length === 0 ? onlyReport(only) : null,
        onDamaged: (name) => {
          const row = checked.find((one) => one.report.name === name);
          if (row?.state === 'done' && fileOf(row) !== null) void check(row);
        },
      });
    },

    async cancelExport() {
      exporting.cancel();
    },

    ...noticeCalls({ archive, exporting, sample: options.noticeSample }),

    async settings() {
      return settings;
    },

    async saveSettings(change) {
      archive.saveSettings(change);
      settings = { ...settings, ...change };
      emit({ type: 'settings', settings });
    },

    applyRules,

    ...settingsCalls({
      sessionFolder: options.sessionFolder,
      choosePlace: options.output?.choosePlace,
      language: () => settings.language,
      showFile: options.showFile,
      log: options.log,
      archive,
      rulePacks,
      diagnosis,
      workers: () => settings.workers,
      entries: () => [...rows.values()].map(entryOf),
      onRules(areOthers) {
        // Rows that were checked with others say so.
        if (areOthers) for (const row of rows.values()) changedRow(row);
        emit({ type: 'rules' });
      },
      onImported: takeIn,
    }),

    async archive() {
      return { path: archive.path, ...archive.size(), problem: currentProblem() };
    },

    async clearArchive() {
      cancel();
      for (const row of [...rows.values()]) forget(row);
      archive.clear();
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
      await Promise.all([exporting.close(), pools.close(), comparer?.close()]);
      await comparing;
      archive.close();
    },
  };
}

function onlyReport({ digest }: StoredReport): OnlyReport {
  return { unit: digest?.unit ?? null, year: digest?.year ?? null, format: digest?.format ?? null };
}

function otherReport({ id, name, digest }: StoredReport, checkedAt: string): OtherReport {
  return { id: `r${id}`, name, checkedAt, year: digest?.year ?? null };
}

interface Opened {
  readonly result: ReportResult;
  readonly document: SourceDocument | null;
}

function resultFrom({ name, sha256: hash, compared }: StoredReport, stored: StoredOutcome, language: Language): Opened {
  const outcome = unpack(stored);
  const own = resultOf(outcome, name, hash, language);
  return { result: compared ? withTogether(own, compared, language) : own, document: outcome.document };
}

/** The list speaks Chinese; the window puts its own words where it is set to another language. */
function summaryOf({ error, fingerprints: _, ...own }: OutcomeDigest, together: Together | null): ReportSummary {
  const more = together?.findings ?? [];
  const count = (severity: Severity) => more.filter((finding) => finding.severity === severity).length;
  const rest = {
    ...own,
    errors: own.errors + count('error'),
    warnings: own.warnings + count('warning'),
    infos: own.infos + count('info'),
    rules: addCounts([...own.rules, ...ruleCounts(more)]),
  };
  if (!error) return { ...rest, status: 'checked', error: null };
  const message = errorMessage(error.code, error.values, 'zh-CN');
  return { ...rest, status: 'unreadable', error: { code: error.code, message } };
}
