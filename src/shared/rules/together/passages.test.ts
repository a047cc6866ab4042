/** Common passages of two texts: true, as long as they can be, and all of a copy. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPassages } from './passages.ts';

/** Texts of few letters have many passages in common. */
const text = fc.string({ unit: fc.constantFrom('甲', '乙', '丙'), maxLength: 120 });

describe('common passages', () => {
  it.each([
    ['nothing in common', 'abcdefgh', 'hgfedcba', []],
    ['one stretch', 'xxabcdefyy', 'zzzabcdefzz', ['abcdef']],
    ['two stretches in another order', 'abcd1efgh', 'efgh2abcd', ['abcd', 'efgh']],
    ['the longest of several', 'abcdefg', 'abcd-abcdefg-abcde', ['abcdefg']],
    ['a stretch that is too short', 'xxabcyy', 'zzabczz', []],
    ['a text shorter than a passage', 'abc', 'abc', []],
    ['an empty text', '', 'abcdef', []],
  ] as const)('%s', (_, a, b, expected) => {
    expect(commonPassages(a, b, 4).map(({ start, end }) => a.slice(start, end))).toEqual(expected);
  });

  it('stand in both texts, one after the other, none shorter than asked for', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 2, max: 9 }), (a, b, least) => {
        let last = 0;
        for (const { start, end } of commonPassages(a, b, least)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end - start).toBeGreaterThanOrEqual(least);
          expect(b).toContain(a.slice(start, end));
          last = end;
        }
      }),
    );
  });

  it('leave out no stretch of that length, and hold the whole of a copy', () => {
    fc.assert(
      fc.property(text, text, text, (a, before, after) => {
        fc.pre(a.length >= 5);
        const covered = commonPassages(a, before + a + after, 5).reduce((sum, { start, end }) => sum + end - start, 0);
        // Up to four characters may be left at the end, after a passage that ends before the copy's.
        expect(covered).toBeGreaterThan(a.length - 5);
        const inBoth = commonPassages(a, before, 5);
        for (let start = 0; start + 5 <= a.length; start++) {
          const touched = inBoth.some((passage) => passage.start < start + 5 && passage.end > start);
          if (before.includes(a.slice(start, start + 5))) expect(touched).toBe(true);
        }
      }),
    );
  });
});
