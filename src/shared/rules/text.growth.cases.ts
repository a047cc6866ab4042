/** Cases of text.growth. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a growth that the two figures do not give',
    report: { text: { proactive: ['主动公开信息329条，较上年的280条增长27.5%。'] } },
    findings: [
      {
        message:
          '“主动公开信息329条，较上年的280条增长27.5%”：本年 329 条，上年 280 条，应为增长 17.5%，正文写增长 27.5%。请核对后更正。',
        at: '主动公开信息329条，较上年的280条增长27.5%',
        expected: 17.5,
        actual: 27.5,
      },
    ],
  },
  {
    name: "last year's figure from the change",
    report: { text: { proactive: ['主动公开信息329条，比上年增加49条，增长14.9%。'] } },
    findings: [
      {
        message:
          '“主动公开信息329条，比上年增加49条，增长14.9%”：本年 329 条，上年 280 条（由增减数推算），应为增长 17.5%，正文写增长 14.9%。请核对后更正。',
        at: '主动公开信息329条，比上年增加49条，增长14.9%',
        expected: 17.5,
        actual: 14.9,
      },
    ],
  },
  {
    name: 'a fall that is called a rise',
    report: { text: { proactive: ['主动公开信息252条，2022年为280条，同比增长10%。'] } },
    findings: [
      {
        message:
          '“主动公开信息252条，2022年为280条，同比增长10%”：本年 252 条，上年 280 条，应为下降 10%，正文写增长 10%。请核对后更正。',
        at: '主动公开信息252条，2022年为280条，同比增长10%',
        expected: -10,
        actual: 10,
      },
    ],
  },
  {
    name: 'the right growth',
    report: {
      text: {
        proactive: ['主动公开信息329条，较上年的280条增长17.5%。', '主动公开信息252条，比上年减少28条，下降10%。'],
      },
    },
    findings: [],
  },
  {
    name: "last year's figure is not in the text",
    report: { text: { proactive: ['网站访问量12.6万次，同比增长8.3%；满意度提高2.5个百分点。'] } },
    findings: [],
  },
];
