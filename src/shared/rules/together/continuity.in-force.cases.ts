/** Cases of continuity.in-force. */
import type { TogetherCase } from './together-case.ts';

const row = (issued: string, repealed: string, inForce: string) => ({
  'proactive.normativeDocuments.issued': issued,
  'proactive.normativeDocuments.repealed': repealed,
  'proactive.normativeDocuments.inForce': inForce,
});

export const cases: readonly TogetherCase[] = [
  {
    name: 'more in force than the year before and the year itself account for',
    report: { year: 2023, cells: row('4', '1', '25') },
    with: [{ year: 2022, cells: row('2', '0', '20') }],
    findings: [
      {
        cells: [
          'proactive.normativeDocuments.inForce',
          'proactive.normativeDocuments.issued',
          'proactive.normativeDocuments.repealed',
        ],
        expected: 23,
        actual: 25,
        message:
          '表二“行政规范性文件”行：2022年度报告的现行有效 20 件，加本报告的本年制发 4 件，减本年废止 1 件，得 23 件；本报告的现行有效 25 件，相差 2 件。请核对两个年度的数据。',
        at: '25',
      },
    ],
    passed: 1,
  },
  {
    name: 'the text says that the documents were reviewed',
    report: {
      year: 2023,
      cells: row('4', '', '30'),
      text: {
        overview: [
          '主动公开信息12条，依申请公开渠道畅通，信息管理有序，平台建设加强，监督保障到位。本年开展了规范性文件清理。',
        ],
      },
    },
    with: [{ year: 2022, cells: row('2', '0', '20') }],
    findings: [
      {
        severity: 'info',
        message:
          '表二“行政规范性文件”行：2022年度报告的现行有效 20 件，加本报告的本年制发 4 件，减本年废止空白（按 0 计），得 24 件；本报告的现行有效 30 件，相差 6 件。文中说到清理、调整或统计口径，差数可能由此而来，请核对。',
      },
    ],
  },
  {
    name: 'figures that go on',
    report: { year: 2023, cells: row('4', '1', '23') },
    with: [{ year: 2022, cells: row('2', '0', '20') }],
    findings: [],
    passed: 2,
  },
  {
    name: 'the old form counts other things',
    report: { year: 2021, cells: row('4', '1', '40') },
    with: [{ year: 2020, cells: { 'proactive.normativeDocuments.totalDisclosed': '20' } }],
    findings: [],
    passed: 0,
    notAssessable: 0,
  },
  {
    name: 'words in the place of a number',
    report: { year: 2023, cells: row('4', '无统计', '40') },
    with: [{ year: 2022, cells: row('2', '0', '20') }],
    findings: [],
    passed: 1,
    notAssessable: 1,
  },
];
