/**
 * The official tables where they are set without ruling lines (or with a few across only): found by the form's own
 * labels, since figures that stand one below the other are no proof by themselves. Columns are told from the figures
 * and must number, and be headed, as the form has them; a figure's row is the one whose whole label stands round it.
 * What fails either is emitted as unplaced.
 */
import { type Form, type FormBlock, type FormColumn, type FormTable, rowsOf } from '../../form/form.ts';
import type { Frame, Glyph } from './display.ts';
import { isPageNumber } from './furniture.ts';
import { chunksOf, type TextLine } from './lines.ts';
import { type BuiltPart, type Columns, emit, type Found, groupsOf, type Part } from './official-grid.ts';
import { columnHeads, headOf, spansOf } from './official-head.ts';
import { labelRows, rowOf } from './official-rows.ts';
import { bareOf, isFigure, isLabel, type Known, knownOf, type Piece, piecesOf, windows } from './official-words.ts';
import type { PageTable } from './tables.ts';
import { thresholds } from './thresholds.ts';

export interface OfficialTables {
  readonly tables: readonly PageTable[];
  /** Such tables whose figures nobody can place, each as one cell: neither text nor another table must be made of them. */
  readonly unread: readonly PageTable[];
  readonly lines: readonly TextLine[];
  /** For the next page. */
  readonly columns: Columns | undefined;
}

/** Takes the official tables out of a page's lines (from top to bottom). `before` is what the page before ended with. */
export function findOfficial(
  frame: Frame,
  lines: readonly TextLine[],
  forms: readonly Form[],
  before: Columns | undefined,
): OfficialTables {
  const all = lines.map(chunksOf);
  const chunked = lines.map((line, i) => (isPageNumber(line, lines, frame.height) ? [] : (all[i] as (typeof all)[0])));
  if (!chunked.some((chunks) => isHeadLine(chunks) || chunks.some(isFigure))) {
    return { tables: [], unread: [], lines, columns: undefined };
  }
  const found: Found[] = [];
  const doubtful: [number, number][] = [];
  for (const known of knownOf(forms)) {
    const pieces = chunked.map((chunks, i) => chunks.flatMap((chunk) => piecesOf(chunk, i, lines, known)));
    const above = before?.page === frame.page - 1 ? columnsFor(known.official, before) : undefined;
    const goesOn = above !== undefined;
    for (const [from, to] of stretches(lines, pieces, frame, goesOn)) {
      const rest = from <= 2 ? above : undefined;
      const built = build(frame, lines, pieces.slice(from, to).flat(), known, rest, strays(lines, all, from, to));
      if (built !== undefined) found.push(built);
      else doubtful.push(withoutHeadings(pieces, from, to));
    }
  }
  // Where two editions explain as much, the one that has more of the words: 其他处理 is one's row and the other's group.
  found.sort((a, b) => b.score - a.score || a.strange - b.strange);
  const kept: Found[] = [];
  for (const one of found) {
    if (kept.every((other) => one.to < other.from || one.from > other.to)) kept.push(one);
  }
  kept.sort((a, b) => a.from - b.from);
  const last = kept[kept.length - 1];
  const isRead = (i: number): boolean => kept.some(({ from, to }) => i >= from && i <= to);
  // What one edition's table is told from may be in doubt as another's.
  const inDoubt = doubtful.filter(([from, to]) => kept.every((one) => one.to < from || one.from >= to));
  const isUnread = (i: number): boolean => inDoubt.some(([from, to]) => i >= from && i < to);
  const unread: TextLine[][] = [];
  for (const [i, line] of lines.entries()) {
    if (!isUnread(i)) continue;
    if (isUnread(i - 1)) unread[unread.length - 1]?.push(line);
    else unread.push([line]);
  }
  return {
    tables: kept.map(({ table }) => table),
    unread: unread.map((own) => inOneCell(frame, own)),
    lines: lines.filter((_, i) => !isRead(i) && !isUnread(i)),
    columns: last !== undefined && last.to >= lines.length - 3 ? { ...last.columns, page: frame.page } : undefined,
  };
}

/** The stretch from the first line to the last that a table alone has: a section's heading is a label of the form as well. */
function withoutHeadings(pieces: readonly (readonly Piece[])[], from: number, to: number): [number, number] {
  const isRow = (line: readonly Piece[]): boolean => line.length > 1 || line.some(({ kind }) => kind === 'figure');
  const own = pieces.slice(from, to);
  return [from + own.findIndex(isRow), from + own.findLastIndex(isRow) + 1];
}

function inOneCell(frame: Frame, lines: readonly TextLine[]): PageTable {
  const box = {
    left: Math.min(...lines.map(({ left }) => left)),
    top: Math.min(...lines.map(({ top }) => top)),
    right: Math.max(...lines.map(({ right }) => right)),
    bottom: Math.max(...lines.map(({ bottom }) => bottom)),
  };
  const place = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, openTop: false, openBottom: false };
  const text = lines.map((line) => line.text).join('\n');
  const cells = [{ ...place, text, hasImage: false, box, room: undefined }];
  return { frame, xs: [box.left, box.right], ys: [box.top, box.bottom], cells, unplacedRows: [0] };
}

/** Stretches [from, to) of lines that hold nothing but labels of the form and figures, with few strange labels. */
function stretches(
  lines: readonly TextLine[],
  pieces: readonly (readonly Piece[])[],
  frame: Frame,
  goesOn: boolean,
): [number, number][] {
  const tabular = pieces.map((line) => line.length > 0 && line.every(({ kind }) => kind !== 'unknown'));
  const narrow = (line: readonly Piece[]): boolean =>
    line.every(({ left, right }) => right - left < frame.width * thresholds.officialLabel);
  const found: [number, number][] = [];
  for (let from = 0; from < lines.length; from++) {
    if (tabular[from] !== true) continue;
    let to = from + 1;
    for (let i = from + 1; i < lines.length && i <= to + 2; i++) {
      const gap = (lines[i] as TextLine).baseline - (lines[i - 1] as TextLine).baseline;
      if (gap > thresholds.officialDistance) break;
      if (tabular[i] === true) to = i + 1;
      else if (!narrow(pieces[i] as Piece[])) break;
    }
    const words = new Set(pieces.slice(from, to).flatMap((line) => line.filter(isLabel).map(({ bare }) => bare)));
    const figures = pieces
      .slice(from, to)
      .flat()
      .filter(({ kind }) => kind === 'figure');
    // The last row alone may stand on the next page.
    const least = goesOn && from <= 2 ? 1 : thresholds.officialLabels;
    // Heads alone at the page's foot, whose rows are on the next page.
    const isHead = pieces.slice(to).every(({ length }) => length === 0) && pieces.slice(from, to).some(isHeadLine);
    if ([...words].filter((bare) => bare.length > 1).length >= least && (figures.length > 0 || isHead)) {
      found.push([from, to]);
    }
    from = to - 1;
  }
  return found;
}

function isHeadLine({ length }: readonly unknown[]): boolean {
  return length >= thresholds.unruledColumns;
}

/**
 * The columns of the page before as another edition's table has them: by its first rows a table may fit several editions
 * alike, and only the rows on the next page tell which it is. Nothing where the editions' columns differ.
 */
function columnsFor(official: FormTable, before: Columns): Columns | undefined {
  if (before.official === official) return before;
  const [block, ...more] = official.blocks;
  if (before.official.id !== official.id || block === undefined || more.length > 0) return undefined;
  const labels = (columns: readonly FormColumn[]): string => columns.map(({ label }) => label).join('\n');
  return labels(block.columns) === labels(before.block.columns) ? { ...before, official, block } : undefined;
}

/** Heights of figures close above or below a stretch, in lines that are not of it: they may be the rest of a row's. */
function strays(
  lines: readonly TextLine[],
  chunked: readonly (readonly (readonly Glyph[])[])[],
  from: number,
  to: number,
): number[] {
  return [
    [from - 1, from],
    [to, to - 1],
  ].flatMap(([at = -1, inside = 0]) => {
    const [line, next] = [lines[at], lines[inside]];
    if (line === undefined || next === undefined || !chunked[at]?.some(isFigure)) return [];
    return Math.abs(line.baseline - next.baseline) < thresholds.officialPitch * line.size ? [line.baseline] : [];
  });
}

function partsOf(pieces: readonly Piece[], known: Known, before: Columns | undefined): Part[] | undefined {
  const [first] = known.official.blocks;
  if (known.headings.size === 0)
    return first === undefined ? undefined : [{ block: first, heading: undefined, pieces }];
  const parts: { block: FormBlock; heading: Piece | undefined; pieces: Piece[] }[] = [];
  for (const piece of pieces) {
    const block = known.headings.get(piece.bare);
    if (block !== undefined) parts.push({ block, heading: piece, pieces: [] });
    // What stands above the first heading is the rest of the part that the page before ended with.
    else if (parts.length === 0) {
      const rest = before?.block ?? blockOf(pieces, known);
      if (rest === undefined) return undefined;
      parts.push({ block: rest, heading: undefined, pieces: [piece] });
    } else parts[parts.length - 1]?.pieces.push(piece);
  }
  return parts;
}

/** The part that the first of its rows names. */
function blockOf(pieces: readonly Piece[], known: Known): FormBlock | undefined {
  for (const window of windows(pieces)) {
    const row = known.rows.get(bareOf(window));
    if (row !== undefined) return rowsOf(known.official)[row]?.block;
  }
  return undefined;
}

function build(
  frame: Frame,
  lines: readonly TextLine[],
  pieces: readonly Piece[],
  known: Known,
  before: Columns | undefined,
  stray: readonly number[],
): Found | undefined {
  const parts = partsOf(pieces, known, before);
  if (parts === undefined) return undefined;
  const built = parts.map((part, i) => buildPart(part, known, i === 0 ? before : undefined, i === parts.length - 1));
  const sure = built.filter((part) => part !== undefined);
  if (sure.length < built.length) return undefined;
  const rows = sure.flatMap((part) => part.rows);
  for (const row of rows) {
    const reach = 2 * thresholds.officialPitch * (row.figures[0]?.size ?? 0);
    if (stray.some((y) => Math.abs(y - row.y) < reach)) row.unplaced = true;
  }
  const exact = rows.filter((row) => row.exact).length;
  if (rows.length === 0 || exact * 3 < rows.length * 2) return undefined;
  const least = before === undefined && known.official.layout === 'rows' ? thresholds.officialRows : 1;
  if (sure.length === 1 && exact < least) return undefined;
  return emit(frame, lines, sure, known, before, exact);
}

/** A part's head and rows; nothing when it has no figures and is not the page's last. */
function buildPart(part: Part, known: Known, before: Columns | undefined, last: boolean): BuiltPart | undefined {
  const { block, pieces } = part;
  const { official } = known;
  const grouped = official.layout === 'groups';
  const figures = pieces.filter(({ kind }) => kind === 'figure');
  if (figures.length === 0) {
    // The page's end may stand between heads and rows; a row that is there is left blank.
    if (!last || part.heading === undefined || !pieces.every(isLabel)) return undefined;
    const heads = columnHeads(pieces, block.columns).flat();
    const labels = pieces.filter((piece) => !heads.includes(piece));
    return {
      part,
      spans: undefined,
      head: headOf(heads, undefined, official, block, known) ?? [],
      rows: labelRows([], labels, known, undefined, block),
      beside: [],
    };
  }
  const firstY = Math.min(...figures.map(({ baseline }) => baseline));
  const count = block.columns.length * (grouped ? block.rows.length : 1);
  const words = pieces.filter(({ kind }) => kind !== 'figure');
  const above = words.filter(({ baseline }) => baseline < firstY);
  const heads = columnHeads(above, block.columns);
  const found = spansOf(figures, heads, count);
  const left = Math.min(...figures.map((figure) => figure.left));
  // The first column's head may end before its figures, which stand to the right.
  const ofColumns = new Set(heads.flat());
  const isBeside = (piece: Piece): boolean => !grouped && piece.right <= left && !ofColumns.has(piece);
  const headPieces = above.filter((piece) => !isBeside(piece));
  const ownHead = found === undefined ? undefined : headOf(headPieces, found, official, block, known);
  const inherited =
    ownHead === undefined &&
    headPieces.length === 0 &&
    before?.spans !== undefined &&
    figures.every((figure) => isWithin(figure, before));
  // The figures of a part with one column need no heads, only to stand in one.
  const single = headPieces.length === 0 && before !== undefined && count === 1 && found?.length === 1;
  const spans = ownHead !== undefined || single ? found : inherited ? before.spans : undefined;
  const head = ownHead ?? headOf(headPieces, undefined, official, block, known) ?? [];
  // Without heads the figures of groups side by side say nothing, not even that they are these.
  if (grouped && head.length === 0) return undefined;

  const labels = words.filter(isBeside);
  const byLine = new Map<number, Piece[]>();
  for (const figure of figures) byLine.set(figure.line, [...(byLine.get(figure.line) ?? []), figure]);
  const lines = [...byLine.values()];
  const rows = grouped
    ? // Figures in two lines are figures that were broken.
      [rowOf([], true, figures, lines.length === 1 ? spans : undefined)]
    : labelRows(lines, labels, known, spans, block);
  // Words among the figures may be a figure's.
  for (const piece of words) {
    if (isBeside(piece) || headPieces.includes(piece)) continue;
    for (const row of rows)
      if (Math.abs(row.y - piece.baseline) < thresholds.officialPitch * piece.size) row.unplaced = true;
  }
  const used = new Set(rows.flatMap((row) => row.label));
  return { part, spans, head, rows, beside: groupsOf(labels.filter((piece) => !used.has(piece))) };
}

/** The last column's side is the longest line's end on the page before: it bounds nothing. */
function isWithin(figure: Piece, { xs, spans = [], labels }: Columns): boolean {
  const last = spans.length - 1;
  if (xs.length - 1 - labels !== spans.length) return false;
  return spans.some(
    (_, i) =>
      figure.left >= (xs[labels + i] as number) && (i === last || figure.right <= (xs[labels + i + 1] as number)),
  );
}
