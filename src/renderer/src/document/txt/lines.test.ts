/** Lines of a text and the way from offsets to them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineAt, linesOf, stretchesOf } from './lines.ts';

test.each([
  ['LF', '甲\n乙', ['甲', '乙']],
  ['CRLF', '甲\r\n乙\r\n', ['甲', '乙']],
  ['CR', '甲\r乙', ['甲', '乙']],
  ['blank lines', '甲\n\n乙', ['甲', '', '乙']],
  ['nothing', '', ['']],
])('lines end with %s', (_, text, lines) => {
  expect(linesOf(text).map((line) => line.text)).toEqual(lines);
});

describe('a stretch of the text', () => {
  const lines = linesOf('甲乙\n丙丁戊\n\n己');
  test.each([
    ['inside a line', 3, 5, [{ line: 1, from: 0, to: 2 }]],
    [
      'over a line break',
      1,
      4,
      [
        { line: 0, from: 1, to: 2 },
        { line: 1, from: 0, to: 1 },
      ],
    ],
    ['without a character', 4, 4, [{ line: 1, from: 1, to: 1 }]],
    ['on a blank line', 7, 7, [{ line: 2, from: 0, to: 0 }]],
    ['at the end', 8, 9, [{ line: 3, from: 0, to: 1 }]],
  ])('%s', (_, start, end, stretches) => {
    expect(stretchesOf(lines, start, end)).toEqual(stretches);
  });
});

test('an offset lies in the line that starts at or before it, and no later line does', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('甲', '\n', '\r\n', '\r'), { minLength: 1 }), fc.nat(60), (parts, seed) => {
      const text = parts.join('');
      const lines = linesOf(text);
      const offset = seed % (text.length + 1);
      const index = lineAt(lines, offset);
      expect(lines[index]?.start).toBeLessThanOrEqual(offset);
      expect(lines[index + 1]?.start ?? Number.POSITIVE_INFINITY).toBeGreaterThan(offset);
    }),
  );
});
