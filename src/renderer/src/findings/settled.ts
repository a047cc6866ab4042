/** Findings about which nothing is left to be done: dimmed in the list and in the document. */
import type { Verdict } from '../../../shared/api.ts';
import type { FindingResult } from '../../../shared/outputs/contract.ts';

export function isSettled(verdict: Verdict | undefined): boolean {
  return verdict?.decision === 'dismissed' || verdict?.decision === 'mended';
}

/** Indices of the settled findings. */
export function settledOf(
  findings: readonly FindingResult[],
  verdicts: Readonly<Record<string, Verdict>>,
): ReadonlySet<number> {
  return new Set(findings.flatMap(({ fingerprint }, index) => (isSettled(verdicts[fingerprint]) ? [index] : [])));
}
