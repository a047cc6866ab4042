/** Cases of text.fee-statement. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'section 六 says 无',
    report: { text: { other: ['无。'] } },
    findings: [
      {
        message:
          '本报告是2023年度的，正文没有说明收取信息处理费的情况。请在“六、其他需要报告的事项”中写明发出收费通知的件数、总金额以及实际收取的总金额；没有发生的写 0。',
        at: '无。',
      },
    ],
  },
  {
    name: 'the statement of last year was not yet asked for',
    report: { year: 2019, text: { other: ['无。'] } },
    findings: [],
  },
  {
    name: 'the statement with zeros',
    report: { text: { other: ['本年度发出收费通知的件数、总金额以及实际收取的总金额均为0。'] } },
    findings: [],
  },
  {
    name: 'the statement stands in another section',
    report: { text: { other: ['无其他事项。'], requests: ['本年度没有收取信息处理费。'] } },
    findings: [],
  },
];
