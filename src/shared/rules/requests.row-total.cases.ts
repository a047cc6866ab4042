/** Cases of requests.row-total. */
import type { RuleCase } from './rule-case.ts';

/** A right 小计 of 法人或其他组织 in each row of the balanced table. */
const organisations = {
  'requests.newlyReceived.subtotal': '5',
  'requests.granted.subtotal': '3',
  'requests.partlyGranted.subtotal': '1',
  'requests.unavailable.notHeld.subtotal': '1',
  'requests.resultTotal.subtotal': '5',
};

export const cases: readonly RuleCase[] = [
  {
    name: 'a total one short of its parts',
    balanced: true,
    report: { cells: { 'requests.granted.total': '23' } },
    findings: [
      {
        expected: 24,
        actual: 23,
        cells: [
          'requests.granted.naturalPerson',
          'requests.granted.business',
          'requests.granted.research',
          'requests.granted.charity',
          'requests.granted.legalService',
          'requests.granted.otherOrganization',
          'requests.granted.total',
        ],
        message:
          '表三“（一）予以公开”行：自然人 21 件＋商业企业 3 件＝24 件，总计填 23 件，相差 1 件。最少改一处即可全部相符：“（一）予以公开”行“总计”栏 23 应为 24（一位数字有误）。',
        at: '23',
      },
    ],
    also: ['requests.result-total'],
  },
  {
    name: 'a blank total beside parts that are not all 0',
    balanced: true,
    report: { cells: { 'requests.unavailable.notHeld.total': '' } },
    findings: [
      {
        expected: 7,
        actual: 0,
        message:
          '表三“（四）1.本机关不掌握相关政府信息”行：自然人 6 件＋商业企业 1 件＝7 件，总计填了空白（按 0 计），相差 7 件。最少改一处即可全部相符：“（四）1.本机关不掌握相关政府信息”行“总计”栏空白，应为 7。',
        at: '',
      },
    ],
    also: ['cell.blank', 'requests.result-total'],
  },
  {
    name: 'a blank total beside parts that are all 0 is cell.blank alone',
    balanced: true,
    report: { cells: { 'requests.refused.stateSecret.total': '' } },
    findings: [],
    also: ['cell.blank'],
  },
  {
    name: 'a total of nothing but blanks and 0 that says 3',
    report: { cells: { 'requests.notProcessed.petition.total': '3', 'requests.notProcessed.petition.research': '/' } },
    findings: [
      {
        expected: 0,
        actual: 3,
        message:
          '表三“（五）1.信访举报投诉类申请”行：各项均为 0，总计填 3 件，相差 3 件。最少改一处即可全部相符：“（五）1.信访举报投诉类申请”行“总计”栏 3 应为 0。（空白按 0 计：“（五）1.信访举报投诉类申请”行“科研机构”栏。）',
        at: '3',
      },
    ],
    also: ['cell.blank', 'requests.result-total'],
  },
  { name: 'a right table', balanced: true, report: {}, findings: [] },
  {
    name: 'figures with thousands separators, full-width digits and a unit',
    balanced: true,
    report: {
      cells: {
        'requests.newlyReceived.naturalPerson': '1,040',
        'requests.newlyReceived.total': '１０４５件',
        'requests.granted.naturalPerson': '1 021',
        'requests.granted.total': '1，024',
        'requests.resultTotal.naturalPerson': '1040',
        'requests.resultTotal.total': '1045',
      },
    },
    findings: [],
  },
  {
    name: 'a row with words in it is not decided',
    balanced: true,
    report: { cells: { 'requests.granted.business': '若干' } },
    findings: [],
    also: ['cell.not-a-number'],
    notAssessable: 1,
  },
  {
    name: 'a row whose values cannot be placed is not decided',
    balanced: true,
    report: { unplaced: ['requests.granted'] },
    findings: [],
    also: ['structure.table-shape'],
    notAssessable: 1,
  },
  {
    name: 'a 小计 of the organisations that is not their sum',
    balanced: true,
    report: { subtotals: 'columns', cells: { ...organisations, 'requests.granted.subtotal': '4' } },
    findings: [
      {
        expected: 3,
        actual: 4,
        cells: [
          'requests.granted.business',
          'requests.granted.research',
          'requests.granted.charity',
          'requests.granted.legalService',
          'requests.granted.otherOrganization',
        ],
        message:
          '表三“（一）予以公开”行：“法人或其他组织”商业企业 3 件，“小计”栏填 4 件，相差 1 件。请核对这些数据并更正。',
        at: '4',
      },
    ],
  },
  {
    name: 'look-alike: sums of the organisations that agree',
    balanced: true,
    report: { subtotals: 'columns', cells: organisations },
    findings: [],
  },
];
