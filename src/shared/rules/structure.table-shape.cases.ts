/** Cases of structure.table-shape. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a row of the form is not there',
    report: { withoutRows: ['requests.refused.thirdParty'] },
    findings: [
      { message: '表三：缺少“（三）4.保护第三方合法权益”行，与该行有关的数据无法核对。请补上这一行，没有发生的填 0。' },
    ],
  },
  {
    name: 'a row whose values nothing places',
    report: { unplaced: ['requests.granted'] },
    findings: [
      {
        message:
          '表三：“（一）予以公开”行有 7 个数据，表头有 7 栏，无法确定哪一栏缺填或多填，该行未作勾稽核对。请逐栏核对后补正。',
        at: '（一）予以公开',
      },
    ],
  },
  { name: 'the tables of edition 2019', report: { year: 2019 }, findings: [] },
  { name: 'the tables of edition 2021', report: {}, findings: [] },
];
