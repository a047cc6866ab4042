/** Cases of litigation.total. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a group whose total is not the sum of its results',
    report: {
      cells: {
        'litigation.directSuit.upheld': '3',
        'litigation.directSuit.pending': '1',
        'litigation.directSuit.total': '3',
      },
    },
    findings: [
      {
        expected: 4,
        actual: 3,
        cells: [
          'litigation.directSuit.upheld',
          'litigation.directSuit.corrected',
          'litigation.directSuit.other',
          'litigation.directSuit.pending',
          'litigation.directSuit.total',
        ],
        message:
          '表四“未经复议直接起诉”：结果维持 3 件＋尚未审结 1 件＝4 件，总计填 3 件，相差 1 件。最少改一处即可全部相符，但有 3 种改法，无法确定是哪一种，请核对。',
        at: '3',
      },
    ],
  },
  {
    name: 'reviews and suits after review are counted apart',
    report: {
      cells: {
        'litigation.review.upheld': '2',
        'litigation.review.total': '2',
        'litigation.suitAfterReview.other': '1',
        'litigation.suitAfterReview.total': '1',
      },
    },
    findings: [],
  },
  {
    name: 'a blank group is cell.blank alone',
    report: {
      cells: {
        'litigation.review.upheld': '',
        'litigation.review.corrected': '',
        'litigation.review.other': '',
        'litigation.review.pending': '',
        'litigation.review.total': '',
      },
    },
    findings: [],
    also: ['cell.blank'],
  },
  {
    name: 'words in a group leave it undecided',
    report: { cells: { 'litigation.review.other': '见附件' } },
    findings: [],
    also: ['cell.not-a-number'],
    notAssessable: 1,
  },
];
