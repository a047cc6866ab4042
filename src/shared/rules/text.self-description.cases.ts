/** Cases of text.self-description. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'the introduction names a section that is not there',
    report: {
      introduction: [
        '本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成。',
      ],
      without: ['other'],
    },
    also: ['structure.section-missing', 'text.fee-statement'],
    findings: [
      {
        message:
          '前言“报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成”与正文不符：正文没有“其他需要报告的事项”部分。请更正前言或补齐正文。',
        at: '报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分组成',
      },
    ],
  },
  {
    name: 'the number is another',
    report: { introduction: ['本报告共分五个部分。'] },
    findings: [
      {
        message: '前言“报告共分五个部分”与正文不符：前言说有五个部分，正文有六个部分。请更正前言或补齐正文。',
        at: '报告共分五个部分',
        expected: 6,
        actual: 5,
      },
    ],
  },
  {
    name: 'a section is not named',
    report: {
      introduction: [
        '全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况。',
      ],
    },
    findings: [
      {
        message:
          '前言“全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况”与正文不符：前言没有列出正文的“其他需要报告的事项”部分。请更正前言或补齐正文。',
        at: '全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况',
      },
    ],
  },
  {
    name: 'all six, in quotation marks',
    report: {
      introduction: [
        '报告包括“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”“其他需要报告的事项”六个部分。',
      ],
    },
    findings: [],
  },
  {
    name: 'not all are named, and it says so',
    report: { introduction: ['全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等内容。'] },
    findings: [],
  },
];
