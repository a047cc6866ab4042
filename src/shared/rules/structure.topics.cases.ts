/** Cases of structure.topics. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'nothing of platforms and supervision',
    report: { text: { overview: ['本机关主动公开信息12条。', '全年未收到公开申请。', '修订了信息管理办法。'] } },
    findings: [
      {
        message:
          '总体情况未述及“政府信息公开平台建设”、“监督保障”（应述及“主动公开”、“依申请公开”、“政府信息管理”、“政府信息公开平台建设”、“监督保障”）。请补充有关情况，没有发生的也请说明。',
        at: '一、总体情况',
      },
    ],
  },
  {
    name: 'all five in one paragraph',
    report: {
      text: { overview: ['本机关主动公开信息12条，未收到公开申请，修订了信息管理办法，改版了网站，举办培训1次。'] },
    },
    findings: [],
  },
  {
    name: 'a government that says nothing of assessment',
    report: {
      title: ['清河区人民政府2023年政府信息公开工作年度报告'],
      text: { overview: ['主动公开信息12条，未收到公开申请，修订了信息管理办法，改版了网站，加强了监督。'] },
    },
    findings: [
      {
        message:
          '政府的年度报告还应包括工作考核、社会评议和责任追究结果情况，全文未见“考核”“评议”“责任追究”等字样。请核对是否遗漏。',
      },
    ],
  },
];
