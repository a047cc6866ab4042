/** In what order the list shows the reports. */
import type { ReportEntry, ReportSort } from '../../../shared/api.ts';

export const asAdded: ReportSort = { by: 'added', descending: false };

/** Units as a Chinese directory has them, by pinyin, in either language of the window; 2 comes before 10. */
const collator = new Intl.Collator('zh-CN', { numeric: true });

const reviewOrder = { pending: 0, reviewed: 1, returned: 2 } as const;

/** null where there is nothing to sort by: not checked yet, or not read. These come last in both directions. */
const keyOf: Readonly<Record<ReportSort['by'], (entry: ReportEntry) => string | number | null>> = {
  added: () => 0,
  unit: ({ result }) => result?.unit ?? null,
  year: ({ result }) => result?.year ?? null,
  errors: ({ result }) => (result?.status === 'checked' ? result.errors : null),
  warnings: ({ result }) => (result?.status === 'checked' ? result.warnings : null),
  review: ({ result, review }) => (result ? reviewOrder[review] : null),
  name: ({ name }) => name,
};

/**
 * @param order all ids, in the order in which they were added: it decides between equals, in both directions
 * @param before an earlier answer. It changes nothing but the time: a running batch has the list sorted again ten times
 *   a second, and what is nearly in order takes a few milliseconds where 5,000 names take 40
 */
export function sortReports(
  order: readonly string[],
  entries: ReadonlyMap<string, ReportEntry>,
  { by, descending }: ReportSort,
  before: readonly string[] = [],
): readonly string[] {
  if (by === 'added') return descending ? order.toReversed() : order;
  const rows = new Map(
    order.map((id, at) => {
      const entry = entries.get(id);
      return [id, { id, at, key: entry ? keyOf[by](entry) : null }];
    }),
  );
  const known = before.flatMap((id) => rows.get(id) ?? []);
  const isKnown = new Set(before);
  const fresh = [...rows.values()].filter(({ id }) => !isKnown.has(id));
  const sign = descending ? -1 : 1;
  return [...known, ...fresh]
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null) || a.at - b.at;
      return sign * compareKeys(a.key, b.key) || a.at - b.at;
    })
    .map(({ id }) => id);
}

function compareKeys(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a === b ? 0 : collator.compare(String(a), String(b));
}
