/**
 * A finding: one thing wrong in one report, as data. Messages are made from it in either language
 * (src/shared/rules/messages.ts); the terminal contract's JSON is made from it in src/shared/outputs.
 */
import type { Location } from '../document/location.ts';
import type { CellId, SectionId } from '../form/ids.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** The section it belongs to; for a missing section, that one. */
  readonly section: SectionId | null;
  readonly cells: readonly CellId[];
  /** Where the rule compares two numbers. */
  readonly expected?: number;
  readonly actual?: number;
  /** The equation behind an arithmetic finding, to be drawn on the table. */
  readonly equation?: Equation;
  readonly suspects: readonly Suspect[];
  readonly quote?: string;
  /** The official text that asks for it. Findings that older versions kept in an archive have it in Chinese alone. */
  readonly basis: string | Readonly<Record<Language, string>>;
  readonly message: Readonly<Record<Language, string>>;
  /** The first of `places`. */
  readonly location: Location;
  /** Everything that is marked when the finding is chosen, in reading order. */
  readonly places: readonly Location[];
  /** Only for something missing: it belongs right before or after `location`. */
  readonly gap?: Gap;
  /** The same fault in the same place of a changed file has the same fingerprint. */
  readonly fingerprint: string;
}

export type Language = 'zh-CN' | 'en';

/** left terms = right terms; the side that the form calls a total is the right one where there is one. */
export interface Equation {
  readonly left: readonly EquationTerm[];
  readonly right: readonly EquationTerm[];
  readonly leftSum: number;
  readonly rightSum: number;
}

export interface EquationTerm {
  readonly cell: CellId;
  readonly sign: 1 | -1;
  /** A blank cell counts as 0. */
  readonly value: number;
  readonly blank: boolean;
  readonly location: Location;
}

export interface Suspect {
  readonly cell: CellId;
  readonly from: number;
  readonly to: number;
  readonly location: Location;
}

/** What is missing and what it should hold, for the dashed band in the document. */
export interface Gap {
  readonly side: 'before' | 'after';
  readonly title: string;
  readonly holds: Readonly<Record<Language, string>>;
}
