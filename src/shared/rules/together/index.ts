/**
 * Checks reports against each other: one year's against the one before, and the running text of each against the
 * others'. Pure; digests come in the order of the run, not in that in which its files were done.
 */
import type { Finding } from '../finding.ts';
import type { RuleBook } from '../pack.ts';
import type { Checks } from '../rule.ts';
import { inDocumentOrder, stamp } from '../stamp.ts';
import { continuityCarriedOver, continuityInForce, continuityItemCount } from './continuity.ts';
import type { ReportDigest } from './digest.ts';
import { likenessOtherUnit, likenessPreviousYear } from './likeness.ts';
import { indexTexts, type TextIndex } from './text-index.ts';
import type { Run, TogetherRule } from './together-rule.ts';
import { unitKey } from './words.ts';

export { digestOf, type ReportDigest } from './digest.ts';

export const togetherRules: readonly TogetherRule[] = [
  continuityCarriedOver,
  continuityInForce,
  continuityItemCount,
  likenessPreviousYear,
  likenessOtherUnit,
];

/** What comes to a report's own findings. */
export interface Together {
  /** In document order. */
  readonly findings: readonly Finding[];
  readonly checks: Checks;
}

/**
 * The findings of each report, in the order of the digests. Reports of one unit and year are versions of one report:
 * they are not compared with each other, and a figure on which they disagree decides nothing.
 */
export function checkTogether(digests: readonly ReportDigest[], book: RuleBook): Together[] {
  const units = digests.map(({ unit }) => (unit === null ? null : unitKey(unit)));
  const versions = new Map<string, number[]>();
  for (const [index, { year }] of digests.entries()) {
    const unit = units[index] ?? null;
    if (unit === null || year === null) continue;
    const key = `${unit}|${year}`;
    const known = versions.get(key);
    if (known) known.push(index);
    else versions.set(key, [index]);
  }
  let texts: TextIndex | undefined;
  const run: Run = {
    digests,
    units,
    unitCount: new Set(units.filter((unit) => unit !== null)).size,
    texts: () => {
      texts ??= indexTexts(digests, units, book);
      return texts;
    },
  };
  return digests.map((digest, index) => {
    const previous = digest.year === null ? [] : (versions.get(`${units[index]}|${digest.year - 1}`) ?? []);
    const findings: Finding[] = [];
    let passed = 0;
    let failed = 0;
    let notAssessable = 0;
    for (const rule of togetherRules) {
      const text = book.rules[rule.id];
      if (!text) throw new Error(`no text for rule ${rule.id} in the rule packs`);
      if (text.severity === 'off') continue;
      const result = rule.check({ digest, index, previous, run, book, text });
      passed += result.passed;
      failed += result.drafts.length;
      notAssessable += result.notAssessable;
      findings.push(...result.drafts.map((draft) => stamp(rule.id, text, draft)));
    }
    return { findings: inDocumentOrder(findings), checks: { passed, failed, notAssessable } };
  });
}
