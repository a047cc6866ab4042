/** Prints a report as an HTML page for A4 paper, to be made into a PDF by Chromium or LibreOffice. */
import { type GridTable, gridOf } from './layout.ts';
import { type ModelParagraph, printed, type ReportModel } from './model.ts';

export interface HtmlFonts {
  /** CSS font families. */
  readonly body: string;
  readonly heading: string;
}

/**
 * Fonts with TrueType outlines (Debian: fonts-arphic-gbsn00lp, fonts-wqy-microhei), which Chromium embeds as one
 * subset each; the Noto fonts have PostScript outlines, of which it makes a Type 3 font for every few characters.
 */
export const trueTypeFonts: HtmlFonts = {
  body: "'AR PL SungtiL GB', 'Noto Serif CJK SC'",
  heading: "'WenQuanYi Micro Hei', 'Noto Sans CJK SC'",
};

export const notoFonts: HtmlFonts = { body: "'Noto Serif CJK SC'", heading: "'Noto Sans CJK SC'" };

/** A whole page; tables repeat no head rows, rows are not cut by a page end. */
export function toHtml(model: ReportModel, fonts: HtmlFonts = trueTypeFonts): string {
  const parts = model.title.map((line) => `<h1>${escaped(line)}</h1>`);
  parts.push(...model.introduction.map(paragraphHtml));
  for (const section of model.sections) {
    parts.push(`<h2>${escaped(section.number + section.name)}</h2>`);
    for (const block of section.content) {
      parts.push(block.kind === 'table' ? tableHtml(gridOf(model, block.table)) : paragraphHtml(block));
    }
  }
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escaped(model.title.join(''))}</title>
<style>
@page { size: A4; margin: 24mm 22mm; }
body { margin: 0; font: 12pt/1.7 ${fonts.body}; text-align: justify; }
h1 { margin: 0 0 4pt; font: 18pt/1.5 ${fonts.heading}; text-align: center; }
h1 + p { margin-top: 14pt; }
h2 { margin: 10pt 0 4pt; font: 13pt/1.6 ${fonts.heading}; text-indent: 2em; break-after: avoid; }
h3 { margin: 4pt 0; font: 12pt/1.7 ${fonts.body}; text-indent: 2em; break-after: avoid; }
p { margin: 0; text-indent: 2em; }
table { width: 100%; margin: 6pt 0; border-collapse: collapse; table-layout: fixed; font-size: 9pt; line-height: 1.35; }
td { border: 0.75pt solid #000; padding: 2pt 2.5pt; text-align: center; vertical-align: middle; }
td.row { text-align: left; }
td:not([rowspan]) { break-inside: avoid; }
</style>
</head>
<body>
${parts.join('\n')}
</body>
</html>
`;
}

function paragraphHtml(paragraph: ModelParagraph): string {
  const tag = paragraph.heading ? 'h3' : 'p';
  return `<${tag}>${escaped(printed(paragraph))}</${tag}>`;
}

function tableHtml(table: GridTable): string {
  const columns = table.widths.map((share) => `<col style="width:${(share * 100).toFixed(2)}%">`).join('');
  const rows = table.rows.map((row) => {
    const cells = row.map((cell) => {
      const spans =
        (cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '') +
        (cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '');
      const kind = isRowLabel(table, cell.row, cell.column) ? ' class="row"' : '';
      return `<td${spans}${kind}>${escaped(cell.text).replaceAll('\n', '<br>')}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>\n<colgroup>${columns}</colgroup>\n${rows.join('\n')}\n</table>`;
}

/** Long row labels of table 三 stand at the left of their cells. */
export function isRowLabel(table: GridTable, row: number, column: number): boolean {
  return table.id === 'requests' && row >= table.headRows && column === 2;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
