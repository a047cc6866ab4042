/** Cases of text.part-whole. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'the parts are more than the whole',
    report: { text: { proactive: ['公开信息302条，其中工作动态218条、政策文件94条。'] } },
    findings: [
      {
        message:
          '“公开信息302条，其中工作动态218条、政策文件94条”：工作动态 218 条＋政策文件 94 条＝312 条，多于总数 302 条，相差 10 条。请核对后更正。',
        at: '公开信息302条，其中工作动态218条、政策文件94条',
        expected: 312,
        actual: 302,
      },
    ],
  },
  {
    name: 'a full list in parentheses that is less',
    report: { text: { proactive: ['公开文件47个（区档发23个，区档办发2个，区档函21个）。'] } },
    findings: [
      {
        message:
          '“公开文件47个（区档发23个，区档办发2个，区档函21个）”：区档发 23 个＋区档办发 2 个＋区档函 21 个＝46 个，少于总数 47 个，相差 1 个。请核对后更正。',
        at: '公开文件47个（区档发23个，区档办发2个，区档函21个）',
        expected: 46,
        actual: 47,
      },
    ],
  },
  {
    name: 'parts each in its own parentheses',
    report: {
      text: { proactive: ['征集到意见98条，多与道路整修（54条）、停车管理（43条）、河道保洁（8条）有关。'] },
    },
    findings: [
      {
        message:
          '“征集到意见98条，多与道路整修（54条）、停车管理（43条）、河道保洁（8条）”：54 条＋43 条＋8 条＝105 条，多于总数 98 条，相差 7 条。请核对后更正。',
        at: '征集到意见98条，多与道路整修（54条）、停车管理（43条）、河道保洁（8条）',
        expected: 105,
        actual: 98,
      },
    ],
  },
  {
    name: 'the sum comes after its parts',
    report: { text: { proactive: ['网站发布302条、微信发布209条，合计501条。'] } },
    findings: [
      {
        message:
          '“网站发布302条、微信发布209条，合计501条”：网站发布 302 条＋微信发布 209 条＝511 条，多于总数 501 条，相差 10 条。请核对后更正。',
        at: '网站发布302条、微信发布209条，合计501条',
        expected: 511,
        actual: 501,
      },
    ],
  },
  {
    name: 'one part alone is more than the whole',
    report: { text: { proactive: ['更新栏目12个，其中新增栏目13个。'] } },
    findings: [
      {
        message: '“更新栏目12个，其中新增栏目13个”：新增栏目 13 个，多于总数 12 个，相差 1 个。请核对后更正。',
        at: '更新栏目12个，其中新增栏目13个',
        expected: 13,
        actual: 12,
      },
    ],
  },
  {
    name: 'not the full list',
    report: { text: { proactive: ['公开信息302条，其中工作动态218条，数据解读23条。'] } },
    findings: [],
  },
  {
    name: 'the full list',
    report: { text: { proactive: ['公开文件47个（区档发23个，区档办发2个，区档函21个，区档党发1个）。'] } },
    findings: [],
  },
  {
    name: 'the list ends and something else is counted',
    report: { text: { proactive: ['解读政策15篇，其中图解9篇、视频6篇，发布会3篇次，阅读量1.2万次。'] } },
    findings: [],
  },
  {
    name: 'rounded numbers',
    report: { text: { proactive: ['发布信息1.2万条，其中部门信息0.8万条、镇街信息0.4万条。'] } },
    findings: [],
  },
  {
    name: 'the list after a colon',
    report: { text: { proactive: ['回复网民留言共计216条：咨询类131条，投诉类52条，建议类43条。'] } },
    findings: [
      {
        message:
          '“回复网民留言共计216条：咨询类131条，投诉类52条，建议类43条”：咨询类 131 条＋投诉类 52 条＋建议类 43 条＝226 条，多于总数 216 条，相差 10 条。请核对后更正。',
      },
    ],
  },
  {
    name: 'of which many, in other words',
    report: { text: { proactive: ['在收到的100份问卷中，线上71份，线下39份。'] } },
    findings: [
      {
        message:
          '“在收到的100份问卷中，线上71份，线下39份”：线上 71 份＋线下 39 份＝110 份，多于总数 100 份，相差 10 份。请核对后更正。',
      },
    ],
  },
  {
    name: 'by the channels of the requests, in the next sentence',
    report: {
      text: { proactive: ['全年收到政府信息公开申请45件，同比增加5件。从申请渠道看，网上申请31件，信函申请19件。'] },
    },
    balanced: true,
    findings: [
      {
        message:
          '“全年收到政府信息公开申请45件，同比增加5件。从申请渠道看，网上申请31件，信函申请19件”：网上申请 31 件＋信函申请 19 件＝50 件，多于总数 45 件，相差 5 件。请核对后更正。',
      },
    ],
  },
  {
    name: 'the sum of two, 两项合计',
    report: { text: { proactive: ['网站发布信息360条，微信推送216条，两项合计567条。'] } },
    findings: [
      {
        message:
          '“网站发布信息360条，微信推送216条，两项合计567条”：网站发布信息 360 条＋微信推送 216 条＝576 条，多于总数 567 条，相差 9 条。请核对后更正。',
      },
    ],
  },
  {
    name: 'look-alike: of all that stand before, not of the last',
    report: {
      text: {
        proactive: ['全年收到申请45件，上年结转2件；其中按期办结45件。办理事项45件，上年未办2件，其中办结45件。'],
      },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'look-alike: parentheses after the last item of a list are parts of all',
    report: {
      text: {
        proactive: ['网上提交20件，信函提交18件，当面提交7件，主要涉及征地补偿（22件）、房屋征收（17件）等方面。'],
      },
    },
    findings: [],
  },
  {
    name: 'two lists of one whole, each checked by itself',
    report: {
      text: {
        proactive: ['收到政府信息公开申请45件，其中自然人40件、法人或其他组织5件。从申请渠道看，网上31件，信函19件。'],
      },
    },
    balanced: true,
    findings: [
      {
        message:
          '“收到政府信息公开申请45件，其中自然人40件、法人或其他组织5件。从申请渠道看，网上31件，信函19件”：网上 31 件＋信函 19 件＝50 件，多于总数 45 件，相差 5 件。请核对后更正。',
      },
    ],
  },
];
