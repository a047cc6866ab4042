/** Cases of cell.not-a-number. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'words in a numeric cell',
    report: { cells: { 'proactive.regulations.issued': '若干' } },
    findings: [
      {
        cells: ['proactive.regulations.issued'],
        message: '表二“规章”行“本年制发件数”栏填了“若干”，不是数字，有关合计无法核对。请改填数字。',
        at: '若干',
      },
    ],
  },
  {
    name: '元 where the column counts 万元',
    report: { cells: { 'proactive.fees.amount': '251000元' } },
    findings: [
      {
        message:
          '表二“行政事业性收费”行“本年收费金额”栏填了“251000元”，单位“元”不是本栏的单位“万元”，有关合计无法核对。请换算成“万元”后填写数字。',
        at: '251000元',
      },
    ],
  },
  { name: "the column's own unit", report: { cells: { 'proactive.fees.amount': '25.1万元' } }, findings: [] },
  {
    name: 'a number broken over two lines of the cell',
    report: { cells: { 'proactive.licensing.decisions': '12\n345' } },
    findings: [],
  },
];
