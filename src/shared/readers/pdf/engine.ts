/**
 * What the reader asks of a PDF engine, and no more: glyphs with origin and advance, ruling lines, filled
 * rectangles, images, page size and rotation. The one adapter is pdfium.ts; a test compares it with pdf.js.
 * All coordinates are unrotated user space as in the file (points, y up); display.ts turns them round once.
 */
import type { ReadLimits } from '../limits.ts';

export interface PdfEngine {
  /** The engine aborted (out of memory, trap) and must be replaced; every further call throws ReadError. */
  readonly dead: boolean;
  /** Throws ReadError 'encrypted' (needs a password), 'corrupt' or 'too-large'. */
  open(bytes: Uint8Array, limits: ReadLimits): PdfFile;
}

export interface PdfFile {
  /** As the file claims; a page behind it may still fail. */
  readonly pageCount: number;
  /** The cross-reference table was unusable and the engine rebuilt it by searching the file. */
  readonly repaired: boolean;
  /** Page by index from 0. Throws PageError when this page cannot be read, ReadError when the engine died. */
  page(index: number): PageContent;
  close(): void;
}

/** One page cannot be read; the others may. */
export class PageError extends Error {
  override readonly name = 'PageError';
}

export interface PageContent {
  /** Quarter turns clockwise to the displayed page. */
  readonly quarterTurns: 0 | 1 | 2 | 3;
  /** The part that is displayed (crop box within media box): left, bottom, right, top. */
  readonly box: readonly [number, number, number, number];
  readonly glyphs: GlyphTable;
  /** Stroked straight lines and straight edges of filled shapes that are no rectangles: x0, y0, x1, y1 each. */
  readonly lines: Float64Array;
  /** Filled axis-parallel rectangles: left, bottom, right, top each. */
  readonly fills: Float64Array;
  /** Bounds of images: left, bottom, right, top each. */
  readonly images: Float64Array;
  /** Curves drawn or filled; many of them on a page without glyphs are text turned into outlines. */
  readonly curves: number;
  /** A limit (objects, depth of forms) cut the page short. */
  readonly cut: boolean;
  /** Words of form fields and text boxes that could not be drawn; nothing on a page without. */
  readonly unread?: number;
}

/** Column-wise: entry i of each array belongs to glyph i; in the order in which the file draws them. */
export interface GlyphTable {
  readonly count: number;
  /** Unicode code point; 0 where the font does not tell. */
  readonly codes: Uint32Array;
  /** Origin on the baseline. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Advance as a vector: its length is the advance width, its direction that of the writing. */
  readonly dx: Float64Array;
  readonly dy: Float64Array;
  /** Effective font size. */
  readonly size: Float64Array;
  /** Text object that drew the glyph: equal for glyphs shown by one operator. */
  readonly run: Uint32Array;
  /** 1 for text that is there to be found and copied, and not painted. */
  readonly hidden: Uint8Array;
}
