/**
 * Prints a report as a PDF without any outside program, through the PDF tests' writer: A4 pages as a word processor
 * sets them, tables with ruling lines that go on over the page's end. The same model gives the same bytes.
 */
import { line, spacedText, textWidth, writePdf } from '../../src/shared/readers/pdf/testing/pdf-writer.ts';
import { type GridCell, type GridTable, gridOf } from './layout.ts';
import { type ModelParagraph, printed, type ReportModel } from './model.ts';
import { isRowLabel } from './render-html.ts';

/** In points; y is counted up from the foot of the page. */
const page = { left: 62, right: 533, top: 774, bottom: 68, footer: 40, middle: 297.5 };
const pageWidth = page.right - page.left;

interface TextStyle {
  readonly size: number;
  /** From one baseline to the next. */
  readonly leading: number;
  /** Of the first line, em. */
  readonly indent: number;
  /** Between this paragraph and the one above. */
  readonly before: number;
  readonly centred?: boolean;
  /** Lines that must find room below on the same page. */
  readonly keepWith?: number;
}

const styles = {
  title: { size: 18, leading: 27, indent: 0, before: 4, centred: true },
  heading: { size: 13, leading: 21, indent: 2, before: 10, keepWith: 3 },
  subheading: { size: 12, leading: 20.4, indent: 2, before: 4, keepWith: 1 },
  text: { size: 12, leading: 20.4, indent: 2, before: 0 },
} as const satisfies Record<string, TextStyle>;

const cellStyle = { size: 9, leading: 12, padding: 2.5 };

/** The bytes of the file. Rows are not cut by the page's end, heads are not repeated. */
export function toPdf(model: ReportModel): Uint8Array {
  const sheet = new Sheet();
  for (const title of model.title) sheet.paragraph(title, styles.title);
  for (const block of model.introduction) sheet.paragraph(printed(block), styleOf(block));
  for (const section of model.sections) {
    sheet.paragraph(section.number + section.name, styles.heading);
    for (const block of section.content) {
      if (block.kind === 'table') sheet.table(gridOf(model, block.table));
      else sheet.paragraph(printed(block), styleOf(block));
    }
  }
  return writePdf(
    sheet.pages.map((content, index) => ({ content: content + pageNumber(index + 1) })),
    { flate: true },
  );
}

function styleOf(block: ModelParagraph): TextStyle {
  return block.heading ? styles.subheading : styles.text;
}

function pageNumber(number: number): string {
  const words = `- ${number} -`;
  return put(page.middle - textWidth(words, 9) / 2, page.footer, 9, words);
}

/** Pages filled from the top. */
class Sheet {
  readonly pages: string[] = [''];
  /** The upper edge of what is set next. */
  #y = page.top;

  paragraph(words: string, style: TextStyle): void {
    const { size, leading, indent, before, centred = false, keepWith = 0 } = style;
    if (this.#y < page.top) this.#y -= before;
    const lines = wrap(words, size, pageWidth, indent * size);
    if (this.#y - (lines.length + keepWith) * leading < page.bottom && keepWith > 0) this.#turn();
    for (const [index, text] of lines.entries()) {
      if (this.#y - leading < page.bottom) this.#turn();
      const room = pageWidth - (index === 0 ? indent * size : 0) - textWidth(text, size);
      // A justified line fills its measure; the last one of a paragraph does not.
      const justified = !centred && index < lines.length - 1 && room < 2 * size;
      const x = centred ? page.left + room / 2 : page.left + (index === 0 ? indent * size : 0);
      const baseline = this.#y - leading / 2 - size * 0.38;
      this.#draw(put(x, baseline, size, text, justified ? room / ([...text].length - 1) : 0));
      this.#y -= leading;
    }
  }

  table(table: GridTable): void {
    const edges = [page.left];
    for (const share of table.widths) edges.push((edges.at(-1) as number) + share * pageWidth);
    const texts = new Map(
      table.rows.flat().map((cell) => {
        const width = (edges[cell.column + cell.columnSpan] as number) - (edges[cell.column] as number);
        const room = width - 2 * cellStyle.padding;
        return [cell, cell.text.split('\n').flatMap((text) => wrap(text, cellStyle.size, room, 0))] as const;
      }),
    );
    const heights = rowHeights(table, texts);
    this.#y -= 6;
    let from = 0;
    while (from < heights.length) {
      let to = from;
      let bottom = this.#y;
      while (to < heights.length && bottom - (heights[to] as number) >= page.bottom) bottom -= heights[to++] as number;
      // Heads alone at the page's foot go over with their first row; a row higher than a page stands out of it.
      if (this.#y < page.top && to < heights.length && to - from < (from === 0 ? table.headRows + 1 : 1)) {
        this.#turn();
        continue;
      }
      to = Math.max(to, from + 1);
      this.#part(table, texts, edges, heights, from, to);
      from = to;
      if (from < heights.length) this.#turn();
    }
    this.#y -= 6;
  }

  /** The rows [from, to) of a table, all on one page. A cell that the page's end cuts has its text on the first. */
  #part(
    table: GridTable,
    texts: ReadonlyMap<GridCell, readonly string[]>,
    edges: readonly number[],
    heights: readonly number[],
    from: number,
    to: number,
  ): void {
    const ys = [this.#y];
    for (const height of heights.slice(from, to)) ys.push((ys.at(-1) as number) - height);
    for (const cell of table.rows.slice(0, to).flat()) {
      const end = Math.min(to, cell.row + cell.rowSpan);
      if (end <= from) continue;
      const [x0, x1] = [edges[cell.column] as number, edges[cell.column + cell.columnSpan] as number];
      const [y0, y1] = [ys[Math.max(from, cell.row) - from] as number, ys[end - from] as number];
      this.#draw(ruled(x0, y0, x1, y1));
      const { size, leading, padding } = cellStyle;
      const lines = texts.get(cell) as readonly string[];
      // What finds no room above the page's end goes on below it.
      const room = (index: number): number =>
        Math.floor(heights.slice(cell.row, index).reduce((sum, height) => sum + height, -2 * padding) / leading + 0.01);
      const cut = (index: number): number =>
        index >= cell.row + cell.rowSpan ? lines.length : Math.min(lines.length, Math.max(0, room(index)));
      const shown = lines.slice(cell.row < from ? cut(from) : 0, cut(end));
      const slack = y0 - y1 - shown.length * leading;
      for (const [index, text] of shown.entries()) {
        const x = isRowLabel(table, cell.row, cell.column) ? x0 + padding : (x0 + x1 - textWidth(text, size)) / 2;
        const top = y0 - slack / 2 - index * leading;
        this.#draw(put(x, top - leading / 2 - size * 0.38, size, text));
      }
    }
    this.#y = ys.at(-1) as number;
  }

  #draw(content: string): void {
    this.pages[this.pages.length - 1] += content;
  }

  #turn(): void {
    this.pages.push('');
    this.#y = page.top;
  }
}

/** Rows are as high as their highest cell; a cell over several rows stretches the last of them where it must. */
function rowHeights(table: GridTable, texts: ReadonlyMap<GridCell, readonly string[]>): number[] {
  const { leading, padding } = cellStyle;
  const heights = table.rows.map(() => leading + 2 * padding);
  for (const cell of table.rows.flat().sort((a, b) => a.rowSpan - b.rowSpan)) {
    const wanted = (texts.get(cell)?.length ?? 0) * leading + 2 * padding;
    const last = cell.row + cell.rowSpan - 1;
    const have = heights.slice(cell.row, last + 1).reduce((sum, height) => sum + height, 0);
    if (wanted > have) heights[last] = (heights[last] as number) + wanted - have;
  }
  return heights;
}

/** Numbers and Latin words stay whole, no line begins with a closing mark or ends with an opening one. */
const units = /[（《“‘〔(]*(?:[0-9A-Za-z.,%+-]+|[^（《“‘〔(])[，。、；：！？）》”’〕%)]*|[（《“‘〔(]+$/gu;

/** Lines no wider than `width`, in points; the first is shorter by `indent`. A word wider than a line is broken. */
function wrap(text: string, size: number, width: number, indent: number): string[] {
  const lines: string[] = [];
  let current = '';
  const room = (): number => width - (lines.length === 0 ? indent : 0) + 0.01;
  for (const unit of text.match(units) ?? []) {
    if (textWidth(current + unit, size) <= room()) {
      current += unit;
      continue;
    }
    if (current !== '') lines.push(current);
    current = '';
    for (const character of unit) {
      if (current !== '' && textWidth(current + character, size) > room()) {
        lines.push(current);
        current = '';
      }
      current += character;
    }
  }
  return current === '' ? lines : [...lines, current];
}

function put(x: number, y: number, size: number, words: string, spacing = 0): string {
  return spacedText(rounded(x), rounded(y), size, words, rounded(spacing));
}

function ruled(x0: number, y0: number, x1: number, y1: number): string {
  const [left, top, right, bottom] = [rounded(x0), rounded(y0), rounded(x1), rounded(y1)];
  return (
    line(left, top, right, top) +
    line(left, bottom, right, bottom) +
    line(left, top, left, bottom) +
    line(right, top, right, bottom)
  );
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
