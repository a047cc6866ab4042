/**
 * From the rows and cells of a DOCX table to a grid: which slots each cell covers, after horizontal and
 * vertical merging, in files whose rows do not always agree on the number of grid columns.
 */
import { type CellItem, isBlank, type RowItem, type TableItem } from './content.ts';

export interface GridCell {
  readonly item: CellItem;
  readonly row: number;
  readonly column: number;
  rowSpan: number;
  readonly columnSpan: number;
}

export interface Grid {
  readonly rowCount: number;
  readonly columnCount: number;
  /** By row, then column. */
  readonly cells: readonly GridCell[];
}

/** A cell of one row with its first column and the one after its last. */
interface Placed {
  readonly item: CellItem;
  readonly start: number;
  readonly end: number;
}

/** Of the widest row: edges nearer to each other than this are one edge, drawn twice by a producer that rounds. */
const edgeTolerance = 0.01;

export function gridOf(table: TableItem): Grid {
  const rows = table.rows.map(joinHorizontally);
  const bySpan = rows.map(placeBySpan);
  const ends = new Set(rows.map((row, index) => (bySpan[index]?.at(-1)?.end ?? row.before) + row.after));
  const placed = (ends.size > 1 ? placeByWidth(rows, widest(bySpan)) : undefined) ?? bySpan;
  return { rowCount: rows.length, columnCount: widest(placed), cells: mergeVertically(placed) };
}

function widest(rows: readonly (readonly Placed[])[]): number {
  return rows.reduce((most, row) => Math.max(most, row.at(-1)?.end ?? 0), 0);
}

/** The older way of merging: a cell that continues the one before it adds its columns to it. */
function joinHorizontally(row: RowItem): RowItem {
  if (!row.cells.some((cell) => cell.horizontal === 'continue')) return row;
  const cells: CellItem[] = [];
  for (const cell of row.cells) {
    const previous = cells[cells.length - 1];
    if (cell.horizontal === 'continue' && previous && previous.horizontal !== 'none') {
      const width =
        previous.width && cell.width?.unit === previous.width.unit
          ? { unit: previous.width.unit, value: previous.width.value + cell.width.value }
          : undefined;
      cells[cells.length - 1] = { ...previous, span: previous.span + cell.span, width };
    } else {
      cells.push(cell);
    }
  }
  return { ...row, cells };
}

function placeBySpan(row: RowItem): Placed[] {
  let column = row.before;
  return row.cells.map((item) => {
    const start = column;
    column += item.span;
    return { item, start, end: column };
  });
}

/**
 * Rows that disagree on their number of grid columns are drawn by Word from the widths of their cells, and
 * some producers write no spans at all. Columns are then the stretches between the edges of all cells. Only
 * where the widths of all cells are known, and the edges of all rows together make no more columns than the
 * longest row has: else the widths are no better than the spans.
 */
function placeByWidth(rows: readonly RowItem[], columnCount: number): Placed[][] | undefined {
  const unit = rows[0]?.cells[0]?.width?.unit;
  const edgesOfRows: number[][] = [];
  for (const row of rows) {
    if (row.before > 0 && row.beforeWidth?.unit !== unit) return undefined;
    let edge = row.before > 0 ? (row.beforeWidth?.value ?? 0) : 0;
    const edges = [edge];
    for (const cell of row.cells) {
      if (!cell.width || cell.width.unit !== unit || cell.width.value <= 0) return undefined;
      edge += cell.width.value;
      edges.push(edge);
    }
    edgesOfRows.push(edges);
  }
  const all = edgesOfRows.flat().sort((a, b) => a - b);
  const tolerance = (all[all.length - 1] ?? 0) * edgeTolerance;
  const columnOf = new Map<number, number>();
  let column = -1;
  let last = Number.NEGATIVE_INFINITY;
  for (const edge of all) {
    if (edge - last > tolerance) column++;
    columnOf.set(edge, column);
    last = edge;
  }
  if (column > columnCount) return undefined;
  const placed: Placed[][] = [];
  for (const [index, row] of rows.entries()) {
    const columns = (edgesOfRows[index] ?? []).map((edge) => columnOf.get(edge) ?? 0);
    const cells = row.cells.map((item, cell) => ({
      item,
      start: columns[cell] as number,
      end: columns[cell + 1] as number,
    }));
    if (cells.some(({ start, end }) => end <= start)) return undefined;
    placed.push(cells);
  }
  return placed;
}

/** What the row above offers to be continued. */
interface Open {
  readonly cell: GridCell;
  readonly start: number;
  readonly end: number;
  /** Whether the file marks it as the start of a merged cell. */
  readonly marked: boolean;
}

/**
 * A cell grows into the next row where cells that continue it hold all its columns there. A continuation
 * below a cell that does not start a merge counts only where it is empty and as wide (some producers leave
 * the start out); one with nothing above it is a cell of its own. What stands in a continuing cell is never
 * shown, and is left out.
 */
function mergeVertically(rows: readonly (readonly Placed[])[]): GridCell[] {
  const cells: GridCell[] = [];
  let above: readonly Open[] = [];
  for (const [row, placed] of rows.entries()) {
    const next: Open[] = [];
    const taken = new Set<Placed>();
    if (placed.some(({ item }) => item.vertical === 'continue')) {
      let from = 0;
      for (const open of above) {
        while (from < placed.length && (placed[from] as Placed).end <= open.start) from++;
        const below = continuing(placed, from, open);
        if (!below) continue;
        for (const cell of below) taken.add(cell);
        open.cell.rowSpan++;
        next.push({ ...open, marked: true });
      }
    }
    for (const cell of placed) {
      if (taken.has(cell)) continue;
      const { item, start, end } = cell;
      const merged = { item, row, column: start, rowSpan: 1, columnSpan: end - start };
      cells.push(merged);
      next.push({ cell: merged, start, end, marked: item.vertical === 'restart' });
    }
    above = taken.size === 0 ? next : next.sort((a, b) => a.start - b.start);
  }
  return cells;
}

/** The cells of a row, from index `from` on, that together continue `open`; undefined when they do not. */
function continuing(placed: readonly Placed[], from: number, open: Open): Placed[] | undefined {
  const cells: Placed[] = [];
  let covered = open.start;
  for (let index = from; index < placed.length && covered < open.end; index++) {
    const cell = placed[index] as Placed;
    if (cell.item.vertical !== 'continue' || cell.start > covered) return undefined;
    const same = cell.start === open.start && cell.end === open.end;
    if (!open.marked && !(same && isBlank(cell.item.story))) return undefined;
    cells.push(cell);
    covered = cell.end;
  }
  return covered >= open.end ? cells : undefined;
}
