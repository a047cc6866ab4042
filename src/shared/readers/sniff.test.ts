/** What a file is, told by its content; and what it is called, where it is none of ours. */
import { describe, expect, it } from 'vitest';
import { ReadError } from '../document/errors.ts';
import { sniff } from './sniff.ts';

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];
const zip = [0x50, 0x4b, 0x03, 0x04];
const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

function told(bytes: readonly number[], name: string): string {
  try {
    return sniff(Uint8Array.from(bytes), name);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return [error.code, ...Object.values(error.values)].join(' ');
  }
}

describe('a file', () => {
  it.each<[what: string, bytes: readonly number[], name: string, told: string]>([
    ['a DOCX', zip, 'a.docx', 'docx'],
    ['a DOCX called .pdf', zip, 'a.pdf', 'docx'],
    ['a DOCX without ending', zip, 'a', 'docx'],
    ['an OLE file, which may be a DOCX with a password', ole, 'a.docx', 'docx'],
    ['an old Word file', ole, 'a.doc', 'docx'],
    ['a PDF', ascii('%PDF-1.7\n'), 'a.pdf', 'pdf'],
    ['a PDF called .docx', ascii('%PDF-1.7\n'), 'a.docx', 'pdf'],
    ['a PDF behind other bytes', [...new Array<number>(1000).fill(0x20), ...ascii('%PDF-')], 'a.pdf', 'pdf'],
    ['a text', ascii('report'), 'a.txt', 'txt'],
    ['a text without ending', ascii('report'), 'a', 'txt'],
    ['a text that speaks of HTML', ascii(`${'x'.repeat(600)}<html>`), 'a.txt', 'txt'],
    ['a text that begins with BM', ascii('BM'), 'a.txt', 'txt'],
    ['text called .docx', ascii('report'), 'a.docx', 'corrupt docx'],
    ['text called .PDF', ascii('report'), 'a.PDF', 'corrupt pdf'],
    ['nothing', [], 'a.docx', 'empty'],
    ['an RTF file', ascii('{\\rtf1'), 'a.rtf', 'unsupported rtf'],
    ['an RTF file called .doc', ascii('{\\rtf1'), 'a.doc', 'unsupported rtf'],
    ['an OFD file', zip, 'a.ofd', 'unsupported ofd'],
    ['a web page', ascii('<!DOCTYPE html>'), 'a.html', 'unsupported html'],
    ['a web page called .doc', ascii('\n<HTML xmlns:o="x">'), 'a.doc', 'unsupported html'],
    ['a web page called .txt', ascii('<html>'), 'a.txt', 'unsupported html'],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47], 'a.png', 'unsupported image'],
    ['a JPEG called .pdf', [0xff, 0xd8, 0xff, 0xe0], 'a.pdf', 'unsupported image'],
    ['a GIF', ascii('GIF89a'), 'a.gif', 'unsupported image'],
    ['a TIFF', [0x49, 0x49, 0x2a, 0], 'a.tif', 'unsupported image'],
    ['a RAR archive', ascii('Rar!'), 'a.rar', 'unsupported archive'],
    ['a 7z archive', [0x37, 0x7a, 0xbc, 0xaf], 'a.docx', 'unsupported archive'],
  ])('%s', (_, bytes, name, wanted) => {
    expect(told(bytes, name)).toBe(wanted);
  });
});
