/**
 * Passages that two texts have in common: from left to right, at each place of the one the longest stretch that
 * stands in the other, wherever it stands there. This is the greedy parsing of Lempel and Ziv (1977), as in Wise's
 * string tiling for finding copied programs, with stretches found by the rolling hash of Karp and Rabin (1987).
 * Time grows with the sum of the lengths, but for texts that repeat themselves.
 */

/** Offsets [start, end) in the first text. */
export interface Passage {
  readonly start: number;
  readonly end: number;
}

const base = 0x01000193;
/** Of a text that repeats one stretch all over, only so many places are tried. */
const mostPlaces = 32;

/** Stretches of `a`, at least `least` characters long, that stand in `b` character for character; in order. */
export function commonPassages(a: string, b: string, least: number): Passage[] {
  const { last, before } = placesByHash(b, least);
  const hashes = hashesOf(a, least);
  const passages: Passage[] = [];
  let start = 0;
  while (start < hashes.length) {
    let longest = 0;
    let place = last.get(hashes[start] as number) ?? -1;
    for (let tried = 0; place >= 0 && tried < mostPlaces; tried++) {
      longest = Math.max(longest, commonLength(a, start, b, place));
      place = before[place] as number;
    }
    if (longest >= least) {
      passages.push({ start, end: start + longest });
      start += longest;
    } else start++;
  }
  return passages;
}

function commonLength(a: string, start: number, b: string, place: number): number {
  let length = 0;
  while (
    start + length < a.length &&
    place + length < b.length &&
    a.charCodeAt(start + length) === b.charCodeAt(place + length)
  ) {
    length++;
  }
  return length;
}

/** The last place of each hash, and for each place the one before it with the same hash (-1: none). */
function placesByHash(text: string, length: number): { last: Map<number, number>; before: Int32Array } {
  const hashes = hashesOf(text, length);
  const last = new Map<number, number>();
  const before = new Int32Array(hashes.length).fill(-1);
  for (let place = 0; place < hashes.length; place++) {
    const hash = hashes[place] as number;
    before[place] = last.get(hash) ?? -1;
    last.set(hash, place);
  }
  return { last, before };
}

/** The hash of the `length` characters from each place on. */
function hashesOf(text: string, length: number): Int32Array {
  const hashes = new Int32Array(Math.max(0, text.length - length + 1));
  let leading = 1;
  for (let power = 1; power < length; power++) leading = Math.imul(leading, base);
  let hash = 0;
  for (let index = 0; index < text.length; index++) {
    if (index >= length) hash = (hash - Math.imul(text.charCodeAt(index - length), leading)) | 0;
    hash = (Math.imul(hash, base) + text.charCodeAt(index)) | 0;
    if (index >= length - 1) hashes[index - length + 1] = hash;
  }
  return hashes;
}
