/** One file given to the terminal program: what its own thread answers is what a worker would, or it leaves it to one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkByWorkers } from '../../src/main/services/check-by-workers.ts';
import { type CheckRun, checkFiles } from '../../src/main/services/check-files.ts';
import { checkInPlace } from '../../src/main/services/check-in-place.ts';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import { makeDocx, p, r } from '../../src/shared/readers/docx/make-docx.ts';
import { root } from '../support/compare.ts';
import { temporaryFolder } from './temp-folder.ts';

const script = new URL('./source-worker.ts', import.meta.url);
const fixtures = join(root, 'tests/fixtures');
const files = ['reports', 'docx', 'pdf', 'garbled'].flatMap((folder) =>
  readdirSync(join(fixtures, folder))
    .filter((name) => /\.(?:docx|pdf|txt)$/.test(name))
    .map((name) => join(fixtures, folder, name)),
);

const run = (paths: readonly string[], onReport: CheckRun['onReport']): CheckRun => ({
  paths,
  packs: [],
  language: 'zh-CN',
  jobs: 2,
  together: false,
  onReport,
  pool: { script },
});

describe('one file', () => {
  test('gives the same report as from a worker, each of the kept files', async () => {
    const { reports } = await checkByWorkers(run(files, () => {}));
    const inPlace: ReportResult[] = [];
    for (const file of files) {
      const answer = await checkInPlace(file, []);
      if (answer) inPlace.push(resultOf(answer.outcome, file, answer.sha256, 'zh-CN'));
    }
    expect(new Set(inPlace.map(({ format }) => format))).toEqual(new Set(['docx', 'pdf', 'txt']));
    expect(inPlace.length).toBeGreaterThan(files.length / 2);
    const wanted = new Set(inPlace.map(({ file }) => file));
    expect(inPlace).toEqual(reports.filter(({ file }) => wanted.has(file)));
  });

  test.each([
    ['in place', 'reports/2022-town-faults.docx'],
    ['by a worker', 'garbled/some-fonts.pdf'],
  ])('is handed on as soon as it is done and answered, %s', async (_, name) => {
    const heard: unknown[] = [];
    const { reports, ...rest } = await checkFiles(
      run([join(fixtures, name)], (report, total) => heard.push([report, total])),
    );
    expect(reports.map(({ file }) => file)).toEqual([join(fixtures, name)]);
    expect(heard).toEqual([[reports[0], 1]]);
    expect(rest).toEqual({ skipped: 0, failed: [] });
  });

  const strange: [string, string, () => string | Uint8Array | null][] = [
    ['that is not there', 'none.txt', () => null],
    ['that is large', 'large.txt', () => '件'.repeat(2 * 2 ** 20)],
    ['of very many characters', 'many.txt', () => '本机关收到申请5件。'.repeat(60_000)],
    ['that inflates to very much', 'bomb.docx', () => makeDocx({ body: p(r('本年新收'.repeat(50_000))).repeat(30) })],
    ['that needs a PDF engine', 'cut.pdf', () => readFileSync(join(fixtures, 'pdf/chromium.pdf')).subarray(0, 40_000)],
  ];
  test.each(strange)('%s is left to a worker', async (_, name, content) => {
    const made = content();
    const folder = temporaryFolder(made === null ? {} : { [name]: made });
    expect(await checkInPlace(join(folder, name), [])).toBeNull();
  });

  test('that is a folder is left to a worker', async () => {
    expect(await checkInPlace(temporaryFolder(), [])).toBeNull();
  });
});
