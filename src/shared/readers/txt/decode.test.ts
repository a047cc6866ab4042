/** Texts in the encodings that offices save: the same report whatever the bytes. */
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../document/errors.ts';
import { defaultLimits } from '../limits.ts';
import { decodeText } from './decode.ts';
import { readTxt } from './index.ts';

const text = '清河区财政局2023年政府信息公开工作年度报告\n一、总体情况\n全年收到申请12件。\n';

const utf8 = (value: string): number[] => [...new TextEncoder().encode(value)];
const utf16 = (value: string, little: boolean): number[] =>
  value.split('').flatMap((unit) => {
    const code = unit.charCodeAt(0);
    return little ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
  });

/** 总体情况 12 件 in GB18030; the last two characters have four bytes: 㐂 (U+3402), 𠮷 (U+20BB7). */
const gb18030 = [
  0xd7, 0xdc, 0xcc, 0xe5, 0xc7, 0xe9, 0xbf, 0xf6, 0x31, 0x32, 0xbc, 0xfe, 0x81, 0x39, 0xef, 0x31, 0x95, 0x34, 0xb2,
  0x35,
];

describe('a text', () => {
  it.each<[name: string, bytes: number[], encoding: string, wanted: string]>([
    ['in UTF-8', utf8(text), 'utf-8', text],
    ['in UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...utf8(text)], 'utf-8', text],
    ['in UTF-16 little-endian with a mark', [0xff, 0xfe, ...utf16(text, true)], 'utf-16le', text],
    ['in UTF-16 big-endian with a mark', [0xfe, 0xff, ...utf16(text, false)], 'utf-16be', text],
    ['in UTF-16 little-endian without a mark', utf16(text, true), 'utf-16le', text],
    ['in UTF-16 big-endian without a mark', utf16(text, false), 'utf-16be', text],
    ['in GB18030 with characters of four bytes', gb18030, 'gb18030', '总体情况12件㐂𠮷'],
    ['of ASCII alone', utf8('1 2 3\n'), 'utf-8', '1 2 3\n'],
  ])('%s is decoded', (_, bytes, encoding, wanted) => {
    expect(decodeText(Uint8Array.from(bytes))).toEqual({ text: wanted, encoding, damaged: false });
  });

  it.each<[name: string, bytes: number[], encoding: string]>([
    ['UTF-8 with a broken character', [...utf8(text), 0xe4, 0xb8, ...utf8(text)], 'utf-8'],
    ['UTF-8 that is cut in a character', [...utf8(text), 0xe4, 0xb8], 'utf-8'],
    ['UTF-16 with half a pair', [0xff, 0xfe, ...utf16(text, true), 0x42, 0xd8, 0x41, 0], 'utf-16le'],
  ])('%s is damaged, and says so', (_, bytes, encoding) => {
    const decoded = decodeText(Uint8Array.from(bytes));
    expect(decoded).toMatchObject({ encoding, damaged: true });
    expect(decoded.text).toContain('全年收到申请12件');
    expect(readTxt(Uint8Array.from(bytes), [], defaultLimits).problems).toEqual([{ code: 'damaged', values: {} }]);
  });

  it.each<[name: string, bytes: number[], code: string]>([
    [
      'random bytes',
      Array.from({ length: 500 }, (_, index) => (index * 167 + (index >> 3) * 31) & 0xff),
      'unsupported',
    ],
    ['zeros', new Array<number>(100).fill(0), 'unsupported'],
    ['blanks', utf8(' \t\n\u3000\n'), 'empty'],
    ['a mark alone', [0xef, 0xbb, 0xbf], 'empty'],
  ])('%s are none', (_, bytes, code) => {
    const read = () => readTxt(Uint8Array.from(bytes), [], defaultLimits);
    expect(read).toThrow(ReadError);
    expect(read).toThrow(expect.objectContaining({ code }));
  });
});

describe('lines', () => {
  it.each([
    ['\n', [1, 2, 3]],
    ['\r\n', [1, 2, 3]],
    ['\r', [1, 2, 3]],
    ['\u2028', [1, 2, 3]],
    ['\f', [1, 2, 3]],
    ['\r\n\r\n', [1, 3, 5]],
  ])('that end with %j keep their places', (end, lines) => {
    const whole = ['一、总体情况', '全年收到申请12件。', '二、其他。'].join(end);
    const { blocks } = readTxt(Uint8Array.from(utf8(whole)), [], defaultLimits);
    const pieces = blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.place.format === 'txt' ? block.place.pieces : [],
    );
    expect(pieces.map(({ location }) => location.line)).toEqual(lines);
    expect(pieces.map(({ location }) => whole.slice(location.start, location.end))).toEqual(whole.split(end));
  });
});
