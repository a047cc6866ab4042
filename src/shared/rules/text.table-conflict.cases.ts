/** Cases of text.table-conflict. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'requests received, another number than in table 三',
    report: { text: { proactive: ['全年共收到政府信息公开申请54件。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.newlyReceived.total'],
        message:
          '正文“全年共收到政府信息公开申请54件”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文为 54 件，表中为 45 件，相差 9 件。请核对后改为一致。',
        at: '全年共收到政府信息公开申请54件',
        expected: 45,
        actual: 54,
      },
    ],
  },
  {
    name: 'two digits swapped in one kind of result',
    report: { text: { proactive: ['依申请公开情况。办理结果为：予以公开42件、部分公开10件。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.granted.total'],
        message:
          '正文“予以公开42件”与表三“（一）予以公开”行“总计”栏不一致：正文为 42 件，表中为 24 件，相差 18 件。请核对后改为一致。',
        at: '予以公开42件',
        expected: 24,
        actual: 42,
      },
    ],
  },
  {
    name: 'the numbers are given after the names, with 分别为',
    report: { text: { proactive: ['依申请公开方面，予以公开、部分公开分别为24件、11件。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.partlyGranted.total'],
        message:
          '正文“予以公开、部分公开分别为24件、11件”与表三“（二）部分公开”行“总计”栏不一致：正文为 11 件，表中为 10 件，相差 1 件。请核对后改为一致。',
        at: '予以公开、部分公开分别为24件、11件',
        expected: 10,
        actual: 11,
      },
    ],
  },
  {
    name: 'not granted: the rows of the group are added up',
    report: { text: { proactive: ['依申请公开方面，无法提供7件，不予处理5件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“不予处理5件”与表三“（五）不予处理”各行“总计”栏之和不一致：正文为 5 件，表中为 4 件，相差 1 件。请核对后改为一致。',
        at: '不予处理5件',
        expected: 4,
        actual: 5,
      },
    ],
  },
  {
    name: 'reviews and lawsuits',
    report: {
      cells: {
        'litigation.review.upheld': '3',
        'litigation.review.total': '3',
        'litigation.directSuit.other': '1',
        'litigation.directSuit.total': '1',
      },
      text: { proactive: ['因政府信息公开被申请行政复议3件，被提起行政诉讼2件。'] },
    },
    findings: [
      {
        cells: ['litigation.directSuit.total', 'litigation.suitAfterReview.total'],
        message:
          '正文“被提起行政诉讼2件”与表四“未经复议直接起诉”、“复议后起诉”的“总计”栏之和不一致：正文为 2 件，表中为 1 件，相差 1 件。请核对后改为一致。',
        at: '被提起行政诉讼2件',
        expected: 1,
        actual: 2,
      },
    ],
  },
  {
    name: 'documents and decisions of table 二',
    report: {
      cells: { 'proactive.normativeDocuments.issued': '6', 'proactive.licensing.decisions': '320' },
      text: { proactive: ['本年制发行政规范性文件8件，作出行政许可决定320件。'] },
    },
    findings: [
      {
        cells: ['proactive.normativeDocuments.issued'],
        message:
          '正文“本年制发行政规范性文件8件”与表二“行政规范性文件”行“本年制发件数”栏不一致：正文为 8 件，表中为 6 件，相差 2 件。请核对后改为一致。',
        at: '本年制发行政规范性文件8件',
        expected: 6,
        actual: 8,
      },
    ],
  },
  {
    name: 'an amount in yuan against 万元',
    report: { cells: { 'proactive.fees.amount': '0.04' }, text: { proactive: ['行政事业性收费总额500元。'] } },
    findings: [
      {
        cells: ['proactive.fees.amount'],
        message:
          '正文“行政事业性收费总额500元”与表二“行政事业性收费”行“本年收费金额”栏不一致：正文为 0.05 万元，表中为 0.04 万元，相差 0.01 万元。请核对后改为一致。',
        at: '行政事业性收费总额500元',
        expected: 0.04,
        actual: 0.05,
      },
    ],
  },
  {
    name: 'spaces, full-width digits and thousands separators',
    report: { text: { proactive: ['全年收到政府信息公开申请 １,０45 件。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.newlyReceived.total'],
        message:
          '正文“全年收到政府信息公开申请 １,０45 件”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文为 1045 件，表中为 45 件，相差 1000 件。请核对后改为一致。',
        at: '全年收到政府信息公开申请 １,０45 件',
        expected: 45,
        actual: 1045,
      },
    ],
  },
  {
    name: 'the same numbers as in the tables',
    report: {
      text: {
        proactive: [
          '全年新收政府信息公开申请45件，其中自然人40件、法人或其他组织5件；上年结转2件，办结45件，结转下年度继续办理2件。',
        ],
      },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'a figure below 0 in the table asks no less of the others',
    report: {
      cells: { 'requests.carriedOver.total': '-2' },
      text: {
        overview: [
          '做好依申请公开工作，公开申请全年办结45件，结转下年度继续办理2件。主动公开、信息管理、平台、监督保障同步推进。',
        ],
      },
    },
    balanced: true,
    findings: [],
    also: ['cell.not-a-count', 'requests.row-total', 'requests.balance'],
  },
  {
    name: 'received with what was carried over',
    report: { text: { proactive: ['全年共收到政府信息公开申请47件（含上年结转2件）。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'a rounded number',
    report: { text: { proactive: ['全年收到政府信息公开申请近50件。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: "last year's number, by one channel, of a part of the year, of offices below",
    report: {
      text: {
        proactive: [
          '上年收到政府信息公开申请31件。',
          '其中网上申请38件。',
          '上半年收到政府信息公开申请22件。',
          '各镇街收到政府信息公开申请91件。',
        ],
      },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'a comparison',
    report: { text: { proactive: ['全年收到政府信息公开申请45件，比上年增加12件。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'reviews that a justice bureau handles',
    report: {
      cells: {
        'litigation.review.upheld': '3',
        'litigation.review.total': '3',
        'litigation.directSuit.other': '1',
        'litigation.directSuit.total': '1',
      },
      text: { proactive: ['全年办理行政复议案件126件。'] },
    },
    findings: [],
  },
  {
    name: 'without table 三 nothing can be compared',
    report: { withoutTables: ['requests'], text: { proactive: ['全年共收到政府信息公开申请54件。'] } },
    also: ['structure.table-missing'],
    notAssessable: 1,
    findings: [],
  },
  {
    name: 'a sum over rows of which one cannot be read, or is not there',
    report: {
      cells: { 'requests.refused.stateSecret.naturalPerson': '1', 'requests.refused.stateSecret.total': '1' },
      unplaced: ['requests.refused.stateSecret'],
      withoutRows: ['requests.unavailable.needsCreation'],
      text: { proactive: ['依申请公开方面，办理结果为：不予公开1件、无法提供8件。'] },
    },
    balanced: true,
    findings: [],
    also: ['structure.table-shape'],
    notAssessable: 2,
  },
];
