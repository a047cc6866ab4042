/**
 * `--format xlsx`: a workbook with one row per report, one per finding, and the figures of tables 二, 三 and 四 with
 * one column per cell. Figures are numbers; what comes from documents is text, also where it begins like a formula.
 */
import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/universal';
import {
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import { cellKeysOf, type Form, type FormTable, rowsOf } from '../form/form.ts';
import { type TableId, tableIds } from '../form/ids.ts';
import { withoutRemark } from '../form/normalise.ts';
import type { Language } from '../rules/finding.ts';
import { columnLabel, rowLabel } from '../rules/names.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { CellResult, ReportResult } from './contract.ts';
import { type FindingKey, findingColumns, findingRows } from './finding-table.ts';
import { ruleName } from './rule-names.ts';
import { countOf, severities, severityWord, stateWord } from './written.ts';

export interface XlsxOptions {
  readonly language: Language;
  readonly book: RuleBook;
}

/** A sheet: head rows and rows, the first `fixed` columns staying in sight; the last head row bears the filter. */
interface Grid {
  readonly name: string;
  readonly heads: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly fixed: number;
  readonly rows: readonly (readonly Value[])[];
  /** Columns whose text runs over several lines. */
  readonly wrapped?: ReadonlySet<number>;
}

type Value = string | number | null;

const words = {
  'zh-CN': {
    sheets: { summary: '报告汇总', findings: '问题' },
    tables: { proactive: '表二', requests: '表三', litigation: '表四' },
    columns: ['文件', '单位', '年度', '格式', '版本', '状态'],
    checks: ['相符', '不符', '无法判断'],
    reason: '无法读取或未读全的原因',
    edition: (edition: string) => `${edition} 年版格式`,
    id: '单元格',
  },
  en: {
    sheets: { summary: 'Reports', findings: 'Findings' },
    tables: { proactive: 'Table 2', requests: 'Table 3', litigation: 'Table 4' },
    columns: ['File', 'Unit', 'Year', 'Format', 'Edition', 'State'],
    checks: ['passed', 'failed', 'not assessable'],
    reason: 'Why it was not read, or not wholly',
    edition: (edition: string) => `Edition ${edition}`,
    id: 'Cell',
  },
} as const;

/** The workbook's bytes. */
export async function toXlsx(reports: readonly ReportResult[], options: XlsxOptions): Promise<Uint8Array<ArrayBuffer>> {
  const grids = [
    summaryGrid(reports, options),
    findingsGrid(reports, options),
    ...tableIds.map((table) => tableGrid(reports, table, options)),
  ];
  const sheets = grids.map((grid) => ({
    sheet: grid.name,
    data: sheetData(grid),
    columns: grid.widths.map((width) => ({ width })),
    stickyRowsCount: grid.heads.length,
    stickyColumnsCount: grid.fixed,
  }));
  const file: { arrayBuffer(): Promise<ArrayBuffer> } = await writeExcelFile(sheets, {
    fontFamily: '等线',
    fontSize: 11,
    features: [filters(grids)],
  }).toBlob();
  return new Uint8Array(await file.arrayBuffer());
}

function summaryGrid(reports: readonly ReportResult[], { language }: XlsxOptions): Grid {
  const say = words[language];
  const rules = [...new Set(reports.flatMap(({ findings }) => findings.map(({ rule }) => rule)))].sort();
  const head = [
    ...say.columns,
    ...severities.map((severity) => severityWord(severity, language)),
    ...say.checks,
    ...rules.map((rule) => (ruleName(rule, language) === rule ? rule : `${ruleName(rule, language)}\n${rule}`)),
    say.reason,
    'SHA-256',
  ];
  const rows = reports.map((report): Value[] => [
    report.file,
    report.unit,
    report.year,
    report.format,
    report.edition === null ? null : say.edition(report.edition),
    stateWord(report, language),
    ...severities.map((severity) => countOf(report, severity)),
    report.checks.passed,
    report.checks.failed,
    report.checks.notAssessable,
    ...rules.map((rule) => report.findings.filter((finding) => finding.rule === rule).length),
    [report.error?.message, ...report.problems.map(({ message }) => message)].filter(Boolean).join('\n') || null,
    report.sha256,
  ]);
  return {
    name: say.sheets.summary,
    heads: [head],
    widths: [36, 24, 7, 7, 15, 10, 7, 7, 7, 7, 7, 9, ...rules.map(() => 13), 30, 14],
    fixed: 2,
    rows,
  };
}

const findingWidths: Partial<Record<FindingKey, number>> = {
  file: 30,
  unit: 24,
  ruleName: 20,
  rule: 24,
  section: 24,
  place: 20,
  message: 70,
  equation: 40,
  suspects: 36,
  cells: 24,
  quote: 36,
  basis: 36,
};

function findingsGrid(reports: readonly ReportResult[], { language, book }: XlsxOptions): Grid {
  const rows: Value[][] = [];
  for (const row of findingRows(reports, book, language)) rows.push(findingColumns.map(({ key }) => row[key]));
  return {
    name: words[language].sheets.findings,
    heads: [findingColumns.map(({ title }) => title[language])],
    widths: findingColumns.map(({ key }) => findingWidths[key] ?? 10),
    fixed: 2,
    rows,
    wrapped: new Set(
      findingColumns.flatMap(({ key }, index) => (key === 'message' || key === 'suspects' ? [index] : [])),
    ),
  };
}

/** Sub-rows that reports list of their own each get columns; a damaged file could list any number of them. */
const mostOwnColumns = 300;

/** Heads: the labels of each edition, the newer one first, and the cell's id; a cell of one edition has no label in the other. */
function tableGrid(reports: readonly ReportResult[], id: TableId, { language, book }: XlsxOptions): Grid {
  const say = words[language];
  const forms = [...book.forms].reverse();
  const keys = columnKeys(reports, id, forms);
  const labels = (form: Form) => keys.map((key) => cellLabel(form.tables[id], key));
  const first = [say.columns[1], say.columns[2], say.columns[4], say.columns[0]];
  return {
    name: say.tables[id],
    heads: [
      ...forms.map((form) => ['', '', '', say.edition(form.edition), ...labels(form)]),
      [...first, ...keys.map((key) => `${id}.${key}`)],
    ],
    widths: [24, 7, 15, 30, ...keys.map(() => 15)],
    fixed: 1,
    rows: reports
      .filter((report) => report.status === 'checked')
      .map((report): Value[] => {
        const { unit, year, edition, file } = report;
        const table = report.tables[id];
        const format = edition === null ? null : say.edition(edition);
        return [unit, year, format, file, ...keys.map((key) => cellValue(table?.[rowOf(key)]?.[columnOf(key)]))];
      }),
  };
}

/** `row.column` of every cell of the forms in official order, sub-rows after the row that they belong to. */
function columnKeys(reports: readonly ReportResult[], id: TableId, forms: readonly Form[]): string[] {
  const keys = [...new Set(forms.flatMap((form) => cellKeysOf(form.tables[id])))];
  const known = new Set(keys);
  const own = new Set<string>();
  for (const report of reports) {
    for (const [row, columns] of Object.entries(report.tables[id] ?? {})) {
      for (const column of Object.keys(columns)) if (!known.has(`${row}.${column}`)) own.add(`${row}.${column}`);
    }
  }
  const sorted = [...own].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).slice(0, mostOwnColumns);
  for (const key of sorted.reverse()) {
    const row = rowOf(key);
    const parent = keys.findLastIndex((other) => row.startsWith(`${rowOf(other)}.`));
    keys.splice(parent === -1 ? keys.length : parent + 1, 0, key);
  }
  return keys;
}

function cellLabel(table: FormTable, key: string): string {
  const row = rowOf(key);
  const entry = rowsOf(table).find(
    (one) => one.row.id === row || (one.row.subRows && row.startsWith(`${one.row.id}.`)),
  );
  const column = columnOf(key);
  if (!entry?.block.columns.some((one) => one.id === column)) return '';
  const number = row === entry.row.id ? '' : ` ${row.slice(entry.row.id.length + 1)}`;
  return `${withoutRemark(rowLabel(table, entry.row.id))}${number}\n${columnLabel(table, column, entry.row.id)}`;
}

/** The figure; where the cell holds no number, its words; blank and absent cells stay empty. */
function cellValue(cell: CellResult | undefined): Value {
  if (!cell) return null;
  return cell.value ?? (cell.raw === '' ? null : cell.raw);
}

const head = {
  fontWeight: 'bold',
  wrap: true,
  alignVertical: 'center',
  align: 'center',
  backgroundColor: '#E7E6E6',
  borderStyle: 'thin',
  borderColor: '#A6A6A6',
} as const;

/** The most characters that a cell of Excel holds. */
const longestText = 32_767;

function sheetData({ heads, rows, wrapped }: Grid): SheetData {
  return [
    ...heads.map((texts) => texts.map((value): CellObject => ({ ...head, value: clean(value), type: String }))),
    ...rows.map((row) =>
      row.map((value, index) => {
        if (typeof value !== 'string') return value;
        const text: CellObject = {
          value: clean(value),
          type: String,
          // As text, so that it is no formula either after somebody has been in the cell.
          format: '@',
          alignVertical: 'top',
          wrap: wrapped?.has(index) === true,
        };
        return text;
      }),
    ),
  ];
}

function clean(text: string): string {
  const whole = text.toWellFormed();
  return whole.length > longestText ? `${whole.slice(0, longestText - 1)}…`.toWellFormed() : whole;
}

/** A filter on the last head row of each sheet. */
function filters(grids: readonly Grid[]) {
  const siblings = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content: string, _: unknown, { sheetIndex }: { readonly sheetIndex: number }) => {
            const grid = grids[sheetIndex] as Grid;
            const from = getCellAddress(grid.heads.length - 1, 0);
            const to = getCellAddress(grid.heads.length - 1 + grid.rows.length, grid.widths.length - 1);
            const markup = getSelfClosingTagMarkup('autoFilter', { ref: `${from}:${to}` });
            return insertElementMarkupAccordingToOrderOfSiblings(content, markup, siblings, 'worksheet');
          },
        },
      },
    },
  };
}

function rowOf(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}

function columnOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
