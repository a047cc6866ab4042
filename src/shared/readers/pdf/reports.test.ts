/** The real reports beside the project, where they are: every cell of every table, and the words of every paragraph. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceDocument, Table } from '../../document/document.ts';
import { defaultLimits } from '../limits.ts';
import type { PdfEngine } from './engine.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';

interface Truth {
  readonly tables: Readonly<
    Record<string, { readonly rows: number; readonly columns: number; readonly docxBlock: number }>
  >;
  readonly cells: Readonly<Record<string, string>>;
  readonly docx: Readonly<Record<string, { readonly block: number; readonly row: number; readonly column: number }>>;
  readonly labels: readonly {
    readonly table: string;
    readonly row: number;
    readonly column: number;
    readonly rowspan: number;
    readonly colspan: number;
    readonly text: string;
  }[];
  readonly extra: readonly {
    readonly table: string;
    readonly raw: string;
    readonly row: number;
    readonly column: number;
  }[];
}

const folder = fileURLToPath(new URL('../../../../../shared/reports/', import.meta.url));
const there = existsSync(`${folder}cells.json`);
const truths = there ? (JSON.parse(readFileSync(`${folder}cells.json`, 'utf8')) as Record<string, Truth>) : {};
let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(
    readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
  );
});
const plain = (text: string): string => text.replace(/\s/g, '');

it('has real reports to compare with, or says that there are none', ({ skip }) => {
  skip(!there, 'no ../shared on this machine');
  expect(Object.keys(truths).length).toBeGreaterThan(0);
});

describe.skipIf(!there).each(Object.entries(truths))('%s', (name, truth) => {
  let document: SourceDocument;
  beforeAll(() => {
    document = readPdf(new Uint8Array(readFileSync(`${folder}${name}.pdf`)), engine, defaultLimits);
  });

  it('has the three tables, cell by cell', () => {
    const found = document.blocks.filter((block) => block.kind === 'table');
    const wanted = Object.entries(truth.tables).map(([id, { rows, columns, docxBlock }]) => {
      const values = Object.entries(truth.docx)
        .filter(([, { block }]) => block === docxBlock)
        .map(([cell, { row, column }]) => `${row} ${column} ${truth.cells[cell]}`);
      const extra = truth.extra
        .filter(({ table }) => table === id)
        .map(({ row, column, raw }) => `${row} ${column} ${raw}`);
      const labels = truth.labels
        .filter(({ table }) => table === id)
        .map(({ row, column, rowspan, colspan, text }) => `${row} ${column} ${text} ${rowspan}×${colspan}`);
      return { rows, columns, values: [...values, ...extra].toSorted(), labels: labels.toSorted() };
    });
    const read = found.map((table: Table, i) => {
      const isLabel = new Set(wanted[i]?.labels.map((label) => label.split(' ').slice(0, 2).join(' ')));
      const values: string[] = [];
      const labels: string[] = [];
      for (const { row, column, rowSpan, columnSpan, text } of table.cells) {
        if (isLabel.has(`${row} ${column}`)) labels.push(`${row} ${column} ${plain(text)} ${rowSpan}×${columnSpan}`);
        else if (text !== '' || wanted[i]?.values.includes(`${row} ${column} `) === true)
          values.push(`${row} ${column} ${text}`);
      }
      return { rows: table.rowCount, columns: table.columnCount, values: values.toSorted(), labels: labels.toSorted() };
    });
    expect(read).toEqual(wanted);
    expect(document.problems).toEqual([]);
  });

  it('has the paragraphs of its DOCX, one for one', () => {
    const numbering = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)/u;
    // Word's generated numbers are no part of the DOCX's words.
    const generated = name.startsWith('luoyang');
    const words = (text: string): string => (generated ? plain(text).replace(numbering, '') : plain(text));
    const read = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [words(block.text)] : []));
    expect(read).toEqual(bodyParagraphs(`${folder}${name}.docx`).map(words));
  });
});

/** Words of the paragraphs outside of tables. */
function bodyParagraphs(file: string): string[] {
  const xml = strFromU8(unzipSync(new Uint8Array(readFileSync(file)))['word/document.xml'] as Uint8Array);
  const body = xml.replace(/<w:tbl>.*?<\/w:tbl>/gs, '');
  return [...body.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) => [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, words]) => words).join(''))
    .map((words) => words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))
    .filter((words) => words.trim() !== '');
}
