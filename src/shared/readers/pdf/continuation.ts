/**
 * Tables that go on over the page's end: the parts of one table, page by page, become one grid. Columns are those of
 * all parts together; repeated heads are dropped; a row or a label cell that the page's end cut in two is joined.
 */
import type { Cell, Table } from '../../document/document.ts';
import type { PdfLocation } from '../../document/location.ts';
import { placeOf } from './display.ts';
import { startsItem } from './lines.ts';
import type { PageTable } from './tables.ts';
import { thresholds } from './thresholds.ts';

/** A table, so far as its pages have been joined. Places of columns count from the table's left side. */
export interface JoinedTable {
  readonly xs: readonly number[];
  readonly rowCount: number;
  readonly cells: readonly JoinedCell[];
  /** Height of each row; of a cut row, of its taller part. */
  readonly heights: readonly number[];
  /** Where the first part stands. */
  readonly location: PdfLocation;
  /** Where its last part stands: pages, or columns of text, counted in reading order. */
  readonly stretch: number;
  /** Rows whose figures' columns or label are in doubt. */
  readonly unplacedRows: readonly number[];
}

interface JoinedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly hasImage: boolean;
  readonly location: PdfLocation;
  readonly openTop: boolean;
  readonly openBottom: boolean;
  readonly room: number | undefined;
}

/** A page's part as a table of its own. */
export function asTable(part: PageTable, stretch = part.frame.page): JoinedTable {
  const left = part.xs[0] as number;
  const { xs, ys, frame } = part;
  return {
    xs: xs.map((x) => x - left),
    rowCount: ys.length - 1,
    cells: part.cells.map(({ box, ...cell }) => ({ ...cell, location: placeOf(frame, box) })),
    heights: ys.slice(1).map((y, i) => y - (ys[i] as number)),
    location: placeOf(frame, {
      left,
      top: ys[0] as number,
      right: xs[xs.length - 1] as number,
      bottom: ys[ys.length - 1] as number,
    }),
    stretch,
    unplacedRows: part.unplacedRows ?? [],
  };
}

export function toDocumentTable(table: JoinedTable): Table {
  return {
    kind: 'table',
    rowCount: table.rowCount,
    columnCount: table.xs.length - 1,
    cells: table.cells.map(({ row, column, rowSpan, columnSpan, text, hasImage, location }): Cell => {
      const cell = { row, column, rowSpan, columnSpan, text, location };
      return hasImage ? { ...cell, hasImage } : cell;
    }),
    location: table.location,
    ...(table.unplacedRows.length > 0 ? { unplacedRows: table.unplacedRows } : {}),
  };
}

/**
 * Whether `next`, first on its page or in its column, can be the rest of `table`, last on the one before: as wide, and the columns of
 * the one among those of the other.
 */
export function continues(table: JoinedTable, next: JoinedTable): boolean {
  if (next.stretch !== table.stretch + 1) return false;
  const width = table.xs[table.xs.length - 1] as number;
  const nextWidth = next.xs[next.xs.length - 1] as number;
  if (Math.abs(width - nextWidth) > thresholds.sameColumn) return false;
  return contains(table.xs, next.xs) || contains(next.xs, table.xs);
}

function contains(all: readonly number[], some: readonly number[]): boolean {
  return some.every((x) => all.some((other) => Math.abs(x - other) <= thresholds.sameColumn));
}

/** The two parts as one table. Call only where `continues` holds. */
export function joinTables(table: JoinedTable, next: JoinedTable): JoinedTable {
  const xs = table.xs.length >= next.xs.length ? table.xs : next.xs;
  const upper = onColumns(table, xs);
  const lower = withoutHead(onColumns(next, xs), upper);
  if (lower.rowCount === 0) return { ...upper, stretch: next.stretch };
  const pairs = pairsAtBreak(upper, lower);
  const rowCut = isRowCut(upper, lower, pairs);
  const inDoubt =
    !rowCut && pairs.whole && hasBrokenFigures(leavesOf(pairs)) ? [upper.rowCount - 1, upper.rowCount] : [];
  const joined = new Map<JoinedCell, JoinedCell>();
  for (const pair of rowCut ? pairs.some : continuedCells(pairs)) joined.set(pair.below, pair.above);

  // A cut row is one row: the lower part's rows begin at the upper part's last.
  const offset = rowCut ? upper.rowCount - 1 : upper.rowCount;
  const below = new Map([...joined].map(([lowerCell, upperCell]) => [upperCell, lowerCell]));
  const cells = upper.cells.map((cell) => {
    const rest = below.get(cell);
    return rest === undefined ? cell : joinCells(cell, rest, offset + rest.rowSpan - cell.row);
  });
  for (const cell of lower.cells) if (!joined.has(cell)) cells.push({ ...cell, row: cell.row + offset });
  cells.sort((a, b) => a.row - b.row || a.column - b.column);
  const heights = [...upper.heights];
  if (rowCut) heights.push(Math.max(heights.pop() as number, lower.heights[0] as number), ...lower.heights.slice(1));
  else heights.push(...lower.heights);
  const unplacedBelow = lower.unplacedRows.map((row) => row + offset);
  const unplacedRows = [...new Set([...upper.unplacedRows, ...inDoubt, ...unplacedBelow])];
  const rowCount = offset + lower.rowCount;
  return { xs, rowCount, cells, heights, location: table.location, stretch: next.stretch, unplacedRows };
}

/** A cell and its rest on the next page. It stands where its text stands, or begins. */
function joinCells(above: JoinedCell, below: JoinedCell, rowSpan: number): JoinedCell {
  const texts = [above.text, below.text].filter((text) => text !== '');
  return {
    ...above,
    rowSpan,
    text: texts.join('\n'),
    hasImage: above.hasImage || below.hasImage,
    location: above.text === '' && below.text !== '' ? below.location : above.location,
    openBottom: below.openBottom,
    room: below.text === '' ? above.room : below.room,
  };
}

/** The table on a finer set of columns. */
function onColumns(table: JoinedTable, xs: readonly number[]): JoinedTable {
  if (table.xs === xs) return table;
  const indexes = table.xs.map((x) => {
    let nearest = 0;
    for (let i = 1; i < xs.length; i++) {
      if (Math.abs((xs[i] as number) - x) < Math.abs((xs[nearest] as number) - x)) nearest = i;
    }
    return nearest;
  });
  const cells = table.cells.map((cell) => {
    const column = indexes[cell.column] as number;
    return { ...cell, column, columnSpan: (indexes[cell.column + cell.columnSpan] as number) - column };
  });
  return { ...table, xs, cells };
}

/** Drops the first rows where they repeat the first rows of the table: a head that the word processor repeats. */
function withoutHead(next: JoinedTable, table: JoinedTable): JoinedTable {
  let dropped = 0;
  for (let rows = 1; rows < next.rowCount && rows < table.rowCount; rows++) {
    if (!endsWithRow(next, rows) || !endsWithRow(table, rows)) continue;
    if (signature(next, rows) !== signature(table, rows)) break;
    dropped = rows;
  }
  if (dropped === 0) return next;
  const cells = next.cells
    .filter((cell) => cell.row >= dropped)
    .map((cell) => ({ ...cell, row: cell.row - dropped, openTop: false }));
  const unplacedRows = next.unplacedRows.flatMap((row) => (row >= dropped ? [row - dropped] : []));
  return { ...next, cells, rowCount: next.rowCount - dropped, heights: next.heights.slice(dropped), unplacedRows };
}

/** No cell reaches across the line under the first `rows` rows. */
function endsWithRow(table: JoinedTable, rows: number): boolean {
  return table.cells.every((cell) => cell.row >= rows || cell.row + cell.rowSpan <= rows);
}

/** Texts and spans of the first rows; a row without text makes it unlike any other. */
function signature(table: JoinedTable, rows: number): string {
  const head = table.cells.filter((cell) => cell.row < rows);
  for (let row = 0; row < rows; row++) {
    if (!head.some((cell) => cell.row === row && cell.text !== '')) return `empty row of ${table.stretch}`;
  }
  return head
    .map((cell) => `${cell.row} ${cell.column} ${cell.rowSpan} ${cell.columnSpan} ${cell.text.replace(/\s/g, '')}`)
    .join('\n');
}

interface Pair {
  readonly above: JoinedCell;
  readonly below: JoinedCell;
}

interface Pairs {
  /** Cells of equal columns at the page's end and the next page's start, from left to right. */
  readonly some: readonly Pair[];
  /** They cover the whole width: no cell of one page meets several of the other. */
  readonly whole: boolean;
  /** No number stands in the rows at the break: they are heads. */
  readonly heads: boolean;
  /** Column of the last words in the row under the break; -1 where only numbers stand there. */
  readonly lastLabel: number;
}

function pairsAtBreak(upper: JoinedTable, lower: JoinedTable): Pairs {
  const last = upper.cells.filter((cell) => cell.row + cell.rowSpan === upper.rowCount);
  const first = lower.cells.filter((cell) => cell.row === 0);
  const some: Pair[] = [];
  for (const above of last) {
    const below = first.find((cell) => cell.column === above.column && cell.columnSpan === above.columnSpan);
    if (below !== undefined) some.push({ above, below });
  }
  some.sort((a, b) => a.above.column - b.above.column);
  return {
    some,
    whole: some.length === last.length && some.length === first.length,
    heads: [last, first].every((row) => row.some(({ text }) => text !== '') && !row.some(({ text }) => isValue(text))),
    lastLabel: Math.max(-1, ...first.filter(({ text }) => text !== '' && !isValue(text)).map(({ column }) => column)),
  };
}

/** A number, also with a unit, or what is written in its place: as a value looks, and no words. */
function isValue(text: string): boolean {
  return /^\s*[-+－＋]?[\d０-９][\d０-９\s,，]*(?:[.．][\d０-９\s]+)?[%％]?\p{Script=Han}{0,2}\s*$|^[-—–－/／无零空\s]+$/u.test(
    text,
  );
}

function isOpen({ above, below }: Pair): boolean {
  return above.openBottom && below.openTop;
}

/** The cells of the one row; a cell that spans rows says nothing about it. */
function leavesOf({ some }: Pairs): Pair[] {
  return some.filter(({ above, below }) => above.rowSpan === 1 && below.rowSpan === 1);
}

/**
 * Whether the page's end cut a row in two. Word processors close both halves with a line, so the drawing alone does
 * not tell: an empty half does; else a half that holds only the rest of a label, and stands in a low row or follows a
 * line that was full.
 */
function isRowCut(upper: JoinedTable, lower: JoinedTable, pairs: Pairs): boolean {
  if (!pairs.whole) return false;
  if (pairs.some.every(isOpen)) return true;
  const leaves = leavesOf(pairs);
  const [label, ...values] = leaves;
  if (label === undefined) return false;
  if (pairs.some.some(({ below }) => below.rowSpan === 1 && startsItem(below.text))) return false;
  const usual = median([...upper.heights.slice(0, -1), ...lower.heights.slice(1)]);
  const low = (height: number | undefined): boolean => height !== undefined && height < usual * thresholds.lowRow;
  const isLow = low(upper.heights[upper.heights.length - 1]) || low(lower.heights[0]);
  if (leaves.every(({ above }) => above.text === '')) return true;
  if (leaves.every(({ below }) => below.text === '')) {
    // A last row without a word, under heads, is their row of blank values.
    return lower.rowCount > 1 || leaves.some(({ above }) => isValue(above.text));
  }
  const inBoth = leaves.filter(({ above, below }) => above.text !== '' && below.text !== '');
  if (hasBrokenFigures(leaves))
    return isLow || values.some(({ above, below }) => above.text !== '' && below.text === '');
  if (inBoth.length > 1) {
    // Heads in both halves: where the label's own column is blank, or words stand over words all along.
    const unlabelled = pairs.some[0]?.below.text === '';
    return pairs.heads && (isLow || unlabelled || inBoth.length >= thresholds.cutHeads);
  }
  // The next character took the closing marks after it along.
  const closing = /^.([”’）》〕】，。、；：]*)/u.exec(label.below.text)?.[1]?.length ?? 0;
  const wrapped = isFull(label.above, closing);
  const above = values.some((pair) => pair.above.text !== '');
  const below = values.some((pair) => pair.below.text !== '');
  if (above && below) return false;
  if (above || below) return isLow || wrapped;
  return wrapped && (isLow || startsItem(label.above.text));
}

/**
 * Whether figures may go on below the break: too long for their cells, they were broken over lines, and what stands
 * below begins no row of its own.
 */
function hasBrokenFigures([label, ...values]: readonly Pair[]): boolean {
  if (label === undefined || isValue(label.above.text) || startsItem(label.below.text)) return false;
  if (label.below.text !== '' && !isFull(label.above)) return false;
  const inBoth = values.filter(({ above, below }) => above.text !== '' && below.text !== '');
  return (
    inBoth.length > 0 &&
    inBoth.every(({ above, below }) => isFull(above) && /\p{Nd}$/u.test(above.text) && /^[\p{Nd}.]+$/u.test(below.text))
  );
}

/** No room is left for the next character and `more`. */
function isFull({ room }: JoinedCell, more = 0): boolean {
  return room !== undefined && room < thresholds.fullLine + more;
}

/**
 * Between rows, the cells that go on: those that the drawing leaves open; where a head stands over several sub-heads,
 * the heads beside it that reach down to these; and label cells that span rows, from the table's left side inwards as
 * long as one half is empty or reads on.
 */
function continuedCells({ some, whole, heads, lastLabel }: Pairs): Pair[] {
  if (heads && !whole) return some.filter((pair) => isOpen(pair) || !startsItem(pair.below.text));
  const continued = some.filter(isOpen);
  let column = 0;
  for (const pair of some) {
    const { above, below } = pair;
    if (above.column !== column) break;
    // A label that spans rows has those rows' own labels to its right; a head over a blank value has none.
    const spans = (above.rowSpan > 1 || below.rowSpan > 1) && above.column < lastLabel;
    const goesOn = (above.text === '') !== (below.text === '') || (above.text !== '' && !startsItem(below.text));
    if (!isOpen(pair) && !(spans && goesOn)) break;
    if (!continued.includes(pair)) continued.push(pair);
    column = above.column + above.columnSpan;
  }
  return continued;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
