/**
 * Puts the glyphs of a page into the cells of its grids. A text belongs to the cell that holds its middle.
 */

import type { Frame } from './display.ts';
import { type Box, type Glyph, middleX, middleY } from './display.ts';
import { type Grid, type GridCell, prune } from './lattice.ts';
import { cellLines, chunksOf, findLines } from './lines.ts';
import { thresholds } from './thresholds.ts';

/** The part of a table that stands on one page. */
export interface PageTable {
  readonly frame: Frame;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly PageCell[];
  /** Rows whose figures' columns or label are in doubt. */
  readonly unplacedRows?: readonly number[];
}

export interface PageCell extends GridCell {
  /** Lines joined by '\n'. */
  readonly text: string;
  readonly hasImage: boolean;
  readonly box: Box;
  /** Room between the last line's end and the cell's right side, in em of its type; nothing for an empty cell. */
  readonly room: number | undefined;
}

export interface Placed {
  readonly tables: readonly PageTable[];
  /** Grids without text and image: drawings, or blank rows of a table that began on the page before. */
  readonly blank: readonly PageTable[];
  /** What stands outside of all tables. */
  readonly glyphs: readonly Glyph[];
  readonly images: readonly Box[];
}

/** Fills the grids of a page. */
export function fillGrids(
  frame: Frame,
  grids: readonly Grid[],
  glyphs: readonly Glyph[],
  images: readonly Box[],
): Placed {
  const slots = grids.map((grid) => new Slots(grid));
  const inCells: Glyph[][][] = grids.map((grid) => grid.cells.map(() => []));
  const outside: Glyph[] = [];
  for (const run of runsOf(glyphs)) {
    for (const [glyph, found] of placeRun(run, slots)) {
      if (found === undefined) outside.push(glyph);
      else inCells[found.grid]?.[found.cell]?.push(glyph);
    }
  }
  const freeImages: Box[] = [];
  const imageCells = grids.map(() => new Set<number>());
  for (const image of images) {
    const found = cellAt(slots, (image.left + image.right) / 2, (image.top + image.bottom) / 2);
    if (found === undefined) freeImages.push(image);
    else imageCells[found.grid]?.add(found.cell);
  }
  const filled = grids.flatMap((grid, i) => {
    const cells = grid.cells.map((cell, j): PageCell => {
      const own = inCells[i]?.[j] as Glyph[];
      const lines = cellLines(own);
      const box = boxOf(grid, cell);
      return { ...cell, text: lines.join('\n'), hasImage: imageCells[i]?.has(j) ?? false, box, room: roomOf(own, box) };
    });
    const inTable = cells.filter((cell, j) => {
      const isText = grid.cells.length > 1 && isRunningText(cell, grid);
      if (isText) for (const glyph of inCells[i]?.[j] ?? []) outside.push(glyph);
      return !isText;
    });
    const whole = { frame, xs: grid.xs, ys: grid.ys, cells: inTable };
    const parts = inTable.length < cells.length ? partedAtText(whole) : [whole];
    return parts.map((part) => ({ grid, table: withoutSlivers(part) }));
  });
  const all = filled.map(({ table }) => table);
  const shaded = shadedRows(all, outside);
  if (shaded.size > 0) {
    const gone = new Set(filled.flatMap(({ grid, table }) => (shaded.has(table) ? [grid] : [])));
    const ruled = grids.filter((grid) => !gone.has(grid));
    return fillGrids(frame, ruled, glyphs, images);
  }
  const isBlank = ({ cells }: PageTable): boolean => !cells.some(({ text, hasImage }) => text !== '' || hasImage);
  const tables = all.filter((table) => !isBlank(table));
  const blank = all.filter(isBlank);
  return { tables, blank, glyphs: outside, images: freeImages };
}

/**
 * A row across all columns that holds a section's heading or sentences: of a report that is set in one big cell, with
 * its tables inside, the lines of the cell and of the tables are one lattice.
 */
function isRunningText({ text, columnSpan }: PageCell, { xs }: Grid): boolean {
  if (columnSpan < xs.length - 1) return false;
  return text.length >= thresholds.longCell || text.split('\n').some((line) => sectionNumber.test(line));
}

/** The rows of table 三 are numbered alike: 一、本年新收…, 四、结转下年度…. */
const sectionNumber = /^\s*[一二三四五六七八九十]{1,2}\s*[、．.](?!\s*(?:本\s*年|上\s*年|结\s*转))/;

/** The tables above, between and below rows that have no cell any more. */
function partedAtText({ frame, xs, ys, cells }: PageTable): PageTable[] {
  const parts: PageTable[] = [];
  const isGone = (row: number): boolean => cells.every((cell) => cell.row > row || cell.row + cell.rowSpan <= row);
  for (let from = 0; from < ys.length - 1; from++) {
    let to = from;
    while (to < ys.length - 1 && !isGone(to)) to++;
    if (to === from) continue;
    const own = cells.filter(({ row }) => row >= from && row < to).map((cell) => ({ ...cell, row: cell.row - from }));
    parts.push({ frame, ...prune({ xs, ys: ys.slice(from, to + 1), cells: own }) });
    from = to;
  }
  return parts;
}

/**
 * Grids that are no tables but the shading of some rows of one (heads, every other row): beside one of them, or between
 * its rows, stands a row of figures outside of all cells. `free` is what stands in no table.
 */
function shadedRows(tables: readonly PageTable[], free: readonly Glyph[]): ReadonlySet<PageTable> {
  if (tables.length === 0) return new Set();
  const rows = findLines(free).filter((line) => {
    const chunks = chunksOf(line);
    return chunks.length > 1 && chunks.some((chunk) => isFigures(chunk.map(({ text }) => text).join('')));
  });
  const isNear = ({ xs, ys }: PageTable, distance: number): boolean =>
    rows.some((line) => {
      const apart = Math.max((ys[0] as number) - line.bottom, line.top - (ys[ys.length - 1] as number));
      return apart < distance && intervalOf(xs, (line.left + line.right) / 2) !== -1;
    });
  const holed = tables.filter((table) => isNear(table, 0));
  const low = tables.filter(({ ys, cells }) => ys.length === 2 || !cells.some(({ text }) => isFigures(text)));
  return new Set([...holed, ...(low.some((table) => isNear(table, thresholds.besideShading)) ? low : [])]);
}

function isFigures(text: string): boolean {
  return /^[\p{Nd}.,，．]+$/u.test(text);
}

/**
 * Rows that are none: cells of several rows reach through them and nothing else has its place there. Browsers end a
 * label above the last of its rows, or beyond it at the page's end.
 */
function withoutSlivers(table: PageTable): PageTable {
  let kept = table;
  for (let row = table.ys.length - 2; row >= 0; row--) if (isSliver(kept, row)) kept = withoutRow(kept, row);
  return kept;
}

function isSliver({ cells }: PageTable, row: number): boolean {
  const own = cells.filter((cell) => cell.row <= row && cell.row + cell.rowSpan > row);
  const alone = own.filter(({ rowSpan }) => rowSpan === 1);
  if (alone.length === own.length || alone.some(({ text, hasImage }) => text !== '' || hasImage)) return false;
  // What is blank beside them is the rest of the label above it, not the row's own.
  const isRest = ({ column, columnSpan }: PageCell): boolean =>
    cells.some((cell) => cell.row + cell.rowSpan === row && cell.column === column && cell.columnSpan === columnSpan);
  return alone.every(isRest) && widthOf(alone) * 2 < widthOf(own);
}

/** Columns that cells of one row take. */
function widthOf(cells: readonly GridCell[]): number {
  return cells.reduce((sum, { columnSpan }) => sum + columnSpan, 0);
}

/** The row becomes part of the one above where cells end with it, else of the one below; unchanged where cells do both. */
function withoutRow(table: PageTable, row: number): PageTable {
  const { cells, xs, ys } = table;
  const through = cells.filter((cell) => cell.rowSpan > 1 && cell.row <= row && cell.row + cell.rowSpan > row);
  const begins = through.some((cell) => cell.row === row);
  const ends = through.some((cell) => cell.row + cell.rowSpan === row + 1);
  if (begins && ends) return table;
  const outer = row === 0 ? 0 : row === ys.length - 2 ? ys.length - 1 : undefined;
  const beside = widthOf(through) * 2 < xs.length - 1;
  const gone = outer !== undefined && beside ? outer : begins ? row + 1 : row;
  const kept = cells.flatMap((cell): PageCell[] => {
    if (through.includes(cell)) return [{ ...cell, rowSpan: cell.rowSpan - 1 }];
    if (cell.row === row) return [];
    return [cell.row > row ? { ...cell, row: cell.row - 1 } : cell];
  });
  return { ...table, ys: ys.filter((_, i) => i !== gone), cells: kept };
}

export function boxOf({ xs, ys }: Grid, cell: GridCell): Box {
  return {
    left: xs[cell.column] as number,
    top: ys[cell.row] as number,
    right: xs[cell.column + cell.columnSpan] as number,
    bottom: ys[cell.row + cell.rowSpan] as number,
  };
}

function roomOf(glyphs: readonly Glyph[], box: Box): number | undefined {
  const inked = glyphs.filter((glyph) => !glyph.blank);
  if (inked.length === 0) return undefined;
  const lowest = Math.max(...inked.map((glyph) => glyph.baseline));
  const last = inked.filter((glyph) => lowest - glyph.baseline < glyph.size * thresholds.sameLine);
  const right = Math.max(...last.map((glyph) => glyph.right));
  return (box.right - right) / (last[0] as Glyph).size;
}

/** The cell of each slot of a grid. */
class Slots {
  readonly #grid: Grid;
  readonly #cells: Int32Array;
  readonly #columns: number;

  constructor(grid: Grid) {
    this.#grid = grid;
    this.#columns = grid.xs.length - 1;
    this.#cells = new Int32Array(Math.max(0, this.#columns * (grid.ys.length - 1))).fill(-1);
    for (const [i, cell] of grid.cells.entries()) {
      for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
        const start = row * this.#columns + cell.column;
        this.#cells.fill(i, start, start + cell.columnSpan);
      }
    }
  }

  /** Index of the cell at a point, -1 for none. A cell cut by the page's end holds what hangs out of it by `slack`. */
  at(x: number, y: number, slack = 0): number {
    const { xs, ys } = this.#grid;
    const column = intervalOf(xs, x);
    const top = ys[0] as number;
    const bottom = ys[ys.length - 1] as number;
    const row = y < top && y >= top - slack ? 0 : y >= bottom && y < bottom + slack ? ys.length - 2 : intervalOf(ys, y);
    if (row === -1 || column === -1) return -1;
    const cell = this.#cells[row * this.#columns + column] as number;
    if (y < top && this.#grid.cells[cell]?.openTop !== true) return -1;
    if (y >= bottom && this.#grid.cells[cell]?.openBottom !== true) return -1;
    return cell;
  }

  box(cell: number): Box {
    return boxOf(this.#grid, this.#grid.cells[cell] as GridCell);
  }
}

/** Index i with places[i] <= value < places[i + 1]; -1 outside. */
export function intervalOf(places: readonly number[], value: number): number {
  let low = 0;
  let high = places.length - 1;
  if (high < 1 || value < (places[0] as number) || value >= (places[high] as number)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((places[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}

interface Found {
  readonly grid: number;
  readonly cell: number;
}

function cellAt(slots: readonly Slots[], x: number, y: number, slack = 0): Found | undefined {
  // The innermost of nested tables is the one that begins last.
  for (let grid = slots.length - 1; grid >= 0; grid--) {
    const cell = (slots[grid] as Slots).at(x, y, slack);
    if (cell !== -1) return { grid, cell };
  }
  return undefined;
}

/** Stretches of glyphs that one operator shows side by side without a gap: words and numbers, never two cells' texts. */
export function runsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  let run: Glyph[] = [];
  for (const glyph of glyphs) {
    const before = run[run.length - 1];
    const adjoins =
      before !== undefined &&
      glyph.run === before.run &&
      glyph.turn === 0 &&
      glyph.baseline === before.baseline &&
      Math.abs(glyph.left - before.right) < thresholds.wordGap * glyph.size &&
      !glyph.blank;
    if (adjoins) {
      run.push(glyph);
    } else {
      run = [glyph];
      runs.push(run);
    }
  }
  return runs;
}

/**
 * The cell of each glyph of a run. A run that is a little wider than its cell (a long number in a narrow column)
 * stays in the cell of its middle: glyph by glyph, its ends would fall to the neighbours.
 */
function placeRun(run: readonly Glyph[], slots: readonly Slots[]): [Glyph, Found | undefined][] {
  const each = run.map((glyph): [Glyph, Found | undefined] => [
    glyph,
    cellAt(slots, middleX(glyph), middleY(glyph), glyph.size * thresholds.cutText),
  ]);
  if (each.every(([, found]) => same(found, each[0]?.[1]))) return each;
  const first = run[0] as Glyph;
  const last = run[run.length - 1] as Glyph;
  const middle = cellAt(slots, (first.left + last.right) / 2, middleY(first), first.size * thresholds.cutText);
  if (middle === undefined) return each;
  const box = (slots[middle.grid] as Slots).box(middle.cell);
  const overhang = Math.max(0, box.left - first.left) + Math.max(0, last.right - box.right);
  const numeric = run.every((glyph) => /[\d.,+-]/.test(glyph.text));
  const little = overhang <= thresholds.overhang * (last.right - first.left);
  if (numeric || little) return run.map((glyph) => [glyph, middle]);
  return each;
}

function same(a: Found | undefined, b: Found | undefined): boolean {
  return a?.grid === b?.grid && a?.cell === b?.cell;
}
