/** Cases of structure.section-order. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'litigation before requests',
    report: { order: ['overview', 'proactive', 'litigation', 'requests', 'problems', 'other'] },
    findings: [
      {
        message:
          '“三、收到和处理政府信息公开申请情况”排在“四、政府信息公开行政复议、行政诉讼情况”之后，按格式应在它前面。请按格式调整各部分的先后。',
      },
    ],
  },
  {
    name: 'a missing section is no disorder',
    report: { without: ['requests'] },
    findings: [],
    also: ['structure.section-missing'],
  },
  { name: 'the official order', report: {}, findings: [] },
];
