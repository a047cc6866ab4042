/** The reports as the list shows them: sorted, then filtered; the one answer for the list, the keys and the overview. */
import type { ReportEntry, ReportSort, Settings } from '../../../shared/api.ts';
import { type ReportFilter, visibleReports } from './filter.ts';
import { asAdded, sortReports } from './sort.ts';

export interface Shown {
  /** All of them. */
  readonly sorted: readonly string[];
  /** Those that pass the filter. */
  readonly visible: readonly string[];
}

interface Asked {
  readonly order: readonly string[];
  readonly entries: ReadonlyMap<string, ReportEntry>;
  readonly filter: ReportFilter;
  readonly settings: Settings | null;
}

interface Remembered extends Shown {
  readonly asked: Asked;
  readonly sort: ReportSort;
}

let last: Remembered | null = null;

/** The same object as long as nothing of it has changed. */
export function shownReports({ order, entries, filter, settings }: Asked): Shown {
  const sort = settings?.sort ?? asAdded;
  const isSorted = last !== null && last.asked.order === order && last.asked.entries === entries && last.sort === sort;
  if (last && isSorted && last.asked.filter === filter) return last;
  const sorted = last && isSorted ? last.sorted : sortReports(order, entries, sort, last?.sorted);
  const visible = visibleReports(sorted, entries, filter);
  last = { asked: { order, entries, filter, settings }, sort, sorted, visible };
  return last;
}
