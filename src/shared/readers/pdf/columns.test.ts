/** Running text in columns is read column by column; what only looks like columns stays as it is. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../limits.ts';
import type { PdfEngine } from './engine.ts';
import { readPdf } from './index.ts';
import { createPdfiumEngine } from './pdfium.ts';
import { line, plainCells, spacedText, table, text, textWidth, writePdf } from './testing/pdf-writer.ts';

let engine: PdfEngine;
beforeAll(async () => {
  engine = await createPdfiumEngine(
    readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
  );
});

/** Paragraphs as their words, tables as '[rows x columns]'. */
function read(...pages: string[]): string[] {
  const document = readPdf(writePdf(pages.map((content) => ({ content }))), engine, defaultLimits);
  return document.blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : `[${block.rowCount} x ${block.columnCount}]`,
  );
}

const size = 10;
const leading = 17;
const page = { left: 60, right: 540, top: 780 };

const words =
  '本机关按照条例要求逐项公开政府信息并对照目录核查更新情况群众可以在大厅窗口网站查阅下载各类文件办事指南年度统计';
/** Different for each number: no two paragraphs are mistaken for each other. */
function sentence(number: number, length: number): string {
  const turned = words.slice(number % words.length) + words.slice(0, number % words.length);
  return `${turned.repeat(3).slice(0, length - 1)}。`;
}

interface Line {
  readonly indent: number;
  readonly words: string;
  readonly full: boolean;
}

/** Justified lines of paragraphs whose first lines are indented by two characters. */
function set(paragraphs: readonly string[], width: number): Line[] {
  return paragraphs.flatMap((paragraph) => {
    const lines: Line[] = [];
    let rest = paragraph;
    while (rest !== '') {
      const indent = lines.length === 0 ? 2 * size : 0;
      let end = Math.floor((width - indent) / size);
      if (rest[end] === '。') end--;
      lines.push({ indent, words: rest.slice(0, end), full: end < rest.length });
      rest = rest.slice(end);
    }
    return lines;
  });
}

function draw(lines: readonly Line[], x: number, top: number, width: number): string[] {
  return lines.map((one, i) => {
    const room = width - one.indent - textWidth(one.words, size);
    const spacing = one.full ? room / (one.words.length - 1) : 0;
    return spacedText(x + one.indent, top - i * leading, size, one.words, Math.round(spacing * 1000) / 1000);
  });
}

interface Setting {
  readonly columns: number;
  readonly gap: number;
  /** How the file draws the lines: column by column, or across the page. */
  readonly across: boolean;
}

/** Paragraphs in columns of equal height under `top`; what was drawn, and where the longest column ends. */
function columns(paragraphs: readonly string[], setting: Setting, top: number): { content: string; bottom: number } {
  const width = (page.right - page.left - setting.gap * (setting.columns - 1)) / setting.columns;
  const lines = set(paragraphs, width);
  const height = Math.ceil(lines.length / setting.columns);
  const drawn = Array.from({ length: setting.columns }, (_, k) =>
    draw(lines.slice(k * height, (k + 1) * height), page.left + k * (width + setting.gap), top, width),
  );
  const order = setting.across
    ? Array.from({ length: height }, (_, i) => drawn.map((column) => column[i] ?? '')).flat()
    : drawn.flat();
  return { content: order.join(''), bottom: top - (height - 1) * leading };
}

const settings = fc.record({
  columns: fc.constantFrom(2, 2, 3),
  gap: fc.integer({ min: 11, max: 40 }),
  across: fc.constant(false),
}) satisfies fc.Arbitrary<Setting>;
const texts = fc.array(fc.integer({ min: 30, max: 130 }), { minLength: 4, maxLength: 5 });

describe('columns', () => {
  it('are read one after the other, between headings and tables over the whole width', () => {
    fc.assert(
      fc.property(settings, texts, texts, (setting, first, second) => {
        const above = first.map((length, i) => sentence(i, length));
        const below = second.map((length, i) => sentence(i + 20, length));
        const title = '某县档案局2023年政府信息公开工作年度报告';
        const one = columns(above, setting, page.top - 40);
        const heading = one.bottom - 26;
        const grid = table({
          xs: [page.left, 200, 400, page.right],
          ys: [heading - 20, heading - 40, heading - 60],
          cells: plainCells([
            ['信息内容', '本年制发件数', '现行有效件数'],
            ['规章', '0', '0'],
          ]),
        });
        const two = columns(below, setting, heading - 85);
        const content =
          text(300 - textWidth(title, 16) / 2, page.top, 16, title) +
          one.content +
          text(page.left, heading, size, '二、主动公开政府信息情况') +
          grid +
          two.content;
        expect(read(content)).toEqual([title, ...above, '二、主动公开政府信息情况', '[2 x 3]', ...below]);
      }),
      { numRuns: 40 },
    );
  });

  it('hold nothing but tables under what stands over all of them', () => {
    const paragraphs = [0, 1, 2, 3, 4].map((i) => sentence(i * 7, 120));
    const { content, bottom } = columns(paragraphs, { columns: 2, gap: 20, across: false }, page.top);
    const title = sentence(50, 47);
    const cells = plainCells([['规章', '0']]);
    const left = table({ xs: [page.left, 180, 260], ys: [bottom - 60, bottom - 80], cells });
    const right = table({ xs: [320, 440, page.right], ys: [bottom - 60, bottom - 80], cells });
    const whole = text(page.left, bottom - 30, size, title);
    expect(read(content + whole + left + right)).toEqual([...paragraphs, title, '[1 x 2]', '[1 x 2]']);
  });

  it('are known by their full lines, however the file draws them', () => {
    const paragraphs = [0, 1, 2, 3, 4].map((i) => sentence(i * 7, 120));
    const { content } = columns(paragraphs, { columns: 2, gap: 20, across: true }, page.top);
    expect(read(content)).toEqual(paragraphs);
  });

  it('begin anew under a short heading at their left', () => {
    const setting = { columns: 2, gap: 20, across: false };
    const [above, below] = [
      [sentence(1, 150), sentence(2, 150)],
      [sentence(11, 140), sentence(12, 150)],
    ];
    const one = columns(above, setting, page.top);
    const two = columns(below, setting, one.bottom - 60);
    for (const across of [false, true]) {
      const parts = [one, two].map(({ content }) => content);
      const heading = text(page.left, one.bottom - 30, size, '二、主动公开');
      const content = across
        ? columns(above, { ...setting, across }, page.top).content + heading + parts[1]
        : parts.join(heading);
      expect(read(content)).toEqual([...above, '二、主动公开', ...below]);
    }
  });

  it('go on over the page’s end, the last page with text in the first column only', () => {
    const setting = { columns: 2, gap: 20, across: false };
    const paragraphs = [3, 4, 5].map((i) => sentence(i * 9, 130));
    const width = (page.right - page.left - setting.gap) / 2;
    const lines = set(paragraphs, width);
    const [left, right, rest] = [lines.slice(0, 6), lines.slice(6, 12), lines.slice(12)];
    const first = [
      ...draw(left, page.left, page.top, width),
      ...draw(right, page.left + width + setting.gap, page.top, width),
    ];
    expect(rest.length).toBeGreaterThan(2);
    expect(read(first.join(''), draw(rest, page.left, page.top, width).join(''))).toEqual(paragraphs);
  });
});

describe('no columns', () => {
  const flow = [sentence(5, 170), sentence(6, 130)];
  const body = (top: number): string =>
    draw(set(flow, page.right - page.left), page.left, top, page.right - page.left).join('');

  it.each([
    [
      'lines of a form with a wide gap',
      [
        ['联系人：张三', '电话：0571-80001234'],
        ['通信地址：某县人民路十二号', '邮政编码：310000'],
        ['电子邮箱：a@b.cn', '传真：0571-80001235'],
        ['办公时间：上午九时至十二时', '监督电话：12345'],
      ],
    ],
    [
      'two words in a row',
      [
        ['主任：', '经办人：'],
        ['审核：', '日期：'],
      ],
    ],
  ])('%s', (_, rows) => {
    const content = rows
      .map(
        ([left, right], i) =>
          text(page.left, 500 - i * leading, size, left as string) +
          text(320, 500 - i * leading, size, right as string),
      )
      .join('');
    expect(read(body(page.top) + content)).toEqual([...flow, ...rows.map((row) => row.join(''))]);
  });

  it('a picture or table with nothing beside it', () => {
    const grid = table({
      xs: [60, 150, 280],
      ys: [680, 660, 640],
      cells: plainCells([
        ['项目', '数量'],
        ['咨询', '12'],
      ]),
    });
    expect(read(body(page.top) + grid)).toEqual([...flow, '[2 x 2]']);
  });

  it('a centred title of several lines over text', () => {
    const titles = ['某县档案局', '2023年政府信息公开', '工作年度报告'];
    const content = titles
      .map((words, i) => text(300 - textWidth(words, 16) / 2, page.top - i * 24, 16, words))
      .join('');
    expect(read(content + body(page.top - 90))).toEqual([...titles, ...flow]);
  });

  it('a line between two words', () => {
    expect(read(body(page.top) + line(300, 600, 300, 640))).toEqual(flow);
  });
});
