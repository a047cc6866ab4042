/** The suspects of findings, on whole reports: planted slips, equations left out, rules that are off. */
import { describe, expect, it } from 'vitest';
import { generateReport } from '../../../tests/generator/generate.ts';
import { judge } from '../../../tests/generator/judge.ts';
import { figureSlip, slipPlaces } from '../../../tests/generator/plant.ts';
import { Random } from '../../../tests/generator/random.ts';
import { toTxt } from '../../../tests/generator/render-txt.ts';
import { slipKinds } from '../../../tests/generator/slips.ts';
import { truthOf } from '../../../tests/generator/truth.ts';
import { check } from '../../../tests/support/compare.ts';
import { resultOf } from '../outputs/json.ts';
import { readReport } from '../report/index.ts';
import { ruleBook } from './built-in.ts';
import { balancedRequests, type CaseReport, caseDocument } from './case-report.ts';
import type { Finding } from './finding.ts';
import type { RuleBook } from './pack.ts';
import { runRules } from './run-rules.ts';

const book = ruleBook();
const form = book.forms.find((candidate) => candidate.edition === '2021');

function arithmeticFindings(report: CaseReport, rules: RuleBook = book): Finding[] {
  if (!form) throw new Error('no form');
  const document = caseDocument({ ...report, cells: { ...balancedRequests(form), ...report.cells } }, book.forms);
  return runRules(readReport(document, book.forms), rules).findings.filter((finding) => finding.equation);
}

const suspectsOf = ({ suspects }: Finding) => suspects.map(({ cell, from, to }) => `${cell} ${from}→${to}`);

describe('a slip in one cell of table 三 of a whole report is named by every finding that it causes', () => {
  const jobs = slipPlaces.flatMap((place) => slipKinds.map((kind) => ({ place, kind })));
  it.each(jobs)('$place, $kind', async ({ place, kind }) => {
    let blamable = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const planted = figureSlip(place, kind)(generateReport({ seed: seed * 17 }), new Random(seed));
      if (!planted) continue;
      const truth = truthOf(planted, 'report.txt', 'txt', 'test');
      const outcome = await check(new TextEncoder().encode(toTxt(planted.model, 'markdown')), 'report.txt');
      const judgement = judge(truth, resultOf(outcome, 'report.txt', null, 'zh-CN'));
      expect(judgement.missed.filter(({ rule }) => /^(?:requests|litigation)/.test(rule))).toEqual([]);
      expect(judgement.blamed).toBe(judgement.blamable);
      blamable += judgement.blamable;
    }
    // Table 四 has one equation for each group: no second one bears witness.
    if (!place.startsWith('litigation')) expect(blamable).toBeGreaterThan(0);
  });
});

it('suspects stand where their cells are', () => {
  const [finding] = arithmeticFindings({ cells: { 'requests.granted.total': '42' } });
  expect(finding?.suspects).toEqual([
    { cell: 'requests.granted.total', from: 42, to: 24, location: finding?.equation?.right[0]?.location },
  ]);
});

it('a finding whose cells are tied names none', () => {
  const findings = arithmeticFindings({
    cells: { 'requests.carriedForward.naturalPerson': '4', 'requests.carriedForward.total': '4' },
  });
  expect(findings.map(suspectsOf)).toEqual([[], []]);
});

it('a table with two rows that cannot be assessed still tells what the rest says', () => {
  const findings = arithmeticFindings({
    cells: { 'requests.granted.business': '若干', 'requests.newlyReceived.total': '54' },
    unplaced: ['requests.partlyGranted'],
  });
  expect(findings.map(suspectsOf)).toEqual([
    ['requests.newlyReceived.total 54→45'],
    ['requests.newlyReceived.total 54→45'],
  ]);
});

it('equations of a rule that is off are not asked for', () => {
  // Without the balance, nothing but its row speaks of the cells of 本年新收.
  const off = ruleBook([{ id: 'x', name: 'x', rules: { 'requests.balance': { severity: 'off' } } }]);
  const findings = arithmeticFindings({ cells: { 'requests.newlyReceived.total': '46' } }, off);
  expect(findings.map(({ rule, suspects }) => [rule, suspects])).toEqual([['requests.row-total', []]]);
});

it('the whole set is named in the message, in both languages', () => {
  const [finding] = arithmeticFindings({
    cells: { 'requests.granted.naturalPerson': '3', 'requests.granted.business': '21' },
  });
  expect(finding?.message['zh-CN']).toMatch(
    /。最少改 2 处即可全部相符：“（一）予以公开”行“自然人”栏 3 应为 21（与相邻的一栏填反），“（一）予以公开”行“商业企业”栏 21 应为 3。$/,
  );
  expect(finding?.message.en).toMatch(
    /\. Changing 2 cells makes everything agree: row “（一）予以公开”, column “自然人”: 3 should be 21 \(exchanged with the cell beside it\); row “（一）予以公开”, column “商业企业”: 21 should be 3\.$/,
  );
});

it('a finding that another fault has nothing to do with says how many there are in all', () => {
  const [finding] = arithmeticFindings({
    cells: { 'requests.granted.naturalPerson': '12', 'requests.newlyReceived.business': '50' },
  });
  expect(finding?.message['zh-CN']).toMatch(
    /全表最少需改 2 处才能全部相符，此处为：“一、[^”]*”行“商业企业”栏 50 应为 5（多了一个 0，大十倍）。$/,
  );
  expect(suspectsOf(finding as Finding)).toEqual(['requests.newlyReceived.business 50→5']);
});
