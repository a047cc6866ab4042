/** What the marked copies of a report (marked-docx.ts, marked-pdf.ts) have in common: options, and a note's text. */
import type { Location } from '../document/location.ts';
import type { Language, Severity } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import { type Choice, chosenFindings, type Verdicts } from './chosen.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { printable } from './printable.ts';
import { Refused } from './refused.ts';
import { cellTitle, equationLine, figure, formOf, severityWord, writtenEquation } from './written.ts';

export interface MarkOptions {
  /** Default zh-CN. */
  readonly language?: Language;
  readonly book: RuleBook;
  readonly verdicts: Verdicts;
  /** Default `open`. */
  readonly choice?: Choice;
  /** Whose notes they are: the auditor's office. Default `Gouji 勾稽`. */
  readonly author?: string;
  /** The moment of the notes: ISO 8601, UTC. */
  readonly date: string;
}

/** One finding as a note in the unit's file. */
export interface Mark {
  readonly finding: FindingResult;
  readonly location: Location | undefined;
  readonly severity: Severity;
  readonly fingerprint: string;
  /** First what is wrong, then equation, suspects and basis. */
  readonly lines: readonly string[];
}

const words = {
  'zh-CN': { equation: '算式：', suspect: '可疑单元格：', holds: '应包括：', basis: '依据：', note: '核查意见：' },
  en: { equation: 'Equation: ', suspect: 'Suspect: ', holds: 'Should hold: ', basis: 'Basis: ', note: 'Decision: ' },
} as const;

export const defaultAuthor = 'Gouji 勾稽';

/** @throws Refused where the report was not read or is of another format */
export function marksOf(report: ReportResult, format: 'docx' | 'pdf', options: MarkOptions): Mark[] {
  const { language = 'zh-CN', verdicts, choice = 'open' } = options;
  if (report.status === 'unreadable') {
    throw new Refused('unreadable', language, { detail: report.error?.message ?? '' });
  }
  if (report.format !== format) throw new Refused('other-format', language, { format: format.toUpperCase() });
  return chosenFindings(report, verdicts, choice).map((finding) => ({
    finding,
    // The contract promises a place; a file that was made by hand or by an older program may lack it.
    location: finding.location as Location | undefined,
    severity: finding.severity,
    fingerprint: finding.fingerprint,
    lines: linesOf(finding, report, options, language).map(printable),
  }));
}

function linesOf(
  finding: FindingResult,
  report: ReportResult,
  { book, verdicts }: MarkOptions,
  language: Language,
): string[] {
  const say = words[language];
  const form = formOf(report, book);
  const { severity, message, suspects, gap, basis, fingerprint } = finding;
  const equation = writtenEquation(finding, form, book, language);
  const said = equation !== null && [equation.left.sum, equation.right.sum].every((sum) => message.includes(sum));
  const note = verdicts[fingerprint]?.note ?? '';
  return [
    `【${severityWord(severity, language)}】${message}`,
    ...(equation && !said ? [say.equation + equationLine(equation, language)] : []),
    ...suspects.map(({ cell, from, to }) => `${say.suspect}${cellTitle(cell, form)} ${figure(from)} → ${figure(to)}`),
    ...(gap && !message.includes(gap.holds) ? [say.holds + gap.holds] : []),
    say.basis + basis,
    ...(note === '' ? [] : [say.note + note]),
  ];
}
