/** The rules are others than those that reports were checked with: says so, and offers to check these again. */
import { Button } from 'antd';
import { useMemo } from 'react';
import type { ReportEntry } from '../../../shared/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';

export function RecheckOffer() {
  const words = useWords();
  const store = useWorkbenchStore();
  const entries = useWorkbench((state) => state.entries);
  const count = useMemo(() => countOutdated(entries.values()), [entries]);
  if (count === 0) return null;
  return (
    <div className="recheck-offer" role="status">
      <span>{words.rulesChanged.offer(count)}</span>
      <Button size="small" onClick={() => store.getState().applyRules()}>
        {words.rulesChanged.recheck}
      </Button>
    </div>
  );
}

function countOutdated(entries: Iterable<ReportEntry>): number {
  let count = 0;
  for (const { state, otherRules } of entries) if (state === 'done' && otherRules === 'again') count++;
  return count;
}
