/**
 * The outcome of a file that never came to be read. Said here and not by src/shared/check.ts, which would bring all
 * readers and rules into the main thread's start.
 */
import type { CheckOutcome } from '../../shared/check.ts';
import type { ReadErrorCode } from '../../shared/document/errors.ts';

/** @param values for the sentence (src/shared/outputs/texts.ts) */
export function unread(code: ReadErrorCode, values: Readonly<Record<string, string | number>> = {}): CheckOutcome {
  const checks = { passed: 0, failed: 0, notAssessable: 0 };
  const error = { code, values };
  return { format: null, error, document: null, report: null, problems: [], findings: [], checks, together: null };
}
