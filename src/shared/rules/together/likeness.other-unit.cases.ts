/** Cases of likeness.other-unit. */
import { copiedText, otherText, ownText } from './likeness.texts.ts';
import type { TogetherCase } from './together-case.ts';

const title = (unit: string, year: number) => [`${unit}${year}年政府信息公开工作年度报告`];

export const cases: readonly TogetherCase[] = [
  {
    name: 'another office’s text with other figures',
    report: { year: 2023, text: copiedText },
    with: [
      { year: 2023, text: otherText, title: title('清河区财政局', 2023) },
      { year: 2022, text: ownText, title: title('临溪县档案局', 2022) },
    ],
    findings: [
      {
        message:
          '正文有 100% 与“临溪县档案局”2022年度报告相同（表格、标题、单位名称和通行表述不计；相同的文字共 1 处、327 字）。请核对，并按本单位的实际情况撰写。',
        quote: /^2023年，我局围绕/,
      },
    ],
  },
  {
    name: 'the same set phrases around different matters',
    report: { year: 2023, text: ownText, introduction: ['依据《政府信息公开条例》编制本报告。'] },
    with: [{ year: 2023, text: otherText, title: title('清河区财政局', 2023) }],
    findings: [],
    passed: 1,
  },
  {
    name: 'one body under its short and its full name',
    report: { year: 2023, text: ownText },
    with: [{ year: 2022, text: ownText, title: title('云岭市清河区档案局', 2022) }],
    findings: [],
    passed: 1,
  },
  {
    name: 'two reports with hardly any text',
    report: { year: 2023 },
    with: [{ year: 2023, title: title('清河区财政局', 2023) }],
    findings: [],
    passed: 0,
    notAssessable: 1,
  },
  {
    name: 'a report that names no unit',
    report: { year: 2023, title: [], text: ownText },
    with: [{ year: 2023, text: ownText, title: title('清河区财政局', 2023) }],
    findings: [],
    passed: 0,
    notAssessable: 1,
  },
];
