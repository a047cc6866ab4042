/**
 * What leaves the program: the file is made in a worker thread, and goes where the shell can take it. A shell with
 * dialogs asks for the place, saves and prints; else the window gets the bytes, which the browser saves or prints.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError, type Exported, type ExportRequest } from '../../../shared/api.ts';
import { Refused } from '../../../shared/outputs/refused.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import type { RulePack } from '../../../shared/rules/pack.ts';
import { pendingFile, writeWhole } from '../whole-file.ts';
import { writeFault } from '../write-fault.ts';
import { makeOutput, type OutputEnd } from './make-output.ts';
import type { OutputFormat, OutputReport } from './output-protocol.ts';
import { descriptionOf, extensionOf, failureText, type OnlyReport, outputName, sampleName } from './output-texts.ts';

/** What a shell with dialogs does with what was made. */
export interface OutputShell {
  /** The path that the user chooses; null where the user cancels. The dialog asks before a file is replaced. */
  choosePlace(name: string, type: { readonly extension: string; readonly description: string }): Promise<string | null>;
  /** @param page path of an HTML file. A string tells in the system's words why it was not printed. */
  print(page: string): Promise<'printed' | 'cancelled' | { readonly failed: string }>;
  /** The page as PDF, with the page size and margins that it asks for. */
  pdf(page: string): Promise<Uint8Array>;
}

export interface ExportingOptions {
  readonly sessionFolder: string;
  readonly version: string;
  readonly shell: OutputShell | undefined;
  /** The worker's script; by default the built one. */
  readonly script: URL | undefined;
  readonly packs: () => readonly RulePack[];
  /** The office's own template for notices. */
  readonly template: () => Uint8Array | null;
  readonly log: (line: string) => void;
}

/** The reports that a request names. */
export interface ExportedReports {
  readonly count: number;
  readonly report: (index: number) => OutputReport | null;
  /** null where there are several. */
  readonly only: OnlyReport | null;
  /** What the archive holds of a report cannot be read. */
  readonly onDamaged: (name: string) => void;
}

interface Asked extends ExportedReports {
  readonly signal: AbortSignal;
}

export interface Exporting {
  run(request: ExportRequest, reports: ExportedReports): Promise<Exported>;
  /** Why a template for notices cannot be used, as a sentence; null: it can. */
  tryTemplate(template: Uint8Array, language: Language): Promise<string | null>;
  /** Saves a copy of the program's sample template. */
  saveSample(sample: string, language: Language): Promise<Exported>;
  /** Ends everything that is being made; a dialog or a printer is left alone. */
  cancel(): void;
  /** Cancels, and waits until nothing half-written is left. */
  close(): Promise<void>;
}

/** Milliseconds to wait at the end for a dialog or a printer, which may never answer. */
const patience = 1000;

export function createExporting(options: ExportingOptions): Exporting {
  const { shell } = options;
  const folder = join(options.sessionFolder, 'output');
  const running = new Map<AbortController, Promise<unknown>>();
  let made = 0;

  function make(
    request: ExportRequest,
    format: OutputFormat,
    file: string,
    { count, report, signal }: Asked,
  ): Promise<OutputEnd> {
    const { details, language, notice = null } = request;
    const { version } = options;
    const template = format === 'notice' || format === 'notices' ? options.template() : null;
    const packs = options.packs();
    const job = { format, file, details, language, version, printedAt: today(), packs, notice, template };
    return makeOutput({ job, count, report, signal, script: options.script });
  }

  /** Makes a file of the session's own and hands it over; it is gone when that is done. */
  async function makeFor(
    request: ExportRequest,
    format: OutputFormat,
    reports: Asked,
    hand: (file: string) => Promise<Exported>,
  ): Promise<Exported> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${++made}.${format}`);
    try {
      const end = await make(request, format, file, reports);
      return end.end === 'done' ? await hand(file) : ended(end, request, reports, file);
    } finally {
      await rm(file, { force: true });
    }
  }

  function ended(
    end: Exclude<OutputEnd, { end: 'done' }>,
    { language }: ExportRequest,
    reports: ExportedReports,
    file: string,
  ): Exported {
    switch (end.end) {
      case 'cancelled':
        return { done: 'cancelled' };
      case 'memory':
        return { done: 'failed', message: failureText('memory', '', language) };
      case 'damaged':
        reports.onDamaged(end.name);
        return { done: 'failed', message: failureText('damaged', end.name, language) };
      case 'refused':
        return { done: 'failed', message: end.message };
      case 'not-written':
        return notWritten(Object.assign(new Error(end.detail), { code: end.code ?? '' }), file, language);
    }
  }

  function notWritten(error: NodeJS.ErrnoException, file: string, language: ExportRequest['language']): Exported {
    options.log(`export: ${error.message}`);
    const failure = error.code === 'EEXIST' ? 'exists' : writeFault(error);
    return { done: 'failed', message: failureText(failure, file, language) };
  }

  /** Asks for the place and writes there; what goes wrong with the file is told, everything else rejects. */
  async function save(
    language: Language,
    { choosePlace }: OutputShell,
    name: string,
    extension: string,
    write: (file: string, replace: boolean) => Promise<Exported>,
  ): Promise<Exported> {
    const chosen = await choosePlace(name, { extension, description: descriptionOf(extension, language) });
    if (chosen === null) return { done: 'cancelled' };
    // The dialog's question was about the name that it showed: with another one, nothing may be replaced.
    const isWhole = extname(chosen).toLowerCase() === `.${extension}`;
    const file = isWhole ? chosen : `${chosen}.${extension}`;
    try {
      return await write(file, isWhole);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall === undefined && (error as NodeJS.ErrnoException).code !== 'EEXIST')
        throw error;
      return notWritten(error as NodeJS.ErrnoException, file, language);
    }
  }

  async function cancellable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const done = work(controller.signal);
    running.set(controller, done);
    try {
      return await done;
    } finally {
      running.delete(controller);
    }
  }

  async function tryTemplate(template: Uint8Array, language: Language, signal: AbortSignal): Promise<string | null> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${++made}.template`);
    const { version } = options;
    const trial = {
      format: 'template',
      file,
      details: false,
      language,
      version,
      printedAt: today(),
      packs: [],
    } as const;
    const job = { ...trial, notice: null, template };
    try {
      const end = await makeOutput({ job, count: 0, report: () => null, signal, script: options.script });
      if (end.end === 'done') return null;
      if (end.end === 'refused') return end.message;
      if (end.end === 'memory') return new Refused('template-no-docx', language).message;
      if (end.end === 'not-written') options.log(`template: ${end.detail}`);
      throw new ApiError('refused', `the template was not tried: ${end.end}`);
    } finally {
      await rm(file, { force: true });
    }
  }

  async function saveSample(sample: string, language: Language): Promise<Exported> {
    const bytes = await readFile(sample);
    const name = sampleName(language);
    if (!shell) return { done: 'made', name, bytes };
    return save(language, shell, name, 'docx', async (file, replace) => {
      await writeWhole(file, [bytes], replace);
      return { done: 'saved', path: file };
    });
  }

  async function answer(request: ExportRequest, reports: Asked): Promise<Exported> {
    const { kind, language } = request;
    if (reports.count === 0) return { done: 'failed', message: failureText('nothing', '', language) };
    if (kind === 'notice' && !request.notice) throw new ApiError('bad-request', 'a notice without its particulars');
    if (kind === 'marked' && reports.only === null) throw new ApiError('bad-request', 'marked: of one report only');
    const name = outputName(kind, reports.only, today(), language);
    const extension = extensionOf(kind, reports.only);
    if (!shell) {
      if (kind === 'pdf') throw new ApiError('refused', 'this shell makes no PDF: the browser’s print dialog does');
      return makeFor(request, formatOf(kind, reports.only), reports, async (file) => ({
        done: 'made',
        name,
        bytes: await readFile(file),
      }));
    }
    if (kind === 'print') {
      return makeFor(request, 'html', reports, async (page) => {
        const printed = await shell.print(page);
        if (typeof printed === 'string') return { done: printed };
        return { done: 'failed', message: failureText('print', printed.failed, language) };
      });
    }
    if (kind === 'pdf') {
      return save(language, shell, name, extension, (file, replace) =>
        makeFor(request, 'html', reports, async (page) => {
          await writeWhole(file, [await shell.pdf(page)], replace);
          return { done: 'saved', path: file };
        }),
      );
    }
    return save(language, shell, name, extension, async (file, replace) => {
      const pending = await pendingFile(file, replace);
      try {
        const end = await make(request, formatOf(kind, reports.only), pending.temporary, reports);
        if (end.end !== 'done') return ended(end, request, reports, file);
        await pending.finish();
        return { done: 'saved', path: file };
      } finally {
        await pending.discard();
      }
    });
  }

  function cancel(): void {
    for (const controller of running.keys()) controller.abort();
  }

  return {
    run: (request, reports) => cancellable((signal) => answer(request, { ...reports, signal })),
    tryTemplate: (template, language) => cancellable((signal) => tryTemplate(template, language, signal)),
    saveSample,
    cancel,
    async close() {
      cancel();
      if (running.size === 0) return;
      await Promise.race([Promise.allSettled(running.values()), wait(patience, undefined, { ref: false })]);
    },
  };
}

function formatOf(kind: Exclude<ExportRequest['kind'], 'pdf'>, only: OnlyReport | null): OutputFormat {
  if (kind === 'print') return 'html';
  return kind === 'notice' && only === null ? 'notices' : kind;
}

/** The user's own day, as ISO 8601 writes it. */
function today(): string {
  const now = new Date();
  const digits = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}
