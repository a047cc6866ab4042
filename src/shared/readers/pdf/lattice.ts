/**
 * From edges to grids: edges that cross make a lattice; its slots, merged where no edge divides them, are the cells.
 * Knows nothing of text or pages.
 */
import type { Edge, Edges } from './edges.ts';
import { thresholds } from './thresholds.ts';

/** A grid with merged cells. Row r lies between ys[r] and ys[r + 1], column c between xs[c] and xs[c + 1]. */
export interface Grid {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Sorted by row, then column. A slot outside of every cell is a hole in the drawing. */
  readonly cells: readonly GridCell[];
}

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** In the first or last row: no line closes the cell there; the page's end cut it. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
}

/** A grid whose cells hold more than their places. */
interface GridOf<Cell extends GridCell> extends Omit<Grid, 'cells'> {
  readonly cells: readonly Cell[];
}

/** Grids of all lattices, from top to bottom. A box without an inner line, such as a frame, has one cell. */
export function findGrids(edges: Edges): Grid[] {
  const { horizontal, vertical } = edges;
  if (horizontal.length > thresholds.linesPerPage || vertical.length > thresholds.linesPerPage) return [];
  return connected(horizontal, vertical)
    .map(closeOpenSides)
    .map(gridOf)
    .filter((grid) => grid.cells.length > 0)
    .sort((a, b) => (a.ys[0] as number) - (b.ys[0] as number) || (a.xs[0] as number) - (b.xs[0] as number));
}

/** Whether a horizontal and a vertical edge cross or touch. */
export function meets(h: Edge, v: Edge): boolean {
  const slack = thresholds.meet;
  return v.at >= h.from - slack && v.at <= h.to + slack && h.at >= v.from - slack && h.at <= v.to + slack;
}

interface Component {
  readonly horizontal: Edge[];
  readonly vertical: Edge[];
}

/** Groups of edges that hang together by crossings. An edge that crosses no other belongs to none. */
export function connected(horizontal: readonly Edge[], vertical: readonly Edge[]): Component[] {
  const parent = Array.from({ length: horizontal.length + vertical.length }, (_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  const byPlace = [...vertical.keys()].sort((a, b) => (vertical[a] as Edge).at - (vertical[b] as Edge).at);
  for (const [i, h] of horizontal.entries()) {
    for (const j of byPlace) {
      const v = vertical[j] as Edge;
      if (v.at < h.from - thresholds.meet) continue;
      if (v.at > h.to + thresholds.meet) break;
      if (meets(h, v)) parent[root(i)] = root(horizontal.length + j);
    }
  }
  const groups = new Map<number, Component>();
  const group = (i: number): Component => {
    const key = root(i);
    let found = groups.get(key);
    if (found === undefined) {
      found = { horizontal: [], vertical: [] };
      groups.set(key, found);
    }
    return found;
  };
  for (const [i, h] of horizontal.entries()) group(i).horizontal.push(h);
  for (const [j, v] of vertical.entries()) group(horizontal.length + j).vertical.push(v);
  const found = [...groups.values()];
  const lattices = found.filter((one) => one.horizontal.length > 0 && one.vertical.length > 0);
  for (const { horizontal: none, vertical: lone } of found) {
    if (none.length === 0) for (const edge of lone) adopt(edge, lattices);
  }
  return lattices;
}

/**
 * A vertical edge that crosses nothing but stands beside a lattice from its top to its bottom closes a column there:
 * the column of a label cell that neither begins nor ends on this page.
 */
function adopt(edge: Edge, lattices: readonly Component[]): void {
  for (const { horizontal, vertical } of lattices) {
    const top = Math.min(...vertical.map(({ from }) => from));
    const bottom = Math.max(...vertical.map(({ to }) => to));
    // Two label columns may stand beside it: what is measured from must not move with the first.
    const left = Math.min(...horizontal.map(({ from }) => from));
    const right = Math.max(...horizontal.map(({ to }) => to));
    const distance = Math.max(left - edge.at, edge.at - right);
    const ends = Math.max(Math.abs(edge.from - top), Math.abs(edge.to - bottom));
    if (ends <= thresholds.openEnd && distance > 0 && distance < (right - left) * thresholds.besideLattice) {
      vertical.push(edge);
      return;
    }
  }
}

interface Closed extends Component {
  /** The horizontal edges that are really drawn. */
  readonly drawn: readonly Edge[];
}

/** Adds the outer lines that the drawing lacks: cells cut by the page's end, tables without rules at their sides. */
function closeOpenSides(component: Component): Closed {
  const horizontal = [...component.horizontal];
  const vertical = [...component.vertical];
  const top = openSide(vertical, Math.min(...horizontal.map((edge) => edge.at)), 'before');
  const bottom = openSide(vertical, Math.max(...horizontal.map((edge) => edge.at)), 'after');
  if (top !== undefined) horizontal.push(top);
  if (bottom !== undefined) horizontal.push(bottom);
  const left = openSide(horizontal, Math.min(...vertical.map((edge) => edge.at)), 'before');
  const right = openSide(horizontal, Math.max(...vertical.map((edge) => edge.at)), 'after');
  if (left !== undefined) vertical.push(left);
  if (right !== undefined) vertical.push(right);
  return { horizontal, vertical, drawn: component.horizontal };
}

/** The missing line across the ends of the edges that reach past the outermost line at `outermost`. */
function openSide(edges: readonly Edge[], outermost: number, side: 'before' | 'after'): Edge | undefined {
  const reach = (edge: Edge): number => (side === 'before' ? outermost - edge.from : edge.to - outermost);
  const dangling = edges.filter((edge) => reach(edge) > thresholds.openEnd);
  const far = Math.max(...dangling.map(reach));
  const ends = dangling.filter((edge) => far - reach(edge) <= thresholds.meet);
  const places = ends.map((edge) => edge.at);
  const from = Math.min(...places);
  const to = Math.max(...places);
  if (ends.length < 2 || to - from < thresholds.openEnd) return undefined;
  return { at: side === 'before' ? outermost - far : outermost + far, from, to };
}

/** Distinct places of edges, in order; the closest ones, which snapping left apart, taken together. */
function places(edges: readonly Edge[]): number[] {
  const sorted = [...new Set(edges.map((edge) => edge.at))].sort((a, b) => a - b);
  const kept: number[] = [];
  for (const at of sorted) {
    const before = kept[kept.length - 1];
    if (before === undefined || at - before > thresholds.snap) kept.push(at);
  }
  return kept;
}

/** For each place, the stretches that edges cover there. */
function coverage(edges: readonly Edge[], at: readonly number[]): Edge[][] {
  const covered: Edge[][] = at.map(() => []);
  for (const edge of edges) {
    let nearest = 0;
    for (let i = 1; i < at.length; i++) {
      if (Math.abs((at[i] as number) - edge.at) < Math.abs((at[nearest] as number) - edge.at)) nearest = i;
    }
    (covered[nearest] as Edge[]).push(edge);
  }
  return covered;
}

function isCovered(edges: readonly Edge[], from: number, to: number): boolean {
  let length = 0;
  for (const edge of edges) length += Math.max(0, Math.min(to, edge.to) - Math.max(from, edge.from));
  return length >= (to - from) * thresholds.cover;
}

/** The grid of one lattice. */
export function gridOf(component: Closed): Grid {
  const xs = places(component.vertical);
  const ys = places(component.horizontal);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1) return { xs, ys, cells: [] };
  const atX = coverage(component.vertical, xs);
  const atY = coverage(component.horizontal, ys);
  /** Whether a line runs along the top of slot (row, column), or its left; row = rows and column = columns close it. */
  const lineAbove = (row: number, column: number): boolean =>
    isCovered(atY[row] as Edge[], xs[column] as number, xs[column + 1] as number);
  const lineLeft = (row: number, column: number): boolean =>
    isCovered(atX[column] as Edge[], ys[row] as number, ys[row + 1] as number);

  const region = new Int32Array(rows * columns).fill(-1);
  const regions: { slots: number[]; opensSideways: boolean; opensEndways: boolean }[] = [];
  for (let start = 0; start < region.length; start++) {
    if (region[start] !== -1) continue;
    const id = regions.length;
    const slots = [start];
    let opensSideways = false;
    let opensEndways = false;
    region[start] = id;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i] as number;
      const row = Math.floor(slot / columns);
      const column = slot % columns;
      const visit = (toRow: number, toColumn: number): void => {
        if (toColumn < 0 || toColumn >= columns) {
          opensSideways = true;
          return;
        }
        if (toRow < 0 || toRow >= rows) {
          opensEndways = true;
          return;
        }
        const next = toRow * columns + toColumn;
        if (region[next] !== -1) return;
        region[next] = id;
        slots.push(next);
      };
      if (!lineAbove(row, column)) visit(row - 1, column);
      if (!lineAbove(row + 1, column)) visit(row + 1, column);
      if (!lineLeft(row, column)) visit(row, column - 1);
      if (!lineLeft(row, column + 1)) visit(row, column + 1);
    }
    regions.push({ slots, opensSideways, opensEndways });
  }

  const cells: GridCell[] = [];
  const drawnAtY = coverage(component.drawn, ys);
  for (const { slots, opensSideways, opensEndways } of regions) {
    const parts = rectangles(slots, columns);
    // What is open to the paper beside the table is no cell; open above or below, it is one that the page's end cut.
    if (opensSideways || (opensEndways && parts.length > 1)) continue;
    for (const part of parts) {
      const from = xs[part.column] as number;
      const to = xs[part.column + part.columnSpan] as number;
      cells.push({
        ...part,
        openTop: part.row === 0 && !isCovered(drawnAtY[0] as Edge[], from, to),
        openBottom: part.row + part.rowSpan === rows && !isCovered(drawnAtY[rows] as Edge[], from, to),
      });
    }
  }
  return prune({ xs, ys, cells });
}

type Span = Pick<GridCell, 'row' | 'column' | 'rowSpan' | 'columnSpan'>;

/** A region of slots as rectangles: one where it is rectangular, else runs of columns, equal runs one below the other together. */
export function rectangles(slots: readonly number[], columns: number): Span[] {
  const sorted = [...slots].sort((a, b) => a - b);
  const runs: { row: number; column: number; rowSpan: number; columnSpan: number }[] = [];
  const growing = new Map<string, (typeof runs)[number]>();
  for (let i = 0; i < sorted.length; ) {
    const start = sorted[i] as number;
    const row = Math.floor(start / columns);
    let end = i + 1;
    while (
      end < sorted.length &&
      sorted[end] === start + (end - i) &&
      Math.floor((sorted[end] as number) / columns) === row
    ) {
      end++;
    }
    const column = start % columns;
    const columnSpan = end - i;
    const key = `${column} ${columnSpan}`;
    const above = growing.get(key);
    if (above !== undefined && above.row + above.rowSpan === row) {
      above.rowSpan++;
    } else {
      const run = { row, column, rowSpan: 1, columnSpan };
      runs.push(run);
      growing.set(key, run);
    }
    i = end;
  }
  return runs;
}

/** Leaves out places where no cell begins or ends: underlines in a cell, marks beside it. */
export function prune<Cell extends GridCell>({ xs, ys, cells }: GridOf<Cell>): GridOf<Cell> {
  const usedX = new Set<number>();
  const usedY = new Set<number>();
  for (const cell of cells) {
    usedX.add(cell.column).add(cell.column + cell.columnSpan);
    usedY.add(cell.row).add(cell.row + cell.rowSpan);
  }
  const columnAt = numbering(xs.length, usedX);
  const rowAt = numbering(ys.length, usedY);
  const kept = cells.map((cell) => {
    const row = rowAt[cell.row] as number;
    const column = columnAt[cell.column] as number;
    return {
      ...cell,
      row,
      column,
      rowSpan: (rowAt[cell.row + cell.rowSpan] as number) - row,
      columnSpan: (columnAt[cell.column + cell.columnSpan] as number) - column,
    };
  });
  kept.sort((a, b) => a.row - b.row || a.column - b.column);
  return { xs: xs.filter((_, i) => usedX.has(i)), ys: ys.filter((_, i) => usedY.has(i)), cells: kept };
}

/** New index of each used index. */
function numbering(length: number, used: ReadonlySet<number>): number[] {
  const indexes: number[] = [];
  let next = 0;
  for (let i = 0; i < length; i++) {
    indexes.push(next);
    if (used.has(i)) next++;
  }
  return indexes;
}
