/**
 * The outcome of a file that could not be read, or never came to be read. Apart from check.ts, which would bring all
 * readers and rules into the main thread's start.
 */
import type { CheckOutcome } from './check.ts';
import type { Format, SourceDocument } from './document/document.ts';
import type { ReadErrorCode } from './document/errors.ts';

/** @param values for the sentence (outputs/texts.ts) */
export function unreadable(
  code: ReadErrorCode,
  values: Readonly<Record<string, string | number>> = {},
  format: Format | null = null,
  document: SourceDocument | null = null,
): CheckOutcome {
  const checks = { passed: 0, failed: 0, notAssessable: 0 };
  const problems = document?.problems ?? [];
  return { format, error: { code, values }, document, report: null, problems, findings: [], checks, together: null };
}
