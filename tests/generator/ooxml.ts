/**
 * Prints a report as WordprocessingML written by hand, with what the docx package never writes and Word and WPS do:
 * text cut into runs in the middle of words and numbers, content controls, tracked changes, bookmarks, labels
 * broken by w:br, vertically merged cells as empty ones, headings known by their outline level alone.
 */
import { type GridCell, type GridTable, gridOf } from './layout.ts';
import { printed, type ReportModel } from './model.ts';
import { packParts } from './zip.ts';

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** A4 with margins of 2.4 cm, in twentieths of a point. */
const page = { width: 11906, height: 16838, margin: 1361 };
const tableWidth = page.width - 2 * page.margin;

/** The bytes of the file; the same model gives the same bytes. */
export function toHandmadeDocx(model: ReportModel): Uint8Array {
  const body: string[] = model.title.map((line) =>
    contentControl(paragraphXml(runs(line, '<w:b/><w:sz w:val="40"/>'), '<w:jc w:val="center"/>')),
  );
  for (const block of model.introduction) body.push(paragraphXml(tracked(printed(block)), textProperties));
  model.sections.forEach((section, index) => {
    body.push(headingXml(section.number + section.name, index));
    for (const block of section.content) {
      body.push(
        block.kind === 'table'
          ? contentControl(tableXml(gridOf(model, block.table)))
          : paragraphXml(runs(printed(block)), textProperties),
      );
    }
  });
  const { width, height, margin } = page;
  body.push(
    `<w:sectPr><w:pgSz w:w="${width}" w:h="${height}"/><w:pgMar w:top="${margin}" w:right="${margin}" w:bottom="${margin}" w:left="${margin}" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>`,
  );
  return packParts({
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document xmlns:w="${wordNamespace}"><w:body>${body.join('')}</w:body></w:document>`,
  });
}

const textProperties = '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLine="560"/>';
const change = 'w:author="办公室" w:date="2024-01-15T01:00:00Z"';

function paragraphXml(content: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
}

function headingXml(text: string, index: number): string {
  const bookmark = `<w:bookmarkStart w:id="${index}" w:name="_Toc${index}"/>`;
  const content = `${bookmark}${runs(text, '<w:rFonts w:eastAsia="黑体"/>')}<w:bookmarkEnd w:id="${index}"/>`;
  return paragraphXml(content, '<w:keepNext/><w:ind w:firstLine="560"/><w:outlineLvl w:val="0"/>');
}

function contentControl(content: string): string {
  return `<w:sdt><w:sdtPr><w:id w:val="${content.length}"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
}

function run(text: string, properties = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`);
  return `<w:r><w:rPr>${properties}</w:rPr>${lines.join('<w:br/>')}</w:r>`;
}

/** The text in two runs, cut in its middle, with a spelling mark between them. */
function runs(text: string, properties = '<w:sz w:val="28"/>'): string {
  const middle = Math.ceil(text.length / 2);
  if (middle === text.length) return text === '' ? '' : run(text, properties);
  return `${run(text.slice(0, middle), properties)}<w:proofErr w:type="gramStart"/>${run(text.slice(middle), properties)}`;
}

/** The second half inserted by a reviewer, who struck out other words. */
function tracked(text: string): string {
  const middle = Math.ceil(text.length / 2);
  const size = '<w:sz w:val="28"/>';
  const struck = `<w:del w:id="901" ${change}><w:r><w:rPr>${size}</w:rPr><w:delText>（此处有改动）</w:delText></w:r></w:del>`;
  return `${run(text.slice(0, middle), size)}${struck}<w:ins w:id="902" ${change}>${run(text.slice(middle), size)}</w:ins>`;
}

function tableXml(table: GridTable): string {
  const widths = table.widths.map((share) => Math.floor(share * tableWidth));
  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const borders = sides.map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`).join('');
  const rows = table.rows.map((_, index) => `<w:tr>${rowCells(table, index, widths)}</w:tr>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${tableWidth}" w:type="dxa"/><w:tblBorders>${borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`;
}

/** Cells that begin in the row, and an empty one for each that goes on from above. */
function rowCells(table: GridTable, row: number, widths: readonly number[]): string {
  const covering = table.rows
    .slice(0, row + 1)
    .flat()
    .filter((cell) => cell.row + cell.rowSpan > row)
    .sort((a, b) => a.column - b.column);
  return covering.map((cell) => cellXml(cell, row, widths)).join('');
}

function cellXml(cell: GridCell, row: number, widths: readonly number[]): string {
  const width = widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, part) => sum + part, 0);
  const span = cell.columnSpan > 1 ? `<w:gridSpan w:val="${cell.columnSpan}"/>` : '';
  const begins = cell.row === row;
  const merge = cell.rowSpan > 1 ? (begins ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : '';
  const content = paragraphXml(begins ? runs(cell.text, '<w:sz w:val="18"/>') : '', '<w:jc w:val="center"/>');
  return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span}${merge}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
