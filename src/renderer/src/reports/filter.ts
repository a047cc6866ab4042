/** Which reports the list shows. */
import type { ReportEntry, ReviewState } from '../../../shared/api.ts';

export type Outcome = 'all' | 'withErrors' | 'unreadable';

/** What all of them must fit; null and '' ask for nothing. */
export interface ReportFilter {
  readonly outcome: Outcome;
  readonly review: ReviewState | null;
  /** A rule that fired. */
  readonly rule: string | null;
  /** Words of the unit or the file name. */
  readonly search: string;
}

export const noFilter: ReportFilter = { outcome: 'all', review: null, rule: null, search: '' };

export interface FilterCounts {
  readonly outcome: Readonly<Record<Outcome, number>>;
  readonly review: Readonly<Record<ReviewState, number>>;
  /** Reports in which a rule fired. */
  readonly rules: ReadonlyMap<string, number>;
}

const passes: Readonly<Record<Outcome, (entry: ReportEntry) => boolean>> = {
  all: () => true,
  withErrors: (entry) => (entry.result?.errors ?? 0) > 0,
  unreadable: (entry) => entry.result?.status === 'unreadable',
};

/** Ids of the reports that pass the filter, in their order. */
export function visibleReports(
  order: readonly string[],
  entries: ReadonlyMap<string, ReportEntry>,
  { outcome, review, rule, search }: ReportFilter,
): string[] {
  const sought = search.trim().toLowerCase();
  return order.filter((id) => {
    const entry = entries.get(id);
    if (!entry || !passes[outcome](entry)) return false;
    if (review !== null && entry.review !== review) return false;
    if (rule !== null && !entry.result?.rules.some((count) => count.rule === rule)) return false;
    if (sought === '') return true;
    return entry.name.toLowerCase().includes(sought) || (entry.result?.unit ?? '').toLowerCase().includes(sought);
  });
}

export function countReports(entries: ReadonlyMap<string, ReportEntry>): FilterCounts {
  const outcome = { all: entries.size, withErrors: 0, unreadable: 0 };
  const review = { pending: 0, reviewed: 0, returned: 0 };
  const rules = new Map<string, number>();
  for (const entry of entries.values()) {
    if (passes.withErrors(entry)) outcome.withErrors++;
    if (passes.unreadable(entry)) outcome.unreadable++;
    review[entry.review]++;
    const fired = new Set(entry.result?.rules.map(({ rule }) => rule));
    for (const rule of fired) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  }
  return { outcome, review, rules };
}
