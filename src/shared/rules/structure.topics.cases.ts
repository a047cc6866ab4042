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
    name: 'four topics with points of their own, and a website in passing',
    report: {
      text: {
        overview: [
          '（一）主动公开情况。在网站公开信息12条。',
          '（二）依申请公开情况。全年未收到申请。',
          '（三）政府信息管理情况。修订了有关办法。',
          '（四）监督保障情况。举办培训1次。',
        ],
      },
    },
    findings: [
      {
        message:
          '总体情况未述及“政府信息公开平台建设”（应述及“主动公开”、“依申请公开”、“政府信息管理”、“政府信息公开平台建设”、“监督保障”）。请补充有关情况，没有发生的也请说明。',
      },
    ],
  },
  {
    name: 'points of other names that treat all five',
    report: {
      text: {
        overview: [
          '（一）加强领导。召开会议2次，组织培训1次。',
          '（二）扩大公开。主动公开信息12条，全部发布在门户网站。',
          '（三）规范程序。依申请公开按程序办理，落实保密审查。',
        ],
      },
    },
    findings: [],
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
