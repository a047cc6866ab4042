/** The PDF with annotations, read back by pdf.js and by the program's own reader. */
import { join } from 'node:path';
import { zlibSync } from 'fflate';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import type { PdfLocation } from '../../src/shared/document/location.ts';
import { toMarkedPdf } from '../../src/shared/outputs/marked-pdf.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { readPdf } from '../../src/shared/readers/pdf/index.ts';
import { latin1, text, writePdf } from '../../src/shared/readers/pdf/testing/pdf-writer.ts';
import { check, root, tools } from '../support/compare.ts';
import { markOptions, type RealFile, realFiles, resultOfFile, resultWith } from './marked-results.ts';

interface Note {
  readonly page: number;
  readonly subtype: string;
  /** As displayed: x, y, width, height. */
  readonly rect: readonly number[];
  readonly contents: string;
  readonly author: string;
  readonly hasAppearance: boolean;
  readonly quads: number;
}

/** What pdf.js finds: notes by page, popups left out, and the text of all pages. */
async function readBack(bytes: Uint8Array): Promise<{ notes: Note[]; words: string; others: number }> {
  const file = await getDocument({
    data: bytes.slice(),
    cMapUrl: join(root, 'node_modules/pdfjs-dist/cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: join(root, 'node_modules/pdfjs-dist/standard_fonts/'),
    verbosity: 0,
  }).promise;
  const notes: Note[] = [];
  let words = '';
  let others = 0;
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const viewport = page.getViewport({ scale: 1 });
    for (const item of (await page.getTextContent()).items) if ('str' in item) words += item.str;
    for (const one of await page.getAnnotations()) {
      if (one.subtype !== 'Highlight' && one.subtype !== 'Text') {
        if (one.subtype !== 'Popup') others++;
        continue;
      }
      const [a, b, c, d, e, f] = viewport.transform as [number, number, number, number, number, number];
      const [left, bottom, right, top] = one.rect as [number, number, number, number];
      const [x0, y0] = [a * left + c * bottom + e, b * left + d * bottom + f];
      const [x1, y1] = [a * right + c * top + e, b * right + d * top + f];
      notes.push({
        page: number,
        subtype: one.subtype,
        rect: [Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0)],
        contents: one.contentsObj.str,
        author: one.titleObj.str,
        hasAppearance: one.hasAppearance,
        quads: (one.quadPoints?.length ?? 0) / 8,
      });
    }
  }
  await file.loadingTask.destroy();
  return { notes, words, others };
}

function isWithin([x, y, width, height]: readonly number[], [left, top, wide, high]: readonly number[]): boolean {
  const [a, b, c, d] = [x, y, width, height] as [number, number, number, number];
  const [e, f, g, h] = [left, top, wide, high] as [number, number, number, number];
  return a >= e - 0.1 && b >= f - 0.1 && a + c <= e + g + 0.1 && b + d <= f + h + 0.1;
}

describe('reports', () => {
  it.each(realFiles('pdf'))(
    '$name comes back with an annotation for each finding and else as it was',
    async (file: RealFile) => {
      const report = await resultOfFile(file);
      if (report.status === 'unreadable') {
        expect(() => toMarkedPdf(file.bytes, report, markOptions)).toThrow('文件没有读出');
        return;
      }
      const marked = toMarkedPdf(file.bytes, report, markOptions);
      expect(Buffer.compare(marked.subarray(0, file.bytes.length), file.bytes)).toBe(0);
      // What is added is a few hundred bytes for each finding, and nothing is written twice.
      expect(marked.length - file.bytes.length).toBeLessThan(4000 * report.findings.length + 2000);
      const [before, after] = await Promise.all([readBack(file.bytes), readBack(marked)]);
      expect(after.words).toBe(before.words);
      expect(after.others).toBe(before.others);
      expect(after.notes).toHaveLength(report.findings.length);
      expect(after.notes.every(({ author, hasAppearance }) => author === markOptions.author && hasAppearance)).toBe(
        true,
      );
      for (const { message, location, quote, gap, basis } of report.findings) {
        const { page, rect } = location as PdfLocation;
        const note = after.notes.find(({ contents, page: number }) => number === page && contents.includes(message));
        expect(note, message).toBeDefined();
        expect(note?.contents).toContain(basis);
        if (gap) expect(note?.subtype).toBe('Text');
        else if (quote === undefined)
          expect(isWithin(note?.rect ?? [], [rect[0] - 2, rect[1] - 2, rect[2] + 4, rect[3] + 4]), message).toBe(true);
        else expect(isWithin(rect, note?.rect ?? []), message).toBe(true);
      }
      const again = await check(marked, file.name);
      expect(again.document).toEqual((await check(file.bytes, file.name)).document);
      expect(again.findings.map(({ fingerprint }) => fingerprint)).toEqual(
        report.findings.map(({ fingerprint }) => fingerprint),
      );
    },
    60_000,
  );
});

const words = '年度报告';
const page = { content: text(100, 700, 16, words) };
const somewhere: PdfLocation = { page: 1, rect: [100, 126, 64, 16] };

describe('pages', () => {
  const turned = [0, 90, 180, 270, -90, 450].flatMap((rotate) => [
    { rotate },
    { rotate, mediaBox: [-50, -30, 545, 812] as const, cropBox: [40, 60, 500, 780] as const },
  ]);
  it.each(turned)('a page with %j is marked where its words are', async (look) => {
    const bytes = writePdf([{ ...page, ...look }]);
    const { blocks } = readPdf(bytes, await tools.pdfEngine(), defaultLimits);
    const place =
      blocks[0]?.kind === 'paragraph' && blocks[0].place.format === 'pdf'
        ? blocks[0].place.pieces[0]?.location
        : undefined;
    expect(place).toBeDefined();
    const { notes } = await readBack(toMarkedPdf(bytes, resultWith('pdf', [place as PdfLocation]), markOptions));
    expect(notes).toMatchObject([{ subtype: 'Highlight', page: 1, quads: 1 }]);
    const { rect } = place as PdfLocation;
    expect(isWithin(rect, notes[0]?.rect ?? [])).toBe(true);
    expect(isWithin(notes[0]?.rect ?? [], [rect[0] - 2, rect[1] - 2, rect[2] + 4, rect[3] + 4])).toBe(true);
  });

  it('a sentence over two lines is one annotation over both', async () => {
    const places: PdfLocation[] = [somewhere, { page: 1, rect: [60, 150, 200, 16] }];
    const report = resultWith('pdf', [somewhere]);
    const findings = report.findings.map((finding) => ({ ...finding, quote: words, places }));
    const { notes } = await readBack(toMarkedPdf(writePdf([page]), { ...report, findings }, markOptions));
    expect(notes).toMatchObject([{ quads: 2 }]);
    expect(isWithin([60, 126, 200, 40], notes[0]?.rect ?? [])).toBe(true);
  });

  it('findings on one cell share it, so that each can be opened', async () => {
    const { notes } = await readBack(
      toMarkedPdf(writePdf([page]), resultWith('pdf', [somewhere, somewhere]), markOptions),
    );
    const [left, right] = notes.map(({ rect }) => rect);
    expect(isWithin([100, 126, 32, 16], left ?? [])).toBe(true);
    expect(isWithin([132, 126, 32, 16], right ?? [])).toBe(true);
    expect([left?.[2], right?.[2]].every((width) => (width ?? 99) < 36)).toBe(true);
  });

  it('findings without a place, or on a page that is not there, stand at the top of the first page', async () => {
    const report = resultWith('pdf', [null, { page: 9, rect: [0, 400, 9, 9] }, null]);
    const { notes } = await readBack(toMarkedPdf(writePdf([page, page]), report, markOptions));
    expect(notes.map(({ page, subtype }) => [page, subtype])).toEqual([
      [1, 'Text'],
      [1, 'Text'],
      [1, 'Highlight'],
    ]);
    const tops = notes.filter(({ subtype }) => subtype === 'Text').map(({ rect }) => rect[1] as number);
    expect(Math.abs((tops[0] as number) - (tops[1] as number))).toBeGreaterThan(18);
  });

  it.each([0, 90, 180, 270])('what is missing is a note at the margin (rotation %i)', async (rotate) => {
    const report = resultWith('pdf', [somewhere]);
    const findings = report.findings.map((finding) => ({
      ...finding,
      gap: { side: 'before' as const, title: '五、', holds: '某内容' },
    }));
    const { notes } = await readBack(
      toMarkedPdf(writePdf([{ ...page, rotate }]), { ...report, findings }, markOptions),
    );
    expect(notes).toMatchObject([{ subtype: 'Text', contents: expect.stringContaining('某内容') }]);
    expect(isWithin(notes[0]?.rect ?? [], [10, 100, 18, 60])).toBe(true);
  });
});

/**
 * The same file with its objects in an object stream and a cross-reference stream, rows filtered as PNG's `filter`;
 * `hybrid`: and a table for older readers, which says that those objects are free.
 */
function withStreams(pdf: Uint8Array, filter: number, hybrid = false): Uint8Array {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = [...source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, number, body]) => ({
    number: Number(number),
    body: body as string,
  }));
  const size = objects.length + 3;
  const rows: number[][] = Array.from({ length: size }, () => [0, 0, 0]);
  let out = '%PDF-1.7\n';
  const put = (number: number, body: string) => {
    rows[number] = [1, out.length, 0];
    out += `${number} 0 obj\n${body}\nendobj\n`;
  };
  const packed = objects.filter(({ body }) => !body.includes('stream\n'));
  for (const { number, body } of objects) if (body.includes('stream\n')) put(number, body);
  let header = '';
  let content = '';
  for (const [index, { number, body }] of packed.entries()) {
    header += `${number} ${content.length} `;
    content += `${body}\n`;
    rows[number] = [2, size - 2, index];
  }
  const data = Buffer.from(zlibSync(latin1(header + content))).toString('latin1');
  put(
    size - 2,
    `<</Type/ObjStm/N ${packed.length}/First ${header.length}/Filter/FlateDecode/Length ${data.length}>>stream\n${data}\nendstream`,
  );
  const at = out.length;
  rows[size - 1] = [1, at, 0];
  const plain = rows.map(([kind, second, third]) =>
    [kind, (second as number) >> 8, second, third].map((byte) => (byte as number) & 0xff),
  );
  const filtered = plain.flatMap((row, index) => [
    filter,
    ...row.map((byte, column) => {
      const left = filter === 1 || filter === 3 || filter === 4 ? (row[column - 1] ?? 0) : 0;
      const up = filter >= 2 ? (plain[index - 1]?.[column] ?? 0) : 0;
      const corner = plain[index - 1]?.[column - 1] ?? 0;
      if (filter === 3) return (byte - ((left + up) >> 1)) & 0xff;
      if (filter === 4) {
        const guess = left + up - corner;
        const distances = [left, up, corner].map((one) => Math.abs(guess - one));
        const best = [left, up, corner][distances.indexOf(Math.min(...distances))] as number;
        return (byte - best) & 0xff;
      }
      return (byte - left - up) & 0xff;
    }),
  ]);
  const table = Buffer.from(zlibSync(Uint8Array.from(filtered))).toString('latin1');
  out += `${size - 1} 0 obj\n<</Type/XRef/Size ${size}/Root 1 0 R/W[1 2 1]/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 4>>/Length ${table.length}>>stream\n${table}\nendstream\nendobj\n`;
  if (hybrid) {
    const table = out.length;
    const entry = ([kind, offset]: number[]) =>
      `${String(kind === 1 ? offset : 0).padStart(10, '0')} ${kind === 1 ? '00000 n' : '65535 f'} \n`;
    out += `xref\n0 ${size}\n${rows.map(entry).join('')}trailer\n<</Size ${size}/Root 1 0 R/XRefStm ${at}>>\n`;
    return latin1(`${out}startxref\n${table}\n%%EOF\n`);
  }
  return latin1(`${out}startxref\n${at}\n%%EOF\n`);
}

const linkAnnotation =
  '<</Type/Annot/Subtype/Link/Rect[10 10 20 20]/Border[0 0 0]/A<</S/URI/URI(http://a.invalid/\\)\\(x)>>>>';
const withAnnotations = (value: string, more: Readonly<Record<number, string>> = {}) =>
  writePdf([page], {
    change: (object, number) =>
      more[number] ?? (object.startsWith('<</Type/Page/') ? object.replace(/>>$/, `/Annots ${value}>>`) : object),
  });

describe('files', () => {
  const kinds: Readonly<Record<string, { bytes: Uint8Array; others?: number }>> = {
    'a cross-reference table': { bytes: writePdf([page]) },
    ...Object.fromEntries(
      [0, 1, 2, 3, 4].map((filter) => [
        `cross-reference and object streams, filter ${filter}`,
        { bytes: withStreams(writePdf([page]), filter) },
      ]),
    ),
    'a table, and a stream beside it for newer readers': { bytes: withStreams(writePdf([page]), 2, true) },
    'a page with annotations': { bytes: withAnnotations(`[${linkAnnotation}]`), others: 1 },
    'a page with a list of annotations elsewhere': {
      bytes: withAnnotations('5 0 R', { 5: `[${linkAnnotation}]` }),
      others: 1,
    },
    'a page whose annotations are null': { bytes: withAnnotations('null') },
    'a page whose annotations lead nowhere': { bytes: withAnnotations('99 0 R') },
    'boxes and rotation from the node above': {
      bytes: writePdf([page], {
        change: (object) =>
          object.startsWith('<</Type/Page/')
            ? object.replace(/\/MediaBox\[[^\]]*\]/, '')
            : object.replace('<</Type/Pages', '<</Type/Pages/MediaBox[0 0 595 842]/Rotate 0'),
      }),
    },
    'a file that was updated before': {
      bytes: toMarkedPdf(writePdf([page]), resultWith('pdf', [somewhere]), markOptions),
    },
  };
  it.each(Object.entries(kinds))('%s', async (name, { bytes, others = 0 }) => {
    const marked = toMarkedPdf(bytes, resultWith('pdf', [somewhere, null]), markOptions);
    expect(marked.subarray(0, bytes.length)).toEqual(bytes);
    const back = await readBack(marked);
    expect(back.words).toBe(words);
    expect(back.others).toBe(others);
    expect(back.notes).toHaveLength(name.includes('updated') ? 3 : 2);
    const engine = await tools.pdfEngine();
    const file = engine.open(marked, defaultLimits);
    expect(file.repaired).toBe(false);
    file.close();
    expect(readPdf(marked, engine, defaultLimits)).toEqual(readPdf(bytes, engine, defaultLimits));
  });

  it('a protected file is refused in words', () => {
    const bytes = writePdf([page], { trailer: '/Encrypt<</Filter/Standard/V 1/R 2/O()/U()/P -4>>' });
    expect(() => toMarkedPdf(bytes, resultWith('pdf', [somewhere]), markOptions)).toThrow('PDF 设有密码或权限保护');
  });

  const whole = Buffer.from(writePdf([page])).toString('latin1');
  it.each([
    ['no index', whole.replace('startxref', 'startxxxx')],
    ['an index beside its place', whole.replace(/startxref\n\d+/, 'startxref\n40')],
    ['an index beyond the file', whole.replace(/startxref\n\d+/, 'startxref\n999999')],
    ['objects beside their places', whole.replace('%PDF-1.7\n', '%PDF-1.7\n%shift\n')],
    ['sections in a circle', whole.replace('/Root', `/Prev ${/startxref\n(\d+)/.exec(whole)?.[1]}/Root`)],
    ['pages in a circle', whole.replace(/\/Kids\[\d+ 0 R\]/, '/Kids[2 0 R]')],
    ['no pages', whole.replace('/Pages 2 0 R', '/Xages 2 0 R')],
  ])('a damaged file is refused in words: %s', (_, damaged) => {
    expect(() => toMarkedPdf(latin1(damaged), resultWith('pdf', [somewhere]), markOptions)).toThrow(
      'PDF 内部的索引有损坏',
    );
  });

  it('nothing of the texts is more than text', async () => {
    const report = resultWith('pdf', [somewhere]);
    const message = ') /AA <</JavaScript>> \\( 半截\ud800 \u202e反';
    const findings = report.findings.map((finding) => ({ ...finding, message, fingerprint: ')/x (\n' }));
    const { notes } = await readBack(
      toMarkedPdf(writePdf([page]), { ...report, findings }, { ...markOptions, author: ')>>' }),
    );
    expect(notes[0]?.contents).toContain(') /AA <</JavaScript>> \\( 半截\ufffd \ufffd反');
    expect(notes[0]?.author).toBe(')>>');
  });
});
