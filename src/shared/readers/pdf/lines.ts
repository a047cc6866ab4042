/**
 * From glyphs to lines of text: what stands on one height, from left to right, blanks where a gap between Latin
 * words or numbers is one. Knows nothing of pages or tables.
 */

import { madeOnce } from '../../made-once.ts';
import { type Box, type Glyph, middleX, middleY } from './display.ts';
import { thresholds } from './thresholds.ts';

/** One line of text; text[i] stands between edges[i] and edges[i + 1] (UTF-16 units). */
export interface TextLine extends Box {
  readonly text: string;
  readonly edges: readonly number[];
  readonly baseline: number;
  /** Size of most of its glyphs. */
  readonly size: number;
  /** The glyphs, from left to right, without blanks at the ends. */
  readonly glyphs: readonly Glyph[];
}

/** Groups glyphs into lines, from top to bottom, each from left to right. Lines without ink are left out. */
export function findLines(glyphs: readonly Glyph[]): TextLine[] {
  return groupByHeight(glyphs)
    .map(lineOf)
    .filter((line) => line !== undefined);
}

/** Glyphs that stand on one height, top to bottom. */
function groupByHeight(glyphs: readonly Glyph[]): Glyph[][] {
  const sorted = [...glyphs].sort((a, b) => middleY(a) - middleY(b));
  const groups: Glyph[][] = [];
  let group: Glyph[] = [];
  let middle = 0;
  let size = 0;
  for (const glyph of sorted) {
    const reach = thresholds.sameLine * Math.max(size, glyph.size);
    if (group.length > 0 && middleY(glyph) - middle < reach) {
      // The line's height is that of its larger glyphs: an index or a mark does not move it.
      if (glyph.size > size) {
        size = glyph.size;
        middle = middleY(glyph);
      }
      group.push(glyph);
      continue;
    }
    group = [glyph];
    groups.push(group);
    middle = middleY(glyph);
    size = glyph.size;
  }
  return groups;
}

const chunked = new WeakMap<TextLine, readonly (readonly Glyph[])[]>();

/** Stretches of a line without a wide gap, blanks left out. Found once: columns and tables without lines are told from them. */
export function chunksOf(line: TextLine): readonly (readonly Glyph[])[] {
  return madeOnce(chunked, line, () => splitAt(line.glyphs, thresholds.columnGap * line.size));
}

/** Glyphs from left to right, parted where a gap is wider than `gap`; blanks left out. */
export function splitAt(glyphs: readonly Glyph[], gap: number): Glyph[][] {
  const groups: Glyph[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const glyph of glyphs) {
    if (glyph.blank) continue;
    if (groups.length === 0 || glyph.left - right > gap) groups.push([]);
    (groups[groups.length - 1] as Glyph[]).push(glyph);
    right = glyph.right;
  }
  return groups;
}

/** One line of glyphs that stand on one height; nothing when they are all blank. */
export function lineOf(group: readonly Glyph[]): TextLine | undefined {
  const ordered = withoutOverprint([...group].sort((a, b) => a.left - b.left || a.baseline - b.baseline));
  const first = ordered.findIndex((glyph) => !glyph.blank);
  if (first === -1) return undefined;
  const last = ordered.findLastIndex((glyph) => !glyph.blank);
  const glyphs = ordered.slice(first, last + 1);
  const spacing = ownSpacing(glyphs);
  const edges: number[] = [];
  let text = '';
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let before: Glyph | undefined;
  for (const glyph of glyphs) {
    if (before !== undefined && isWordGap(before, glyph, spacing)) {
      text += ' ';
      edges.push(before.right);
    }
    text += glyph.text;
    edges.push(glyph.left);
    if (glyph.text.length === 2) edges.push(middleX(glyph));
    top = Math.min(top, glyph.baseline - glyph.size * thresholds.ascent);
    bottom = Math.max(bottom, glyph.baseline + glyph.size * thresholds.descent);
    right = Math.max(right, glyph.right);
    before = glyph;
  }
  edges.push((glyphs[glyphs.length - 1] as Glyph).right);
  const size = commonSize(glyphs);
  const baseline = (glyphs.find((glyph) => glyph.size === size) as Glyph).baseline;
  return { text, edges, left: (glyphs[0] as Glyph).left, right, top, bottom, baseline, size, glyphs };
}

/** The size of most glyphs; among equally frequent ones the first. */
function commonSize(glyphs: readonly Glyph[]): number {
  const counts = new Map<number, number>();
  let best = (glyphs[0] as Glyph).size;
  for (const { size, blank } of glyphs) {
    if (blank) continue;
    const count = (counts.get(size) ?? 0) + 1;
    counts.set(size, count);
    if (count > (counts.get(best) ?? 0)) best = size;
  }
  return best;
}

/** Equal glyphs printed on each other for boldness or shadow are one. */
function withoutOverprint(ordered: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of ordered) {
    let printed = false;
    for (let i = kept.length - 1; i >= 0; i--) {
      const other = kept[i] as Glyph;
      if (glyph.left - other.left > thresholds.overprint * glyph.size) break;
      if (other.text === glyph.text && !glyph.blank) printed = true;
    }
    if (!printed) kept.push(glyph);
  }
  return kept;
}

const latin = /[\p{Script=Latin}\p{Nd}]/u;

export function isLatin(text: string): boolean {
  const code = text.charCodeAt(0);
  // Asked of every glyph, and nearly every one is a Chinese character or an ASCII one.
  if (text.length === 1 && code >= 0x3000 && code < 0xa000) return false;
  if (text.length === 1 && code < 0x80) return isAsciiWord(code);
  return latin.test(text);
}

function isAsciiWord(code: number): boolean {
  const letter = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x7a);
}

/** Words that begin an item: a line that does is no rest of the one before, nor a row's label of the row before. */
const itemStart =
  /^\s*(?:[（(]?\s*[一二三四五六七八九十]+\s*[）)、.．]|[（(]?\s*\d{1,2}\s*[）)、.．](?!\d)|第.{1,6}[条项])/u;

export function startsItem(text: string): boolean {
  return itemStart.test(text);
}

/** Marks that belong to a number or a word: a gap before or after them is a word's end as well. */
const joiner = /[.,:;%)\]}+@_/-]/;

/** Extra space that the producer puts between all letters of the line: the middle one of its small gaps. */
function ownSpacing(glyphs: readonly Glyph[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < glyphs.length; i++) {
    const a = glyphs[i - 1] as Glyph;
    const b = glyphs[i] as Glyph;
    if (isLatin(a.text) && isLatin(b.text)) gaps.push((b.left - a.right) / Math.min(a.size, b.size));
  }
  if (gaps.length < 3) return 0;
  gaps.sort((a, b) => a - b);
  const middle = gaps[Math.floor((gaps.length - 1) / 2)] as number;
  return Math.min(Math.max(0, middle), thresholds.widestSpacing);
}

/** Whether the gap between two neighbours is a blank: only between Latin letters and digits, never beside Chinese. */
function isWordGap(a: Glyph, b: Glyph, spacing: number): boolean {
  if (a.blank || b.blank) return false;
  // The gap first: few are wide enough to ask for the characters.
  if (!((b.left - a.right) / Math.min(a.size, b.size) > spacing + thresholds.wordGap)) return false;
  return isLatin(b.text) && (isLatin(a.text) || joiner.test(a.text));
}

/**
 * Lines of a table cell. Text set sideways (a label turned by a quarter) is read in its own direction.
 */
export function cellLines(glyphs: readonly Glyph[]): string[] {
  const turned = glyphs.filter((glyph) => glyph.turn !== 0).length;
  const upright = turned * 2 > glyphs.length ? glyphs.map(turnBack) : glyphs;
  return findLines(upright).map((line) => line.text);
}

/** A glyph set sideways as it stands when the paper is turned so that it reads from left to right. */
function turnBack(glyph: Glyph): Glyph {
  const x = middleX(glyph);
  const y = middleY(glyph);
  const at = glyph.turn === 1 ? [y, -x] : glyph.turn === 3 ? [-y, x] : glyph.turn === 2 ? [-x, -y] : [x, y];
  const [u, v] = at as [number, number];
  return {
    ...glyph,
    left: u - glyph.size / 2,
    right: u + glyph.size / 2,
    baseline: v + glyph.size * thresholds.middle,
    turn: 0,
  };
}
