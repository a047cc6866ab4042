/** Cases of cell.amount-precision. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a procurement of edition 2019 with one decimal',
    report: { year: 2020, cells: { 'proactive.procurement.amount': '61.8' } },
    findings: [
      {
        message: '表二“政府集中采购”行“采购总金额”栏填了“61.8”，格式要求以万元为单位、保留四位小数，应写作“61.8000”。',
        at: '61.8',
      },
    ],
  },
  {
    name: 'fees in 元',
    report: { cells: { 'proactive.fees.amount': '1542000' } },
    findings: [
      {
        message:
          '表二“行政事业性收费”行“本年收费金额”栏填了“1542000”，按万元计合 154.2 亿元，可能误以元为单位。请核对；如是 1542000 元，应填“154.2”。',
      },
    ],
  },
  {
    name: 'less than a fen',
    report: { cells: { 'proactive.fees.amount': '3.33333333' } },
    findings: [
      {
        message: '表二“行政事业性收费”行“本年收费金额”栏填了“3.33333333”，有 8 位小数，不足 1 分钱。请核对单位和数字。',
      },
    ],
  },
  {
    name: 'four decimals',
    report: { year: 2020, cells: { 'proactive.procurement.amount': '187.8192' } },
    findings: [],
  },
  { name: 'a whole number', report: { year: 2020, cells: { 'proactive.procurement.amount': '62' } }, findings: [] },
  { name: 'a fee of 400 元', report: { cells: { 'proactive.fees.amount': '0.04' } }, findings: [] },
];
