/** Cases of cell.blank. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'an empty cell',
    report: { cells: { 'proactive.penalties.decisions': '' } },
    findings: [
      {
        cells: ['proactive.penalties.decisions'],
        message: '表二“行政处罚”行“本年处理决定数量”栏空白，求和时按 0 计。没有发生的请填 0。',
        at: '',
      },
    ],
  },
  {
    name: 'marks for nothing',
    report: {
      cells: {
        'requests.granted.research': '/',
        'requests.granted.charity': '—',
        'litigation.review.other': '无',
      },
    },
    findings: [
      { message: '表三“（一）予以公开”行“科研机构”栏填了“/”，求和时按 0 计。没有发生的请填 0。', at: '/' },
      { message: '表三“（一）予以公开”行“社会公益组织”栏填了“—”，求和时按 0 计。没有发生的请填 0。', at: '—' },
      { message: '表四“行政复议”的“其他结果”栏填了“无”，求和时按 0 计。没有发生的请填 0。', at: '无' },
    ],
  },
  {
    name: 'more than ten blank cells of one table are one finding',
    report: {
      cells: Object.fromEntries(
        ['review', 'directSuit', 'suitAfterReview'].flatMap((row) =>
          ['upheld', 'corrected', 'other', 'pending', 'total'].map((column) => [`litigation.${row}.${column}`, '']),
        ),
      ),
    },
    findings: [
      {
        message:
          '表四有 15 个单元格空白：“行政复议”的“结果维持”栏、“行政复议”的“结果纠正”栏、“行政复议”的“其他结果”栏、“行政复议”的“尚未审结”栏、“行政复议”的“总计”栏、“未经复议直接起诉”的“结果维持”栏、“未经复议直接起诉”的“结果纠正”栏、“未经复议直接起诉”的“其他结果”栏、“未经复议直接起诉”的“尚未审结”栏、“未经复议直接起诉”的“总计”栏、“复议后起诉”的“结果维持”栏、“复议后起诉”的“结果纠正”栏、“复议后起诉”的“其他结果”栏、“复议后起诉”的“尚未审结”栏、“复议后起诉”的“总计”栏，求和时按 0 计。没有发生的请填 0。',
      },
    ],
  },
  { name: 'zeros are no blanks', report: {}, findings: [] },
  {
    name: 'a negative change and a fraction are no blanks',
    report: { year: 2020, cells: { 'proactive.licensing.change': '-5', 'proactive.procurement.amount': '0.0400' } },
    findings: [],
  },
];
