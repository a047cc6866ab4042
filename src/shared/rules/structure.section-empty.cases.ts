/** Cases of structure.section-empty. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a heading without content',
    report: { year: 2019, text: { other: [] } },
    findings: [
      { message: '第六部分“其他需要报告的事项”只有标题，没有内容。请写明有关情况。', at: '六、其他需要报告的事项' },
    ],
  },
  {
    name: '无 alone under the problems',
    report: { text: { problems: ['无。'] } },
    findings: [{ message: '第五部分“存在的主要问题及改进情况”只写了“无。”。请写明有关情况。' }],
  },
  { name: 'nothing else to report', report: { year: 2019, text: { other: ['无。'] } }, findings: [] },
  { name: 'a section with its table', report: {}, findings: [] },
];
