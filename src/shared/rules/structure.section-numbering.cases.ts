/** Cases of structure.section-numbering. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a heading without its number',
    report: { headings: { problems: '存在的主要问题及改进情况' } },
    findings: [
      {
        expected: 5,
        message: '标题“存在的主要问题及改进情况”没有序号，按格式序号应为“五、”。请更正序号。',
        at: '存在的主要问题及改进情况',
      },
    ],
  },
  {
    name: 'a number of another kind',
    report: { headings: { overview: '1. 总体情况', other: '（六）其他需要报告的事项' } },
    findings: [
      { expected: 1, message: '标题“总体情况”的序号写作“1.”，按格式序号应为“一、”。请更正序号。', at: '1. 总体情况' },
      { expected: 6, message: '标题“其他需要报告的事项”的序号写作“（六）”，按格式序号应为“六、”。请更正序号。' },
    ],
  },
  { name: 'a number without its stop', report: { headings: { overview: '一　总体情况' } }, findings: [] },
  {
    name: 'a number used twice',
    report: { headings: { other: '五、其他需要报告的事项' } },
    findings: [
      { expected: 6, actual: 5, message: '标题“其他需要报告的事项”的序号是“五、”，按格式序号应为“六、”。请更正序号。' },
    ],
  },
  {
    name: 'numbered through after a missing section',
    report: { without: ['problems'], headings: { other: '五、其他需要报告的事项' } },
    findings: [],
    also: ['structure.section-missing'],
  },
  {
    name: 'numbered through after a section of its own',
    report: {
      order: ['overview', 'proactive', 'requests', 'litigation', '五、工作考核和责任追究结果', 'problems', 'other'],
      headings: { problems: '六、存在的主要问题及改进情况', other: '七、其他需要报告的事项' },
    },
    findings: [],
    also: ['structure.section-extra'],
  },
  { name: 'the official numbers', report: {}, findings: [] },
];
