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
  {
    name: 'a count of requests whose noun stands in the clause before',
    report: { text: { proactive: ['依申请公开方面，2023年共收到54件，均已答复。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“2023年共收到54件”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文为 54 件，表中为 45 件，相差 9 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'by all channels together',
    report: { text: { proactive: ['通过网络、信函、当面等方式，共收到政府信息公开申请54件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“共收到政府信息公开申请54件”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文为 54 件，表中为 45 件，相差 9 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'a kind of applicant after the words that say how the requests are broken down',
    report: { text: { proactive: ['收到政府信息公开申请45件，从申请主体看，自然人40件，商业企业4件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“商业企业4件”与表三“一、本年新收政府信息公开申请数量”行“商业企业”栏不一致：正文为 4 件，表中为 5 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'the kind of result in quotation marks',
    report: { text: { proactive: ['依申请公开中，“予以公开”类42件，“部分公开”类10件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“‘予以公开’类42件”与表三“（一）予以公开”行“总计”栏不一致：正文为 42 件，表中为 24 件，相差 18 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'of how many requests the results are',
    report: { text: { proactive: ['办结的45件政府信息公开申请中，同意公开42件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“同意公开42件”与表三“（一）予以公开”行“总计”栏不一致：正文为 42 件，表中为 24 件，相差 18 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'documents repealed and in force, the noun said once',
    report: { text: { proactive: ['制发行政规范性文件0件、废止2件，现行有效3件。'] } },
    findings: [
      {
        message:
          '正文“废止2件”与表二“行政规范性文件”行“本年废止件数”栏不一致：正文为 2 件，表中为 0 件，相差 2 件。请核对后改为一致。',
      },
      {
        message:
          '正文“现行有效3件”与表二“行政规范性文件”行“现行有效件数”栏不一致：正文为 3 件，表中为 0 件，相差 3 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'decisions, the verb said once',
    report: { text: { proactive: ['全年作出行政许可0件、行政处罚3件。'] } },
    findings: [
      {
        message:
          '正文“行政处罚3件”与表二“行政处罚”行“本年处理决定数量”栏不一致：正文为 3 件，表中为 0 件，相差 3 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'reviews in which the office is the respondent',
    report: { text: { proactive: ['我局作为被申请人的政府信息公开行政复议案件共1件。'] } },
    findings: [
      {
        message:
          '正文“我局作为被申请人的政府信息公开行政复议案件共1件”与表四“行政复议”的“总计”栏不一致：正文为 1 件，表中为 0 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'what goes on next year, without the word 结转',
    report: { text: { proactive: ['依申请公开方面，办结45件，剩余3件于2024年继续办理。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“剩余3件于2024年继续办理”与表三“四、结转下年度继续办理”行“总计”栏不一致：正文为 3 件，表中为 2 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'look-alike: one channel, one part of the requests, another subject',
    report: {
      text: {
        proactive: [
          '依申请公开方面，通过网络渠道，共收到31件。依申请公开专栏更新后，收到留言12件。依申请公开方面，办理热线工单后，共收到77件。',
        ],
      },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'look-alike: repealed in a review of old documents; decisions of one kind',
    report: {
      text: { proactive: ['清理规范性文件45件，废止5件，现行有效40件。全年作出一般程序行政处罚3件，行政许可2件。'] },
    },
    findings: [],
  },
  {
    name: 'a remark in parentheses between the requests and their number',
    report: { text: { proactive: ['我局2023年共收到政府信息公开申请（不含上年结转）47件。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“我局2023年共收到政府信息公开申请（不含上年结转）47件”与表三“一、本年新收政府信息公开申请数量”行“总计”栏不一致：正文为 47 件，表中为 45 件，相差 2 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'the number first, the kind of result after it',
    report: { text: { proactive: ['答复的45件政府信息公开申请中，23件予以公开、10件部分公开。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“23件予以公开”与表三“（一）予以公开”行“总计”栏不一致：正文为 23 件，表中为 24 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'reviews with their outcome in one name',
    report: { text: { proactive: ['全年政府信息公开行政复议结果纠正1件。'] } },
    findings: [
      {
        message:
          '正文“全年政府信息公开行政复议结果纠正1件”与表四“行政复议”的“结果纠正”栏不一致：正文为 1 件，表中为 0 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'each of two disputes of a sum',
    report: {
      cells: { 'litigation.review.upheld': '1', 'litigation.review.total': '1' },
      text: { proactive: ['政府信息公开行政复议、诉讼共1件，其中复议0件、诉讼1件。'] },
    },
    findings: [
      {
        message:
          '正文“复议0件”与表四“行政复议”的“总计”栏不一致：正文为 0 件，表中为 1 件，相差 1 件。请核对后改为一致。',
      },
      {
        message:
          '正文“诉讼1件”与表四“未经复议直接起诉”、“复议后起诉”的“总计”栏之和不一致：正文为 1 件，表中为 0 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'what is carried forward, the verb in the next clause',
    report: { text: { proactive: ['1件政府信息公开申请因尚在法定期限内，结转2024年办理。'] } },
    balanced: true,
    findings: [
      {
        message:
          '正文“1件政府信息公开申请因尚在法定期限内，结转2024年办理”与表三“四、结转下年度继续办理”行“总计”栏不一致：正文为 1 件，表中为 2 件，相差 1 件。请核对后改为一致。',
      },
    ],
  },
  {
    name: 'look-alike: a body below, the government itself, several years, last year said once',
    report: {
      title: ['云溪县人民政府2023年政府信息公开工作年度报告'],
      text: {
        overview: [
          '公开工作考核、社会评议情况良好，网站平台运行平稳，依申请公开、信息管理、主动公开和监督保障均有序开展。',
          '城关镇收到64件政府信息公开申请。县政府收到政府信息公开申请37件。县教育局未收到政府信息公开申请。',
          '2019年至2023年，共收到政府信息公开申请412件。去年同期收到83件政府信息公开申请，办结80件。',
          '县级行政事业性收费19.3万元。适用普通程序作出行政处罚33件。',
        ],
      },
    },
    balanced: true,
    findings: [],
  },
];
