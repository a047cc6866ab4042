/** Offsets of words as read and as shown. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapOffsets } from './text-map.ts';

test.each([
  ['same words', '收到7件', '收到7件', [0, 1, 2, 3, 4]],
  ['a line break that the page shows as a space', '收到\n7件', '收到 7件', [0, 1, 2, 3, 4, 5]],
  ['spaces that the page leaves out', '收到  7件', '收到7件', [0, 1, 2, 2, 2, 3, 4]],
  ['spaces that only the page has', '收到7件', '　收到7件 ', [1, 2, 3, 4, 5]],
])('%s', (_, read, shown, map) => {
  expect(mapOffsets(read, shown)).toEqual(map);
});

test.each([
  ['another figure', '收到7件', '收到8件'],
  ['words missing', '收到7件', '收到'],
  ['words more', '收到', '收到7件'],
])('no map for %s', (_, read, shown) => {
  expect(mapOffsets(read, shown)).toBeNull();
});

test('every character stands under its offset, whatever the spaces', () => {
  const spaced = fc.array(fc.tuple(fc.constantFrom('一', '7', 'a'), fc.nat(2), fc.nat(2)), { maxLength: 30 });
  fc.assert(
    fc.property(spaced, (parts) => {
      const read = parts.map(([unit, spaces]) => unit + ' '.repeat(spaces)).join('');
      const shown = parts.map(([unit, , spaces]) => '\n'.repeat(spaces) + unit).join('');
      const map = mapOffsets(read, shown);
      for (let offset = 0; offset < read.length; offset++) {
        if (read[offset] !== ' ') expect(shown[map?.[offset] as number]).toBe(read[offset]);
      }
    }),
  );
});
