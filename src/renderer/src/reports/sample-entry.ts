/** Entries of the list for the unit tests of what is made of them. Only tests use this. */
import type { ReportEntry, ReportSummary } from '../../../shared/api.ts';

/** A report in which nothing was found. */
export const checked: ReportSummary = {
  status: 'checked',
  error: null,
  format: 'txt',
  unit: '清河区教育局',
  year: 2023,
  errors: 0,
  warnings: 0,
  infos: 0,
  rules: [],
};

/** @param result what differs from `checked`; null: not checked yet */
export function sampleEntry(
  id: string,
  result: Partial<ReportSummary> | null,
  more: Partial<ReportEntry> = {},
): ReportEntry {
  return {
    id,
    name: `${id}.txt`,
    state: result ? 'done' : 'waiting',
    result: result && { ...checked, ...result },
    review: 'pending',
    otherRules: null,
    sameAs: null,
    version: 1,
    ...more,
  };
}
