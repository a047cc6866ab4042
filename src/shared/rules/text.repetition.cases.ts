/** Cases of text.repetition. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a word twice',
    report: { text: { proactive: ['我局进一步加强加强组织领导。'] } },
    findings: [{ message: '“加强加强”中“加强”重复。请核对后更正。', at: '加强加强' }],
  },
  {
    name: 'a phrase twice',
    report: { text: { proactive: ['及时更新政府信息公开指南政府信息公开指南和目录。'] } },
    findings: [
      {
        message: '“政府信息公开指南政府信息公开指南”中“政府信息公开指南”重复。请核对后更正。',
        at: '政府信息公开指南政府信息公开指南',
      },
    ],
  },
  {
    name: '的的 and a comma twice',
    report: { text: { proactive: ['按照《条例》的的要求，，做好公开工作。'] } },
    findings: [
      { message: '“的的”中“的”重复。请核对后更正。', at: '的的' },
      { message: '“，，”中“，”重复。请核对后更正。', at: '，，' },
    ],
  },
  {
    name: '一是 and then 三是',
    report: { text: { proactive: ['一是健全机制；三是强化培训。'] } },
    findings: [{ message: '“三是”的序号不连续：前一项是“一是”，这一项是“三是”。请核对后更正。', at: '三是' }],
  },
  {
    name: '二是 twice, over two paragraphs',
    report: { text: { proactive: ['一是健全机制。二是强化培训。', '二是严格考核。'] } },
    findings: [{ message: '“二是”的序号不连续：前一项是“二是”，这一项是“二是”。请核对后更正。', at: '二是' }],
  },
  {
    name: 'words that rightly meet their like',
    report: {
      text: {
        proactive: ['在区政府政府信息公开专栏发布信息。', '落实政务公开公开标准。', '逐项逐项对照，一个一个落实。'],
      },
    },
    findings: [],
  },
  {
    name: 'a list within a list',
    report: { text: { proactive: ['一是健全机制，做到两点，一是有人抓，二是有人管；二是强化培训；三是严格考核。'] } },
    findings: [],
  },
  {
    name: 'ordinals that skip',
    report: { text: { proactive: ['第一，完善制度；第三，强化培训。'] } },
    findings: [{ message: '“第三”的序号不连续：前一项是“第一”，这一项是“第三”。请核对后更正。' }],
  },
  {
    name: 'numbers in parentheses that skip',
    report: { text: { proactive: ['（1）完善制度；（2）强化培训；（4）加强考核。'] } },
    findings: [{ message: '“（4）”的序号不连续：前一项是“（2）”，这一项是“（4）”。请核对后更正。' }],
  },
  {
    name: 'look-alike: numberings that go on, and numbers that are none',
    report: {
      text: {
        proactive: [
          '第一，完善制度；第二，强化培训。①制度；②培训。第一、第三产业数据按季公开。依照规定第（1）（3）项办理。',
        ],
      },
    },
    findings: [],
  },
];
