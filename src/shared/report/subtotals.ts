/**
 * Sums that the form of table 三 does not ask for and some offices add: a 小计 of the kinds of 法人或其他组织 in each row,
 * a 小计 row below a group of results. They are no cells of the form; what they add up must agree all the same.
 */
import type { Cell } from '../document/document.ts';
import type { FormBlock, FormColumn, OfficialRow } from '../form/form.ts';
import { recognisedFrom, wordingFit } from '../form/likeness.ts';
import { bareWords, labelWords } from '../form/normalise.ts';
import { type CellValue, type Subtotal, summand } from './annual-report.ts';

const subtotalLabel = /^(?:小计|合计|法人或其他组织小计)$/;

export function isSubtotalLabel(text: string): boolean {
  return subtotalLabel.test(labelWords(text));
}

/** A column of the head: its label, those above it, and the slots below it. */
interface HeadColumn {
  readonly cell: Cell;
  readonly above: readonly Cell[];
  readonly from: number;
  readonly to: number;
}

/** The column 小计 of the columns under one label, and that label. */
export interface SubtotalColumn<Head extends HeadColumn> {
  readonly head: Head;
  readonly group: string;
  readonly columns: readonly FormColumn[];
}

/**
 * The 小计 of a head: under the label of its group, or between the group's last column and the next one. Null where there
 * is none, or where what it adds up is open.
 */
export function subtotalColumn<Head extends HeadColumn>(
  heads: readonly Head[],
  block: FormBlock,
  places: readonly (Head | undefined)[],
): SubtotalColumn<Head> | null {
  const [head, ...others] = heads.filter((one) => !places.includes(one) && isSubtotalLabel(one.cell.text));
  const group = block.columns.find(({ parents }) => parents.length > 1)?.parents.at(-1);
  if (!head || others.length > 0 || group === undefined) return null;
  const columns = block.columns.filter(({ parents }) => parents.at(-1) === group);
  const at = block.columns.indexOf(columns.at(-1) as FormColumn);
  const [last, next] = [places[at], places[at + 1]];
  const isUnder = head.above.some(({ text }) => wordingFit(text, group) >= recognisedFrom);
  const isBehind = last !== undefined && next !== undefined && head.from >= last.to && head.to <= next.from;
  return isUnder || isBehind || bareWords(head.cell.text).startsWith(bareWords(group))
    ? { head, group, columns }
    : null;
}

/** The rows that a row 小计 adds up: those under the label to its left. Empty where that is no group of the form. */
export function rowsOfSubtotal(labels: readonly Cell[], officialRows: readonly OfficialRow[]): readonly OfficialRow[] {
  const parent = labels.at(-2)?.text;
  if (parent === undefined) return [];
  return officialRows.filter(({ row: { parents } }) => {
    const group = parents.length > 1 ? parents.at(-1) : undefined;
    return group !== undefined && wordingFit(parent, group) >= recognisedFrom;
  });
}

/** The group whose rows, and all of them, stand right above; empty where there is none. */
export function groupRightAbove(
  above: readonly (OfficialRow | undefined)[],
  officialRows: readonly OfficialRow[],
): readonly OfficialRow[] {
  const groupOf = (entry: OfficialRow | undefined) =>
    entry && entry.row.parents.length > 1 ? entry.row.parents.at(-1) : null;
  const group = groupOf(above.at(-1));
  if (!group) return [];
  const rows = officialRows.filter((entry) => groupOf(entry) === group);
  const last = above.slice(-rows.length);
  return rows.every((entry) => last.includes(entry)) ? rows : [];
}

/**
 * Whether a 小计 that names no group adds up the one right above it: in some column it does, and what all results so far
 * add up to is another figure there. The rest of its figures must then agree as well.
 */
export function isOfGroup(
  found: readonly Subtotal[],
  above: readonly (OfficialRow | undefined)[],
  cells: Readonly<Record<string, CellValue>>,
): boolean {
  const sumOf = (keys: readonly string[]) => {
    const values = keys.map((key) => (cells[key] ? summand(cells[key]) : null));
    return values.reduce((sum: number | null, value) => (sum === null || value === null ? null : sum + value), 0);
  };
  const results = above.flatMap((entry) => (entry && entry.row.parents.length > 0 ? [entry.row.id] : []));
  return found.some(({ of, parts, cell }) => {
    const [stated, own, all] = [summand(cell), sumOf(parts), sumOf(results.map((row) => `${row}.${of}`))];
    return stated !== null && stated === own && all !== null && all !== own;
  });
}

/** The 小计 of a row, where it and all that it adds up are there. */
export function subtotalOfRow(
  row: string,
  { head, group, columns }: SubtotalColumn<HeadColumn>,
  cell: CellValue,
  cells: Readonly<Record<string, CellValue>>,
): Subtotal[] {
  const parts = columns.map(({ id }) => `${row}.${id}`);
  if (!parts.every((key) => cells[key])) return [];
  return [{ over: 'columns', of: row, label: labelWords(head.cell.text), group, parts, cell }];
}

/** The 小计 of a group's rows in one column, where it and all that it adds up are there. */
export function subtotalOfColumn(
  column: string,
  label: Cell,
  rows: readonly OfficialRow[],
  cell: CellValue,
  cells: Readonly<Record<string, CellValue>>,
): Subtotal[] {
  const parts = rows.map(({ row }) => `${row.id}.${column}`);
  const group = rows[0]?.row.parents.at(-1);
  if (group === undefined || !parts.every((key) => cells[key])) return [];
  return [{ over: 'rows', of: column, label: labelWords(label.text), group, parts, cell }];
}
