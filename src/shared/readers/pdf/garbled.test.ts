/** A text layer whose fonts give wrong characters is told, one in several languages' signs is not. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../limits.ts';
import type { Glyph } from './display.ts';
import { countLetters, isGarbled } from './garbled.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';

function judged(text: string): 'garbled' | 'right' {
  const glyphs = Array.from(text, (character) => ({ text: character, blank: character === ' ' }) as Glyph);
  const count = { all: 0, foreign: 0 };
  countLetters(glyphs, count);
  return isGarbled(count) ? 'garbled' : 'right';
}

const right = '全年新收政府信息公开申请 12 件，予以公开 7 件。'.repeat(40);

describe('a text layer', () => {
  it.each([
    ['of a right report', right, 'right'],
    ['with a name from abroad', `${right}联系人：José Müller。`, 'right'],
    ['with signs', `${right}${'3×4÷2±1°§·'.repeat(20)}`, 'right'],
    ['with some characters that stand for others', right.replaceAll('政', 'ÿ').replaceAll('府', 'ă'), 'garbled'],
    ['of nothing but other characters', 'W6yÐP©pÃ·ý³ÃAR,'.repeat(40), 'garbled'],
    ['too short to be judged', 'ÿĀá', 'right'],
  ])('%s: %s', (_, text, expected) => {
    expect(judged(text)).toBe(expected);
  });

  it('without letters from abroad is right, whatever else it holds', () => {
    const character = fc.constantFrom('政', '府', '1', 'a', '，', '＊', '\u3400', ' ', '%', '①');
    fc.assert(
      fc.property(fc.array(character, { maxLength: 300 }), (characters) => {
        expect(judged(characters.join(''))).toBe('right');
      }),
    );
  });
});

describe('a PDF that a printing driver made anew', () => {
  it.each(['some-fonts.pdf', 'all-fonts.pdf'])('%s cannot be read, and the reason is said', async (name) => {
    const folder = new URL('../../../../tests/fixtures/garbled/', import.meta.url);
    const wasm = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm');
    const engine = await createPdfiumEngine(readFileSync(wasm));
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    expect(() => readPdf(bytes, engine, defaultLimits)).toThrow(
      expect.objectContaining({ code: 'corrupt', values: { kind: 'garbled' } }),
    );
  });
});
