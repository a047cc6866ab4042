/**
 * A table of the official form as a grid of cells, heads merged as on paper, generated from the form's data:
 * a head cell runs over all rows or columns that share it, the innermost over what is left.
 */
import type { FormBlock, FormColumn, FormRow, FormTable } from '../../../../shared/form/form.ts';

export interface Span {
  /** From 0. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

export type OfficialCell = Span &
  (
    | { readonly kind: 'head'; readonly text: string; readonly scope: 'row' | 'column' | null }
    /** `key` as in the contract: `row.column`. `name` is what the cell is called: its row and column. */
    | { readonly kind: 'value'; readonly key: string; readonly name: string }
  );

export interface OfficialGrid {
  readonly rowCount: number;
  readonly columnCount: number;
  /** How many columns are heads of rows. */
  readonly headColumns: number;
  /** By row, then column. */
  readonly cells: readonly OfficialCell[];
}

/** @param found row ids that the report has: sub-rows of a row that may have them are listed by it */
export function officialGrid(table: FormTable, found: readonly string[]): OfficialGrid {
  const cells = table.layout === 'groups' ? groupCells(table) : blockCells(table, found);
  return {
    rowCount: Math.max(...cells.map((cell) => cell.row + cell.rowSpan)),
    columnCount: Math.max(...cells.map((cell) => cell.column + cell.columnSpan)),
    headColumns: table.layout === 'groups' ? 0 : depthOf(table.blocks.flatMap((block) => block.rows)),
    cells: cells.sort((a, b) => a.row - b.row || a.column - b.column),
  };
}

const depthOf = (labels: readonly (FormRow | FormColumn)[]): number =>
  Math.max(...labels.map((label) => label.parents.length + 1));

const pathOf = (label: FormRow | FormColumn): string[] => [...label.parents, label.label];

/** Blocks below each other, each with its heading and its row of column labels. */
function blockCells(table: FormTable, found: readonly string[]): OfficialCell[] {
  const headColumns = depthOf(table.blocks.flatMap((block) => block.rows));
  const valueColumns = Math.max(...table.blocks.map((block) => block.columns.length));
  const corner = cornerOf(table);
  const cells: OfficialCell[] = [];
  let top = 0;
  for (const block of table.blocks) {
    if (block.heading !== undefined) {
      cells.push({
        kind: 'head',
        text: block.heading,
        scope: null,
        row: top++,
        column: 0,
        rowSpan: 1,
        columnSpan: headColumns + valueColumns,
      });
    }
    const widths = widthsOf(block, valueColumns);
    const depth = depthOf(block.columns);
    cells.push({
      kind: 'head',
      text: corner,
      scope: null,
      row: top,
      column: 0,
      rowSpan: depth,
      columnSpan: headColumns,
    });
    const columnHeads = headTree(block.columns.map(pathOf), depth, widths);
    for (const { text, at, span, level, levels } of columnHeads) {
      cells.push({
        kind: 'head',
        text,
        scope: 'column',
        row: top + level,
        column: headColumns + at,
        rowSpan: levels,
        columnSpan: span,
      });
    }
    top += depth;
    const rows = block.rows.flatMap((row) => withSubRows(row, found));
    for (const { text, at, span, level, levels } of headTree(
      rows.map(({ path }) => path),
      headColumns,
    )) {
      cells.push({ kind: 'head', text, scope: 'row', row: top + at, column: level, rowSpan: span, columnSpan: levels });
    }
    for (const { id, path } of rows) {
      let column = headColumns;
      block.columns.forEach((official, index) => {
        const columnSpan = widths[index] as number;
        cells.push({
          kind: 'value',
          key: `${id}.${official.id}`,
          name: `${path.at(-1)}，${official.label}`,
          row: top,
          column,
          rowSpan: 1,
          columnSpan,
        });
        column += columnSpan;
      });
      top++;
    }
  }
  return cells;
}

/** Table 四: each row of the form is a group of columns, all values stand in one row. */
function groupCells(table: FormTable): OfficialCell[] {
  return table.blocks.flatMap((block) => {
    const columns = block.rows.flatMap((row) =>
      block.columns.map((column) => ({
        key: `${row.id}.${column.id}`,
        path: [...pathOf(row), ...pathOf(column)],
        name: `${row.label}，${column.label}`,
      })),
    );
    const depth = Math.max(...columns.map(({ path }) => path.length));
    const heads = headTree(
      columns.map(({ path }) => path),
      depth,
    ).map(
      ({ text, at, span, level, levels }): OfficialCell => ({
        kind: 'head',
        text,
        scope: 'column',
        row: level,
        column: at,
        rowSpan: levels,
        columnSpan: span,
      }),
    );
    const values = columns.map(
      ({ key, name }, column): OfficialCell => ({
        kind: 'value',
        key,
        name,
        row: depth,
        column,
        rowSpan: 1,
        columnSpan: 1,
      }),
    );
    return [...heads, ...values];
  });
}

/** What stands in the corner: words of the form that are the label of nothing. */
function cornerOf(table: FormTable): string {
  const parents = new Set(table.blocks.flatMap((block) => block.columns.flatMap((column) => column.parents)));
  return table.furniture.find((words) => !parents.has(words)) ?? '';
}

/** Blocks with fewer columns are as wide as the others: the last column takes the rest, or the columns share it evenly. */
function widthsOf(block: FormBlock, width: number): number[] {
  const count = block.columns.length;
  if (width % count === 0) return block.columns.map(() => width / count);
  return block.columns.map((_, index) => (index === count - 1 ? width - count + 1 : 1));
}

function withSubRows(
  row: FormRow,
  found: readonly string[],
): { readonly id: string; readonly path: readonly string[] }[] {
  const path = pathOf(row);
  if (!row.subRows) return [{ id: row.id, path }];
  const subRows = found.filter((id) => id.startsWith(`${row.id}.`));
  const own = found.includes(row.id) || subRows.length === 0 ? [{ id: row.id, path }] : [];
  const listed = subRows.map((id) => ({
    id,
    path: [...row.parents, `${row.label} ${id.slice(row.id.length + 1)}`],
  }));
  return [...own, ...listed];
}

interface HeadCell {
  readonly text: string;
  /** Along the labels, in units of `widths`. */
  readonly at: number;
  readonly span: number;
  /** Across the levels, outermost 0. */
  readonly level: number;
  readonly levels: number;
}

/** Labels in a row with what stands over them, as merged cells: neighbours that share a parent share its cell. */
function headTree(paths: readonly (readonly string[])[], depth: number, widths?: readonly number[]): HeadCell[] {
  const starts: number[] = [];
  let at = 0;
  paths.forEach((_, index) => {
    starts.push(at);
    at += widths?.[index] ?? 1;
  });
  const end = (index: number): number => starts[index + 1] ?? at;
  const cells: HeadCell[] = [];
  const walk = (from: number, to: number, level: number): void => {
    for (let index = from; index < to; ) {
      const path = paths[index] as readonly string[];
      const isLeaf = level === path.length - 1;
      let last = index;
      while (!isLeaf && last + 1 < to) {
        const next = paths[last + 1] as readonly string[];
        if (next[level] !== path[level] || next.length - 1 === level) break;
        last++;
      }
      cells.push({
        text: path[level] as string,
        at: starts[index] as number,
        span: end(last) - (starts[index] as number),
        level,
        levels: isLeaf ? depth - level : 1,
      });
      if (!isLeaf) walk(index, last + 1, level + 1);
      index = last + 1;
    }
  };
  walk(0, paths.length, 0);
  return cells;
}
