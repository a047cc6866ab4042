/**
 * The ZIP side of a DOCX: finds the parts by the central directory and inflates one at a time, in chunks,
 * so that a part that lies about its size is stopped at the limit and not after it. The sums of the
 * directory (CRC-32, size) are compared with what came out: a part that was altered on the way reads
 * well and says something else.
 */
import { Inflate, inflateSync } from 'fflate/browser';
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';

interface Entry {
  readonly name: string;
  /** Where its record begins in the central directory. */
  readonly record: number;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly localHeader: number;
}

/** A part as it is stored, for copying. */
export interface StoredPart {
  readonly key: string;
  /** The record of the central directory, up to its extra fields. */
  readonly record: Uint8Array;
  readonly crc: number;
  readonly size: number;
  /** As compressed. */
  readonly data: Uint8Array;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localFile = 0x04034b50;
const zip64Locator = 0x07064b50;
const zip64End = 0x06064b50;
/**
 * What the platform has of its own for ZIP, several times as fast as the same in JavaScript; fflate does it where
 * there is none, and whatever the platform's cannot finish.
 */
export interface ZipTools {
  /**
   * Inflates a raw DEFLATE stream. Throws where it is broken or gives more than `most` bytes. `expected`: how many it
   * should give, where that is known.
   */
  inflate(data: Uint8Array, most: number, expected?: number): Uint8Array;
  crc32(data: Uint8Array): number;
}

/** Parts larger than this, in bytes, are inflated in pieces, so that a reader that has enough ends it. */
const atOnce = 8 * 2 ** 20;
/** The same without the platform's tools: inflating in pieces then takes no more time, and less memory. */
const small = 16 * 2 ** 10;

const stored = 0;
const deflated = 8;
/** Compressed bytes per step: at most 1032 times as many come out before the limit is looked at. */
const step = 16_384;

export class ZipArchive {
  /** Names of the parts read so far whose content is not what the directory says. */
  readonly damaged: string[] = [];
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  readonly #limit: number;
  readonly #tools: ZipTools | undefined;
  #inflated = 0;

  /** Throws ReadError `corrupt` when there is no whole directory. */
  constructor(bytes: Uint8Array, limits: ReadLimits, tools?: ZipTools) {
    this.#tools = tools;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limit = limits.inflatedBytes;
    this.#readDirectory();
  }

  /** Part names are compared without case and without the leading slash, as OPC asks. */
  has(name: string): boolean {
    return this.#entries.has(partKey(name));
  }

  /**
   * Hands the part's bytes to `consume`, in order. Throws ReadError `encrypted`, `unsupported` (compression
   * method), `too-large` or `corrupt`, and what `consume` throws.
   */
  read(name: string, consume: (chunk: Uint8Array) => void): void {
    const entry = this.#entries.get(partKey(name));
    if (!entry) throw new ReadError('corrupt', `no part ${name}`);
    if (entry.encrypted) throw new ReadError('encrypted', `part ${name} is encrypted`);
    const data = this.#dataOf(entry);
    const whole = this.#whole(entry, data);
    if (whole) {
      consume(whole);
      return;
    }
    let size = 0;
    let crc = -1;
    const take = (chunk: Uint8Array): void => {
      size += chunk.length;
      this.#inflated += chunk.length;
      if (this.#inflated > this.#limit) {
        throw new ReadError('too-large', `parts inflate to more than ${this.#limit} bytes`, { limit: this.#limit });
      }
      crc = updateCrc(crc, chunk);
      consume(chunk);
    };
    if (entry.method === stored) take(data);
    else if (entry.method === deflated) inflate(data, take, name);
    else throw new ReadError('unsupported', `compression method ${entry.method}`);
    if (size !== entry.size || ~crc !== entry.crc) this.damaged.push(entry.name);
  }

  /** The part at once; null where it is not what the directory says, or too large for that. */
  #whole(entry: Entry, data: Uint8Array): Uint8Array | null {
    const { size } = entry;
    if (entry.method !== deflated || size > this.#limit - this.#inflated) return null;
    const tools = this.#tools;
    const most = tools ? atOnce : small;
    if (size > most || data.length > most) return null;
    let part: Uint8Array;
    try {
      part = tools ? tools.inflate(data, size, size) : inflateSync(data, { out: new Uint8Array(size) });
    } catch {
      return null;
    }
    const crc = tools ? tools.crc32(part) | 0 : ~updateCrc(-1, part);
    if (part.length !== size || crc !== entry.crc) return null;
    this.#inflated += size;
    return part;
  }

  /** Everything in the archive, in the order of its directory. Throws ReadError `corrupt`. */
  stored(): StoredPart[] {
    return [...this.#entries].map(([key, entry]) => ({
      key,
      record: this.#bytes.subarray(entry.record, entry.record + 46 + this.#view.getUint16(entry.record + 28, true)),
      crc: entry.crc,
      size: entry.size,
      data: this.#dataOf(entry),
    }));
  }

  #dataOf(entry: Entry): Uint8Array {
    const at = entry.localHeader;
    if (at + 30 > this.#bytes.length || this.#view.getUint32(at, true) !== localFile) {
      throw new ReadError('corrupt', `no local header for ${entry.name}`);
    }
    const start = at + 30 + this.#view.getUint16(at + 26, true) + this.#view.getUint16(at + 28, true);
    const end = start + entry.compressedSize;
    if (end > this.#bytes.length) throw new ReadError('corrupt', `${entry.name} ends beyond the file`);
    return this.#bytes.subarray(start, end);
  }

  #readDirectory(): void {
    const view = this.#view;
    const end = this.#findEnd();
    let count = view.getUint16(end + 10, true);
    let size = view.getUint32(end + 12, true);
    let start = view.getUint32(end + 16, true);
    let directoryEnd = end;
    const locator = end - 20;
    if (locator >= 0 && view.getUint32(locator, true) === zip64Locator) {
      const end64 = this.#number64(locator + 8);
      if (end64 + 56 <= view.byteLength && view.getUint32(end64, true) === zip64End) {
        count = this.#number64(end64 + 32);
        size = this.#number64(end64 + 40);
        start = this.#number64(end64 + 48);
        directoryEnd = end64;
      }
    }
    // Bytes in front of the archive shift all its offsets.
    const shift = directoryEnd - size - start;
    if (shift < 0) throw new ReadError('corrupt', 'ZIP directory is cut off');
    let at = start + shift;
    for (let index = 0; index < count; index++) {
      if (at + 46 > directoryEnd || view.getUint32(at, true) !== directoryEntry) {
        throw new ReadError('corrupt', 'ZIP directory is damaged');
      }
      at = this.#readEntry(at, shift);
    }
  }

  #findEnd(): number {
    const last = this.#view.byteLength - 22;
    for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
      if (this.#view.getUint32(at, true) === endOfDirectory) return at;
    }
    throw new ReadError('corrupt', 'no ZIP directory');
  }

  /** Answers with the offset of the next entry. */
  #readEntry(at: number, shift: number): number {
    const view = this.#view;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const extra = at + 46 + nameLength;
    const next = extra + extraLength + view.getUint16(at + 32, true);
    if (next > view.byteLength) throw new ReadError('corrupt', 'ZIP directory is damaged');
    let name = '';
    for (let index = at + 46; index < extra; index++) name += String.fromCharCode(this.#bytes[index] as number);
    const large = this.#zip64Fields(extra, extra + extraLength);
    const field = (offset: number): number => {
      const value = view.getUint32(offset, true);
      return value === 0xffffffff ? (large.shift() ?? value) : value;
    };
    // The order is that of the ZIP64 field: size, compressed size, offset.
    const size = field(at + 24);
    const compressedSize = field(at + 20);
    const localHeader = field(at + 42) + shift;
    this.#entries.set(partKey(name), {
      name,
      record: at,
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      crc: view.getInt32(at + 16, true),
      compressedSize,
      size,
      localHeader,
    });
    return next;
  }

  #zip64Fields(start: number, end: number): number[] {
    for (let at = start; at + 4 <= end; at += 4 + this.#view.getUint16(at + 2, true)) {
      if (this.#view.getUint16(at, true) !== 1) continue;
      const stop = Math.min(end, at + 4 + this.#view.getUint16(at + 2, true));
      const fields: number[] = [];
      for (let field = at + 4; field + 8 <= stop; field += 8) fields.push(this.#number64(field));
      return fields;
    }
    return [];
  }

  #number64(at: number): number {
    return Number(this.#view.getBigUint64(at, true));
  }
}

function inflate(data: Uint8Array, take: (chunk: Uint8Array) => void, name: string): void {
  const inflated: Uint8Array[] = [];
  const stream = new Inflate((chunk) => inflated.push(chunk));
  for (let at = 0; at < data.length || at === 0; at += step) {
    try {
      stream.push(data.subarray(at, at + step), at + step >= data.length);
    } catch (error) {
      throw new ReadError('corrupt', `cannot inflate ${name}: ${String(error)}`);
    }
    // Outside of the try: what the reader of the bytes throws is its own.
    for (const chunk of inflated.splice(0)) take(chunk);
  }
}

/** As part names are compared. */
export function partKey(name: string): string {
  const key = (name.includes('\\') ? name.replaceAll('\\', '/') : name).toLowerCase();
  return key.startsWith('/') ? key.replace(/^\/+/, '') : key;
}

/** Four tables of 256: the effect of a byte that stands 0, 1, 2 or 3 bytes before the last. Made when first needed. */
let crcTables: Int32Array | undefined;

function makeCrcTables(): Int32Array {
  const tables = new Int32Array(4 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    tables[byte] = value;
  }
  for (let index = 256; index < tables.length; index++) {
    const before = tables[index - 256] as number;
    tables[index] = (before >>> 8) ^ (tables[before & 0xff] as number);
  }
  return tables;
}

/**
 * Begins with -1, its complement is the sum. Four bytes at a time: with one, it took a quarter of the time of reading a
 * file.
 */
export function updateCrc(crc: number, bytes: Uint8Array): number {
  crcTables ??= makeCrcTables();
  const tables = crcTables;
  const whole = bytes.length - (bytes.length % 4);
  let value = crc;
  let at = 0;
  for (; at < whole; at += 4) {
    value ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    value =
      (tables[768 + (value & 0xff)] as number) ^
      (tables[512 + ((value >>> 8) & 0xff)] as number) ^
      (tables[256 + ((value >>> 16) & 0xff)] as number) ^
      (tables[value >>> 24] as number);
  }
  for (; at < bytes.length; at++) {
    value = (tables[(value ^ (bytes[at] as number)) & 0xff] as number) ^ (value >>> 8);
  }
  return value;
}
