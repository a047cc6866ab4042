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
    name: 'no row is missed where a page could not be read',
    report: {
      withoutRows: ['requests.refused.thirdParty'],
      problems: [{ code: 'page-scanned', values: { page: 3 } }],
    },
    findings: [],
    notAssessable: 1,
  },
  {
    name: 'a row whose values nothing places',
    report: { unplaced: ['requests.granted'] },
    findings: [
      {
        message: '表三：“（一）予以公开”行的数据与各栏表头的对应关系无法确定，该行未作勾稽核对。请逐栏核对。',
        at: '（一）予以公开',
      },
    ],
  },
  {
    name: 'many rows of the form are not there',
    report: {
      withoutRows: ['stateSecret', 'otherLaws', 'securityAndStability', 'thirdParty'].map(
        (row) => `requests.refused.${row}`,
      ),
    },
    findings: [
      {
        message:
          '表三：缺少 4 行：“（三）1.属于国家秘密”、“（三）2.其他法律行政法规禁止公开”、“（三）3.危及“三安全一稳定””、“（三）4.保护第三方合法权益”，与这些行有关的数据无法核对。请按格式补上，没有发生的填 0。',
      },
    ],
  },
  {
    name: 'a column that the head does not have',
    report: { labels: { 社会公益组织: '甲乙丙' } },
    findings: [
      { message: '表三：多出格式没有的一栏“甲乙丙”。请核对各数据与表头是否对应。', at: '甲乙丙' },
      { message: '表三：没有“社会公益组织”栏（涉及 25 行），有关数据无法核对。请按格式补上。' },
    ],
  },
  { name: 'the tables of edition 2019', report: { year: 2019 }, findings: [] },
  { name: 'the tables of edition 2021', report: {}, findings: [] },
];
