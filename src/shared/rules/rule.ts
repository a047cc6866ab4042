/**
 * What a rule is: an id of the terminal contract and a function from a report to what it found. The
 * rule's severity, basis and sentences come from the rule packs; run-rules.ts puts them on.
 */
import type { Location } from '../document/location.ts';
import type { Form } from '../form/form.ts';
import type { CellId, SectionId } from '../form/ids.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import type { Equation, Gap, Language, Suspect } from './finding.ts';
import type { RuleBook, RuleText } from './pack.ts';

export interface Rule {
  readonly id: string;
  check(context: RuleContext): RuleResult;
}

export interface RuleContext {
  readonly report: AnnualReport;
  /** The form that the report's tables follow; null where no table was recognised. */
  readonly form: Form | null;
  readonly book: RuleBook;
  /** This rule's own texts. */
  readonly text: RuleText;
}

/** Single comparisons and requirements, counted. `notAssessable`: what the document does not let a program decide. */
export interface Checks {
  readonly passed: number;
  readonly failed: number;
  readonly notAssessable: number;
}

export interface RuleResult {
  readonly drafts: readonly Draft[];
  readonly passed: number;
  readonly notAssessable: number;
  /** Failed comparisons, where one finding stands for several. */
  readonly failed?: number;
}

/** A finding before its rule's severity, basis and message are put on. */
export interface Draft {
  readonly section: SectionId | null;
  readonly cells?: readonly CellId[];
  readonly expected?: number;
  readonly actual?: number;
  readonly equation?: Equation;
  readonly suspects?: readonly Suspect[];
  readonly quote?: string;
  /** Which of the rule's words is the sentence, where it is another than the rule's message. */
  readonly sentence?: string;
  /** Fills the placeholders of the message. */
  readonly values: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  /** At least one; the first is the finding's location. */
  readonly places: readonly Location[];
  readonly gap?: Gap;
  /** Where it weighs less than its rule does. */
  readonly severity?: 'warning' | 'info';
  /** What tells this finding from others of its rule, stable against changes elsewhere in the file. */
  readonly key: string;
}

export const languages = ['zh-CN', 'en'] as const satisfies readonly Language[];

/** The same values in both languages. */
export function inBoth(values: Readonly<Record<string, string>>): Draft['values'] {
  return { 'zh-CN': values, en: values };
}

/** Values made for each language. */
export function perLanguage(make: (language: Language) => Readonly<Record<string, string>>): Draft['values'] {
  return { 'zh-CN': make('zh-CN'), en: make('en') };
}

/**
 * Fills `{name}` in a sentence; quotation marks within “{name}” become inner ones. A placeholder without a value is a
 * bug of the rule or its pack.
 */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/(“?)\{(\w+)\}/g, (_, open: string, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} in “${sentence}”`);
    return open === '' ? value : open + value.replaceAll('“', '‘').replaceAll('”', '’');
  });
}
