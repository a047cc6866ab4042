/** Prints a report as DOCX with the docx package: real merged cells, A4, headings as styles, plain or numbered by Word. */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  type ILevelsOptions,
  type IParagraphOptions,
  LevelFormat,
  LevelSuffix,
  convertMillimetersToTwip as mm,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type GridCell, type GridTable, gridOf } from './layout.ts';
import { type ModelParagraph, printed, type ReportModel } from './model.ts';
import { isRowLabel } from './render-html.ts';
import { withoutTimes } from './zip.ts';

/**
 * styles: headings are Heading 1 and 2, numbers typed; plain: all paragraphs are body text;
 * auto-numbering: Heading 1 and 2 with the numbers that Word counts, where its count is the printed number.
 */
export const docxVariants = ['styles', 'plain', 'auto-numbering'] as const;
export type DocxVariant = (typeof docxVariants)[number];

export interface DocxFonts {
  readonly title: string;
  readonly heading: string;
  readonly subheading: string;
  readonly body: string;
}

/** What official documents are set in; machines without them substitute. */
export const officialFonts: DocxFonts = {
  title: '方正小标宋简体',
  heading: '黑体',
  subheading: '楷体_GB2312',
  body: '仿宋_GB2312',
};

/** For DOCX that LibreOffice makes into PDF: these fonts are installed and can be embedded. */
export const embeddableFonts: DocxFonts = {
  title: 'Noto Serif CJK SC',
  heading: 'Noto Sans CJK SC',
  subheading: 'Noto Serif CJK SC',
  body: 'Noto Serif CJK SC',
};

const pageWidth = mm(210);
const margin = mm(24);
const tableWidth = pageWidth - 2 * margin;

export interface DocxOptions {
  readonly variant: DocxVariant;
  readonly fonts?: DocxFonts;
}

/** The bytes of the file; the same model and options give the same bytes. */
export async function toDocx(model: ReportModel, options: DocxOptions): Promise<Uint8Array> {
  const fonts = options.fonts ?? officialFonts;
  const writer = new Writer(options.variant, fonts);
  const children: (Paragraph | Table)[] = model.title.map((line) => writer.title(line));
  children.push(...model.introduction.map((paragraph) => writer.paragraph(paragraph)));
  for (const section of model.sections) {
    children.push(writer.heading(section.number, section.name));
    for (const block of section.content) {
      children.push(block.kind === 'table' ? writer.table(gridOf(model, block.table)) : writer.paragraph(block));
    }
  }
  const document = new Document({
    creator: model.unit,
    lastModifiedBy: model.unit,
    title: model.title.join(''),
    styles: {
      default: {
        document: {
          run: { font: fonts.body, size: 28, language: { eastAsia: 'zh-CN' } },
          paragraph: { spacing: { line: 400 } },
        },
        heading1: { run: { font: fonts.heading, size: 28, color: '000000' } },
        heading2: { run: { font: fonts.subheading, size: 28, color: '000000' } },
        title: { run: { font: fonts.title, size: 40, color: '000000' } },
      },
    },
    numbering: { config: [{ reference: 'sections', levels: numberingLevels }] },
    sections: [
      {
        properties: {
          page: {
            size: { width: pageWidth, height: mm(297) },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: writer.footer() },
        children,
      },
    ],
  });
  return withoutTimes(await Packer.pack(document, 'uint8array'));
}

const numberingLevels: readonly ILevelsOptions[] = [
  { level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、', suffix: LevelSuffix.NOTHING },
  { level: 1, format: LevelFormat.CHINESE_COUNTING, text: '（%2）', suffix: LevelSuffix.NOTHING },
];

const countedNumbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Writes blocks and keeps count of what Word would count. */
class Writer {
  readonly #variant: DocxVariant;
  readonly #fonts: DocxFonts;
  #sections = 0;
  #subsections = 0;

  constructor(variant: DocxVariant, fonts: DocxFonts) {
    this.#variant = variant;
    this.#fonts = fonts;
  }

  title(text: string): Paragraph {
    const { title } = this.#fonts;
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 120, line: 560 },
      children: [new TextRun({ text, font: title, size: 40 })],
    });
  }

  heading(number: string, name: string): Paragraph {
    const font = this.#fonts.heading;
    const indent = { firstLine: 560 };
    if (this.#variant === 'plain') {
      return new Paragraph({ indent, children: [new TextRun({ text: number + name, font })] });
    }
    const options: IParagraphOptions = {
      heading: HeadingLevel.HEADING_1,
      keepNext: true,
      indent,
      spacing: { before: 120 },
    };
    if (this.#variant === 'auto-numbering' && number === `${countedNumbers[this.#sections]}、`) {
      this.#sections++;
      this.#subsections = 0;
      return new Paragraph({
        ...options,
        numbering: { reference: 'sections', level: 0 },
        children: [new TextRun({ text: name, font })],
      });
    }
    return new Paragraph({ ...options, children: [new TextRun({ text: number + name, font })] });
  }

  paragraph(paragraph: ModelParagraph): Paragraph {
    const indent = { firstLine: 560 };
    if (this.#variant === 'auto-numbering' && paragraph.number === `（${countedNumbers[this.#subsections]}）`) {
      this.#subsections++;
      return new Paragraph({
        ...(paragraph.heading ? { heading: HeadingLevel.HEADING_2 } : {}),
        indent,
        numbering: { reference: 'sections', level: 1 },
        children: [new TextRun(paragraph.text)],
      });
    }
    if (paragraph.heading && this.#variant !== 'plain') {
      return new Paragraph({
        heading: HeadingLevel.HEADING_2,
        keepNext: true,
        indent,
        children: [new TextRun(printed(paragraph))],
      });
    }
    return new Paragraph({ indent, alignment: AlignmentType.BOTH, children: [new TextRun(printed(paragraph))] });
  }

  table(table: GridTable): Table {
    const widths = table.widths.map((share) => Math.floor(share * tableWidth));
    const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
    return new Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      alignment: AlignmentType.CENTER,
      margins: { left: 40, right: 40, top: 20, bottom: 20 },
      borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
      rows: table.rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((cell) => this.#cell(table, cell, widths)) }),
      ),
    });
  }

  #cell(table: GridTable, cell: GridCell, widths: readonly number[]): TableCell {
    const width = widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, part) => sum + part, 0);
    const alignment = isRowLabel(table, cell.row, cell.column) ? AlignmentType.LEFT : AlignmentType.CENTER;
    return new TableCell({
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: cell.text.split('\n').map(
        (text) =>
          new Paragraph({
            alignment,
            spacing: { line: 240 },
            children: text === '' ? [] : [new TextRun({ text, size: 18 })],
          }),
      ),
    });
  }

  footer(): Footer {
    const children = [new TextRun({ size: 24, children: ['— ', PageNumber.CURRENT, ' —'] })];
    return new Footer({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children })] });
  }
}
