/**
 * The quick way against the engine, which is its oracle: the same glyphs in the same places, the same lines, the same
 * document, on files of real printers, on contents made of every operator, and on spoiled files.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReadError } from '../../../document/errors.ts';
import { defaultLimits } from '../../limits.ts';
import type { GlyphTable, PageContent, PdfEngine } from '../engine.ts';
import { readPdf, readPlainPdf } from '../index.ts';
import { createPdfiumEngine } from '../pdfium.ts';
import { line, rect, type TestOptions, type TestPage, text, writePdf } from '../testing/pdf-writer.ts';
import { readPlain } from './index.ts';

const root = fileURLToPath(new URL('../../../../../', import.meta.url));
const require = createRequire(import.meta.url);
let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm')));
});

const inflate = (data: Uint8Array, most: number): Uint8Array => inflateRawSync(data, { maxOutputLength: most });
const plainPages = (bytes: Uint8Array): readonly PageContent[] | undefined => readPlain(bytes, defaultLimits, inflate);

function enginePages(bytes: Uint8Array): PageContent[] {
  const file = engine.open(bytes, defaultLimits);
  try {
    return Array.from({ length: file.pageCount }, (_, index) => file.page(index));
  } finally {
    file.close();
  }
}

/** Each glyph in full, in an order that does not depend on that of the file: the engine sorts within a line. */
function glyphsOf({ count, codes, x, y, dx, dy, size, hidden }: GlyphTable): string[] {
  // A hyphen at a line's end has a code of the engine's own; the layout folds it.
  const character = (code: number): number => (code === 2 ? 0x2d : code);
  const glyphs = Array.from({ length: count }, (_, i) =>
    [character(codes[i] as number), x[i], y[i], dx[i], dy[i], size[i], hidden[i]].join(' '),
  );
  // The engine leaves out what is printed twice in one place; here the layout does.
  return [...new Set(glyphs)].sort();
}

function expectSamePages(plain: readonly PageContent[], wanted: readonly PageContent[]): void {
  expect(plain).toHaveLength(wanted.length);
  for (const [i, { glyphs, ...page }] of plain.entries()) {
    const { glyphs: wantedGlyphs, ...wantedPage } = wanted[i] as PageContent;
    expect(glyphsOf(glyphs)).toEqual(glyphsOf(wantedGlyphs));
    expect(page).toEqual(wantedPage);
  }
}

const folders = ['tests/fixtures/pdf', 'tests/fixtures/reports', 'samples', '../shared/reports'];
const files = folders
  .map((folder) => join(root, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => file.endsWith('.pdf'));
/** Its Chinese font is not embedded. */
const forTheEngine = ['daxing-statistics-2020.pdf'];

describe('files of real printers', () => {
  it.each(files.map((file) => [file.slice(file.lastIndexOf('/') + 1), file]))('%s', (name, file) => {
    const bytes = new Uint8Array(readFileSync(file));
    const pages = plainPages(bytes);
    if (forTheEngine.includes(name)) {
      expect(pages).toBeUndefined();
      return;
    }
    expectSamePages(pages ?? [], enginePages(bytes));
    expect(readPlainPdf(bytes, defaultLimits)).toEqual(readPdf(bytes, engine, defaultLimits));
  });

  it('without an inflate of the platform', () => {
    const bytes = new Uint8Array(readFileSync(join(root, 'tests/fixtures/pdf/chromium.pdf')));
    expect(readPlain(bytes, defaultLimits)).toEqual(plainPages(bytes));
  });
});

const ranges = Array.from({ length: 0xa0 - 0x4e }, (_, i) => (0x4e + i).toString(16))
  .map((high) => `<${high}00> <${high}FF> <${high}00>`)
  .join('\n');
const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <0000> <FFFF> endcodespacerange
83 beginbfrange <0020> <007E> <0020> ${ranges} endbfrange
2 beginbfchar <3001> <3001> <3002> <3002> endbfchar endcmap`;
const font3 = '<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>';
const font4 =
  '<</Type/Font/Subtype/CIDFontType2/BaseFont/Made/DW 1000/W[32 [250] 33 126 500.9]' +
  '/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity' +
  '/FontDescriptor<</Type/FontDescriptor/FontName/Made/Flags 4/FontBBox[0 -200 1000 880]' +
  '/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93/FontFile2 5 0 R>>>>';

/** A file as plain as they come: an embedded font (which nobody opens here) with a map and widths. */
function plainFile(page: TestPage, options: TestOptions = {}): Uint8Array {
  const change = (object: string, number: number): string => {
    const made = number === 3 ? font3 : number === 4 ? font4 : object;
    return options.change?.(made, number) ?? made;
  };
  return writePdf([{ ...page, forms: { map, ...page.forms } }], { ...options, change });
}

const words = text(80, 700, 12, '收到申请 25 件');

describe('contents', () => {
  const cases: [string, TestPage][] = [
    ['text', { content: words }],
    ['spacing of letters and of words', { content: `2 Tc 3 Tw ${text(80, 700, 12, '收到申请25件')}` }],
    ['stretched text', { content: `80 Tz ${words}` }],
    ['raised text', { content: `5 Ts ${words}` }],
    ['lines by TD and T*', { content: `BT /F 10 Tf 50 700 Td <4E004E01> Tj 10 -14.5 TD <4E02> Tj T* <4E03> Tj ET` }],
    ['lines by TL and T*', { content: `BT /F 10 Tf 12.25 TL 50 700 Td <4E004E01> Tj T* <4E03> Tj ET` }],
    [
      'shifted pieces',
      { content: `BT /F 10 Tf 50 700 Td [-300 <4E00> -51.7 <4E01> 12 30 <4E02> -200] TJ <4E03> Tj ET` },
    ],
    ['turned text', { content: `BT /F 10 Tf .7 .7 -.7 .7 200 300 Tm <4E004E01> Tj ET` }],
    ['saved and moved', { content: `q 2 0 0 2.5 10 20 cm 1 0 .1 1 3 4 cm ${words} Q ${text(80, 600, 9, '后')}` }],
    ['a blank after a blank', { content: text(80, 700, 12, '前  后') + text(80, 680, 12, ' 一') }],
    ['a blank after a wide gap', { content: `BT /F 10 Tf 50 700 Td [<4E00> -900 <0020> <4E01>] TJ ET` }],
    [
      'another character by ActualText',
      { content: `/Span <</ActualText <FEFF6C11>>> BDC ${text(80, 700, 12, '敏')} EMC` },
    ],
    [
      'marked content',
      { content: `/P <</MCID 0 /Lang (zh)>> BDC ${words} EMC /Artifact BMC ${line(1, 2, 300, 2)} EMC` },
    ],
    ['invisible text', { content: text(80, 700, 12, '看不见', 3) }],
    [
      'recognised text over a picture',
      { image: true, content: `q 595 0 0 842 0 0 cm /Im Do Q q 3 Tr ${text(80, 700, 12, '看不见', 3)} Q ${words}` },
    ],
    ['a turned page', { content: words, rotate: 270 }],
    ['a cut page', { content: words, cropBox: [10, 20, 400, 800] }],
    ['a page that begins elsewhere', { content: words, mediaBox: [-50.5, -30, 500, 812.25] }],
    ['lines', { content: words + line(10, 20, 300, 20) + line(10.5, 20, 10.5, 300, 3) }],
    ['rectangles', { content: words + rect(10, 20, 30, 40) + rect(60, 20, 30, 40, 'S') + rect(99, 20, -30, 1, 'B') }],
    [
      'a path of many kinds',
      { content: `${words} 1 1 m 9 9 m 50 9 l 50 60 l h 70 70 m 80 80 90 70 90 60 c S 1 1 m 5 1 l 5 7 l b*` },
    ],
    ['a path closed where it began', { content: `${words} 5 5 m 9 5 l 9 9 l 5 5 l h S 5 5 m 90 5 l s` }],
    ['clipping', { content: `${words} q 0 0 100 100 re W n ${rect(1, 1, 50, 1)} Q 9 9 m W n` }],
    [
      'white and grey',
      { content: `${words} 1 g ${rect(1, 1, 50, 1)} .9 g ${rect(1, 9, 50, 1)} .99 1 1 rg ${rect(1, 19, 50, 1)}` },
    ],
    ['colours of lines', { content: `${words} 1 G ${line(1, 1, 50, 1)} 0 0 1 RG ${line(1, 9, 50, 9)}` }],
    ['a picture', { content: `${words} q 100 20 -10 200 50 60 cm /Im Do Q`, image: true }],
  ];
  it.each(cases)('%s', (_, page) => {
    const bytes = plainFile(page, { flate: true });
    expectSamePages(plainPages(bytes) ?? [], enginePages(bytes));
  });

  it('whatever the numbers are', () => {
    const number = fc.integer({ min: -99_999, max: 99_999 }).map((value) => (value / 1000).toFixed(3));
    const some = (count: number) => fc.array(number, { minLength: count, maxLength: count });
    // Scales that can be seen, with a little shear.
    const matrix = fc
      .tuple(fc.integer({ min: 300, max: 4000 }), fc.integer({ min: 300, max: 4000 }), some(4))
      .map(([a, d, [b, c, e, f]]) =>
        [a / 1000, Number(b) / 10, Number(c) / 10, d / 1000, Number(e) + 200, Number(f) + 400]
          .map((value) => value.toFixed(4))
          .join(' '),
      );
    // Words by number, so that none is printed on another of its kind.
    const word = (i: number): string => `<${(0x4e00 + i).toString(16)}${(0x5e00 + i).toString(16)}>`;
    const operator = fc.oneof(
      matrix.map((m) => `${m} cm`),
      fc.constant('q'),
      matrix.map((m) => `BT /F 9.5 Tf ${m} Tm WORD Tj ET`),
      some(4).map(([a, b, c, d]) => `BT /F 9 Tf ${a} ${b} Td WORD Tj ${c} ${d} TD <0041> Tj ET`),
      some(4).map(([a, b, c, d]) => `BT /F 7 Tf ${a} ${b} Td [WORD ${c} ${d} <0042>] TJ ET`),
      some(2).map(([a, b]) => `BT /F 7 Tf ${a} Tc ${b} Tw WORD Tj 0 Tc 0 Tw ET`),
      some(4).map((list) => `${list.join(' ')} re f`),
      some(4).map(([a, b, c, d]) => `${a} ${b} m ${c} ${d} l S`),
    );
    fc.assert(
      fc.property(fc.array(operator, { minLength: 1, maxLength: 12 }), (patterns) => {
        const operators = patterns.map((pattern, i) => pattern.replace('WORD', word(i * 3)));
        const saved = operators.filter((one) => one === 'q').length;
        const bytes = plainFile({ content: `${operators.join('\n')}${' Q'.repeat(saved)}` });
        const plain = plainPages(bytes);
        expect(plain).toBeDefined();
        expectSamePages(plain ?? [], enginePages(bytes));
      }),
      { numRuns: 200, seed: 14 },
    );
  });
});

describe('what is for the engine', () => {
  const sound = plainFile({ content: words }, { flate: true });
  const replaced = (from: string, to: string) => (object: string) => object.replace(from, to);
  it('a sound file is not', () => {
    expect(plainPages(sound)).toHaveLength(1);
    const link = { entries: '/Subtype/Link/Rect[60 660 200 680]/Border[0 0 1]' };
    expect(plainPages(plainFile({ content: words, annotations: [link] }))).toEqual(plainPages(sound));
  });

  const files: [string, Uint8Array][] = [
    ['a file without its end', sound.slice(0, -20)],
    ['bytes before the header', Uint8Array.from([10, ...sound])],
    ['an encrypted file', plainFile({ content: words }, { trailer: '/Encrypt 3 0 R' })],
    ['a file with a later version', plainFile({ content: words }, { trailer: '/Prev 9' })],
    ['a form to fill in', plainFile({ content: words }, { change: replaced('/Catalog', '/Catalog/AcroForm<<>>') })],
    [
      'a text box over the page',
      plainFile({ content: words, annotations: [{ entries: '/Subtype/FreeText/Contents(7)/Rect[100 655 150 690]' }] }),
    ],
    ['layers', plainFile({ content: words }, { change: replaced('/Catalog', '/Catalog/OCProperties<<>>') })],
    ['a font that is not embedded', plainFile({ content: words }, { change: replaced('/FontFile2 5 0 R', '') })],
    ['a font without a map', plainFile({ content: words }, { change: replaced('/ToUnicode 6 0 R', '') })],
    ['another encoding', plainFile({ content: words }, { change: replaced('/Identity-H', '/GBK-EUC-H') })],
    [
      'a wrong length',
      plainFile({ content: words }, { change: (object) => object.replace(/\/Length \d+/, '/Length 3') }),
    ],
    ['a wrong number of pages', plainFile({ content: words }, { change: replaced('/Count 1', '/Count 2') })],
    ['a code without a character', plainFile({ content: text(80, 700, 12, '\u0416') })],
    ['a ligature', plainFile({ content: words, forms: { map: map.replace('<3002> <3002>', '<6536> <FB01>') } })],
    ['a form', plainFile({ content: `${words} /X Do`, forms: { X: words } })],
    ['an unknown operator', plainFile({ content: `${words} 1 2 foo` })],
    ['an operand too many', plainFile({ content: `${words} 1 2 3 m 3 4 l S` })],
    ['a number that is none', plainFile({ content: `${words} 1.2.3 2 m 3 4 l S` })],
    ['a blank in spaced text', plainFile({ content: `2 Tc ${words}` })],
    ['an empty string between shifts', plainFile({ content: 'BT /F 9 Tf [<4E00> -100 <>] TJ ET' })],
    ['text written backwards', plainFile({ content: `-100 Tz ${words}` })],
    ['text that clips', plainFile({ content: `7 Tr ${words}` })],
    ['a colour of another space', plainFile({ content: `0 0 0 1 k ${words}` })],
    ['a stretch without its end', plainFile({ content: `q ${words}` })],
    ['a picture in the contents', plainFile({ content: `${words} BI /W 1 /H 1 ID x EI` })],
  ];
  it.each(files)('%s', (_, bytes) => {
    expect(plainPages(bytes)).toBeUndefined();
  });

  it('contents with any bit flipped: the checksum tells', () => {
    const head = Buffer.from(sound).lastIndexOf('stream\n', Buffer.from(sound).lastIndexOf('endstream') - 9) + 7;
    const wanted = plainPages(sound);
    for (let at = head + 2; at < Buffer.from(sound).lastIndexOf('\nendstream'); at++) {
      const flipped = sound.slice();
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      // The last bits before the checksum stand for nothing.
      const pages = plainPages(flipped);
      if (pages !== undefined) expect(pages).toEqual(wanted);
    }
  });

  it('streams that inflate beyond the limit', () => {
    const large = plainFile({ content: words + ' '.repeat(200_000) }, { flate: true });
    const limits = { ...defaultLimits, inflatedBytes: 100_000 };
    expect(readPlain(large, limits, inflate)).toBeUndefined();
    expect(readPlain(large, limits)).toBeUndefined();
    expect(readPlain(large, defaultLimits)).toHaveLength(1);
  });
});

it('reads of a spoiled file what the engine reads, or nothing', () => {
  const bytes = new Uint8Array(readFileSync(join(root, 'tests/fixtures/pdf/chromium-landscape.pdf')));
  let read = 0;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 7 }), (at, bit) => {
      const spoiled = bytes.slice();
      spoiled[at] = (spoiled[at] as number) ^ (1 << bit);
      const plain = plainPages(spoiled);
      if (plain === undefined) return;
      read++;
      expectSamePages(plain, enginePages(spoiled));
    }),
    { numRuns: 150, seed: 14 },
  );
  expect(read).toBeGreaterThan(10);
});

it('leaves a file that is not plain to the engine', () => {
  const read = (bytes: Uint8Array) => readPlainPdf(bytes, defaultLimits);
  const sound = plainFile({ content: words }, { flate: true });
  expect(read(sound)?.problems).toEqual([]);
  const damaged = sound.slice();
  const place = Buffer.from(damaged).lastIndexOf('\nendstream') - 1;
  damaged[place] = (damaged[place] as number) ^ 1;
  expect(read(damaged)).toBeUndefined();
  expect(readPdf(damaged, engine, defaultLimits).problems).toEqual([{ code: 'damaged', values: { count: 1 } }]);
});

it('finds a scan as the engine does', () => {
  const bytes = plainFile({ content: 'q 595 0 0 842 0 0 cm /Im Do Q', image: true });
  const codes = [() => readPlainPdf(bytes, defaultLimits), () => readPdf(bytes, engine, defaultLimits)].map((read) => {
    try {
      read();
      return 'read';
    } catch (error) {
      return error instanceof ReadError ? error.code : String(error);
    }
  });
  expect(codes).toEqual(['scanned', 'scanned']);
});
