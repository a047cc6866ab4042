/** Cases of text.unit-name. */
import type { RuleCase } from './rule-case.ts';

export const cases: readonly RuleCase[] = [
  {
    name: 'the area twice in the title',
    report: { title: ['清河区清河区档案局2023年政府信息公开工作年度报告'] },
    findings: [
      {
        message: '单位名称“清河区清河区档案局”中“清河区”重复。请核对后更正。',
        at: '清河区清河区档案局2023年政府信息公开工作年度报告',
      },
    ],
  },
  {
    name: '政府 twice',
    report: { title: ['清河区人民政府政府办公室', '2023年政府信息公开工作年度报告'] },
    findings: [
      { message: '单位名称“清河区人民政府政府办公室”中“政府”重复。请核对后更正。', at: '清河区人民政府政府办公室' },
    ],
  },
  {
    name: 'the area twice in the text',
    report: { text: { proactive: ['清河区清河区档案局制定了公开指南。'] } },
    findings: [{ message: '单位名称“清河区清河区档案局”中“清河区”重复。请核对后更正。', at: '清河区清河区档案局' }],
  },
  {
    name: "another district's bureau in the introduction",
    report: { introduction: ['临溪县档案局编制了临溪县档案局2023年政府信息公开工作年度报告。'] },
    findings: [
      {
        message:
          '单位名称“临溪县档案局”与本报告的编制单位“清河区档案局”不一致，可能沿用了其他单位的文字。请核对后更正。',
        at: '临溪县档案局',
      },
    ],
  },
  {
    name: "another district's bureau at the head of a paragraph",
    report: { text: { proactive: ['2023年，临溪县档案局认真贯彻落实《条例》。'] } },
    findings: [
      {
        message:
          '单位名称“临溪县档案局”与本报告的编制单位“清河区档案局”不一致，可能沿用了其他单位的文字。请核对后更正。',
        at: '临溪县档案局',
      },
    ],
  },
  {
    name: 'the government of the district is to be asked',
    report: { introduction: ['如有疑问，请与清河区人民政府办公室联系。'] },
    findings: [],
  },
  {
    name: '市政府政府信息公开, and an office of the same name above',
    report: { text: { proactive: ['在区政府政府信息公开专栏发布信息。', '云岭市清河区档案局接受云岭市档案局指导。'] } },
    findings: [],
  },
  {
    name: "another street's office",
    report: {
      title: ['望江街道办事处2023年政府信息公开工作年度报告'],
      introduction: ['2023年，临江街道办事处认真做好政府信息公开工作。'],
    },
    findings: [
      {
        message:
          '单位名称“临江街道办事处”与本报告的编制单位“望江街道办事处”不一致，可能沿用了其他单位的文字。请核对后更正。',
      },
    ],
  },
];
