/** From the parts, heads and rows of an official table without ruling lines to its grid, with a place for each cell. */
import type { FormBlock, FormTable } from '../../form/form.ts';
import type { Frame } from './display.ts';
import type { TextLine } from './lines.ts';
import { type HeadCell, nearest } from './official-head.ts';
import type { Row } from './official-rows.ts';
import { type Known, overlaps, type Piece, type Span } from './official-words.ts';
import type { PageCell, PageTable } from './tables.ts';
import { thresholds } from './thresholds.ts';

/** Where the columns of a page's last table stand, for the rest of it on the next page, which has no heads. */
export interface Columns {
  readonly official: FormTable;
  /** The part that was last. */
  readonly block: FormBlock;
  /** Nothing when they could not be told. */
  readonly spans: readonly Span[] | undefined;
  readonly xs: readonly number[];
  /** Columns of labels, before those of figures. */
  readonly labels: number;
  /** The page it stands on; nothing but a page number stands below it. */
  readonly page: number;
}

/** A part of a table with a head of its own. */
export interface Part {
  readonly block: FormBlock;
  readonly heading: Piece | undefined;
  readonly pieces: readonly Piece[];
}

export interface BuiltPart {
  readonly part: Part;
  /** Nothing when the figures' columns are not the form's. */
  readonly spans: readonly Span[] | undefined;
  readonly head: readonly HeadCell[];
  readonly rows: readonly Row[];
  /** Words beside the head or the rows' own labels. */
  readonly beside: readonly (readonly Piece[])[];
}

export interface Found {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  /** Words that the form does not have. */
  readonly strange: number;
  readonly table: PageTable;
  readonly columns: Omit<Columns, 'page'>;
}

/** A row of the grid before its places are known; columns count from the first value column, labels before it. */
interface GridRow {
  readonly y: number;
  readonly cells: { readonly from: number; readonly to: number; readonly text: string }[];
  readonly unplaced: boolean;
}

/** Pieces that stand close below each other. */
export function groupsOf(pieces: readonly Piece[]): Piece[][] {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const group = groups.find((own) => {
      const last = own[own.length - 1] as Piece;
      return overlaps(last, piece) && piece.baseline - last.baseline < thresholds.officialPitch * piece.size;
    });
    if (group === undefined) groups.push([piece]);
    else group.push(piece);
  }
  return groups;
}

export function emit(
  frame: Frame,
  lines: readonly TextLine[],
  parts: readonly BuiltPart[],
  known: Known,
  before: Columns | undefined,
  exact: number,
): Found {
  const widest = parts.reduce((best, part) => ((part.spans?.length ?? 0) > (best.spans?.length ?? 0) ? part : best));
  const headed = Math.max(0, ...parts.flatMap(({ spans, head }) => [spans?.length ?? 0, ...head.map(({ to }) => to)]));
  // Pieces of broken figures in a row that is not placed make no columns: another page's heads would stand over them.
  const wanted =
    headed > 0 ? headed : Math.max(1, ...parts.flatMap(({ rows }) => rows.map(({ figures }) => figures.length)));
  const needed = known.official.layout === 'groups' ? 0 : parts.some(({ beside }) => beside.length > 0) ? 2 : 1;
  // The rest of a table has the columns of its beginning: so it is known for that.
  const start = parts[0]?.head.length === 0 && parts[0].part.heading === undefined ? before : undefined;
  const rest =
    start !== undefined && start.labels >= needed && start.xs.length - 1 - start.labels >= wanted ? start : undefined;
  const labelColumns = rest?.labels ?? needed;
  const most = rest === undefined ? wanted : rest.xs.length - 1 - rest.labels;
  const grid: GridRow[] = [];
  let score = exact;
  for (const { part, spans, head, rows, beside } of parts) {
    score += head.length;
    const end = (to: number): number => labelColumns + (spans !== undefined && to === spans.length ? most : to);
    const own: GridRow[] = [];
    if (part.heading !== undefined) {
      own.push({
        y: part.heading.baseline,
        cells: [{ from: 0, to: labelColumns + most, text: part.heading.text }],
        unplaced: false,
      });
    }
    for (let level = 0; level <= Math.max(-1, ...head.map((cell) => cell.level)); level++) {
      const cells = head.filter((cell) => cell.level === level);
      if (cells.length === 0) continue;
      own.push({
        y: Math.min(...cells.map(({ y }) => y)),
        cells: cells.map(({ from, to, text }) => ({ from: labelColumns + from, to: end(to), text })),
        unplaced: false,
      });
    }
    const heads = own.length;
    for (const row of rows) {
      const label = row.label.map(({ text }) => text).join('\n');
      const places = row.figures.map((figure, i) =>
        spans === undefined || row.unplaced ? Math.min(i, most - 1) : nearest(spans, (figure.left + figure.right) / 2),
      );
      own.push({
        y: row.y,
        unplaced: row.unplaced,
        cells: [
          ...(labelColumns === 0 ? [] : [{ from: labelColumns - 1, to: labelColumns, text: label }]),
          ...[...new Set(places)].map((place) => ({
            from: labelColumns + place,
            to: row.unplaced ? labelColumns + place + 1 : end(place + 1),
            text: row.figures.flatMap(({ text }, i) => (places[i] === place ? [text] : [])).join('\n'),
          })),
          ...(spans === undefined || row.unplaced || places.includes(spans.length - 1)
            ? []
            : [{ from: labelColumns + spans.length - 1, to: labelColumns + most, text: '' }]),
        ],
      });
    }
    for (const group of beside) {
      const y = group.reduce((sum, { baseline }) => sum + baseline, 0) / group.length;
      const firstRow = own[heads] as GridRow;
      const isCorner = heads > 0 && (group[group.length - 1] as Piece).baseline < firstRow.y;
      // A row without a name of its own must not get the group's.
      const isNamed = ({ cells }: GridRow): boolean =>
        cells.some((cell) => cell.from === labelColumns - 1 && cell.text !== '');
      const candidates = isCorner
        ? own.slice(part.heading === undefined ? 0 : 1, heads)
        : own.slice(heads).filter(isNamed);
      const row = candidates.reduce(
        (best, one) => (Math.abs(one.y - y) < Math.abs(best.y - y) ? one : best),
        candidates[0] ?? firstRow,
      );
      const text = group.map((piece) => piece.text).join('\n');
      const there = row.cells.findIndex((cell) => cell.from === 0 && cell.to === 1);
      const old = row.cells[there];
      if (old === undefined) row.cells.push({ from: 0, to: 1, text });
      else row.cells[there] = { ...old, text: `${old.text}\n${text}` };
    }
    grid.push(...own);
  }
  const used = parts.flatMap(({ part }) => [...(part.heading === undefined ? [] : [part.heading]), ...part.pieces]);
  const from = Math.min(...used.map(({ line }) => line));
  const to = Math.max(...used.map(({ line }) => line));
  const box = lines.slice(from, to + 1);
  const left = Math.min(...box.map((line) => line.left));
  const right = Math.max(...box.map((line) => line.right));
  const spans = widest.spans;
  let xs: readonly number[];
  if (rest !== undefined) xs = rest.xs;
  else {
    const firstValue =
      spans?.[0]?.left ??
      Math.min(...parts.flatMap(({ rows }) => rows.flatMap(({ figures }) => figures.map((one) => one.left))));
    const labelRight = Math.max(
      left,
      ...parts.flatMap(({ rows }) => rows.flatMap(({ label }) => label.map((one) => one.right))),
    );
    const firstX = labelColumns === 0 ? left : (Math.min(labelRight, firstValue) + firstValue) / 2;
    const inner = Array.from({ length: most - 1 }, (_, i) => {
      const [a, b] = [spans?.[i], spans?.[i + 1]];
      return a === undefined || b === undefined ? firstX + ((right - firstX) * (i + 1)) / most : (a.right + b.left) / 2;
    });
    const labelXs = labelColumns === 2 ? [left, (left + firstX) / 2] : labelColumns === 1 ? [left] : [];
    xs = [...labelXs, firstX, ...inner, right];
  }
  const ys = [(box[0] as TextLine).top];
  for (let i = 1; i < grid.length; i++) {
    ys.push(Math.max((ys[i - 1] as number) + 0.1, ((grid[i - 1] as GridRow).y + (grid[i] as GridRow).y - 4) / 2));
  }
  ys.push(Math.max((ys[ys.length - 1] as number) + 0.1, (box[box.length - 1] as TextLine).bottom));
  const cells = grid.flatMap((row, at) => cellsOf(row, at, xs, ys));
  const unplacedRows = grid.flatMap((row, at) => (row.unplaced ? [at] : []));
  const table: PageTable = { frame, xs, ys, cells, ...(unplacedRows.length > 0 ? { unplacedRows } : {}) };
  const { part: end, spans: endSpans } = parts[parts.length - 1] as BuiltPart;
  const columns = { official: known.official, block: end.block, spans: endSpans, xs, labels: labelColumns };
  const strange = used.filter(({ kind }) => kind === 'unknown').length;
  return { from, to, score, strange, table, columns };
}

/** A row's cells, blank where none is told. */
function cellsOf(row: GridRow, at: number, xs: readonly number[], ys: readonly number[]): PageCell[] {
  const cells: PageCell[] = [];
  for (let column = 0; column + 1 < xs.length; ) {
    const found = row.cells.find(({ from }) => from === column);
    const to = found?.to ?? column + 1;
    cells.push({
      row: at,
      column,
      rowSpan: 1,
      columnSpan: to - column,
      openTop: false,
      openBottom: false,
      text: found?.text ?? '',
      hasImage: false,
      box: { left: xs[column] as number, right: xs[to] as number, top: ys[at] as number, bottom: ys[at + 1] as number },
      room: undefined,
    });
    column = to;
  }
  return cells;
}
