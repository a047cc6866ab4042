/**
 * Writes resources/notice-template.docx, the sample of an office's own template for the 整改通知书: the program's own
 * layout with placeholders in place of what it fills in, and a table for the findings. Run it after a change of the
 * layout or of the placeholders (docs/notice-template.md).
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlignmentType, LineRuleType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import { noticeDocument } from '../src/shared/outputs/notice-layout.ts';

const font = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋_GB2312' };

/** Columns with their widths in twips; together as wide as the type area. */
const columns = [
  { title: '序号', width: 800, text: '{{序号}}' },
  { title: '问题', width: 4000, text: '{{问题}}' },
  { title: '位置', width: 1645, text: '{{部分}}　{{位置}}' },
  { title: '依据', width: 2400, text: '{{依据}}' },
] as const;

function cell(words: string, width: number, centred: boolean): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { left: 80, right: 80, top: 40, bottom: 40 },
    children: [
      new Paragraph({
        alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
        spacing: { line: 360, lineRule: LineRuleType.EXACT },
        children: [new TextRun({ text: words, size: 24, font })],
      }),
    ],
  });
}

const table = new Table({
  columnWidths: columns.map(({ width }) => width),
  width: { size: columns.reduce((sum, { width }) => sum + width, 0), type: WidthType.DXA },
  rows: [
    new TableRow({ tableHeader: true, children: columns.map(({ title, width }) => cell(title, width, true)) }),
    new TableRow({
      cantSplit: true,
      children: columns.map(({ text, width }, index) => cell(text, width, index === 0)),
    }),
  ],
});

const bytes = await noticeDocument(
  {
    language: 'zh-CN',
    unit: '{{单位}}',
    year: '{{年度}}',
    report: '{{报告}}',
    file: '{{文件}}',
    issuer: '{{发文机关}}',
    deadline: '{{期限}}',
    date: '{{日期}}',
    remark: '{{说明}}',
    count: '{{问题数}}',
    findings: [],
  },
  [table],
);
writeFileSync(join(import.meta.dirname, '..', 'resources', 'notice-template.docx'), bytes);
