/** What comes out of the printer, read back page by page. */
import { expect } from 'vitest';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { tools } from '../support/compare.ts';

const a4 = { width: 595, height: 842 };

/** The text of each page without blanks, in the order in which it is drawn. Every page is A4, with a right margin. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const engine = await tools.pdfEngine();
  const file = engine.open(new Uint8Array(pdf), defaultLimits);
  try {
    return Array.from({ length: file.pageCount }, (_, index) => {
      const { box, glyphs } = file.page(index);
      const [left, bottom, right, top] = box;
      expect([Math.round(right - left), Math.round(top - bottom)]).toEqual([a4.width, a4.height]);
      const inside = [...glyphs.x.subarray(0, glyphs.count)].every((x) => x > left && x < right - 30);
      expect(inside, `page ${index + 1}: nothing beyond the right margin`).toBe(true);
      const codes = [...glyphs.codes.subarray(0, glyphs.count)].filter((code) => code > 32 && code !== 0x3000);
      return String.fromCodePoint(...codes).normalize('NFKC');
    });
  } finally {
    file.close();
  }
}
