/**
 * The official tables where they are set without ruling lines (or with a few across only): found by the form's own
 * labels, since figures that stand one below the other are no proof by themselves. Columns are told from the figures
 * and must number, and be headed, as the form has them; a figure's row is the one whose whole label stands round it.
 * What fails either is emitted as unplaced.
 */
import { looksLikeFigure } from '../../form/figures.ts';
import { type Form, type FormBlock, type FormColumn, type FormTable, rowsOf } from '../../form/form.ts';
import { tableIds } from '../../form/ids.ts';
import { labelFit, recognisedFrom } from '../../form/likeness.ts';
import { bareWords } from '../../form/normalise.ts';
import type { Frame, Glyph } from './display.ts';
import { isPageNumber } from './furniture.ts';
import { chunksOf, lineOf, splitAt, type TextLine } from './lines.ts';
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

export interface OfficialTables {
  readonly tables: readonly PageTable[];
  readonly lines: readonly TextLine[];
  /** Those of `lines` that are of such a table whose figures nobody can place: no other table must be made of them. */
  readonly doubtful: ReadonlySet<TextLine>;
  /** For the next page. */
  readonly columns: Columns | undefined;
}

interface Span {
  readonly left: number;
  readonly right: number;
}

/** A piece of a line: a figure, or words of one cell. */
interface Piece extends Span {
  readonly text: string;
  readonly bare: string;
  readonly glyphs: readonly Glyph[];
  readonly baseline: number;
  readonly size: number;
  readonly line: number;
  readonly kind: 'figure' | 'label' | 'unknown';
}

/** What one form's table is known by. */
interface Known {
  readonly official: FormTable;
  /** All labels, bare, one a line. */
  readonly corpus: string;
  /** Bare row label (in every wording) to row. */
  readonly rows: ReadonlyMap<string, number>;
  /** Bare labels above columns and beside rows. */
  readonly parents: ReadonlySet<string>;
  readonly headings: ReadonlyMap<string, FormBlock>;
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly table: PageTable;
  readonly columns: Omit<Columns, 'page'>;
}

/** One row to be: its label, its figures by column. */
interface Row {
  readonly y: number;
  readonly label: readonly Piece[];
  readonly exact: boolean;
  readonly figures: readonly Piece[];
  unplaced: boolean;
}

const knownForms = new WeakMap<readonly Form[], readonly Known[]>();

function knownOf(forms: readonly Form[]): readonly Known[] {
  let known = knownForms.get(forms);
  if (known === undefined) {
    known = forms.flatMap((form) => tableIds.map((id) => prepare(form.tables[id])));
    knownForms.set(forms, known);
  }
  return known;
}

function prepare(official: FormTable): Known {
  const rows = new Map<string, number>();
  const parents = new Set<string>();
  const all = new Set<string>(official.furniture.map(bareWords));
  for (const [i, { row }] of rowsOf(official).entries()) {
    for (const label of [row.label, ...row.tolerated, ...(row.variants ?? [])]) rows.set(bareWords(label), i);
    for (const label of row.parents) parents.add(bareWords(label));
  }
  const headings = new Map<string, FormBlock>();
  for (const block of official.blocks) {
    if (block.heading !== undefined) headings.set(bareWords(block.heading), block);
    for (const column of block.columns) {
      for (const label of [column.label, ...column.tolerated, ...(column.variants ?? [])]) all.add(bareWords(label));
      for (const label of column.parents) parents.add(bareWords(label));
    }
  }
  for (const label of [...rows.keys(), ...parents, ...headings.keys()]) all.add(label);
  return { official, corpus: [...all].join('\n'), rows, parents, headings };
}

/** Takes the official tables out of a page's lines (from top to bottom). `before` is what the page before ended with. */
export function findOfficial(
  frame: Frame,
  lines: readonly TextLine[],
  forms: readonly Form[],
  before: Columns | undefined,
): OfficialTables {
  const chunked = lines.map((line) => (isPageNumber(line, lines, frame.height) ? [] : chunksOf(line)));
  if (!chunked.some((chunks) => chunks.some(isFigure)))
    return { tables: [], lines, doubtful: new Set(), columns: undefined };
  const found: Found[] = [];
  const doubtful = new Set<TextLine>();
  for (const known of knownOf(forms)) {
    const pieces = chunked.map((chunks, i) => chunks.flatMap((chunk) => piecesOf(chunk, i, lines, known)));
    const above = before?.page === frame.page - 1 ? columnsFor(known.official, before) : undefined;
    const goesOn = above !== undefined;
    for (const [from, to] of stretches(lines, pieces, frame, goesOn)) {
      const rest = from <= 2 ? above : undefined;
      const built = build(frame, lines, pieces.slice(from, to).flat(), known, rest, strays(lines, chunked, from, to));
      if (built !== undefined) found.push(built);
      else for (const line of lines.slice(from, to)) doubtful.add(line);
    }
  }
  found.sort((a, b) => b.score - a.score);
  const kept: Found[] = [];
  for (const one of found) {
    if (kept.every((other) => one.to < other.from || one.from > other.to)) kept.push(one);
  }
  kept.sort((a, b) => a.from - b.from);
  const last = kept[kept.length - 1];
  return {
    tables: kept.map(({ table }) => table),
    lines: lines.filter((_, i) => !kept.some(({ from, to }) => i >= from && i <= to)),
    doubtful,
    columns: last !== undefined && last.to >= lines.length - 3 ? { ...last.columns, page: frame.page } : undefined,
  };
}

function textOf(glyphs: readonly Glyph[]): string {
  return lineOf(glyphs)?.text ?? '';
}

/** A figure or a mark in its place. Blanks inside might part two columns; a point at the end is an item's number. */
function isFigure(glyphs: readonly Glyph[]): boolean {
  const text = textOf(glyphs);
  return !/\s|[.．、]$/.test(text) && looksLikeFigure(text);
}

/** A chunk as it is where the form has it, else its parts at smaller gaps. */
function piecesOf(chunk: readonly Glyph[], line: number, lines: readonly TextLine[], known: Known): Piece[] {
  const { baseline, size } = lines[line] as TextLine;
  const make = (glyphs: readonly Glyph[]): Piece => {
    const text = textOf(glyphs);
    const bare = bareWords(text);
    const kind = isFigure(glyphs)
      ? 'figure'
      : // A mark alone is the end of a label that was broken before it.
        bare === '' || (/\p{Script=Han}/u.test(bare) && known.corpus.includes(bare))
        ? 'label'
        : 'unknown';
    const right = (glyphs[glyphs.length - 1] as Glyph).right;
    return { text, bare, kind, glyphs, left: (glyphs[0] as Glyph).left, right, baseline, size, line };
  };
  const whole = make(chunk);
  if (whole.kind !== 'unknown') return [whole];
  const parts = splitAt(chunk, thresholds.officialGap * size).map(make);
  return parts.every(({ kind }) => kind !== 'unknown') ? parts : [whole];
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
    if ([...words].filter((bare) => bare.length > 1).length >= least && figures.length > 0) {
      found.push([from, to]);
    }
    from = to - 1;
  }
  return found;
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

function isLabel({ kind }: Piece): boolean {
  return kind === 'label';
}

function overlaps(a: Span, b: Span): boolean {
  return a.left < b.right && b.left < a.right;
}

/** Figures' places, joined where they overlap. */
function clusters(spans: readonly Span[]): Span[] {
  const joined: { left: number; right: number }[] = [];
  for (const { left, right } of [...spans].sort((a, b) => a.left - b.left)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else joined.push({ left, right });
  }
  return joined;
}

/** Pieces one below the other, from each piece on: what may be one label. */
function* windows(pieces: readonly Piece[]): Generator<Piece[]> {
  for (const start of pieces) {
    const window = [start];
    for (let last: Piece | undefined = start; last !== undefined && window.length <= thresholds.officialWrap; ) {
      yield [...window];
      const above: Piece = last;
      last = pieces.find(
        (piece) =>
          piece.line > above.line &&
          piece.baseline - above.baseline < thresholds.officialPitch * above.size &&
          overlaps(piece, above),
      );
      if (last !== undefined) window.push(last);
    }
  }
}

const bareOf = (window: readonly Piece[]): string => bareWords(window.map(({ text }) => text).join(''));

/** A part of a table with a head of its own. */
interface Part {
  readonly block: FormBlock;
  readonly heading: Piece | undefined;
  readonly pieces: readonly Piece[];
}

interface BuiltPart {
  readonly part: Part;
  /** Nothing when the figures' columns are not the form's. */
  readonly spans: readonly Span[] | undefined;
  readonly head: readonly HeadCell[];
  readonly rows: readonly Row[];
  /** Words beside the head or the rows' own labels. */
  readonly beside: readonly (readonly Piece[])[];
}

interface HeadCell {
  readonly text: string;
  readonly y: number;
  /** 0 is the uppermost. */
  readonly level: number;
  /** Columns [from, to). */
  readonly from: number;
  readonly to: number;
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

/** The columns as figures show them; where some have none, figures and heads together, each figure at one head. */
function spansOf(figures: readonly Piece[], heads: readonly (readonly Piece[])[], count: number): readonly Span[] {
  const spans = clusters(figures);
  if (spans.length === count || heads.length !== count) return spans;
  const whole = heads.map((head) => ({
    left: Math.min(...head.map(({ left }) => left)),
    right: Math.max(...head.map(({ right }) => right)),
  }));
  if (!spans.every((span) => whole.filter((head) => overlaps(head, span)).length === 1)) return spans;
  return clusters([...spans, ...whole]);
}

/** Whole labels of columns among the pieces, from left to right. */
function columnHeads(pieces: readonly Piece[], columns: readonly FormColumn[]): Piece[][] {
  const taken = new Set<Piece>();
  const heads: Piece[][] = [];
  for (const window of [...windows(pieces)].sort((a, b) => b.length - a.length)) {
    if (window.some((piece) => taken.has(piece))) continue;
    const bare = bareOf(window);
    const isHead = columns.some(({ label, tolerated, variants = [] }) =>
      [label, ...tolerated, ...variants].some((wording) => bareWords(wording) === bare),
    );
    if (!isHead) continue;
    for (const piece of window) taken.add(piece);
    heads.push(window);
  }
  return heads.sort((a, b) => centreOf(a) - centreOf(b));
}

function centreOf(window: readonly Piece[]): number {
  return (Math.min(...window.map(({ left }) => left)) + Math.max(...window.map(({ right }) => right))) / 2;
}

/** The heads over their columns; nothing when the form has other heads, or in another order. */
function headOf(
  pieces: readonly Piece[],
  spans: readonly Span[] | undefined,
  official: FormTable,
  block: FormBlock,
  known: Known,
): HeadCell[] | undefined {
  const grouped = official.layout === 'groups';
  const groups = grouped ? block.rows : [undefined];
  const wanted = groups.flatMap((group) => block.columns.map((column) => ({ group, column })));
  if (spans !== undefined && spans.length !== wanted.length) return undefined;
  const taken = new Set<Piece>();
  const cells: HeadCell[] = [];
  for (const window of windows(pieces)) {
    const bare = bareOf(window);
    const row = grouped ? known.rows.get(bare) : undefined;
    if (row === undefined && !known.parents.has(bare)) continue;
    if (window.some((piece) => taken.has(piece))) continue;
    for (const piece of window) taken.add(piece);
    // The form says how far a head reaches; the figures' columns have been counted, its heads are read below.
    const under = wanted.flatMap(({ group, column }, i) => {
      const above = [...column.parents, ...(group === undefined ? [] : [...group.parents, group.label])];
      return above.some((label) => bareWords(label) === bare) ? [i] : [];
    });
    const [from] = under;
    if (from === undefined) continue;
    const { group, column } = wanted[from] as (typeof wanted)[number];
    const path = [...(group?.parents ?? []), ...(group === undefined ? [] : [group.label]), ...column.parents];
    const level = path.findIndex((label) => bareWords(label) === bare);
    const y = (window[0] as Piece).baseline;
    cells.push({ text: window.map(({ text }) => text).join('\n'), y, level, from, to: from + under.length });
  }
  const free = pieces.filter((piece) => !taken.has(piece));
  const over = spans === undefined ? undefined : headsOver(free, spans, wanted);
  const leaves = over ?? headsBeside(free, spans, wanted);
  if (leaves === undefined) return undefined;
  const level = Math.max(0, ...cells.map((cell) => cell.level + 1));
  for (const [i, glyphs] of leaves.entries()) {
    const y = Math.max(...glyphs.map(({ baseline }) => baseline));
    cells.push({ text: linesOf(glyphs), y, level, from: i, to: i + 1 });
  }
  return cells;
}

/** The glyphs of each column's head where heads stand over their figures. */
function headsOver(
  pieces: readonly Piece[],
  spans: readonly Span[],
  wanted: readonly { readonly column: FormColumn }[],
): Glyph[][] | undefined {
  const own = spans.map((): Glyph[] => []);
  const inDoubt = new Set<number>();
  const add = (at: number, glyphs: readonly Glyph[]): void => {
    own[at]?.push(...glyphs);
  };
  for (const piece of pieces) {
    const over = spans.flatMap((span, i) => (overlaps(span, piece) ? [i] : []));
    if (over.length === 1) add(over[0] as number, piece.glyphs);
    else {
      for (const glyph of piece.glyphs) {
        const at = nearest(spans, (glyph.left + glyph.right) / 2);
        inDoubt.add(at);
        add(at, [glyph]);
      }
    }
  }
  const strange = own.flatMap((glyphs, i) => {
    const fit = labelFit(linesOf(glyphs), (wanted[i] as (typeof wanted)[number]).column);
    return fit >= 0.99 ? [] : [{ i, fit }];
  });
  // An office's own word for a column is known by its neighbours.
  const few = strange.length * thresholds.officialStrange <= wanted.length;
  return few && strange.every(({ i, fit }) => fit >= recognisedFrom && !inDoubt.has(i)) ? own : undefined;
}

/**
 * The same where figures stand at one side of their columns: as many heads as columns, in order, each a whole label.
 * Without `spans`, the heads alone, of columns that could not be told.
 */
function headsBeside(
  pieces: readonly Piece[],
  spans: readonly Span[] | undefined,
  wanted: readonly { readonly column: FormColumn }[],
): Glyph[][] | undefined {
  const heads = columnHeads(pieces, [...new Set(wanted.map(({ column }) => column))]);
  if (heads.length !== wanted.length || heads.flat().length < pieces.length) return undefined;
  for (const [i, head] of heads.entries()) {
    const text = head.map((piece) => piece.text).join('');
    if (labelFit(text, (wanted[i] as (typeof wanted)[number]).column) < 0.99) return undefined;
    const span = spans?.[i];
    const [above, below] = [heads[i - 1], heads[i + 1]];
    if (span === undefined) continue;
    if (above !== undefined && span.left <= centreOf(above)) return undefined;
    if (below !== undefined && span.right >= centreOf(below)) return undefined;
  }
  return heads.map((head) => head.flatMap(({ glyphs }) => [...glyphs]));
}

/** The column whose neighbours begin half way to it. */
function nearest(spans: readonly Span[], x: number): number {
  const at = spans.findIndex((span, i) => {
    const next = spans[i + 1];
    return next === undefined || x < (span.right + next.left) / 2;
  });
  return Math.max(0, at);
}

/** Words of a cell, its lines joined by '\n'. */
function linesOf(glyphs: readonly Glyph[]): string {
  const heights = [...new Set(glyphs.map(({ baseline }) => Math.round(baseline)))].sort((a, b) => a - b);
  return heights.map((y) => textOf(glyphs.filter(({ baseline }) => Math.round(baseline) === y))).join('\n');
}

/** A part's head and rows; nothing when it has no figures. */
function buildPart(part: Part, known: Known, before: Columns | undefined, last: boolean): BuiltPart | undefined {
  const { block, pieces } = part;
  const { official } = known;
  const grouped = official.layout === 'groups';
  const figures = pieces.filter(({ kind }) => kind === 'figure');
  if (figures.length === 0) {
    // The page's end may stand between heads and rows.
    if (!last || part.heading === undefined || !pieces.every(isLabel)) return undefined;
    const heads = columnHeads(pieces, block.columns).flat();
    return {
      part,
      spans: undefined,
      head: headOf(heads, undefined, official, block, known) ?? [],
      rows: [],
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
  const ownHead = headOf(headPieces, found, official, block, known);
  const inherited =
    ownHead === undefined &&
    headPieces.length === 0 &&
    before?.spans !== undefined &&
    figures.every((figure) => isWithin(figure, before));
  // The figures of a part with one column need no heads, only to stand in one.
  const single = headPieces.length === 0 && before !== undefined && count === 1 && found.length === 1;
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

function rowOf(
  label: readonly Piece[],
  exact: boolean,
  figures: readonly Piece[],
  spans: readonly Span[] | undefined,
): Row {
  const y = (figures[0] ?? label[0])?.baseline ?? 0;
  const places = new Set(
    spans === undefined ? [] : figures.map((figure) => nearest(spans, (figure.left + figure.right) / 2)),
  );
  return { y, label, exact, figures, unplaced: spans === undefined || places.size < figures.length };
}

/** Rows of figures with the labels that stand round them, and rows of the form without any figure. */
function labelRows(
  lines: readonly (readonly Piece[])[],
  labels: readonly Piece[],
  known: Known,
  spans: readonly Span[] | undefined,
  block: FormBlock,
): Row[] {
  const official = rowsOf(known.official);
  const whole = [...windows(labels)].filter((window) => {
    const row = known.rows.get(bareOf(window));
    return row !== undefined && official[row]?.block === block;
  });
  // The whole label, not a shorter wording at its beginning.
  whole.sort((a, b) => b.length - a.length);
  const chosen = new Map<readonly Piece[], readonly Piece[]>();
  const users = new Map<Piece, number>();
  for (const line of lines) {
    const { baseline, size } = line[0] as Piece;
    // The label that has a line on the figures' height; else the one that they nearly touch.
    const window =
      labelAt(whole, baseline, size * thresholds.officialLevel) ??
      labelAt(whole, baseline, size * thresholds.officialReach);
    if (window === undefined) continue;
    chosen.set(line, window);
    for (const piece of window) users.set(piece, (users.get(piece) ?? 0) + 1);
  }
  const rows: Row[] = [];
  for (const line of lines) {
    const window = chosen.get(line);
    if (window === undefined) {
      rows.push({ ...rowOf(strangeLabel(line, labels, users, known), false, line, spans), unplaced: true });
      continue;
    }
    const inDoubt = window.some((piece) => (users.get(piece) as number) > 1);
    // Two lines of figures beside one label: figures that were broken.
    const same = rows.findIndex(({ label }) => label === window);
    if (same === -1) rows.push({ ...rowOf(window, true, line, spans), ...(inDoubt ? { unplaced: true } : {}) });
    else rows[same] = { ...(rows[same] as Row), figures: [...(rows[same] as Row).figures, ...line], unplaced: true };
  }
  // Figures without a label, or beside a part of one, may be the rest of figures above or below that were broken.
  for (const row of rows) {
    if (row.exact || row.label.some(({ kind }) => kind === 'unknown')) continue;
    for (const other of rows) {
      if (Math.abs(other.y - row.y) < 2 * thresholds.officialPitch * (row.figures[0] as Piece).size)
        other.unplaced = true;
    }
  }
  const strange = rows.filter(({ exact }) => !exact);
  for (const window of whole) {
    if (window.some((piece) => users.has(piece))) continue;
    for (const piece of window) users.set(piece, 1);
    const [first, last] = [window[0] as Piece, window[window.length - 1] as Piece];
    const reach = thresholds.officialPitch * first.size;
    const y = window.reduce((sum, { baseline }) => sum + baseline, 0) / window.length;
    const blank = { ...rowOf(window, true, [], spans), y };
    // Figures near by without a label of their own may be this row's.
    if (strange.some((row) => row.y > first.baseline - reach && row.y < last.baseline + reach)) blank.unplaced = true;
    rows.push(blank);
  }
  return rows.sort((a, b) => a.y - b.y);
}

/** The one label that reaches over a height, give or take `reach`; where wordings share their lines, the longest. */
function labelAt(whole: readonly (readonly Piece[])[], y: number, reach: number): readonly Piece[] | undefined {
  const near = whole.filter((window) => {
    const [first, last] = [window[0] as Piece, window[window.length - 1] as Piece];
    return y > first.baseline - reach && y < last.baseline + reach;
  });
  return near.find((one) => near.every((other) => other === one || other.every((piece) => one.includes(piece))));
}

/** The label of an office's own row: what stands on the figures' height, as far to the right as any. */
function strangeLabel(
  line: readonly Piece[],
  labels: readonly Piece[],
  users: ReadonlyMap<Piece, number>,
  known: Known,
): Piece[] {
  // A line of the label of a group, which stands beside all its rows, is the name of none.
  const ofGroup = ({ bare }: Piece): boolean => [...known.parents].some((label) => label.includes(bare));
  const on = labels.filter((piece) => piece.line === (line[0] as Piece).line && !users.has(piece) && !ofGroup(piece));
  return on.slice(-1);
}

/** Pieces that stand close below each other. */
function groupsOf(pieces: readonly Piece[]): Piece[][] {
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

/** A row of the grid before its places are known; columns count from the first value column, labels before it. */
interface GridRow {
  readonly y: number;
  readonly cells: { readonly from: number; readonly to: number; readonly text: string }[];
  readonly unplaced: boolean;
}

function emit(
  frame: Frame,
  lines: readonly TextLine[],
  parts: readonly BuiltPart[],
  known: Known,
  before: Columns | undefined,
  exact: number,
): Found {
  const widest = parts.reduce((best, part) => ((part.spans?.length ?? 0) > (best.spans?.length ?? 0) ? part : best));
  const widestRow = Math.max(
    1,
    ...parts.flatMap(({ spans, head, rows }) => [
      spans?.length ?? 0,
      ...head.map(({ to }) => to),
      ...rows.map((row) => row.figures.length),
    ]),
  );
  const needed = known.official.layout === 'groups' ? 0 : parts.some(({ beside }) => beside.length > 0) ? 2 : 1;
  // The rest of a table has the columns of its beginning: so it is known for that.
  const start = parts[0]?.head.length === 0 && parts[0].part.heading === undefined ? before : undefined;
  const rest =
    start !== undefined && start.labels >= needed && start.xs.length - 1 - start.labels >= widestRow
      ? start
      : undefined;
  const labelColumns = rest?.labels ?? needed;
  const most = rest === undefined ? widestRow : rest.xs.length - 1 - rest.labels;
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
        spans === undefined || row.unplaced ? i : nearest(spans, (figure.left + figure.right) / 2),
      );
      own.push({
        y: row.y,
        unplaced: row.unplaced,
        cells: [
          ...(labelColumns === 0 ? [] : [{ from: labelColumns - 1, to: labelColumns, text: label }]),
          ...row.figures.map(({ text }, i) => {
            const place = places[i] as number;
            return { from: labelColumns + place, to: row.unplaced ? labelColumns + place + 1 : end(place + 1), text };
          }),
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
  return { from, to, score, table, columns };
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
