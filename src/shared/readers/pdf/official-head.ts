/** The heads of an official table without ruling lines: which columns its figures stand in, and whether the form has them. */
import type { FormBlock, FormColumn, FormTable } from '../../form/form.ts';
import { labelFit, recognisedFrom } from '../../form/likeness.ts';
import { bareWords } from '../../form/normalise.ts';
import type { Glyph } from './display.ts';
import { bareOf, type Known, linesOf, overlaps, type Piece, type Span, windows } from './official-words.ts';
import { thresholds } from './thresholds.ts';

export interface HeadCell {
  readonly text: string;
  readonly y: number;
  /** 0 is the uppermost. */
  readonly level: number;
  /** Columns [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Figures' places, joined where they overlap. */
export function clusters(spans: readonly Span[]): Span[] {
  const joined: { left: number; right: number }[] = [];
  for (const { left, right } of [...spans].sort((a, b) => a.left - b.left)) {
    const last = joined[joined.length - 1];
    if (last !== undefined && left < last.right) last.right = Math.max(last.right, right);
    else joined.push({ left, right });
  }
  return joined;
}

/**
 * The columns as figures show them; where some have none, figures and heads together, each figure at one head. Nothing
 * where two figures of one line stand in one: figures that touch, 1234567 and 1, have made one of two columns.
 */
export function spansOf(
  figures: readonly Piece[],
  heads: readonly (readonly Piece[])[],
  count: number,
): readonly Span[] | undefined {
  const spans = clusters(figures);
  const isShared = (span: Span): boolean => {
    const lines = figures.filter((figure) => overlaps(figure, span)).map(({ line }) => line);
    return new Set(lines).size < lines.length;
  };
  if (spans.some(isShared)) return undefined;
  if (spans.length === count || heads.length !== count) return spans;
  const whole = heads.map((head) => ({
    left: Math.min(...head.map(({ left }) => left)),
    right: Math.max(...head.map(({ right }) => right)),
  }));
  if (!spans.every((span) => whole.filter((head) => overlaps(head, span)).length === 1)) return spans;
  return clusters([...spans, ...whole]);
}

/** Whole labels of columns among the pieces, from left to right. */
export function columnHeads(pieces: readonly Piece[], columns: readonly FormColumn[]): Piece[][] {
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
export function headOf(
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
export function nearest(spans: readonly Span[], x: number): number {
  const at = spans.findIndex((span, i) => {
    const next = spans[i + 1];
    return next === undefined || x < (span.right + next.left) / 2;
  });
  return Math.max(0, at);
}
