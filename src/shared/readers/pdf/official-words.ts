/**
 * Words of the official tables as a page has them: pieces of lines that are figures or labels of the form, and what one
 * form's table is known by.
 */
import { looksLikeFigure } from '../../form/figures.ts';
import { type Form, type FormBlock, type FormTable, rowsOf } from '../../form/form.ts';
import { tableIds } from '../../form/ids.ts';
import { bareWords } from '../../form/normalise.ts';
import { madeOnce } from '../../made-once.ts';
import type { Glyph } from './display.ts';
import { lineOf, splitAt, type TextLine } from './lines.ts';
import { thresholds } from './thresholds.ts';

export interface Span {
  readonly left: number;
  readonly right: number;
}

/** A piece of a line: a figure, or words of one cell. */
export interface Piece extends Span {
  readonly text: string;
  readonly bare: string;
  readonly glyphs: readonly Glyph[];
  readonly baseline: number;
  readonly size: number;
  readonly line: number;
  readonly kind: 'figure' | 'label' | 'unknown';
}

/** What one form's table is known by. */
export interface Known {
  readonly official: FormTable;
  /** All labels, bare, one a line. */
  readonly corpus: string;
  /** Bare row label (in every wording) to row. */
  readonly rows: ReadonlyMap<string, number>;
  /** Bare labels above columns and beside rows. */
  readonly parents: ReadonlySet<string>;
  readonly headings: ReadonlyMap<string, FormBlock>;
}

const knownForms = new WeakMap<readonly Form[], readonly Known[]>();

export function knownOf(forms: readonly Form[]): readonly Known[] {
  return madeOnce(knownForms, forms, () => forms.flatMap((form) => tableIds.map((id) => prepare(form.tables[id]))));
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

export function textOf(glyphs: readonly Glyph[]): string {
  return lineOf(glyphs)?.text ?? '';
}

/** A figure or a mark in its place. Blanks inside might part two columns; a point at the end is an item's number. */
export function isFigure(glyphs: readonly Glyph[]): boolean {
  const text = textOf(glyphs);
  return !/\s|[.．、]$/.test(text) && looksLikeFigure(text);
}

/** A chunk as it is where the form has it, else its parts at smaller gaps. */
export function piecesOf(chunk: readonly Glyph[], line: number, lines: readonly TextLine[], known: Known): Piece[] {
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
  if (whole.kind === 'figure') return [whole];
  const parts = splitAt(chunk, thresholds.officialGap * size).map(make);
  // Bare words are without marks, so that a label is one even with the / of the first column close beside it.
  const hidesMark = parts.slice(1).some(({ kind, bare }) => kind === 'figure' && bare === '');
  if (whole.kind === 'label' && !hidesMark) return [whole];
  return parts.every(({ kind }) => kind !== 'unknown') ? parts : [whole];
}

export function isLabel({ kind }: Piece): boolean {
  return kind === 'label';
}

export function overlaps(a: Span, b: Span): boolean {
  return a.left < b.right && b.left < a.right;
}

/** Pieces one below the other, from each piece on: what may be one label. */
export function* windows(pieces: readonly Piece[]): Generator<Piece[]> {
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

export const bareOf = (window: readonly Piece[]): string => bareWords(window.map(({ text }) => text).join(''));

/** Words of a cell, its lines joined by '\n'. */
export function linesOf(glyphs: readonly Glyph[]): string {
  const heights = [...new Set(glyphs.map(({ baseline }) => Math.round(baseline)))].sort((a, b) => a - b);
  return heights.map((y) => textOf(glyphs.filter(({ baseline }) => Math.round(baseline) === y))).join('\n');
}
