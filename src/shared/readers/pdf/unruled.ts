/**
 * Tables without ruling lines: columns are told from numbers that stand one below the other. Strict on purpose, since
 * a paragraph taken for a table costs more than a table left as paragraphs: several rows of several numbers, all in
 * the same columns (or one long row under its heads), nothing else between them but labels.
 */
import type { Frame, Glyph } from './display.ts';
import { chunksOf, lineOf, type TextLine } from './lines.ts';
import type { PageCell, PageTable } from './tables.ts';
import { thresholds } from './thresholds.ts';

export interface Unruled {
  readonly tables: readonly PageTable[];
  readonly lines: readonly TextLine[];
}

/** A stretch of a line without a wide gap. */
interface Chunk {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly numeric: boolean;
}

interface Row {
  readonly line: TextLine;
  readonly labels: readonly Chunk[];
  readonly numbers: readonly Chunk[];
}

interface Span {
  readonly left: number;
  readonly right: number;
}

const number = /^[-+－＋]?[\d０-９][\d０-９,，.．]*[%％]?$|^[-/／—－]$/u;

/** Takes tables out of a page's lines (from top to bottom). */
export function findUnruled(frame: Frame, lines: readonly TextLine[]): Unruled {
  const rows = lines.map(rowOf);
  const tables: PageTable[] = [];
  const taken = new Set<TextLine>();
  for (let at = 0; at < rows.length; ) {
    const body = bodyFrom(rows, at);
    const columns = body === undefined ? undefined : columnsOf(body.map((i) => rows[i] as Row));
    if (body === undefined || columns === undefined) {
      at++;
      continue;
    }
    const last = body[body.length - 1] as number;
    const head = headOf(rows, body[0] as number, at === 0 ? 0 : lastTaken(rows, taken), columns);
    const longRow = body.length === 1 && columns.length >= thresholds.longRow && head.length > 0;
    if (body.length < thresholds.unruledRows && !longRow) {
      at++;
      continue;
    }
    const table = build(frame, rows, head, body, columns);
    tables.push(table);
    for (const i of head) taken.add((rows[i] as Row).line);
    for (let i = body[0] as number; i <= last; i++) taken.add((rows[i] as Row).line);
    at = last + 1;
  }
  return { tables, lines: lines.filter((line) => !taken.has(line)) };
}

/** Index after the last row that a table has taken. */
function lastTaken(rows: readonly Row[], taken: ReadonlySet<TextLine>): number {
  return rows.findLastIndex(({ line }) => taken.has(line)) + 1;
}

function rowOf(line: TextLine): Row {
  const chunks = chunksIn(line);
  const first = chunks.findIndex((chunk) => chunk.numeric);
  const numbers = first === -1 ? [] : chunks.slice(first);
  // A word after a number makes it a sentence or a label, no row.
  if (numbers.some((chunk) => !chunk.numeric)) return { line, labels: chunks, numbers: [] };
  return { line, labels: first === -1 ? chunks : chunks.slice(0, first), numbers };
}

function chunksIn(line: TextLine): Chunk[] {
  return chunksOf(line).map((group) => {
    const text = lineOf(group)?.text ?? '';
    const last = group[group.length - 1] as Glyph;
    return { text, left: (group[0] as Glyph).left, right: last.right, numeric: number.test(text) };
  });
}

/** Indexes of the rows of numbers that begin with row `start`: few and short lines of labels may stand between them. */
function bodyFrom(rows: readonly Row[], start: number): number[] | undefined {
  const first = rows[start] as Row;
  if (first.numbers.length < thresholds.unruledColumns) return undefined;
  const body = [start];
  let size = first.line.size;
  for (let i = start + 1; i < rows.length; i++) {
    const row = rows[i] as Row;
    const above = rows[body[body.length - 1] as number] as Row;
    if (row.line.baseline - above.line.baseline > thresholds.rowDistance * size) break;
    if (row.numbers.length >= thresholds.unruledColumns && fits(row, first)) body.push(i);
    else if (row.numbers.length > 0 || row.line.right > (first.numbers[0] as Chunk).left) break;
    size = row.line.size;
  }
  return body;
}

/** Every number of the shorter row stands over or under one of the longer. */
function fits(row: Row, other: Row): boolean {
  const [few, many] = row.numbers.length <= other.numbers.length ? [row, other] : [other, row];
  return few.numbers.every(
    (chunk) => many.numbers.filter((column) => overlaps(chunk, column, row.line.size)).length === 1,
  );
}

function overlaps(a: Span, b: Span, size: number): boolean {
  const slack = thresholds.columnSlack * size;
  return a.left < b.right + slack && b.left < a.right + slack;
}

/** The columns of numbers; nothing when a row has two numbers in one, or two columns run together. */
function columnsOf(rows: readonly Row[]): Span[] | undefined {
  const columns: { left: number; right: number }[] = [];
  const chunks = rows.flatMap((row) => row.numbers).sort((a, b) => a.left - b.left);
  const size = rows[0]?.line.size ?? 0;
  for (const chunk of chunks) {
    const last = columns[columns.length - 1];
    if (last !== undefined && overlaps(chunk, last, size)) {
      last.left = Math.min(last.left, chunk.left);
      last.right = Math.max(last.right, chunk.right);
    } else {
      columns.push({ left: chunk.left, right: chunk.right });
    }
  }
  const widest = Math.max(...rows.map((row) => row.numbers.length));
  return columns.length === widest ? columns : undefined;
}

/** Indexes of the lines above the first row of numbers that hold the columns' heads. */
function headOf(rows: readonly Row[], first: number, from: number, columns: readonly Span[]): number[] {
  const head: number[] = [];
  let below = (rows[first] as Row).line;
  for (let i = first - 1; i >= from; i--) {
    const { line, labels, numbers } = rows[i] as Row;
    if (numbers.length > 0 || below.baseline - line.baseline > thresholds.rowDistance * line.size) break;
    const over = labels.filter((chunk) => columns.some((column) => overlaps(chunk, column, line.size)));
    // A heading or sentence starts left of all numbers and is one piece.
    if (over.length === 0 || (labels.length === 1 && line.left < (columns[0] as Span).left - line.size)) break;
    head.unshift(i);
    below = line;
  }
  return head;
}

function build(
  frame: Frame,
  rows: readonly Row[],
  head: readonly number[],
  body: readonly number[],
  columns: readonly Span[],
): PageTable {
  const first = body[0] as number;
  const last = body[body.length - 1] as number;
  const used = [...head, ...Array.from({ length: last - first + 1 }, (_, i) => first + i)].map((i) => rows[i] as Row);
  const left = Math.min(...used.map(({ line }) => line.left));
  const right = Math.max(...used.map(({ line }) => line.right));
  const xs = [left];
  const labelled = body.some((i) => (rows[i] as Row).labels.length > 0);
  const labelRight = Math.max(
    ...used
      .flatMap((row) => (row.numbers.length > 0 || row === used[0] ? row.labels : []))
      .map((chunk) => chunk.right)
      .filter((x) => x < (columns[0] as Span).left),
    left,
  );
  if (labelled) xs.push((labelRight + (columns[0] as Span).left) / 2);
  for (let i = 1; i < columns.length; i++) xs.push(((columns[i - 1] as Span).right + (columns[i] as Span).left) / 2);
  xs.push(right);

  // Lines set closely are one row of heads; label lines between rows of numbers belong to the nearest of these.
  const groups: Row[][] = [];
  for (const i of head) {
    const row = rows[i] as Row;
    const above = groups[groups.length - 1]?.at(-1);
    if (above !== undefined && row.line.baseline - above.line.baseline < thresholds.wrapDistance * row.line.size)
      groups[groups.length - 1]?.push(row);
    else groups.push([row]);
  }
  const bodyGroups = body.map((i) => [rows[i] as Row]);
  for (let i = first; i <= last; i++) {
    if (body.includes(i)) continue;
    const row = rows[i] as Row;
    const distance = (group: readonly Row[]): number =>
      Math.abs((group.find(({ numbers }) => numbers.length > 0) as Row).line.baseline - row.line.baseline);
    const nearest = bodyGroups.reduce((best, group) => (distance(group) < distance(best) ? group : best));
    nearest.push(row);
  }
  for (const group of bodyGroups) group.sort((a, b) => a.line.baseline - b.line.baseline);
  groups.push(...bodyGroups);

  const ys = [(used[0] as Row).line.top];
  for (let i = 1; i < groups.length; i++) {
    const above = Math.max(...(groups[i - 1] as Row[]).map(({ line }) => line.bottom));
    const below = Math.min(...(groups[i] as Row[]).map(({ line }) => line.top));
    ys.push((above + below) / 2);
  }
  ys.push(Math.max(...used.map(({ line }) => line.bottom)));
  const cells = groups.flatMap((group, row) => cellsOf(group, row, xs, ys));
  return { frame, xs, ys, cells };
}

/** The cells of one row: a text that reaches over several columns spans them; columns without text are blank cells. */
function cellsOf(group: readonly Row[], row: number, xs: readonly number[], ys: readonly number[]): PageCell[] {
  const count = xs.length - 1;
  const texts: { from: number; to: number; parts: string[] }[] = [];
  for (const { labels, numbers } of group) {
    for (const chunk of [...labels, ...numbers]) {
      const middle = columnAt(xs, (chunk.left + chunk.right) / 2);
      const from = Math.min(middle, columnAt(xs, chunk.left + 1));
      const to = Math.max(middle, columnAt(xs, chunk.right - 1));
      const found = texts.filter((text) => text.from <= to && text.to >= from);
      const merged = {
        from: Math.min(from, ...found.map((text) => text.from)),
        to: Math.max(to, ...found.map((text) => text.to)),
        parts: [...found.flatMap((text) => text.parts), chunk.text],
      };
      texts.splice(0, texts.length, ...texts.filter((text) => !found.includes(text)), merged);
    }
  }
  const cells: PageCell[] = [];
  for (let column = 0; column < count; ) {
    const text = texts.find(({ from }) => from === column);
    const columnSpan = text === undefined ? 1 : text.to - text.from + 1;
    cells.push({
      row,
      column,
      rowSpan: 1,
      columnSpan,
      openTop: false,
      openBottom: false,
      text: text?.parts.join('\n') ?? '',
      hasImage: false,
      box: {
        left: xs[column] as number,
        right: xs[column + columnSpan] as number,
        top: ys[row] as number,
        bottom: ys[row + 1] as number,
      },
      room: undefined,
    });
    column += columnSpan;
  }
  return cells;
}

function columnAt(xs: readonly number[], x: number): number {
  let column = 0;
  while (column + 2 < xs.length && (xs[column + 1] as number) <= x) column++;
  return column;
}
