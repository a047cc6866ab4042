/**
 * A PDF's objects, read by its cross-reference table and no other way. Strict: whatever is not written as the plain
 * producers write it throws NotPlain, and the file goes to the engine, which knows how to repair.
 */
import { Inflate } from 'fflate/browser';
import { endsWithAdler } from '../checksums.ts';

/** The file, or a page of it, has something that this reader does not know or does not trust. */
export class NotPlain extends Error {
  override readonly name = 'NotPlain';
}

export function notPlain(why: string): never {
  throw new NotPlain(why);
}

/** Names bear their slash; strings are bytes. */
export type Value = number | boolean | null | string | Uint8Array | Reference | Dictionary | readonly Value[];

export class Reference {
  readonly number: number;
  constructor(number: number) {
    this.number = number;
  }
}

/** Inflates raw DEFLATE data; throws where it is broken or gives more than `most` bytes. */
export type InflateRaw = (data: Uint8Array, most: number) => Uint8Array;

/** Kinds of bytes: 0 belongs to words, 1 is white space, 2 a delimiter. */
export const byteKinds = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) byteKinds[byte] = 1;
for (const character of '()<>[]{}/%') byteKinds[character.charCodeAt(0)] = 2;

/** Values of hexadecimal digits, 255 for other bytes. */
const hexDigits = new Uint8Array(256).fill(255);
for (let digit = 0; digit < 16; digit++) {
  hexDigits[digit.toString(16).charCodeAt(0)] = digit;
  hexDigits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

const space = 0x20;
const leftRound = 0x28;
const rightRound = 0x29;
const less = 0x3c;
const greater = 0x3e;
const leftSquare = 0x5b;
const rightSquare = 0x5d;
const backslash = 0x5c;
const slash = 0x2f;
const percent = 0x25;
const capitalR = 0x52;

/** Deeper nesting of arrays and dictionaries is nothing that a producer writes. */
const deepest = 20;

/** Values in an array: widths of a font with all of Unicode fit in. */
const longestArray = 200_000;

/** Reads values out of bytes, one after the other. */
export class Cursor {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  skipBlanks(): void {
    const { bytes } = this;
    for (;;) {
      const byte = bytes[this.at];
      if (byte === undefined) return;
      if (byteKinds[byte] === 1) this.at++;
      else if (byte === percent)
        while (this.at < bytes.length && bytes[this.at] !== 10 && bytes[this.at] !== 13) this.at++;
      else return;
    }
  }

  /** The word from here on: bytes up to a blank or delimiter. */
  word(): string {
    const start = this.at;
    while (this.at < this.bytes.length && byteKinds[this.bytes[this.at] as number] === 0) this.at++;
    return latin(this.bytes, start, this.at);
  }

  /** A value. A dictionary's values are read when they are asked for: most never are. */
  value(depth = 0): Value {
    if (depth > deepest) notPlain('nesting');
    this.skipBlanks();
    const { bytes } = this;
    const byte = bytes[this.at] ?? notPlain('end of data');
    switch (byte) {
      case slash:
        return this.name();
      case leftRound:
        return this.literal();
      case leftSquare: {
        this.at++;
        const values: Value[] = [];
        for (;;) {
          this.skipBlanks();
          if (bytes[this.at] === rightSquare) {
            this.at++;
            return values;
          }
          if (values.push(this.value(depth + 1)) > longestArray) notPlain('long array');
        }
      }
      case less:
        return bytes[this.at + 1] === less ? this.#dictionary(depth) : this.hex();
    }
    if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2b || byte === 0x2d || byte === 0x2e)
      return this.#numberOrReference();
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    return word === 'null' ? null : notPlain(`word ${word}`);
  }

  name(): string {
    const start = this.at++;
    const { bytes } = this;
    while (this.at < bytes.length && byteKinds[bytes[this.at] as number] === 0) this.at++;
    const name = latin(bytes, start, this.at);
    if (name.includes('#')) notPlain('escaped name');
    return name;
  }

  /** A number as producers write it: sign, digits, point, digits. */
  number(): number {
    const { bytes } = this;
    let at = this.at;
    let sign = 1;
    const first = bytes[at];
    if (first === 0x2d || first === 0x2b) {
      if (first === 0x2d) sign = -1;
      at++;
    }
    let whole = 0;
    let digits = 0;
    let byte = bytes[at] as number;
    for (; byte >= 0x30 && byte <= 0x39; byte = bytes[++at] as number) {
      whole = whole * 10 + (byte - 0x30);
      digits++;
    }
    let scale = 1;
    if (byte === 0x2e) {
      byte = bytes[++at] as number;
      for (; byte >= 0x30 && byte <= 0x39; byte = bytes[++at] as number) {
        whole = whole * 10 + (byte - 0x30);
        scale *= 10;
        digits++;
      }
    }
    // Up to 15 digits the quotient is the nearest double.
    if (digits === 0 || digits > 15 || (at < bytes.length && byteKinds[byte] === 0)) notPlain('number');
    this.at = at;
    return (sign * whole) / scale;
  }

  #numberOrReference(): Value {
    const number = this.number();
    const after = this.at;
    const { bytes } = this;
    // 12 0 R
    if (bytes[after] === space && Number.isInteger(number) && number > 0) {
      let at = after + 1;
      while ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
      if (at > after + 1 && bytes[at] === space && bytes[at + 1] === capitalR && byteKinds[bytes[at + 2] ?? 0] !== 0) {
        this.at = at + 2;
        return new Reference(number);
      }
    }
    return number;
  }

  #dictionary(depth: number): Dictionary {
    this.at += 2;
    const { bytes } = this;
    const places = new Map<string, number>();
    for (;;) {
      this.skipBlanks();
      const byte = bytes[this.at];
      if (byte === greater && bytes[this.at + 1] === greater) {
        this.at += 2;
        return new Dictionary(bytes, places);
      }
      if (byte !== slash) notPlain('key of a dictionary');
      const key = this.name();
      if (places.has(key)) notPlain('key twice');
      this.skipBlanks();
      places.set(key, this.at);
      this.#skipValue(depth + 1);
    }
  }

  #skipValue(depth: number): void {
    const byte = this.bytes[this.at];
    if (byte === leftSquare || (byte === less && this.bytes[this.at + 1] === less)) this.#skipNested(depth);
    else this.value(depth);
  }

  /** Over an array or dictionary, by its brackets alone. */
  #skipNested(depth: number): void {
    const { bytes } = this;
    let open = depth;
    for (;;) {
      const byte = bytes[this.at] ?? notPlain('end of data');
      if (byte === leftRound) {
        this.literal();
        continue;
      }
      if (byte === percent) notPlain('comment');
      this.at++;
      if (byte === leftSquare) open++;
      else if (byte === rightSquare) open--;
      else if (byte === less) {
        if (bytes[this.at] === less) {
          this.at++;
          open++;
        } else {
          while (bytes[this.at] !== greater) if (++this.at >= bytes.length) notPlain('end of data');
          this.at++;
        }
      } else if (byte === greater) {
        if (bytes[this.at++] !== greater) notPlain('bracket');
        open--;
      }
      if (open > deepest) notPlain('nesting');
      if (open === depth) return;
    }
  }

  hex(): Uint8Array {
    const { bytes } = this;
    // Short strings: a search of the platform's would cost more than the bytes.
    let end = this.at;
    while (bytes[end] !== greater) if (++end >= bytes.length) notPlain('end of data');
    const result = new Uint8Array((end - this.at - 1) >> 1);
    if ((end - this.at - 1) % 2 !== 0) notPlain('odd hexadecimal string');
    for (let i = 0, at = this.at + 1; i < result.length; i++, at += 2) {
      const high = hexDigits[bytes[at] as number] as number;
      const low = hexDigits[bytes[at + 1] as number] as number;
      if ((high | low) > 15) notPlain('hexadecimal string');
      result[i] = (high << 4) | low;
    }
    this.at = end + 1;
    return result;
  }

  /** A hexadecimal string of one or two bytes as a number. */
  hexCode(): number {
    const { bytes } = this;
    let at = this.at;
    if (bytes[at++] !== less) notPlain('no code');
    let code = 0;
    for (; bytes[at] !== greater; at++) {
      const digit = hexDigits[bytes[at] ?? 0] as number;
      if (digit > 15) notPlain('code');
      code = (code << 4) | digit;
    }
    const digits = at - this.at - 1;
    if (digits !== 2 && digits !== 4) notPlain('code of another length');
    this.at = at + 1;
    return code;
  }

  literal(): Uint8Array {
    const { bytes } = this;
    const result: number[] = [];
    let open = 1;
    this.at++;
    for (;;) {
      let byte = bytes[this.at++] ?? notPlain('end of data');
      if (byte === leftRound) open++;
      else if (byte === rightRound) {
        if (--open === 0) return Uint8Array.from(result);
      } else if (byte === backslash) {
        byte = bytes[this.at++] ?? notPlain('end of data');
        const place = escapes.indexOf(byte);
        if (place !== -1) byte = escaped[place] as number;
        else if (byte >= 0x30 && byte <= 0x37) {
          let code = byte - 0x30;
          for (let i = 0; i < 2 && (bytes[this.at] as number) >= 0x30 && (bytes[this.at] as number) <= 0x37; i++) {
            code = code * 8 + ((bytes[this.at++] as number) - 0x30);
          }
          byte = code & 0xff;
        } else notPlain('escape');
      } else if (byte === 13) notPlain('line end in a string');
      result.push(byte);
    }
  }
}

const escapes = [...'nrtbf()\\'].map((character) => character.charCodeAt(0));
const escaped = [10, 13, 9, 8, 12, leftRound, rightRound, backslash];

/** A dictionary whose values are read when asked for; it never changes. */
export class Dictionary {
  readonly #bytes: Uint8Array;
  readonly #places: ReadonlyMap<string, number>;

  constructor(bytes: Uint8Array, places: ReadonlyMap<string, number>) {
    this.#bytes = bytes;
    this.#places = places;
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  keys(): IterableIterator<string> {
    return this.#places.keys();
  }

  /** Nothing for a key that is not there and for null. */
  get(key: string): Exclude<Value, null> | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : (new Cursor(this.#bytes, place).value() ?? undefined);
  }
}

/** Bytes as characters of the same number. */
export function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** The objects of a file. */
export class Objects {
  readonly #bytes: Uint8Array;
  /** Place of each object, 0 for none. */
  readonly #places: readonly number[];
  readonly #inflate: InflateRaw | undefined;
  readonly #values = new Map<number, Value>();
  /** Bytes that streams may still inflate to. */
  #budget: number;
  readonly trailer: Dictionary;

  constructor(bytes: Uint8Array, inflatedBytes: number, inflate: InflateRaw | undefined) {
    this.#bytes = bytes;
    this.#inflate = inflate;
    this.#budget = inflatedBytes;
    const tail = latin(bytes, Math.max(0, bytes.length - 64), bytes.length);
    const start = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
    if (start === null || latin(bytes, 0, 5) !== '%PDF-') notPlain('no plain file');
    const { places, end } = readTable(bytes, Number(start[1]));
    this.#places = places;
    const trailer = new Cursor(bytes, end).value();
    if (!(trailer instanceof Dictionary)) notPlain('trailer');
    this.trailer = trailer;
    // Encrypted, or written over by a later version.
    for (const key of ['/Encrypt', '/Prev', '/XRefStm']) if (this.trailer.has(key)) notPlain(key);
  }

  /** What a value stands for, through references. */
  resolve(value: Value | undefined): Exclude<Value, null | Reference> | undefined {
    let found = value;
    for (let step = 0; found instanceof Reference; step++) {
      if (step > 3) notPlain('references to references');
      found = this.#object(found.number);
    }
    return found ?? undefined;
  }

  dictionary(value: Value | undefined): Dictionary {
    const found = this.resolve(value);
    return found instanceof Dictionary ? found : notPlain('no dictionary');
  }

  array(value: Value | undefined): readonly Value[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? found : notPlain('no array');
  }

  number(value: Value | undefined): number {
    const found = this.resolve(value);
    return typeof found === 'number' ? found : notPlain('no number');
  }

  #object(number: number): Value {
    const known = this.#values.get(number);
    if (known !== undefined) return known;
    const value = this.#begin(number).value();
    this.#values.set(number, value);
    return value;
  }

  /** At the value of an object. */
  #begin(number: number): Cursor {
    const place = this.#places[number] ?? 0;
    const head = `${number} 0 obj`;
    if (place === 0 || latin(this.#bytes, place, place + head.length) !== head) notPlain('place of an object');
    const cursor = new Cursor(this.#bytes, place + head.length);
    cursor.skipBlanks();
    return cursor;
  }

  /** The data of a stream, inflated, its checksum compared. */
  stream(reference: Value | undefined): Uint8Array {
    if (!(reference instanceof Reference)) return notPlain('no stream');
    const cursor = this.#begin(reference.number);
    const dictionary = this.dictionary(cursor.value());
    cursor.skipBlanks();
    const bytes = this.#bytes;
    if (cursor.word() !== 'stream') notPlain('no stream');
    if (bytes[cursor.at] === 13) cursor.at++;
    if (bytes[cursor.at] !== 10) notPlain('start of a stream');
    const start = cursor.at + 1;
    const end = start + this.number(dictionary.get('/Length'));
    if (!/^\s*endstream/.test(latin(bytes, end, Math.min(bytes.length, end + 12)))) notPlain('end of a stream');
    if (dictionary.has('/DecodeParms') || dictionary.has('/F')) notPlain('parameters of a stream');
    const data = bytes.subarray(start, end);
    const filter = this.resolve(dictionary.get('/Filter'));
    const filters = Array.isArray(filter) ? filter : filter === undefined ? [] : [filter];
    if (filters.length === 0) return data;
    if (filters.length > 1 || filters[0] !== '/FlateDecode') notPlain('filter');
    return this.#inflated(data);
  }

  #inflated(data: Uint8Array): Uint8Array {
    if (data.length < 6 || ((data[0] as number) & 15) !== 8 || ((data[1] as number) & 32) !== 0)
      notPlain('zlib header');
    let inflated: Uint8Array;
    try {
      inflated = (this.#inflate ?? inflatePortably)(data.subarray(2), this.#budget);
    } catch (error) {
      return notPlain(`stream: ${String(error)}`);
    }
    this.#budget -= inflated.length;
    return endsWithAdler(data, inflated) ? inflated : notPlain('checksum');
  }
}

/** Where the platform has no zlib of its own. */
function inflatePortably(data: Uint8Array, most: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflater = new Inflate((piece) => {
    length += piece.length;
    if (length > most) notPlain('inflates beyond the limit');
    pieces.push(piece);
  });
  for (let at = 0; at < data.length; at += 1 << 14)
    inflater.push(data.subarray(at, at + (1 << 14)), at + (1 << 14) >= data.length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** The one cross-reference table, and the place of the trailer's dictionary. */
function readTable(bytes: Uint8Array, start: number): { readonly places: number[]; readonly end: number } {
  const cursor = new Cursor(bytes, start);
  if (cursor.word() !== 'xref') notPlain('cross-reference table');
  const places: number[] = [];
  for (;;) {
    cursor.skipBlanks();
    if (bytes[cursor.at] === 0x74) break;
    const first = cursor.number();
    cursor.skipBlanks();
    const count = cursor.number();
    cursor.skipBlanks();
    if (first !== places.length || cursor.at + count * 20 > bytes.length) notPlain('cross-reference table');
    for (let i = 0; i < count; i++, cursor.at += 20) {
      const { at } = cursor;
      const kind = bytes[at + 17];
      if (bytes[at + 10] !== space || bytes[at + 16] !== space) notPlain('cross-reference table');
      if (kind === 0x66) {
        places.push(0);
        continue;
      }
      let place = 0;
      for (let digit = 0; digit < 10; digit++) place = place * 10 + ((bytes[at + digit] as number) - 0x30);
      for (let digit = 11; digit < 16; digit++) if (bytes[at + digit] !== 0x30) notPlain('later version of an object');
      if (kind !== 0x6e || !(place > 0 && place < bytes.length)) notPlain('cross-reference table');
      places.push(place);
    }
  }
  if (cursor.word() !== 'trailer') notPlain('trailer');
  return { places, end: cursor.at };
}
