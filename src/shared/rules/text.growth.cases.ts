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
  {
    name: 'a change in number that the two years do not give',
    report: { text: { proactive: ['发布信息100条，较上年80条增加25条。'] } },
    findings: [
      {
        message:
          '“发布信息100条，较上年80条增加25条”：本年 100 条，上年 80 条，应为增长 20 条，正文写增长 25 条。请核对后更正。',
      },
    ],
  },
  {
    name: "last year's number in parentheses",
    report: { text: { proactive: ['发布信息1286条，比2022年（1105条）增长26.4%。'] } },
    findings: [
      {
        message:
          '“发布信息1286条，比2022年（1105条）增长26.4%”：本年 1286 条，上年 1105 条，应为增长 16.4%，正文写增长 26.4%。请核对后更正。',
      },
    ],
  },
  {
    name: "look-alike: last year's number named with 与…相比",
    report: {
      text: { proactive: ['发布信息100条，与2022年的125条相比减少25条，降幅20%。发布信息100条，较上年80条增加20条。'] },
    },
    findings: [],
  },
  {
    name: 'a change in number, the years in their order',
    report: { text: { proactive: ['2022年公开信息436条，2023年公开信息512条，增加66条。'] } },
    findings: [
      {
        message:
          '“2022年公开信息436条，2023年公开信息512条，增加66条”：本年 512 条，上年 436 条，应为增长 76 条，正文写增长 66 条。请核对后更正。',
      },
    ],
  },
  {
    name: 'look-alike: the change of the whole, said after its parts',
    report: {
      text: {
        proactive: [
          '征集意见9条，其中个人8条、单位1条，与2022年的11条相比减少2条。会议4次，比上年多1次；培训2次，比上年少1次。',
        ],
      },
    },
    findings: [],
  },
];
