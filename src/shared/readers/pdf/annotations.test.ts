/** What stands in form fields and text boxes is read as it stands on the paper, or its loss is said. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../document/document.ts';
import { problemMessage } from '../../outputs/texts.ts';
import { defaultLimits } from '../limits.ts';
import type { PdfEngine } from './engine.ts';
import { withoutFrames } from './fields.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';
import { plainCells, rect, type TestPage, table, text, writePdf } from './testing/pdf-writer.ts';

let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(
    readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
  );
});

function read(page: TestPage, entries = ''): SourceDocument {
  // Entries of the form stand in the catalog.
  const change = (object: string): string => object.replace('/AcroForm<<', `/AcroForm<<${entries}`);
  return readPdf(writePdf([page], { change }), engine, defaultLimits);
}

/** Rows of texts of the only table. */
function cells({ blocks }: SourceDocument): string[][] {
  const [grid] = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const rows = Array.from({ length: grid?.rowCount ?? 0 }, (): string[] => []);
  for (const cell of grid?.cells ?? []) rows[cell.row]?.push(cell.text);
  return rows;
}

const xs = [60, 200, 300, 400];
const ys = [700, 680, 660];
const labels = table({
  xs,
  ys,
  cells: plainCells([
    ['信息内容', '本年制发件数', '现行有效件数'],
    ['规章', '', ''],
  ]),
});
const boxes = [
  [204, 663, 296, 677],
  [304, 663, 396, 677],
] as const;

function field(index: number, value: string, more = ''): string {
  return `/Subtype/Widget/FT/Tx/T(f${index})/V(${value})/DA(/Helv 9 Tf 0 g)/Rect[${boxes[index]?.join(' ')}]${more}`;
}

const wanted = [
  ['信息内容', '本年制发件数', '现行有效件数'],
  ['规章', '12', '340'],
];

describe('figures in form fields', () => {
  it.each<[string, NonNullable<TestPage['annotations']>, string]>([
    ['that have no appearance', [{ entries: field(0, '12') }, { entries: field(1, '340') }], ''],
    [
      'with the appearance that their program drew',
      [
        { entries: field(0, '12'), appearance: text(2, 4, 9, '12') },
        { entries: field(1, '340'), appearance: text(2, 4, 9, '340') },
      ],
      '',
    ],
    [
      'whose old appearance the file asks to draw anew',
      [
        { entries: field(0, '12'), appearance: text(2, 4, 9, '99') },
        { entries: field(1, '340'), appearance: text(2, 4, 9, '340') },
      ],
      '/NeedAppearances true',
    ],
    [
      'with borders and grounds of their own',
      [
        { entries: field(0, '12', '/MK<</BC[0]/BG[0.9]>>/BS<</W 1>>') },
        { entries: field(1, '340'), appearance: `${rect(0, 0, 92, 14, 'S')}${text(2, 4, 9, '340')}` },
      ],
      '',
    ],
    ['one of several lines', [{ entries: field(0, '12') }, { entries: field(1, '340', '/Ff 4096') }], ''],
  ])('%s stand in their cells', (_, annotations, entries) => {
    const document = read({ content: labels, annotations }, entries);
    expect(document.problems).toEqual([]);
    expect(cells(document)).toEqual(wanted);
  });

  it('stand in their cells where the page draws the fields’ frames', () => {
    const frames = boxes
      .map(([left, bottom, right, top]) => rect(left, bottom, right - left, top - bottom, 'S'))
      .join('');
    const annotations = [{ entries: field(0, '12') }, { entries: field(1, '340') }];
    const document = read({ content: labels + frames, annotations });
    expect(cells(document)).toEqual(wanted);
  });

  it('fill cells whose lines are the only frames', () => {
    const filled = [xs.slice(1, 3), xs.slice(2, 4)].map(([left, right]) => `/Rect[${left} 660 ${right} 680]`);
    const annotations = filled.map((place, i) => ({
      entries: field(i, wanted[1]?.[i + 1] as string).replace(/\/Rect\[[^\]]*\]/, place),
    }));
    expect(cells(read({ content: labels, annotations }))).toEqual(wanted);
  });

  it('as LibreOffice exports them', () => {
    const file = fileURLToPath(new URL('../../../../tests/fixtures/pdf/forms/libreoffice-form.pdf', import.meta.url));
    const document = readPdf(new Uint8Array(readFileSync(file)), engine, defaultLimits);
    expect(document.problems).toEqual([]);
    expect(cells(document)).toEqual([
      ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'],
      ['规章', '3', '1', '12'],
      ['行政规范性文件', '5', '2', '40'],
    ]);
  });

  it('hidden ones are not there', () => {
    const annotations = [{ entries: field(0, '12') }, { entries: field(1, '99', '/F 2') }];
    const document = read({ content: labels, annotations });
    expect(document.problems).toEqual([]);
    expect(cells(document)[1]).toEqual(['规章', '12', '']);
  });
});

describe('text boxes over the page', () => {
  it('are read where they stand', () => {
    const entries = `/Subtype/FreeText/Contents(340)/DA(/Helv 9 Tf 0 g)/Rect[${boxes[1].join(' ')}]`;
    const document = read({ content: labels, annotations: [{ entries: field(0, '12') }, { entries }] });
    expect(document.problems).toEqual([]);
    expect(cells(document)).toEqual(wanted);
  });

  it('links and marks add nothing, no lines either', () => {
    const annotations = [
      { entries: '/Subtype/Link/Rect[60 660 200 680]/Border[0 0 1]' },
      { entries: '/Subtype/Highlight/Contents(7)/Rect[100 655 150 690]', appearance: rect(0, 0, 50, 35) },
      { entries: field(0, '12') },
      { entries: field(1, '340') },
    ];
    expect(cells(read({ content: labels, annotations }))).toEqual(wanted);
  });
});

it('what cannot be drawn is said, with the page', () => {
  // The field holds another figure than it shows.
  const annotations = [{ entries: field(0, '12'), appearance: text(2, 4, 9, '99') }];
  const { problems } = read({ content: labels, annotations });
  expect(problems).toEqual([{ code: 'page-failed', values: { page: 1, fields: 1 } }]);
  const [problem] = problems;
  expect(problem && problemMessage(problem, 'zh-CN')).toContain('第 1 页的表单栏或批注框中有 1 处内容未能读出');
});

it('frames are taken away only where no line goes on from them', () => {
  const box = [10, 10, 50, 30] as const;
  const frame = [10, 10, 50, 10, 50, 10, 50, 30, 50, 30, 10, 30, 10, 30, 10, 10];
  const alone = withoutFrames({ lines: Float64Array.from([...frame, 0, 5, 90, 5]), fills: new Float64Array() }, [box]);
  expect([...alone.lines]).toEqual([0, 5, 90, 5]);
  const grid = Float64Array.from([...frame, 50, 10, 90, 10]);
  expect(withoutFrames({ lines: grid, fills: new Float64Array() }, [box]).lines).toHaveLength(grid.length);
});
