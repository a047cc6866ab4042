/** What the rules are, asked when it is first needed and again when they are others. */
import { useEffect, useState } from 'react';
import type { Bridge, RulesInfo } from '../../../shared/api.ts';
import { useWorkbench } from '../state/context.ts';

/** null until the program has told them. */
export function useRules(bridge: Bridge): RulesInfo | 'failed' | null {
  const turn = useWorkbench((state) => state.rulesTurn);
  const [rules, setRules] = useState<RulesInfo | 'failed' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each turn
  useEffect(() => {
    let isLate = false;
    bridge.rules().then(
      (told) => !isLate && setRules(told),
      () => !isLate && setRules('failed'),
    );
    return () => {
      isLate = true;
    };
  }, [bridge, turn]);
  return rules;
}
