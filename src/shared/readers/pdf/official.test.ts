/**
 * The official tables set without ruling lines, or with a few across: every figure in its cell or left unplaced,
 * never in another's.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateReport } from '../../../../tests/generator/generate.ts';
import { type GridTable, gridOf } from '../../../../tests/generator/layout.ts';
import type { ReportModel } from '../../../../tests/generator/model.ts';
import type { SourceDocument } from '../../document/document.ts';
import { type EditionId, type TableId, tableIds } from '../../form/ids.ts';
import { groupTables, readTable } from '../../report/tables.ts';
import { ruleBook } from '../../rules/built-in.ts';
import { defaultLimits } from '../limits.ts';
import type { PdfEngine } from './engine.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';
import { line, text, textWidth, writePdf } from './testing/pdf-writer.ts';

const { forms } = ruleBook();
let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(
    readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
  );
});

interface Setting {
  readonly align: 'left' | 'middle' | 'right';
  /** Where figures stand beside labels of several lines. */
  readonly height: 'top' | 'middle' | 'bottom';
  readonly rules: 'none' | 'three' | 'all';
  readonly size: number;
  /** Free room in cells, points. */
  readonly across: number;
  readonly down: number;
  /** Height of a page; rows that find no room go over to the next. */
  readonly pageHeight: number;
}

const plain: Setting = {
  align: 'middle',
  height: 'middle',
  rules: 'none',
  size: 9,
  across: 3,
  down: 3,
  pageHeight: 1600,
};
const [left, right] = [50, 545];

/** The lines of a cell's text in its column. */
function wrap(words: string, size: number, room: number): string[] {
  if (words === '') return [];
  return words.split('\n').flatMap((part) => {
    const lines = [''];
    for (const character of part) {
      const last = lines.length - 1;
      if (textWidth(lines[last] + character, size) > room && lines[last] !== '') lines.push(character);
      else lines[last] += character;
    }
    return lines;
  });
}

/** A table's pages, under a heading and with a sentence after it. */
function draw(table: GridTable, setting: Setting): string[] {
  const { size, across, down, pageHeight } = setting;
  const leading = size * 1.2;
  const xs = [left];
  for (const share of table.widths) xs.push((xs.at(-1) as number) + share * (right - left));
  const cells = table.rows.flat().map((cell) => {
    const width = (xs[cell.column + cell.columnSpan] as number) - (xs[cell.column] as number);
    return { cell, lines: wrap(cell.text, size, width - 2 * across) };
  });
  const heights = table.rows.map((_, row) =>
    Math.max(
      leading + 2 * down,
      ...cells.map(({ cell, lines }) => (cell.row === row ? (lines.length * leading + 2 * down) / cell.rowSpan : 0)),
    ),
  );
  const pages = [text(left, pageHeight - 60, 14, '二、主动公开政府信息情况')];
  const ys: { page: number; y: number }[] = [];
  let y = pageHeight - 80;
  for (const height of heights) {
    if (y - height < 60) {
      pages.push('');
      y = pageHeight - 60;
    }
    ys.push({ page: pages.length - 1, y });
    y -= height;
  }
  const put = (page: number, words: string): void => {
    pages[page] += words;
  };
  const ruleAt = (row: number, below: boolean): void => {
    const at = ys[row] as { page: number; y: number };
    const height = below ? at.y - (heights[row] as number) : at.y;
    put(at.page, line(left, height, right, height));
  };
  if (setting.rules === 'three') {
    ruleAt(0, false);
    ruleAt(table.headRows, false);
    ruleAt(table.rows.length - 1, true);
  }
  if (setting.rules === 'all') for (const row of heights.keys()) ruleAt(row, true);
  for (const { cell, lines } of cells) {
    const first = ys[cell.row] as { page: number; y: number };
    // A cell over the page's end stands on its first page.
    let end = cell.row;
    while (end + 1 < cell.row + cell.rowSpan && ys[end + 1]?.page === first.page) end++;
    const bottom = (ys[end] as { y: number }).y - (heights[end] as number);
    const figure = cell.id !== undefined;
    const slack = first.y - bottom - lines.length * leading;
    const height = figure ? setting.height : 'middle';
    const above = height === 'top' ? down : height === 'bottom' ? slack - down : slack / 2;
    const [x0, x1] = [xs[cell.column] as number, xs[cell.column + cell.columnSpan] as number];
    for (const [i, words] of lines.entries()) {
      const room = x1 - x0 - textWidth(words, size);
      const x =
        !figure || setting.align === 'middle'
          ? x0 + room / 2
          : setting.align === 'left'
            ? x0 + across
            : x1 - textWidth(words, size) - across;
      put(first.page, text(x, first.y - above - i * leading - size, size, words));
    }
  }
  const last = pages.length - 1;
  put(last, text(left + 24, y - 30, 12, '以上数据统计期限为本年度，收费金额为0元。'));
  return pages.map((content, i) => `${content}${pages.length > 1 ? text(295, 30, 9, String(i + 1)) : ''}`);
}

function readBack(table: GridTable, setting: Setting): SourceDocument {
  const mediaBox = [0, 0, 595, setting.pageHeight] as const;
  const bytes = writePdf(draw(table, setting).map((content) => ({ content, mediaBox })));
  return readPdf(bytes, engine, defaultLimits, forms);
}

interface Outcome {
  readonly right: number;
  readonly unplaced: number;
  readonly wrong: string[];
  readonly lost: number;
  readonly oddities: string[];
}

/** What the report stage makes of the table: each cell as it was written, left out, or wrong. */
function outcome(table: GridTable, edition: EditionId, document: SourceDocument): Outcome {
  const form = forms.find((one) => one.edition === edition) as (typeof forms)[number];
  const group = groupTables(document.blocks, [form])[table.id];
  const reading = group === undefined ? undefined : readTable(group, form, table.id);
  const result = { right: 0, unplaced: 0, lost: 0, wrong: [] as string[] };
  for (const cell of table.rows.flat()) {
    if (cell.id === undefined) continue;
    const key = cell.id.replace(`${table.id}.`, '');
    const value = reading?.cells[key];
    if (value === undefined) result[reading === undefined ? 'lost' : 'unplaced']++;
    else if (value.raw.replace(/\s/g, '') === cell.text.replace(/\s/g, '')) result.right++;
    else result.wrong.push(`${key}: ${value.raw} for ${cell.text}`);
  }
  return { ...result, oddities: reading?.oddities.map((oddity) => JSON.stringify(oddity)) ?? [] };
}

const figures = (table: GridTable): number => table.rows.flat().filter(({ id }) => id !== undefined).length;
const model = (year: number, seed = 3): ReportModel => generateReport({ seed, year });

describe.each(['none', 'three', 'all'] as const)('with %s of its lines across', (rules) => {
  describe.each([2020, 2023])('the form of %i', (year) => {
    it.each(tableIds)('table %s comes out whole', (id: TableId) => {
      const report = model(year);
      const table = gridOf(report, id);
      const document = readBack(table, { ...plain, rules, size: id === 'litigation' ? 7 : 8 });
      expect(outcome(table, report.edition, document)).toEqual({
        right: figures(table),
        unplaced: 0,
        lost: 0,
        wrong: [],
        oddities: [],
      });
      const texts = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
      expect(texts).toEqual(['二、主动公开政府信息情况', '以上数据统计期限为本年度，收费金额为0元。']);
    });
  });
});

const settings = fc.record({
  align: fc.constantFrom('left', 'middle', 'right'),
  height: fc.constantFrom('top', 'middle', 'bottom'),
  rules: fc.constantFrom('none', 'three', 'all'),
  size: fc.constantFrom(6, 7, 8, 9, 10.5, 12),
  across: fc.integer({ min: 0, max: 5 }),
  down: fc.integer({ min: 0, max: 6 }),
  pageHeight: fc.constantFrom(500, 842, 1600),
}) satisfies fc.Arbitrary<Setting>;

/** A figure broken over two lines: at the end of a page, and in the last row of a group whose label goes on below it; and more. */
const broken: [number, number, TableId, Setting, [number, string][]][] = [
  [
    2020,
    1,
    'requests',
    { ...plain, align: 'left', height: 'top', size: 12, across: 4, down: 6, pageHeight: 500 },
    [[42, '1234567']],
  ],
  [
    2020,
    1,
    'requests',
    { ...plain, align: 'left', height: 'top', across: 5, down: 2, pageHeight: 842 },
    [[77, '1234567']],
  ],
  // A row at the page's foot that without its blanks is 10/0001, like page 10 of 1.
  [2020, 1, 'requests', { ...plain, align: 'left', size: 12, across: 0, down: 6, pageHeight: 842 }, [[128, '/']]],
  // The only row of the last part left blank.
  [
    2023,
    1,
    'proactive',
    { ...plain, align: 'left', height: 'top', size: 6, across: 2, down: 2, pageHeight: 842 },
    [[9, '']],
  ],
  // Figures that touch, 1234567 and 1, make one column of two; the head of the second shows it as one without figures.
  [
    2020,
    354,
    'requests',
    { ...plain, align: 'left', height: 'top', size: 11, across: 0, down: 6, pageHeight: 612 },
    [[67, '1234567']],
  ],
  // The pieces of a broken figure widen a page without heads until it is as wide as the page above with its groups.
  [
    2023,
    302,
    'requests',
    { ...plain, height: 'top', size: 11.5, across: 4, down: 2, pageHeight: 766 },
    [
      [149, '1234567'],
      [159, ''],
      [165, '/'],
    ],
  ],
  // A mark close beside the label of its row.
  [2023, 396, 'requests', { ...plain, align: 'left', height: 'top', size: 8.5, across: 2, down: 5 }, [[21, '/']]],
  // The page ends after the first row of 其他处理, which in the other edition is a row by itself.
  [2023, 67, 'requests', { ...plain, height: 'top', down: 5, pageHeight: 701 }, []],
  [2023, 213, 'requests', { ...plain, height: 'bottom', across: 5, down: 6, pageHeight: 764 }, []],
];

/** The table with some figures left blank, made long, or marked as nothing. */
function changed(table: GridTable, changes: ReadonlyMap<number, string>): GridTable {
  let at = 0;
  return {
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell) => {
        if (cell.id === undefined) return cell;
        const words = changes.get(at++);
        return words === undefined ? cell : { ...cell, text: words };
      }),
    ),
  };
}

describe('whatever the setting', () => {
  it('no figure stands in another’s place, and no row gets another’s name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2020, 2023),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(...tableIds),
        settings,
        fc.array(fc.tuple(fc.nat(220), fc.constantFrom('', '', '12345', '/', '1234567')), { maxLength: 20 }),
        (year, seed, id, setting, changes) => {
          const report = model(year, seed);
          const table = changed(gridOf(report, id), new Map(changes));
          const found = outcome(table, report.edition, readBack(table, setting));
          expect(found.wrong).toEqual([]);
          // Where cells have room, nothing else is said of the table than that rows could not be placed.
          const roomy = setting.down > 1 && setting.across > 1 && setting.size < 10 && setting.pageHeight > 500;
          if (roomy && found.lost === 0)
            expect(found.oddities.filter((oddity) => !oddity.includes('row-values'))).toEqual([]);
        },
      ),
      { numRuns: 60, examples: broken },
    );
  });

  it('nearly all figures are placed where cells have room', () => {
    const roomy = { ...plain, size: 8, across: 3, down: 3 };
    const sum = { right: 0, all: 0 };
    for (const align of ['left', 'middle', 'right'] as const) {
      for (const height of ['top', 'middle', 'bottom'] as const) {
        for (const id of tableIds) {
          const report = model(2023, 7);
          const table = gridOf(report, id);
          for (const pageHeight of [842, 1600]) {
            sum.right += outcome(table, report.edition, readBack(table, { ...roomy, align, height, pageHeight })).right;
            sum.all += figures(table);
          }
        }
      }
    }
    expect(sum.right / sum.all).toBeGreaterThan(0.95);
  });

  it('blank cells stay blank where heads tell their columns', () => {
    const report = model(2023);
    const table = changed(gridOf(report, 'requests'), new Map([3, 10, 17, 25].map((at) => [at, ''])));
    expect(outcome(table, report.edition, readBack(table, plain))).toMatchObject({ right: figures(table), wrong: [] });
  });

  it.each([
    ['requests', 2023, 8, [420, 460, 500, 514, 580, 620, 660]],
    ['requests', 2020, 8, [420, 460, 500, 520, 580, 620]],
    ['litigation', 2023, 7, [170, 180, 190]],
  ] as const)('table %s of %i is no running text, wherever the page ends', (id, year, size, heights) => {
    const table = gridOf(model(year), id);
    for (const pageHeight of heights) {
      const document = readBack(table, { ...plain, size, pageHeight });
      const texts = document.blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.text] : []));
      expect([pageHeight, ...texts]).toEqual([
        pageHeight,
        '二、主动公开政府信息情况',
        '以上数据统计期限为本年度，收费金额为0元。',
      ]);
    }
  });

  it('a table of which no row can be placed is said to be unread', () => {
    const table = gridOf(model(2023), 'litigation');
    const document = readBack(table, { ...plain, size: 7, pageHeight: 190 });
    expect(outcome(table, '2021', document)).toMatchObject({ right: 0, wrong: [] });
    expect(document.problems).toMatchObject([
      { code: 'page-failed', values: { page: 1, table: 1 }, location: { page: 1 } },
      { code: 'page-failed', values: { page: 2, table: 1 }, location: { page: 2 } },
    ]);
  });

  it('figures broken over two lines are claimed nowhere', () => {
    const report = model(2023);
    const table = changed(gridOf(report, 'litigation'), new Map([[0, '1234567']]));
    const found = outcome(table, report.edition, readBack(table, { ...plain, height: 'top', size: 8 }));
    expect(found).toMatchObject({ right: 0, wrong: [] });
  });
});

describe('what is no table', () => {
  it.each([
    [
      'sentences with the form’s words',
      [
        '全年收到申请 12 件，予以公开 11 件',
        '其中自然人 10 件，商业企业 2 件',
        '行政许可 5 件，行政处罚 8 件，行政强制 0 件',
      ],
    ],
    ['a list of figures', ['规章', '12', '行政许可', '5']],
  ])('%s stay paragraphs', (_, lines) => {
    const content = lines.map((words, i) => text(80, 700 - i * 20, 12, words)).join('');
    const document = readPdf(writePdf([{ content }]), engine, defaultLimits, forms);
    expect(document.blocks.every(({ kind }) => kind === 'paragraph')).toBe(true);
  });

  it('a table of the form that the page’s end cuts under its heads goes on with its rows', () => {
    const table = gridOf(model(2023), 'requests');
    for (const pageHeight of [400, 500, 600, 700, 842]) {
      const found = outcome(table, '2021', readBack(table, { ...plain, size: 8, pageHeight }));
      expect(found).toMatchObject({ wrong: [], lost: 0 });
      // The rows above the page's end are whole; those below it may be left unplaced.
      expect(found.right).toBeGreaterThan(figures(table) * (pageHeight < 500 ? 0.4 : 0.99));
    }
  });
});
