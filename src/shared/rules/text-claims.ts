/** What the tables hold for a measure that the text names, and how messages call it. Shared by the text rules. */
import type { Location } from '../document/location.ts';
import { type Form, rowsOf } from '../form/form.ts';
import type { CellId } from '../form/ids.ts';
import { withoutRemark } from '../form/normalise.ts';
import { madeOnce } from '../made-once.ts';
import type { AnnualReport, CellValue, ReportTable } from '../report/annual-report.ts';
import { summand } from '../report/annual-report.ts';
import type { CellSum, Measure } from '../text/index.ts';
import type { Language } from './finding.ts';
import { cellName, tableOf } from './names.ts';

/** A sum of cells that are there and hold numbers. */
export interface TableFigure {
  readonly cells: readonly CellId[];
  readonly value: number;
  readonly places: readonly Location[];
}

/**
 * The value of a sum, `*` filled in with the rows of the table; null where one of its cells is no number, or absent:
 * left out of the document, or in a row whose values could not be placed.
 */
export function tableFigure(report: AnnualReport, sum: CellSum): TableFigure | null {
  const known = madeOnce(figuresByReport, report, () => new Map<string, TableFigure | null>());
  return madeOnce(known, sum.join(' '), () => addUp(report, sum));
}

/** The same few sums are asked for by sentence after sentence. */
const figuresByReport = new WeakMap<AnnualReport, Map<string, TableFigure | null>>();

function addUp(report: AnnualReport, sum: CellSum): TableFigure | null {
  const cells: CellId[] = [];
  const places: Location[] = [];
  let value = 0;
  for (const pattern of sum) {
    const table = report.tables[tableOf(pattern)];
    if (!table || lacksCellOf(table, pattern.slice(table.id.length + 1))) return null;
    const found = cellsOf(table.cells, pattern.slice(table.id.length + 1));
    // Other handling is one row or three, by edition: either may be absent, not both.
    if (found.length === 0 && !pattern.includes('otherHandling')) return null;
    for (const [key, cell] of found) {
      const number = summand(cell);
      if (number === null) return null;
      cells.push(`${table.id}.${key}`);
      places.push(cell.location);
      value += number;
    }
  }
  return cells.length > 0 ? { cells, value: Math.round(value * 1e6) / 1e6, places } : null;
}

function cellsOf(cells: Readonly<Record<string, CellValue>>, pattern: string): [string, CellValue][] {
  if (!pattern.includes('*')) {
    const cell = cells[pattern];
    return cell ? [[pattern, cell]] : [];
  }
  const found: [string, CellValue][] = [];
  const beginning = pattern.slice(0, pattern.indexOf('*'));
  for (const key of Object.keys(cells)) {
    if (key.startsWith(beginning) && standsFor(pattern, key)) found.push([key, cells[key] as CellValue]);
  }
  return found;
}

/** Whether the document lacks a cell that the pattern stands for. */
function lacksCellOf({ oddities }: ReportTable, pattern: string): boolean {
  if (oddities.length === 0) return false;
  const end = pattern.lastIndexOf('.');
  const column = pattern.slice(end + 1);
  const rows = pattern.slice(0, end);
  return oddities.some(
    (oddity) =>
      'row' in oddity &&
      standsFor(rows, oddity.row) &&
      (!('column' in oddity) || column === '*' || oddity.column === column),
  );
}

/** `*` is one part of an id, between dots; a pattern has one at most. */
function standsFor(pattern: string, id: string): boolean {
  const at = pattern.indexOf('*');
  if (at < 0) return pattern === id;
  const end = id.length - (pattern.length - at - 1);
  return (
    end > at &&
    id.startsWith(pattern.slice(0, at)) &&
    id.endsWith(pattern.slice(at + 1)) &&
    !id.slice(at, end).includes('.')
  );
}

/** The plain reading's figure, and whether any reading has a value from `low` to `high`. */
export function compare(
  report: AnnualReport,
  measure: Measure,
  low: number,
  high: number,
  scale = 1,
): { readonly table: TableFigure; readonly agrees: boolean } | null {
  // A count below 0 is a fault of its own (cell.not-a-count) and no reason to ask for less.
  const slack = measure.slack ? Math.max(0, tableFigure(report, measure.slack)?.value ?? 0) : 0;
  let plain: TableFigure | null = null;
  let agrees = false;
  let open = false;
  for (const [index, sum] of measure.readings.entries()) {
    const figure = tableFigure(report, sum);
    open ||= figure === null;
    if (index === 0) {
      if (!figure) return null;
      plain = figure;
    }
    if (figure) {
      const value = figure.value * scale;
      // Half a thousandth allows for decimal fractions in binary.
      agrees ||= value >= low - 5e-4 && value - (index === 0 ? slack : 0) <= high + 5e-4;
    }
  }
  // A reading that could not be compared might have been the one that agrees.
  return plain && (agrees || !open) ? { table: plain, agrees } : null;
}

/** 表三“一、本年新收政府信息公开申请数量”行“总计”栏; of several cells in one column: the rows joined. */
export function cellsInWords(cells: readonly CellId[], form: Form, language: Language): string {
  const names = cells.map((cell) => cellName(cell, form));
  const [first] = names;
  if (!first) return '';
  const chinese = language === 'zh-CN';
  const group = groupOf(cells, form);
  if (group) {
    const column = withoutRemark(first.column);
    return chinese
      ? `${first.table.name}“${group}”各行“${column}”栏之和`
      : `${first.table.name} sum of the rows of “${group}” / “${column}”`;
  }
  const quoted = (words: string) => `“${words}”`;
  const rows = [...new Set(names.map((name) => name.row))];
  const columns = [...new Set(names.map((name) => name.column))];
  const groups = first.table.layout === 'groups';
  const few = (words: readonly string[], more: string) =>
    words.length > 3 ? `${quoted(words[0] as string)}${more}` : words.map(quoted).join(chinese ? '、' : ', ');
  if (chinese) {
    const row = few(rows, `等${rows.length}行`);
    const column = few(columns, `等${columns.length}栏`);
    const sum = cells.length > 1 ? '之和' : '';
    return groups
      ? `${first.table.name}${row}的${column}栏${sum}`
      : `${first.table.name}${row}${rows.length > 3 ? '' : '行'}${column}${columns.length > 3 ? '' : '栏'}${sum}`;
  }
  const row = few(rows, ` and ${rows.length - 1} more rows`);
  const column = few(columns, ` and ${columns.length - 1} more columns`);
  return `${first.table.name} ${cells.length > 1 ? 'sum of ' : ''}${row} / ${column}`;
}

/** （三）不予公开, where the cells are all rows of one group in one column. */
function groupOf(cells: readonly CellId[], form: Form): string | null {
  const rows = cells.map((cell) => {
    const table = tableOf(cell);
    const id = cell.slice(table.length + 1, cell.lastIndexOf('.'));
    return rowsOf(form.tables[table]).find(({ row }) => row.id === id)?.row;
  });
  const columns = new Set(cells.map((cell) => cell.slice(cell.lastIndexOf('.'))));
  const [group, ...others] = new Set(rows.map((row) => row?.parents.at(-1) ?? ''));
  return cells.length > 2 &&
    columns.size === 1 &&
    group &&
    others.length === 0 &&
    rows.every((row) => /^\d/.test(row?.label ?? ''))
    ? group
    : null;
}

/** A number as it is printed in sentences, without the noise of binary fractions. */
export function printed(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}
