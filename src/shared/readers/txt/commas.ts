/**
 * Rows of a table saved with commas or semicolons between the cells (CSV), cells in quotation marks among them. A comma
 * also parts the thousands of a figure and the clauses of a sentence: a line is a row only where its cells are labels and
 * figures, and three digits after a comma are a cell of their own only where the lines around have as many cells.
 */
import { looksLikeFigure } from '../../form/figures.ts';

const separators = [',', '，', ';', '；'] as const;
type Separator = (typeof separators)[number];

const hasSeparator = /[,，;；]/;
/** Ends of sentences, what stands between cells in other tables, and figures parted by blanks. */
const noRow = /[。！？!?\t|｜│┃║]|\d[\s\u3000]+\d/;
/** Longest cell; labels of the form have at most 40 characters. */
const longestCell = 45;
/** Part of the lines of a run that must have as many cells, to tell how many the table has. */
const agreeing = 0.6;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Figures on a line as a row of cells; 0 where it is none. A row has two figures at least, else it tells nothing. */
export function figuresOfRow(text: string): number {
  const cells = rowOf(text);
  const figures = cells?.filter(({ from, to }) => looksLikeFigure(text.slice(from, to))).length ?? 0;
  return figures >= 2 ? figures : 0;
}

/** A row: where its cells stand, and whether a comma among its figures may be one of thousands. */
export interface CommaRow {
  readonly cells: readonly Span[];
  readonly isOpen: boolean;
}

/** The rows among lines; undefined for a line that is none. */
export function rowsWithCommas(lines: readonly string[]): readonly (CommaRow | undefined)[] {
  const found = new Array<CommaRow | undefined>(lines.length).fill(undefined);
  let run: { index: number; cells: readonly Span[] }[] = [];
  const close = () => {
    const width = usualWidth(run.map(({ cells }) => cells.length));
    for (const { index, cells } of run) {
      const isOpen = cells.length !== width && mayHoldThousands(lines[index] as string, cells);
      found[index] = { cells, isOpen };
    }
    run = [];
  };
  for (const [index, text] of lines.entries()) {
    const cells = rowOf(text);
    if (cells) run.push({ index, cells });
    else if (text.trim() !== '') close();
  }
  close();
  return found;
}

/** The cells of a line by the separator that makes most of it; null where the line is no row. */
function rowOf(text: string): readonly Span[] | null {
  if (!hasSeparator.test(text) || noRow.test(text) || looksLikeFigure(text)) return null;
  let best: readonly Span[] | null = null;
  for (const separator of separators) {
    if (!text.includes(separator)) continue;
    const cells = cellsBy(separator, text);
    if (cells && isRow(cells.map(({ from, to }) => text.slice(from, to).trim())) && cells.length > (best?.length ?? 1))
      best = cells;
  }
  return best;
}

/** Labels first, then figures, or no figure at all: a head, or a row left blank. */
function isRow(cells: readonly string[]): boolean {
  if (cells.some((cell) => cell.length > longestCell)) return false;
  const values = cells.slice(1).filter((cell) => cell !== '');
  const figures = values.filter(looksLikeFigure).length;
  return figures === 0 || figures * 2 >= values.length;
}

const quotes: Readonly<Record<string, string>> = { '"': '"', '“': '”', '＂': '＂' };

/** Null where a quotation mark is left open: the cell goes on in the next line. */
function cellsBy(separator: Separator, text: string): readonly Span[] | null {
  const cells: Span[] = [];
  for (let at = 0; at <= text.length; ) {
    const lead = at + (text.slice(at).length - text.slice(at).trimStart().length);
    const closing = quotes[text.charAt(lead)];
    if (closing !== undefined) {
      const to = text.indexOf(closing, lead + 1);
      if (to < 0) return null;
      const end = text.indexOf(separator, to);
      if (text.slice(to + 1, end < 0 ? text.length : end).trim() !== '') return null;
      cells.push({ from: lead + 1, to });
      if (end < 0) return cells;
      at = end + 1;
      continue;
    }
    const end = endOfCell(separator, text, at);
    cells.push({ from: at, to: end < 0 ? text.length : end });
    if (end < 0) return cells;
    at = end + 1;
  }
  return cells;
}

/** The next separator that stands in no brackets: （二）部分公开（区分处理的，只计这一情形）. -1 where there is none. */
function endOfCell(separator: Separator, text: string, from: number): number {
  let end = text.indexOf(separator, from);
  let closed = from;
  while (end >= 0) {
    const open = [...text.slice(closed, end).matchAll(/[（(]/g)].at(-1);
    const closing = open ? text.slice(closed + open.index).search(/[）)]/) : -1;
    if (!open || closing < 0 || closed + open.index + closing < end) return end;
    closed = closed + open.index + closing + 1;
    end = text.indexOf(separator, closed);
  }
  return end;
}

/** How many cells the rows of a run have; null where they do not agree. */
function usualWidth(widths: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0]);
  return count > 1 && count >= widths.length * agreeing ? width : null;
}

/** Whether two cells side by side may be the pieces of one figure: 1,234. */
function mayHoldThousands(text: string, cells: readonly Span[]): boolean {
  return cells.some(({ from, to }, index) => {
    const next = cells[index + 1];
    return next?.from === to + 1 && /^\s*\d{1,3}[,，]\d{3}\s*$/.test(text.slice(from, next.to));
  });
}
