/** Why a document for the unit could not be made, and what to do about it. */
import type { Language } from '../rules/finding.ts';
import { fill } from '../rules/rule.ts';

const sentences = {
  'nothing-chosen': {
    'zh-CN': '没有需要通知单位的问题：没有一项经确认。请先在问题清单中确认要通知单位的问题。',
    en: 'There is nothing to tell the unit: no finding is confirmed. Confirm the findings that are to go back first.',
  },
  'no-errors': {
    'zh-CN': '没有需要通知单位的问题：核查没有发现错误。',
    en: 'There is nothing to tell the unit: the check found no errors.',
  },
  'nothing-open': {
    'zh-CN': '没有需要批注的问题：没有发现问题，或发现的都已标为误报或已整改。',
    en: 'There is nothing to mark: no findings, or all of them are dismissed or mended.',
  },
  'file-changed': {
    'zh-CN': '文件已更改，请重新核查后再导出批注稿。',
    en: 'The file has changed since it was checked. Check it again, then export the marked copy.',
  },
  'file-gone': {
    'zh-CN': '原文件不在了或打不开，不能导出批注稿。请把文件放回原处，或重新添加后再试。',
    en: 'The file is gone or cannot be opened: there is nothing to mark. Put it back or add it again.',
  },
  'txt-marked': {
    'zh-CN': 'TXT 没有批注。请用同一份报告的 DOCX 或 PDF。',
    en: 'TXT holds no comments. Use the DOCX or PDF of this report.',
  },
  unreadable: {
    'zh-CN': '文件没有读出，不能标注，也不能据以发出通知。{detail}',
    en: 'The file was not read: it can neither be marked nor be given notice of. {detail}',
  },
  'other-format': {
    'zh-CN': '这份报告不是 {format} 文件，不能这样标注。',
    en: 'This report is no {format} file and cannot be marked that way.',
  },
  'docx-damaged': {
    'zh-CN': '文件内部有损坏，不能标注。请用 Word 或 WPS 打开，另存一份后再试。',
    en: 'The file is damaged inside and cannot be marked. Open it in Word or WPS, save a copy and try again.',
  },
  'pdf-encrypted': {
    'zh-CN': 'PDF 设有密码或权限保护，不能加批注。请用没有保护的 PDF，或在 DOCX 上标注。',
    en: 'The PDF is protected and cannot be annotated. Use one without protection, or the DOCX.',
  },
  'pdf-damaged': {
    'zh-CN': 'PDF 内部的索引有损坏，不能在不改动原文的情况下加批注。请用 PDF 阅读器打开，另存一份后再试。',
    en: 'The index inside the PDF is damaged: annotations cannot be added without changing the rest. Save a copy in a PDF reader and try again.',
  },
  'template-no-docx': {
    'zh-CN': '模板不是可以打开的 DOCX 文件。请用 Word 或 WPS 另存为 .docx（不设密码）后再试。',
    en: 'The template is no DOCX that can be opened. Save it as .docx in Word or WPS, without a password.',
  },
  'template-unknown': {
    'zh-CN': '模板中有不认识的占位符：{names}。可用的占位符：{known}。',
    en: 'The template has placeholders that are not known: {names}. Those that are: {known}.',
  },
  'template-open': {
    'zh-CN': '模板中的占位符没有写完：“{text}”。请在同一段落里用 {{ 和 }} 括起来。',
    en: 'A placeholder of the template has no end: “{text}”. Write {{ and }} around it, in one paragraph.',
  },
  'template-no-findings': {
    'zh-CN': '模板中没有 {{问题}}，发出的通知里就没有问题。请在列问题的段落或表格行里写上 {{问题}}。',
    en: 'The template has no {{问题}}: the notice would hold no findings. Write it into the paragraph or table row for them.',
  },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

export type RefusedCode = keyof typeof sentences;

/** `message` is a sentence for the user, in the language that was asked for. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusedCode;

  constructor(code: RefusedCode, language: Language, values: Readonly<Record<string, string>> = {}) {
    super(fill(sentences[code][language], values));
    this.code = code;
  }
}
