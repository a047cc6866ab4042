/**
 * The longest common subsequence of two sequences, by Myers' O(ND) algorithm (An O(ND) Difference Algorithm and Its
 * Variations, 1986): what a diff keeps. Our own, as no diff library is among the dependencies.
 */

/** A stretch that both have: `length` items, from `before` in the one and from `after` in the other. */
export interface Kept {
  readonly before: number;
  readonly after: number;
  readonly length: number;
}

/** Steps of editing beyond which two sequences count as different: the work grows with their square. */
const mostSteps = 2000;

/** In order, as long as they can be. Where the sequences have hardly anything in common, only what they begin and end with. */
export function keptOf(before: readonly string[], after: readonly string[]): Kept[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const middle = walk(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  return joined([
    { before: 0, after: 0, length: head },
    ...middle.map((kept) => ({ ...kept, before: kept.before + head, after: kept.after + head })),
    { before: before.length - tail, after: after.length - tail, length: tail },
  ]);
}

function walk(before: readonly string[], after: readonly string[]): Kept[] {
  const [n, m] = [before.length, after.length];
  if (n === 0 || m === 0) return [];
  const limit = Math.min(n + m, mostSteps);
  /** How far each diagonal k = x − y has come, at offset k + limit + 1. */
  const reached = new Int32Array(2 * limit + 3);
  const history: Int32Array[] = [];
  for (let step = 0; step <= limit; step++) {
    // Only the diagonals that this step can have come from.
    history.push(reached.slice(limit + 1 - step - 1, limit + 1 + step + 2));
    for (let k = -step; k <= step; k += 2) {
      const at = k + limit + 1;
      const isDown = k === -step || (k !== step && (reached[at - 1] as number) < (reached[at + 1] as number));
      let x = isDown ? (reached[at + 1] as number) : (reached[at - 1] as number) + 1;
      let y = x - k;
      while (x < n && y < m && before[x] === after[y]) {
        x++;
        y++;
      }
      reached[at] = x;
      if (x >= n && y >= m) return wayBack(history, n, m);
    }
  }
  return [];
}

function wayBack(history: readonly Int32Array[], n: number, m: number): Kept[] {
  const kept: Kept[] = [];
  let [x, y] = [n, m];
  for (let step = history.length - 1; step >= 0; step--) {
    const reached = history[step] as Int32Array;
    const value = (k: number): number => reached[k + step + 1] as number;
    const k = x - y;
    const isDown = k === -step || (k !== step && value(k - 1) < value(k + 1));
    const from = step === 0 ? 0 : isDown ? value(k + 1) : value(k - 1);
    const start = step === 0 ? 0 : isDown ? from : from + 1;
    kept.push({ before: start, after: start - k, length: x - start });
    x = from;
    y = from - (isDown ? k + 1 : k - 1);
  }
  return kept.reverse();
}

function joined(parts: readonly Kept[]): Kept[] {
  const kept: Kept[] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    const last = kept.at(-1);
    const isNext = last && last.before + last.length === part.before && last.after + last.length === part.after;
    if (last && isNext) kept[kept.length - 1] = { ...last, length: last.length + part.length };
    else kept.push(part);
  }
  return kept;
}
