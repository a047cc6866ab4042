/**
 * What the window may ask of the program: one typed interface. The Electron shell carries its calls
 * over IPC, the browser shell over loopback; src/main/program.ts answers them in both.
 * Every argument is checked on the program's side (src/main/api-schema.ts): the window shows documents
 * that come from strangers.
 */
import type { SourceDocument } from './document/document.ts';
import type { FindingResult, ReportResult } from './outputs/contract.ts';
import type { Language, Severity } from './rules/finding.ts';
import type { PackFault } from './rules/load-pack.ts';
import type { ThresholdId } from './rules/thresholds.ts';

/** What an auditor decided on a finding: 确认, 误报, 已整改. */
export type Decision = 'confirmed' | 'dismissed' | 'mended';

/** An auditor's word on one finding; found again by its fingerprint after the file was changed or re-read. */
export interface Verdict {
  readonly decision: Decision | null;
  readonly note: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Where a report stands with the auditor: 待核, 已核, 退回. */
export type ReviewState = 'pending' | 'reviewed' | 'returned';

/** A report in the list. */
export interface ReportEntry {
  readonly id: string;
  /** File name, with the folders below the one that was dropped. */
  readonly name: string;
  readonly state: 'waiting' | 'checking' | 'done';
  /** In the order of `state`: null until done. */
  readonly result: ReportSummary | null;
  readonly review: ReviewState;
  /**
   * Which hand-in of the unit's report for the year this is, from 1, among those in the list; a mended report is the
   * next one. 1 as long as unit or year is unknown.
   */
  readonly version: number;
  /**
   * Whether what was found was found with other rules than those in use now: `again`: the file can be checked again,
   * `no-file`: it is not there any more. null: with those in use, or not read at all.
   */
  readonly otherRules: 'again' | 'no-file' | null;
  /** The id of the first report in the list with the very same content, under whatever name; null: there is none. */
  readonly sameAs: string | null;
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
  /** The rules that fired, for the filter and the overview. Sorted; a rule has an entry for each of its severities. */
  readonly rules: readonly RuleCount[];
}

/** How many findings of one severity a rule made in a report. */
export interface RuleCount {
  readonly rule: string;
  readonly severity: Severity;
  readonly count: number;
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
  | { readonly type: 'progress'; readonly progress: BatchProgress }
  /** The rules in use, or the packs that are listed, are others: rules() tells. Entries that it concerns come apart. */
  | { readonly type: 'rules' }
  | { readonly type: 'settings'; readonly settings: Settings }
  /** A word on a finding of a report: of this window or of another. */
  | { readonly type: 'verdict'; readonly id: string; readonly fingerprint: string; readonly verdict: Verdict }
  /** Something has happened to the archive. What happened before the window was there, archive() tells. */
  | { readonly type: 'archive-problem'; readonly problem: ArchiveProblem };

export interface OpenedReport {
  readonly entry: ReportEntry;
  readonly result: ReportResult;
  /** What was read, for the views of DOCX and TXT and for places; null for an unreadable file. */
  readonly document: SourceDocument | null;
  /** By fingerprint, for findings of this report and of the hand-in before it. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** The unit's hand-in before this one, where there is one. */
  readonly earlier: EarlierVersion | null;
  /** The unit's report of the year before, its last hand-in, where there is one. */
  readonly lastYear: OtherReport | null;
}

/** Another report of the unit, to be opened beside this one. */
export interface OtherReport {
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly year: number | null;
}

/**
 * How the file stands to what was checked: the same, changed since, or not to be found (a network drive that is away
 * counts as such). `replaced`: another hand-in stands in its place by now, with a row of its own.
 */
export type FileState = 'same' | 'changed' | 'gone' | 'replaced';

/** How a mended report compares with the one handed in before: 仍存在, 新增, 已整改. */
export interface EarlierVersion extends OtherReport {
  /** Fingerprints of this report's findings that the earlier one had too; the others are new. */
  readonly remaining: readonly string[];
  /** Findings of the earlier one that this one has no more. */
  readonly mended: readonly FindingResult[];
}

/** What the list of reports is sorted by: `added` is the order in which they came. */
export const sortKeys = ['added', 'unit', 'year', 'errors', 'warnings', 'review', 'name'] as const;

export interface ReportSort {
  readonly by: (typeof sortKeys)[number];
  readonly descending: boolean;
}

/** `system`: light or dark, and more contrast, as the system asks for it. */
export const appearances = ['system', 'light', 'dark', 'contrast'] as const;

export type Appearance = (typeof appearances)[number];

/**
 * What can leave the program. `print` is the summary on paper, `pdf` the summary as a file, `marked` the report's own
 * file with its open findings as comments (of one report, DOCX or PDF), `notice` the 整改通知书 for its unit (of one).
 */
export type ExportKind = 'print' | 'pdf' | 'notice' | 'marked' | 'xlsx' | 'csv' | 'json';

export interface ExportRequest {
  readonly kind: ExportKind;
  /** In this order; reports that are not checked yet are left out. */
  readonly ids: readonly string[] | 'all';
  /** Whether the summary of several reports lists the findings of each; that of one always does. */
  readonly details: boolean;
  readonly language: Language;
  /** Of `notice`, which cannot do without. */
  readonly notice?: NoticeWish;
}

export interface NoticeWish {
  /** 发文单位; empty: left blank, to be written by hand. */
  readonly issuer: string;
  /** 整改期限, `2024-03-31`; null: left blank. */
  readonly deadline: string | null;
  /** What was confirmed, or every error that is not settled: then the notice says that nobody confirmed them. */
  readonly choice: 'confirmed' | 'errors';
}

export type Exported =
  /** By a shell without dialogs (`hasDialogs`): the window saves it, or prints it (`print`: a page of HTML). */
  | { readonly done: 'made'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly done: 'saved'; readonly path: string }
  | { readonly done: 'printed' }
  | { readonly done: 'cancelled' }
  /** A sentence for the user, in the request's language. */
  | { readonly done: 'failed'; readonly message: string };

export interface Settings {
  readonly language: Language;
  /** Worker threads; null: as many as cores less one. */
  readonly workers: number | null;
  readonly sort: ReportSort;
  readonly appearance: Appearance;
  /** 发文单位 of the last notice, proposed for the next one. */
  readonly issuer: string;
}

export type RulePackFault = PackFault;

/** How many of each a pack brings; none where the key is absent. */
export type RulePackContent = Readonly<
  Partial<
    Record<
      | 'rules'
      | 'changedRules'
      | 'equations'
      | 'phrases'
      | 'tables'
      | 'sections'
      | 'labels'
      | 'topics'
      | 'thresholds'
      | 'formulas',
      number
    >
  >
>;

export interface RulePackInfo {
  /** As the pack calls itself; the user's are told apart by it. */
  readonly id: string;
  readonly name: string;
  /** The name of the file that it came from; null for those of the program. */
  readonly file: string | null;
  readonly enabled: boolean;
  /** The first 16 digits of its sha256. */
  readonly hash: string;
  readonly content: RulePackContent;
  /** With any, the pack is not used. */
  readonly faults: readonly RulePackFault[];
}

export interface RuleInfo {
  readonly id: string;
  /** As the packs have it. */
  readonly severity: Severity | 'off';
  /** Switched off in the settings. */
  readonly off: boolean;
}

/** What the settings change of the rules: one more pack, on top of all others. */
export interface RuleChanges {
  readonly thresholds: Readonly<Partial<Record<ThresholdId, number | undefined>>>;
  /** Rules that are not checked. */
  readonly off: readonly string[];
}

export interface RulesInfo {
  /** Those of the program, then the user's, each laid over the ones before it. */
  readonly packs: readonly RulePackInfo[];
  /** `standard`: what the packs say, without the settings' changes. */
  readonly thresholds: Readonly<Record<ThresholdId, { readonly value: number; readonly standard: number }>>;
  readonly rules: readonly RuleInfo[];
  readonly changes: RuleChanges;
}

export interface AddedRulePack {
  /** null: it has faults and was not taken in. */
  readonly id: string | null;
  readonly faults: readonly RulePackFault[];
}

/** How many reports are checked again, and of how many the file is not there. */
export interface Recheck {
  readonly checking: number;
  readonly noFile: number;
}

/** `fault`: nothing was taken in, as the file is something else, damaged, or of a newer program. */
export type ArchiveImport =
  | { readonly fault: 'foreign' | 'damaged' | 'newer' }
  | {
      readonly fault: null;
      /** New here. */
      readonly reports: number;
      /** Here already. */
      readonly known: number;
      /** Decisions and notes that are new or newer than those here. */
      readonly decisions: number;
      /** Rule packs that are new here; they come switched off. */
      readonly packs: number;
    };

export interface ArchiveInfo {
  /** The file's path, to be shown. */
  readonly path: string;
  readonly bytes: number;
  readonly reports: number;
  /** Decisions and notes. */
  readonly decisions: number;
  /** What the user should know of; null where all is well. */
  readonly problem: ArchiveProblem | null;
}

/**
 * `put-aside`: the file was damaged, was given another name, and a new one begun. `not-kept`: the disk is full or the
 * folder not writable, what is done from now on is gone at the program's end; `newer`: so too, as a newer program
 * wrote the file.
 */
export interface ArchiveProblem {
  readonly code: 'put-aside' | 'not-kept' | 'newer';
  /** A sentence for the user, in the language of the settings. */
  readonly message: string;
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
  /** The file itself, for the PDF and DOCX views; null where it is not any more what was checked (fileState). */
  source(id: string): Promise<Uint8Array | null>;
  /** Asked apart from open(): a network drive may take its time. */
  fileState(id: string): Promise<FileState>;
  /** Checks the file anew in its row. What was found before stays until then, and for good where the file is gone. */
  recheck(id: string): Promise<void>;
  /** Decides on a finding or notes something about it; a null decision and an empty note take the word back. */
  decide(id: string, fingerprint: string, decision: Decision | null, note: string): Promise<Verdict>;
  review(id: string, state: ReviewState): Promise<void>;
  /** Makes, saves or prints a file of reports; a shell with dialogs asks where. `pdf` only where `hasDialogs`. */
  exportReports(request: ExportRequest): Promise<Exported>;
  /** Ends what exportReports is making: it answers with `cancelled`. */
  cancelExport(): Promise<void>;
  /** The file name of the office's own template for notices; null: they have the program's look. */
  noticeTemplate(): Promise<string | null>;
  /** Keeps a DOCX (as Base64) as the template; where it cannot be used, answers with a sentence that says why. */
  saveNoticeTemplate(file: string, base64: string, language: Language): Promise<string | null>;
  removeNoticeTemplate(): Promise<void>;
  /** Saves the sample template, which shows the placeholders, as exportReports does. */
  saveNoticeSample(language: Language): Promise<Exported>;
  settings(): Promise<Settings>;
  /** What is not named stays as it is. */
  saveSettings(change: Partial<Settings>): Promise<void>;
  rules(): Promise<RulesInfo>;
  /** Takes a pack's YAML in, in the place of one with the same id, and switches it on. */
  addRulePack(file: string, text: string): Promise<AddedRulePack>;
  switchRulePack(id: string, enabled: boolean): Promise<void>;
  removeRulePack(id: string): Promise<void>;
  changeRules(changes: RuleChanges): Promise<void>;
  /** Checks the reports again that were checked with other rules than those in use. */
  applyRules(): Promise<Recheck>;
  archive(): Promise<ArchiveInfo>;
  /** Writes the archive as one file where the user says; false where they cancel. */
  exportArchive(): Promise<boolean>;
  /** Takes in an exported archive: what is not here yet, and the newer of two decisions. */
  importArchive(file: { readonly path: string }): Promise<ArchiveImport>;
  /** Shows the archive's file in the system's file manager. Only where `hasDialogs`. */
  showArchive(): Promise<void>;
  /** What helps to find a fault of the program: nothing of any report, not even its name. */
  diagnosis(): Promise<string>;
  /** Removes every report, decision and note. */
  clearArchive(): Promise<void>;
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
  'fileState',
  'recheck',
  'decide',
  'review',
  'exportReports',
  'cancelExport',
  'noticeTemplate',
  'saveNoticeTemplate',
  'removeNoticeTemplate',
  'saveNoticeSample',
  'settings',
  'saveSettings',
  'rules',
  'addRulePack',
  'switchRulePack',
  'removeRulePack',
  'changeRules',
  'applyRules',
  'archive',
  'exportArchive',
  'importArchive',
  'showArchive',
  'diagnosis',
  'clearArchive',
] as const satisfies readonly ApiCall[];

/** What the preload (or the loopback client) puts into the window. */
export interface Bridge extends GoujiApi {
  /** The path of a dropped or chosen DOM `File`, where the shell may know it. */
  pathOf(file: object): string | null;
  /** By path where the shell knows it, else the DOM `File` itself. */
  importArchive(file: { readonly path: string } | { readonly file: object }): Promise<ArchiveImport>;
}

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: 'unknown-report' | 'bad-request' | 'refused' | 'internal';
  constructor(code: ApiError['code'], message: string) {
    super(message);
    this.code = code;
  }
}
