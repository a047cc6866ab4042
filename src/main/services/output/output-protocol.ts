/** What the program and the worker that makes a file of reports say to each other. */
import type { ExportRequest, NoticeWish } from '../../../shared/api.ts';
import type { PrintedReview, PrintedVerdict } from '../../../shared/outputs/opinions.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import type { RulePack } from '../../../shared/rules/pack.ts';
import type { Together } from '../../../shared/rules/together/index.ts';

/**
 * What is made: `html` is the summary, whatever becomes of it; `template` a trial whether a template can be used;
 * `notices` those of several reports, as a ZIP.
 */
export type OutputFormat = 'html' | 'template' | 'notices' | Exclude<ExportRequest['kind'], 'print' | 'pdf'>;

/** Given to the worker at its start. */
export interface OutputJob {
  readonly format: OutputFormat;
  /** Where it is written. */
  readonly file: string;
  readonly details: boolean;
  readonly language: Language;
  /** The program's. */
  readonly version: string;
  /** The user's own day, `2024-03-31`. */
  readonly printedAt: string;
  /** The user's rule packs, on top of the built-in ones. */
  readonly packs: readonly RulePack[];
  readonly notice: NoticeWish | null;
  /** The office's own for notices (DOCX). */
  readonly template: Uint8Array | null;
}

/** A report as the archive holds it, with what the auditor said of it. */
export interface OutputReport {
  readonly name: string;
  readonly sha256: string | null;
  /** Where its file lies; null where another one has taken its place. */
  readonly path: string | null;
  /** packed-outcome.ts */
  readonly packed: Uint8Array;
  readonly compared: Together | null;
  readonly review: PrintedReview;
  /** By fingerprint. */
  readonly verdicts: ReadonlyMap<string, PrintedVerdict>;
}

/** The next reports, in order; none: that was all. */
export type ToOutputWorker = readonly OutputReport[];

export type FromOutputWorker =
  | { readonly type: 'more' }
  /** The file is on the disk. */
  | { readonly type: 'done' }
  /** It could not be written; the error's code tells why. */
  | { readonly type: 'not-written'; readonly code: string | undefined; readonly detail: string }
  /** What the archive holds of a report cannot be read. */
  | { readonly type: 'damaged'; readonly name: string }
  /** Why there is nothing to be made: a sentence for the user. */
  | { readonly type: 'refused'; readonly message: string };
