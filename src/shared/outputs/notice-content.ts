/** What a 整改通知书 says, whatever it looks like: the chosen findings with their place, numbers and basis as text. */
import type { Location } from '../document/location.ts';
import type { Language } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import { type Choice, chosenFindings, type Verdicts } from './chosen.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { noticeWords } from './notice-words.ts';
import { printable } from './printable.ts';
import { Refused } from './refused.ts';
import { placeText } from './text.ts';
import { cellTitle, equationLine, figure, formOf, sectionTitle, severityWord, writtenEquation } from './written.ts';

export interface NoticeOptions {
  /** Default zh-CN. */
  readonly language?: Language;
  readonly book: RuleBook;
  readonly verdicts: Verdicts;
  /** Default `confirmed`. A notice of anything else says in it that nobody confirmed it. */
  readonly choice?: Choice;
  /** The office that sends it; empty: left blank, to be written by hand. */
  readonly issuer: string;
  /** The days until when to mend, and of the notice: `2024-03-31`; null: left blank. */
  readonly deadline: string | null;
  readonly date: string | null;
  /** An office's own DOCX with placeholders (docs/notice-template.md). */
  readonly template?: Uint8Array;
}

export interface NoticeContent {
  readonly language: Language;
  readonly unit: string;
  readonly year: string;
  /** The report's official name with unit and year. */
  readonly report: string;
  readonly file: string;
  readonly issuer: string;
  readonly deadline: string;
  readonly date: string;
  /** Empty where every finding was confirmed. */
  readonly remark: string;
  /** Of the findings. */
  readonly count: string;
  readonly findings: readonly NoticeFinding[];
}

/** Texts; empty where the finding has none. */
export interface NoticeFinding {
  readonly section: string;
  readonly severity: string;
  readonly message: string;
  readonly place: string;
  readonly equation: string;
  /** Whether the message holds the sums of the equation already. */
  readonly saysSums: boolean;
  readonly quote: string;
  readonly expected: string;
  readonly actual: string;
  readonly suspects: string;
  readonly basis: string;
  readonly note: string;
}

/** @throws Refused `unreadable`, `nothing-chosen`, `no-errors` */
export function noticeContent(report: ReportResult, options: NoticeOptions): NoticeContent {
  const { language = 'zh-CN', verdicts, choice = 'confirmed' } = options;
  const say = noticeWords[language];
  if (report.status === 'unreadable') {
    throw new Refused('unreadable', language, { detail: report.error?.message ?? '' });
  }
  const findings = chosenFindings(report, verdicts, choice);
  if (findings.length === 0) throw new Refused(choice === 'errors' ? 'no-errors' : 'nothing-chosen', language);
  const unit = line(report.unit ?? '');
  const year = report.year === null ? '' : String(report.year);
  return {
    language,
    unit: unit || say.blankName,
    year: year || say.blankYear,
    report: say.report(unit, year || say.blankYear),
    file: line(report.file.split(/[\\/]/).at(-1) ?? ''),
    issuer: line(options.issuer) || say.blankName,
    deadline: say.day(options.deadline),
    date: say.day(options.date),
    remark: choice === 'confirmed' ? '' : say.unconfirmed,
    count: String(findings.length),
    findings: findings.map((finding) => textsOf(finding, report, options, language)),
  };
}

function textsOf(
  finding: FindingResult,
  report: ReportResult,
  { book, verdicts }: NoticeOptions,
  language: Language,
): NoticeFinding {
  const form = formOf(report, book);
  const equation = writtenEquation(finding, form, book, language);
  const { message, quote, basis, expected, actual, suspects } = finding;
  const sums = equation ? [equation.left.sum, equation.right.sum] : [];
  return {
    section: line(sectionTitle(finding, report, book) ?? ''),
    severity: severityWord(finding.severity, language),
    message: line(message),
    // A result made by hand or by an older program may lack it.
    place: (finding.location as Location | undefined) ? placeText(finding.location, language) : '',
    equation: equation ? line(equationLine(equation, language)) : '',
    saysSums: sums.every((sum) => message.includes(sum)),
    quote: line(quote ?? ''),
    expected: expected === undefined ? '' : figure(expected),
    actual: actual === undefined ? '' : figure(actual),
    suspects: suspects
      .map(({ cell, from, to }) => line(`${cellTitle(cell, form)} ${figure(from)} → ${figure(to)}`))
      .join(noticeWords[language].semicolon),
    basis: line(basis),
    note: line(verdicts[finding.fingerprint]?.note ?? ''),
  };
}

/** On one line. */
function line(text: string): string {
  return printable(text.replace(/\s*[\n\r\t\v\f\u2028\u2029]\s*/g, ' ')).trim();
}
