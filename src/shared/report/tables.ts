/**
 * Reads the three official tables: which grid is which table, which column and row is which, and the
 * figure in each cell. Recognition is by order and likeness of the labels; what cannot be placed without
 * doubt is left out and said (`oddities`), never guessed.
 */
import { type Block, type Cell, slotsOf, type Table } from '../document/document.ts';
import { looksLikeFigure, readFigure } from '../form/figures.ts';
import type { Form, FormBlock, FormColumn, FormRow, FormTable } from '../form/form.ts';
import { type OfficialRow, rowsOf } from '../form/form.ts';
import { type TableId, tableIds } from '../form/ids.ts';
import {
  alignInOrder,
  alignLabels,
  isOfficialWording,
  isPartOfLabel,
  labelFit,
  recognisedFrom,
  wordingFit,
} from '../form/likeness.ts';
import { bareWords, labelWords, prepareLabel } from '../form/normalise.ts';
import { madeOnce } from '../made-once.ts';
import type { CellValue, ReportTable, Subtotal, TableOddity } from './annual-report.ts';
import {
  groupRightAbove,
  isOfGroup,
  isSubtotalLabel,
  rowsOfSubtotal,
  type SubtotalColumn,
  subtotalColumn,
  subtotalOfColumn,
  subtotalOfRow,
} from './subtotals.ts';

/** Physical tables of the document that together are one official table, in document order. */
export type TableGroups = Partial<Record<TableId, readonly Table[]>>;

/** Distinct labels of an official table that a grid must show to be that table. */
const labelsToRecognise = 2;

/** Finds the official tables by the labels in their cells, whatever section they stand in. */
export function groupTables(blocks: readonly Block[], forms: readonly Form[]): TableGroups {
  const groups: Record<TableId, Table[]> = { proactive: [], requests: [], litigation: [] };
  let last: { id: TableId; table: Table; block: number } | null = null;
  for (const [index, block] of blocks.entries()) {
    if (block.kind !== 'table') continue;
    const id: TableId | null =
      tableIdOf(block, forms) ?? (last && continues(last, block, index, blocks) ? last.id : null);
    if (!id) continue;
    const officials = forms.map((form) => form.tables[id]);
    const parts = groups[id];
    if (parts.length > 0 && officials.every((official) => isWhole(parts, block, official))) parts.length = 0;
    if (parts.length > 0 && !officials.some((official) => isPart(parts, block, official))) continue;
    parts.push(block);
    last = { id, table: block, block: index };
  }
  const found: TableGroups = {};
  for (const id of tableIds) if (groups[id].length > 0) found[id] = groups[id];
  return found;
}

function tableIdOf(table: Table, forms: readonly Form[]): TableId | null {
  const texts = wordsOf(table);
  let best: { id: TableId | null; count: number } = { id: null, count: labelsToRecognise - 1 };
  const known = madeOnce(
    distinctive,
    forms,
    () =>
      Object.fromEntries(
        tableIds.map((id) => [id, new Set(forms.flatMap((form) => distinctiveLabels(form.tables[id])))]),
      ) as Record<TableId, Set<string>>,
  );
  for (const id of tableIds) {
    const labels = known[id];
    let count = 0;
    for (const words of texts) if (labels.has(words)) count++;
    if (count > best.count) best = { id, count };
  }
  return best.id;
}

const wordsOfTables = new WeakMap<Table, ReadonlySet<string>>();

/** The words of all cells of a table. */
function wordsOf(table: Table): ReadonlySet<string> {
  return madeOnce(wordsOfTables, table, () => {
    const words = new Set<string>();
    for (const { text } of table.cells) if (text !== '') words.add(labelWords(text));
    words.delete('');
    return words;
  });
}

/** The distinctive labels of each table in all forms: the same for every report. */
const distinctive = new WeakMap<readonly Form[], Readonly<Record<TableId, ReadonlySet<string>>>>();

/** Labels that no other table has: 总计 and 其他 tell nothing. */
function distinctiveLabels(table: FormTable): string[] {
  const labels = table.blocks.flatMap((block) => [
    ...(block.heading ? [block.heading] : []),
    ...[...block.rows, ...block.columns].flatMap((entry) => [entry.label, ...entry.tolerated, ...entry.parents]),
  ]);
  return [...labels, ...table.furniture].map(labelWords).filter((words) => words !== '总计' && words !== '其他');
}

/** A grid of bare figures right after an official table, with as many columns: the table was cut in two. */
function continues(
  last: { table: Table; block: number },
  table: Table,
  index: number,
  blocks: readonly Block[],
): boolean {
  const between = blocks.slice(last.block + 1, index);
  return (
    between.every((block) => block.kind === 'paragraph' && block.text.trim() === '') &&
    table.columnCount === last.table.columnCount &&
    table.cells.some((cell) => looksLikeFigure(cell.text))
  );
}

/** The rows of a grid, as far as its own labels tell what they are. */
interface Outline {
  /** It has a head of the form, or the heading of a part, over its figures. */
  readonly isHeaded: boolean;
  /** A line of other labels stands over its figures. */
  readonly isHeadedOtherwise: boolean;
  /** Official rows in the grid's order; undefined for a row with figures and a label of its own. Without 小计 and sub-rows. */
  readonly rows: readonly (FormRow | undefined)[];
  readonly hasSubRows: boolean;
}

const outlines = new WeakMap<Table, Map<FormTable, Outline>>();

function outlineOf(table: Table, official: FormTable): Outline {
  const known = madeOnce(outlines, table, () => new Map<FormTable, Outline>());
  return madeOnce(known, official, () => outlined(table, official));
}

function outlined(table: Table, official: FormTable): Outline {
  const officialRows = rowsOf(official);
  const lines = slotsOf(table).map((slots, row) => ({ slots, kind: rowKind(slots, row, official) }));
  const data = lines.findIndex(({ kind }) => kind === 'data');
  const above = data < 0 ? lines : lines.slice(0, data);
  const labelled = lines.flatMap(({ slots, kind }) => {
    const figure = slots.findIndex((cell) => cell !== undefined && looksLikeFigure(cell.text));
    const labels = distinct(figure < 0 ? slots : slots.slice(0, figure)).filter((cell) => !isWordless(cell));
    return kind === 'data' && labels.length > 0 ? [labels] : [];
  });
  const isSubRow = (labels: readonly Cell[]) => subRowParent(labels, officialRows) !== null;
  return {
    isHeaded: above.some(({ kind }) => kind === 'head' || kind === 'heading'),
    isHeadedOtherwise: above.some(({ slots, kind }) => kind === 'nothing' && isOtherHead(slots, official)),
    rows: labelled
      .filter((labels) => !isSubRow(labels) && !isSubtotal(labels, officialRows))
      .map((labels) => officialRows.find(({ row }) => rowFit(labels, row) >= 0.9)?.row),
    hasSubRows: labelled.some(isSubRow),
  };
}

/**
 * Whether a grid goes on with an official table that has begun. Others may have its labels, and as many columns: last
 * year's figures beside this year's. A part without a head of its own brings rows that are still to come, from its first
 * row on, and none that was there.
 */
function isPart(parts: readonly Table[], table: Table, official: FormTable): boolean {
  const { isHeaded, isHeadedOtherwise, rows, hasSubRows } = outlineOf(table, official);
  if (official.layout === 'groups') return isHeaded || isFiguresBelow(parts, table, official);
  if (isHeaded) return rows.length === 0 || rows.some((row) => row !== undefined);
  const seen = new Set(parts.flatMap((part) => outlineOf(part, official).rows));
  const isExpected = rows.length === 0 ? hasSubRows : rows[0] !== undefined;
  return isExpected && !isHeadedOtherwise && !rows.some((row) => row !== undefined && seen.has(row));
}

/** The one line of figures of 表四, cut off from its heads. */
function isFiguresBelow(parts: readonly Table[], table: Table, official: FormTable): boolean {
  const hasFigures = (part: Table) => slotsOf(part).some((slots, row) => rowKind(slots, row, official) === 'data');
  return !parts.some(hasFigures) && table.cells.every((cell) => isWordless(cell) || looksLikeFigure(cell.text));
}

/** Whether a grid with the form's head has all rows of those before it, which have none: those were another table. */
function isWhole(parts: readonly Table[], table: Table, official: FormTable): boolean {
  const { isHeaded, rows } = outlineOf(table, official);
  const before = parts.map((part) => outlineOf(part, official));
  return (
    isHeaded &&
    before.every((part) => !part.isHeaded && part.rows.every((row) => row === undefined || rows.includes(row))) &&
    before.some((part) => part.rows.some((row) => row !== undefined))
  );
}

/** How well a form's labels fit the grids; the form with the greatest fit is the edition. */
export function editionFit(groups: TableGroups, form: Form): number {
  let fit = 0;
  for (const id of tableIds) {
    const tables = (groups[id] ?? []).map(wordsOf);
    for (const wordings of wordingsOf(form.tables[id])) {
      if (wordings.some((words) => tables.some((own) => own.has(words)))) fit++;
    }
  }
  return fit;
}

const wordingsOfTables = new WeakMap<FormTable, readonly (readonly string[])[]>();

/** The words of each row and column of an official table, in each of its wordings. */
function wordingsOf(table: FormTable): readonly (readonly string[])[] {
  return madeOnce(wordingsOfTables, table, () =>
    table.blocks.flatMap(({ rows, columns }) =>
      [...rows, ...columns].map(({ label, tolerated }) => [label, ...tolerated].map(labelWords)),
    ),
  );
}

/** Reads one official table from the grids that hold it. */
export function readTable(tables: readonly Table[], form: Form, id: TableId): ReportTable {
  const official = form.tables[id];
  const reading = official.layout === 'groups' ? readGroups(tables, official) : readRows(tables, official);
  return { id, edition: form.edition, location: (tables[0] as Table).location, ...reading };
}

interface Reading {
  readonly cells: Record<string, CellValue>;
  readonly oddities: TableOddity[];
  readonly subtotals: readonly Subtotal[];
}

// ---- tables whose official rows are the grid's rows (表二, 表三) ----

/** A grid row below some head: its labels, and the head's leaves that tell its columns. */
interface DataRow {
  readonly row: number;
  readonly slots: readonly (Cell | undefined)[];
  readonly labels: readonly Cell[];
  readonly leaves: readonly Leaf[];
  readonly unplaced: boolean;
  readonly table: Table;
}

/** The lowest label of a column in the head, and the slots below it. */
interface Leaf {
  readonly cell: Cell;
  /** Labels above it, outermost first. */
  readonly above: readonly Cell[];
  readonly from: number;
  readonly to: number;
}

function readRows(tables: readonly Table[], official: FormTable): Reading {
  const rows = collectRows(tables, official);
  const officialRows = rowsOf(official);
  const oddities: TableOddity[] = [];
  const cells: Record<string, CellValue> = {};
  const here = (tables[0] as Table).location;
  const reported = new Set<string>();
  const report = (key: string, oddity: TableOddity) => {
    if (!reported.has(key)) oddities.push(oddity);
    reported.add(key);
  };

  const subRows = rows.filter(({ labels }) => subRowParent(labels, officialRows) !== null);
  const sums = rows.filter((row) => !subRows.includes(row) && isSubtotal(row.labels, officialRows));
  const plain = rows.filter((row) => !subRows.includes(row) && !sums.includes(row));
  const pairs = matchRows(plain, officialRows);
  const seen = new Set<string>();
  const subtotals: Subtotal[] = [];

  for (const [index, data] of plain.entries()) {
    const match = officialRows[pairs[index] as number];
    if (!match) {
      const label = data.labels.at(-1);
      if (label) oddities.push({ kind: 'row-extra', label: oneLine(label.text), location: label.location });
      continue;
    }
    seen.add(match.row.id);
    const label = data.labels.at(-1) as Cell;
    if (!isOfficialRowLabel(label.text, match.row)) {
      oddities.push({ kind: 'label', official: match.row.label, found: oneLine(label.text), location: label.location });
    }
    readCells(data, match.row.id, match.block, official, cells, report);
    subtotals.push(...subtotalIn(data, match.row.id, match.block, official, cells, report));
  }
  for (const data of sums) {
    const above = rows.slice(0, rows.indexOf(data)).map((row) => officialRows[pairs[plain.indexOf(row)] ?? -1]);
    subtotals.push(...subtotalsBelow(data, above, officialRows, official, cells, report));
  }
  for (const { row, block } of officialRows) {
    const own = subRows.filter(({ labels }) => subRowParent(labels, officialRows)?.id === row.id);
    for (const [index, data] of own.entries()) {
      readCells(data, `${row.id}.${index + 1}`, block, official, cells, report);
    }
    if (!seen.has(row.id) && own.length === 0) oddities.push({ kind: 'row-missing', row: row.id, location: here });
  }
  return { cells, oddities, subtotals };
}

/** The 小计 of the columns of a group in this row. */
function subtotalIn(
  data: DataRow,
  rowId: string,
  block: FormBlock,
  official: FormTable,
  cells: Readonly<Record<string, CellValue>>,
  report: (key: string, oddity: TableOddity) => void,
): Subtotal[] {
  if (data.unplaced) return [];
  const column = placeColumns(data.leaves, block, official, report).subtotal;
  const value = column && valueUnder(data, column.head, column.columns[0] as FormColumn);
  return value ? subtotalOfRow(rowId, column, value, cells) : [];
}

/**
 * The sums of a row 小计 below the rows of a group, that it names or that stands right above it. `above`: what the rows
 * over it are, undefined for others than the form's.
 */
function subtotalsBelow(
  data: DataRow,
  above: readonly (OfficialRow | undefined)[],
  officialRows: readonly OfficialRow[],
  official: FormTable,
  cells: Readonly<Record<string, CellValue>>,
  report: (key: string, oddity: TableOddity) => void,
): Subtotal[] {
  const named = rowsOfSubtotal(data.labels, officialRows);
  const rows = named.length > 0 ? named : groupRightAbove(above, officialRows);
  const block = rows[0]?.block;
  const label = data.labels.at(-1);
  if (!block || !label || data.unplaced) return [];
  const { places } = placeColumns(data.leaves, block, official, report);
  const found = block.columns.flatMap((column, index) => {
    const place = places[index];
    const value = place && valueUnder(data, place, column);
    return value ? subtotalOfColumn(column.id, label, rows, value, cells) : [];
  });
  return named.length > 0 || isOfGroup(found, above, cells) ? found : [];
}

/** The figure of a row in these slots, where it is one cell's own. */
function valueUnder(data: DataRow, place: { from: number; to: number }, column: FormColumn): CellValue | null {
  const cell = cellUnder(data.slots, place);
  if (!cell || cell === 'shared' || data.labels.includes(cell) || cell.rowSpan > 1) return null;
  return cellValue(cell, column);
}

function collectRows(tables: readonly Table[], official: FormTable): DataRow[] {
  const found: DataRow[] = [];
  let leaves: readonly Leaf[] = [];
  let head: { cells: (Cell | undefined)[] }[] = [];
  let width = 0;
  for (const table of tables) {
    if (table.columnCount !== width) leaves = [];
    width = table.columnCount;
    head = [];
    for (const [row, slots] of slotsOf(table).entries()) {
      const kind = rowKind(slots, row, official);
      if (kind === 'heading') {
        head = [];
        leaves = [];
      } else if (kind === 'head') {
        head.push({ cells: [...slots] });
        leaves = leavesOf(head.map((line) => line.cells));
      } else if (kind === 'data') {
        head = [];
        const start = valueStart(leaves, official, slots);
        const labels = distinct(slots.slice(0, start)).filter((cell) => !isWordless(cell) && !isFigure(cell));
        const unplaced = table.unplacedRows?.includes(row) ?? false;
        found.push({ row, slots, labels, leaves, unplaced, table });
      } else if (head.length === 0 && isOtherHead(slots, official)) {
        head = [];
        leaves = [];
      }
    }
  }
  return found;
}

/** Labels over the columns that are none of the form's, nor pieces of them: what stands below is another table's. */
function isOtherHead(slots: readonly (Cell | undefined)[], official: FormTable): boolean {
  const own = ownLabels(official);
  return distinct(slots).filter((cell) => !isWordless(cell) && !own.includes(bareWords(cell.text))).length > 1;
}

/** All labels of a table, one below the other. */
function ownLabels(official: FormTable): string {
  const entries = official.blocks.flatMap((block) => [...block.rows, ...block.columns]);
  const labels = entries.flatMap(({ label, tolerated, parents }) => [label, ...tolerated, ...parents]);
  return [...labels, ...official.furniture].map(bareWords).join('\n');
}

function rowKind(
  slots: readonly (Cell | undefined)[],
  row: number,
  official: FormTable,
): 'heading' | 'head' | 'data' | 'nothing' {
  if (slots.some((cell) => cell !== undefined && cell.row === row && looksLikeFigure(cell.text))) return 'data';
  const own = distinct(slots).filter((cell) => !isWordless(cell) || looksLikeFigure(cell.text));
  if (own.length === 0) return 'nothing';
  const kinds = own.map((cell) => labelKind(cell.text, official));
  const [first] = kinds as [LabelKind];
  if (own.length === 1 && first.heading) return 'heading';
  const heads = kinds.filter((kind) => kind.head).length;
  if (heads >= 2 || (heads === 1 && own.length === 1 && first.rowFit <= 0.9)) return 'head';
  // A row without any figure is a row of the form left blank, if its label is known.
  return kinds.some((kind) => kind.rowFit >= 0.8) ? 'data' : 'nothing';
}

/** What a text can be in an official table. */
interface LabelKind {
  /** The heading of a part of the table. */
  readonly heading: boolean;
  /** A label of the head: of a column, or words of the form beside them. */
  readonly head: boolean;
  readonly column: boolean;
  /** How well it fits the row label that it fits best. */
  readonly rowFit: number;
}

/** Found once for each text: the same labels come in every report. Bounded, since strange files bring their own. */
const labelKinds = new WeakMap<FormTable, Map<string, LabelKind>>();
const mostKinds = 1000;

function labelKind(text: string, official: FormTable): LabelKind {
  let known = labelKinds.get(official);
  if (!known || known.size >= mostKinds) {
    known = new Map();
    labelKinds.set(official, known);
  }
  return madeOnce(known, text, () => findLabelKind(text, official));
}

function findLabelKind(text: string, official: FormTable): LabelKind {
  const { bare } = prepareLabel(text);
  const column = official.blocks.some((block) =>
    block.columns.some((entry) => labelFit(text, entry) >= recognisedFrom),
  );
  return {
    heading: official.blocks.some((block) => block.heading !== undefined && bareWords(block.heading) === bare),
    head: column || official.furniture.some((label) => wordingFit(text, label) >= 0.8),
    column,
    rowFit: Math.max(...rowsOf(official).map(({ row }) => labelFit(text, row))),
  };
}

/** Left of the first known column too: the heads of the columns before it may be lost. */
function isFigure(cell: Cell): boolean {
  return looksLikeFigure(cell.text);
}

function isWordless(cell: Cell): boolean {
  return prepareLabel(cell.text).bare === '';
}

function leavesOf(head: readonly (readonly (Cell | undefined)[])[]): Leaf[] {
  const leaves: Leaf[] = [];
  const width = Math.max(0, ...head.map((line) => line.length));
  for (let column = 0; column < width; column++) {
    const path = distinct(head.map((line) => line[column])).filter((cell) => !isWordless(cell));
    const cell = path.at(-1);
    const last = leaves.at(-1);
    if (!cell) continue;
    // A head cell without a label of its own below another one is the same column only if it is the same cell.
    if (last && last.cell === cell && last.to === column) leaves[leaves.length - 1] = { ...last, to: column + 1 };
    else leaves.push({ cell, above: path.slice(0, -1), from: column, to: column + 1 });
  }
  return leaves;
}

/** First slot that belongs to a value column: labels stand to the left of it. */
function valueStart(leaves: readonly Leaf[], official: FormTable, slots: readonly (Cell | undefined)[]): number {
  const first = leaves.find((leaf) => labelKind(leaf.cell.text, official).column);
  if (first) return first.from;
  const figure = slots.findIndex((cell) => cell !== undefined && looksLikeFigure(cell.text));
  return figure < 0 ? slots.length : figure;
}

function matchRows(rows: readonly DataRow[], officialRows: readonly { row: FormRow }[]): number[] {
  // Nearly all tables are the form's own, row by row: nothing is to be compared with anything else.
  if (isRowByRow(rows, officialRows)) return rows.map((_, index) => index);
  const fitOf = (left: number, right: number) =>
    rowFit((rows[left] as DataRow).labels, (officialRows[right] as { row: FormRow }).row);
  const pairs = alignInOrder(rows.length, officialRows.length, fitOf);
  // Rows that stand in another order than the form's are still known by an exact label.
  for (const [left, right] of pairs.entries()) {
    if (right >= 0) continue;
    const free = officialRows.findIndex((_, index) => !pairs.includes(index) && fitOf(left, index) >= 0.95);
    if (free >= 0) pairs[left] = free;
  }
  return pairs;
}

function isRowByRow(rows: readonly DataRow[], officialRows: readonly { row: FormRow }[]): boolean {
  if (rows.length !== officialRows.length) return false;
  return rows.every(({ labels }, index) => {
    const own = labels.at(-1);
    const { label } = (officialRows[index] as { row: FormRow }).row;
    return own !== undefined && prepareLabel(own.text).bare === prepareLabel(label).bare;
  });
}

function rowFit(labels: readonly Cell[], row: FormRow): number {
  const own = labels.at(-1);
  if (!own) return 0;
  let fit = labelFit(own.text, row);
  // Group and point in one cell: （三）不予公开1.属于国家秘密.
  if (fit < 0.9 && endsWithLabel(own.text, row)) fit = 0.9;
  const parent = labels.at(-2);
  const officialParent = row.parents.at(-1);
  if (parent && officialParent) {
    const parentFit = wordingFit(parent.text, officialParent);
    fit += parentFit >= recognisedFrom ? 0.05 : -0.05;
  }
  return fit;
}

function endsWithLabel(text: string, row: FormRow): boolean {
  const words = labelWords(row.label);
  return words.length >= 4 && prepareLabel(text).bare.endsWith(words);
}

function isOfficialRowLabel(text: string, row: FormRow): boolean {
  return isOfficialWording(text, row) || endsWithLabel(text, row);
}

/** The official row under which an office lists sub-rows of its own (其他对外管理服务事项: 行政检查). */
function subRowParent(labels: readonly Cell[], officialRows: readonly { row: FormRow }[]): FormRow | null {
  if (labels.length < 2) return null;
  const parent = (labels.at(-2) as Cell).text;
  const match = officialRows.find(({ row }) => row.subRows && labelFit(parent, row) >= 0.8);
  return match?.row ?? null;
}

/** （七）合计 is a row of the form under another name, 小计 below a group is not. */
function isSubtotal(labels: readonly Cell[], officialRows: readonly { row: FormRow }[]): boolean {
  const label = labels.at(-1)?.text ?? '';
  return isSubtotalLabel(label) && !officialRows.some(({ row }) => labelFit(label, row) >= 0.99);
}

function readCells(
  data: DataRow,
  rowId: string,
  block: FormBlock,
  official: FormTable,
  cells: Record<string, CellValue>,
  report: (key: string, oddity: TableOddity) => void,
): void {
  const label = data.labels.at(-1);
  const location = label?.location ?? data.table.location;
  const columns = placeColumns(data.leaves, block, official, report).places;
  const reportValues = () => {
    const found = filledBeside(data, columns);
    report(`values ${rowId}`, { kind: 'row-values', row: rowId, found, wanted: block.columns.length, location });
  };
  if (data.unplaced || isShort(data, columns)) {
    reportValues();
    return;
  }
  for (const [index, column] of block.columns.entries()) {
    const place = columns[index];
    if (!place) {
      report(`column ${rowId} ${column.id}`, { kind: 'column-missing', row: rowId, column: column.id, location });
      continue;
    }
    const cell = cellUnder(data.slots, place);
    if (!cell) {
      report(`column ${rowId} ${column.id}`, { kind: 'column-missing', row: rowId, column: column.id, location });
    } else if (cell === 'shared' || data.labels.includes(cell) || cell.rowSpan > 1) {
      // One cell over several columns or rows: whose figure it is cannot be told.
      reportValues();
    } else {
      cells[`${rowId}.${column.id}`] = cellValue(cell, column);
    }
  }
}

/** How many cells of a row that are no labels say something, from the first of these columns on. */
function filledBeside(data: DataRow, columns: readonly Place[]): number {
  const start = Math.min(...columns.map((place) => place?.from ?? Number.POSITIVE_INFINITY));
  const values = distinct(data.slots.slice(Number.isFinite(start) ? start : 0));
  return values.filter((cell) => !data.labels.includes(cell) && cell.text.trim() !== '').length;
}

/** A row that ends before the table does lacks a cell: any of its cells may be the one, and those behind it moved up. */
function isShort({ slots, labels }: DataRow, columns: readonly Place[]): boolean {
  const last = slots.findLastIndex((cell) => cell !== undefined);
  const isRead = slots.some((cell) => cell !== undefined && !labels.includes(cell));
  return isRead && columns.some((place) => place !== undefined && place.from > last);
}

type Place = Leaf | undefined;

/** The columns of a block below a head. */
interface Columns {
  /** The slots of each; undefined where the head lacks it. */
  readonly places: readonly Place[];
  readonly subtotal: SubtotalColumn<Leaf> | null;
}

/** The rows below a head share its leaves, and what was found for the first of them holds for all. */
const placed = new WeakMap<readonly Leaf[], Map<FormBlock, Columns>>();

function placeColumns(
  leaves: readonly Leaf[],
  block: FormBlock,
  official: FormTable,
  report: (key: string, oddity: TableOddity) => void,
): Columns {
  const known = madeOnce(placed, leaves, () => new Map<FormBlock, Columns>());
  return madeOnce(known, block, () => {
    const places = findColumns(leaves, block, official, report);
    return { places, subtotal: subtotalColumn(leaves, block, places) };
  });
}

function findColumns(
  leaves: readonly Leaf[],
  block: FormBlock,
  official: FormTable,
  report: (key: string, oddity: TableOddity) => void,
): Place[] {
  const pairs = alignLabels(leaves.length, block.columns.length, (leaf, column) =>
    labelFit((leaves[leaf] as Leaf).cell.text, block.columns[column] as FormColumn),
  );
  // A label too unlike to be known by itself (企业, 科研) is known where both its neighbours are.
  for (const [index, { cell }] of leaves.entries()) {
    const column = (pairs[index - 1] ?? -1) + 1;
    const between = pairs[index] === -1 && column > 0 && pairs[index + 1] === column + 1;
    if (between && isPartOfLabel(cell.text, block.columns[column] as FormColumn)) pairs[index] = column;
  }
  const first = pairs.findIndex((column) => column >= 0);
  for (const [index, leaf] of leaves.entries()) {
    const column = block.columns[pairs[index] as number];
    const found = oneLine(leaf.cell.text);
    const key = `head ${leaf.cell.row} ${leaf.cell.column} ${found}`;
    if (column && !isOfficialWording(leaf.cell.text, column)) {
      report(key, { kind: 'label', official: column.label, found, location: leaf.cell.location });
    }
    const known = official.furniture.some((label) => wordingFit(found, label) >= 0.8);
    if (!column && first >= 0 && index > first && !known && !isSubtotalLabel(found)) {
      report(key, { kind: 'column-extra', label: found, location: leaf.cell.location });
    }
  }
  return block.columns.map((_, column) => leaves[pairs.indexOf(column)]);
}

// ---- the table whose official rows are groups of columns (表四) ----

function readGroups(tables: readonly Table[], official: FormTable): Reading {
  const oddities: TableOddity[] = [];
  const cells: Record<string, CellValue> = {};
  const block = official.blocks[0] as FormBlock;
  const wanted = block.rows.flatMap((row) => block.columns.map((column) => ({ row, column })));
  const table = tables[0] as Table;
  const lines = tables.flatMap((part) => slotsOf(part).map((slots, row) => ({ slots, row, part })));
  const isData = (line: (typeof lines)[number]) =>
    distinct(line.slots).some((cell) => cell.row === line.row && looksLikeFigure(cell.text));
  let at = lines.findIndex(isData);
  const lastHead = lines.findLastIndex((line) =>
    distinct(line.slots).some((cell) => /审结|维持|纠正/.test(bareWords(cell.text))),
  );
  if (at < 0) at = lastHead + 1;
  const data = lines[at];
  const leaves = leavesOf(lines.slice(0, at).map((line) => [...line.slots]));
  const pairs = placeGroups(leaves, wanted);
  if (!data) {
    for (const row of block.rows) oddities.push({ kind: 'row-missing', row: row.id, location: table.location });
    return { cells, oddities, subtotals: [] };
  }
  const second = lines[at + 1];
  if (second && second.part === data.part && isData(second)) {
    const [label] = distinct(second.slots);
    const figures = distinct(second.slots).map(({ text }) => oneLine(text));
    oddities.push({ kind: 'row-extra', label: figures.join(' '), location: (label as Cell).location });
  }
  const unplaced = data.part.unplacedRows?.includes(data.row) ?? false;
  // A group without any head of its own is missing as a whole, and whose its figures are is not said again.
  const lost = block.rows.filter((row) => wanted.every((own, index) => own.row !== row || !pairs.includes(index)));
  for (const { id } of lost) oddities.push({ kind: 'row-missing', row: id, location: table.location });
  for (const [index, { row, column }] of wanted.entries()) {
    if (lost.includes(row)) continue;
    const leaf = leaves[pairs.indexOf(index)];
    const location = leaf?.cell.location ?? table.location;
    if (!leaf) {
      oddities.push({ kind: 'column-missing', row: row.id, column: column.id, location });
      continue;
    }
    if (!isOfficialWording(leaf.cell.text, column)) {
      oddities.push({ kind: 'label', official: column.label, found: oneLine(leaf.cell.text), location });
    }
    const cell = cellUnder(data.slots, leaf);
    if (unplaced) continue;
    if (!cell || cell === 'shared') oddities.push({ kind: 'column-missing', row: row.id, column: column.id, location });
    else cells[`${row.id}.${column.id}`] = cellValue(cell, column);
  }
  if (unplaced) {
    const found = distinct(data.slots).filter((cell) => cell.text.trim() !== '').length;
    const row = (block.rows[0] as FormRow).id;
    oddities.push({ kind: 'row-values', row, found, wanted: wanted.length, location: table.location });
  }
  const headed = new Set(
    leaves.filter((_, leaf) => (pairs[leaf] as number) >= 0).flatMap((leaf) => range(leaf.from, leaf.to)),
  );
  for (const cell of distinct(data.slots)) {
    if (
      unplaced ||
      lost.length > 0 ||
      cell.text.trim() === '' ||
      range(cell.column, cell.column + cell.columnSpan).some((slot) => headed.has(slot))
    )
      continue;
    oddities.push({ kind: 'column-extra', label: '', location: cell.location });
  }
  return { cells, oddities, subtotals: [] };
}

type GroupColumn = { readonly row: FormRow; readonly column: FormColumn };

/**
 * Which column of which group each leaf is. By order alone only where none is missing; else the group must stand above
 * it: five heads of 未经复议直接起诉 without that label are as well those of 行政复议.
 */
function placeGroups(leaves: readonly Leaf[], wanted: readonly GroupColumn[]): number[] {
  const pairs = alignLabels(
    leaves.length,
    wanted.length,
    (leaf, index) => groupFit(leaves[leaf] as Leaf, wanted[index] as GroupColumn),
    0.5,
  );
  if (pairs.filter((index) => index >= 0).length === wanted.length) return pairs;
  return pairs.map((index, leaf) => {
    const group = wanted[index]?.row;
    const { above } = leaves[leaf] as Leaf;
    return group && above.some((cell) => labelFit(cell.text, group) >= recognisedFrom) ? index : -1;
  });
}

function groupFit(leaf: Leaf, wanted: GroupColumn): number {
  const own = labelFit(leaf.cell.text, wanted.column);
  if (own < recognisedFrom) return 0;
  const group = Math.max(0, ...leaf.above.map((cell) => labelFit(cell.text, wanted.row)));
  return own * 0.7 + group * 0.3;
}

// ---- cells ----

/** The cell under a column: 'shared' where it also covers another column's slots; undefined where there is none. */
function cellUnder(
  slots: readonly (Cell | undefined)[],
  place: { from: number; to: number },
): Cell | 'shared' | undefined {
  const cell =
    place.to === place.from + 1 ? slots[place.from] : onlyFilled(distinct(slots.slice(place.from, place.to)));
  if (!cell || cell === 'shared') return cell;
  return cell.column < place.from || cell.column + cell.columnSpan > place.to ? 'shared' : cell;
}

/** The one that says something, or the first where none does. */
function onlyFilled(cells: readonly Cell[]): Cell | 'shared' | undefined {
  const filled = cells.filter((cell) => cell.text.trim() !== '');
  return filled.length === 0 ? cells[0] : filled.length === 1 ? filled[0] : 'shared';
}

function cellValue(cell: Cell, column: FormColumn): CellValue {
  const raw = oneLine(cell.text);
  return { reading: readFigure(raw, column.unit), raw, location: cell.location };
}

function oneLine(text: string): string {
  return (text.includes('\n') ? text.replace(/\s*\n\s*/g, '') : text).trim();
}

/** Slots of which looking through a list takes less than making a set. */
const fewSlots = 32;

function distinct(slots: readonly (Cell | undefined)[]): Cell[] {
  if (slots.length > fewSlots) return [...new Set(slots.filter((cell) => cell !== undefined))];
  const cells: Cell[] = [];
  for (const cell of slots) if (cell !== undefined && cell !== cells.at(-1) && !cells.includes(cell)) cells.push(cell);
  return cells;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
