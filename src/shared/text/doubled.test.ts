/** Words that stand twice in a row are seen wherever the expressions that look closer would find them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsDoubled } from './doubled.ts';

const doubled = /([\u4e00-\u9fff]{2,16})\1/;

describe('doubled words', () => {
  it.each([
    ['加强加强组织领导', true],
    ['加强组织领导', false],
    ['研研', false],
    ['三公三公开', true],
    ['清河区清河区档案局', true],
    ['2023年2023年', false],
    ['，，', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(holdsDoubled(text)).toBe(expected);
  });

  it('are found as an expression finds them', () => {
    const few = fc.constantFrom('一', '丁', '七', '万', '，', 'a', '1');
    const piece = fc.array(few, { maxLength: 18 }).map((characters) => characters.join(''));
    fc.assert(
      fc.property(piece, piece, fc.boolean(), piece, (before, words, twice, after) => {
        const text = before + words + (twice ? words : '') + after;
        expect(holdsDoubled(text)).toBe(doubled.test(text));
      }),
      { numRuns: 2000 },
    );
  });
});
