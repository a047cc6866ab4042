/** What a file is, by its first bytes; the name only tells what kind of foreign file it is. */
import type { Format } from '../document/document.ts';
import { ReadError } from '../document/errors.ts';

/** Signatures of files that are handed in by mistake, with the name of what they are. */
const foreign: readonly [bytes: readonly number[], kind: string][] = [
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'rtf'],
  [[0x89, 0x50, 0x4e, 0x47], 'image'],
  [[0xff, 0xd8, 0xff], 'image'],
  [[0x47, 0x49, 0x46, 0x38], 'image'],
  [[0x42, 0x4d], 'image'],
  [[0x49, 0x49, 0x2a, 0x00], 'image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'image'],
  [[0x52, 0x61, 0x72, 0x21], 'archive'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'archive'],
  [[0x1f, 0x8b], 'archive'],
];
const zip = [0x50, 0x4b, 0x03, 0x04];
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * The format of a file's content.
 * @throws ReadError 'empty' for no bytes, 'unsupported' (values.kind) for a known foreign format, 'corrupt'
 *   for a file whose name promises DOCX or PDF and whose content is neither.
 */
export function sniff(bytes: Uint8Array, name: string): Format {
  if (bytes.length === 0) throw new ReadError('empty', 'no bytes');
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (startsWith(bytes, zip)) {
    if (extension === 'ofd') throw new ReadError('unsupported', 'OFD', { kind: 'ofd' });
    return 'docx';
  }
  // A DOCX with a password is an OLE file too: the DOCX reader tells it from an old .doc or .wps.
  if (startsWith(bytes, ole)) return 'docx';
  // The header of a PDF may stand anywhere in the first kilobyte.
  if (indexOf(bytes.subarray(0, 1024), [0x25, 0x50, 0x44, 0x46, 0x2d]) >= 0) return 'pdf';
  for (const [signature, kind] of foreign) {
    if (startsWith(bytes, signature) && !(kind === 'image' && extension === 'txt')) {
      throw new ReadError('unsupported', kind, { kind });
    }
  }
  const start = String.fromCharCode(...bytes.subarray(0, 512)).toLowerCase();
  if (/<(?:!doctype html|html|head|body)\b/.test(start)) throw new ReadError('unsupported', 'HTML', { kind: 'html' });
  if (extension === 'docx' || extension === 'pdf') {
    throw new ReadError('corrupt', `named .${extension}, but the content is not`, { format: extension });
  }
  return 'txt';
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function indexOf(bytes: Uint8Array, needle: readonly number[]): number {
  for (let at = 0; at + needle.length <= bytes.length; at++) {
    if (needle.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}
