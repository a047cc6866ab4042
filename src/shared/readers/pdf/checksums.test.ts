import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../document/errors.ts';
import { checkStreams } from './checksums.ts';
import { latin1, table, text, writePdf } from './testing/pdf-writer.ts';

const page = { content: text(80, 760, 16, '一、总体情况') + table({ xs: [80, 200, 300], ys: [700, 680], cells: [] }) };
const limit = 10 ** 7;

/** A file with one compressed stream under this dictionary, named as the page's contents. */
function fileOf(dictionary: string, data: Uint8Array): Uint8Array {
  const head = latin1(`%PDF-1.7\n1 0 obj\n<</Type/Page/Contents 2 0 R>>\nendobj\n2 0 obj\n${dictionary}\nstream\n`);
  const tail = latin1('\nendstream\nendobj\n');
  const file = new Uint8Array(head.length + data.length + tail.length);
  file.set(head);
  file.set(data, head.length);
  file.set(tail, head.length + data.length);
  return file;
}

describe('checkStreams', () => {
  it('finds nothing wrong with a sound file', () => {
    expect(checkStreams(writePdf([page, page], { flate: true }), limit)).toEqual({ checked: 2, damaged: 0 });
  });

  it('notices every flipped bit of a page’s contents', () => {
    const data = deflateSync(latin1(page.content.repeat(3)));
    const sound = fileOf(`<</Filter/FlateDecode/Length ${data.length}>>`, data);
    const start = sound.length - data.length - '\nendstream\nendobj\n'.length;
    const missed: number[] = [];
    // The two bytes of the zlib header are no contents.
    for (let at = start + 2; at < start + data.length; at++) {
      const flipped = sound.slice();
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      if (checkStreams(flipped, limit).damaged === 0) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it.each([
    ['a length that is an object of its own', '<</Filter/FlateDecode/Length 3 0 R>>'],
    ['a wrong length', '<</Filter[/FlateDecode]/Length 3>>'],
    ['no length', '<</Filter /Fl>>'],
  ])('checks a stream with %s', (_, dictionary) => {
    const data = deflateSync(latin1(page.content));
    expect(checkStreams(fileOf(dictionary, data), limit)).toEqual({ checked: 1, damaged: 0 });
    data[data.length - 1] = (data[data.length - 1] as number) ^ 1;
    expect(checkStreams(fileOf(dictionary, data), limit)).toEqual({ checked: 1, damaged: 1 });
  });

  it('checks what is packed in ASCII', () => {
    const hex = latin1(`${Buffer.from(deflateSync(latin1(page.content))).toString('hex')}>`);
    const dictionary = '<</Filter[/ASCIIHexDecode/FlateDecode]>>';
    expect(checkStreams(fileOf(dictionary, hex), limit)).toEqual({ checked: 1, damaged: 0 });
    hex[hex.length - 2] = hex[hex.length - 2] === 0x30 ? 0x31 : 0x30;
    expect(checkStreams(fileOf(dictionary, hex), limit)).toEqual({ checked: 1, damaged: 1 });
  });

  it('leaves fonts and pictures alone', () => {
    const bad = deflateSync(new Uint8Array(50)).fill(7, 6);
    const file = fileOf('<</Length1 50/Filter/FlateDecode>>', bad);
    const unnamed = latin1(Buffer.from(file).toString('latin1').replace('/Contents', '/Something'));
    expect(checkStreams(unnamed, limit)).toEqual({ checked: 0, damaged: 0 });
  });

  it('does not check an encrypted file, whose streams are no zlib data', () => {
    const file = writePdf([page], { flate: true, trailer: '/Encrypt 9 0 R' });
    expect(checkStreams(file, limit)).toEqual({ checked: 0, damaged: 0 });
  });

  it('stops a stream that inflates without end', () => {
    const data = deflateSync(new Uint8Array(30_000_000));
    const code = codeOf(() => checkStreams(fileOf('<</Filter/FlateDecode>>', data), limit));
    expect(code).toBe('too-large');
  });

  it('throws nothing else, whatever the bytes are', () => {
    const sound = writePdf([page, page], { flate: true });
    for (let seed = 0; seed < 300; seed++) {
      const bytes = sound.slice(0, seed % 3 === 0 ? (seed * 7919) % sound.length : sound.length);
      const noise = createHash('sha256').update(String(seed)).digest();
      for (let i = 0; i + 1 < noise.length && bytes.length > 0; i += 4)
        bytes[noise.readUInt16LE(i) % bytes.length] = noise[i + 2] as number;
      const check = checkStreams(bytes, limit);
      expect(check.damaged).toBeLessThanOrEqual(check.checked);
    }
  });
});

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ReadError) return error.code;
    throw error;
  }
  return 'read';
}
