/** Cases of structure.edition. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'tables of 2019 in a report on 2022',
    report: { year: 2022, edition: '2019' },
    findings: [
      {
        message: '本报告是2022年度的，表格却用了2019年版格式，应使用2021年版格式。请按2021年版格式重新填写表格。',
      },
    ],
  },
  {
    name: 'tables of 2021 in a report on 2020',
    report: { year: 2020, edition: '2021' },
    findings: [
      {
        message: '本报告是2020年度的，表格却用了2021年版格式，应使用2019年版格式。请按2019年版格式重新填写表格。',
      },
    ],
  },
  { name: 'the last year of the old form', report: { year: 2020 }, findings: [] },
  { name: 'the first year of the new form', report: { year: 2021 }, findings: [] },
];
