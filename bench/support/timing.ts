/** Times of two ways of doing something, taken in turn in one process, so that what disturbs one disturbs the other. */

export type Work = () => Promise<unknown>;

/** Milliseconds. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/**
 * The median of each way over `rounds`, for each pair of works, after `warmUp` rounds that are not counted. A round is
 * one pass over all works with ours and one with theirs, beginning by turns: what disturbs one disturbs the other, but
 * neither sweeps up after the other in the middle of a pass, which nobody's program does.
 */
export async function inTurn(
  works: readonly { readonly ours: Work; readonly theirs: Work }[],
  rounds: number,
  warmUp: number,
): Promise<Pair[]> {
  const times = works.map(() => ({ ours: [] as number[], theirs: [] as number[] }));
  for (let round = -warmUp; round < rounds; round++) {
    for (const side of round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const)) {
      for (const [index, work] of works.entries()) {
        const start = performance.now();
        await work[side]();
        const time = performance.now() - start;
        if (round >= 0) times[index]?.[side].push(time);
      }
    }
  }
  return times.map(({ ours, theirs }) => ({ ours: median(ours), theirs: median(theirs) }));
}
