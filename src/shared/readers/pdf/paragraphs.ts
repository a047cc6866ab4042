/**
 * From lines to paragraphs: a line that reaches the right margin goes on in the next, unless that is indented or
 * begins an item; also over the page's end. Everything else stays a paragraph of its own.
 */
import type { Paragraph, PdfPiece } from '../../document/document.ts';
import type { Frame } from './display.ts';
import { type Box, placeOf, round } from './display.ts';
import { isLatin, startsItem, type TextLine } from './lines.ts';
import { thresholds } from './thresholds.ts';

/** A line and the page that it stands on. */
export interface PlacedLine {
  readonly frame: Frame;
  readonly line: TextLine;
}

/** Left and right ends of a page's running text. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export interface Measures {
  /** By page number. */
  readonly margins: ReadonlyMap<number, Margins>;
  /** Usual distance between baselines, points; 0 when unknown. */
  readonly pitch: number;
}

/** Margins and line distance of a document's running text. */
export function measure(pages: readonly { readonly frame: Frame; readonly lines: readonly TextLine[] }[]): Measures {
  const margins = new Map<number, Margins>();
  const byWidth = new Map<number, TextLine[]>();
  for (const { frame, lines } of pages) {
    const key = Math.round(frame.width);
    byWidth.set(key, [...(byWidth.get(key) ?? []), ...longLines(lines, frame)]);
  }
  for (const { frame, lines } of pages) {
    const long = longLines(lines, frame);
    // A page with few full lines has the margins of its fellows.
    const basis = long.length >= thresholds.fullLinesOfPage ? long : (byWidth.get(Math.round(frame.width)) ?? []);
    const measured = basis.length > 0 ? basis : lines;
    if (measured.length === 0) continue;
    margins.set(frame.page, {
      left: quantile(
        measured.map((line) => line.left),
        0.1,
      ),
      right: quantile(
        measured.map((line) => line.right),
        0.9,
      ),
    });
  }
  const pitches: number[] = [];
  for (const { lines } of pages) {
    for (let i = 1; i < lines.length; i++) {
      const above = lines[i - 1] as TextLine;
      const below = lines[i] as TextLine;
      const pitch = below.baseline - above.baseline;
      if (sameSize(above, below) && pitch < thresholds.widestPitch * below.size) pitches.push(pitch);
    }
  }
  return { margins, pitch: pitches.length === 0 ? 0 : quantile(pitches, 0.5) };
}

function longLines(lines: readonly TextLine[], frame: Frame): TextLine[] {
  return lines.filter((line) => line.right - line.left >= frame.width * thresholds.longLine);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * part)] as number;
}

function sameSize(a: TextLine, b: TextLine): boolean {
  return Math.abs(a.size - b.size) <= thresholds.sameSize * Math.max(a.size, b.size);
}

/** Whether `next` goes on with the paragraph that `lines` (at least one) make so far. */
export function goesOn(lines: readonly PlacedLine[], next: PlacedLine, measures: Measures): boolean {
  const last = lines[lines.length - 1] as PlacedLine;
  const margins = measures.margins.get(last.frame.page);
  const nextMargins = measures.margins.get(next.frame.page);
  if (margins === undefined || nextMargins === undefined) return false;
  if (!sameSize(last.line, next.line)) return false;
  if (!isFull(last, next.line, margins)) return false;
  if (!isInPitch(lines, next, measures.pitch)) return false;
  const size = next.line.size;
  const indent = next.line.left - nextMargins.left;
  if (
    isCentred(last.line, margins) &&
    isCentred(next.line, nextMargins) &&
    lines.every(({ line }) => isCentred(line, margins))
  ) {
    return true;
  }
  if (startsItem(next.line.text) && !isWrapped(lines, next, indent)) return false;
  if (lines.length === 1) return indent < thresholds.indent * size;
  // The later lines of a paragraph stand one below the other.
  const lastMargin = measures.margins.get(last.frame.page) as Margins;
  return Math.abs(indent - (last.line.left - lastMargin.left)) < thresholds.indent * size;
}

/**
 * Whether a line that looks like an item is none: it stands out to the left of its paragraph's first line, in a text
 * that indents those, and either the sentence before is not at its end or the number is no heading's.
 */
function isWrapped(lines: readonly PlacedLine[], next: PlacedLine, indent: number): boolean {
  const { line: first } = lines[0] as PlacedLine;
  const { line: last } = lines[lines.length - 1] as PlacedLine;
  const outdented =
    indent < thresholds.indent * next.line.size && first.left - next.line.left > thresholds.indent * first.size;
  const ended = /[。；：！？;:!?]$/.test(last.text);
  return outdented && (!ended || /^\d/.test(next.line.text));
}

/** No room was left at the line's end for what the next line begins with. */
function isFull({ frame, line }: PlacedLine, next: TextLine, { right }: Margins): boolean {
  if (line.right - line.left < frame.width * thresholds.fullPart) return false;
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
  if (last.frame.page !== next.frame.page) return true;
  const pitch = next.line.baseline - last.line.baseline;
  const before = lines[lines.length - 2];
  const own =
    before !== undefined && before.frame.page === last.frame.page ? last.line.baseline - before.line.baseline : 0;
  const expected = own > 0 ? own : Math.max(usual, next.line.size);
  return pitch <= expected * thresholds.pitchSlack;
}

/** Indented on both sides alike. */
function isCentred(line: TextLine, { left, right }: Margins): boolean {
  const before = line.left - left;
  const after = right - line.right;
  return before > thresholds.centred * line.size && Math.abs(before - after) < 2 * line.size;
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
