/**
 * What the window may ask of the program: one typed interface. The Electron shell carries its calls
 * over IPC, the browser shell over loopback; src/main/program.ts answers them in both.
 * Every argument is checked on the program's side (src/main/api-schema.ts): the window shows documents
 * that come from strangers.
 */
import type { SourceDocument } from './document/document.ts';
import type { ReportResult } from './outputs/contract.ts';
import type { Language } from './rules/finding.ts';

/** A report in the list. */
export interface ReportEntry {
  readonly id: string;
  /** File name, with the folders below the one that was dropped. */
  readonly name: string;
  readonly state: 'waiting' | 'checking' | 'done';
  /** In the order of `state`: null until done. */
  readonly result: ReportSummary | null;
}

/** What the list shows of a checked report, without its findings. */
export interface ReportSummary {
  readonly status: ReportResult['status'];
  readonly error: ReportResult['error'];
  readonly format: ReportResult['format'];
  readonly unit: string | null;
  readonly year: number | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** The rules that fired, for the filter. */
  readonly rules: readonly string[];
}

/** A file handed to the program: by path where the shell knows it (Electron), else by content. */
export type IncomingFile =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly bytes: Uint8Array };

export interface AddResult {
  readonly added: readonly string[];
  /** Files that are no .docx, .pdf or .txt (only counted when they came with a folder). */
  readonly skipped: number;
}

export interface BatchProgress {
  readonly total: number;
  readonly done: number;
  readonly running: boolean;
  /** Milliseconds since the batch began, for the estimate of the time left. */
  readonly elapsed: number;
}

/** Sent to the window as things happen. */
export type ProgramEvent =
  | { readonly type: 'entries'; readonly entries: readonly ReportEntry[] }
  | { readonly type: 'removed'; readonly ids: readonly string[] }
  | { readonly type: 'progress'; readonly progress: BatchProgress };

export interface OpenedReport {
  readonly entry: ReportEntry;
  readonly result: ReportResult;
  /** What was read, for the views of DOCX and TXT and for places; null for an unreadable file. */
  readonly document: SourceDocument | null;
}

export interface ProgramInfo {
  readonly version: string;
  readonly shell: 'electron' | 'browser';
  readonly language: Language;
  /** Whether the shell has its own file dialogs; else the window uses the browser's. */
  readonly hasDialogs: boolean;
}

export interface GoujiApi {
  info(): Promise<ProgramInfo>;
  /** All reports of this session, in the order in which they were added. */
  list(): Promise<readonly ReportEntry[]>;
  add(files: readonly IncomingFile[]): Promise<AddResult>;
  /** Lets the user choose files or a folder and adds them. Only where `hasDialogs`. */
  choose(what: 'files' | 'folder'): Promise<AddResult>;
  /** The sample reports that come with the program. */
  addSamples(): Promise<AddResult>;
  /** Stops what is waiting and running; what is done stays. */
  cancel(): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
  /** Messages in the asked language. Rejects with ApiError 'unknown-report'. */
  open(id: string, language: Language): Promise<OpenedReport>;
  /** The file itself, for the PDF and DOCX views. */
  source(id: string): Promise<Uint8Array>;
  /** Answers with a function that ends the subscription. */
  subscribe(listener: (event: ProgramEvent) => void): () => void;
}

/** Names of the calls that are one question and one answer. */
export type ApiCall = Exclude<keyof GoujiApi, 'subscribe'>;

export const apiCalls = [
  'info',
  'list',
  'add',
  'choose',
  'addSamples',
  'cancel',
  'remove',
  'open',
  'source',
] as const satisfies readonly ApiCall[];

/** What the preload (or the loopback client) puts into the window. */
export interface Bridge extends GoujiApi {
  /** The path of a dropped or chosen DOM `File`, where the shell may know it. */
  pathOf(file: object): string | null;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: 'unknown-report' | 'bad-request' | 'refused' | 'internal';
  constructor(code: ApiError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
