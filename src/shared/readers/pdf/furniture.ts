/**
 * Page furniture: page numbers, running headers and footers. They stand in the page's margins, belong to no sentence,
 * and would cut paragraphs and tables that go on over the page's end.
 */
import { chunksOf, type TextLine } from './lines.ts';
import { thresholds } from './thresholds.ts';

export interface PageLines {
  /** Height of the page. */
  readonly height: number;
  readonly lines: readonly TextLine[];
}

const bareNumber = /^(\d{1,4})$/;
const dressedNumber = new RegExp(
  [
    '^[-‐-―－﹣─·•.~～|]+\\d{1,4}[-‐-―－﹣─·•.~～|]+$',
    '^第(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})页(?:[,，、/]?共(?:\\d{1,4}|[一二三四五六七八九十百]{1,5})页)?$',
    '^[-—]?\\d{1,4}/\\d{1,4}[-—]?$',
    '^page\\d{1,4}(?:of\\d{1,4})?$',
    '^共\\d{1,4}页[,，]?第\\d{1,4}页$',
  ].join('|'),
  'iu',
);

/** The lines of each page without its furniture. */
export function withoutFurniture(pages: readonly PageLines[]): TextLine[][] {
  const dropped = new Set<TextLine>();
  const numbers: { page: number; value: number; line: TextLine }[] = [];
  const texts = new Map<string, { page: number; line: TextLine }[]>();
  for (const [page, { height, lines }] of pages.entries()) {
    for (const line of lines) {
      const zone = zoneOf(line, height);
      if (zone === undefined) continue;
      const text = line.text.replace(/\s/g, '');
      if (isDressed(line, text)) {
        dropped.add(line);
        continue;
      }
      const number = isRow(line, text) ? null : bareNumber.exec(text);
      if (number !== null) {
        numbers.push({ page, value: Number(number[1]), line });
        continue;
      }
      if (!isOutermost(line, lines, zone)) continue;
      const key = `${zone} ${text.replace(/\d+/g, '#')}`;
      texts.set(key, [...(texts.get(key) ?? []), { page, line }]);
    }
  }
  // A bare number is a page number when it counts with the pages.
  for (const { page, value, line } of numbers) {
    const counts = numbers.some((other) => other.page !== page && other.value - value === other.page - page);
    if (counts || (pages.length === 1 && value === 1)) dropped.add(line);
  }
  for (const found of texts.values()) {
    for (const { page, line } of found) {
      const repeated = found.filter(
        (other) => other.page === page || Math.abs(other.line.baseline - line.baseline) < thresholds.snap,
      );
      // Twice may be chance, but for lines at the paper's very edge.
      const height = pages[page]?.height ?? 0;
      const atEdge = line.bottom < height * thresholds.edge || line.top > height * (1 - thresholds.edge);
      if (repeated.length >= Math.max(atEdge ? 2 : 3, pages.length * 0.4)) dropped.add(line);
    }
  }
  return pages.map(({ lines }) => lines.filter((line) => !dropped.has(line)));
}

/** Whether a page's first or last line is its number, as far as the page alone tells. */
export function isPageNumber(line: TextLine, lines: readonly TextLine[], height: number): boolean {
  const zone = zoneOf(line, height);
  if (zone === undefined) return false;
  const text = line.text.replace(/\s/g, '');
  if (isDressed(line, text)) return true;
  return bareNumber.test(text) && !isRow(line, text) && line === lines.at(zone === 'top' ? 0 : -1);
}

function isDressed(line: TextLine, text: string): boolean {
  return dressedNumber.test(text) && !isRow(line, text);
}

/** 1 0 / 0 0: figures that stand apart are a row of a table, though without the blanks they read as page 10 of 0. */
function isRow(line: TextLine, text: string): boolean {
  return /^[\d/]+$/.test(text) && chunksOf(line).length > (text.includes('/') ? 3 : 1);
}

type Zone = 'top' | 'bottom';

function zoneOf(line: TextLine, height: number): Zone | undefined {
  const margin = Math.max(height * thresholds.margin, thresholds.leastMargin);
  if (line.bottom < margin) return 'top';
  if (line.top > height - margin) return 'bottom';
  return undefined;
}

/** At most one line stands between this one and the paper's edge. */
function isOutermost(line: TextLine, lines: readonly TextLine[], zone: Zone): boolean {
  const beyond = lines.filter((other) =>
    zone === 'top' ? other.baseline < line.baseline : other.baseline > line.baseline,
  );
  return beyond.length <= 1;
}
