/**
 * The program behind the window, the same in both shells: the calls of api.ts, over the list of reports (reports/), the
 * archive, the rules and what leaves the program (output/). Plain Node. Arguments are checked before they come here
 * (api-schema.ts).
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import {
  type AddResult,
  ApiError,
  type ArchiveProblem,
  type FileState,
  type GoujiApi,
  type ProgramInfo,
  type Verdict,
} from '../../shared/api.ts';
import type { ReadErrorCode } from '../../shared/document/errors.ts';
import { compareNatural } from '../../shared/file-names.ts';
import { openArchive, type StoredReport } from './archive/archive.ts';
import { archiveProblem } from './archive/texts.ts';
import type { Imported } from './archive/transfer.ts';
import type { PoolOptions } from './checking-pool.ts';
import { createDiagnosis } from './diagnosis.ts';
import { noticeCalls } from './notice-calls.ts';
import { createExporting, type OutputShell } from './output/exporting.ts';
import type { OnlyReport } from './output/output-texts.ts';
import { createPools } from './pools.ts';
import { createAdding } from './reports/adding.ts';
import { createChecking } from './reports/checking.ts';
import { createComparing } from './reports/comparing.ts';
import { createEvents } from './reports/events.ts';
import { createOpening } from './reports/opening.ts';
import { createReportList, type Row } from './reports/report-list.ts';
import { createRulePacks } from './rule-packs.ts';
import { type ArchiveBytes, settingsCalls } from './settings-calls.ts';
import { lookAt, readSource } from './source-file.ts';

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

export function createProgram(options: ProgramOptions): Program {
  const events = createEvents({
    entryOf(id) {
      const row = list.get(id);
      return row && list.entryOf(row);
    },
    batch: () => checking.batch(),
  });
  const archive = openArchive({
    folder: options.dataFolder,
    sessionFolder: options.sessionFolder,
    program: options.version,
    onProblem: () => {
      const problem = currentProblem();
      if (!problem) return;
      options.log(problem.message);
      events.emit({ type: 'archive-problem', problem });
    },
  });
  let settings = archive.settings();
  const { log } = options;
  const pools = createPools({ workers: availableParallelism() - 1, ...options.pool });
  const rulePacks = createRulePacks(archive, options.version);
  const diagnosis = createDiagnosis({ shell: options.shell, version: options.version });
  const list = createReportList({ archive, events, rules: () => rulePacks.inUse().fingerprint });
  const comparing = createComparing({ archive, list, rules: rulePacks.inUse, pool: options.pool, log });
  const checking = createChecking({
    archive,
    list,
    events,
    comparing,
    pools,
    needs: () => ({ workers: settings.workers, rules: rulePacks.inUse() }),
    onLoss(name, loss) {
      log(`${name}: ${loss.reason}: ${loss.detail}`);
      diagnosis.lost(loss);
    },
  });
  const adding = createAdding({ archive, list, checking });
  const opening = createOpening({ archive, list, checking, log });
  const exporting = createExporting({
    sessionFolder: options.sessionFolder,
    version: options.version,
    shell: options.output,
    script: options.outputScript,
    packs: () => rulePacks.inUse().packs,
    template: () => archive.noticeTemplate()?.bytes ?? null,
    log,
  });
  let closed = false;

  function cancel(): void {
    adding.cancel();
    pools.cancel();
  }

  /** During a batch, that happens at its end. */
  function compareIfIdle(): void {
    if (checking.isIdle()) comparing.compare();
  }

  async function stateOfFile(row: Row): Promise<FileState> {
    const path = list.fileOf(row);
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

  /** Rows that are here show what they have got: another state, version, or newer decisions when they are opened. */
  function takeIn({ added }: Imported): void {
    for (const row of list.rows()) {
      row.report = archive.report(row.report.id) ?? row.report;
      list.changed(row);
    }
    for (const id of added) {
      const row = list.add(archive.report(id) as StoredReport);
      if (row.state !== 'done') void checking.check(row);
    }
    compareIfIdle();
  }

  function currentProblem(): ArchiveProblem | null {
    const problem = archive.problem();
    return problem && archiveProblem(problem.code, problem.detail, settings.language);
  }

  for (const report of archive.reports()) {
    const row = list.add(report);
    // What a program that has gone was to check.
    if (row.state !== 'done') void checking.check(row);
  }
  // It was killed between checking reports and comparing them.
  const readable = list.lastHandIns().filter((row) => row.report.digest?.error === null);
  if (readable.length > 1 && readable.some((row) => row.report.compared === null))
    void setImmediate().then(comparing.compare);

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
      return list.rows().map(list.entryOf);
    },

    async add(files) {
      const names = new Map(files.flatMap((file) => ('path' in file ? [[file.path, file.name]] : [])));
      // A drop has no order of its own.
      const results = [await adding.addPaths([...names.keys()].sort(compareNatural), names)];
      for (const file of files) if ('bytes' in file) results.push(await adding.addBytes(file.name, file.bytes));
      return {
        added: results.flatMap((result) => result.added),
        skipped: results.reduce((sum, result) => sum + result.skipped, 0),
      };
    },

    async choose(what) {
      if (!options.choosePaths) throw new ApiError('refused', 'this shell has no file dialogs');
      return adding.addPaths([...(await options.choosePaths(what))].sort(compareNatural));
    },

    async addSamples() {
      return adding.addPaths([options.samples]);
    },

    async addUnreadable(name, code) {
      return { added: [adding.addFailed(name, null, code).id], skipped: 0 };
    },

    async cancel() {
      cancel();
    },

    async remove(ids) {
      const gone = ids.flatMap((id) => list.get(id) ?? []);
      for (const row of gone) list.forget(row);
      list.renumber(archive.remove(gone.map((row) => row.report.id)));
      compareIfIdle();
    },

    async open(id, language) {
      return opening.open(list.checkedRow(id), language);
    },

    async source(id) {
      const row = list.rowOf(id);
      const path = list.fileOf(row);
      const read = path === null ? null : await readSource(path);
      if (!read) return null;
      row.seen = read.seen;
      // Changed since it was checked: its findings would be shown in the wrong places.
      const known = row.state === 'done' && row.report.kept === null ? row.report.sha256 : null;
      return known && read.seen.sha256 !== known ? null : read.bytes;
    },

    async fileState(id) {
      const row = list.rowOf(id);
      row.looking ??= stateOfFile(row).finally(() => {
        row.looking = null;
      });
      return row.looking;
    },

    async recheck(id) {
      const row = list.rowOf(id);
      if (list.fileOf(row) === null)
        throw new ApiError('refused', `${row.report.name}: another file has taken its place`);
      void checking.check(row);
    },

    async decide(id, fingerprint, decision, note) {
      const { report } = list.checkedRow(id);
      if (report.sha256 === null) throw new ApiError('bad-request', `report ${id} was not read: it has no findings`);
      const verdict: Verdict = { decision, note, at: new Date().toISOString() };
      archive.decide(report, fingerprint, verdict);
      events.emit({ type: 'verdict', id, fingerprint, verdict });
      return verdict;
    },

    async review(id, state) {
      const row = list.checkedRow(id);
      archive.review(row.report.id, state);
      row.report = { ...row.report, review: state };
      list.changed(row);
    },

    async exportReports(request) {
      const asked = request.ids === 'all' ? list.rows() : request.ids.flatMap((id) => list.get(id) ?? []);
      const checked = asked.filter((row) => row.report.checkedAt !== null);
      const [only, ...others] = checked.map((row) => row.report);
      return exporting.run(request, {
        count: checked.length,
        report: (index) => opening.forOutput(checked[index] as Row),
        only: only && others.length === 0 ? onlyReport(only) : null,
        onDamaged: (name) => {
          const row = checked.find((one) => one.report.name === name);
          if (row) checking.checkAgain(row);
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
      events.emit({ type: 'settings', settings });
    },

    applyRules: checking.applyRules,

    ...settingsCalls({
      sessionFolder: options.sessionFolder,
      choosePlace: options.output?.choosePlace,
      language: () => settings.language,
      showFile: options.showFile,
      log,
      archive,
      rulePacks,
      diagnosis,
      workers: () => settings.workers,
      entries: () => list.rows().map(list.entryOf),
      onRules(areOthers) {
        // Rows that were checked with others say so.
        if (areOthers) for (const row of list.rows()) list.changed(row);
        events.emit({ type: 'rules' });
      },
      onImported: takeIn,
    }),

    async archive() {
      return { path: archive.path, ...archive.size(), problem: currentProblem() };
    },

    async clearArchive() {
      cancel();
      for (const row of list.rows()) list.forget(row);
      archive.clear();
    },

    subscribe: events.subscribe,

    isIdle: checking.isIdle,

    async close() {
      if (closed) return;
      closed = true;
      events.close();
      checking.close();
      adding.close();
      await Promise.all([exporting.close(), pools.close(), comparing.close()]);
      archive.close();
    },
  };
}

function onlyReport({ digest }: StoredReport): OnlyReport {
  return { unit: digest?.unit ?? null, year: digest?.year ?? null, format: digest?.format ?? null };
}
