/** Cases of text.fee-amount. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'more than the fees of table 二',
    report: {
      cells: { 'proactive.fees.amount': '0.04' },
      text: { other: ['2023年发出收费通知2件，总金额600元，实际收取600元。'] },
    },
    findings: [
      {
        cells: ['proactive.fees.amount'],
        message:
          '正文“实际收取600元”（合 0.06 万元）超过表二“行政事业性收费”行“本年收费金额”栏填报的 0.04 万元；信息处理费属于行政事业性收费，应包含在内。请核对后更正。',
        at: '实际收取600元',
        expected: 0.04,
        actual: 0.06,
      },
    ],
  },
  {
    name: 'as much as the fees of table 二',
    report: {
      cells: { 'proactive.fees.amount': '0.04' },
      text: { other: ['2023年发出收费通知2件，总金额600元，实际收取400元。'] },
    },
    findings: [],
  },
  {
    name: 'notices that were not paid',
    report: { text: { other: ['2023年发出收费通知1件，总金额400元，实际收取0元。'] } },
    findings: [],
  },
  {
    name: 'charges for search and copies are the fee too',
    report: { text: { proactive: ['2023年，本机关依申请公开共收取检索、复制费用80元。'] } },
    findings: [
      {
        message:
          '正文“本机关依申请公开共收取检索、复制费用80元”（合 0.008 万元）超过表二“行政事业性收费”行“本年收费金额”栏填报的 0 万元；信息处理费属于行政事业性收费，应包含在内。请核对后更正。',
      },
    ],
  },
  {
    name: 'look-alike: what others charge',
    report: { text: { proactive: ['查档大厅收取复制费用80元。'] } },
    findings: [],
  },
];
