/** Cases of cell.split-number. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: '12 split into 1 and 2',
    balanced: true,
    report: {
      cells: {
        'requests.newlyReceived.research': '12',
        'requests.newlyReceived.total': '57',
        'requests.partlyGranted.research': '1',
        'requests.partlyGranted.charity': '2',
        'requests.partlyGranted.total': '22',
        'requests.resultTotal.research': '12',
        'requests.resultTotal.total': '57',
      },
    },
    findings: [
      {
        cells: ['requests.partlyGranted.research', 'requests.partlyGranted.charity'],
        expected: 22,
        actual: 13,
        message:
          '表三“（二）部分公开”行：“科研机构”栏 1 与“社会公益组织”栏 2 可能是同一个数 12 被拆成两格；合成一个数后，该行各栏之和等于总计 22。请核对。',
        at: '1',
      },
    ],
    also: ['requests.row-total', 'requests.result-total'],
  },
  {
    name: 'two cells whose digits are the total by chance',
    balanced: true,
    report: { cells: { 'requests.resultTotal.naturalPerson': '4' } },
    findings: [],
    also: ['requests.row-total', 'requests.result-total', 'requests.balance'],
  },
  {
    name: 'a wrong total that no pair explains',
    balanced: true,
    report: { cells: { 'requests.granted.total': '25' } },
    findings: [],
    also: ['requests.row-total', 'requests.result-total'],
  },
  { name: 'a right table', balanced: true, report: {}, findings: [] },
];
