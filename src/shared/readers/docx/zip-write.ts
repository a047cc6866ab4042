/** A ZIP archive again with some parts replaced or added; all others are copied as they are stored. */
import { deflateSync } from 'fflate/browser';
import { partKey, updateCrc, type ZipArchive } from './zip.ts';

interface Written {
  readonly record: Uint8Array;
  readonly data: Uint8Array;
}

/** The archive's bytes. New parts come last, in the order of `parts`. Throws ReadError `corrupt`. */
export function rewriteZip(archive: ZipArchive, parts: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const changed = new Map([...parts].map(([name, content]) => [partKey(name), { name, content }]));
  const all: Written[] = archive.stored().map(({ key, record, crc, size, data }) => {
    const change = changed.get(key);
    changed.delete(key);
    return change ? packed(recordOf(record), change.content) : stored(record, crc, size, data);
  });
  for (const { name, content } of changed.values()) all.push(packed(newRecord(name), content));
  return joined(all);
}

/** The record without what is said elsewhere than in the directory: extra fields, comment, sums behind the data. */
function recordOf(record: Uint8Array): Uint8Array {
  const own = record.slice();
  const view = viewOf(own);
  view.setUint16(8, view.getUint16(8, true) & ~8, true);
  view.setUint16(30, 0, true);
  view.setUint16(32, 0, true);
  return own;
}

function stored(record: Uint8Array, crc: number, size: number, data: Uint8Array): Written {
  const own = recordOf(record);
  sums(own, crc, size, data.length);
  return { record: own, data };
}

function packed(record: Uint8Array, content: Uint8Array): Written {
  const data = deflateSync(content, { level: 6 });
  const view = viewOf(record);
  // Not encrypted, whatever was there before; deflated.
  view.setUint16(8, view.getUint16(8, true) & 0x800, true);
  view.setUint16(10, 8, true);
  sums(record, ~updateCrc(-1, content), content.length, data.length);
  return { record, data };
}

function sums(record: Uint8Array, crc: number, size: number, compressed: number): void {
  const view = viewOf(record);
  view.setInt32(16, crc, true);
  view.setUint32(20, compressed, true);
  view.setUint32(24, size, true);
}

/** Part names are ASCII; the time is that of the format's beginning. */
function newRecord(name: string): Uint8Array {
  const record = new Uint8Array(46 + name.length);
  const view = viewOf(record);
  view.setUint32(0, 0x02014b50, true);
  view.setUint16(4, 20, true);
  view.setUint16(6, 20, true);
  view.setUint16(14, 0x21, true);
  view.setUint16(28, name.length, true);
  for (let index = 0; index < name.length; index++) record[46 + index] = name.charCodeAt(index);
  return record;
}

function joined(all: readonly Written[]): Uint8Array<ArrayBuffer> {
  const local = all.reduce((sum, { record, data }) => sum + record.length - 16 + data.length, 0);
  const directory = all.reduce((sum, { record }) => sum + record.length, 0);
  const bytes = new Uint8Array(local + directory + 22);
  const view = viewOf(bytes);
  let at = 0;
  for (const { record, data } of all) {
    viewOf(record).setUint32(42, at, true);
    view.setUint32(at, 0x04034b50, true);
    // Version to name length, which both headers have in the same order; the local one has no extra field.
    bytes.set(record.subarray(6, 30), at + 4);
    bytes.set(record.subarray(46), at + 30);
    bytes.set(data, at + record.length - 16);
    at += record.length - 16 + data.length;
  }
  for (const { record } of all) {
    bytes.set(record, at);
    at += record.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, all.length, true);
  view.setUint16(at + 10, all.length, true);
  view.setUint32(at + 12, directory, true);
  view.setUint32(at + 16, local, true);
  return bytes;
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
