/**
 * `--format csv`: one row for each finding, and one for each file that could not be read or not wholly, so that no
 * file drops out of the table unseen. UTF-8 with a byte order mark and CRLF, as spreadsheets of offices expect.
 */
import type { Language } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { ReportResult } from './contract.ts';
import { type FindingColumn, findingColumns, findingRows } from './finding-table.ts';

export interface CsvOptions {
  readonly language: Language;
  readonly book: RuleBook;
}

const byteOrderMark = '\uFEFF';

export function toCsv(reports: readonly ReportResult[], { language, book }: CsvOptions): string {
  const lines = [findingColumns.map(({ title }) => csvField(title[language])).join(',')];
  for (const row of findingRows(reports, book, language)) {
    lines.push(findingColumns.map(({ key }: FindingColumn) => csvField(row[key])).join(','));
  }
  return `${byteOrderMark}${lines.map((line) => `${line}\r\n`).join('')}`;
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it: what stands in a document must not
 * run on the auditor's machine. Figures stay figures, also negative ones. Full-width signs count, as Excel folds them.
 */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

export function csvField(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
