/** Cases of text.period. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: "last year's statistics period",
    report: { introduction: ['本报告所列数据的统计期限为2022年1月1日至2022年12月31日。'] },
    findings: [
      {
        message:
          '正文“2022年1月1日至2022年12月31日”不是本报告年度的统计期限，应为2023年1月1日至2023年12月31日。请核对是否沿用了其他年度的文字，并更正。',
        at: '2022年1月1日至2022年12月31日',
      },
    ],
  },
  {
    name: 'a period that is not the whole year',
    report: { introduction: ['本报告数据统计时间为2023年1月1日至11月30日。'] },
    findings: [
      {
        message:
          '正文“2023年1月1日至11月30日”不是本报告年度的统计期限，应为2023年1月1日至2023年12月31日。请核对是否沿用了其他年度的文字，并更正。',
        at: '2023年1月1日至11月30日',
      },
    ],
  },
  {
    name: "a paragraph kept from last year's report",
    report: { text: { proactive: ['2022年，我局扎实推进政府信息公开工作。'] } },
    findings: [
      {
        message: '正文“2022年”与报告年度不符，本报告是2023年度的。请核对是否沿用了其他年度的文字，并更正。',
        at: '2022年',
      },
    ],
  },
  {
    name: "the introduction presents last year's report",
    report: { introduction: ['按照要求，我局编制了2022年政府信息公开工作年度报告。'] },
    findings: [
      {
        message:
          '正文“2022年政府信息公开工作年度报告”与报告年度不符，本报告是2023年度的。请核对是否沿用了其他年度的文字，并更正。',
        at: '2022年政府信息公开工作年度报告',
      },
    ],
  },
  {
    name: 'the year of another report in a heading',
    report: { headings: { overview: '一、2022年总体情况' } },
    also: ['structure.section-title'],
    findings: [
      {
        message:
          '正文“一、2022年总体情况”中的年份与报告年度不符，本报告是2023年度的。请核对是否沿用了其他年度的文字，并更正。',
        at: '一、2022年总体情况',
      },
    ],
  },
  {
    name: 'the right period in other words',
    report: { introduction: ['报告中的数据自2023年1月1日起，至12月31日止。'] },
    findings: [],
  },
  {
    name: 'dates of other things',
    report: {
      text: {
        proactive: [
          '2022年，第三方评估指出我局栏目更新较慢，2023年已经整改。',
          '办法自2022年1月1日起施行，有效期至2026年12月31日。',
          '按时公布了2022年政府信息公开工作年度报告。',
          '2024年，我局将继续推进。',
        ],
      },
    },
    findings: [],
  },
  {
    name: 'a period with 开始 and 截止',
    report: { text: { proactive: ['统计时间从2022年1月1日开始至2022年12月31日截止。'] } },
    findings: [
      {
        message:
          '正文“2022年1月1日开始至2022年12月31日”不是本报告年度的统计期限，应为2023年1月1日至2023年12月31日。请核对是否沿用了其他年度的文字，并更正。',
      },
    ],
  },
];
