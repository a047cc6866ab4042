/** The text of a rule pack's file. */
import { expect, test } from 'vitest';
import { isPackName, packText } from './pack-file.ts';

const utf8 = new TextEncoder().encode('name: 某省');

test.each<[string, Uint8Array, string | null]>([
  ['UTF-8', utf8, 'name: 某省'],
  ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8]), 'name: 某省'],
  ['GB18030', new Uint8Array([0x6e, 0x3a, 0x20, 0xb9, 0xe6, 0xd4, 0xf2, 0xb0, 0xfc]), 'n: 规则包'],
  ['a file that is no pack by its size', new Uint8Array(1_000_001), null],
])('%s', (_, bytes, text) => {
  expect(packText(bytes)).toBe(text);
});

test('packs are told by their names', () => {
  expect(['某省.yaml', 'A.YML', 'report.txt', 'yaml'].map(isPackName)).toEqual([true, true, false, false]);
});
