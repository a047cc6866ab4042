/**
 * The structure of a PDF file as far as it must be known to add to it: cross-reference sections of both kinds, objects,
 * object streams, the page tree. What is strange here is an error, nothing is repaired: an update stands on the file's
 * own index. For reading a document's content there is the engine.
 */
import { unzlibSync } from 'fflate/browser';
import { ReadError } from '../../document/errors.ts';

/** A value with its place in the bytes that it was read from. */
export type PdfValue = {
  readonly source: Uint8Array;
  readonly start: number;
  readonly end: number;
} & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'ref'; readonly number: number; readonly generation: number }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> }
  /** Strings, true, false, null: nothing that is looked into. */
  | { readonly kind: 'other'; readonly isNull: boolean }
);

export type PdfDictionary = Extract<PdfValue, { kind: 'dictionary' }>;

export interface PdfPage {
  readonly number: number;
  readonly generation: number;
  readonly dictionary: PdfDictionary;
  /** The displayed part in user space: left, bottom, right, top. */
  readonly box: readonly [number, number, number, number];
  readonly quarterTurns: 0 | 1 | 2 | 3;
}

export interface PdfStructure {
  /** Of the newest section. */
  readonly trailer: PdfDictionary;
  /** Where the newest section begins, and whether it is a stream. */
  readonly sectionStart: number;
  readonly isStream: boolean;
  /** The first number that no object has. */
  readonly nextNumber: number;
  readonly encrypted: boolean;
  /** Follows references. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
  /** The pages up to number `last` (from 1), which may be more than there are. */
  pages(last: number): PdfPage[];
}

/** `at`: offset in the file, or place in the object stream `stream`. */
type Entry = { readonly at: number; readonly stream: number | null };

const mostDepth = 64;
const mostNodes = 100_000;
const mostObjects = 8_388_607;
/** Bytes of one object stream or cross-reference stream. */
const mostInflated = 64 * 2 ** 20;

/** Throws ReadError `corrupt`. */
export function openStructure(bytes: Uint8Array): PdfStructure {
  const entries = new Map<number, Entry>();
  const sectionStart = startOfSections(bytes);
  const sections = readSections(bytes, sectionStart, entries);
  const newest = sections[0] as Section;
  const objects = new Objects(bytes, entries);
  const size = numberOf(newest.trailer.entries.get('Size')) ?? 0;
  const nextNumber = Math.max(size, highest(entries) + 1);
  if (nextNumber > mostObjects) throw corrupt('too many objects');
  return {
    trailer: newest.trailer,
    sectionStart,
    isStream: newest.isStream,
    nextNumber,
    encrypted: sections.some(({ trailer }) => trailer.entries.has('Encrypt')),
    resolve: (value) => objects.resolve(value),
    pages: (last) => pagesOf(objects, newest.trailer, last),
  };
}

function highest(entries: ReadonlyMap<number, Entry>): number {
  let most = 0;
  for (const number of entries.keys()) if (number > most) most = number;
  return most;
}

// —— sections ——

interface Section {
  readonly trailer: PdfDictionary;
  readonly isStream: boolean;
}

function startOfSections(bytes: Uint8Array): number {
  const word = 'startxref';
  const from = Math.max(0, bytes.length - 2048);
  for (let at = bytes.length - word.length; at >= from; at--) {
    if (!hasWord(bytes, at, word)) continue;
    const value = new Lexer(bytes, at + word.length).value();
    if (value.kind !== 'number') break;
    return value.value;
  }
  throw corrupt('no startxref');
}

/** From the newest to the oldest; what a newer one says of an object holds. */
function readSections(bytes: Uint8Array, start: number, entries: Map<number, Entry>): Section[] {
  const sections: Section[] = [];
  const seen = new Set<number>();
  let next: number | undefined = start;
  while (next !== undefined) {
    if (seen.has(next)) throw corrupt('sections in a circle');
    seen.add(next);
    const section = readSection(bytes, next, entries);
    sections.push(section);
    next = numberOf(section.trailer.entries.get('Prev'));
  }
  return sections;
}

function readSection(bytes: Uint8Array, start: number, entries: Map<number, Entry>): Section {
  const lexer = new Lexer(bytes, start);
  lexer.skipBlanks();
  if (hasWord(bytes, lexer.at, 'xref')) {
    lexer.at += 4;
    const own = new Map<number, Entry>();
    const trailer = readTable(lexer, own);
    // A file for readers of both ages: what the table says is free may be in a stream beside it.
    const hidden = numberOf(trailer.entries.get('XRefStm'));
    if (hidden !== undefined) {
      const { dictionary, data } = readStream(bytes, hidden);
      readStreamEntries(dictionary, data, entries);
    }
    for (const [number, entry] of own) if (!entries.has(number)) entries.set(number, entry);
    return { trailer, isStream: false };
  }
  const { dictionary, data } = readStream(bytes, start);
  readStreamEntries(dictionary, data, entries);
  return { trailer: dictionary, isStream: true };
}

function readTable(lexer: Lexer, entries: Map<number, Entry>): PdfDictionary {
  for (;;) {
    lexer.skipBlanks();
    if (hasWord(lexer.bytes, lexer.at, 'trailer')) {
      lexer.at += 7;
      return asDictionary(lexer.value());
    }
    const first = lexer.integer();
    const count = lexer.integer();
    for (let index = 0; index < count; index++) {
      const at = lexer.integer();
      lexer.integer();
      const kind = lexer.word();
      const number = first + index;
      if (kind !== 'n' && kind !== 'f') throw corrupt('neither used nor free');
      // A free object that a newer section frees is gone in older ones too.
      if (!entries.has(number)) entries.set(number, { at: kind === 'n' ? at : -1, stream: null });
    }
  }
}

function readStreamEntries(dictionary: PdfDictionary, data: Uint8Array, entries: Map<number, Entry>): void {
  const widths = numbersOf(dictionary.entries.get('W'));
  const size = numberOf(dictionary.entries.get('Size'));
  if (
    widths.length < 3 ||
    size === undefined ||
    widths.some((width) => width < 0 || width > 8) ||
    (widths[1] as number) < 1
  )
    throw corrupt('W');
  const [kindWidth, atWidth, lastWidth] = widths as [number, number, number];
  const ranges = dictionary.entries.has('Index') ? numbersOf(dictionary.entries.get('Index')) : [0, size];
  let at = 0;
  const field = (width: number): number => {
    let value = 0;
    for (let index = 0; index < width; index++) value = value * 256 + (data[at++] as number);
    return value;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const first = ranges[range] as number;
    for (let index = 0; index < (ranges[range + 1] as number); index++) {
      if (at + kindWidth + atWidth + lastWidth > data.length) throw corrupt('cross-reference stream is too short');
      const kind = kindWidth === 0 ? 1 : field(kindWidth);
      const second = field(atWidth);
      const third = field(lastWidth);
      const number = first + index;
      if (entries.has(number)) continue;
      if (kind === 2) entries.set(number, { at: third, stream: second });
      else entries.set(number, { at: kind === 1 ? second : -1, stream: null });
    }
  }
}

// —— objects ——

class Objects {
  readonly #bytes: Uint8Array;
  readonly #entries: ReadonlyMap<number, Entry>;
  readonly #streams = new Map<number, readonly PdfValue[]>();

  constructor(bytes: Uint8Array, entries: ReadonlyMap<number, Entry>) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let at = value;
    for (let step = 0; at?.kind === 'ref'; step++) {
      if (step > mostDepth) throw corrupt('references in a circle');
      at = this.#object(at.number);
    }
    return at;
  }

  #object(number: number): PdfValue | undefined {
    const entry = this.#entries.get(number);
    if (!entry || entry.at < 0) return undefined;
    if (entry.stream !== null) return this.#inStream(entry.stream)[entry.at];
    const lexer = new Lexer(this.#bytes, entry.at);
    if (lexer.integer() !== number) throw corrupt(`object ${number} is not where it should be`);
    lexer.integer();
    if (lexer.word() !== 'obj') throw corrupt(`no object ${number}`);
    return lexer.value();
  }

  #inStream(number: number): readonly PdfValue[] {
    const known = this.#streams.get(number);
    if (known) return known;
    const entry = this.#entries.get(number);
    if (!entry || entry.stream !== null || entry.at < 0) throw corrupt('object stream within another');
    const { dictionary, data } = readStream(this.#bytes, entry.at, (value) => this.resolve(value));
    const count = numberOf(this.resolve(dictionary.entries.get('N'))) ?? 0;
    const first = numberOf(this.resolve(dictionary.entries.get('First'))) ?? 0;
    const lexer = new Lexer(data, 0);
    const values: PdfValue[] = [];
    for (let index = 0; index < count; index++) {
      lexer.integer();
      values.push(new Lexer(data, first + lexer.integer()).value());
    }
    this.#streams.set(number, values);
    return values;
  }
}

type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

/** The stream object at an offset, inflated. */
function readStream(
  bytes: Uint8Array,
  start: number,
  resolve: Resolve = (value) => value,
): { dictionary: PdfDictionary; data: Uint8Array } {
  const lexer = new Lexer(bytes, start);
  lexer.integer();
  lexer.integer();
  if (lexer.word() !== 'obj') throw corrupt('no object');
  const dictionary = asDictionary(lexer.value());
  if (lexer.word() !== 'stream') throw corrupt('no stream');
  if (bytes[lexer.at] === 0x0d) lexer.at++;
  if (bytes[lexer.at] === 0x0a) lexer.at++;
  const length = numberOf(resolve(dictionary.entries.get('Length')));
  if (length === undefined || lexer.at + length > bytes.length) throw corrupt('length of a stream');
  const data = bytes.subarray(lexer.at, lexer.at + length);
  const filters = listOf(resolve(dictionary.entries.get('Filter')));
  if (filters.length === 0) return { dictionary, data };
  const [filter] = filters.map(resolve);
  if (filters.length > 1 || filter?.kind !== 'name' || !/^(FlateDecode|Fl)$/.test(filter.value))
    throw corrupt('filter');
  const parameters = resolve(listOf(resolve(dictionary.entries.get('DecodeParms')))[0]);
  return { dictionary, data: withoutPredictor(inflated(data), parameters) };
}

function inflated(data: Uint8Array): Uint8Array {
  let result: Uint8Array;
  try {
    result = unzlibSync(data);
  } catch (error) {
    throw corrupt(`cannot inflate: ${String(error)}`);
  }
  if (result.length > mostInflated) throw corrupt('stream is too large');
  return result;
}

/** PNG's filters of rows, which cross-reference streams have. */
function withoutPredictor(data: Uint8Array, parameters: PdfValue | undefined): Uint8Array {
  const entries = parameters?.kind === 'dictionary' ? parameters.entries : new Map<string, PdfValue>();
  const predictor = numberOf(entries.get('Predictor')) ?? 1;
  if (predictor === 1) return data;
  const bits = (numberOf(entries.get('BitsPerComponent')) ?? 8) * (numberOf(entries.get('Colors')) ?? 1);
  if (predictor < 10 || bits !== 8) throw corrupt('predictor');
  const width = numberOf(entries.get('Columns')) ?? 1;
  const rows = Math.floor(data.length / (width + 1));
  const result = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (width + 1)] as number;
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const left = column > 0 ? (result[at - 1] as number) : 0;
      const up = row > 0 ? (result[at - width] as number) : 0;
      const corner = column > 0 && row > 0 ? (result[at - width - 1] as number) : 0;
      result[at] = (data[row * (width + 1) + 1 + column] as number) + predicted(kind, left, up, corner);
    }
  }
  return result;
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      throw corrupt('filter of a row');
  }
}

// —— pages ——

/** What pages take over from the nodes above them. */
type Inherited = Readonly<Partial<Record<'MediaBox' | 'CropBox' | 'Rotate', PdfValue>>>;

function pagesOf(objects: Objects, trailer: PdfDictionary, last: number): PdfPage[] {
  const root = asDictionary(objects.resolve(trailer.entries.get('Root')));
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const visit = (reference: PdfValue | undefined, inherited: Inherited, depth: number): void => {
    if (pages.length >= last) return;
    if (reference?.kind !== 'ref' || seen.has(reference.number) || depth > mostDepth || seen.size > mostNodes) {
      throw corrupt('page tree');
    }
    seen.add(reference.number);
    const dictionary = asDictionary(objects.resolve(reference));
    const own: Inherited = { ...inherited, ...ownOf(dictionary) };
    const kids = objects.resolve(dictionary.entries.get('Kids'));
    if (kids?.kind === 'array') {
      for (const kid of kids.items) visit(kid, own, depth + 1);
    } else {
      const { number, generation } = reference;
      const turns = Math.round((numberOf(objects.resolve(own.Rotate)) ?? 0) / 90) % 4;
      pages.push({
        number,
        generation,
        dictionary,
        box: displayedBox(boxOf(objects, own.MediaBox), boxOf(objects, own.CropBox)),
        quarterTurns: ((turns + 4) % 4) as 0 | 1 | 2 | 3,
      });
    }
  };
  visit(root.entries.get('Pages'), {}, 0);
  return pages;
}

function ownOf({ entries }: PdfDictionary): Inherited {
  const own: Partial<Record<keyof Inherited, PdfValue>> = {};
  for (const name of ['MediaBox', 'CropBox', 'Rotate'] as const) {
    const value = entries.get(name);
    if (value) own[name] = value;
  }
  return own;
}

type Box = readonly [number, number, number, number];

/** As the engine has it: without a usable media box US letter, the crop box as far as it lies in the media box. */
function displayedBox(media: Box | null, crop: Box | null): Box {
  const whole = media ?? [0, 0, 612, 792];
  if (!crop) return whole;
  return [
    Math.max(whole[0], crop[0]),
    Math.max(whole[1], crop[1]),
    Math.min(whole[2], crop[2]),
    Math.min(whole[3], crop[3]),
  ];
}

function boxOf(objects: Objects, value: PdfValue | undefined): Box | null {
  const array = objects.resolve(value);
  if (array?.kind !== 'array' || array.items.length < 4) return null;
  const [a, b, c, d] = array.items.map((item) => numberOf(objects.resolve(item)) ?? 0) as [
    number,
    number,
    number,
    number,
  ];
  const box: Box = [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
  return box[2] > box[0] && box[3] > box[1] ? box : null;
}

// —— values ——

function asDictionary(value: PdfValue | undefined): PdfDictionary {
  if (value?.kind !== 'dictionary') throw corrupt('no dictionary');
  return value;
}

function numberOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

function numbersOf(value: PdfValue | undefined): number[] {
  return listOf(value).map((item) => numberOf(item) ?? 0);
}

/** One value stands for a list of one. */
function listOf(value: PdfValue | undefined): readonly PdfValue[] {
  if (!value || (value.kind === 'other' && value.isNull)) return [];
  return value.kind === 'array' ? value.items : [value];
}

function hasWord(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) if (bytes[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

const blanks = new Set([0, 9, 10, 12, 13, 32]);
/** ( ) < > [ ] { } / % */
const delimiters = new Set([0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x2f, 0x25]);

class Lexer {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    if (!(at >= 0 && at < bytes.length)) throw corrupt('offset outside of the file');
    this.bytes = bytes;
    this.at = at;
  }

  skipBlanks(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25) {
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at++;
      } else if (blanks.has(byte)) this.at++;
      else return;
    }
  }

  /** Characters up to a blank or delimiter. */
  word(): string {
    this.skipBlanks();
    let text = '';
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined || blanks.has(byte) || delimiters.has(byte)) return text;
      text += String.fromCharCode(byte);
      this.at++;
      if (text.length > 1000) throw corrupt('endless word');
    }
  }

  integer(): number {
    const text = this.word();
    if (!/^\d{1,15}$/.test(text)) throw corrupt('no whole number');
    return Number(text);
  }

  value(depth = 0): PdfValue {
    if (depth > mostDepth) throw corrupt('values are nested too deep');
    this.skipBlanks();
    const { bytes, at: start } = this;
    const byte = bytes[start];
    const place = () => ({ source: bytes, start, end: this.at });
    if (byte === 0x2f) {
      this.at++;
      const value = this.word().replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return { ...place(), kind: 'name', value };
    }
    if (byte === 0x5b) {
      this.at++;
      const items = this.#items(0x5d, depth);
      this.at++;
      return { ...place(), kind: 'array', items };
    }
    if (byte === 0x3c && bytes[start + 1] === 0x3c) {
      this.at += 2;
      const items = this.#items(0x3e, depth);
      if (bytes[this.at + 1] !== 0x3e) throw corrupt('end of a dictionary');
      this.at += 2;
      return { ...place(), kind: 'dictionary', entries: entriesOf(items) };
    }
    if (byte === 0x28 || byte === 0x3c) {
      this.#skipString(byte === 0x28);
      return { ...place(), kind: 'other', isNull: false };
    }
    const word = this.word();
    if (word === '') throw corrupt('no value');
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return this.#reference(Number(word), place());
    return { ...place(), kind: 'other', isNull: word === 'null' };
  }

  /** A number, or the reference that begins with it. */
  #reference(value: number, place: { source: Uint8Array; start: number; end: number }): PdfValue {
    if (Number.isInteger(value) && value >= 0) {
      const behind = this.at;
      const generation = this.word();
      if (/^\d{1,5}$/.test(generation) && this.word() === 'R') {
        return { ...place, end: this.at, kind: 'ref', number: value, generation: Number(generation) };
      }
      this.at = behind;
    }
    return { ...place, kind: 'number', value };
  }

  #items(closing: number, depth: number): PdfValue[] {
    const items: PdfValue[] = [];
    for (;;) {
      this.skipBlanks();
      if (this.bytes[this.at] === closing) return items;
      items.push(this.value(depth + 1));
    }
  }

  #skipString(literal: boolean): void {
    let open = 0;
    for (; this.at < this.bytes.length; this.at++) {
      const byte = this.bytes[this.at];
      if (!literal) {
        if (byte === 0x3e) break;
      } else if (byte === 0x5c) this.at++;
      else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) break;
    }
    if (this.at >= this.bytes.length) throw corrupt('endless string');
    this.at++;
  }
}

function entriesOf(items: readonly PdfValue[]): Map<string, PdfValue> {
  const entries = new Map<string, PdfValue>();
  if (items.length % 2 === 1) throw corrupt('dictionary');
  for (let index = 0; index < items.length; index += 2) {
    const key = items[index] as PdfValue;
    if (key.kind !== 'name') throw corrupt('key of a dictionary');
    entries.set(key.value, items[index + 1] as PdfValue);
  }
  return entries;
}

function corrupt(detail: string): ReadError {
  return new ReadError('corrupt', detail);
}
