/** Cases of cell.not-a-count. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a negative number of requests',
    report: {
      cells: {
        'requests.refused.thirdParty.charity': '-1',
        'requests.refused.thirdParty.total': '-1',
        'requests.resultTotal.charity': '-1',
        'requests.resultTotal.total': '-1',
        'requests.carriedForward.charity': '1',
        'requests.carriedForward.total': '1',
      },
    },
    findings: [
      {
        message: '表三“（三）4.保护第三方合法权益”行“社会公益组织”栏填了“-1”，件数不能为负数。请核对并更正。',
        at: '-1',
      },
      { message: '表三“（三）4.保护第三方合法权益”行“总计”栏填了“-1”，件数不能为负数。请核对并更正。' },
      { message: '表三“（七）总计”行“社会公益组织”栏填了“-1”，件数不能为负数。请核对并更正。' },
      { message: '表三“（七）总计”行“总计”栏填了“-1”，件数不能为负数。请核对并更正。' },
    ],
  },
  {
    name: 'half a decision',
    report: { cells: { 'proactive.licensing.decisions': '12.5' } },
    findings: [
      {
        cells: ['proactive.licensing.decisions'],
        message: '表二“行政许可”行“本年处理决定数量”栏填了“12.5”，件数不能有小数。请核对并更正。',
        at: '12.5',
      },
    ],
  },
  {
    name: 'a decrease of the year',
    report: { year: 2020, cells: { 'proactive.licensing.change': '-5' } },
    findings: [],
  },
  { name: 'an amount with decimals', report: { cells: { 'proactive.fees.amount': '25.13' } }, findings: [] },
];
