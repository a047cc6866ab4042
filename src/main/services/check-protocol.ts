/** What the main thread (checking pool, comparer) and its workers say to each other. Plain data, cloned or moved between threads. */
import type { RuleCount } from '../../shared/api.ts';
import type { CheckOutcome } from '../../shared/check.ts';
import type { RulePack } from '../../shared/rules/pack.ts';

/** By path the worker reads the file itself, so that the main thread never holds the bytes of a whole folder. */
export type CheckSource = { readonly path: string } | { readonly bytes: Uint8Array };

/** Given to each worker at its start. */
export interface WorkerSetup {
  /** The user's rule packs, on top of the built-in ones; they have passed the schema. */
  readonly packs: readonly RulePack[];
  /** The window keeps thousands of outcomes and looks into few: it gets them packed (packed-outcome.ts). */
  readonly pack: boolean;
}

interface Answer {
  /** Lower-case hex; null where the file could not be read at all. */
  readonly sha256: string | null;
}

export interface PlainAnswer extends Answer {
  readonly kind: 'plain';
  readonly outcome: CheckOutcome;
}

export interface PackedAnswer extends Answer {
  readonly kind: 'packed';
  readonly digest: OutcomeDigest;
  /** JSON of the outcome's own `together`, which `packed` does not hold: it goes to the archive and to the comparer as it is. */
  readonly together: string | null;
  readonly packed: Uint8Array;
}

export type CheckAnswer = PlainAnswer | PackedAnswer;

/** What a list shows of an outcome. */
export interface OutcomeDigest {
  readonly format: CheckOutcome['format'];
  readonly error: CheckOutcome['error'];
  readonly unit: string | null;
  readonly year: number | null;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  /** Of the rules that fired, sorted. */
  readonly rules: readonly RuleCount[];
  /** Of the findings, sorted. */
  readonly fingerprints: readonly string[];
}

export type ToWorker =
  | { readonly type: 'check'; readonly source: CheckSource; readonly file: string }
  | { readonly type: 'pdfium'; readonly module: WebAssembly.Module }
  /** To a worker that compares reports: what it is to know of them, as JSON of ReportDigest. */
  | { readonly type: 'digests'; readonly digests: readonly (readonly [number, string | null])[] }
  | { readonly type: 'compare'; readonly ids: readonly number[] }
  /** Nothing more comes: the worker ends by itself. */
  | { readonly type: 'end' };

export type FromWorker =
  /** Loaded: from here on a file's time counts. */
  | { readonly type: 'ready' }
  | { readonly type: 'answer'; readonly answer: CheckAnswer }
  /** JSON of Together by report, as far as it changed. */
  | { readonly type: 'compared'; readonly changed: readonly (readonly [number, string | null])[] }
  /** Asked once by a worker that meets its first PDF. */
  | { readonly type: 'need-pdfium' }
  /** Something unforeseen was thrown: a bug, not a bad file. */
  | { readonly type: 'failed'; readonly detail: string };
