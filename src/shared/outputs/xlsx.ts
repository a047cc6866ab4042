/**
 * `--format xlsx`: a workbook with one row per report, one per finding, and the figures of tables 二, 三 and 四 with
 * one column per cell. Figures are numbers; what comes from documents is text, also where it begins like a formula.
 */
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate/browser';
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
import { columnLabel, rowLabel } from '../rules/names.ts';
import type { CellResult, ReportResult } from './contract.ts';
import { type FindingKey, type FindingTableOptions, findingColumns, findingRows } from './finding-table.ts';
import { reviewWord } from './opinions.ts';
import { ruleName } from './rule-names.ts';
import { countOf, severities, severityWord, stateWord } from './written.ts';

export type XlsxOptions = FindingTableOptions;

/** A sheet: head rows and rows, the first `fixed` columns staying in sight; the last head row bears the filter. */
interface Grid {
  readonly name: string;
  readonly heads: readonly (readonly string[])[];
  readonly widths: readonly number[];
  readonly fixed: number;
  readonly rowCount: number;
  /** Made when they are written. */
  readonly rows: () => Iterable<readonly Value[]>;
  /** Columns whose text runs over several lines. */
  readonly wrapped?: ReadonlySet<number>;
}

type Value = string | number | null;

const words = {
  'zh-CN': {
    sheets: { summary: '报告汇总', findings: '问题' },
    tables: { proactive: '表二', requests: '表三', litigation: '表四' },
    columns: ['文件', '单位', '年度', '格式', '版本', '状态'],
    review: '核查状态',
    checks: ['相符', '不符', '无法判断'],
    reason: '无法读取或未读全的原因',
    edition: (edition: string) => `${edition} 年版格式`,
    id: '单元格',
  },
  en: {
    sheets: { summary: 'Reports', findings: 'Findings' },
    tables: { proactive: 'Table 2', requests: 'Table 3', litigation: 'Table 4' },
    columns: ['File', 'Unit', 'Year', 'Format', 'Edition', 'State'],
    review: 'Review',
    checks: ['passed', 'failed', 'not assessable'],
    reason: 'Why it was not read, or not wholly',
    edition: (edition: string) => `Edition ${edition}`,
    id: 'Cell',
  },
} as const;

/** The workbook's bytes. */
export async function toXlsx(reports: readonly ReportResult[], options: XlsxOptions): Promise<Uint8Array<ArrayBuffer>> {
  const writer = xlsxWriter(options);
  for (const report of reports) writer.add(report);
  const parts: Uint8Array[] = [];
  for await (const part of writer.end()) parts.push(part);
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export interface XlsxWriter {
  add(report: ReportResult): void;
  /** The workbook's bytes in pieces; nothing can be added after it. */
  end(): AsyncGenerator<Uint8Array<ArrayBuffer>>;
}

/** For thousands of reports, one after the other: of each only its rows are kept. */
export function xlsxWriter(options: XlsxOptions): XlsxWriter {
  const table = () => ({ slots: new Map<string, number>(), rows: [] });
  const gathered: Gathered = {
    summaries: [],
    findings: [],
    tables: { proactive: table(), requests: table(), litigation: table() },
  };
  return {
    add: (report) => gather(report, gathered, options),
    end: () =>
      workbook([
        summaryGrid(gathered, options),
        findingsGrid(gathered, options),
        ...tableIds.map((id) => tableGrid(gathered, id, options)),
      ]),
  };
}

/** A width in which every text of a column is whole, within reason. */
function widest(column: readonly Value[]): number {
  let width = 12;
  for (const value of column) if (typeof value === 'string') width = Math.max(width, breadth(value) + 2);
  return Math.min(width, 60);
}

/** In digits, as column widths are: a Chinese character is as broad as two. */
function breadth(text: string): number {
  let sum = 0;
  for (const character of text) sum += character > '\u2E7F' ? 2 : 1;
  return sum;
}

/** Points of a line of text. */
const lineHeight = 15;

/** Excel finds the height of wrapped rows by itself; other programs show one line. */
function heightOf(texts: readonly (readonly [text: string, width: number])[]): number {
  const lines = texts.map(([text, width]) =>
    text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(breadth(part) / (width - 1))), 0),
  );
  // Excel's own limit is 409 points.
  return Math.min(Math.max(1, ...lines), 27) * lineHeight;
}

/** What is kept of the reports until all are known, and with them the columns. */
interface Gathered {
  readonly summaries: { readonly row: readonly Value[]; readonly rules: ReadonlyMap<string, number> }[];
  readonly findings: (readonly Value[])[];
  readonly tables: Record<TableId, GatheredTable>;
}

interface GatheredTable {
  /** Where the cell `row.column` stands in the rows' figures. */
  readonly slots: Map<string, number>;
  readonly rows: {
    /** Unit, year, edition, file. */
    readonly first: readonly Value[];
    /** By slot; shorter where later reports have other cells. */
    readonly figures: readonly Value[];
  }[];
}

function gather(report: ReportResult, { summaries, findings, tables }: Gathered, options: XlsxOptions): void {
  const { language } = options;
  const say = words[language];
  const { file, unit, year, format, edition, checks } = report;
  const rules = new Map<string, number>();
  for (const { rule } of report.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const editionName = edition === null ? null : say.edition(edition);
  const reasons = [report.error?.message, ...report.problems.map(({ message }) => message)].filter(Boolean);
  const review = options.reviewOf?.(report);
  const row = [
    ...[file, unit, year, format, editionName, stateWord(report, language)],
    ...(options.reviewOf ? [review ? reviewWord(review, language) : null] : []),
    ...severities.map((severity) => countOf(report, severity)),
    ...[checks.passed, checks.failed, checks.notAssessable],
    reasons.join('\n') || null,
    report.sha256,
  ];
  summaries.push({ row, rules });
  const columns = findingColumns(options);
  for (const finding of findingRows(report, options)) findings.push(columns.map(({ key }) => finding[key]));
  if (report.status !== 'checked') return;
  for (const id of tableIds) {
    const { slots, rows } = tables[id];
    const figures: Value[] = new Array<Value>(slots.size).fill(null);
    for (const [rowId, cellsOfRow] of Object.entries(report.tables[id] ?? {})) {
      for (const [columnId, cell] of Object.entries(cellsOfRow)) {
        const key = `${rowId}.${columnId}`;
        const slot = slots.get(key) ?? slots.size;
        if (slot === slots.size) slots.set(key, slot);
        figures[slot] = cellValue(cell);
      }
    }
    rows.push({ first: [unit, year, editionName, file], figures });
  }
}

function summaryGrid({ summaries }: Gathered, { language, reviewOf }: XlsxOptions): Grid {
  const say = words[language];
  const rules = [...new Set(summaries.flatMap((summary) => [...summary.rules.keys()]))].sort();
  const head = [
    ...say.columns,
    ...(reviewOf ? [say.review] : []),
    ...severities.map((severity) => severityWord(severity, language)),
    ...say.checks,
    ...rules.map((rule) => (ruleName(rule, language) === rule ? rule : `${ruleName(rule, language)}\n${rule}`)),
    say.reason,
    'SHA-256',
  ];
  const firstWidth = (column: number) => widest(summaries.map(({ row }) => row[column] ?? null));
  return {
    name: say.sheets.summary,
    heads: [head],
    widths: [
      ...[firstWidth(0), firstWidth(1), 7, 7, 15, 10, ...(reviewOf ? [10] : [])],
      ...[7, 7, 7, 7, 7, 9, ...rules.map(() => 15), 30, 14],
    ],
    fixed: 2,
    rowCount: summaries.length,
    *rows() {
      for (const { row, rules: own } of summaries) {
        yield [...row.slice(0, -2), ...rules.map((rule) => own.get(rule) ?? 0), ...row.slice(-2)];
      }
    },
  };
}

const findingWidths: Partial<Record<FindingKey, number>> = {
  message: 70,
  equation: 40,
  suspects: 36,
  cells: 24,
  quote: 36,
  basis: 36,
  note: 30,
};

function findingsGrid({ findings }: Gathered, options: XlsxOptions): Grid {
  const { language } = options;
  const columns = findingColumns(options);
  return {
    name: words[language].sheets.findings,
    heads: [columns.map(({ title }) => title[language])],
    widths: columns.map(({ key }, index) =>
      fittedKeys.has(key) ? widest(findings.map((row) => row[index] ?? null)) : (findingWidths[key] ?? 10),
    ),
    fixed: 2,
    rowCount: findings.length,
    rows: () => findings,
    wrapped: new Set(columns.flatMap(({ key }, index) => (wrappedKeys.has(key) ? [index] : []))),
  };
}

const fittedKeys: ReadonlySet<FindingKey> = new Set<FindingKey>([
  'file',
  'unit',
  'section',
  'place',
  'rule',
  'ruleName',
]);

const wrappedKeys: ReadonlySet<FindingKey> = new Set<FindingKey>(['message', 'suspects', 'note']);

/** Sub-rows that reports list of their own each get columns; a damaged file could list any number of them. */
const mostOwnColumns = 300;

/** Heads: the labels of each edition, the newer one first, and the cell's id; a cell of one edition has no label in the other. */
function tableGrid({ tables }: Gathered, id: TableId, { language, book }: XlsxOptions): Grid {
  const say = words[language];
  const forms = [...book.forms].reverse();
  const { slots, rows } = tables[id];
  const keys = columnKeys(slots, id, forms);
  const order = keys.map((key) => slots.get(key));
  const labels = (form: Form) => keys.map((key) => cellLabel(form.tables[id], key));
  const first = [say.columns[1], say.columns[2], say.columns[4], say.columns[0]];
  return {
    name: say.tables[id],
    heads: [
      ...forms.map((form) => ['', '', '', say.edition(form.edition), ...labels(form)]),
      [...first, ...keys.map((key) => `${id}.${key}`)],
    ],
    widths: [
      widest(rows.map(({ first }) => first[0] ?? null)),
      7,
      15,
      widest(rows.map(({ first }) => first[3] ?? null)),
      ...keys.map(() => 15),
    ],
    fixed: 1,
    rowCount: rows.length,
    *rows() {
      for (const { first: own, figures } of rows) {
        yield [...own, ...order.map((slot) => (slot === undefined ? null : (figures[slot] ?? null)))];
      }
    },
  };
}

/** `row.column` of every cell of the forms in official order, sub-rows after the row that they belong to. */
function columnKeys(slots: ReadonlyMap<string, number>, id: TableId, forms: readonly Form[]): string[] {
  const keys = [...new Set(forms.flatMap((form) => cellKeysOf(form.tables[id])))];
  const known = new Set(keys);
  const own = [...slots.keys()].filter((key) => !known.has(key));
  const sorted = own.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).slice(0, mostOwnColumns);
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
function cellValue(cell: CellResult): Value {
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

/** Cells below the heads, one of each kind. As text: so that it is no formula either after somebody has been in the cell. */
const figureCell: CellObject = { value: 0, type: Number, alignVertical: 'top' };
const textCell: CellObject = { value: ' ', type: String, format: '@', alignVertical: 'top' };
const wrappedCell: CellObject = { ...textCell, wrap: true };

/**
 * The library writes the heads and one row with a cell of each kind; the rows themselves are put in its place, with the
 * styles that it gave to them, while the package is put together anew. Handing it every cell of 5,000 reports takes
 * hundreds of megabytes.
 */
async function* workbook(grids: readonly Grid[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const sheets = grids.map((grid) => ({
    sheet: grid.name,
    data: [...headRows(grid), [figureCell, textCell, wrappedCell]],
    columns: grid.widths.map((width) => ({ width })),
    stickyRowsCount: grid.heads.length,
    stickyColumnsCount: grid.fixed,
    orientation: 'landscape' as const,
  }));
  const file: { arrayBuffer(): Promise<ArrayBuffer> } = await writeExcelFile(sheets, {
    fontFamily: '等线',
    fontSize: 11,
    features: [filtersAndTitles(grids)],
  }).toBlob();
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  let made: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    made.push(chunk);
  });
  for (const [name, part] of Object.entries(parts)) {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    const grid = grids[Number(/^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1]) - 1];
    for (const text of grid ? withRows(strFromU8(part), grid) : []) {
      entry.push(strToU8(text));
      yield* made;
      made = [];
    }
    entry.push(grid ? new Uint8Array() : part, true);
  }
  zip.end();
  yield* made;
}

function headRows({ heads, widths }: Grid): SheetData {
  return heads.map((texts) => {
    const height = heightOf(texts.map((text, index) => [text, widths[index] ?? 10]));
    return texts.map((value): CellObject => ({ ...head, value: clean(value), type: String, height }));
  });
}

/** Per cent of the full size on paper: small, and a page holds three times as much as at full size. */
const printScale = 60;

/** Sheet, page and pages at the foot of each printed page. */
const pageFooter = '<headerFooter><oddFooter>&amp;L&amp;A&amp;C&amp;P / &amp;N</oddFooter></headerFooter>';

/** A filter on the last head row of each sheet; heads on each printed page. */
function filtersAndTitles(grids: readonly Grid[]) {
  const siblings = getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [];
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content: string, _: unknown, { sheetIndex }: { readonly sheetIndex: number }) => {
            const grid = grids[sheetIndex] as Grid;
            const from = getCellAddress(grid.heads.length - 1, 0);
            const to = getCellAddress(grid.heads.length - 1 + grid.rowCount, grid.widths.length - 1);
            const markup = getSelfClosingTagMarkup('autoFilter', { ref: `${from}:${to}` });
            return [markup, pageFooter].reduce(
              (page, added) => insertElementMarkupAccordingToOrderOfSiblings(page, added, siblings, 'worksheet'),
              content.replace('<pageSetup ', `<pageSetup scale="${printScale}" `),
            );
          },
        },
        'xl/workbook.xml': {
          transform: (content: string) => content.replace('<definedNames/>', () => printTitles(grids)),
        },
      },
    },
  };
}

/** Heads and the column of units again on each printed page; the files' long names would leave no room. */
function printTitles(grids: readonly Grid[]): string {
  const names = grids.map(({ name, heads, fixed }, index) => {
    const column = getCellAddress(0, fixed - 1).slice(0, -1);
    const range = `'${name}'!$${column}:$${column},'${name}'!$1:$${heads.length}`;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${range}</definedName>`;
  });
  return `<definedNames>${names.join('')}</definedNames>`;
}

/** Characters of rows that are compressed at a time. */
const pieceLength = 2 ** 16;

/** The sheet in pieces. Throws where the library writes the row of cells in another way than it did. */
function* withRows(content: string, grid: Grid): Generator<string> {
  const end = content.indexOf('</sheetData>');
  const start = content.lastIndexOf('<row ', end);
  const styles = [...content.slice(start, end).matchAll(/<c [^>]*\bs="(\d+)"/g)].map((match) => match[1] as string);
  if (start === -1 || styles.length !== 3) throw new Error('the sheet has no row with a cell of each kind');
  const [figure, text, wrapped] = styles as [string, string, string];
  const columns = grid.widths.map((_, index) => getCellAddress(0, index).slice(0, -1));
  let piece = content.slice(0, start);
  let number = grid.heads.length;
  for (const row of grid.rows()) {
    number++;
    const cells: string[] = [];
    for (const [index, value] of row.entries()) {
      if (value === null || value === '') continue;
      const at = `${columns[index]}${number}`;
      if (typeof value === 'number') cells.push(`<c r="${at}" s="${figure}"><v>${value}</v></c>`);
      else {
        const style = grid.wrapped?.has(index) ? wrapped : text;
        cells.push(
          `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`,
        );
      }
    }
    const wrapping = [...(grid.wrapped ?? [])].flatMap((index): [string, number][] => {
      const value = row[index];
      return typeof value === 'string' ? [[value, grid.widths[index] ?? 10]] : [];
    });
    const height = wrapping.length > 0 ? ` ht="${heightOf(wrapping)}" customHeight="1"` : '';
    piece += `<row r="${number}"${height}>${cells.join('')}</row>`;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield piece + content.slice(end);
}

/** The most characters that a cell of Excel holds. */
const longestText = 32_767;

function clean(text: string): string {
  const whole = text.toWellFormed();
  return whole.length > longestText ? `${whole.slice(0, longestText - 1)}…`.toWellFormed() : whole;
}

/** What XML 1.0 cannot hold at all, not even as a reference, and other characters that only control a terminal. */
const notXml = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function escaped(text: string): string {
  // _x0041_ stands for a character in a workbook: the underscore of one that is meant so is written as one itself.
  return clean(text)
    .replace(notXml, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>\r]/g, (character) => entities[character] as string);
}

function rowOf(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}

function columnOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
