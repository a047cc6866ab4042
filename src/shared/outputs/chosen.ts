/** Which findings go back to the unit, by what the auditor decided on them. */
import type { Verdict } from '../api.ts';
import type { FindingResult, ReportResult } from './contract.ts';

/** By fingerprint. */
export type Verdicts = Readonly<Record<string, Pick<Verdict, 'decision' | 'note'>>>;

/**
 * `confirmed`: what the auditor confirmed. `open`: also what is not decided yet; 误报 and 已整改 are settled and left
 * out. `errors`: what is open and an error, where nobody looks at single findings (the terminal).
 */
export type Choice = 'confirmed' | 'open' | 'errors';

/** In the order of the report. */
export function chosenFindings({ findings }: ReportResult, verdicts: Verdicts, choice: Choice): FindingResult[] {
  return findings.filter(({ fingerprint, severity }) => {
    const decision = verdicts[fingerprint]?.decision ?? null;
    if (choice === 'confirmed') return decision === 'confirmed';
    if (decision === 'dismissed' || decision === 'mended') return false;
    return choice === 'open' || severity === 'error';
  });
}
