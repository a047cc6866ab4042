/**
 * Running text in several columns: where the gutters of a page are, and in which order its parts are read. Strict, since
 * a form's line with a wide gap or a table without ruling lines must not be torn apart: on both sides of a gutter stand
 * full lines of text, one below the other. What reaches over a gutter (a heading, a table, text of one column) ends
 * the columns above it. Where geometry leaves an order open, the order in which the file draws decides.
 */
import type { Box, Frame, Glyph } from './display.ts';
import { chunksOf, lineOf, type TextLine } from './lines.ts';
import { quantile } from './quantile.ts';
import { thresholds } from './thresholds.ts';

/** A part of a page whose text is read from top to bottom before that of the next part. */
export interface Region {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** From 1; 0 for text of the whole page's width. Regions of one number have the same margins. */
  readonly column: number;
  /** Of the paper that the column has to itself, margins and all; of the page where there are none. */
  readonly width: number;
}

/** Text stands up to `left` and from `right` on. */
export interface Gutter {
  readonly left: number;
  readonly right: number;
}

export interface Columns {
  /** In reading order; they cover the page. */
  readonly regions: readonly Region[];
  /** The lines, parted at the gutters, from top to bottom. */
  readonly lines: readonly TextLine[];
  /** From left to right; none on a page with one column. */
  readonly gutters: readonly Gutter[];
}

/** A stretch of a line without a wide gap. */
interface Chunk extends Gutter {
  readonly baseline: number;
  readonly size: number;
  readonly run: number;
}

/** Text or a block in one column. */
interface Part {
  readonly column: number;
  readonly box: Box;
  /** When the file draws it; nothing for a block. */
  readonly run: number | undefined;
  readonly line: TextLine | undefined;
}

type Band = { readonly wide: boolean; readonly parts: Part[] };

const everywhere = { top: Number.NEGATIVE_INFINITY, bottom: Number.POSITIVE_INFINITY };

/** Parts a page's lines (from top to bottom) into columns. `blocks` are its tables and pictures, `before` the page before's gutters. */
export function findColumns(
  frame: Frame,
  lines: readonly TextLine[],
  blocks: readonly Box[],
  before: readonly Gutter[],
): Columns {
  const gutters = findGutters(lines, blocks, before);
  if (gutters.length === 0) return { regions: [wholePage(frame)], lines, gutters };
  const bands = withOrder(bandsOf(lines, blocks, gutters), frame);
  return { regions: regionsOf(bands, gutters, frame), lines: partedLines(bands), gutters };
}

/** What a page's gutters add to those of the pages before: a page may have text in some of the columns only. */
export function remembered(gutters: readonly Gutter[], before: readonly Gutter[]): readonly Gutter[] {
  if (gutters.length === 0) return before;
  const isApart = ({ left, right }: Gutter): boolean =>
    gutters.every((other) => right < other.left || left > other.right);
  return [...gutters, ...before.filter(isApart)];
}

/** The region of a page with one column. */
export function wholePage(frame: Frame): Region {
  return {
    ...everywhere,
    left: Number.NEGATIVE_INFINITY,
    right: Number.POSITIVE_INFINITY,
    column: 0,
    width: frame.width,
  };
}

/** Index of the region that holds a box's middle. */
export function regionAt(regions: readonly Region[], box: Box): number {
  if (regions.length === 1) return 0;
  const x = (box.left + box.right) / 2;
  const y = (box.top + box.bottom) / 2;
  const at = regions.findIndex(({ top, bottom, left, right }) => y >= top && y < bottom && x >= left && x < right);
  return Math.max(0, at);
}

function chunks(line: TextLine): Chunk[] {
  return chunksOf(line).map((glyphs) => ({
    left: (glyphs[0] as Glyph).left,
    right: (glyphs[glyphs.length - 1] as Glyph).right,
    baseline: line.baseline,
    size: line.size,
    run: (glyphs[0] as Glyph).run,
  }));
}

// ---- gutters ----

/** Stretches of text side by side, on both sides of a gutter. */
interface Pair {
  readonly left: Chunk;
  readonly right: Chunk;
}

function findGutters(lines: readonly TextLine[], blocks: readonly Box[], before: readonly Gutter[]): Gutter[] {
  const chunked = lines.map(chunks);
  const found = before.flatMap((gutter) =>
    isBeside(chunked, blocks, gutter) ? [{ gutter, weight: 0, least: 0 }] : [],
  );
  for (const x of edgesOf(chunked)) {
    const pairs = pairsAt(chunked, x);
    const known = before.some(({ right }) => Math.abs(right - x) < thresholds.sameColumn);
    // Indented lines have the column's own side to the left of them.
    const atSide = pairs.filter(({ right }) => right.left - x < 1).length;
    if (atSide < Math.min(2, pairs.length) || !isGutter(pairs, known)) continue;
    const gutter = { left: Math.max(...pairs.map(({ left }) => left.right)), right: x };
    const least = Math.min(...pairs.map(({ right }) => right.size)) * thresholds.columnWidth;
    found.push({ gutter, weight: pairs.length, least });
  }
  found.sort((a, b) => b.weight - a.weight || a.gutter.right - b.gutter.right);
  const kept: Gutter[] = [];
  for (const { gutter, least } of found) {
    if (kept.every((other) => Math.abs(gutter.right - other.right) > Math.max(least, thresholds.sameColumn)))
      kept.push(gutter);
  }
  return kept.sort((a, b) => a.left - b.left);
}

/** Whether something ends or begins at a gutter of the page before: there need not be text on both sides of it. */
function isBeside(chunked: readonly (readonly Chunk[])[], blocks: readonly Box[], { left, right }: Gutter): boolean {
  const near = (a: number, b: number, slack: number): boolean => Math.abs(a - b) < slack;
  return (
    blocks.some(
      (box) => near(box.right, left, thresholds.sameColumn) || near(box.left, right, thresholds.sameColumn),
    ) ||
    chunked.some((line) =>
      line.some((chunk) => {
        const wide = chunk.right - chunk.left >= thresholds.columnWidth * chunk.size;
        return wide && (near(chunk.right, left, thresholds.columnRagged * chunk.size) || near(chunk.left, right, 1));
      }),
    )
  );
}

/** Places where several lines begin, far enough to the right for a column to their left; the most frequent ones. */
function edgesOf(chunked: readonly (readonly Chunk[])[]): number[] {
  const all = chunked.flat();
  const first = all.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY);
  const lefts = all.filter(({ left, size }) => left - first > thresholds.columnWidth * size).map(({ left }) => left);
  lefts.sort((a, b) => a - b);
  const edges: { x: number; count: number }[] = [];
  for (const x of lefts) {
    const last = edges[edges.length - 1];
    if (last !== undefined && x - last.x <= 1) last.count++;
    else edges.push({ x, count: 1 });
  }
  const frequent = edges.filter(({ count }) => count > 1).sort((a, b) => b.count - a.count || a.x - b.x);
  return frequent.slice(0, thresholds.columnEdges).map(({ x }) => x);
}

/** What begins at `x` (or indented there), and what ends before it at the same height. */
function pairsAt(chunked: readonly (readonly Chunk[])[], x: number): Pair[] {
  const lefts: Chunk[] = [];
  const rights: Chunk[] = [];
  for (const line of chunked) {
    const at = line.findIndex((chunk) => chunk.left >= x - 1);
    const right = line[at];
    const left = line[at === -1 ? line.length - 1 : at - 1];
    if (left !== undefined) {
      if (left.right > x - thresholds.gutter * left.size) continue;
      lefts.push(left);
    }
    if (right !== undefined && right.left - x < thresholds.columnIndent * right.size) rights.push(right);
  }
  const pairs: Pair[] = [];
  let at = 0;
  for (const right of rights) {
    const distance = (left: Chunk): number => Math.abs(left.baseline - right.baseline);
    while (at + 1 < lefts.length && distance(lefts[at + 1] as Chunk) <= distance(lefts[at] as Chunk)) at++;
    const left = lefts[at];
    if (left !== undefined && distance(left) < right.size) pairs.push({ left, right });
  }
  return pairs;
}

/** Whether columns of text stand on both sides. `known`: the page before had a gutter here. */
function isGutter(pairs: readonly Pair[], known: boolean): boolean {
  const lefts = fullParts(pairs.map(({ left }) => left));
  const rights = fullParts(pairs.map(({ right }) => right));
  const byColumns = drawnByColumns(pairs);
  const part = (count: number): number => count / pairs.length;
  if (known && lefts > 0 && byColumns >= 0.5) return true;
  if (pairs.length < thresholds.columnLines) return pairs.length > 1 && lefts === pairs.length && byColumns === 1;
  // Drawn line by line it may be a table of two columns of words: only full lines all along are running text.
  const [left, right] = byColumns >= 0.5 ? [0.4, 0.3] : [0.7, 0.6];
  return lefts >= 3 && rights >= 2 && part(lefts) >= left && part(rights) >= right;
}

/** How many lie between the same two margins, as full lines of a column do; the last of a paragraph is shorter. */
function fullParts(column: readonly Chunk[]): number {
  if (column.length === 0) return 0;
  const left = quantile(
    column.map((chunk) => chunk.left),
    0.2,
  );
  const right = quantile(
    column.map((chunk) => chunk.right),
    0.8,
  );
  return column.filter((chunk) => {
    const { size } = chunk;
    const aligned = chunk.left > left - size && chunk.left < left + thresholds.columnIndent * size;
    const full = Math.abs(chunk.right - right) < thresholds.columnRagged * size;
    return aligned && full && chunk.right - chunk.left >= thresholds.columnWidth * size;
  }).length;
}

/** Part of the line ends after which the file draws the next line of the left column before the right one's; 1 for a single line. */
function drawnByColumns(pairs: readonly Pair[]): number {
  if (pairs.length < 2) return 1;
  const steps = pairs.slice(1).map(({ left }, i) => left.run < (pairs[i] as Pair).right.run);
  return steps.filter(Boolean).length / steps.length;
}

// ---- bands of columns, and what reaches over them ----

function bandsOf(lines: readonly TextLine[], blocks: readonly Box[], gutters: readonly Gutter[]): Band[] {
  const items = [
    ...lines.map((line) => ({ box: line as Box, parts: partsOf(line, gutters) })),
    ...blocks.map((box) => ({ box, parts: [blockPart(box, gutters)] })),
  ].sort((a, b) => a.box.top - b.box.top);
  const right = items.reduce((most, { box }) => Math.max(most, box.right), 0);
  const bands: Band[] = [];
  for (const { parts } of items) {
    const wide = parts[0]?.column === 0;
    let band = bands[bands.length - 1];
    const last = band?.parts[band.parts.length - 1];
    // The last line of text over the whole width ends before the gutter.
    if (!wide && band?.wide === true && parts.length === 1 && endsWide(last?.line, parts[0] as Part, items, right)) {
      band.parts.push({ ...(parts[0] as Part), column: 0 });
      continue;
    }
    if (band === undefined || band.wide !== wide) {
      band = { wide, parts: [] };
      bands.push(band);
    }
    band.parts.push(...parts);
  }
  return bands;
}

/** A line's parts by column; one of column 0 where it reaches over a gutter. */
function partsOf(line: TextLine, gutters: readonly Gutter[]): Part[] {
  const groups: Glyph[][] = [];
  const columns: number[] = [];
  for (const glyphs of chunksOf(line)) {
    const [left, right] = [(glyphs[0] as Glyph).left, (glyphs[glyphs.length - 1] as Glyph).right];
    const slack = (thresholds.gutter * line.size) / 2;
    if (gutters.some((gutter) => left < gutter.right - slack && right > gutter.right - slack))
      return [{ column: 0, box: line, run: (line.glyphs[0] as Glyph).run, line }];
    const column = gutters.filter((gutter) => left >= gutter.right - slack).length + 1;
    if (columns[columns.length - 1] === column) groups[groups.length - 1]?.push(...glyphs);
    else {
      columns.push(column);
      groups.push([...glyphs]);
    }
  }
  if (groups.length === 1) return [{ column: columns[0] as number, box: line, run: groups[0]?.[0]?.run, line }];
  return groups.flatMap((glyphs, i) => {
    const [first, last] = [glyphs[0] as Glyph, glyphs[glyphs.length - 1] as Glyph];
    const part = lineOf(line.glyphs.filter((glyph) => glyph.left >= first.left && glyph.left <= last.left));
    return part === undefined ? [] : [{ column: columns[i] as number, box: part, run: first.run, line: part }];
  });
}

function blockPart(box: Box, gutters: readonly Gutter[]): Part {
  const over = gutters.some(({ left, right }) => box.left < left && box.right > right);
  const column = gutters.filter(({ right }) => (box.left + box.right) / 2 >= right).length + 1;
  return { column: over ? 0 : column, box, run: undefined, line: undefined };
}

/** Whether a short line in the first column is the last one of the text over the whole width above it. */
function endsWide(
  above: TextLine | undefined,
  { column, line }: Part,
  items: readonly { readonly parts: readonly Part[] }[],
  right: number,
): boolean {
  if (above === undefined || line === undefined || column !== 1) return false;
  const next = line.baseline - above.baseline < thresholds.columnPitch * line.size;
  const outdented = line.left - above.left < thresholds.indent * line.size;
  const full = right - above.right < thresholds.columnRagged * above.size;
  if (!full || !next || !outdented) return false;
  const beside = items.some(({ parts }) =>
    parts.some(({ column: other, box }) => other > 1 && box.top < line.bottom && box.bottom > line.top),
  );
  return !beside;
}

// ---- reading order ----

/**
 * Columns under each other without anything over the whole width between them, such as the texts under two short
 * headings: the file draws them one after the other.
 */
function withOrder(bands: readonly Band[], frame: Frame): Band[] {
  return bands.flatMap((band) => {
    if (band.wide) return [band];
    return byDrawing(band.parts) ?? byHeadings(band.parts, frame);
  });
}

/** Nothing where the drawing tells no columns, as of tables alone. */
function byDrawing(parts: readonly Part[]): Band[] | undefined {
  const drawn = parts.filter((part) => part.run !== undefined);
  if (drawn.length === 0) return undefined;
  drawn.sort((a, b) => (a.run as number) - (b.run as number));
  const groups: Part[][] = [];
  let column = Number.POSITIVE_INFINITY;
  for (const part of drawn) {
    if (part.column < column) groups.push([]);
    (groups[groups.length - 1] as Part[]).push(part);
    column = part.column;
  }
  // A line in each column at a time: drawn across the page, whatever is read first.
  const across = groups.filter(
    (group) => group.length > 1 && new Set(group.map((part) => part.column)).size === group.length,
  );
  if (across.length > 1) return undefined;
  for (const [i, group] of groups.entries()) {
    const above = groups[i - 1];
    if (above !== undefined && bottomOf(above) > topOf(group) + thresholds.snap) return undefined;
  }
  for (const part of parts) {
    if (part.run !== undefined) continue;
    const at = groups.findLastIndex((group) => topOf(group) <= part.box.top + thresholds.snap);
    (groups[Math.max(0, at)] as Part[]).push(part);
  }
  return groups.map((own) => ({ wide: false, parts: own }));
}

/** A section's heading of its own height, with the other columns above and below it, begins the columns anew. */
function byHeadings(parts: readonly Part[], frame: Frame): Band[] {
  const bands: Band[] = [{ wide: false, parts: [] }];
  const others = parts.filter(({ column }) => column > 1);
  const isAlone = ({ top, bottom }: Box): boolean => {
    const beside = others.some(({ box }) => box.top < bottom && box.bottom > top);
    const above = others.some(({ box }) => box.bottom <= top);
    const below = others.some(({ box }) => box.top >= bottom) || bottom < frame.height * thresholds.columnFoot;
    return !beside && above && below;
  };
  for (const part of parts) {
    const isHeading = part.column === 1 && part.line !== undefined && sectionNumber.test(part.line.text);
    if (isHeading && isAlone(part.box)) bands.push({ wide: false, parts: [] });
    bands[bands.length - 1]?.parts.push(part);
  }
  return bands;
}

const sectionNumber = /^\s*[一二三四五六七八九十]{1,3}\s*、/;

function topOf(parts: readonly Part[]): number {
  return Math.min(...parts.map(({ box }) => box.top));
}

function bottomOf(parts: readonly Part[]): number {
  return Math.max(...parts.map(({ box }) => box.bottom));
}

function regionsOf(bands: readonly Band[], gutters: readonly Gutter[], frame: Frame): Region[] {
  const filled = bands.filter(({ parts }) => parts.length > 0);
  return filled.flatMap((band, i): Region[] => {
    const [above, below] = [filled[i - 1], filled[i + 1]];
    const top = above === undefined ? everywhere.top : between(above, band);
    const bottom = below === undefined ? everywhere.bottom : between(band, below);
    if (band.wide) return [{ ...wholePage(frame), top, bottom }];
    return Array.from({ length: gutters.length + 1 }, (_, k) => {
      const [from, to] = [gutters[k - 1], gutters[k]];
      const left = from === undefined ? Number.NEGATIVE_INFINITY : (from.left + from.right) / 2;
      const right = to === undefined ? Number.POSITIVE_INFINITY : (to.left + to.right) / 2;
      return { top, bottom, left, right, column: k + 1, width: paperOf(filled, k + 1, frame) };
    });
  });
}

function between(above: Band, below: Band): number {
  return (bottomOf(above.parts) + topOf(below.parts)) / 2;
}

function paperOf(bands: readonly Band[], column: number, frame: Frame): number {
  const lines = bands.flatMap(({ parts }) => parts.filter((part) => part.column === column && part.line !== undefined));
  if (lines.length === 0) return frame.width;
  const lefts = lines.map(({ box }) => box.left);
  const rights = lines.map(({ box }) => box.right);
  return (quantile(rights, 0.9) - quantile(lefts, 0.1)) / thresholds.textPart;
}

function partedLines(bands: readonly Band[]): TextLine[] {
  return bands
    .flatMap(({ parts }) => parts.flatMap(({ line }) => (line === undefined ? [] : [line])))
    .sort((a, b) => a.top - b.top || a.left - b.left);
}
