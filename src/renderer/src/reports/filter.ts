/** Which reports the list shows. */
import type { ReportEntry } from '../../../shared/api.ts';

export type ReportFilter = 'all' | 'withErrors' | 'unreadable';

export interface FilterCounts {
  readonly all: number;
  readonly withErrors: number;
  readonly unreadable: number;
}

const passes: Readonly<Record<ReportFilter, (entry: ReportEntry) => boolean>> = {
  all: () => true,
  withErrors: (entry) => (entry.result?.errors ?? 0) > 0,
  unreadable: (entry) => entry.result?.status === 'unreadable',
};

/** Ids of the reports that pass the filter and whose unit or file name holds the sought words, in their order. */
export function visibleReports(
  order: readonly string[],
  entries: ReadonlyMap<string, ReportEntry>,
  filter: ReportFilter,
  search: string,
): string[] {
  const sought = search.trim().toLowerCase();
  return order.filter((id) => {
    const entry = entries.get(id);
    if (!entry || !passes[filter](entry)) return false;
    if (sought === '') return true;
    return entry.name.toLowerCase().includes(sought) || (entry.result?.unit ?? '').toLowerCase().includes(sought);
  });
}

export function countReports(entries: ReadonlyMap<string, ReportEntry>): FilterCounts {
  let withErrors = 0;
  let unreadable = 0;
  for (const entry of entries.values()) {
    if (passes.withErrors(entry)) withErrors++;
    if (passes.unreadable(entry)) unreadable++;
  }
  return { all: entries.size, withErrors, unreadable };
}
