/** Cases of structure.section-title. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: "the wording of the Regulation in place of the form's",
    report: { headings: { litigation: '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况' } },
    findings: [
      {
        message:
          '第四部分的标题写作“因政府信息公开工作被申请行政复议、提起行政诉讼情况”，格式规定的标题是“政府信息公开行政复议、行政诉讼情况”。请改用规定的标题。',
        at: '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
      },
    ],
  },
  {
    name: 'spaces and other punctuation',
    report: { headings: { litigation: '四、 政府信息公开行政复议，行政诉讼情况：' } },
    findings: [],
  },
  { name: 'the official titles', report: { year: 2019 }, findings: [] },
];
