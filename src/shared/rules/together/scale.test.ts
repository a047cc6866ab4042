/** Two thousand reports in one run: every planted copy is found, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type SyntheticRun, syntheticRun } from '../../../../tests/support/synthetic-digests.ts';
import { ruleBook } from '../built-in.ts';
import { checkTogether, type Together } from './index.ts';
import { indexTexts } from './text-index.ts';
import { unitKey } from './words.ts';

const book = ruleBook();

describe('two thousand reports', () => {
  let run: SyntheticRun;
  let found: Together[];
  const placesOf = (rule: string) =>
    found.flatMap(({ findings }, index) => (findings.some((finding) => finding.rule === rule) ? [index] : []));

  beforeAll(() => {
    run = syntheticRun(2000, book);
    found = checkTogether(run.digests, book);
  });

  it('both sides of every copy, and every unit of a group that uses one text', () => {
    const planted = [...new Set([...run.copies, ...run.ring])].sort((a, b) => a - b);
    expect(planted.length).toBeGreaterThan(70);
    expect(placesOf('likeness.other-unit')).toEqual(planted);
  });

  it('every report that repeats the year before', () => {
    expect(run.repeated.length).toBeGreaterThan(10);
    expect(placesOf('likeness.previous-year')).toEqual(run.repeated);
  });

  it('each of the others was compared and passed, or has nothing to be compared with', () => {
    const counts = found.map(({ checks }) => checks.passed + checks.failed);
    // One comparison with other units, and in the second year one with the first.
    expect(counts).toEqual(run.digests.map(({ year }) => (year === 2023 ? 2 : 1)));
  });

  it('only a handful of the four million pairs is compared in full', () => {
    const units = run.digests.map(({ unit }) => unitKey(unit as string));
    const texts = indexTexts(run.digests, units, book);
    const pairs = run.digests.reduce((sum, _, index) => sum + texts.candidates(index).length, 0);
    expect(pairs).toBeLessThan(2 * run.copies.length + 8 * run.ring.length);
  });
});
