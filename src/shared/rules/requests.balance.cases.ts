/** Cases of requests.balance. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'received and carried over do not come out as handled and carried forward',
    balanced: true,
    report: { cells: { 'requests.carriedForward.naturalPerson': '4', 'requests.carriedForward.total': '4' } },
    findings: [
      {
        expected: 42,
        actual: 44,
        cells: [
          'requests.newlyReceived.naturalPerson',
          'requests.carriedOver.naturalPerson',
          'requests.resultTotal.naturalPerson',
          'requests.carriedForward.naturalPerson',
        ],
        message:
          '表三“自然人”列：本年新收 40 件＋上年结转 2 件＝42 件，办理结果总计 40 件＋结转下年度 4 件＝44 件，相差 2 件。最少需改 2 处才能全部相符，此处有 3 种改法，无法确定是哪一种，请核对。',
        at: '40',
      },
      {
        expected: 47,
        actual: 49,
        message:
          '表三“总计”列：本年新收 45 件＋上年结转 2 件＝47 件，办理结果总计 45 件＋结转下年度 4 件＝49 件，相差 2 件。最少需改 2 处才能全部相符，此处有 3 种改法，无法确定是哪一种，请核对。',
      },
    ],
  },
  { name: 'a right table', balanced: true, report: {}, findings: [] },
  { name: 'a right table of edition 2019', balanced: true, report: { year: 2019 }, findings: [] },
  {
    name: "a unit that is not the column's leaves its column undecided",
    balanced: true,
    report: { cells: { 'requests.newlyReceived.business': '5人次' } },
    findings: [],
    also: ['cell.not-a-number'],
    notAssessable: 1,
  },
];
