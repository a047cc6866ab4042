/** Bytes of a text file to text: byte order mark, then strict UTF-8, then UTF-16 without a mark, then GB18030. */
import { ReadError } from '../../document/errors.ts';

interface Decoder {
  decode(bytes: Uint8Array): string;
}

/** Part of every platform that the program runs on (Node with full ICU, Electron, browsers). */
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: string, options?: { fatal?: boolean }) => Decoder;
};

export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
  /** Bytes that the encoding does not have were replaced by U+FFFD. */
  readonly damaged: boolean;
}

const marks: readonly [readonly number[], DecodedText['encoding']][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
/** Share of control characters from which a file is taken for a binary one. */
const binaryFrom = 0.02;

/** @throws ReadError 'unsupported' for a file that is no text in any of these encodings. */
export function decodeText(bytes: Uint8Array): DecodedText {
  for (const [mark, encoding] of marks) {
    if (mark.every((byte, index) => bytes[index] === byte)) return checked(lenient(bytes, encoding));
  }
  const guess = utf16Without(bytes);
  if (guess) return checked(lenient(bytes, guess));
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    const text = strict(bytes, encoding);
    if (text !== null) return checked({ text, encoding, damaged: false });
  }
  // Neither: the encoding that loses less.
  const [utf8, gb18030] = (['utf-8', 'gb18030'] as const).map((encoding) => lenient(bytes, encoding));
  return checked(
    replaced(utf8 as DecodedText) <= replaced(gb18030 as DecodedText)
      ? (utf8 as DecodedText)
      : (gb18030 as DecodedText),
  );
}

/**
 * UTF-16 without a mark shows by its zero bytes, which no other text has: digits, blanks and line ends have one, and
 * so have characters such as 一 (U+4E00), on the other side. Which way round it is, the characters tell.
 */
function utf16Without(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4096);
  if (!sample.includes(0)) return null;
  const shares = { 'utf-16le': 0, 'utf-16be': 0 };
  const units = Math.floor(sample.length / 2);
  for (let index = 0; index < units; index++) {
    const [first, second] = [sample[2 * index] as number, sample[2 * index + 1] as number];
    if (isUsual(first | (second << 8))) shares['utf-16le'] += 1 / units;
    if (isUsual((first << 8) | second)) shares['utf-16be'] += 1 / units;
  }
  const likely = shares['utf-16be'] > shares['utf-16le'] ? 'utf-16be' : 'utf-16le';
  return shares[likely] >= usualFrom ? likely : null;
}

/** Share of usual characters in a text. */
const usualFrom = 0.9;

/** ASCII, Chinese characters and their punctuation. */
function isUsual(code: number): boolean {
  return (
    (code >= 0x20 && code < 0x7f) ||
    (code >= 9 && code <= 13) ||
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xff00 && code <= 0xffef)
  );
}

function strict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function lenient(bytes: Uint8Array, encoding: DecodedText['encoding']): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, damaged: text.includes('\uFFFD') };
}

function replaced({ text }: DecodedText): number {
  return text.split('\uFFFD').length;
}

function checked(decoded: DecodedText): DecodedText {
  const sample = decoded.text.slice(0, 20_000);
  let foreign = 0;
  for (let index = 0; index < sample.length; index++) if (isForeign(sample.charCodeAt(index))) foreign++;
  if (foreign > 4 && foreign > sample.length * binaryFrom) {
    throw new ReadError('unsupported', 'not a text', { kind: 'binary' });
  }
  return decoded;
}

/** Control characters that no text editor writes, and U+FFFD. */
function isForeign(code: number): boolean {
  return code < 9 || (code > 13 && code < 32) || code === 0xfffd;
}
