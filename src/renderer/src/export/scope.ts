/** Which reports are exported. */
import { visibleReports } from '../reports/filter.ts';
import type { Workbench } from '../state/workbench.ts';

export interface Exportable {
  /** Checked reports that the list shows, in its order. */
  readonly ids: readonly string[];
  /** Reports that it shows and that are not checked yet. */
  readonly unchecked: number;
}

export function exportable({ order, entries, filter }: Pick<Workbench, 'order' | 'entries' | 'filter'>): Exportable {
  const shown = visibleReports(order, entries, filter);
  const ids = shown.filter((id) => entries.get(id)?.state === 'done');
  return { ids, unchecked: shown.length - ids.length };
}
