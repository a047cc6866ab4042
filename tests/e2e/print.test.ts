/** The summary as it comes out of the printer: printed to PDF by a browser, read back page by page. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHtml } from '../../src/shared/outputs/html.ts';
import { book } from '../support/compare.ts';
import { generatedResults, hostileResult, sampleResults } from '../support/results.ts';
import { launchBrowser } from './browser.ts';
import { pagesOf } from './pdf-pages.ts';

const options = { language: 'zh-CN', version: '0.1.0', book, printedAt: '2024-03-05' } as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => browser?.close());

interface Printed {
  /** Of each page, as pagesOf reads it. */
  readonly pages: readonly string[];
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
    return { pages: await pagesOf(await page.pdf({ preferCSSPageSize: true })), complaints };
  } finally {
    await context.close();
  }
}

const bare = (text: string) => text.replace(/\s/g, '').normalize('NFKC');

describe('on paper', () => {
  it('one report: page numbers, heads repeated, every finding whole on one page, a line for the signature', async () => {
    const [report] = (await sampleResults()).filter(({ file }) => file.endsWith('（有误）.docx'));
    if (!report) throw new Error('no sample');
    const { pages, complaints } = await printed(toHtml([report], options));
    expect(complaints).toEqual([]);
    expect(pages.length).toBeLessThanOrEqual(5);
    for (const [index, page] of pages.entries()) expect(page).toContain(`—${index + 1}—`);
    for (const page of pages.slice(1)) expect(page).toContain('序号级别问题位置');
    for (const { message, basis } of report.findings) {
      expect(pages.some((page) => page.includes(bare(message)) && page.includes(bare(basis)))).toBe(true);
    }
    expect(pages.at(-1)).toContain('核查人(签字)');
  });

  it('300 reports: the tables on a handful of pages, no finding cut in two', async () => {
    const reports = (await generatedResults(300)).map(({ result }) => result);
    const { pages, complaints } = await printed(toHtml(reports, options));
    expect(complaints).toEqual([]);
    const details = pages.findIndex((page) => page.includes('四、各报告问题清单'));
    expect(details).toBeGreaterThan(0);
    expect(details).toBeLessThan(7);
    for (const { message } of reports.flatMap(({ findings }) => findings)) {
      expect(
        pages.some((page) => page.includes(bare(message))),
        message,
      ).toBe(true);
    }
  });

  it('hostile texts do nothing', async () => {
    for (const reports of [[hostileResult()], [hostileResult(), hostileResult()]]) {
      const { pages, complaints } = await printed(toHtml(reports, options));
      expect(complaints).toEqual([]);
      expect(pages.join('')).toContain('<script>alert(1)</script>');
    }
  });
});
