/** Cases of likeness.previous-year. */
import { copiedText, otherText, ownText } from './likeness.texts.ts';
import type { TogetherCase } from './together-case.ts';

export const cases: readonly TogetherCase[] = [
  {
    name: 'last year’s text with other figures',
    report: { year: 2023, text: copiedText },
    with: [{ year: 2022, text: ownText }],
    findings: [
      {
        message:
          '正文有 100% 与本单位2022年度报告相同（表格、标题和通行表述不计；相同的文字共 1 处、327 字）。请按本年度的实际情况撰写。',
        at: '2023年，我局围绕档案资源建设和查阅服务，把公开工作分解到各科室，逐月核对进度。',
        quote: /^2023年，我局围绕档案资源建设和查阅服务，把公开工作分解到各科室，逐月核对进度/,
      },
    ],
  },
  {
    name: 'half of last year’s text',
    report: {
      year: 2023,
      text: { ...otherText, overview: [...(otherText.overview ?? []), ...(ownText.overview ?? [])] },
    },
    with: [{ year: 2022, text: ownText }],
    findings: [],
    passed: 1,
  },
  {
    name: 'a text of its own',
    report: { text: otherText },
    with: [{ year: 2022, text: ownText }],
    findings: [],
    passed: 1,
  },
  {
    name: 'another version of the same report',
    report: { year: 2022, text: ownText },
    with: [{ year: 2022, text: ownText }],
    findings: [],
    passed: 0,
    notAssessable: 0,
  },
  {
    name: 'hardly any text in either year',
    report: { year: 2023 },
    with: [{ year: 2022 }],
    findings: [],
    passed: 0,
    notAssessable: 1,
  },
];
