/**
 * PDFs of real producers: the committed ones (tests/fixtures/pdf), read exactly, and as a second opinion pdf.js, which
 * must see the same characters in the same places and the same ruling lines.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { getDocument, OPS, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../document/document.ts';
import { defaultLimits } from '../limits.ts';
import { layoutPage } from './display.ts';
import { findEdges } from './edges.ts';
import type { PageContent, PdfEngine } from './engine.ts';
import { readPdf } from './index.ts';
import { findGrids, type Grid } from './lattice.ts';
import { createPdfiumEngine } from './pdfium.ts';
import { foldRadical } from './radicals.ts';

interface Expected {
  readonly files: Readonly<
    Record<string, { readonly paragraphs: readonly string[]; readonly tables: readonly string[] }>
  >;
  readonly tables: Readonly<
    Record<string, Pick<Table, 'rowCount' | 'columnCount'> & { readonly cells: readonly ExpectedCell[] }>
  >;
}
interface ExpectedCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
}

const folder = fileURLToPath(new URL('../../../../tests/fixtures/pdf/', import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
const expected = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Expected;
const require = createRequire(import.meta.url);
let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(readFileSync(require.resolve('@embedpdf/pdfium/pdfium.wasm')));
});

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(folder + name));
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

describe.each(Object.entries(expected.files))('%s', (name, { paragraphs, tables }) => {
  it('has its paragraphs and the grids of its tables, cell by cell', () => {
    const document = readPdf(bytesOf(name), engine, defaultLimits);
    expect(document.problems).toEqual([]);
    const found = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [withoutBlanks(block.text)] : []));
    expect(found).toEqual(paragraphs.map(withoutBlanks));
    const grids = document.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    expect(grids).toHaveLength(tables.length);
    for (const [i, table] of tables.entries()) {
      const { rowCount, columnCount, cells } = grids[i] as Table;
      const read = cells.map(({ row, column, rowSpan, columnSpan, text }) => ({
        row,
        column,
        rowSpan,
        columnSpan,
        text: withoutBlanks(text),
      }));
      expect({ rowCount, columnCount, cells: read }).toEqual(expected.tables[table]);
    }
  });
});

describe.each(files)('pdf.js agrees on %s', (name) => {
  let document: PDFDocumentProxy;
  const pages: PageContent[] = [];
  beforeAll(async () => {
    const root = require.resolve('pdfjs-dist/package.json').replace('package.json', '');
    document = await getDocument({
      data: bytesOf(name),
      cMapUrl: `${root}cmaps/`,
      cMapPacked: true,
      standardFontDataUrl: `${root}standard_fonts/`,
      verbosity: 0,
    }).promise;
    const file = engine.open(bytesOf(name), defaultLimits);
    for (let i = 0; i < file.pageCount; i++) pages.push(file.page(i));
    file.close();
  });

  it('about the characters of each page', async () => {
    expect(document.numPages).toBe(pages.length);
    for (const [i, content] of pages.entries()) {
      const { items } = await (await document.getPage(i + 1)).getTextContent();
      const theirs = items.flatMap((item) => ('str' in item ? characters(item.str) : []));
      const ours = Array.from({ length: content.glyphs.count }, (_, k) =>
        String.fromCodePoint(content.glyphs.codes[k] as number),
      ).join('');
      expect(characters(ours).toSorted()).toEqual(theirs.toSorted());
    }
  });

  it('about where each piece of text begins', async () => {
    for (const [i, content] of pages.entries()) {
      const { items } = await (await document.getPage(i + 1)).getTextContent();
      const { count, codes, x, y } = content.glyphs;
      for (const item of items) {
        if (!('str' in item) || characters(item.str.slice(0, 1)).length === 0) continue;
        const [first] = characters(item.str);
        const [, , , , left, bottom] = item.transform as number[];
        const near = Array.from({ length: count }, (_, k) => k).some(
          (k) =>
            characters(String.fromCodePoint(codes[k] as number))[0] === first &&
            Math.hypot((x[k] as number) - (left as number), (y[k] as number) - (bottom as number)) < 0.6,
        );
        expect(near, `${first} at ${left}, ${bottom} of page ${i + 1}`).toBe(true);
      }
    }
  });

  it('about the lattices that the lines make', async () => {
    for (const [i, content] of pages.entries()) {
      const page = layoutPage(content, i + 1);
      const lines = await linesOf(document, i + 1);
      const theirs = layoutPage({ ...content, lines: lines.strokes, fills: lines.fills }, i + 1);
      const grids = (from: typeof page): Grid[] =>
        findGrids(findEdges(from.lines, from.fills, from.frame.width, from.frame.height));
      const rough = (grid: Grid): object => ({ ...grid, xs: grid.xs.map(Math.round), ys: grid.ys.map(Math.round) });
      expect(grids(page).map(rough)).toEqual(grids(theirs).map(rough));
    }
  });
});

/**
 * Characters as they are compared: radicals folded, no blanks. pdf.js does not read /ActualText, and folds the radical
 * that it finds in its place to the traditional character.
 */
function characters(text: string): string[] {
  return [...text.replaceAll('戶', '户')]
    .filter((character) => character.trim() !== '')
    .map((character) => String.fromCodePoint(foldRadical(character.codePointAt(0) as number)));
}

/** Lines and rectangles of a page from pdf.js's operator list, in user space. */
async function linesOf(
  document: PDFDocumentProxy,
  number: number,
): Promise<{ strokes: Float64Array; fills: Float64Array }> {
  const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
  type Matrix = number[];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  const saved: Matrix[] = [];
  const strokes: number[] = [];
  const fills: number[] = [];
  const times = ([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix): Matrix =>
    [
      [a, b, a2, b2, c2, d2],
      [c, d, a2, b2, c2, d2],
    ]
      .flatMap(([u, v, p, q, r, s]) => [
        (u as number) * (p as number) + (v as number) * (r as number),
        (u as number) * (q as number) + (v as number) * (s as number),
      ])
      .concat([
        (e as number) * (a2 as number) + (f as number) * (c2 as number) + (e2 as number),
        (e as number) * (b2 as number) + (f as number) * (d2 as number) + (f2 as number),
      ]);
  for (const [k, operator] of fnArray.entries()) {
    const args = argsArray[k] as unknown[];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore) matrix = saved.pop() ?? matrix;
    else if (operator === OPS.transform) matrix = times(args as unknown as number[], matrix);
    else if (operator === OPS.constructPath) {
      const [paint, [path]] = args as [number, [Float32Array | null]];
      const filled = [
        OPS.fill,
        OPS.eoFill,
        OPS.fillStroke,
        OPS.eoFillStroke,
        OPS.closeFillStroke,
        OPS.closeEOFillStroke,
      ].includes(paint);
      const stroked = [
        OPS.stroke,
        OPS.closeStroke,
        OPS.fillStroke,
        OPS.closeFillStroke,
        OPS.eoFillStroke,
        OPS.closeEOFillStroke,
      ].includes(paint);
      if (path === null || !(filled || stroked)) continue;
      for (const points of subpaths(path, matrix)) {
        const xs = points.map(([x]) => x);
        const ys = points.map(([, y]) => y);
        if (filled && points.length >= 4)
          fills.push(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
        else
          for (let p = 1; p < points.length; p++)
            strokes.push(...(points[p - 1] as [number, number]), ...(points[p] as [number, number]));
      }
    }
  }
  return { strokes: Float64Array.from(strokes), fills: Float64Array.from(fills) };
}

/** Straight subpaths of pdf.js's packed path: 0 move, 1 line, 2 curve, 3 quadratic, 4 close. */
function subpaths(path: Float32Array, [a, b, c, d, e, f]: number[]): [number, number][][] {
  const all: [number, number][][] = [];
  const point = (at: number): [number, number] => {
    const [x, y] = [path[at] as number, path[at + 1] as number];
    return [
      (a as number) * x + (c as number) * y + (e as number),
      (b as number) * x + (d as number) * y + (f as number),
    ];
  };
  const length = [3, 3, 7, 5, 1];
  for (let at = 0; at < path.length; at += length[path[at] as number] ?? 1) {
    const kind = path[at] as number;
    const current = all.at(-1);
    if (kind === 0) all.push([point(at + 1)]);
    else if (kind === 1) current?.push(point(at + 1));
    else if (kind === 4 && current !== undefined) current.push(current[0] as [number, number]);
    else if (kind === 2 || kind === 3) all.push([]);
  }
  return all.filter((points) => points.length > 1);
}
