/**
 * The running text of two versions of a report beside each other: paragraphs and headings that are the same, changed,
 * gone or new. Versions may come in different formats, so blanks make no difference, and tables of the official form
 * are left to cell-changes.ts.
 */
import { type Block, placesOf, type SourceDocument } from '../../../../shared/document/document.ts';
import type { Location } from '../../../../shared/document/location.ts';
import { tableIds } from '../../../../shared/form/ids.ts';
import type { ReportResult } from '../../../../shared/outputs/contract.ts';
import { locationKey } from '../locations.ts';
import { keptOf } from './sequence-diff.ts';
import { diffWords, type Piece } from './word-diff.ts';

export interface Passage {
  readonly text: string;
  readonly isHeading: boolean;
  /** The place of characters [start, end). */
  place(start: number, end: number): Location;
}

export type TextRow =
  | { readonly kind: 'same'; readonly before: Passage; readonly after: Passage }
  | {
      readonly kind: 'changed';
      readonly before: readonly Piece[];
      readonly after: readonly Piece[];
      readonly isHeading: boolean;
      /** Of the first words that differ, in the later version. */
      readonly location: Location;
    }
  | { readonly kind: 'added'; readonly after: Passage }
  /** `location`: what comes after it in the later version, or before it at the end; null where nothing does. */
  | { readonly kind: 'removed'; readonly before: Passage; readonly location: Location | null };

/** Paragraphs that share fewer of their pairs of characters than this are two different ones. */
const leastAlike = 0.4;

/** Paragraphs of a gap that are compared each with each; in a larger one they are told as gone and new. */
const mostPairs = 10_000;

/** The words of a document that are no figures of its official tables, in its order. */
export function passagesOf(document: SourceDocument, result: ReportResult): Passage[] {
  const headings = new Set(result.sections.map(({ location }) => locationKey(location)));
  const figures = new Set(
    tableIds.flatMap((table) =>
      Object.values(result.tables[table] ?? {}).flatMap((row) =>
        Object.values(row).map(({ location }) => locationKey(location)),
      ),
    ),
  );
  return document.blocks.flatMap((block) => passagesIn(block, headings, figures));
}

function passagesIn(block: Block, headings: ReadonlySet<string>, figures: ReadonlySet<string>): Passage[] {
  if (block.kind === 'paragraph') {
    const number = block.numbering ?? '';
    const text = number + block.text;
    if (text.trim() === '') return [];
    const whole = placesOf(block)[0] as Location;
    const isHeading = block.headingLevel !== undefined || headings.has(locationKey(whole)) || isSectionTitle(text);
    // The generated number has no place of its own.
    const at = (offset: number): number => Math.max(0, offset - number.length);
    return [{ text, isHeading, place: (start, end) => placesOf(block, at(start), at(end))[0] ?? whole }];
  }
  // Of an official table, nothing: its figures are compared one by one, its labels by the rules.
  if (block.cells.some(({ location }) => figures.has(locationKey(location)))) return [];
  const rows = Array.from({ length: block.rowCount }, (_, row) => block.cells.filter((cell) => cell.row === row));
  return rows.flatMap((cells): Passage[] => {
    const text = cells.map((cell) => cell.text.replaceAll('\n', ' ').trim()).join('　');
    const [first] = cells;
    return first && text.trim() !== '' ? [{ text, isHeading: false, place: () => first.location }] : [];
  });
}

const isSectionTitle = (text: string): boolean =>
  /^\s*[一二三四五六七八九十]+、.{1,30}$/.test(text) && !/[。；]/.test(text);

/** Where only the blanks differ, two paragraphs are the same. */
const keyOf = ({ text }: Passage): string => text.replace(/[\s\u00A0\u200B\u3000\uFEFF]+/g, '');

export function compareTexts(before: readonly Passage[], after: readonly Passage[]): TextRow[] {
  const kept = keptOf(before.map(keyOf), after.map(keyOf));
  const rows: TextRow[] = [];
  let [x, y] = [0, 0];
  const gap = (toX: number, toY: number): void => {
    rows.push(...compareGap(before.slice(x, toX), after.slice(y, toY), placeAround(after, toY)));
    [x, y] = [toX, toY];
  };
  for (const stretch of kept) {
    gap(stretch.before, stretch.after);
    for (let index = 0; index < stretch.length; index++) {
      rows.push({ kind: 'same', before: before[x++] as Passage, after: after[y++] as Passage });
    }
  }
  gap(before.length, after.length);
  return rows;
}

function placeAround(passages: readonly Passage[], index: number): Location | null {
  const next = passages[index];
  if (next) return next.place(0, next.text.length);
  const last = passages.at(-1);
  return last ? last.place(0, last.text.length) : null;
}

/** Between two stretches that are the same: each paragraph with the one it was made of, as far as there is one. */
function compareGap(before: readonly Passage[], after: readonly Passage[], next: Location | null): TextRow[] {
  const pairs = pairUp(before, after);
  const rows: TextRow[] = [];
  let [x, y] = [0, 0];
  const upTo = (toX: number, toY: number, location: Location | null): void => {
    for (; x < toX; x++) rows.push({ kind: 'removed', before: before[x] as Passage, location });
    for (; y < toY; y++) rows.push({ kind: 'added', after: after[y] as Passage });
  };
  for (const [atX, atY] of pairs) {
    const [old, now] = [before[atX] as Passage, after[atY] as Passage];
    upTo(atX, atY, now.place(0, now.text.length));
    rows.push(changedRow(old, now));
    [x, y] = [atX + 1, atY + 1];
  }
  upTo(before.length, after.length, next);
  return rows;
}

function changedRow(before: Passage, after: Passage): TextRow {
  const diff = diffWords(before.text, after.text);
  let at = 0;
  let first: readonly [number, number] | null = null;
  for (const { text, isChanged } of diff.after) {
    if (isChanged && text.trim() !== '') {
      first = [at, at + text.length];
      break;
    }
    at += text.length;
  }
  const [start, end] = first ?? [0, after.text.length];
  return { kind: 'changed', ...diff, isHeading: after.isHeading, location: after.place(start, end) };
}

/** Pairs in both orders, alike enough, with the greatest likeness in sum. */
function pairUp(before: readonly Passage[], after: readonly Passage[]): (readonly [number, number])[] {
  const [n, m] = [before.length, after.length];
  if (n === 0 || m === 0 || n * m > mostPairs) return [];
  const [old, now] = [before.map(bigramsOf), after.map(bigramsOf)];
  const likeness = old.map((a) => now.map((b) => alike(a, b)));
  const best = Array.from({ length: n + 1 }, () => new Float64Array(m + 1));
  const at = (x: number, y: number): number => (best[x] as Float64Array)[y] as number;
  const like = (x: number, y: number): number => (likeness[x] as number[])[y] as number;
  const paired = (x: number, y: number): number => (like(x, y) >= leastAlike ? at(x + 1, y + 1) + like(x, y) : -1);
  for (let x = n - 1; x >= 0; x--) {
    for (let y = m - 1; y >= 0; y--) {
      (best[x] as Float64Array)[y] = Math.max(at(x + 1, y), at(x, y + 1), paired(x, y));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let [x, y] = [0, 0]; x < n && y < m; ) {
    if (at(x, y) === paired(x, y)) pairs.push([x++, y++]);
    else if (at(x, y) === at(x + 1, y)) x++;
    else y++;
  }
  return pairs;
}

type Bigrams = ReadonlyMap<string, number>;

function bigramsOf(passage: Passage): Bigrams {
  const text = `^${keyOf(passage)}`;
  const counts = new Map<string, number>();
  for (let index = 0; index + 1 < text.length; index++) {
    const pair = text.slice(index, index + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return counts;
}

/** Twice what both have, of what they have together (Dice): 0 to 1. */
function alike(a: Bigrams, b: Bigrams): number {
  let [common, total] = [0, 0];
  for (const [pair, count] of a) {
    common += Math.min(count, b.get(pair) ?? 0);
    total += count;
  }
  for (const count of b.values()) total += count;
  return total === 0 ? 0 : (2 * common) / total;
}
