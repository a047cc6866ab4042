/** Cases of text.percentage. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'a share that is not the quotient',
    report: { text: { proactive: ['公开信息302条，其中工作动态218条，占27.2%。'] } },
    findings: [
      {
        message: '“工作动态218条，占27.2%”：按正文数据，218 条占302 条的 72.2%，正文写 27.2%。请核对后更正。',
        at: '工作动态218条，占27.2%',
        expected: 72.2,
        actual: 27.2,
      },
    ],
  },
  {
    name: 'two shares at once',
    report: { text: { proactive: ['工作人员4人，其中专职1人、兼职3人，占比分别为25%、65%。'] } },
    findings: [
      {
        message: '“兼职3人，占比分别为25%、65%”：按正文数据，3 人占4 人的 75%，正文写 65%。请核对后更正。',
        at: '兼职3人，占比分别为25%、65%',
        expected: 75,
        actual: 65,
      },
    ],
  },
  {
    name: "a share of table 三's figures",
    report: { text: { proactive: ['依申请公开方面，自然人申请占本年新收申请的98.9%。'] } },
    balanced: true,
    findings: [
      {
        cells: ['requests.newlyReceived.naturalPerson', 'requests.newlyReceived.total'],
        message:
          '“自然人申请占本年新收申请的98.9%”：按表中数据，表三“一、本年新收政府信息公开申请数量”行“自然人”栏 40 件占表三“一、本年新收政府信息公开申请数量”行“总计”栏 45 件的 88.9%，正文写 98.9%。请核对后更正。',
        at: '自然人申请占本年新收申请的98.9%',
        expected: 88.9,
        actual: 98.9,
      },
    ],
  },
  {
    name: 'rounded or cut off',
    report: { text: { proactive: ['公开信息329条，其中重点领域136条，占41%；政策解读55条，占16.7%。'] } },
    findings: [],
  },
  {
    name: "the quotient of table 三's figures",
    report: { text: { proactive: ['依申请公开方面，自然人申请占本年新收申请的88.9%。'] } },
    balanced: true,
    findings: [],
  },
  {
    name: 'a share of something that the text does not count',
    report: { text: { proactive: ['信息公开考核占科室年度考核总分的5%。'] } },
    findings: [],
  },
  {
    name: 'a rate named after what was done with some',
    report: { text: { proactive: ['报送信息40篇，被采用32篇，采用率85%。'] } },
    findings: [{ message: '“被采用32篇，采用率85%”：按正文数据，32 篇占40 篇的 80%，正文写 85%。请核对后更正。' }],
  },
  {
    name: 'look-alike: kinds beside each other are no wholes of each other',
    report: {
      text: { proactive: ['依申请公开中，予以公开24件，占53.3%；部分公开10件，占22.2%；不予处理4件，占8.9%。'] },
    },
    balanced: true,
    findings: [],
  },
  {
    name: 'look-alike: all that fell due was done',
    report: { text: { proactive: ['收到建议40件，采纳32件，采纳率100%。报送信息40篇，被采用32篇，采用率80%。'] } },
    findings: [],
  },
  {
    name: 'a share of requests whose total stands only in the table',
    report: { text: { proactive: ['依申请公开中，予以公开24件、占53.3%，部分公开10件、占32.2%。'] } },
    balanced: true,
    findings: [
      {
        message:
          '“部分公开10件、占32.2%”：按表中数据，10 件占表三“（七）总计”行“总计”栏 45 件的 22.2%，正文写 32.2%。请核对后更正。',
      },
    ],
  },
  {
    name: 'look-alike: a sum of kinds, a share of the requests in the table',
    report: { text: { proactive: ['依申请公开中，收到申请45件，上年结转2件，予以公开和部分公开合计34件，占75.6%。'] } },
    balanced: true,
    findings: [],
  },
];
