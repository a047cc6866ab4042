/** Whether Chinese words stand twice in a row somewhere: asked of every paragraph before dear expressions look closer. */

const longest = 16;
/** Slots for pairs of characters; a power of two. Pairs that share a slot are told apart by comparing them. */
const slots = 4096;
/** The last pair of each slot, by the index of its second character. */
const latest = new Int32Array(slots);

/** Two to sixteen Chinese characters, and the same again at once. */
export function holdsDoubled(text: string): boolean {
  latest.fill(-1);
  /** For each pair the one before it in its slot. */
  const before: number[] = [-1];
  let left = text.charCodeAt(0);
  for (let index = 1; index < text.length; index++) {
    const right = text.charCodeAt(index);
    const slot = (left * 31 + right) & (slots - 1);
    let other = latest[slot] as number;
    before.push(other);
    latest[slot] = index;
    for (; other >= 0 && index - other <= longest; other = before[other] as number) {
      if (index - other >= 2 && isDoubled(text, other, index)) return true;
    }
    left = right;
  }
  return false;
}

/** Whether what ends at `index` is what ends at `other`, back to there. */
function isDoubled(text: string, other: number, index: number): boolean {
  const length = index - other;
  if (other - length < -1) return false;
  for (let back = 0; back < length; back++) {
    const code = text.charCodeAt(index - back);
    if (code !== text.charCodeAt(other - back) || code < 0x4e00 || code > 0x9fff) return false;
  }
  return true;
}
