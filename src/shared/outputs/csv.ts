/**
 * `--format csv`: one row for each finding, and one for each file that could not be read or not wholly, so that no
 * file drops out of the table unseen. UTF-8 with a byte order mark and CRLF, as spreadsheets of offices expect.
 */
import type { ReportResult } from './contract.ts';
import { type FindingTableOptions, findingColumns, findingRows } from './finding-table.ts';

const byteOrderMark = '\uFEFF';

export function toCsv(reports: readonly ReportResult[], options: FindingTableOptions): string {
  return csvHead(options) + reports.map((report) => csvRows(report, options)).join('');
}

/** What the file begins with. */
export function csvHead(options: FindingTableOptions): string {
  return byteOrderMark + line(findingColumns(options).map(({ title }) => title[options.language]));
}

/** The lines of one report; none for one without findings. */
export function csvRows(report: ReportResult, options: FindingTableOptions): string {
  const columns = findingColumns(options);
  let lines = '';
  for (const row of findingRows(report, options)) lines += line(columns.map(({ key }) => row[key]));
  return lines;
}

function line(fields: readonly (string | number | null)[]): string {
  return `${fields.map(csvField).join(',')}\r\n`;
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
