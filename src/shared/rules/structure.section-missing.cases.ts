/** Cases of structure.section-missing. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'the last section is not there',
    report: { without: ['other'] },
    also: ['text.fee-statement'],
    findings: [
      {
        message:
          '缺少第六部分“其他需要报告的事项”。请在文末补上这一部分：收取信息处理费的情况，以及其他需要报告的事项。',
      },
    ],
  },
  {
    name: 'a section in the middle is not there',
    report: { without: ['problems'] },
    findings: [
      {
        message:
          '缺少第五部分“存在的主要问题及改进情况”。请在“六、其他需要报告的事项”之前补上这一部分：政府信息公开工作存在的主要问题和改进情况。',
        at: '六、其他需要报告的事项',
      },
    ],
  },
  {
    name: 'a section under another number is there',
    report: { headings: { problems: '六、存在的主要问题及改进情况' } },
    findings: [],
    also: ['structure.section-numbering'],
  },
  {
    name: 'a section under a close title is there',
    report: { headings: { problems: '五、存在的问题及改进措施' } },
    findings: [],
    also: ['structure.section-title'],
  },
  {
    name: 'a section without number is there',
    report: { headings: { litigation: '政府信息公开行政复议、行政诉讼情况' } },
    findings: [],
    also: ['structure.section-numbering'],
  },
  {
    name: 'nothing is claimed of a document with pages that could not be read',
    report: { without: ['other'], problems: [{ code: 'page-failed', values: { page: 3 } }] },
    findings: [],
    notAssessable: 1,
  },
  {
    name: 'nothing is claimed of a document that lost content to damage',
    report: { without: ['other'], problems: [{ code: 'damaged', values: { count: 1 } }] },
    findings: [],
    notAssessable: 1,
  },
  {
    name: 'damage that took no content away hides no missing section',
    report: { without: ['other'], problems: [{ code: 'damaged', values: { count: 0 } }] },
    also: ['text.fee-statement'],
    findings: [
      {
        message:
          '缺少第六部分“其他需要报告的事项”。请在文末补上这一部分：收取信息处理费的情况，以及其他需要报告的事项。',
      },
    ],
  },
];
