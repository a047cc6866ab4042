/** The findings of several reports as one table, for CSV and the spreadsheet: columns with their titles, and rows. */
import type { Language } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { decisionWord, type Opinions } from './opinions.ts';
import { ruleName } from './rule-names.ts';
import { placeText } from './text.ts';
import { cellTitle, equationLine, formOf, sectionTitle, severityWord, stateWord, writtenEquation } from './written.ts';

const titles = {
  file: ['文件', 'File'],
  unit: ['单位', 'Unit'],
  year: ['年度', 'Year'],
  severity: ['级别', 'Severity'],
  rule: ['规则', 'Rule'],
  ruleName: ['问题类别', 'Kind'],
  section: ['所在部分', 'Section'],
  place: ['位置', 'Place'],
  message: ['问题', 'Finding'],
  equation: ['算式', 'Equation'],
  expected: ['应为', 'Expected'],
  actual: ['实为', 'Actual'],
  suspects: ['可疑单元格', 'Suspects'],
  cells: ['单元格', 'Cells'],
  quote: ['原文', 'Quote'],
  basis: ['依据', 'Basis'],
  decision: ['核查意见', 'Decision'],
  note: ['备注', 'Note'],
  sha256: ['SHA-256', 'SHA-256'],
  fingerprint: ['指纹', 'Fingerprint'],
} as const satisfies Record<string, readonly [chinese: string, english: string]>;

export type FindingKey = keyof typeof titles;
export type FindingRow = Readonly<Record<FindingKey, string | number | null>>;

export interface FindingColumn {
  readonly key: FindingKey;
  readonly title: Readonly<Record<Language, string>>;
}

/** The auditor's columns are there where decisions are known. */
export function findingColumns({ verdictOf }: Opinions): readonly FindingColumn[] {
  const keys = Object.keys(titles) as FindingKey[];
  const shown = verdictOf ? keys : keys.filter((key) => key !== 'decision' && key !== 'note');
  return shown.map((key) => ({ key, title: { 'zh-CN': titles[key][0], en: titles[key][1] } }));
}

export interface FindingTableOptions extends Opinions {
  readonly language: Language;
  readonly book: RuleBook;
}

/**
 * One row for each finding of a report. What kept its file from being read, wholly or at all, is a row without a rule,
 * its state in the place of a severity.
 */
export function* findingRows(report: ReportResult, options: FindingTableOptions): Generator<FindingRow> {
  const { language } = options;
  const { file, unit, year, sha256 } = report;
  const common = { ...nothing, file, unit, year, sha256 };
  for (const { message, location } of [...(report.error ? [report.error] : []), ...report.problems].map(asProblem)) {
    const place = location ? placeText(location, language) : null;
    yield { ...common, severity: stateWord(report, language), message, place };
  }
  for (const finding of report.findings) yield { ...common, ...findingFields(finding, report, options) };
}

function asProblem(problem: { readonly message: string } | ReportResult['problems'][number]) {
  return { message: problem.message, location: 'location' in problem ? problem.location : undefined };
}

function findingFields(
  finding: FindingResult,
  report: ReportResult,
  { book, language, verdictOf }: FindingTableOptions,
) {
  const verdict = verdictOf?.(report, finding);
  const form = formOf(report, book);
  const equation = writtenEquation(finding, form, book, language);
  return {
    severity: severityWord(finding.severity, language),
    rule: finding.rule,
    ruleName: ruleName(finding.rule, language),
    section: sectionTitle(finding, report, book),
    place: placeText(finding.location, language),
    message: finding.message,
    equation: equation ? equationLine(equation, language) : null,
    expected: finding.expected ?? null,
    actual: finding.actual ?? null,
    suspects:
      finding.suspects.map(({ cell, from, to }) => `${cellTitle(cell, form)} ${from} → ${to}`).join('\n') || null,
    cells: finding.cells.join(' ') || null,
    quote: finding.quote ?? null,
    basis: finding.basis,
    decision: verdict?.decision ? decisionWord(verdict.decision, language) : null,
    note: verdict?.note || null,
    fingerprint: finding.fingerprint,
  };
}

const nothing = Object.fromEntries(Object.keys(titles).map((key) => [key, null])) as FindingRow;
