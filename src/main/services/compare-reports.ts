/**
 * Checks the reports of a run against each other (src/shared/rules/together). On the main thread, which alone has
 * them all; the rules are loaded when there are two reports, so that a single one does not wait for them.
 */
import type { RulePack } from '../../shared/rules/pack.ts';
import type { ReportDigest, Together } from '../../shared/rules/together/index.ts';

/**
 * What comes to each report's own findings, in the order of the digests; null for one that could not be read, and
 * for all where there are not two to compare.
 * @param packs the user's, on top of the built-in ones
 */
export async function compareReports(
  digests: readonly (ReportDigest | null)[],
  packs: readonly RulePack[],
): Promise<(Together | null)[]> {
  const there = digests.filter((digest) => digest !== null);
  if (there.length < 2) return digests.map(() => null);
  const [{ checkTogether }, { ruleBook }] = await Promise.all([
    import('../../shared/rules/together/index.ts'),
    import('../../shared/rules/built-in.ts'),
  ]);
  const found = checkTogether(there, ruleBook(packs)).values();
  return digests.map((digest) => (digest === null ? null : (found.next().value as Together)));
}
