/**
 * Size limits of the readers. They bound what one hostile or broken file can cost; a real report is
 * far below each of them (the largest seen: 21 pages, 0.6 MB).
 */
export interface ReadLimits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes of one part of a DOCX package after inflating, and of all parts read. */
  readonly inflatedBytes: number;
  readonly pages: number;
  /** Grid slots of one table. */
  readonly tableSlots: number;
  /** Characters of running text and cells together. */
  readonly characters: number;
  /** Levels of tables inside cells, of XML elements, of PDF forms. */
  readonly nesting: number;
}

export const defaultLimits: ReadLimits = {
  fileBytes: 100 * 2 ** 20,
  inflatedBytes: 200 * 2 ** 20,
  pages: 500,
  tableSlots: 200_000,
  characters: 5_000_000,
  nesting: 64,
};
