/** Cases of structure.table-missing. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a section without its table',
    report: { withoutTables: ['litigation'] },
    findings: [
      {
        message: '第四部分“政府信息公开行政复议、行政诉讼情况”中没有表四。请按格式补上表格，没有发生的填 0。',
        at: '四、政府信息公开行政复议、行政诉讼情况',
      },
    ],
  },
  {
    name: "a picture in the table's place",
    report: { pictures: ['requests'] },
    findings: [
      {
        message:
          '第三部分“收到和处理政府信息公开申请情况”中没有表三（此处有图片，图片中的数据无法核对）。请按格式补上表格，没有发生的填 0。',
      },
    ],
  },
  {
    name: 'a missing section is not a missing table as well',
    report: { without: ['litigation'] },
    findings: [],
    also: ['structure.section-missing'],
  },
  { name: 'all three tables', report: {}, findings: [] },
];
