/** Cases of structure.title. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'no title at all',
    report: { title: [] },
    findings: [{ message: '没有找到报告的标题。标题应为“×××××××年政府信息公开工作年度报告”。' }],
  },
  {
    name: 'no title where a page could not be read',
    report: { title: [], problems: [{ code: 'page-failed', values: { page: 1 } }] },
    findings: [],
    notAssessable: 1,
  },
  {
    name: 'a title without the unit',
    report: { title: ['2023年政府信息公开工作年度报告'] },
    findings: [
      {
        message: '标题“2023年政府信息公开工作年度报告”没有写明单位名称。标题应为“×××2023年政府信息公开工作年度报告”。',
        at: '2023年政府信息公开工作年度报告',
      },
    ],
  },
  {
    name: 'a title without the year',
    report: { title: ['清河区档案局政府信息公开工作年度报告'] },
    findings: [
      {
        message:
          '标题“清河区档案局政府信息公开工作年度报告”没有写明年度。标题应为“清河区档案局××××年政府信息公开工作年度报告”。',
      },
    ],
  },
  {
    name: 'a title that calls the report 年报',
    report: { title: ['清河区档案局2023年度政府信息公开工作年报'] },
    findings: [
      {
        message:
          '标题“清河区档案局2023年度政府信息公开工作年报”不是规定的写法。标题应为“清河区档案局2023年政府信息公开工作年度报告”。',
        at: '清河区档案局2023年度政府信息公开工作年报',
      },
    ],
  },
  {
    name: 'a title that calls it 工作情况报告, on two lines',
    report: { title: ['清河区档案局', '2023年度政府信息公开工作情况报告'] },
    findings: [
      {
        message:
          '标题“清河区档案局2023年度政府信息公开工作情况报告”不是规定的写法。标题应为“清河区档案局2023年政府信息公开工作年度报告”。',
      },
    ],
  },
  {
    name: 'look-alike: a year in other digits',
    report: { title: ['清河区档案局二0二三年政府信息公开工作年度报告'] },
    findings: [],
  },
  {
    name: 'unit and year on two lines',
    report: { title: ['清河区档案局', '2023年度政府信息公开工作年度报告'] },
    findings: [],
  },
  { name: 'the year before the unit', report: { title: ['2023年清河区档案局政府信息公开工作年度报告'] }, findings: [] },
  {
    name: 'a document number above',
    report: { title: ['清档发〔2024〕3号', '清河区档案局2023年政府信息公开工作年度报告'] },
    findings: [],
  },
];
