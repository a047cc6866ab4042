/** Comparing the reports of the window's list in a thread of its own. */
import { expect, onTestFinished, test } from 'vitest';
import { compareReports } from '../../src/main/services/compare-reports.ts';
import { type ComparerOptions, createComparer } from '../../src/main/services/comparer.ts';
import { ruleBook } from '../../src/shared/rules/built-in.ts';
import { syntheticRun } from '../support/synthetic-digests.ts';

const script = new URL('./source-worker.ts', import.meta.url);
const { digests } = syntheticRun(250, ruleBook());
const ids = digests.map((_, index) => index + 1);

function start(options: Partial<ComparerOptions> = {}) {
  const asked: number[] = [];
  const comparer = createComparer({
    script,
    setup: { pack: true, packs: [] },
    digestOf: (id) => {
      asked.push(id);
      return JSON.stringify(digests[id - 1]);
    },
    ...options,
  });
  onTestFinished(() => comparer.close());
  return { comparer, asked };
}

test('finds what is found in one go, asks for each report once, and tells only what changed', async () => {
  const { comparer, asked } = start();
  const all = await compareReports(digests, []);
  const found = await comparer.compare(ids);
  expect([...found]).toEqual(ids.map((id, index) => [id, all[index]]));
  expect(all.some((together) => together && together.findings.length > 0)).toBe(true);
  expect(asked).toEqual(ids);
  expect(await comparer.compare(ids)).toEqual(new Map());
  expect(asked).toEqual(ids);

  // Without the others nothing comes to a report; with them again, what came before.
  const alone = await comparer.compare([1]);
  expect([...alone]).toEqual([[1, null]]);
  const again = await comparer.compare(ids);
  expect(again).toEqual(found);

  // A report that was checked anew is told whatever it is.
  comparer.forget(7);
  expect([...(await comparer.compare(ids))]).toEqual([[7, all[6]]]);
});

test('a worker that is lost is said, and the next comparison begins anew', async () => {
  let fails = true;
  const { comparer } = start({
    digestOf: (id) => (fails ? 'not JSON' : JSON.stringify(digests[id - 1])),
  });
  await expect(comparer.compare(ids)).rejects.toThrow('JSON');
  fails = false;
  expect((await comparer.compare(ids)).size).toBe(ids.length);
});
