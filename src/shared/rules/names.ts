/** What tables, rows and columns are called in sentences: the report's own labels, which are the form's. */
import { type Form, type FormColumn, type FormTable, rowsOf } from '../form/form.ts';
import { type CellId, type SectionId, type TableId, tableIds } from '../form/ids.ts';
import { bareWords, withoutRemark } from '../form/normalise.ts';
import { madeOnce } from '../made-once.ts';
import type { RuleBook } from './pack.ts';

export interface CellName {
  readonly table: FormTable;
  readonly row: string;
  readonly column: string;
  readonly unit: FormColumn['unit'];
}

/** Several rules ask for the name of every cell: made once for each form. Sub-rows could be many, so it is bounded. */
const knownNames = new WeakMap<Form, Map<CellId, CellName>>();
const mostNames = 2000;

/** Table, row and column labels of a cell id; remarks in parentheses left out. */
export function cellName(id: CellId, form: Form): CellName {
  let names = knownNames.get(form);
  if (!names || names.size >= mostNames) {
    names = new Map();
    knownNames.set(form, names);
  }
  return madeOnce(names, id, () => makeCellName(id, form));
}

function makeCellName(id: CellId, form: Form): CellName {
  const tableId = tableOf(id);
  const table = form.tables[tableId];
  const key = id.slice(tableId.length + 1);
  const at = key.lastIndexOf('.');
  const rowId = key.slice(0, at);
  const columnId = key.slice(at + 1);
  const entry = rowsOf(table).find(({ row }) => row.id === rowId || (row.subRows && rowId.startsWith(`${row.id}.`)));
  const column = entry?.block.columns.find((candidate) => candidate.id === columnId);
  const number = entry && entry.row.id !== rowId ? ` ${rowId.slice(entry.row.id.length + 1)}` : '';
  return {
    table,
    row: entry ? `${rowName(entry.row.label, entry.row.parents)}${number}` : rowId,
    column: column ? withoutRemark(column.label) : columnId,
    unit: column?.unit ?? 'count',
  };
}

/** The word of a rule pack that says where a cell is: table 四 has groups of columns in place of rows. */
export function cellWord(name: CellName): 'cell' | 'groupCell' {
  return name.table.layout === 'groups' ? 'groupCell' : 'cell';
}

export function tableOf(id: CellId): TableId {
  return tableIds.find((table) => id.startsWith(`${table}.`)) as TableId;
}

/** The section that holds a table has the table's id. */
export function sectionOf(table: TableId): SectionId {
  return table;
}

/** A label with the number of its group where it alone could be another: （三）1.属于国家秘密. */
function rowName(label: string, parents: readonly string[]): string {
  const parent = parents.at(-1) ?? '';
  const group = parent.startsWith('（') && parent[2] === '）' ? parent.slice(0, 3) : '';
  return `${group}${withoutRemark(label)}`;
}

/** Row name by id. */
export function rowLabel(table: FormTable, rowId: string): string {
  const entry = rowsOf(table).find(({ row }) => row.id === rowId);
  return entry ? rowName(entry.row.label, entry.row.parents) : rowId;
}

/** Column name by id; the same id has the same label throughout a table but for table 二, where the row tells. */
export function columnLabel(table: FormTable, columnId: string, rowId?: string): string {
  const blocks = table.blocks.filter((block) => rowId === undefined || block.rows.some((row) => row.id === rowId));
  const column = blocks.flatMap((block) => block.columns).find((candidate) => candidate.id === columnId);
  return column ? withoutRemark(column.label) : columnId;
}

/** The name of a term in a sum: 本年新收, or the label's bare words. */
export function shortName(id: CellId, form: Form, book: RuleBook, subject: 'row' | 'column'): string {
  const name = cellName(id, form);
  if (subject === 'row') return name.column;
  const rowId = id.slice(0, id.lastIndexOf('.'));
  return book.shortNames[rowId] ?? bareWords(name.row);
}
