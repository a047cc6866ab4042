/** Which reports are exported. */
import type { ReportEntry } from '../../../shared/api.ts';
import { shownReports } from '../reports/shown.ts';
import type { Workbench } from '../state/workbench.ts';

export interface Exportable {
  /** Checked reports that the list shows, in its order. */
  readonly ids: readonly string[];
  /** Reports that it shows and that are not checked yet. */
  readonly unchecked: number;
}

type Listed = Pick<Workbench, 'order' | 'entries' | 'filter' | 'settings'>;

export function exportable(state: Listed): Exportable {
  const { visible } = shownReports(state);
  const ids = visible.filter((id) => state.entries.get(id)?.state === 'done');
  return { ids, unchecked: visible.length - ids.length };
}

/** Of those, the reports that a unit may be told to mend: not what a later hand-in has replaced, nor a copy. */
export function noticeable(state: Listed): readonly string[] {
  const { entries } = state;
  const last = new Map<string, number>();
  for (const { result, version } of entries.values()) {
    const key = handInKey(result);
    if (key !== null) last.set(key, Math.max(last.get(key) ?? 0, version));
  }
  return exportable(state).ids.filter((id) => {
    const { result, version, sameAs } = entries.get(id) as ReportEntry;
    if (result?.status !== 'checked' || sameAs !== null) return false;
    const key = handInKey(result);
    return key === null || last.get(key) === version;
  });
}

function handInKey(result: ReportEntry['result']): string | null {
  return result?.unit == null || result.year === null ? null : `${result.year} ${result.unit}`;
}
