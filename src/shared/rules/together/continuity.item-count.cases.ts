/** Cases of continuity.item-count. */
import type { TogetherCase } from './together-case.ts';

export const cases: readonly TogetherCase[] = [
  {
    name: 'items of the year before that its own report counts otherwise',
    report: { year: 2020, cells: { 'proactive.licensing.previousYear': '30' } },
    with: [{ year: 2019, cells: { 'proactive.licensing.previousYear': '21', 'proactive.licensing.change': '-3' } }],
    findings: [
      {
        cells: ['proactive.licensing.previousYear'],
        expected: 18,
        actual: 30,
        message:
          '表二“行政许可”行：2019年度报告的上一年项目数量 21 项，本年增/减 -3 项，得 18 项；本报告的上一年项目数量 30 项，相差 12 项。请核对两个年度的数据。',
        at: '30',
      },
    ],
    passed: 4,
  },
  {
    name: 'figures that go on, the change left blank',
    report: { year: 2020, cells: { 'proactive.penalties.previousYear': '21' } },
    with: [{ year: 2019, cells: { 'proactive.penalties.previousYear': '21', 'proactive.penalties.change': '' } }],
    findings: [],
    passed: 5,
  },
  {
    name: 'the new form has no such columns',
    report: { year: 2021 },
    with: [{ year: 2020, cells: { 'proactive.licensing.previousYear': '21' } }],
    findings: [],
    passed: 0,
    notAssessable: 0,
  },
  {
    name: 'a row that one of the reports lacks',
    report: { year: 2020, withoutRows: ['proactive.coercion'] },
    with: [{ year: 2019, cells: { 'proactive.coercion.previousYear': '5' } }],
    findings: [],
    passed: 4,
    notAssessable: 1,
  },
];
