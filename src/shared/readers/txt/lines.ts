/** Lines of a text with their places, and how a line is cut into cells. */
import type { TxtLocation } from '../../document/location.ts';
import { looksLikeFigure } from '../../form/figures.ts';
import { bareWords } from '../../form/normalise.ts';
import { figuresOfRow, rowsWithCommas } from './commas.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Offset of the line's first character in the text. */
  readonly start: number;
  readonly text: string;
  /** A bare number that counts the pages. */
  readonly isPageNumber?: true;
  /** Its cells, where it is a row with commas between them. */
  readonly rowCells?: readonly TextCell[];
  /** Such a row whose cells cannot be told from the thousands of a figure. */
  readonly isOpenRow?: true;
}

/** A cell of a table as the text writes it; over several lines where it was broken. */
export interface TextCell {
  readonly text: string;
  readonly location: TxtLocation;
}

/**
 * How tables are written out: rows of cells by tabs, bars, blanks or commas, or one cell on each line, begun by a
 * tab, ended by a bar, or bare.
 */
export type TableStyle =
  | 'tab-rows'
  | 'bar-rows'
  | 'blank-rows'
  | 'comma-rows'
  | 'tab-cells'
  | 'bar-cells'
  | 'bare-cells';

/**
 * Lines of CR, LF or CRLF texts; form feeds and Unicode line separators end a line too. A form feed right after a
 * line's end begins a page and is no line by itself.
 */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const ends = /(?:\r\n|[\n\r\v\u0085\u2028\u2029])\f?|\f/g;
  let start = 0;
  for (;;) {
    const match = ends.exec(text);
    lines.push({ number: lines.length + 1, start, text: text.slice(start, match?.index ?? text.length) });
    if (!match) return lines;
    start = match.index + match[0].length;
  }
}

/** — 1 —, 1 / 6, 第 1 页 共 6 页: left between the lines by the extraction. A bare number may be a figure (withPageNumbers). */
export function isPageNumber({ text, isPageNumber: isKnown }: Line): boolean {
  return isKnown === true || (beginsPageNumber.includes(text.trimStart().charAt(0)) && pageNumber.test(text));
}

const beginsPageNumber = '-—–－·•~～第0123456789';

const pageNumber =
  /^\s*(?:[-—–－·•~～]+\s*\d{1,3}\s*[-—–－·•~～]+|\d{1,3}\s*[/／]\s*\d{1,3}|第?\s*\d{1,3}\s*页\s*[,，/／]?\s*共\s*\d{1,3}\s*页|第\s*\d{1,3}\s*页)\s*$/;

/**
 * Marks bare numbers that are page numbers: alone on their lines where cells have tabs or bars, else between blank
 * lines, and all of them together counting 1, 2, 3 (the first page may have none). Where they do not, they may be figures.
 */
export function withPageNumbers(lines: readonly Line[], style: TableStyle): readonly Line[] {
  const isBlank = (line: Line | undefined) => line === undefined || line.text.trim() === '';
  const isAlone = style !== 'bare-cells' && style !== 'blank-rows';
  const found = lines.filter(
    ({ text }, index) =>
      /^ *\d{1,3} *$/.test(text) && (isAlone || (isBlank(lines[index - 1]) && isBlank(lines[index + 1]))),
  );
  const first = Number(found[0]?.text);
  const isCounting = first >= 1 && first <= 2 && found.every(({ text }, index) => Number(text) === first + index);
  if (found.length < 2 || !isCounting) return lines;
  const pages = new Set(found);
  return lines.map((line) => (pages.has(line) ? { ...line, isPageNumber: true } : line));
}

/** Rules drawn with characters: ----, ====, |---|:--:|, ├──┼──┤. */
export function isRule(text: string): boolean {
  return /^[\s|｜:+=_\u2500-\u257f-]*$/.test(text) && /[-─━═=_┄┈]{2,}/.test(text);
}

/** What stands between cells in the place of a drawn line. */
const bar = /[|｜│┃║]/g;
const hasBar = /[|｜│┃║]/;

export function endsWithBar({ text }: Line): boolean {
  return hasBar.test(text.trimEnd().slice(-1));
}

/** A cell of the line, without blanks around it and the marks of bold type (Markdown). */
export function cellAt(line: Line, from: number, to: number): TextCell {
  const whole = line.text.slice(from, to);
  const isMarked = whole.includes('**') || whole.includes('__');
  const bold = isMarked && /^\s*(\*\*|__)(?=\S).*\S\1\s*$/.test(whole) ? 2 : 0;
  const raw = bold
    ? whole
        .trimEnd()
        .slice(0, -bold)
        .replace(/[*_]{2}/, '  ')
    : whole;
  const lead = raw.length - raw.trimStart().length;
  const text = raw.trim();
  const start = line.start + from + (text === '' ? 0 : lead);
  return {
    text,
    location: { line: line.number, column: start - line.start + 1, start, end: start + text.length },
  };
}

/** The style in which most figures of the text are written. */
export function styleOf(lines: readonly Line[]): TableStyle {
  const figures: Record<TableStyle, number> = {
    'tab-rows': 0,
    'bar-rows': 0,
    'blank-rows': 0,
    'comma-rows': 0,
    'tab-cells': 0,
    'bar-cells': 0,
    'bare-cells': 0,
  };
  const count = (parts: readonly string[]) => parts.filter((part) => looksLikeFigure(part)).length;
  for (const { text } of lines) {
    if (hasBar.test(text)) {
      const bars = count(text.split(bar));
      figures[bars > 1 || /[|｜│┃║].*\S.*[|｜│┃║]/.test(text) ? 'bar-rows' : 'bar-cells'] += bars;
    } else if (text.startsWith('\t') && !text.includes('\t', 1)) figures['tab-cells'] += count(text.split('\t'));
    else if (text.trim().includes('\t')) figures['tab-rows'] += count(text.split('\t'));
    else {
      const blanks = count(text.trim().split(/[\s\u3000]+/));
      const isRow = blanks > 1 || (blanks === 1 && /\S[\s\u3000]+\S/.test(text) && text.length < 40);
      figures[isRow ? 'blank-rows' : 'bare-cells'] += blanks;
      figures['comma-rows'] += figuresOfRow(text);
    }
  }
  return (Object.keys(figures) as TableStyle[]).reduce((best, style) =>
    figures[style] > figures[best] ? style : best,
  );
}

/** The lines, with their cells where they are rows with commas between them. */
export function withRowCells(lines: readonly Line[]): readonly Line[] {
  const rows = rowsWithCommas(lines.map(({ text }) => text));
  return lines.map((line, index) => {
    const row = rows[index];
    if (!row) return line;
    const rowCells = row.cells.map(({ from, to }) => cellAt(line, from, to));
    return row.isOpen ? { ...line, rowCells, isOpenRow: true } : { ...line, rowCells };
  });
}

/** The cells of one line in a style; a line of running text is one cell. */
export function cellsOf(line: Line, style: TableStyle): TextCell[] {
  switch (style) {
    case 'tab-rows':
    case 'tab-cells':
      return splitAt(line, /\t/g, line.text.startsWith('\t') && style === 'tab-cells' ? 1 : 0);
    case 'bar-rows':
    case 'bar-cells': {
      const text = line.text.trimEnd();
      const first = text.search(hasBar);
      const cells = splitAt(line, bar, first >= 0 && text.slice(0, first).trim() === '' ? first + 1 : 0);
      if (hasBar.test(text.slice(-1)) && cells.length > 1) cells.pop();
      return cells;
    }
    case 'blank-rows':
      return splitAtBlanks(line);
    case 'comma-rows':
      return [...(line.rowCells ?? [cellAt(line, 0, line.text.length)])];
    case 'bare-cells':
      return [cellAt(line, 0, line.text.length)];
  }
}

function splitAt(line: Line, separator: RegExp, from: number): TextCell[] {
  const cells: TextCell[] = [];
  let start = from;
  for (const match of line.text.matchAll(separator)) {
    if (match.index < from) continue;
    cells.push(cellAt(line, start, match.index));
    start = match.index + 1;
  }
  cells.push(cellAt(line, start, line.text.length));
  return cells;
}

/** Figures stand at the end of the line, one blank apart; before them, labels with two blanks or a wide one between. */
function splitAtBlanks(line: Line): TextCell[] {
  const words = [...line.text.matchAll(/[^\s\u3000]+/g)];
  let first = words.length;
  while (first > 0 && looksLikeFigure((words[first - 1] as RegExpMatchArray)[0])) first--;
  const figures = words
    .slice(first)
    .map((word) => cellAt(line, word.index as number, (word.index as number) + word[0].length));
  const head = line.text.slice(0, words[first]?.index ?? line.text.length);
  const labels: TextCell[] = [];
  let start = 0;
  for (const gap of head.matchAll(/\s{2,}|\u3000+/g)) {
    if (bareWords(head.slice(start, gap.index)) !== '') labels.push(cellAt(line, start, gap.index));
    start = (gap.index as number) + gap[0].length;
  }
  if (bareWords(head.slice(start)) !== '') labels.push(cellAt(line, start, head.length));
  // A head line of single blanks between short labels: 自然人 商业企业 科研机构.
  if (figures.length === 0 && labels.length === 1 && words.length > 2 && words.every((word) => word[0].length <= 9)) {
    return words.map((word) => cellAt(line, word.index as number, (word.index as number) + word[0].length));
  }
  return [...labels, ...figures];
}
