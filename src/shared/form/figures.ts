/**
 * Reads the figure in a table cell: full-width digits, spaces between digits, thousands separators,
 * signs and the column's own unit are understood; everything else is said, never converted.
 */
import type { ColumnUnit } from './form.ts';
import { foldWidth, withoutBlanks } from './normalise.ts';

/** How a cell's text reads as a number. */
export type CellReading =
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  /** Blank, or one of the marks that stand for nothing: / — - 无. Counts as 0 in sums. */
  | { readonly kind: 'blank' }
  /** Words, or a number with a unit that is not the column's. */
  | { readonly kind: 'not-a-number'; readonly unit?: string };

const blankMarks = /^(?:[/\\╱╲⁄∕\-‐‑‒–—―－─━_＿~～〜·.]*|无|空|\/)$/u;
const figure = /^([+-]?)((?:\d{1,3}(?:,\d{3})+)|\d+)(?:\.(\d+))?(.*)$/;
const ownUnits: Readonly<Record<ColumnUnit, readonly string[]>> = {
  count: ['件', '项', '个', '宗', '条', '次', '份', '例'],
  change: ['件', '项', '个', '宗', '条', '次', '份', '例'],
  amount: ['万元', '万'],
};
const knownUnits = /^(?:件次|件|项|个|宗|条|次|份|例|人次|人|元|千元|万元|亿元|万|亿|%|页)$/;

/** A cell's text as a figure of a column with `unit`. */
export function readFigure(raw: string, unit: ColumnUnit): CellReading {
  if (raw === '') return { kind: 'blank' };
  if (isWholeNumber(raw)) return { kind: 'number', value: Number(raw), decimals: 0 };
  const text = withoutBlanks(foldWidth(raw)).replace(/[−﹣]/g, '-').replace(/[﹢]/g, '+');
  if (blankMarks.test(text)) return { kind: 'blank' };
  const match = figure.exec(text);
  if (!match) return { kind: 'not-a-number' };
  const [, sign, whole = '', fraction = '', rest = ''] = match;
  if (rest !== '' && !ownUnits[unit].includes(rest)) {
    return knownUnits.test(rest) ? { kind: 'not-a-number', unit: rest } : { kind: 'not-a-number' };
  }
  const value = Number(`${sign === '-' ? '-' : ''}${whole.replaceAll(',', '')}${fraction ? `.${fraction}` : ''}`);
  // -0 would print as "0" but compare unequal under Object.is.
  return { kind: 'number', value: value === 0 ? 0 : value, decimals: fraction.length };
}

/** Whether a text can only be a cell's value: a figure or a mark for nothing (not the empty text). */
export function looksLikeFigure(text: string): boolean {
  if (text === '' || holdsWord(text)) return false;
  if (isWholeNumber(text)) return true;
  const bare = withoutBlanks(foldWidth(text));
  return (
    bare !== '' &&
    (blankMarks.test(bare) ||
      readFigure(bare, 'change').kind === 'number' ||
      readFigure(bare, 'amount').kind === 'number')
  );
}

/** Chinese characters that can stand in a figure: units, and the words for nothing. */
const figureCharacters = '件项个宗条次份例万元无空';

/** Words, and nearly all of a report is words, need no closer look either. */
function holdsWord(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x4e00 && code <= 0x9fff && !figureCharacters.includes(text.charAt(index))) return true;
  }
  return false;
}

/** Digits and nothing else: nearly all figures are written so, and need no closer look. */
function isWholeNumber(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0;
}
