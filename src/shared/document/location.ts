/**
 * Where something stands in a report file. The three shapes are those of the terminal contract
 * (`location` in docs/contract.md); every finding is shown through one of them.
 */

/** A stretch of a text file. Lines and columns count from 1; offsets are UTF-16 code units of the decoded text. */
export interface TxtLocation {
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
}

/** A rectangle on a PDF page: points, origin at the top left of the page as displayed (after its rotation). */
export interface PdfLocation {
  /** Page number, from 1. */
  readonly page: number;
  /** x, y, width, height. */
  readonly rect: readonly [number, number, number, number];
}

/** A place in a DOCX body. */
export interface DocxLocation {
  /** Index among the body's paragraphs and tables, from 0, content controls opened. */
  readonly block: number;
  /** Grid row and column after merged cells are expanded, from 0; only inside a table. */
  readonly row?: number;
  readonly column?: number;
  /** Offsets in the paragraph's text (UTF-16 code units); only inside a paragraph. */
  readonly start?: number;
  readonly end?: number;
  /** The place inside a cell's own paragraphs and tables, or inside a paragraph's text box. */
  readonly inner?: DocxLocation;
}

export type Location = TxtLocation | PdfLocation | DocxLocation;

export function isTxtLocation(location: Location): location is TxtLocation {
  return 'line' in location;
}

export function isPdfLocation(location: Location): location is PdfLocation {
  return 'page' in location;
}

export function isDocxLocation(location: Location): location is DocxLocation {
  return 'block' in location;
}
