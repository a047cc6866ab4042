/** A case of a rule over several reports. together.test.ts runs the cases of all of them. */
import type { CaseReport } from '../case-report.ts';
import type { ExpectedFinding } from '../rule-case.ts';

export interface TogetherCase {
  /** What an auditor would say of it. */
  readonly name: string;
  readonly report: CaseReport;
  /** The other reports of the run. */
  readonly with: readonly CaseReport[];
  /** The rule's findings in `report`, in document order; empty: a look-alike that must not be reported. */
  readonly findings: readonly (ExpectedFinding & { readonly severity?: 'info'; readonly quote?: RegExp })[];
  /** Other rules over several reports that fire in `report`. Any other finding fails the case. */
  readonly also?: readonly string[];
  /** Comparisons that the reports do not let a program decide. */
  readonly notAssessable?: number;
  /** Comparisons that hold. */
  readonly passed?: number;
}
