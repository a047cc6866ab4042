/**
 * Reports of one run checked against each other, the whole way from their files: consecutive years of invented units,
 * right and with a planted slip, copies of texts, and whatever samples there are.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkTogether, type ReportDigest } from '../src/shared/rules/together/index.ts';
import { departmentOf, governmentOf, randomBody } from './generator/body.ts';
import { generateReport } from './generator/generate.ts';
import { figureAt, number, type ReportModel, withCells } from './generator/model.ts';
import { copied } from './generator/plant-more.ts';
import { Random } from './generator/random.ts';
import { toDocx } from './generator/render-docx.ts';
import { toTxt } from './generator/render-txt.ts';
import { book, check, root } from './support/compare.ts';

const formats = ['txt', 'docx'] as const;

async function digestOf(model: ReportModel, format: (typeof formats)[number]): Promise<ReportDigest> {
  const bytes =
    format === 'txt' ? new TextEncoder().encode(toTxt(model, 'tab-lines')) : await toDocx(model, { variant: 'plain' });
  const { together } = await check(bytes, `report.${format}`);
  if (!together) throw new Error('unreadable');
  return together;
}

async function rulesIn(models: readonly ReportModel[], format: (typeof formats)[number] = 'txt') {
  const digests = await Promise.all(models.map((model) => digestOf(model, format)));
  return checkTogether(digests, book).map(({ findings }) =>
    findings.map(({ rule, cells, expected, actual }) => ({ rule, cells, expected, actual })),
  );
}

/** A unit's reports of two years running, right in themselves and with each other. */
function twoYears(seed: number, year: number): [ReportModel, ReportModel] {
  const body = randomBody(new Random(seed));
  const first = generateReport({ seed, year, body, scale: 'medium' });
  return [first, generateReport({ seed: seed + 5000, body, scale: 'medium', previous: first })];
}

describe.each(formats)('consecutive years as %s', (format) => {
  it.each([2019, 2020, 2021, 2022])('%i and the year after, right: nothing', async (year) => {
    for (let seed = 1; seed <= 8; seed++) {
      expect({ seed, found: await rulesIn(twoYears(seed, year), format) }).toEqual({ seed, found: [[], []] });
    }
  });

  it.each([
    ['continuity.carried-over', 2022, 'requests.carriedOver.naturalPerson'],
    ['continuity.carried-over', 2020, 'requests.carriedOver.total'],
    ['continuity.in-force', 2021, 'proactive.normativeDocuments.inForce'],
    ['continuity.item-count', 2019, 'proactive.penalties.previousYear'],
  ] as const)('a slip is found in the later report: %s after %i', async (rule, year, cell) => {
    for (let seed = 1; seed <= 4; seed++) {
      const [first, second] = twoYears(seed, year);
      const right = figureAt(second.cells, cell);
      const slipped = withCells(second, { [cell]: number(right + 7) });
      const [before, after] = await rulesIn([first, slipped], format);
      expect(before).toEqual([]);
      expect(after).toEqual([{ rule, cells: expect.arrayContaining([cell]), expected: right, actual: right + 7 }]);
    }
  });
});

it('one year as TXT and as DOCX is one report: neither is the other’s year before, or like it', async () => {
  const [first, second] = twoYears(3, 2022);
  const files = [
    await digestOf(first, 'txt'),
    await digestOf(first, 'docx'),
    await digestOf(second, 'docx'),
    await digestOf(second, 'txt'),
  ];
  expect(checkTogether(files, book).flatMap(({ findings }) => findings)).toEqual([]);
});

describe('likeness', () => {
  const original = generateReport({ seed: 11, year: 2023, body: departmentOf('清河区', '教育局') });
  const names = [
    ['清河区', '临溪县'],
    ['我局', '我委'],
  ] as const;
  const copy = copied(original, names, '临溪县卫生健康委员会', 3);

  it.each(formats)('another unit’s text under other names and figures, as %s', async (format) => {
    const [a, b] = await rulesIn([original, copy], format);
    expect(a?.map(({ rule }) => rule)).toEqual(['likeness.other-unit']);
    expect(b?.map(({ rule }) => rule)).toEqual(['likeness.other-unit']);
  });

  it('last year’s text with this year’s figures', async () => {
    const [first] = twoYears(2, 2022);
    const next = { ...copied(first, [['2022', '2023']], first.unit, 3), year: 2023 };
    const again = { ...next, title: [`${first.unit}2023年政府信息公开工作年度报告`] };
    const [, found] = await rulesIn([first, again]);
    expect(found?.map(({ rule }) => rule)).toContain('likeness.previous-year');
  });

  it('the passages are marked where they stand', async () => {
    const digests = [await digestOf(original, 'txt'), await digestOf(copy, 'txt')];
    const [finding] = checkTogether(digests, book)[0]?.findings ?? [];
    const text = toTxt(original, 'tab-lines');
    const marked = (finding?.places ?? []).map((place) => ('line' in place ? text.slice(place.start, place.end) : ''));
    expect(marked.length).toBeGreaterThan(5);
    expect(marked[0]).toContain(finding?.quote);
    expect(marked.join('\n').length).toBeGreaterThan(500);
    expect([...marked].sort((a, b) => text.indexOf(a) - text.indexOf(b))).toEqual(marked);
  });

  it('two units that say the same things out of the same stock of phrases: nothing', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const one = generateReport({ seed, year: 2023, body: departmentOf('清河区', '统计局') });
      const other = generateReport({ seed: seed + 700, year: 2023, body: departmentOf('云岭市', '审计局') });
      const government = generateReport({ seed: seed + 1400, year: 2023, body: governmentOf('石湾县') });
      expect({ seed, found: await rulesIn([one, other, government]) }).toEqual({ seed, found: [[], [], []] });
    }
  });

  it('a hundred such reports in one run: nothing', async () => {
    const models = Array.from({ length: 100 }, (_, index) => generateReport({ seed: 300 + index, year: 2023 }));
    const found = (await rulesIn(models)).flat().filter(({ rule }) => rule.startsWith('likeness.'));
    expect(found).toEqual([]);
  });
});

const samples = ['seeds', 'reports']
  .map((folder) => join(root, '..', 'shared', folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => /\.(?:txt|docx|pdf)$/.test(file));

describe.skipIf(samples.length === 0)('real reports', () => {
  it('five units in three formats have nothing to do with each other', async () => {
    const outcomes = await Promise.all(samples.map((file) => check(new Uint8Array(readFileSync(file)), file)));
    const digests = outcomes.flatMap(({ together }) => (together ? [together] : []));
    expect(digests.length).toBeGreaterThanOrEqual(5);
    expect(checkTogether(digests, book).flatMap(({ findings }) => findings)).toEqual([]);
  });
});
