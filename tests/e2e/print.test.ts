/** The summary as it comes out of the printer: printed to PDF by a browser, read back page by page. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHtml } from '../../src/shared/outputs/html.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import type { PageContent } from '../../src/shared/readers/pdf/engine.ts';
import { book, tools } from '../support/compare.ts';
import { generatedResults, hostileResult, sampleResults } from '../support/results.ts';
import { launchBrowser } from './browser.ts';

const options = { language: 'zh-CN', version: '0.1.0', book, printedAt: '2024-03-05' } as const;
const a4 = { width: 595, height: 842 };
const millimetre = 72 / 25.4;
/** Where the text of a page stands, in points from its lower left corner; head and foot stand in the margins. */
const text = {
  left: 22 * millimetre,
  right: (210 - 20) * millimetre,
  bottom: 21 * millimetre,
  top: (297 - 24) * millimetre,
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => browser?.close());

interface Printed {
  /** The text of each page within its margins, without blanks, in the order in which it is drawn. */
  readonly pages: readonly string[];
  /** What stands in the upper and the lower margin, from left to right. */
  readonly heads: readonly string[];
  readonly feet: readonly string[];
  readonly tables: readonly { readonly head: string; readonly rows: readonly string[] }[];
  readonly complaints: readonly string[];
}

async function printed(html: string): Promise<Printed> {
  const context = await browser.newContext();
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      complaints.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => complaints.push(`request ${request.url()}`));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.setContent(html);
    const tables = await page.locator('table').evaluateAll((found) =>
      found.map((table) => ({
        head: table.querySelector('thead')?.textContent ?? '',
        rows: [...table.querySelectorAll('tbody tr')].map((row) => row.textContent ?? ''),
      })),
    );
    const bytes = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
    const engine = await tools.pdfEngine();
    const file = engine.open(bytes, defaultLimits);
    try {
      const pages = Array.from({ length: file.pageCount }, (_, index) => textOf(file.page(index), index + 1));
      return {
        pages: pages.map(({ body }) => body),
        heads: pages.map(({ head }) => head),
        feet: pages.map(({ foot }) => foot),
        tables: tables.map(({ head, rows }) => ({ head: bare(head), rows: rows.map(bare) })),
        complaints,
      };
    } finally {
      file.close();
    }
  } finally {
    await context.close();
  }
}

/** Fails where text stands to the left or the right of where it should. */
function textOf({ box, glyphs }: PageContent, number: number) {
  const [left, bottom, right, top] = box;
  expect([Math.round(right - left), Math.round(top - bottom)]).toEqual([a4.width, a4.height]);
  const drawn = Array.from({ length: glyphs.count }, (_, index) => ({
    code: glyphs.codes[index] as number,
    x: (glyphs.x[index] as number) - left,
    end: (glyphs.x[index] as number) - left + (glyphs.dx[index] as number),
    y: (glyphs.y[index] as number) - bottom,
  })).filter(({ code }) => code > 32 && code !== 0x3000);
  const outside = drawn.filter(({ x, end }) => x < text.left - 1 || end > text.right + 1);
  expect(outside, `page ${number}: text beyond the margins`).toEqual([]);
  const say = (some: typeof drawn) => String.fromCodePoint(...some.map(({ code }) => code)).normalize('NFKC');
  const across = (some: typeof drawn) => say(some.toSorted((one, other) => one.x - other.x));
  return {
    body: say(drawn.filter(({ y }) => y > text.bottom && y < text.top)),
    head: across(drawn.filter(({ y }) => y >= text.top)),
    foot: across(drawn.filter(({ y }) => y <= text.bottom)),
  };
}

/** Every row stands whole on one page, below the head of its table; every page bears its number and, from the second on, the head. */
function expectWellPrinted({ pages, heads, feet, tables }: Printed, head: string): void {
  for (const table of tables) {
    for (const row of table.rows) {
      const on = pages.filter((page) => page.includes(row));
      expect(on.length, `on no page, or cut: ${row}`).toBeGreaterThan(0);
      expect(
        on.some((page) => page.includes(table.head)),
        `without a head: ${row}`,
      ).toBe(true);
    }
  }
  expect(feet).toEqual(pages.map((_, index) => `—${index + 1}—共${pages.length}页`));
  expect(heads).toEqual(pages.map((_, index) => (index === 0 ? '' : head)));
}

const bare = (words: string) => words.replace(/\s/g, '').normalize('NFKC');

describe('on paper', () => {
  it('one report: page numbers, heads repeated, every finding whole on one page, a line for the signature', async () => {
    const [report] = (await sampleResults()).filter(({ file }) => file.endsWith('（有误）.docx'));
    if (!report) throw new Error('no sample');
    const result = await printed(toHtml([report], options));
    expect(result.complaints).toEqual([]);
    expect(result.pages.length).toBeLessThanOrEqual(5);
    expectWellPrinted(result, `清河区教育局2023年度SHA-256${report.sha256?.slice(0, 16)}...`);
    const { pages } = result;
    for (const page of pages.slice(1)) expect(page).toContain('序号级别问题位置');
    for (const { message, basis } of report.findings) {
      expect(pages.some((page) => page.includes(bare(message)) && page.includes(bare(basis)))).toBe(true);
    }
    expect(pages.at(-1)).toContain('核查人(签字)');
  });

  it('300 reports: on a handful of pages', async () => {
    const reports = (await generatedResults(300)).map(({ result }) => result);
    const result = await printed(toHtml(reports, options));
    expect(result.complaints).toEqual([]);
    expect(result.pages.length).toBeLessThanOrEqual(5);
    expectWellPrinted(result, '政府信息公开工作年度报告核查汇总2024年3月5日');
    expect(result.pages.at(-1)).toContain('核查人(签字)');
  });

  it('60 reports with the findings of each: nothing cut', async () => {
    const reports = (await generatedResults(60)).map(({ result }) => result);
    const result = await printed(toHtml(reports, { ...options, details: true }));
    expectWellPrinted(result, '政府信息公开工作年度报告核查汇总2024年3月5日');
    for (const { message } of reports.flatMap(({ findings }) => findings)) {
      expect(
        result.pages.some((page) => page.includes(bare(message))),
        message,
      ).toBe(true);
    }
  });

  it('hostile texts do nothing', async () => {
    for (const reports of [[hostileResult()], [hostileResult(), hostileResult()]]) {
      const { pages, complaints } = await printed(toHtml(reports, { ...options, details: true }));
      expect(complaints).toEqual([]);
      expect(pages.join('')).toContain('<script>alert(1)</script>');
    }
  });
});
