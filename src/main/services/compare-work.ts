/** The worker's side of comparing reports (comparer.ts): what it keeps of them, and what has changed since last time. */
import type { RuleBook } from '../../shared/rules/pack.ts';
import type { ReportDigest } from '../../shared/rules/together/digest.ts';
import { checkTogether, type Together } from '../../shared/rules/together/index.ts';

export interface CompareWork {
  /** JSON of each report's digest; null for one that could not be read. */
  take(digests: readonly (readonly [number, string | null])[]): void;
  /** JSON of what comes to each report's own findings, where it is not what it was the last time. Others are dropped. */
  compare(ids: readonly number[]): (readonly [number, string | null])[];
}

export function createCompareWork(book: RuleBook): CompareWork {
  let digests = new Map<number, ReportDigest | null>();
  let told = new Map<number, string | null>();
  return {
    take(fresh) {
      for (const [id, json] of fresh) {
        digests.set(id, json === null ? null : (JSON.parse(json) as ReportDigest));
        // It was checked anew: whatever it had is gone.
        told.delete(id);
      }
    },
    compare(ids) {
      digests = new Map(ids.map((id) => [id, digests.get(id) ?? null]));
      const there = [...digests.values()].filter((digest) => digest !== null);
      // A report alone has nothing to be compared with.
      const found = (there.length < 2 ? [] : checkTogether(there, book)).values();
      const results = new Map(
        [...digests].map(([id, digest]): [number, string | null] => {
          const together = digest && (found.next().value as Together | undefined);
          return [id, together ? JSON.stringify(together) : null];
        }),
      );
      const changed = [...results].filter(([id, json]) => !told.has(id) || told.get(id) !== json);
      told = results;
      return changed;
    },
  };
}
