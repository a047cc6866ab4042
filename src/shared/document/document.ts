/**
 * SourceDocument: what every reader makes of a file, whatever its format. An ordered list of
 * paragraphs and tables, each with its place in the file. Plain data: it crosses threads as it is.
 */
import type { DocxLocation, Location, PdfLocation, TxtLocation } from './location.ts';

export type Format = 'docx' | 'pdf' | 'txt';

export interface SourceDocument {
  readonly format: Format;
  readonly blocks: readonly Block[];
  /** What kept the reading from being whole; empty when all was read. */
  readonly problems: readonly Problem[];
  /** PDF only: size of each page as displayed, in points. */
  readonly pages?: readonly PageSize[];
  /** TXT only: the decoded text that offsets refer to, and how it was decoded. */
  readonly text?: string;
  readonly encoding?: string;
}

export interface PageSize {
  readonly width: number;
  readonly height: number;
}

export type Block = Paragraph | Table;

export interface Paragraph {
  readonly kind: 'paragraph';
  /** The words, without a number that the word processor generates. */
  readonly text: string;
  /** The generated number, as printed: `一、`, `（一）`, `1.`; absent when there is none. */
  readonly numbering?: string;
  /** Heading level from the style or outline, from 1; absent for body text or where the format does not say. */
  readonly headingLevel?: number;
  /** The paragraph holds a picture (a scanned table in place of a real one is told from it). */
  readonly hasImage?: boolean;
  readonly place: TextPlace;
}

/** A grid: every slot belongs to exactly one cell; a merged cell covers several slots. */
export interface Table {
  readonly kind: 'table';
  readonly rowCount: number;
  readonly columnCount: number;
  /** Sorted by row, then column. */
  readonly cells: readonly Cell[];
  readonly location: Location;
  /**
   * Rows whose values could not be placed in columns (a text that holds six values for seven columns):
   * their cells stand from the left, and no figure may be read from them.
   */
  readonly unplacedRows?: readonly number[];
}

export interface Cell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Lines and paragraphs of the cell joined by '\n'. */
  readonly text: string;
  readonly hasImage?: boolean;
  readonly location: Location;
}

/**
 * Maps offsets of a paragraph's text to places of the file. A paragraph of a PDF is made of lines on
 * one or more pages; of a TXT, of a stretch of the decoded text; of a DOCX, of the block itself.
 */
export type TextPlace =
  | { readonly format: 'txt'; readonly pieces: readonly TxtPiece[] }
  | { readonly format: 'pdf'; readonly pieces: readonly PdfPiece[] }
  /** `offset`: where the text begins in the block, for a part of its paragraph. */
  | { readonly format: 'docx'; readonly location: DocxLocation; readonly offset?: number };

/** Text offsets [start, end) of the paragraph stand at `location`, character for character. */
export interface TxtPiece {
  readonly start: number;
  readonly end: number;
  readonly location: TxtLocation;
}

/** Text offsets [start, end) of the paragraph stand on one line of a page. */
export interface PdfPiece {
  readonly start: number;
  readonly end: number;
  readonly location: PdfLocation;
  /** Left edge of each character and, last, the right edge of the last one: end - start + 1 numbers, in points. */
  readonly edges: readonly number[];
}

/** Contract code and a sentence for the person who reads it. `limit`: a size limit cut the reading short. */
export interface Problem {
  readonly code: 'damaged' | 'page-failed' | 'page-scanned' | 'limit';
  /** Values for the message: page numbers, counts. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly location?: Location;
}

/**
 * Whether something of the document was not read: what is not found may be there. Damage that took nothing with it
 * (an index that had to be rebuilt) has the count 0 or none.
 */
export function isIncomplete(problems: readonly Problem[]): boolean {
  return problems.some(
    (problem) => !isRecognisedText(problem) && (problem.code !== 'damaged' || Number(problem.values.count ?? 0) > 0),
  );
}

/** The pages are pictures and were read by the text that a program recognised on them: nothing is unread. */
export function isRecognisedText({ code, values }: Problem): boolean {
  return code === 'page-scanned' && 'recognised' in values;
}

/** The places of text offsets [start, end) of a paragraph, in reading order; at least one. */
export function placesOf(paragraph: Paragraph, start = 0, end = paragraph.text.length): Location[] {
  const place = paragraph.place;
  switch (place.format) {
    case 'docx':
      return [withOffsets(place.location, start + (place.offset ?? 0), end + (place.offset ?? 0))];
    case 'txt': {
      const pieces = place.pieces.filter((piece) => piece.start < end && piece.end > start);
      if (pieces.length === 0) return place.pieces.slice(0, 1).map((piece) => piece.location);
      return pieces.map((piece) => {
        const from = Math.max(start, piece.start) - piece.start;
        const to = Math.min(end, piece.end) - piece.start;
        const { line, column, start: offset } = piece.location;
        return { line, column: column + from, start: offset + from, end: offset + to };
      });
    }
    case 'pdf': {
      const pieces = place.pieces.filter((piece) => piece.start < end && piece.end > start);
      if (pieces.length === 0) return place.pieces.slice(0, 1).map((piece) => piece.location);
      return pieces.map((piece) => {
        const from = piece.edges[Math.max(start, piece.start) - piece.start] as number;
        const to = piece.edges[Math.min(end, piece.end) - piece.start] as number;
        const [, y, , height] = piece.location.rect;
        return { page: piece.location.page, rect: [from, y, to - from, height] };
      });
    }
  }
}

/** Puts paragraph offsets on the innermost level of a DOCX location. */
function withOffsets(location: DocxLocation, start: number, end: number): DocxLocation {
  if (location.inner) return { ...location, inner: withOffsets(location.inner, start, end) };
  return { ...location, start, end };
}

/** The grid as rows of slots: each slot holds the cell that covers it (merged cells appear in all their slots). */
export function slotsOf(table: Table): (Cell | undefined)[][] {
  const slots: (Cell | undefined)[][] = Array.from({ length: table.rowCount }, () =>
    new Array<Cell | undefined>(table.columnCount).fill(undefined),
  );
  for (const cell of table.cells) {
    for (let row = cell.row; row < Math.min(cell.row + cell.rowSpan, table.rowCount); row++) {
      for (let column = cell.column; column < Math.min(cell.column + cell.columnSpan, table.columnCount); column++) {
        (slots[row] as (Cell | undefined)[])[column] = cell;
      }
    }
  }
  return slots;
}
