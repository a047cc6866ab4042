/**
 * From lines to paragraphs: a line that reaches the right margin goes on in the next, unless that is indented or
 * begins an item; also over the page's and the column's end. Everything else stays a paragraph of its own.
 */
import type { Paragraph, PdfPiece } from '../../document/document.ts';
import { type Region, regionAt } from './columns.ts';
import type { Frame } from './display.ts';
import { type Box, placeOf, round } from './display.ts';
import { isLatin, startsItem, type TextLine } from './lines.ts';
import { quantile } from './quantile.ts';
import { thresholds } from './thresholds.ts';

/** A line, the page and the part of it that it stands on. */
export interface PlacedLine {
  readonly frame: Frame;
  readonly region: Region;
  readonly line: TextLine;
}

/** Left and right ends of the running text of a page or of one of its columns. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export interface Measures {
  /** By page and column. */
  readonly margins: ReadonlyMap<string, Margins>;
  /** Usual distance between baselines, points; 0 when unknown. */
  readonly pitch: number;
}

export interface MeasuredPage {
  readonly frame: Frame;
  readonly lines: readonly TextLine[];
  readonly regions: readonly Region[];
}

/** What has margins of its own: a page's lines, or those of one of its columns. */
interface Area {
  readonly key: string;
  /** The same for areas of other pages that have its margins. */
  readonly kind: string;
  readonly long: TextLine[];
  readonly lines: TextLine[];
}

function keyOf(frame: Frame, { column }: Region): string {
  return `${frame.page} ${column}`;
}

function areasOf({ frame, lines, regions }: MeasuredPage): Area[] {
  const areas = new Map<number, Area>();
  for (const line of lines) {
    const region = regions[regionAt(regions, line)] as Region;
    const { column, width } = region;
    let area = areas.get(column);
    if (area === undefined) {
      area = { key: keyOf(frame, region), kind: `${Math.round(frame.width)} ${column}`, long: [], lines: [] };
      areas.set(column, area);
    }
    area.lines.push(line);
    if (line.right - line.left >= width * thresholds.longLine) area.long.push(line);
  }
  // Text over the whole width has the outer margins of the columns.
  const columns = [...areas].flatMap(([column, { long }]) => (column > 0 ? long : []));
  if (columns.length > 0) areas.get(0)?.long.push(...columns);
  return [...areas.values()];
}

/** Margins and line distance of a document's running text. */
export function measure(pages: readonly MeasuredPage[]): Measures {
  const margins = new Map<string, Margins>();
  const areas = pages.flatMap(areasOf);
  const byKind = new Map<string, TextLine[]>();
  for (const { kind, long } of areas) byKind.set(kind, [...(byKind.get(kind) ?? []), ...long]);
  for (const { key, kind, long, lines } of areas) {
    // A page with few full lines has the margins of its fellows.
    const basis = long.length >= thresholds.fullLinesOfPage ? long : (byKind.get(kind) ?? []);
    const measured = basis.length > 0 ? basis : lines;
    // A mark at a line's end may hang over the margin.
    const unmarked = measured.filter(({ text }) => !/[，。、；：]$/.test(text));
    margins.set(key, {
      left: quantile(
        measured.map((line) => line.left),
        0.1,
      ),
      right: quantile(
        (unmarked.length > 0 ? unmarked : measured).map((line) => line.right),
        0.9,
      ),
    });
  }
  const pitches: number[] = [];
  for (const { lines } of areas) {
    for (let i = 1; i < lines.length; i++) {
      const above = lines[i - 1] as TextLine;
      const below = lines[i] as TextLine;
      const pitch = below.baseline - above.baseline;
      if (sameSize(above, below) && pitch < thresholds.widestPitch * below.size) pitches.push(pitch);
    }
  }
  return { margins, pitch: pitches.length === 0 ? 0 : quantile(pitches, 0.5) };
}

function sameSize(a: TextLine, b: TextLine): boolean {
  return Math.abs(a.size - b.size) <= thresholds.sameSize * Math.max(a.size, b.size);
}

/** Whether `next` goes on with the paragraph that `lines` (at least one) make so far. */
export function goesOn(lines: readonly PlacedLine[], next: PlacedLine, measures: Measures): boolean {
  const last = lines[lines.length - 1] as PlacedLine;
  const margins = measures.margins.get(keyOf(last.frame, last.region));
  const nextMargins = measures.margins.get(keyOf(next.frame, next.region));
  if (margins === undefined || nextMargins === undefined) return false;
  if (!isNeighbour(last, next)) return false;
  if (!sameSize(last.line, next.line)) return false;
  if (!isFull(last, next.line, margins)) return false;
  if (!isInPitch(lines, next, measures.pitch)) return false;
  const size = next.line.size;
  const indent = next.line.left - nextMargins.left;
  if (isCentred(last, margins) && isCentred(next, nextMargins) && lines.every((line) => isCentred(line, margins))) {
    return true;
  }
  if (startsItem(next.line.text) && !isWrapped(lines, next, indent, measures)) return false;
  if (lines.length === 1) return indent < thresholds.indent * size;
  // The later lines of a paragraph stand one below the other.
  return Math.abs(indent - (last.line.left - margins.left)) < thresholds.indent * size;
}

/** A column goes on in the next one, or on the next page; text over the whole width never goes on in a column. */
function isNeighbour(last: PlacedLine, next: PlacedLine): boolean {
  if (last.region === next.region) return true;
  if (last.region.column === 0 || next.region.column === 0) return last.region.column === next.region.column;
  return last.frame.page !== next.frame.page || last.region.top === next.region.top;
}

/**
 * Whether a line that looks like an item is none: it stands out to the left of its paragraph's first line, in a text
 * that indents those, and either the sentence before is not at its end or the number is no heading's.
 */
function isWrapped(lines: readonly PlacedLine[], next: PlacedLine, indent: number, { margins }: Measures): boolean {
  const { frame, region, line: first } = lines[0] as PlacedLine;
  const { line: last } = lines[lines.length - 1] as PlacedLine;
  const firstIndent = first.left - (margins.get(keyOf(frame, region))?.left ?? first.left);
  const outdented =
    indent < thresholds.indent * next.line.size && firstIndent - indent > thresholds.indent * first.size;
  const ended = /[。；：！？;:!?]$/.test(last.text);
  return outdented && (!ended || /^\d/.test(next.line.text));
}

/** No room was left at the line's end for what the next line begins with. */
function isFull({ region, line }: PlacedLine, next: TextLine, { right }: Margins): boolean {
  if (line.right - line.left < region.width * thresholds.fullPart) return false;
  return right - line.right < firstToken(next) + thresholds.fullSlack * line.size;
}

/** Width of what cannot be broken at a line's start: a Chinese character, a Latin word, with marks that must follow. */
function firstToken(line: TextLine): number {
  const { glyphs } = line;
  let end = 1;
  while (end < glyphs.length && end < thresholds.longestToken) {
    const before = glyphs[end - 1]?.text ?? '';
    const glyph = glyphs[end]?.text ?? '';
    const word = isWordPart(before) && isWordPart(glyph);
    if (!word && !/[，。；：、！？）》”’」』,.;:!?)\]%]/.test(glyph)) break;
    end++;
  }
  return (glyphs[end - 1]?.right ?? line.left) - line.left;
}

function isWordPart(text: string): boolean {
  return /[!-~]/.test(text);
}

function isInPitch(lines: readonly PlacedLine[], next: PlacedLine, usual: number): boolean {
  const last = lines[lines.length - 1] as PlacedLine;
  if (last.region !== next.region) return true;
  const pitch = next.line.baseline - last.line.baseline;
  const before = lines[lines.length - 2];
  const own = before !== undefined && before.region === last.region ? last.line.baseline - before.line.baseline : 0;
  const expected = own > 0 ? own : Math.max(usual, next.line.size);
  return pitch <= expected * thresholds.pitchSlack;
}

/** Indented on both sides alike; in a column a paragraph's first line may nearly be. */
function isCentred({ line, region }: PlacedLine, { left, right }: Margins): boolean {
  const before = line.left - left;
  const after = right - line.right;
  const slack = region.column === 0 ? thresholds.centredSlack : thresholds.columnCentred;
  return before > thresholds.centred * line.size && Math.abs(before - after) < slack * line.size;
}

/** One paragraph of lines: Chinese joined without, Latin words with a blank. */
export function toParagraph(lines: readonly PlacedLine[]): Paragraph {
  let text = '';
  const pieces: PdfPiece[] = [];
  for (const [i, { frame, line }] of lines.entries()) {
    const before = lines[i - 1];
    if (before !== undefined && needsBlank(before.line, line)) text += ' ';
    pieces.push(...piecesOf(frame, line, text.length));
    text += line.text;
  }
  return { kind: 'paragraph', text, place: { format: 'pdf', pieces } };
}

/** A line's end that breaks between two words has a blank; one inside a hyphenated word or a web address has none. */
function needsBlank(above: TextLine, below: TextLine): boolean {
  const end = above.text.slice(-1);
  const start = below.text.slice(0, 1);
  return (isLatin(end) || /[,.;:!?)%]/.test(end)) && isLatin(start) && !/\S*(?:\/|@|www\.)\S*$/.test(above.text);
}

function piecesOf(frame: Frame, line: TextLine, start: number): PdfPiece[] {
  const box = (left: number, right: number): Box => ({ left, right, top: line.top, bottom: line.bottom });
  if (frame.turns === 0) {
    return [
      {
        start,
        end: start + line.text.length,
        location: placeOf(frame, box(line.left, line.right)),
        edges: line.edges.map(round),
      },
    ];
  }
  // Sideways on the page: characters follow each other downwards, and edges are places across the page.
  return [...line.text].map((_, i) => {
    const location = placeOf(frame, box(line.edges[i] as number, line.edges[i + 1] as number));
    const [x, , width] = location.rect;
    return { start: start + i, end: start + i + 1, location, edges: [x, round(x + width)] };
  });
}

/** A picture between the lines. */
export function toImageParagraph(frame: Frame, box: Box): Paragraph {
  const location = placeOf(frame, box);
  const piece: PdfPiece = { start: 0, end: 0, location, edges: [location.rect[0]] };
  return { kind: 'paragraph', text: '', hasImage: true, place: { format: 'pdf', pieces: [piece] } };
}
