/** Cases of text.zero-claim. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'no requests, and table 三 has some',
    report: { text: { proactive: ['本年度未收到政府信息公开申请。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.newlyReceived.total'],
        message:
          '正文“未收到政府信息公开申请”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文说没有，表中为 45 件。请核对后改为一致。',
        at: '未收到政府信息公开申请',
        expected: 45,
        actual: 0,
      },
    ],
  },
  {
    name: 'no reviews and lawsuits, and table 四 has both',
    report: {
      cells: {
        'litigation.review.upheld': '3',
        'litigation.review.total': '3',
        'litigation.directSuit.other': '1',
        'litigation.directSuit.total': '1',
      },
      text: { proactive: ['全年没有发生因政府信息公开引起的行政复议、行政诉讼。'] },
    },
    findings: [
      {
        cells: ['litigation.review.total'],
        message:
          '正文“没有发生因政府信息公开引起的行政复议、行政诉讼”与表四“行政复议”的“总计”栏不一致：正文说没有，表中为 3 件。请核对后改为一致。',
        at: '没有发生因政府信息公开引起的行政复议、行政诉讼',
        expected: 3,
        actual: 0,
      },
      {
        cells: ['litigation.directSuit.total', 'litigation.suitAfterReview.total'],
        message:
          '正文“没有发生因政府信息公开引起的行政复议、行政诉讼”与表四“未经复议直接起诉”、“复议后起诉”的“总计”栏之和不一致：正文说没有，表中为 1 件。请核对后改为一致。',
        at: '没有发生因政府信息公开引起的行政复议、行政诉讼',
        expected: 1,
        actual: 0,
      },
    ],
  },
  {
    name: 'a list that is all 0',
    report: {
      cells: {
        'litigation.review.upheld': '3',
        'litigation.review.total': '3',
        'litigation.directSuit.other': '1',
        'litigation.directSuit.total': '1',
      },
      text: { proactive: ['因政府信息公开引发的行政复议数量均为0。'] },
    },
    findings: [
      {
        cells: ['litigation.review.total'],
        message:
          '正文“因政府信息公开引发的行政复议数量均为0”与表四“行政复议”的“总计”栏不一致：正文说没有，表中为 3 件。请核对后改为一致。',
        at: '因政府信息公开引发的行政复议数量均为0',
        expected: 3,
        actual: 0,
      },
    ],
  },
  {
    name: 'all finished, and some are carried forward',
    report: { text: { proactive: ['全年收到政府信息公开申请45件，全部按时办结。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.carriedForward.total'],
        message:
          '正文“全部按时办结”与表三“四、结转下年度继续办理”行“总计”栏不一致：正文说已全部办结，表中为 2 件。请核对后改为一致。',
        at: '全部按时办结',
        expected: 2,
        actual: 0,
      },
    ],
  },
  {
    name: 'no documents issued',
    report: {
      cells: { 'proactive.normativeDocuments.issued': '6', 'proactive.licensing.decisions': '320' },
      text: { proactive: ['本年度没有制发行政规范性文件。'] },
    },
    findings: [
      {
        cells: ['proactive.normativeDocuments.issued'],
        message:
          '正文“没有制发行政规范性文件”与表二“行政规范性文件”行“本年制发件数”栏不一致：正文说没有，表中为 6 件。请核对后改为一致。',
        at: '没有制发行政规范性文件',
        expected: 6,
        actual: 0,
      },
    ],
  },
  {
    name: 'none, and the tables have none',
    report: {
      text: { proactive: ['本年度未收到政府信息公开申请，未发生行政复议和行政诉讼，也没有结转下年度的申请。'] },
    },
    findings: [],
  },
  {
    name: 'none of one kind, a wish, another year',
    report: {
      cells: {
        'litigation.review.upheld': '3',
        'litigation.review.total': '3',
        'litigation.directSuit.other': '1',
        'litigation.directSuit.total': '1',
      },
      text: {
        proactive: [
          '全年未收到政府信息公开申请方面的投诉举报。',
          '确保不发生因政府信息公开引起的行政复议。',
          '2022年未收到政府信息公开申请。',
        ],
      },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'the rest was finished',
    report: { text: { proactive: ['到期的政府信息公开申请全部办结，其余2件结转下年度办理。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'without table 四 nothing can be compared',
    report: { withoutTables: ['litigation'], text: { proactive: ['全年没有发生因政府信息公开引起的行政诉讼。'] } },
    also: ['structure.table-missing'],
    notAssessable: 1,
    findings: [],
  },
  {
    name: 'none caused by information, the cause between the denial and the verb',
    report: {
      cells: { 'litigation.review.upheld': '1', 'litigation.review.total': '1' },
      text: { proactive: ['年内未因政府信息公开引发行政复议。'] },
    },
    findings: [
      {
        message:
          '正文“未因政府信息公开引发行政复议”与表四“行政复议”的“总计”栏不一致：正文说没有，表中为 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'none after a colon',
    report: {
      cells: { 'litigation.review.upheld': '1', 'litigation.review.total': '1' },
      text: { proactive: ['行政复议的情况：无。'] },
    },
    findings: [
      {
        message:
          '正文“行政复议的情况：无”与表四“行政复议”的“总计”栏不一致：正文说没有，表中为 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'nobody asked',
    report: { text: { proactive: ['本年度，公民、法人和其他组织均未向我局提出政府信息公开申请。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“均未向我局提出政府信息公开申请”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文说没有，表中为 45 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'a bare 0',
    report: { text: { proactive: ['我单位依申请公开件数为0。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“我单位依申请公开件数为0”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文说没有，表中为 45 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'look-alike: only some who may ask did not; other things that were none',
    report: { text: { proactive: ['企业均未向我局提出政府信息公开申请。依申请公开投诉：无。未因答复超期引发舆情。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'several claims of nothing in one list',
    report: {
      cells: { 'litigation.review.upheld': '1', 'litigation.review.total': '1' },
      text: { proactive: ['全年政府信息公开无复议、无投诉。'] },
    },
    findings: [
      { message: '正文“无复议”与表四“行政复议”的“总计”栏不一致：正文说没有，表中为 1 件。请核对后改为一致。' },
    ],
  },
  {
    name: 'look-alike: all that fell due',
    report: { text: { proactive: ['已到答复期限的政府信息公开申请全部在法定期限内办结。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'look-alike: of those finished all in time, and how many they are',
    report: { text: { proactive: ['收到政府信息公开申请45件，办结45件，办结率95.7%；按期办结率100%。'] } },
    balanced: true,
    findings: [],
  },
];
