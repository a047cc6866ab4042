/**
 * Verifies the checksums of the streams that a page's words come from: page contents, forms, ToUnicode maps, object
 * and cross-reference streams. No PDF engine does, and a flipped bit inside a compressed stream then reads as wrong
 * digits without a word. Fonts and pictures are left out: their damage changes no text. Also the place where a
 * stream that inflates without end is stopped.
 */
import { Inflate, inflateSync } from 'fflate/browser';
import { ReadError } from '../../document/errors.ts';

export interface StreamCheck {
  /** Streams whose checksum was compared. */
  readonly checked: number;
  /** Streams that do not inflate, or inflate to something else than what was stored. */
  readonly damaged: number;
}

interface StoredStream {
  readonly dictionary: string;
  readonly start: number;
  readonly end: number;
}

/** How far into an object its dictionary is looked for. */
const dictionaryBytes = 1 << 16;
/** Compressed bytes from which on a stream is inflated piece by piece, so that it can be stopped. */
const largeStream = 1 << 16;
const pieceBytes = 1 << 14;

/**
 * Looks through the file's bytes. Encrypted files are not checked (0 streams). Throws ReadError 'too-large' when the
 * streams inflate to more than `inflatedBytes` together; nothing else, whatever the bytes are.
 */
export function checkStreams(bytes: Uint8Array, inflatedBytes: number): StreamCheck {
  const scan = scanObjects(bytes);
  if (scan.encrypted) return { checked: 0, damaged: 0 };
  let checked = 0;
  let damaged = 0;
  let budget = inflatedBytes;
  const verify = (stream: StoredStream): Uint8Array | undefined => {
    const data = flateData(bytes, stream);
    if (data === undefined) return undefined;
    checked++;
    const inflated = inflate(data, budget);
    if (inflated === undefined) {
      damaged++;
      return undefined;
    }
    budget -= inflated.length;
    if (!endsWithAdler(data, inflated)) damaged++;
    return inflated;
  };

  const done = new Set<number>();
  for (const [number, stream] of scan.streams) {
    const structural = /\/Type\s*\/(?:ObjStm|XRef)\b/.test(stream.dictionary);
    if (!structural && !/\/Subtype\s*\/Form\b/.test(stream.dictionary)) continue;
    done.add(number);
    const inflated = verify(stream);
    if (inflated === undefined || !/\/ObjStm\b/.test(stream.dictionary)) continue;
    collectReferences(asText(inflated, 0, inflated.length), scan.wanted);
    collectPacked(inflated, stream.dictionary, scan.arrays);
  }
  // Page contents may be named through an array that is an object of its own.
  for (const number of [...scan.wanted]) {
    const array = scan.arrays.get(number);
    if (array !== undefined) for (const part of referencesIn(array)) scan.wanted.add(part);
  }
  for (const number of scan.wanted) {
    const stream = scan.streams.get(number);
    if (stream !== undefined && !done.has(number)) verify(stream);
  }
  return { checked, damaged };
}

interface Scan {
  /** By object number; of several versions the last. */
  readonly streams: Map<number, StoredStream>;
  /** Objects that are arrays of references. */
  readonly arrays: Map<number, string>;
  /** Object numbers of page contents and ToUnicode maps. */
  readonly wanted: Set<number>;
  readonly encrypted: boolean;
}

function scanObjects(bytes: Uint8Array): Scan {
  const streams = new Map<number, StoredStream>();
  const arrays = new Map<number, string>();
  const wanted = new Set<number>();
  const ends = `${asText(bytes, 0, 2048)} ${asText(bytes, Math.max(0, bytes.length - 4096), bytes.length)}`;
  let encrypted = /\/Encrypt\b/.test(ends);
  let at = 0;
  for (;;) {
    const found = find(bytes, objToken, at, bytes.length);
    if (found === -1) break;
    at = found + 3;
    const number = numberBefore(bytes, found);
    if (number === undefined) continue;
    const limit = Math.min(bytes.length, at + dictionaryBytes);
    const close = find(bytes, endobjToken, at, limit);
    const keyword = find(bytes, streamToken, at, close === -1 ? limit : close);
    if (keyword === -1) {
      const body = asText(bytes, at, close === -1 ? limit : close);
      collectReferences(body, wanted);
      if (/^\s*\[/.test(body)) arrays.set(number, body);
      if (close !== -1) at = close + 6;
      continue;
    }
    const dictionary = asText(bytes, at, keyword);
    collectReferences(dictionary, wanted);
    if (/\/Type\s*\/XRef\b/.test(dictionary) && /\/Encrypt\b/.test(dictionary)) encrypted = true;
    let start = keyword + 6;
    if (bytes[start] === 13) start++;
    if (bytes[start] === 10) start++;
    const end = streamEnd(bytes, start, dictionary);
    streams.set(number, { dictionary, start, end });
    at = end;
  }
  return { streams, arrays, wanted, encrypted };
}

/** Where a stream's data ends: by its length where that is stated and right, else by the next endstream. */
function streamEnd(bytes: Uint8Array, start: number, dictionary: string): number {
  const length = /\/Length\s+(\d+)(?!\d*\s+\d+\s+R)/.exec(dictionary);
  if (length !== null) {
    const end = start + Number(length[1]);
    if (end <= bytes.length && find(bytes, endstreamToken, end, Math.min(bytes.length, end + 16)) !== -1) return end;
  }
  const found = find(bytes, endstreamToken, start, bytes.length);
  return found === -1 ? bytes.length : found;
}

function collectReferences(text: string, wanted: Set<number>): void {
  for (const match of text.matchAll(/\/(?:Contents|ToUnicode)\s*(?:(\d+)\s+\d+\s+R|\[([^\]]*)\])/g)) {
    if (match[1] !== undefined) wanted.add(Number(match[1]));
    else for (const number of referencesIn(match[2] ?? '')) wanted.add(number);
  }
}

function referencesIn(text: string): number[] {
  return [...text.matchAll(/(\d+)\s+\d+\s+R/g)].map((match) => Number(match[1]));
}

/** Arrays among the objects packed in an object stream. */
function collectPacked(inflated: Uint8Array, dictionary: string, arrays: Map<number, string>): void {
  const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? Number.NaN);
  if (!(first < inflated.length)) return;
  const head = asText(inflated, 0, first).trim().split(/\s+/).map(Number);
  for (let i = 0; i + 1 < head.length; i += 2) {
    const start = first + (head[i + 1] as number);
    const end = i + 3 < head.length ? first + (head[i + 3] as number) : inflated.length;
    if (inflated[start] === 0x5b) arrays.set(head[i] as number, asText(inflated, start, end));
  }
}

/** The bytes that Flate is to inflate, when that is the stream's last encoding but for ASCII ones; else nothing. */
function flateData(bytes: Uint8Array, { dictionary, start, end }: StoredStream): Uint8Array | undefined {
  const filter = /\/Filter\s*(?:\[([^\]]*)\]|(\/\w+))/.exec(dictionary);
  const names = (filter?.[1] ?? filter?.[2] ?? '').match(/\/\w+/g) ?? [];
  let data = bytes.subarray(start, end);
  for (const name of names) {
    if (name === '/FlateDecode' || name === '/Fl') return data;
    if (name === '/ASCII85Decode' || name === '/A85') data = ascii85(data);
    else if (name === '/ASCIIHexDecode' || name === '/AHx') data = asciiHex(data);
    else return undefined;
  }
  return undefined;
}

function ascii85(data: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.ceil(data.length / 5) * 4 + data.length * 4);
  let length = 0;
  let value = 0;
  let digits = 0;
  const put = (count: number): void => {
    for (let i = 0; i < count; i++) out[length++] = Math.floor(value / 2 ** (24 - 8 * i)) & 0xff;
    value = 0;
    digits = 0;
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && digits === 0) {
      put(4);
      continue;
    }
    if (byte < 0x21 || byte > 0x75) continue;
    value = value * 85 + (byte - 0x21);
    if (++digits === 5) put(4);
  }
  if (digits > 1) {
    const count = digits - 1;
    for (let i = digits; i < 5; i++) value = value * 85 + 84;
    put(count);
  }
  return out.subarray(0, length);
}

function asciiHex(data: Uint8Array): Uint8Array {
  const digits =
    asText(data, 0, data.length)
      .split('>')[0]
      ?.replace(/[^\da-f]/gi, '') ?? '';
  return Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2).padEnd(2, '0'), 16),
  );
}

/** What zlib data inflates to; nothing when it does not. Throws 'too-large' beyond the budget. */
function inflate(data: Uint8Array, budget: number): Uint8Array | undefined {
  const body = data.subarray(2);
  try {
    if (data.length < largeStream) return within(inflateSync(body), budget);
    const pieces: Uint8Array[] = [];
    let length = 0;
    const inflater = new Inflate((piece) => {
      length += piece.length;
      if (length > budget) throw new ReadError('too-large', 'a stream of the PDF inflates beyond the limit');
      pieces.push(piece);
    });
    for (let at = 0; at < body.length; at += pieceBytes) {
      inflater.push(body.subarray(at, at + pieceBytes), at + pieceBytes >= body.length);
    }
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return whole;
  } catch (error) {
    if (error instanceof ReadError) throw error;
    return undefined;
  }
}

function within(inflated: Uint8Array, budget: number): Uint8Array {
  if (inflated.length > budget) throw new ReadError('too-large', 'the streams of the PDF inflate beyond the limit');
  return inflated;
}

/** Whether zlib data ends with the checksum of what it inflated to; line ends after the data do not count. */
export function endsWithAdler(data: Uint8Array, inflated: Uint8Array): boolean {
  const sum = adler32(inflated);
  for (let extra = 0; extra <= 2; extra++) {
    const end = data.length - extra;
    if (end < 6) return false;
    const stored = new DataView(data.buffer, data.byteOffset + end - 4, 4).getUint32(0);
    if (stored === sum) return true;
    const last = data[end - 1];
    if (last !== 10 && last !== 13) return false;
  }
  return false;
}

function adler32(data: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (let i = 0; i < data.length; ) {
    // The sums stay below 2 ** 31 for this many bytes.
    const end = Math.min(data.length, i + 3800);
    for (; i < end; i++) {
      a += data[i] as number;
      b += a;
    }
    a %= 65521;
    b %= 65521;
  }
  return ((b << 16) | a) >>> 0;
}

const token = (text: string): readonly number[] => [...text].map((character) => character.charCodeAt(0));
const objToken = token('obj');
const endobjToken = token('endobj');
const streamToken = token('stream');
const endstreamToken = token('endstream');

function find(bytes: Uint8Array, wanted: readonly number[], from: number, to: number): number {
  const first = wanted[0] as number;
  for (let at = bytes.indexOf(first, from); at !== -1 && at + wanted.length <= to; at = bytes.indexOf(first, at + 1)) {
    let i = 1;
    while (i < wanted.length && bytes[at + i] === wanted[i]) i++;
    if (i === wanted.length) return at;
  }
  return -1;
}

/** The object number of `12 0 obj` when `at` is the place of `obj`; nothing for `endobj` and chance. */
function numberBefore(bytes: Uint8Array, at: number): number | undefined {
  const match = /(\d{1,10})\s+\d{1,5}\s+$/.exec(asText(bytes, Math.max(0, at - 24), at));
  return match === null ? undefined : Number(match[1]);
}

/** Bytes as characters of the same number. */
function asText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < Math.min(to, bytes.length); at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, to)));
  }
  return text;
}
