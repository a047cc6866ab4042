/** Reports checked against each other in a run of the terminal program and in the list of the window, with real workers. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkFiles } from '../../src/main/services/check-files.ts';
import { createProgram } from '../../src/main/services/program.ts';
import type { ProgramEvent } from '../../src/shared/api.ts';
import { randomBody } from '../generator/body.ts';
import { generateReport } from '../generator/generate.ts';
import { figureAt, number, withCells } from '../generator/model.ts';
import { Random } from '../generator/random.ts';
import { toTxt } from '../generator/render-txt.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

const script = new URL('./source-worker.ts', import.meta.url);
const body = randomBody(new Random(4));
const first = generateReport({ seed: 4, year: 2022, body, scale: 'medium' });
const second = generateReport({ seed: 5, body, scale: 'medium', previous: first });
const cell = 'requests.carriedOver.total';
const slipped = withCells(second, { [cell]: number(figureAt(second.cells, cell) + 4) });
const files = {
  '1 before.txt': toTxt(first, 'tabs'),
  '2 after.txt': toTxt(slipped, 'tabs'),
  '3 other.txt': toTxt(generateReport({ seed: 9, year: 2023 }), 'tabs'),
  '4 empty.txt': '',
};

describe('a run of the terminal program', () => {
  const run = async (folder: string, jobs: number, together: boolean) => {
    const lines: string[] = [];
    const { reports } = await checkFiles({
      paths: [folder],
      packs: [],
      language: 'zh-CN',
      jobs,
      together,
      onReport: (report) => lines.push(JSON.stringify(report)),
      pool: { script },
    });
    return { reports, lines: lines.sort() };
  };

  test('findings of the comparison stand among the report’s own, whatever the number of jobs', async () => {
    const folder = temporaryFolder(files);
    const one = await run(folder, 1, true);
    const three = await run(folder, 3, true);
    expect(three).toEqual(one);
    const alone = await run(folder, 2, false);
    // What is handed on as soon as a report is checked knows nothing of the others.
    expect(alone.lines).toEqual(one.lines);
    const [before, after] = one.reports;
    expect(before?.findings).toEqual(alone.reports[0]?.findings);
    const own = alone.reports[1]?.findings ?? [];
    const more = after?.findings.filter(({ rule }) => rule === 'continuity.carried-over') ?? [];
    expect(more).toHaveLength(1);
    expect(more[0]).toMatchObject({ severity: 'error', cells: [cell], actual: figureAt(slipped.cells, cell) });
    expect(after?.findings).toHaveLength(own.length + 1);
    const starts = after?.findings.map(({ location }) => ('start' in location ? (location.start as number) : -1)) ?? [];
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    const checks = alone.reports[1]?.checks;
    // Seven columns of carried-over, two rows of in-force, the texts of last year and of others.
    expect(after?.checks).toMatchObject({ failed: (checks?.failed ?? 0) + 1, passed: (checks?.passed ?? 0) + 10 });
  });
});

describe('the list of the window', () => {
  test('a report that comes later changes what is found in those before it, and so does its removal', async () => {
    const folder = temporaryFolder();
    const path = (name: keyof typeof files) => {
      writeFileSync(join(folder, name), files[name]);
      return { name, path: join(folder, name) };
    };
    const events: ProgramEvent[] = [];
    const logged: string[] = [];
    const program = createProgram({
      shell: 'browser',
      version: '1.2.3',
      samples: '',
      dataFolder: null,
      sessionFolder: temporaryFolder(),
      log: (line) => logged.push(line),
      pool: { workers: 1, script },
    });
    onTestFinished(() => program.close());
    program.subscribe((event) => events.push(event));
    /** What a window that only listens to events knows of the later report. */
    const rulesShown = () => {
      const entries = events.flatMap((event) => (event.type === 'entries' ? event.entries : []));
      return entries.findLast(({ name }) => name === '2 after.txt')?.result?.rules.map(({ rule }) => rule);
    };

    await program.add([path('2 after.txt')]);
    await until(() => rulesShown() !== undefined);
    const own = await program.open('r1', 'zh-CN');
    expect(own.result.findings.map(({ rule }) => rule)).not.toContain('continuity.carried-over');

    await program.add([path('1 before.txt')]);
    await until(() => rulesShown()?.includes('continuity.carried-over') === true);
    const opened = await program.open('r1', 'en');
    const found = opened.result.findings.find(({ rule }) => rule === 'continuity.carried-over');
    expect(found?.message).toContain('the report on 2022 carried forward');
    expect(opened.entry.result?.errors).toBe((own.entry.result?.errors ?? 0) + 1);
    expect((await program.list())[0]).toEqual(opened.entry);

    await program.remove(['r2']);
    await until(() => rulesShown()?.includes('continuity.carried-over') === false);
    expect((await program.open('r1', 'zh-CN')).result).toEqual(own.result);
    expect(logged).toEqual([]);
  });
});
