/** Cases of structure.section-extra. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a seventh section',
    report: { order: ['overview', 'proactive', 'requests', 'litigation', 'problems', 'other', '七、附件说明'] },
    findings: [
      {
        message: '“七、附件说明”不是格式规定的部分。请核对其内容是否应并入格式规定的六个部分。',
        at: '七、附件说明',
      },
    ],
  },
  {
    name: 'points numbered 一、二、 within a section',
    report: {
      order: ['overview', 'proactive', 'requests', 'litigation', 'problems', '一、主要问题', '二、改进措施', 'other'],
    },
    findings: [],
  },
  { name: 'the six sections', report: {}, findings: [] },
];
