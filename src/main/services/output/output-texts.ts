/** Names of files that leave the program, and what is said where one cannot. */
import type { ExportRequest, ReportSummary } from '../../../shared/api.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import type { WriteFault } from '../write-fault.ts';

type Kind = ExportRequest['kind'];

const extensions = {
  print: 'html',
  pdf: 'pdf',
  notice: 'docx',
  xlsx: 'xlsx',
  csv: 'csv',
  json: 'json',
} as const satisfies Record<Exclude<Kind, 'marked'>, string>;

/** What is known of the only report. */
export interface OnlyReport {
  readonly unit: string | null;
  readonly year: number | null;
  readonly format: ReportSummary['format'];
}

/** What a file about one report is, after the report's name. */
const ofOne: Readonly<Record<Language, Readonly<Partial<Record<Kind, string>>>>> = {
  'zh-CN': { print: '核查摘要', pdf: '核查摘要', notice: '整改通知书', marked: '批注稿' },
  en: { print: 'summary of the check', pdf: 'summary of the check', notice: 'notice to mend', marked: 'marked copy' },
};

const names: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  'zh-CN': {
    print: '年度报告核查汇总',
    pdf: '年度报告核查汇总',
    notice: '年度报告整改通知书',
    marked: '年度报告批注稿',
    xlsx: '年度报告核查汇总表',
    csv: '年度报告问题清单',
    json: '年度报告核查结果',
  },
  en: {
    print: 'Annual reports, summary of the check',
    pdf: 'Annual reports, summary of the check',
    notice: 'Annual reports, notices to mend',
    marked: 'Annual report, marked copy',
    xlsx: 'Annual reports, workbook',
    csv: 'Annual reports, findings',
    json: 'Annual reports, results',
  },
};

/** Of the save dialog. */
const descriptions: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  'zh-CN': {
    docx: 'Word 文档',
    pdf: 'PDF 文件',
    xlsx: 'Excel 工作簿',
    csv: 'CSV 表格',
    json: 'JSON 数据',
    zip: 'ZIP 压缩包',
  },
  en: {
    docx: 'Word document',
    pdf: 'PDF file',
    xlsx: 'Excel workbook',
    csv: 'CSV table',
    json: 'JSON data',
    zip: 'ZIP archive',
  },
};

/** A marked copy is in the format of its report; several notices are one ZIP. */
export function extensionOf(kind: Kind, only: Pick<OnlyReport, 'format'> | null): string {
  if (kind === 'notice' && only === null) return 'zip';
  if (kind !== 'marked') return extensions[kind];
  return only?.format === 'pdf' ? 'pdf' : 'docx';
}

export function descriptionOf(extension: string, language: Language): string {
  return descriptions[language][extension] ?? extension.toUpperCase();
}

/**
 * What a file is called unless the user says otherwise: 清河区教育局2023年度报告核查摘要.pdf, 年度报告核查汇总 2024-03-05.pdf.
 * @param only what is known of the report, where there is one and the file is about it alone
 */
export function outputName(kind: Kind, only: OnlyReport | null, day: string, language: Language): string {
  const say = names[language];
  const one = ofOne[language][kind];
  const about = only?.unit && one !== undefined ? only.unit : null;
  const year = only?.year ?? '';
  let name = `${say[kind]} ${day}`;
  if (about !== null && language === 'en') name = `${about} ${year} ${one}`;
  else if (about !== null) name = `${about}${year === '' ? '' : `${year}年度报告`}${one}`;
  return `${safeName(name)}.${extensionOf(kind, only)}`;
}

/** The file name of the sample template. */
export function sampleName(language: Language): string {
  return language === 'en' ? 'sample template of the notice to mend.docx' : '整改通知书样例模板.docx';
}

/** A unit's name comes from a stranger's document: nothing that a system refuses in a file's name, or hides. */
function safeName(name: string): string {
  const safe = name
    .toWellFormed()
    .replace(/[\\/:*?"<>|\p{C}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return [...safe].slice(0, 60).join('');
}

type Failure = WriteFault | 'exists' | 'nothing' | 'damaged' | 'memory' | 'print';

const sentences: Readonly<Record<Failure, Readonly<Record<Language, string>>>> = {
  full: {
    'zh-CN': '没有保存：磁盘已满。请清理磁盘，或换一个位置再试。（{detail}）',
    en: 'Not saved: the disk is full. Free some space or choose another place. ({detail})',
  },
  'not-allowed': {
    'zh-CN':
      '没有保存：没有写入权限，文件夹是只读的，或同名文件正被其他程序打开。请换一个位置或文件名再试。（{detail}）',
    en: 'Not saved: no permission to write there, the folder is read-only, or the file is open in another program. Choose another place or name. ({detail})',
  },
  'in-use': {
    'zh-CN': '没有保存：同名文件正被其他程序打开。请关闭它，或换一个文件名再试。（{detail}）',
    en: 'Not saved: the file is open in another program. Close it there or choose another name. ({detail})',
  },
  'no-folder': {
    'zh-CN': '没有保存：文件夹不在了。请换一个位置再试。（{detail}）',
    en: 'Not saved: the folder is gone. Choose another place. ({detail})',
  },
  'name-too-long': {
    'zh-CN': '没有保存：文件名太长。请改短后再试。（{detail}）',
    en: 'Not saved: the name is too long. Choose a shorter one. ({detail})',
  },
  other: {
    'zh-CN': '没有保存：文件写不进去。请换一个位置再试。（{detail}）',
    en: 'Not saved: the file cannot be written. Choose another place. ({detail})',
  },
  exists: {
    'zh-CN': '没有保存：已有同名文件。请换一个文件名再试。（{detail}）',
    en: 'Not saved: there is a file of that name already. Choose another name. ({detail})',
  },
  nothing: {
    'zh-CN': '没有核对完的报告可以导出。请等核对完成后再试。',
    en: 'No checked report to export. Try again when checking is done.',
  },
  damaged: {
    'zh-CN': '没有导出：“{detail}”的核查结果在档案中已损坏，正在重新核对。请稍后再试。',
    en: 'Not exported: what was found in “{detail}” is damaged in the archive and is being checked again. Try again in a moment.',
  },
  memory: {
    'zh-CN': '没有导出：报告太多，内存不够。请先筛选，分几次导出。',
    en: 'Not exported: too many reports for the memory. Filter the list and export in several parts.',
  },
  print: {
    'zh-CN': '没有打印：{detail}。请检查打印机，或先存为 PDF 再打印。',
    en: 'Not printed: {detail}. See to the printer, or save as PDF and print that.',
  },
};

export function failureText(failure: Failure, detail: string, language: Language): string {
  return sentences[failure][language].replace('{detail}', () => detail);
}
