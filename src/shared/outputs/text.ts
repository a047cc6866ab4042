/**
 * `--format text`: for reading in a terminal. Per report a heading, its findings by section with place
 * and numbers, and last a line with the counts. Made from the contract's JSON alone. Nothing in a document or a file's
 * name can give the terminal orders: its control characters are shown, not sent.
 */
import { isPdfLocation, isTxtLocation, type Location } from '../document/location.ts';
import type { Language } from '../rules/finding.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { FindingResult, ReportResult, Summary } from './contract.ts';
import { counted } from './counted.ts';
import { printable } from './printable.ts';
import { sectionTitle } from './written.ts';

export interface TextOptions {
  readonly language: Language;
  readonly book: Pick<RuleBook, 'sections'>;
  /** ANSI colours; only for a terminal. */
  readonly color: boolean;
  /** Breaks a long line so that its further lines are indented by so many columns; not for a file or a pipe. */
  readonly wrap?: (text: string, indent: number) => string;
}

const words = {
  'zh-CN': {
    error: '错误',
    warning: '警告',
    info: '提示',
    clean: '未发现问题',
    unreadable: '无法读取',
    unknownUnit: '（未找到单位名称）',
    year: (year: number | null) => (year === null ? '（未找到年度）' : `${year} 年度`),
    edition: (edition: string) => `${edition} 年版格式`,
    whole: '全文',
    place: '位置',
    counts: (errors: number, warnings: number, infos: number) =>
      `${errors} 处错误，${warnings} 处警告，${infos} 处提示`,
    checks: (passed: number, failed: number, open: number) =>
      `核对 ${passed + failed + open} 项：相符 ${passed}，不符 ${failed}，无法判断 ${open}`,
    summary: (summary: Summary) =>
      `共 ${summary.files} 份文件，${summary.unreadable} 份无法读取；${summary.errors} 处错误，${summary.warnings} 处警告，${summary.infos} 处提示。`,
    page: (page: number) => `第 ${page} 页`,
    line: (line: number) => `第 ${line} 行`,
    inTable: '表格',
    cell: (row: number, column: number) => `第 ${row} 行第 ${column} 列`,
    paragraph: (block: number) => `第 ${block} 段`,
  },
  en: {
    error: 'error',
    warning: 'warning',
    info: 'info',
    clean: 'nothing found',
    unreadable: 'unreadable',
    unknownUnit: '(unit not found)',
    year: (year: number | null) => (year === null ? '(year not found)' : `year ${year}`),
    edition: (edition: string) => `edition ${edition}`,
    whole: 'Whole report',
    place: 'place',
    counts: (errors: number, warnings: number, infos: number) =>
      [counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')].join(', '),
    checks: (passed: number, failed: number, open: number) =>
      `${counted(passed + failed + open, 'check')}: ${passed} passed, ${failed} failed, ${open} not assessable`,
    summary: ({ files, unreadable, errors, warnings, infos }: Summary): string =>
      `${counted(files, 'file')}, ${unreadable} unreadable; ${[counted(errors, 'error'), counted(warnings, 'warning'), counted(infos, 'info')].join(', ')}.`,
    page: (page: number) => `page ${page}`,
    line: (line: number) => `line ${line}`,
    inTable: 'table ',
    cell: (row: number, column: number) => `row ${row}, column ${column}`,
    paragraph: (block: number) => `paragraph ${block}`,
  },
} as const satisfies Record<Language, unknown>;

const marks = { error: '✗', warning: '!', info: '·' } as const;
const colors = { error: 31, warning: 33, info: 36, good: 32, dim: 2, bold: 1 } as const;

/** One report, ended by an empty line. */
export function reportText(report: ReportResult, options: TextOptions): string {
  const say = words[options.language];
  const paint = painter(options.color);
  const lines: string[] = [paint('bold', printable(report.file))];
  if (report.error) {
    lines.push(block(`  ${paint('error', `✗ ${say.unreadable}`)}  ${printable(report.error.message)}`, 4, options), '');
    return `${lines.join('\n')}\n`;
  }
  const head = [printable(report.unit ?? say.unknownUnit), say.year(report.year)];
  if (report.edition) head.push(say.edition(report.edition));
  if (report.format) head.push(report.format.toUpperCase());
  lines.push(`  ${head.join(' · ')}`);
  for (const problem of report.problems)
    lines.push(block(`  ${paint('warning', `! ${printable(problem.message)}`)}`, 4, options));
  for (const [heading, findings] of bySection(report, options.book, say.whole)) {
    lines.push('', `  ${paint('bold', printable(heading))}`);
    for (const finding of findings) lines.push(...findingLines(finding, options));
  }
  const count = (severity: string) => report.findings.filter((finding) => finding.severity === severity).length;
  const { passed, failed, notAssessable } = report.checks;
  const counts =
    report.findings.length === 0
      ? paint('good', `✓ ${say.clean}`)
      : say.counts(count('error'), count('warning'), count('info'));
  lines.push(
    '',
    `  ${counts}${options.language === 'en' ? '; ' : '；'}${paint('dim', say.checks(passed, failed, notAssessable))}`,
    '',
  );
  return `${lines.join('\n')}\n`;
}

export function summaryText(summary: Summary, options: TextOptions): string {
  return `${painter(options.color)('bold', words[options.language].summary(summary))}\n`;
}

function findingLines(finding: FindingResult, options: TextOptions): string[] {
  const say = words[options.language];
  const paint = painter(options.color);
  const label = paint(finding.severity, `${marks[finding.severity]} ${say[finding.severity]}`);
  const lines = [block(`    ${label}  ${printable(finding.message)}`, 6, options)];
  const place = `${say.place} ${placeText(finding.location, options.language)}`;
  lines.push(block(`      ${paint('dim', `${place} · ${printable(finding.rule)}`)}`, 6, options));
  return lines;
}

/** Findings by section, in the order of the first finding of each. */
function bySection(report: ReportResult, book: TextOptions['book'], whole: string): Map<string, FindingResult[]> {
  const groups = new Map<string, FindingResult[]>();
  for (const finding of report.findings) {
    const heading = sectionTitle(finding, report, book) ?? whole;
    groups.set(heading, [...(groups.get(heading) ?? []), finding]);
  }
  return groups;
}

/**
 * A place in words: page, line, or row and column of a table, all from 1.
 * @param isInTable whether the words around it say that it is in a table
 */
export function placeText(location: Location, language: Language, isInTable = false): string {
  const say = words[language];
  if (isPdfLocation(location)) return say.page(location.page);
  if (isTxtLocation(location)) return say.line(location.line);
  if (location.row === undefined || location.column === undefined) return say.paragraph(location.block + 1);
  return (isInTable ? '' : say.inTable) + say.cell(location.row + 1, location.column + 1);
}

function block(text: string, indent: number, options: TextOptions): string {
  return options.wrap ? options.wrap(text, indent) : text;
}

function painter(color: boolean): (name: keyof typeof colors, text: string) => string {
  return (name, text) => (color ? `\u001b[${colors[name]}m${text}\u001b[0m` : text);
}
