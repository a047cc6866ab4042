/** A rule's case: a small report in, its findings out. rules.test.ts runs the cases of all rules. */
import type { CellId } from '../form/ids.ts';
import type { CaseReport } from './case-report.ts';

export interface RuleCase {
  /** What an auditor would say of it. */
  readonly name: string;
  readonly report: CaseReport;
  /** Start from a table 三 with figures that agree; `report.cells` are laid over it. */
  readonly balanced?: boolean;
  /** The rule's findings, in document order; empty: a look-alike that must not be reported. */
  readonly findings: readonly ExpectedFinding[];
  /** Other rules that the same fault sets off. Any other finding fails the case. */
  readonly also?: readonly string[];
  /** Comparisons of this rule that the document does not let a program decide. */
  readonly notAssessable?: number;
}

export interface ExpectedFinding {
  readonly cells?: readonly CellId[];
  readonly expected?: number;
  readonly actual?: number;
  /** The Chinese sentence, whole. */
  readonly message: string;
  /** The text at the finding's location. */
  readonly at?: string;
}
