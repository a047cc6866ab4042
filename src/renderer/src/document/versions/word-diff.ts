/** Two sentences beside each other: which words of the one the other has not. */
import { keptOf } from './sequence-diff.ts';

/** A stretch of a text, as it is or as it differs; together they are the whole text. */
export interface Piece {
  readonly text: string;
  readonly isChanged: boolean;
}

export interface WordDiff {
  readonly before: readonly Piece[];
  readonly after: readonly Piece[];
}

/** A figure with its separators, its sign and its per cent, a word of letters, else a character: 1,234 and 12.5% change as a whole. */
const wordPattern = /[-－]?[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?|[A-Za-zＡ-Ｚａ-ｚ]+|\s+|./gsu;

/** Characters that stay between two changes for no more than this long read worse than if they changed with them. */
const island = 1;

/** With less in common than this share, the whole sentence is another. */
const leastCommon = 0.25;

export function diffWords(before: string, after: string): WordDiff {
  const [old, now] = [before.match(wordPattern) ?? [], after.match(wordPattern) ?? []];
  const kept = keptOf(old, now);
  const isWhole = (index: number): boolean => {
    const { before: x, after: y, length } = kept[index] as (typeof kept)[number];
    const text = old.slice(x, x + length).join('');
    const isAtEdge = (x === 0 && y === 0) || (x + length === old.length && y + length === now.length);
    return isAtEdge || text.length > island;
  };
  const stays = kept.filter((_, index) => isWhole(index));
  const common = stays.reduce((sum, { before: x, length }) => sum + old.slice(x, x + length).join('').length, 0);
  if (common < leastCommon * Math.max(before.length, after.length)) {
    return { before: piece(before, true), after: piece(after, true) };
  }
  const cut = (words: readonly string[], side: 'before' | 'after'): Piece[] => {
    const pieces: Piece[] = [];
    let at = 0;
    for (const stay of stays) {
      pieces.push(...piece(words.slice(at, stay[side]).join(''), true));
      at = stay[side] + stay.length;
      pieces.push(...piece(words.slice(stay[side], at).join(''), false));
    }
    return [...pieces, ...piece(words.slice(at).join(''), true)];
  };
  return { before: cut(old, 'before'), after: cut(now, 'after') };
}

const piece = (text: string, isChanged: boolean): Piece[] => (text === '' ? [] : [{ text, isChanged }]);
