/** The longest strictly increasing subsequence: which of a list's items stand in order. */

/** Indices of one longest increasing subsequence, ascending; of several, the one that keeps the earlier items. */
export function longestIncreasing(values: readonly number[]): number[] {
  const lengths: number[] = [];
  const previous: number[] = [];
  for (const [index, value] of values.entries()) {
    lengths[index] = 1;
    previous[index] = -1;
    for (let other = 0; other < index; other++) {
      if ((values[other] as number) < value && (lengths[other] as number) + 1 > (lengths[index] as number)) {
        lengths[index] = (lengths[other] as number) + 1;
        previous[index] = other;
      }
    }
  }
  const chain: number[] = [];
  for (let at = lengths.indexOf(Math.max(...lengths)); at >= 0; at = previous[at] as number) chain.unshift(at);
  return chain;
}
