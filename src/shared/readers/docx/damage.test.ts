/** Files that cannot be read: each is refused with the right code, and none with anything but a ReadError. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ReadError } from '../../document/errors.ts';
import { defaultLimits, type ReadLimits } from '../limits.ts';
import { readDocx } from './index.ts';
import { type DocxParts, makeDocx, namespaces, p, r, show, tbl, tc } from './make-docx.ts';

function outcome(bytes: Uint8Array, limits: Partial<ReadLimits> = {}): string {
  try {
    readDocx(bytes, { ...defaultLimits, ...limits });
    return 'read';
  } catch (error) {
    if (error instanceof ReadError) return error.code;
    throw error;
  }
}

const good = makeDocx({ body: p('政府信息公开') + tbl(['1', '2'], ['3', '4']) });

const withDocument = (document: string | Uint8Array) => makeDocx({ parts: { 'word/document.xml': document } });
const inDocument = (content: string, prolog = '') =>
  withDocument(`${prolog}<w:document ${namespaces}><w:body>${content}</w:body></w:document>`);
const utf16 = (text: string) => Uint8Array.from([...text].flatMap((letter) => [letter.charCodeAt(0), 0]));
const ole = (content: string) =>
  new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600), ...utf16(content), 0, 0]);

/** Changes a field of the directory entry of a part: offsets as in the ZIP format. */
function withDirectoryField(bytes: Uint8Array, name: string, offset: number, value: number, size: 2 | 4): Uint8Array {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    if (strFromU8(copy.subarray(at + 46, at + 46 + view.getUint16(at + 28, true))) !== name) continue;
    if (size === 2) view.setUint16(at + offset, value, true);
    else view.setUint32(at + offset, value, true);
  }
  return copy;
}

const image = '<w:r><w:drawing><pic:pic/></w:drawing></w:r>';

describe('refused files', () => {
  it.each<{ name: string; bytes: Uint8Array; code: string }>([
    { name: 'nothing at all', bytes: new Uint8Array(), code: 'corrupt' },
    { name: 'text', bytes: strToU8('政府信息公开'.repeat(50)), code: 'corrupt' },
    { name: 'the first half of a file', bytes: good.subarray(0, good.length / 2), code: 'corrupt' },
    {
      name: 'a file with a hole',
      bytes: new Uint8Array([...good.subarray(0, 200), ...good.subarray(700)]),
      code: 'corrupt',
    },
    { name: 'an old Word file', bytes: ole('WordDocument'), code: 'unsupported' },
    { name: 'a file with a password', bytes: ole('EncryptedPackage'), code: 'encrypted' },
    {
      name: 'an encrypted ZIP entry',
      bytes: withDirectoryField(good, 'word/document.xml', 8, 1, 2),
      code: 'encrypted',
    },
    {
      name: 'another compression method',
      bytes: withDirectoryField(good, 'word/document.xml', 10, 12, 2),
      code: 'unsupported',
    },
    { name: 'another ZIP', bytes: zipSync({ 'a.txt': strToU8('a') }), code: 'corrupt' },
    {
      name: 'an OpenDocument text',
      bytes: zipSync({ mimetype: strToU8('application/vnd.oasis') }),
      code: 'unsupported',
    },
    {
      name: 'a workbook',
      bytes: makeDocx({
        parts: {
          '_rels/.rels':
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
          '[Content_Types].xml':
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
          'xl/workbook.xml': '<workbook/>',
          'word/document.xml': null,
        },
      }),
      code: 'unsupported',
    },
    { name: 'no main part', bytes: makeDocx({ parts: { 'word/document.xml': null } }), code: 'corrupt' },
    { name: 'a document without a body', bytes: withDocument(`<w:document ${namespaces}/>`), code: 'corrupt' },
    { name: 'another root', bytes: withDocument('<html><p>a</p></html>'), code: 'corrupt' },
    { name: 'an empty main part', bytes: withDocument(''), code: 'corrupt' },
    { name: 'tags that do not match', bytes: inDocument('<w:p></w:r></w:p>'), code: 'corrupt' },
    { name: 'XML that is cut off', bytes: withDocument(`<w:document ${namespaces}><w:body>`), code: 'corrupt' },
    { name: 'a prefix that is not declared', bytes: inDocument('<zz:p/>'), code: 'corrupt' },
    { name: 'broken UTF-8', bytes: withDocument(new Uint8Array([...strToU8('<a>'), 0xff, 0xc0])), code: 'corrupt' },
    { name: 'a row outside a table', bytes: inDocument('<w:tr/>'), code: 'corrupt' },
    { name: 'a cell outside a row', bytes: inDocument('<w:tbl><w:tc/></w:tbl>'), code: 'corrupt' },
    { name: 'broken styles', bytes: makeDocx({ body: p('a'), styles: '<w:style>' }), code: 'corrupt' },
    { name: 'broken numbering', bytes: makeDocx({ body: p('a'), numbering: '&' }), code: 'corrupt' },
    { name: 'a document type', bytes: inDocument(p('a'), '<!DOCTYPE w:document>'), code: 'corrupt' },
    {
      name: 'an entity of a file',
      bytes: inDocument(p(r('&x;')), '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      code: 'corrupt',
    },
    {
      name: 'an entity bomb',
      bytes: inDocument(
        p(r('&c;')),
        `<!DOCTYPE a [<!ENTITY a "${'a'.repeat(100)}"><!ENTITY b "${'&a;'.repeat(100)}"><!ENTITY c "${'&b;'.repeat(100)}">]>`,
      ),
      code: 'corrupt',
    },
    { name: 'an entity that is not declared', bytes: inDocument(p(r('&nbsp;'))), code: 'corrupt' },
    { name: 'an empty document', bytes: makeDocx({ body: p() + p(r(' ')) }), code: 'empty' },
    { name: 'pictures and no text', bytes: makeDocx({ body: p(image) + tbl([tc(p(image))]) }), code: 'scanned' },
    {
      name: 'nothing but content of another format',
      bytes: makeDocx({ body: '<w:altChunk r:id="a"/>' }),
      code: 'unsupported',
    },
  ])('$name: $code', ({ bytes, code }) => {
    expect(outcome(bytes)).toBe(code);
  });
});

describe('limits', () => {
  const wide = tbl([tc('1', '<w:gridSpan w:val="30"/>')], ['1'], ['1'], ['1']);
  const nested = (depth: number): string => (depth === 0 ? p('a') : tbl([tc(nested(depth - 1) + p())]));
  const lying = withDirectoryField(makeDocx({ body: p('a'.repeat(100_000)) }), 'word/document.xml', 24, 10, 4);

  it.each<{ name: string; parts: DocxParts | Uint8Array; limits: Partial<ReadLimits> }>([
    { name: 'bytes of the file', parts: { body: p('a') }, limits: { fileBytes: 100 } },
    {
      name: 'bytes of a part that inflates',
      parts: { body: p('a'.repeat(100_000)) },
      limits: { inflatedBytes: 50_000 },
    },
    { name: 'bytes of a part that says it is small', parts: lying, limits: { inflatedBytes: 50_000 } },
    {
      name: 'bytes of all parts together',
      parts: { body: p('a'.repeat(30_000)), styles: `<!--${'a'.repeat(30_000)}-->` },
      limits: { inflatedBytes: 50_000 },
    },
    { name: 'characters', parts: { body: p('a'.repeat(60)) + p('b'.repeat(60)) }, limits: { characters: 100 } },
    { name: 'empty paragraphs count as one', parts: { body: p('a') + p().repeat(100) }, limits: { characters: 100 } },
    { name: 'slots of a table', parts: { body: wide }, limits: { tableSlots: 100 } },
    { name: 'slots of all tables', parts: { body: wide.repeat(3) }, limits: { characters: 300 } },
    { name: 'columns of a cell', parts: { body: tbl([tc('1', '<w:gridSpan w:val="999999999"/>')]) }, limits: {} },
    { name: 'tables in tables', parts: { body: nested(40) }, limits: { nesting: 32 } },
    {
      name: 'elements in elements',
      parts: { body: p(`${'<w:smartTag>'.repeat(5000)}${r('a')}${'</w:smartTag>'.repeat(5000)}`) },
      limits: {},
    },
    {
      name: 'elements in elements that are left out',
      parts: { body: p(`<w:del>${'<w:smartTag>'.repeat(5000)}${'</w:smartTag>'.repeat(5000)}</w:del>`) },
      limits: {},
    },
    {
      name: 'numbers of unusual length',
      parts: {
        body: p('a', '<w:numPr><w:numId w:val="1"/></w:numPr>').repeat(20),
        numbering: `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="${'1'.repeat(10_000)}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`,
      },
      limits: { characters: 100_000 },
    },
  ])('$name', ({ parts, limits }) => {
    const bytes = parts instanceof Uint8Array ? parts : makeDocx(parts);
    expect(outcome(bytes, limits)).toBe('too-large');
  });

  it('tables nested less deep than the limit are read', () => {
    expect(outcome(makeDocx({ body: nested(30) }), { nesting: 32 })).toBe('read');
  });
});

describe('text made to be slow', () => {
  it.each<{ name: string; parts: DocxParts; result: string }>([
    { name: 'styles that never end', parts: { body: p('a'), styles: '<w:style '.repeat(100_000) }, result: 'corrupt' },
    {
      name: 'table styles in one tag',
      parts: { body: p('a'), styles: `<w:style ${'w:type="table" '.repeat(50_000)}` },
      result: 'corrupt',
    },
    {
      name: 'spaces in the middle of a text',
      parts: { body: `<w:p><w:r><w:t>a${' '.repeat(300_000)}b</w:t></w:r></w:p>` },
      result: 'read',
    },
    {
      name: 'fields that never end',
      parts: { body: p('a') + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>').repeat(30_000) },
      result: 'read',
    },
    {
      name: 'styles based on each other in a long row',
      parts: {
        body: p(r('a', '<w:rStyle w:val="0"/>').repeat(20_000)),
        styles: Array.from(
          { length: 20_000 },
          (_, index) => `<w:style w:type="character" w:styleId="${index}"><w:basedOn w:val="${index + 1}"/></w:style>`,
        ).join(''),
      },
      result: 'read',
    },
  ])('$name: $result', ({ parts, result }) => {
    expect(outcome(makeDocx(parts))).toBe(result);
  });
});

describe('damage', () => {
  it('a part that is not what the directory says is read, and reported', () => {
    const parts = unzipSync(makeDocx({ body: p('1234') }));
    const bytes = zipSync(parts, { level: 0 });
    const at = strFromU8(bytes, true).indexOf('1234');
    bytes[at] = '9'.charCodeAt(0);
    const document = readDocx(bytes, defaultLimits);
    expect(show(document)).toEqual(['9234']);
    expect(document.problems).toEqual([{ code: 'damaged', values: { part: 'word/document.xml' } }]);
  });

  const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/docx');
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.docx'));
  const allowed = ['read', 'corrupt', 'encrypted', 'unsupported', 'too-large', 'empty', 'scanned'];
  const budget = { numRuns: 120, seed: 20210401 };

  it.each(files)('%s with bits flipped and ends cut off is read or refused', (name) => {
    const bytes = readFileSync(join(fixtures, name));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(7)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(bytes.length)),
        (flips, length) => {
          const copy = new Uint8Array(bytes);
          for (const [at, bit] of flips) copy[at] = (copy[at] as number) ^ (1 << bit);
          expect(allowed).toContain(outcome(length === null ? copy : copy.subarray(0, length)));
        },
      ),
      budget,
    );
  });

  it.each(files)('%s with its XML cut up is read or refused', (name) => {
    const parts = unzipSync(new Uint8Array(readFileSync(join(fixtures, name))));
    const names = Object.keys(parts).filter((part) => /document\.xml$|styles\.xml$|numbering\.xml$|\.rels$/.test(part));
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), fc.nat(300), fc.nat(), (part, from, count, to) => {
        const text = strFromU8(parts[part] as Uint8Array);
        const tags = text.split(/(?=<)/);
        const moved = tags.splice(from % tags.length, 1 + (count % 20));
        tags.splice(to % (tags.length + 1), 0, ...(count % 2 ? moved : []));
        const bytes = zipSync({ ...parts, [part]: strToU8(tags.join('')) }, { level: 0 });
        expect(allowed).toContain(outcome(bytes));
      }),
      budget,
    );
  });
});
