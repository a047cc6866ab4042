/** What a report can be laid beside. */
import type { OpenedReport } from '../../../../shared/api.ts';
import type { Against } from '../../state/workbench.ts';

/** Empty for a report that stands alone. */
export function comparable({ earlier, lastYear }: Pick<OpenedReport, 'earlier' | 'lastYear'>): Against[] {
  return [...(earlier ? (['earlier'] as const) : []), ...(lastYear ? (['lastYear'] as const) : [])];
}
