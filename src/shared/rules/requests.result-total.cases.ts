/** Cases of requests.result-total. */
import type { RuleCase } from './rule-case.ts';

/** A right 小计 below each group of the balanced table. */
const groups = {
  'requests.unavailable.subtotal.naturalPerson': '6',
  'requests.unavailable.subtotal.business': '1',
  'requests.unavailable.subtotal.total': '7',
  'requests.notProcessed.subtotal.naturalPerson': '4',
  'requests.notProcessed.subtotal.total': '4',
};

export const cases: readonly RuleCase[] = [
  {
    name: 'a result total with a digit dropped',
    balanced: true,
    report: { cells: { 'requests.resultTotal.naturalPerson': '4' } },
    findings: [
      {
        expected: 40,
        actual: 4,
        message:
          '表三“自然人”列：（一）至（六）予以公开 21 件＋部分公开 9 件＋本机关不掌握相关政府信息 6 件＋重复申请 4 件＝40 件，（七）总计填 4 件，相差 36 件。最少改一处即可全部相符：“（七）总计”行“自然人”栏 4 应为 40（漏了一位数字）。',
        at: '4',
      },
    ],
    also: ['requests.row-total', 'requests.balance'],
  },
  {
    name: 'edition 2019, whose （六） is one row',
    balanced: true,
    report: { year: 2020, cells: { 'requests.otherHandling.charity': '1', 'requests.otherHandling.total': '1' } },
    findings: [
      {
        expected: 1,
        actual: 0,
        message:
          '表三“社会公益组织”列：（一）至（六）其他处理 1 件，（七）总计填 0 件，相差 1 件。最少改 2 处即可全部相符：“（六）其他处理”行“社会公益组织”栏 1 应为 0，“（六）其他处理”行“总计”栏 1 应为 0。',
        at: '0',
      },
      {
        expected: 46,
        actual: 45,
        message:
          '表三“总计”列：（一）至（六）予以公开 24 件＋部分公开 10 件＋本机关不掌握相关政府信息 7 件＋重复申请 4 件＋其他处理 1 件＝46 件，（七）总计填 45 件，相差 1 件。最少改 2 处即可全部相符：“（六）其他处理”行“总计”栏 1 应为 0，“（六）其他处理”行“社会公益组织”栏 1 应为 0。',
      },
    ],
  },
  { name: 'a right table', balanced: true, report: {}, findings: [] },
  { name: 'a table of nothing but 0', report: {}, findings: [] },
  {
    name: 'a table without one of the rows is not decided',
    balanced: true,
    report: { withoutRows: ['requests.refused.thirdParty'] },
    findings: [],
    also: ['structure.table-shape'],
    notAssessable: 7,
  },
  {
    name: 'a 小计 below a group of rows that is not their sum',
    balanced: true,
    report: {
      subtotals: 'rows',
      cells: { ...groups, 'requests.unavailable.subtotal.naturalPerson': '5' },
    },
    findings: [
      {
        expected: 6,
        actual: 5,
        cells: [
          'requests.unavailable.notHeld.naturalPerson',
          'requests.unavailable.needsCreation.naturalPerson',
          'requests.unavailable.stillUnclear.naturalPerson',
        ],
        message:
          '表三“自然人”列：“（四）无法提供”本机关不掌握相关政府信息 6 件，“小计”行填 5 件，相差 1 件。请核对这些数据并更正。',
        at: '5',
      },
    ],
  },
  {
    name: 'a 小计 without its group beside it, whose other figures are the sums of the rows above',
    balanced: true,
    report: {
      subtotals: 'unnamed-rows',
      cells: { ...groups, 'requests.unavailable.subtotal.naturalPerson': '5' },
    },
    findings: [
      {
        expected: 6,
        actual: 5,
        message:
          '表三“自然人”列：“（四）无法提供”本机关不掌握相关政府信息 6 件，“小计”行填 5 件，相差 1 件。请核对这些数据并更正。',
        at: '5',
      },
    ],
  },
  {
    name: 'look-alike: a 小计 without its group that adds up all results so far',
    balanced: true,
    report: {
      subtotals: 'unnamed-rows',
      cells: {
        ...groups,
        'requests.unavailable.subtotal.naturalPerson': '36',
        'requests.unavailable.subtotal.business': '5',
        'requests.unavailable.subtotal.total': '41',
      },
    },
    findings: [],
  },
  {
    name: 'look-alike: sums of the groups that agree',
    balanced: true,
    report: { subtotals: 'rows', cells: groups },
    findings: [],
  },
];
