/** Reports that fill in one table of the form in force and another of the old one: each is checked by its own. */
import { describe, expect, it } from 'vitest';
import type { CellId, EditionId } from '../src/shared/form/ids.ts';
import { resultOf } from '../src/shared/outputs/json.ts';
import { randomBody } from './generator/body.ts';
import { generateReport } from './generator/generate.ts';
import { figureAt, number, type ReportModel, withCells } from './generator/model.ts';
import { Random } from './generator/random.ts';
import { toTxt } from './generator/render-txt.ts';
import { check } from './support/compare.ts';

const requests = /\n三、收到和处理政府信息公开申请情况\n[\s\S]*?(?=\n四、政府信息公开行政复议)/;
const body = randomBody(new Random(11));

function model(edition: EditionId, seed = 21): ReportModel {
  return generateReport({ seed, year: 2022, edition, body, scale: 'medium' });
}

/** The report in one edition, its section 三 with table 三 from the same report in another. */
async function mixed(report: ReportModel, other: ReportModel) {
  const section = requests.exec(toTxt(other, 'tabs'))?.[0] as string;
  const own = toTxt(report, 'tabs');
  // Figures of the running text are those of the table that is taken out.
  const text = own.replace(requests, () => section).replace(/\n[^\n]*依申请公开方面[^\n]*/g, '');
  const name = 'mixed.txt';
  return resultOf(await check(new TextEncoder().encode(text), name), name, null, 'zh-CN');
}

const of = (cell: string): CellId => `requests.${cell}`;

describe('table 三 of the old form in a report of the new one', () => {
  it('is read whole, and the report told which table is of the wrong edition', async () => {
    const result = await mixed(model('2021'), model('2019'));
    expect(result.edition).toBe('2021');
    expect(result.tableEditions).toEqual({ proactive: '2021', requests: '2019', litigation: '2021' });
    const found = result.findings.filter(({ section }) => section === 'requests');
    expect(found.map(({ rule }) => rule)).toEqual(['structure.edition']);
    expect(found[0]?.message).toContain('表三却用了2019年版格式，应使用2021年版格式');
    expect(Object.keys(result.tables.requests ?? {})).toContain('otherHandling');
    expect(result.findings.map(({ rule }) => rule)).not.toContain('structure.table-shape');
  });

  it.each([
    ['resultTotal.naturalPerson', 'requests.result-total'],
    ['otherHandling.total', 'requests.row-total'],
    ['carriedForward.total', 'requests.balance'],
  ])('a wrong figure in %s is found by %s', async (cell, rule) => {
    const old = model('2019');
    const wrong = figureAt(old.cells, of(cell)) + 3;
    const result = await mixed(model('2021'), withCells(old, { [of(cell)]: number(wrong) }));
    const found = result.findings.filter((finding) => finding.rule === rule && finding.cells.includes(of(cell)));
    expect(found).not.toEqual([]);
    expect(result.findings.flatMap(({ suspects = [] }) => suspects.map((suspect) => suspect.cell))).toContain(of(cell));
  });
});

it('table 三 of the new form in a report of the old one is checked by the new one', async () => {
  const recent = model('2021');
  const cell = of('otherHandling.other.total');
  const wrong = withCells(recent, { [cell]: number(figureAt(recent.cells, cell) + 2) });
  const result = await mixed(model('2019'), wrong);
  expect(result.tableEditions?.requests).toBe('2021');
  expect(result.findings.some(({ rule, cells }) => rule === 'requests.row-total' && cells.includes(cell))).toBe(true);
});

it('a report in one edition says nothing of its tables', async () => {
  const result = await mixed(model('2021'), model('2021'));
  expect(result).not.toHaveProperty('tableEditions');
});
