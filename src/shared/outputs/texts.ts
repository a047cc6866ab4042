/** Sentences about files: why one cannot be read, what to do about it, and what kept a reading from being whole. */
import { isRecognisedText, type Problem } from '../document/document.ts';
import type { ReadErrorCode } from '../document/errors.ts';
import type { Language } from '../rules/finding.ts';
import { fill } from '../rules/rule.ts';

type Values = Readonly<Record<string, string | number>>;

const errors: Readonly<Record<ReadErrorCode, Readonly<Record<Language, string>>>> = {
  encrypted: {
    'zh-CN': '文件有打开密码。请去掉密码后重新交来。',
    en: 'The file needs a password to open. Remove the password and hand it in again.',
  },
  corrupt: {
    'zh-CN': '文件已损坏或不完整，无法读取。请向报送单位重新索取，或用原程序打开后另存一份。',
    en: 'The file is damaged or incomplete. Ask for it again, or open it in its own program and save a copy.',
  },
  scanned: {
    'zh-CN': '扫描件：没有文字层。请用带文字层的 PDF 或 DOCX。',
    en: 'A scan without text. Use a PDF with a text layer, or the DOCX.',
  },
  empty: {
    'zh-CN': '文件是空的，没有内容。请向报送单位重新索取。',
    en: 'The file is empty. Ask for it again.',
  },
  unsupported: {
    'zh-CN': '不支持这种文件。请转换成 DOCX、PDF 或 TXT 后再交来。',
    en: 'This kind of file is not supported. Convert it to DOCX, PDF or TXT.',
  },
  'too-large': {
    'zh-CN': '文件超过了大小限制，没有读取。请核对是不是年度报告；如是，请去掉其中的大图片和报告以外的内容后另存。',
    en: 'The file is over the size limit and was not read. See that it is the report; if so, save it without its large pictures and what is not part of the report.',
  },
  'not-a-report': {
    'zh-CN': '没有找到年度报告的标题、各部分和表格，这似乎不是政府信息公开工作年度报告。请核对文件。',
    en: 'No title, sections or tables of an annual report were found. See whether this is the right file.',
  },
  'not-found': {
    'zh-CN': '找不到文件或没有读取权限。请核对路径和权限。',
    en: 'The file is not there or may not be read. Check its path and permissions.',
  },
};

/** How to convert what was handed in by mistake; by `values.kind` of the reader's error. */
const conversions: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  doc: {
    'zh-CN': '这是旧版 Word 或 WPS 文件（.doc、.wps）。请用 Word 或 WPS 打开，另存为 .docx 后再交来。',
    en: 'An old Word or WPS file (.doc, .wps). Open it in Word or WPS and save it as .docx.',
  },
  rtf: {
    'zh-CN': '这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 后再交来。',
    en: 'An RTF file. Open it in Word or WPS and save it as .docx.',
  },
  ofd: {
    'zh-CN': '这是 OFD 版式文件。请用 OFD 阅读器另存或打印为 PDF 后再交来。',
    en: 'An OFD file. Save or print it as PDF with an OFD reader.',
  },
  html: {
    'zh-CN': '这是网页文件。请用浏览器打印为 PDF，或把正文粘贴到 Word 里存为 .docx 后再交来。',
    en: 'A web page. Print it to PDF in a browser, or paste it into Word and save it as .docx.',
  },
  image: {
    'zh-CN': '这是图片。请用带文字层的 PDF 或 DOCX。',
    en: 'A picture. Use a PDF with a text layer, or the DOCX.',
  },
  odf: {
    'zh-CN': '这是 OpenDocument 文件。请用原程序打开，另存为 .docx 后再交来。',
    en: 'An OpenDocument file. Open it in its own program and save it as .docx.',
  },
  xlsx: {
    'zh-CN': '这是电子表格，不是报告全文。请交 DOCX、PDF 或 TXT 格式的报告。',
    en: 'A spreadsheet, not the report. Hand in the report as DOCX, PDF or TXT.',
  },
  pptx: {
    'zh-CN': '这是演示文稿，不是报告全文。请交 DOCX、PDF 或 TXT 格式的报告。',
    en: 'A presentation, not the report. Hand in the report as DOCX, PDF or TXT.',
  },
  binary: {
    'zh-CN': '文件内容不是文字，无法读取。请核对文件，交 DOCX、PDF 或 TXT 格式的报告。',
    en: 'The content is no text. See whether this is the right file; hand in the report as DOCX, PDF or TXT.',
  },
  archive: {
    'zh-CN': '这是压缩包。请解压后把里面的报告交来。',
    en: 'An archive. Unpack it and hand in the report inside.',
  },
};

/** Why a file of a usual kind cannot be read, where more is known; by `values.kind` of the reader's error. */
const reasons: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  garbled: {
    'zh-CN':
      '文字层有乱码：有的字体没有写对字符对照表，纸面正常而读出的字不对，无法核查。请用原文件另存为 PDF，不要经打印机驱动转换，或交 DOCX。',
    en: 'The text layer is garbled: some fonts give wrong characters though the page looks right, so that nothing can be checked. Save the PDF from the original program, not through a printer driver, or hand in the DOCX.',
  },
  time: {
    'zh-CN': '读取超过了时间限制（{limit} 秒），已停止。文件可能已损坏，请用原程序打开后另存一份再试。',
    en: 'Reading took longer than {limit} seconds and was stopped. The file may be damaged: save a copy from its own program.',
  },
};

const problems: Readonly<Record<Problem['code'], Readonly<Record<Language, string>>>> = {
  damaged: {
    'zh-CN': '文件内部有损坏，读出的内容可能不全或有误。请向报送单位重新索取。',
    en: 'The file is damaged inside: what was read may be wrong or incomplete. Ask for it again.',
  },
  'page-failed': {
    'zh-CN': '第 {page} 页无法读取，其中的内容没有核对。',
    en: 'Page {page} could not be read; nothing on it was checked.',
  },
  'page-scanned': {
    'zh-CN': '第 {page} 页是扫描图像，没有文字层，其中的内容没有核对。',
    en: 'Page {page} is a scanned picture without text; nothing on it was checked.',
  },
  limit: {
    'zh-CN': '文件超过了读取的限制，后面的内容没有核对。',
    en: 'The file is over a limit of the reader; what comes after was not checked.',
  },
};

/** Why a file cannot be read and what to do about it. */
export function errorMessage(code: ReadErrorCode, values: Values, language: Language): string {
  const special = code === 'unsupported' ? conversions[String(values.kind)] : reasons[String(values.kind)];
  return fill((special ?? errors[code])[language], texts(values));
}

/** A page that was read but for what stands in its form fields. */
const fieldsUnread: Readonly<Record<Language, string>> = {
  'zh-CN':
    '第 {page} 页的表单栏或批注框中有 {fields} 处内容未能读出，没有核对。请用原程序打印或另存为不带表单的 PDF 后再核对。',
  en: '{fields} entries in form fields or text boxes of page {page} could not be read and were not checked. Print it to a PDF without form fields from its own program.',
};

/** A table without ruling lines, of which nobody can tell which figure is whose. */
const tableUnread: Readonly<Record<Language, string>> = {
  'zh-CN':
    '第 {page} 页的表格没有框线，数据与行、栏的对应关系无法确定，没有核对。请用原文件核对，或加上框线后另存为 PDF。',
  en: 'The table on page {page} has no ruling lines, and which figure belongs to which row and column cannot be told; it was not checked. Check the source document, or save it with ruling lines.',
};

/** Pages that are pictures with recognised text over them. */
const recognisedText: Readonly<Record<Language, string>> = {
  'zh-CN':
    '第 {pages} 页是扫描图像，文字由识别软件（OCR）得出，数字可能有误；本程序按识别出的文字核查，请对照页面图像核对。',
  en: 'Scanned pages with recognised text (OCR): {pages}. Figures may be misread; the checks are on the recognised text, so compare with the pictures of the pages.',
};

export function problemMessage(problem: Problem, language: Language): string {
  const { values, code } = problem;
  const sentence = isRecognisedText(problem)
    ? recognisedText
    : 'fields' in values
      ? fieldsUnread
      : 'table' in values
        ? tableUnread
        : problems[code];
  const said = texts(values);
  if (language === 'en' && said.pages !== undefined) said.pages = said.pages.replaceAll('、', ', ');
  return fill(sentence[language], { page: '?', ...said });
}

function texts(values: Values): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}
