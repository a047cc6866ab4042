/** Blocks as read, paired with elements as rendered. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from './align.ts';

test.each([
  ['the same', 'abc', 'abc', [0, 1, 2]],
  ['an element more (a text box lifted out)', 'abc', 'abxc', [0, 1, 3]],
  ['an element missing', 'abc', 'ac', [0, null, 1]],
  ['other words in one', 'abc', 'aBc', [0, null, 2]],
  ['blank paragraphs on one side do not draw others along', 'a_b_c', 'abc', [0, null, 1, null, 2]],
  ['nothing rendered', 'ab', '', [null, null]],
])('%s', (_, read, shown, partners) => {
  expect(align([...read], [...shown])).toEqual(partners);
});

test('partners have the same words and keep their order', () => {
  const words = fc.array(fc.constantFrom('a', 'b', '_'), { maxLength: 20 });
  fc.assert(
    fc.property(words, words, (read, shown) => {
      const partners = align(read, shown);
      let last = -1;
      partners.forEach((partner, index) => {
        if (partner === null) return;
        expect(shown[partner]).toBe(read[index]);
        expect(partner).toBeGreaterThan(last);
        last = partner;
      });
    }),
  );
});
