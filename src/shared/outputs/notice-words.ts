/** The words of the 整改通知书 (notice.ts) in both languages. */
import type { Language } from '../rules/finding.ts';

const chinese = {
  /** By lines, each a whole phrase, the longer one below. */
  title: (unit: string, year: string) => [`关于${unit}${year}年`, '政府信息公开工作年度报告的整改通知书'],
  report: (unit: string, year: string) => `${unit}${year}年政府信息公开工作年度报告`,
  addressee: (unit: string) => `${unit}：`,
  opening: (report: string, count: string) =>
    `根据《中华人民共和国政府信息公开条例》和政府信息公开工作年度报告格式的规定，我单位对你单位报送的《${report}》进行了核查，发现需要整改的问题${count}处。现通知如下：`,
  problems: '一、需要整改的问题',
  /** Under a number of the notice's own, the section's own number would be a second one. */
  group: (number: string, section: string) =>
    `（${number}）${section === '' ? '全文' : section.replace(/^[一二三四五六七八九十]+、/u, '')}`,
  item: (index: number, message: string) => `${index}．${message}`,
  place: '位置',
  equation: '算式',
  quote: '原文',
  quoted: (text: string) => `“${text}”`,
  basis: '依据',
  labelled: (label: string, text: string) => `${label}：${/[。！？]$/u.test(text) ? text : `${text}。`}`,
  demands: '二、整改要求',
  demandList: (deadline: string) => [
    '（一）请对照以上问题逐项核实，更正年度报告中的数据和文字，补齐缺少的内容。更正表格数据的，应同时核对正文和其他表格中的相关数据。',
    `（二）请于${deadline}前完成整改，将更正后的年度报告重新报送我单位；已经公布的，同步更正公布的版本。`,
    '（三）对所列问题有不同意见的，请在上述期限内书面说明理由。',
  ],
  unconfirmed: '注：本通知所列问题由程序核查得出，尚未经核查人员逐项确认。',
  semicolon: '；',
  blankName: '　　　　　　　　',
  blankYear: '　　　　',
  day: (day: string | null) => {
    const match = day === null ? null : /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
    return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : '　　　　年　　月　　日';
  },
};

const english: typeof chinese = {
  title: (unit, year) => ['Notice to mend', `${unit} Annual Report on Open Government Information ${year}`.trim()],
  report: (unit, year) => `${unit} Annual Report on Open Government Information ${year}`.trim(),
  addressee: (unit) => `${unit}:`,
  opening: (report, count) =>
    `Under the Regulations on Open Government Information and the official form of the annual report, we checked your report (${report}) and found ${count} ${count === '1' ? 'point' : 'points'} to be mended:`,
  problems: '1. Points to be mended',
  group: (_, section) => (section === '' ? 'Whole report' : `Section “${section}”`),
  item: (index, message) => `${index}. ${message}`,
  place: 'Place',
  equation: 'Equation',
  quote: 'Quote',
  quoted: (text) => `“${text}”`,
  basis: 'Basis',
  labelled: (label, text) => `${label}: ${/[.!?]$/.test(text) ? text : `${text}.`} `,
  demands: '2. What is asked of you',
  demandList: (deadline) => [
    '(1) Look into each point, correct the figures and the text of the report, and add what is missing. Where a figure of a table changes, check the text and the other tables as well.',
    `(2) Mend the report before ${deadline} and hand it in again; where it is published, correct the published version too.`,
    '(3) Where you disagree with a point, give your reasons in writing within the same time.',
  ],
  unconfirmed: 'Note: the points above were found by a program; no auditor has confirmed them yet.',
  semicolon: '; ',
  blankName: '________________',
  blankYear: '____',
  day: (day) => day ?? '____-__-__',
};

export const noticeWords: Readonly<Record<Language, typeof chinese>> = { 'zh-CN': chinese, en: english };
