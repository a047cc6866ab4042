/** What a rule over several reports is: like a rule (rule.ts), but over the digests of a run. */
import type { RuleBook, RuleText } from '../pack.ts';
import type { RuleResult } from '../rule.ts';
import type { ReportDigest } from './digest.ts';
import type { TextIndex } from './text-index.ts';

export interface TogetherRule {
  readonly id: string;
  check(context: TogetherContext): RuleResult;
}

export interface TogetherContext {
  /** The report that findings are for. */
  readonly digest: ReportDigest;
  /** Its place in the run. */
  readonly index: number;
  /** Places of the same unit's reports of the year before: none, one, or several versions of one. */
  readonly previous: readonly number[];
  readonly run: Run;
  readonly book: RuleBook;
  /** This rule's own texts. */
  readonly text: RuleText;
}

export interface Run {
  readonly digests: readonly ReportDigest[];
  /** The unit's key (words.ts) of each; null where the report names none. */
  readonly units: readonly (string | null)[];
  /** Units that are known. */
  readonly unitCount: number;
  /** Made when the first rule asks for it. */
  texts(): TextIndex;
}

/** Nothing to compare with. */
export const nothing: RuleResult = { drafts: [], passed: 0, notAssessable: 0 };
