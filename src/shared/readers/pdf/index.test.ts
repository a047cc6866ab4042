import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Paragraph, placesOf, type SourceDocument, type Table } from '../../document/document.ts';
import { ReadError } from '../../document/errors.ts';
import { defaultLimits, type ReadLimits } from '../limits.ts';
import type { PdfEngine } from './engine.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';
import {
  line,
  type Pen,
  pens,
  plainCells,
  rect,
  scattered,
  type TestCell,
  type TestOptions,
  type TestPage,
  table,
  text,
  textAt,
  writePdf,
} from './testing/pdf-writer.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
const module = new WebAssembly.Module(wasm);
let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(module);
});

function read(pages: readonly TestPage[], options?: TestOptions, limits: ReadLimits = defaultLimits): SourceDocument {
  return readPdf(writePdf(pages, options), engine, limits);
}

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ReadError) return error.code;
    throw error;
  }
  return 'read';
}

const paragraphs = (document: SourceDocument): Paragraph[] =>
  document.blocks.filter((block) => block.kind === 'paragraph');
const tables = (document: SourceDocument): Table[] => document.blocks.filter((block) => block.kind === 'table');
const texts = (document: SourceDocument): string[] => paragraphs(document).map((paragraph) => paragraph.text);

/** Rows of a table as written: each cell once, with its span where it has one. */
function rowsOf(found: Table | undefined): string[][] {
  const rows: string[][] = Array.from({ length: found?.rowCount ?? 0 }, () => []);
  for (const { row, rowSpan, columnSpan, text: words } of found?.cells ?? []) {
    rows[row]?.push(rowSpan + columnSpan > 2 ? `${words} ${rowSpan}×${columnSpan}` : words);
  }
  return rows;
}

const merged: TestCell[] = [
  { row: 0, column: 0, columnSpan: 2, text: '信息内容' },
  { row: 0, column: 2, text: '数量' },
  { row: 1, column: 0, rowSpan: 2, text: '行政\n许可' },
  { row: 1, column: 1, text: '12' },
  { row: 1, column: 2, text: '3' },
  { row: 2, column: 1, text: '4' },
  { row: 2, column: 2, text: '' },
];
const mergedRows = [
  ['信息内容 1×2', '数量'],
  ['行政\n许可 2×1', '12', '3'],
  ['4', ''],
];
const mergedTable = { xs: [80, 200, 300, 400], ys: [700, 680, 660, 640], cells: merged };
const heading = text(80, 760, 16, '二、主动公开政府信息情况');

describe('tables with lines', () => {
  it.each(Object.entries(pens) as [string, Pen][])('borders drawn as %s give the same grid', (_, pen) => {
    const document = read([{ content: heading + table(mergedTable, pen) }]);
    expect(texts(document)).toEqual(['二、主动公开政府信息情况']);
    expect(tables(document).map(rowsOf)).toEqual([mergedRows]);
  });

  it('reads cells told by their grounds alone, and takes no white box for a line', () => {
    const ground =
      '0.9 g 80 680 120 20 re f 0.8 g 200 680 100 20 re f 0.8 g 80 660 120 20 re f 0.9 g 200 660 100 20 re f 1 g 90 661 200 8 re f 0 g\n';
    const words =
      text(85, 686, 9, '规章') + text(205, 686, 9, '7') + text(85, 666, 9, '规范性文件') + text(205, 666, 9, '15');
    expect(tables(read([{ content: ground + words }])).map(rowsOf)).toEqual([
      [
        ['规章', '7'],
        ['规范性文件', '15'],
      ],
    ]);
  });

  it('reads a table without rules at its sides and one without a bottom rule', () => {
    for (const open of [['left', 'right'], ['bottom'], ['top', 'bottom']] as const) {
      expect(tables(read([{ content: heading + table({ ...mergedTable, open }) }])).map(rowsOf)).toEqual([mergedRows]);
    }
  });

  it('reads a table whose cells stand apart, and whose label ends above the last of its rows', () => {
    // As a browser draws separate borders: each cell a box of its own.
    const boxes: [number, number, number, number, string][] = [
      [80, 700, 118, 642, '行政\n许可'],
      [120, 700, 198, 682, '受理'],
      [200, 700, 298, 682, '12'],
      [300, 700, 398, 682, '3'],
      [120, 680, 198, 662, '办结'],
      [200, 680, 298, 662, '10'],
      [300, 680, 398, 662, '2'],
      [120, 660, 198, 626, '转下年'],
      [200, 660, 298, 626, '2'],
      [300, 660, 398, 626, '1'],
      [80, 624, 198, 606, '合计'],
      [200, 624, 298, 606, '24'],
      [300, 624, 398, 606, '6'],
    ];
    const content = boxes
      .map(([x0, y0, x1, y1, words]) => {
        const lines = words.split('\n').map((part, i) => text(x0 + 3, y0 - 12 - i * 11, 9, part));
        return rect(x0, y1, x1 - x0, y0 - y1, 'S') + lines.join('');
      })
      .join('');
    expect(tables(read([{ content }])).map(rowsOf)).toEqual([
      [
        ['行政\n许可 3×1', '受理', '12', '3'],
        ['办结', '10', '2'],
        ['转下年', '2', '1'],
        ['合计 1×2', '24', '6'],
      ],
    ]);
  });

  it('does not move the columns of a table to those of the table below it', () => {
    const cells = plainCells([
      ['甲', '乙', '1'],
      ['丙', '丁', '2'],
    ]);
    const upper = table({ xs: [80, 120, 200, 300], ys: [700, 680, 660], cells });
    const lower = table({ xs: [80, 123, 203, 300], ys: [600, 580, 560], cells });
    const [, found] = tables(read([{ content: upper + lower }]));
    expect(found?.cells[1]?.location).toMatchObject({ rect: [123, 242, 80, 20] });
  });

  it('keeps a number that is wider than its cell whole and in its cell', () => {
    const cells = plainCells([['', '', '']]);
    const wide = text(96, 684, 9, '12345678') + text(85, 684, 9, '1') + text(152, 684, 9, '9');
    const document = read([{ content: table({ xs: [80, 100, 130, 160], ys: [700, 680], cells }) + wide }]);
    expect(rowsOf(tables(document)[0])).toEqual([['1', '12345678', '9']]);
  });

  it.each([
    ['digits at digit advance', scattered(85, 684, 9, '128', 4.5), '128'],
    ['digits with a gap between', scattered(85, 684, 9, '12', 9), '1 2'],
    ['two numbers side by side', text(85, 684, 9, '1') + text(96, 684, 9, '28'), '1 28'],
    ['a minus before the number', scattered(85, 684, 9, '-5', 4.5), '-5'],
    ['a label set wide', scattered(85, 684, 9, '总计', 25), '总计'],
    ['blanks in the file', text(85, 684, 9, '2 0'), '2 0'],
    ['a number on two lines', text(85, 691, 6, '1234') + text(85, 683, 6, '56'), '1234\n56'],
    ['words as invisible text over a scan', text(85, 684, 9, '其他', 3), '其他'],
    [
      'type of no size and type turned over by its size',
      text(85, 684, 0, '密') + text(85, 684, 9, '其他') + textAt([-1, 0, 0, -1, 110, 684], -9, '处理'),
      '其他处理',
    ],
    ['printed twice for boldness', text(85, 684, 9, '复议') + text(85.3, 684, 9, '复议'), '复议'],
  ])('a cell with %s', (_, content, expected) => {
    const grid = table({ xs: [80, 200, 300], ys: [700, 680], cells: plainCells([['', '9']]) });
    expect(rowsOf(tables(read([{ content: grid + content }]))[0])).toEqual([[expected, '9']]);
  });

  it('reads a label turned on its side', () => {
    const grid = table({ xs: [80, 100, 300], ys: [700, 600], cells: plainCells([['', '9']]) });
    const label = textAt([0, 1, -1, 0, 94, 620], 9, '办理结果');
    expect(rowsOf(tables(read([{ content: heading + grid + label }]))[0])).toEqual([['办理结果', '9']]);
  });

  it('takes a frame round text for no table', () => {
    const document = read([
      { content: rect(60, 60, 475, 722, 'S') + rect(80, 700, 300, 30, 'S') + text(85, 710, 12, '附件') },
    ]);
    expect(tables(document)).toEqual([]);
    expect(texts(document)).toEqual(['附件']);
  });

  it('reads a report that is set in one big cell, whose lines touch those of the tables inside', () => {
    const cells: TestCell[] = [
      {
        row: 0,
        column: 0,
        columnSpan: 3,
        text: '某县档案局\n2023年政府信息公开工作年度报告\n二、主动公开政府信息情况',
      },
      { row: 1, column: 0, columnSpan: 3, text: '第二十条第（一）项' },
      { row: 2, column: 0, text: '规章' },
      { row: 2, column: 1, columnSpan: 2, text: '7' },
      { row: 3, column: 0, columnSpan: 3, text: '三、收到和处理政府信息公开申请情况' },
      { row: 4, column: 0, columnSpan: 2, text: '本年新收' },
      { row: 4, column: 2, text: '12' },
      { row: 5, column: 0, columnSpan: 3, text: '本机关没有需要说明的其他事项，特此报告，并请指正。' },
    ];
    const document = read([
      { content: table({ xs: [80, 200, 300, 460], ys: [760, 700, 680, 660, 640, 620, 600], cells }) },
    ]);
    expect(document.blocks.map((block) => (block.kind === 'table' ? rowsOf(block) : block.text))).toEqual([
      '某县档案局',
      '2023年政府信息公开工作年度报告',
      '二、主动公开政府信息情况',
      [['第二十条第（一）项 1×2'], ['规章', '7']],
      '三、收到和处理政府信息公开申请情况',
      [['本年新收', '12']],
      '本机关没有需要说明的其他事项，特此报告，并请指正。',
    ]);
  });

  it('reads tables drawn inside forms', () => {
    const document = read([
      { forms: { A: table(mergedTable), B: '1 0 0 1 10 -20 cm /A Do' }, content: 'q 1 0 0 1 5 5 cm /B Do Q' },
    ]);
    expect(tables(document).map(rowsOf)).toEqual([mergedRows]);
    expect(tables(document)[0]?.location).toEqual({ page: 1, rect: [95, 157, 320, 60] });
  });
});

describe('places', () => {
  const box: readonly [number, number, number, number] = [-50, -30, 545, 812];
  it.each([
    [0, [100, 100, 320, 60], [100, 100, 220, 20], 520, 800],
    [90, [640, 100, 60, 320], [680, 100, 20, 220], 800, 520],
    [180, [100, 640, 320, 60], [200, 680, 220, 20], 520, 800],
    [270, [100, 100, 60, 320], [100, 200, 20, 220], 800, 520],
  ])('turned by %i degrees, offset and cropped', (rotate, whole, first, width, height) => {
    const document = read([
      { rotate, mediaBox: box, cropBox: [-20, 0, 500, 800], content: heading + table(mergedTable) },
    ]);
    expect(document.pages).toEqual([{ width, height }]);
    const [found] = tables(document);
    expect(found?.location).toEqual({ page: 1, rect: whole });
    expect(found?.cells[0]?.location).toEqual({ page: 1, rect: first });
    expect(rowsOf(found)).toEqual(mergedRows);
  });

  it('gives the place of some words of a paragraph over a line’s end', () => {
    const words = '市档案局认真落实各项要求全年收到申请共二十八件均在规定的期限内答复';
    const content = text(80, 700, 16, words.slice(0, 27)) + text(80, 670, 16, words.slice(27));
    const [paragraph] = paragraphs(read([{ content }]));
    expect(paragraph?.text).toBe(words);
    expect(placesOf(paragraph as Paragraph, 25, 30)).toEqual([
      { page: 1, rect: [480, 127.92, 32, 16] },
      { page: 1, rect: [80, 157.92, 48, 16] },
    ]);
  });

  it('reads a page whose text runs sideways, and gives places on the page as it is displayed', () => {
    const content = textAt([0, 1, -1, 0, 100, 100], 12, '横排的表格') + textAt([0, 1, -1, 0, 130, 100], 12, '第二行');
    const document = read([{ content }]);
    expect(texts(document)).toEqual(['横排的表格', '第二行']);
    const [place] = placesOf(paragraphs(document)[0] as Paragraph, 1, 2);
    expect(place).toEqual({ page: 1, rect: [89.44, 718, 12, 12] });
  });
});

describe('tables over the page’s end', () => {
  const xs = [80, 200, 300, 400];
  const head = ['信息内容', '制发', '废止'];
  const part = (
    top: number,
    rows: readonly (readonly string[])[],
    heights: readonly number[] = rows.map(() => 20),
  ): string => {
    const ys = [top];
    for (const height of heights) ys.push((ys.at(-1) as number) - height);
    return table({ xs, ys, cells: plainCells(rows) });
  };
  const regulation = ['规章', '1', '2'];
  const documents = ['行政规范性文件', '3', '4'];

  const cases: { what: string; first: string; second: string; rows: string[][] }[] = [
    {
      what: 'between two rows',
      first: part(160, [head, regulation]),
      second: part(780, [documents]),
      rows: [head, regulation, documents],
    },
    {
      what: 'with the head repeated',
      first: part(160, [head, regulation]),
      second: part(780, [head, documents]),
      rows: [head, regulation, documents],
    },
    {
      what: 'through a label, the values above',
      first: part(140, [head, regulation, ['其他对外管理', '3', '4']], [20, 20, 12]),
      second: part(780, [['服务事项', '', ''], documents], [12, 20]),
      rows: [head, regulation, ['其他对外管理\n服务事项', '3', '4'], documents],
    },
    {
      what: 'through a label, the values below',
      first: part(140, [head, regulation, ['其他对外管理', '', '']], [20, 20, 12]),
      second: part(780, [['服务事项', '3', '4'], documents], [12, 20]),
      rows: [head, regulation, ['其他对外管理\n服务事项', '3', '4'], documents],
    },
    {
      what: 'through a row, leaving a sliver of it',
      first: part(160, [head, regulation]),
      second: part(780, [['', '', ''], documents], [7, 20]),
      rows: [head, regulation, documents],
    },
    {
      what: 'before a row whose values are blank',
      first: part(160, [head, regulation]),
      second: part(780, [['行政处罚', '', ''], documents]),
      rows: [head, regulation, ['行政处罚', '', ''], documents],
    },
    {
      what: 'before an item whose values are blank, in a low row',
      first: part(160, [head, ['1.重复申请', '1', '2']]),
      second: part(780, [['2.信访申请', '', ''], documents], [12, 20]),
      rows: [head, ['1.重复申请', '1', '2'], ['2.信访申请', '', ''], documents],
    },
    {
      what: 'between the heads and their only row, of blank values',
      first: part(160, [head]),
      second: part(780, [['', '', '']]),
      rows: [head, ['', '', '']],
    },
    {
      what: 'through an item’s label, its values all blank',
      first: part(160, [head, ['1.申请人无正当理由逾期不补', '', '']]),
      second: part(780, [['正的', '', ''], documents]),
      rows: [head, ['1.申请人无正当理由逾期不补\n正的', '', ''], documents],
    },
    {
      what: 'through an item’s label, before a character with its closing mark',
      first: part(160, [head, ['1.危及国家及公共安全和', '1', '2']]),
      second: part(780, [['定”', '', ''], documents]),
      rows: [head, ['1.危及国家及公共安全和\n定”', '1', '2'], documents],
    },
    {
      what: 'through figures that were broken over lines',
      first: part(160, [head, ['其他对外管理服务事项有关的', '123456789012345678901', '2']]),
      second: part(780, [['数量', '23', ''], documents]),
      rows: [head, ['其他对外管理服务事项有关的\n数量', '123456789012345678901\n23', '2'], documents],
    },
    {
      what: 'between the heads and a row of 无',
      first: part(160, [head]),
      second: part(780, [['规章', '无', '无'], documents]),
      rows: [head, ['规章', '无', '无'], documents],
    },
  ];
  it.each(cases)('$what', ({ first, second, rows }) => {
    const document = read([
      { content: heading + first },
      { content: second + text(80, 300, 16, '三、收到和处理政府信息公开申请情况') },
    ]);
    expect(document.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'table', 'paragraph']);
    expect(rowsOf(tables(document)[0])).toEqual(rows);
  });

  it('claims nothing of figures that may go on over the page’s end or be a row’s of their own', () => {
    const long = ['其他对外管理服务事项有关的', '123456789012345678901', '123456789012345678901'];
    const [found] = tables(
      read([
        { content: part(160, [head, regulation, long]) },
        { content: part(780, [['数量', '23', '45'], documents]) },
      ]),
    );
    expect(found?.unplacedRows).toEqual([2, 3]);
  });

  it('puts a cut cell where its value stands', () => {
    const first = part(140, [head, ['其他对外管理', '', '']], [20, 12]);
    const second = part(780, [['服务事项', '3', '4']], [12]);
    const [found] = tables(read([{ content: first }, { content: second }]));
    const places = found?.cells
      .filter(({ row }) => row === 1)
      .map(({ location }) => 'page' in location && location.page);
    expect(places).toEqual([1, 2, 2]);
  });

  it('joins cells that the page leaves open, on one side of a row only', () => {
    const upper = table({
      xs,
      ys: [160, 140, 120],
      cells: [
        { row: 0, column: 0, text: '行政复议' },
        { row: 0, column: 1, columnSpan: 2, text: '行政诉讼' },
        { row: 1, column: 0, text: '结果' },
        { row: 1, column: 1, columnSpan: 2, text: '复议后起诉' },
      ],
      open: ['bottom'],
    });
    const lower = table({
      xs,
      ys: [780, 760, 740],
      cells: plainCells([
        ['维持', '维持', '纠正'],
        ['1', '2', '3'],
      ]),
      open: ['top'],
    });
    const closing = line(200, 120, 400, 120);
    const [found] = tables(read([{ content: upper + closing }, { content: lower + line(200, 780, 400, 780) }]));
    expect(rowsOf(found)).toEqual([
      ['行政复议', '行政诉讼 1×2'],
      ['结果\n维持 2×1', '复议后起诉 1×2'],
      ['维持', '纠正'],
      ['1', '2', '3'],
    ]);
  });

  it('joins a label cell over the rows of two pages, and a part that has fewer columns', () => {
    const first = table({
      xs,
      ys: [160, 140, 120],
      cells: [
        { row: 0, column: 0, rowSpan: 2, text: '三、本年度' },
        { row: 0, column: 1, text: '（一）予以公开' },
        { row: 0, column: 2, text: '1' },
        { row: 1, column: 1, text: '（二）部分公开' },
        { row: 1, column: 2, text: '2' },
      ],
    });
    const second = table({
      xs,
      ys: [780, 760, 740],
      cells: [
        { row: 0, column: 0, text: '办理结果' },
        { row: 0, column: 1, text: '（七）总计' },
        { row: 0, column: 2, text: '3' },
        { row: 1, column: 0, columnSpan: 3, text: '四、结转下年度继续办理' },
      ],
    });
    const [found] = tables(read([{ content: first }, { content: second }]));
    expect(rowsOf(found)).toEqual([
      ['三、本年度\n办理结果 3×1', '（一）予以公开', '1'],
      ['（二）部分公开', '2'],
      ['（七）总计', '3'],
      ['四、结转下年度继续办理 1×3'],
    ]);
  });

  it('joins two label columns whose cells neither begin nor end on the page', () => {
    const xs = [80, 110, 150, 300, 400];
    const rows = (from: number): TestCell[] =>
      [0, 1, 2].flatMap((row) => [
        { row, column: 2, text: `第${from + row}类` },
        { row, column: 3, text: `${from + row}` },
      ]);
    const first = [
      { row: 0, column: 0, rowSpan: 3, text: '办理' },
      { row: 0, column: 1, rowSpan: 3, text: '不予' },
      ...rows(1),
    ];
    const open = (top: number, bottom: number): string => line(80, top, 80, bottom) + line(110, top, 110, bottom);
    const document = read([
      { content: heading + table({ xs, ys: [140, 120, 100, 80], cells: first, open: ['bottom'] }) },
      { content: open(800, 740) + table({ xs, ys: [800, 780, 760, 740], cells: rows(4) }) },
    ]);
    expect(tables(document).map(rowsOf)).toEqual([
      [
        ['办理 6×1', '不予 6×1', '第1类', '1'],
        ['第2类', '2'],
        ['第3类', '3'],
        ['第4类', '4'],
        ['第5类', '5'],
        ['第6类', '6'],
      ],
    ]);
  });

  it('does not join heads with blank values below them', () => {
    const first = table({
      xs,
      ys: [160, 140, 120],
      cells: [
        { row: 0, column: 0, rowSpan: 2, text: '总计' },
        { row: 0, column: 1, columnSpan: 2, text: '行政诉讼' },
        { row: 1, column: 1, text: '维持' },
        { row: 1, column: 2, text: '纠正' },
      ],
    });
    const [found] = tables(read([{ content: first }, { content: part(780, [['', '5', '']]) }]));
    expect(rowsOf(found)).toEqual([
      ['总计 2×1', '行政诉讼 1×2'],
      ['维持', '纠正'],
      ['', '5', ''],
    ]);
  });

  it('keeps two tables apart that differ in their columns or have a heading between them', () => {
    const other = table({ xs: [80, 160, 250, 310, 400], ys: [780, 760], cells: plainCells([['1', '2', '3', '4']]) });
    expect(tables(read([{ content: part(160, [regulation]) }, { content: other }]))).toHaveLength(2);
    const titled = text(80, 790, 12, '四、行政复议') + part(770, [documents]);
    expect(tables(read([{ content: part(160, [regulation]) }, { content: titled }]))).toHaveLength(2);
  });

  it('takes a row across all columns, alone at the page’s end, for the table’s first', () => {
    const first = rect(80, 120, 320, 20, 'S') + text(90, 126, 9, '第二十条第（一）项');
    const document = read([{ content: heading + first }, { content: part(780, [head, regulation]) }]);
    expect(rowsOf(tables(document)[0])).toEqual([['第二十条第（一）项 1×3'], head, regulation]);
    expect(texts(document)).toEqual(['二、主动公开政府信息情况']);
  });
});

describe('tables without lines', () => {
  const row = (y: number, words: readonly string[]): string =>
    words
      .map((word, i) => (word === '' ? '' : text(i === 0 ? 80 : 200 + i * 60 - word.length * 2.5, y, 10, word)))
      .join('');
  const head = row(700, ['信息内容', '自然人', '企业', '总计']);

  it('takes columns from numbers one below the other, with their heads and labels', () => {
    const content =
      heading +
      head +
      row(680, ['新收数量', '12', '3', '15']) +
      row(660, ['上年结转', '', '1', '1']) +
      row(640, ['予以公开', '128', '0', '128']) +
      row(620, ['部分公开', '5', '10', '15']);
    // The second row lacks a number: it ends the columns' certainty, not the table.
    const document = read([{ content }]);
    expect(texts(document)[0]).toBe('二、主动公开政府信息情况');
    expect(tables(document)).toEqual([]);
    const whole = read([
      { content: content.replace(row(660, ['上年结转', '', '1', '1']), row(660, ['上年结转', '0', '1', '1'])) },
    ]);
    expect(rowsOf(tables(whole)[0])).toEqual([
      ['信息内容', '自然人', '企业', '总计'],
      ['新收数量', '12', '3', '15'],
      ['上年结转', '0', '1', '1'],
      ['予以公开', '128', '0', '128'],
      ['部分公开', '5', '10', '15'],
    ]);
  });

  it.each([
    ['every other row', [700, 660]],
    ['the heads', [700]],
  ])('reads rows of which %s are shaded as one table', (_, shaded) => {
    const rows = [
      ['类别', '受理', '办结', '转下年'],
      ['许可', '12', '10', '2'],
      ['处罚', '7', '7', '0'],
      ['强制', '1', '0', '1'],
    ];
    const xs = [80, 200, 280, 360, 440];
    const grounds = shaded.flatMap((top) =>
      xs.slice(1).map((x, i) => rect(xs[i] as number, top - 20, x - (xs[i] as number), 20)),
    );
    const words = rows.flatMap((row, r) => row.map((part, c) => text((xs[c] as number) + 20, 686 - r * 20, 9, part)));
    const document = read([{ content: `${heading}0.9 g ${grounds.join('')}0 g ${words.join('')}` }]);
    expect(tables(document).map(rowsOf)).toEqual([rows]);
  });

  it('leaves sentences with numbers alone', () => {
    const content =
      heading +
      text(80, 700, 12, '全年收到申请 12 件，办结 11 件，结转 1 件') +
      text(80, 680, 12, '其中自然人 10 件，企业 2 件，其他 0 件') +
      text(80, 660, 12, '与上年的 9 件、8 件、1 件相比有所增加');
    expect(tables(read([{ content }]))).toEqual([]);
  });
});

describe('running text', () => {
  const full = '依照有关规定编制本报告由总体情况主动公开情况等六个部分组成';
  const lines = (top: number, rows: readonly string[]): string =>
    rows
      .map((words, i) => text(80 + (words.startsWith('　') ? 32 : 0), top - i * 28, 16, words.replace(/^　+/, '')))
      .join('');

  it('joins the lines of a paragraph and keeps paragraphs, headings and items apart', () => {
    const content = lines(760, [
      '　一、总体情况',
      `　${full.slice(0, 25)}`,
      full.slice(0, 27),
      '共三件。',
      `　${full.slice(0, 25)}`,
      '全文完。',
      '　（一）主动公开。',
      '　1.目录更新。',
    ]);
    expect(texts(read([{ content }]))).toEqual([
      '一、总体情况',
      `${full.slice(0, 25)}${full.slice(0, 27)}共三件。`,
      `${full.slice(0, 25)}全文完。`,
      '（一）主动公开。',
      '1.目录更新。',
    ]);
  });

  it('joins a sentence over the page’s end, without page numbers and running heads', () => {
    const page = (n: number, content: string): TestPage => ({
      content: text(280, 40, 12, `— ${n} —`) + text(80, 810, 9, '青禾县档案局年度报告') + content,
    });
    const document = read([
      page(1, lines(760, [`　${full.slice(0, 25)}`, full.slice(0, 27)])),
      page(2, lines(760, ['最后一句。', `　${full.slice(0, 25)}`, '第二段。'])),
      page(3, lines(760, ['　无'])),
    ]);
    expect(texts(document)).toEqual([
      `${full.slice(0, 25)}${full.slice(0, 27)}最后一句。`,
      `${full.slice(0, 25)}第二段。`,
      '无',
    ]);
  });

  it.each([
    ['第 1 页 共 2 页', '第 2 页 共 2 页'],
    ['1', '2'],
    ['-7-', '-8-'],
    ['1/2', '2/2'],
  ])('leaves out the page numbers %s and %s', (first, second) => {
    const page = (words: string, number: string): TestPage => ({
      content: lines(760, [`　${words}`]) + text(280, 40, 12, number),
    });
    expect(texts(read([page('甲段。', first), page('乙段。', second)]))).toEqual(['甲段。', '乙段。']);
  });

  it('keeps a number at the page’s end that does not count with the pages', () => {
    const page = (number: string): TestPage => ({ content: lines(760, ['　共计']) + text(80, 60, 12, number) });
    expect(texts(read([page('415'), page('37')]))).toEqual(['共计', '415', '共计', '37']);
  });

  it('joins Latin words with a blank and a web address without', () => {
    const fill = full.slice(0, 23);
    const words = (a: string, b: string): string =>
      texts(read([{ content: lines(760, [`${fill}${a}`, b]) }])).join('|');
    expect(words('open data', 'portal开通')).toBe(`${fill}open data portal开通`);
    expect(words('http://a/', 'index.html')).toBe(`${fill}http://a/index.html`);
  });

  it('drops a watermark that lies askew', () => {
    const content = lines(760, ['　正文。']) + textAt([0.7, 0.7, -0.7, 0.7, 200, 300], 60, '内部资料');
    expect(texts(read([{ content }]))).toEqual(['正文。']);
  });

  it('says where a picture stands', () => {
    const document = read([
      { image: true, content: `${heading}q 300 0 0 200 80 500 cm /Im Do Q ${text(80, 450, 16, '三、收到情况')}` },
    ]);
    expect(paragraphs(document).map(({ text: words, hasImage }) => [words, hasImage ?? false])).toEqual([
      ['二、主动公开政府信息情况', false],
      ['', true],
      ['三、收到情况', false],
    ]);
    expect(placesOf(paragraphs(document)[1] as Paragraph)).toEqual([{ page: 1, rect: [80, 142, 300, 200] }]);
  });
});

describe('what cannot be read', () => {
  const page: TestPage = { content: heading + table(mergedTable) };
  const scan: TestPage = { image: true, content: 'q 500 0 0 700 40 40 cm /Im Do Q\n' };

  it.each<[string, string, () => unknown]>([
    ['empty', 'no bytes', () => readPdf(new Uint8Array(0), engine, defaultLimits)],
    ['corrupt', 'another format', () => readPdf(Uint8Array.from([80, 75, 3, 4]), engine, defaultLimits)],
    ['corrupt', 'the first half of a file', () => readPdf(writePdf([page]).subarray(0, 1500), engine, defaultLimits)],
    ['empty', 'blank paper', () => read([{ content: '' }])],
    [
      'corrupt',
      'text whose stream is damaged',
      () =>
        read([{ content: heading }], {
          flate: true,
          change: (object) => object.replace(/(stream\s+x.).{20}/s, `$1${'z'.repeat(20)}`),
        }),
    ],
    ['scanned', 'pictures of pages', () => read([scan, scan])],
    [
      'scanned',
      'pictures of pages with page numbers',
      () => read([{ ...scan, content: scan.content + text(280, 30, 12, '— 1 —') }]),
    ],
    ['too-large', 'more bytes than the limit', () => read([page], {}, { ...defaultLimits, fileBytes: 100 })],
    [
      'too-large',
      'streams that inflate beyond the limit',
      () => read([{ content: ' '.repeat(50_000) }], { flate: true }, { ...defaultLimits, inflatedBytes: 10_000 }),
    ],
  ])('%s: %s', (code, _, work) => {
    expect(codeOf(work)).toBe(code);
  });

  it('says which page is a picture, and reads the others', () => {
    const document = read([page, scan]);
    expect(document.problems.map(({ code, values }) => [code, values])).toEqual([['page-scanned', { page: 2 }]]);
    expect(tables(document)).toHaveLength(1);
  });

  const sentence = '本年度没有收到政府信息公开申请，没有行政复议和行政诉讼，没有收取费用。';
  const paper = 'q 595 0 0 842 0 0 cm /Im Do Q\n';
  const strips = [0, 1, 2, 3].map((i) => `q 595 0 0 210.5 0 ${i * 210.5} cm /Im Do Q\n`).join('');
  const outlined = Array.from({ length: 401 }, (_, i) => `${i} 500 m 1 2 3 4 5 6 c f\n`).join('');

  it.each<[name: string, content: string, isRecognised: boolean]>([
    ['not painted, over a picture of the page', paper + text(80, 700, 12, sentence, 3), true],
    ['not painted, over a picture in strips', strips + text(80, 700, 12, sentence, 3), true],
    ['and a page number that is painted', paper + text(80, 700, 12, sentence, 3) + text(290, 30, 9, '— 1 —'), true],
    ['painted on a picture as its paper', paper + text(80, 700, 12, sentence), false],
    [
      'painted, with a hidden copy, on a picture as its paper',
      paper + text(80, 700, 12, sentence) + text(80, 700, 12, sentence, 3),
      false,
    ],
    ['not painted, over outlines on a picture', paper + outlined + text(80, 700, 12, sentence, 3), false],
    ['not painted, over outlines', outlined + text(80, 700, 12, sentence, 3), false],
    [
      'not painted, below the picture of a letterhead',
      `q 500 0 0 90 40 720 cm /Im Do Q\n${text(80, 600, 12, sentence, 3)}`,
      false,
    ],
  ])('reads text %s, and says whether it was recognised', (_, content, isRecognised) => {
    const document = read([page, { image: true, content }]);
    const wanted = { code: 'page-scanned', values: { pages: '2', recognised: 1 } };
    expect(document.problems.map(({ code, values }) => ({ code, values }))).toEqual(isRecognised ? [wanted] : []);
    expect(texts(document).join('')).toContain(sentence);
  });

  it('names all recognised pages at once', () => {
    const over: TestPage = { image: true, content: paper + text(80, 700, 12, sentence, 3) };
    const document = read([over, over, page, over]);
    expect(document.problems).toEqual([
      {
        code: 'page-scanned',
        values: { pages: '1–2、4', recognised: 3 },
        location: { page: 1, rect: [0, 0, 595, 842] },
      },
    ]);
  });

  it('says that a page failed, or that the page count is false', () => {
    const kids = (count: number): TestOptions => ({
      change: (object, n) => (n === 2 ? object.replace(/Count \d+/, `Count ${count}`).replace(']', ' 2 0 R]') : object),
    });
    const some = read([page], kids(2));
    expect(some.problems.map(({ code, values }) => [code, values])).toEqual([['page-failed', { page: 2 }]]);
    const many = read([page], kids(1_000_000));
    expect(many.problems.length).toBeLessThan(20);
    expect(many.problems.at(-1)?.code).toBe('limit');
    expect(tables(many)).toHaveLength(1);
  });

  it.each([
    ['the page tree itself', '[2 0 R '],
    ['what is no page', '[3 0 R '],
  ])('says that a page is lost where %s stands in its place', (_, kid) => {
    const second: TestPage = { content: text(80, 700, 12, '六、其他需要报告的事项') };
    const change = (object: string, n: number): string => (n === 2 ? object.replace(/\[\d+ 0 R /, kid) : object);
    const found = read([page, second], { change });
    expect(found.problems.map(({ code }) => code)).toEqual(['page-failed']);
    expect(texts(found)).toEqual(['六、其他需要报告的事项']);
  });

  it('leaves out a blank page without a word', () => {
    expect(read([page, { content: '' }, page]).problems).toEqual([]);
  });

  it('says so when words lie beside the paper', () => {
    const document = read([{ ...page, cropBox: [0, 0, 250, 842] }]);
    expect(document.problems).toEqual([{ code: 'damaged', values: { page: 1, count: expect.any(Number) } }]);
  });

  it('reads as many pages, characters and table slots as the limits allow', () => {
    expect(read([page, page, page], {}, { ...defaultLimits, pages: 2 }).problems).toEqual([
      { code: 'limit', values: { pages: 2 } },
    ]);
    expect(read([page, page], {}, { ...defaultLimits, characters: 40 }).problems).toEqual([
      { code: 'limit', values: { page: 2 } },
    ]);
    const few = read([page], {}, { ...defaultLimits, tableSlots: 4 });
    expect(few.problems).toEqual([{ code: 'limit', values: { page: 1 } }]);
    expect(tables(few)).toEqual([]);
  });

  it('ends with an engine that aborts, which is then to be replaced', async () => {
    const small = await createPdfiumEngine(module, { heapBytes: 64 * 2 ** 20 });
    const loop = writePdf([{ forms: { A: '/A Do /A Do' }, content: '/A Do' }]);
    expect(codeOf(() => readPdf(loop, small, defaultLimits))).toBe('too-large');
    expect(small.dead).toBe(true);
    expect(codeOf(() => readPdf(writePdf([page]), small, defaultLimits))).toBe('corrupt');
    expect(engine.dead).toBe(false);
  });

  it('needs no password where only the owner has one, and says where the reader needs one', async () => {
    expect(texts(readPdf(await encrypt(writePdf([page]), '', 'owner'), engine, defaultLimits))).toEqual([
      '二、主动公开政府信息情况',
    ]);
    const closed = await encrypt(writePdf([page]), 'user', 'owner');
    expect(codeOf(() => readPdf(closed, engine, defaultLimits))).toBe('encrypted');
  });
});

describe('damage', () => {
  const content = heading + table(mergedTable);
  const sound = writePdf([{ content }, { content: table(mergedTable) }], { flate: true });
  const seeded = (seed: number): (() => number) => {
    let state = seed * 2654435761;
    return () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
  };
  const wordsOf = (document: SourceDocument): string => JSON.stringify([texts(document), tables(document).map(rowsOf)]);

  it('is never read as something else without a word, flipped bit by bit or cut short', async () => {
    const right = wordsOf(readPdf(sound, engine, defaultLimits));
    const silent: number[] = [];
    for (let seed = 1; seed <= 400; seed++) {
      const random = seeded(seed);
      const bytes = sound.slice(0, seed % 4 === 0 ? Math.floor(random() * sound.length) : sound.length);
      const flips = seed % 4 === 0 ? 0 : 10 ** (seed % 3);
      for (let i = 0; i < flips; i++) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8));
      }
      if (engine.dead) engine = await createPdfiumEngine(module);
      try {
        const document = readPdf(bytes, engine, defaultLimits);
        if (document.problems.length === 0 && wordsOf(document) !== right) silent.push(seed);
      } catch (error) {
        if (!(error instanceof ReadError)) throw error;
      }
    }
    // Flips outside of compressed streams carry no checksum: a page's own entries, a font's name or widths.
    expect(silent.length).toBeLessThanOrEqual(20);
  });

  it('costs at most the file, whatever is flipped in a report of a word processor', async () => {
    const report = readFileSync(new URL('../../../../tests/fixtures/pdf/libreoffice.pdf', import.meta.url));
    const outcomes = new Set<string>();
    for (let seed = 1; seed <= 60; seed++) {
      const random = seeded(seed);
      const bytes = new Uint8Array(report);
      for (let i = 0; i < 10 ** (1 + (seed % 2)); i++) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 << Math.floor(random() * 8));
      }
      if (engine.dead) engine = await createPdfiumEngine(module);
      outcomes.add(codeOf(() => readPdf(bytes, engine, defaultLimits)));
    }
    expect(outcomes).toContain('read');
    expect(outcomes).toContain('corrupt');
  });

  it('is said when the contents of a page do not match their checksum', () => {
    const bytes = sound.slice();
    const stream = Buffer.from(bytes).indexOf('stream\n', Buffer.from(bytes).indexOf('FlateDecode')) + 40;
    bytes[stream] = (bytes[stream] as number) ^ 4;
    const outcome = ((): string => {
      try {
        return readPdf(bytes, engine, defaultLimits)
          .problems.map(({ code }) => code)
          .join();
      } catch (error) {
        return error instanceof ReadError ? error.code : String(error);
      }
    })();
    expect(outcome).toContain('damaged');
  });

  it('is said when the file’s table of objects had to be rebuilt', () => {
    const document = read([{ content }], { trailer: '', change: (object) => object });
    expect(document.problems).toEqual([]);
    const broken = Buffer.from(writePdf([{ content }]))
      .toString('latin1')
      .replace(/startxref\n\d+/, 'startxref\n77');
    const repaired = readPdf(Uint8Array.from(Buffer.from(broken, 'latin1')), engine, defaultLimits);
    expect(repaired.problems.map(({ code }) => code)).toEqual(['damaged']);
    expect(wordsOf(repaired)).toBe(wordsOf(document));
  });
});

/** The same file, encrypted by the engine itself. */
async function encrypt(bytes: Uint8Array, user: string, owner: string): Promise<Uint8Array> {
  const { init } = await import('@embedpdf/pdfium');
  const pdfium = await init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length) as ArrayBuffer,
  });
  pdfium.PDFiumExt_Init();
  const { wasmExports } = pdfium.pdfium;
  const heap = (): Uint8Array =>
    new Uint8Array((wasmExports as unknown as { memory: { buffer: ArrayBuffer } }).memory.buffer);
  const data = wasmExports.malloc(bytes.length);
  heap().set(bytes, data);
  const file = pdfium.FPDF_LoadMemDocument(data, bytes.length, '');
  expect(pdfium.EPDF_SetEncryption(file, user, owner, 0)).toBe(true);
  const writer = pdfium.PDFiumExt_OpenFileWriter();
  pdfium.PDFiumExt_SaveAsCopy(file, writer);
  const size = pdfium.PDFiumExt_GetFileWriterSize(writer);
  const out = wasmExports.malloc(size);
  pdfium.PDFiumExt_GetFileWriterData(writer, out, size);
  return heap().slice(out, out + size);
}
