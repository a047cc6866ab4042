/** What leaves the window: printing, and files that the browser saves, read back. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Download, Page } from 'playwright-core';
import readExcelFile from 'read-excel-file/node';
import { beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CheckResult } from '../../src/shared/outputs/contract.ts';
import { dropOnWindow, root } from './browser.ts';
import { cardOf, faulty, openReport } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';
import { noticed } from './window-record.ts';

const the = windowForEachTest();
let page: Page;
beforeEach(async () => {
  page = the.page;
  await catchPrinting(page);
});

/** In the place of the print dialog: what is printed is kept, with the title that the window has meanwhile. */
async function catchPrinting(shown: Page): Promise<void> {
  await shown.evaluate(() => {
    const printed: unknown[] = [];
    Object.assign(globalThis, { printed });
    const catchFrame = ({ target }: Event): void => {
      if (!(target instanceof HTMLIFrameElement) || !target.contentWindow) return;
      const { contentDocument } = target;
      target.contentWindow.print = () =>
        void printed.push({ title: document.title, text: contentDocument?.body.innerText, html: target.srcdoc });
    };
    // Before the frame's own listener.
    document.addEventListener('load', catchFrame, true);
    window.print = () => void printed.push({ title: 'the window itself' });
  });
}

interface Printed {
  readonly title: string;
  readonly text: string;
  readonly html: string;
}

async function printedPages(count: number): Promise<Printed[]> {
  await page.waitForFunction((wanted) => Reflect.get(globalThis, 'printed').length >= wanted, count);
  return page.evaluate(() => Reflect.get(globalThis, 'printed'));
}

const menu = () => page.getByRole('button', { name: '打印导出' });
const entry = (name: string) => page.getByRole('menuitem', { name });

async function downloaded(name: string): Promise<{ readonly file: Download; readonly bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await menu().click();
  await entry(name).click();
  const file = await coming;
  return { file, bytes: readFileSync(await file.path()) };
}

test('Ctrl+P prints the report on screen, with what was decided on it, and not the window', async () => {
  const { result } = await openReport(page, faulty('docx'));
  await cardOf(page, 0).getByRole('button', { name: '误报' }).click();
  await page.keyboard.press('Control+p');
  const [printed, ...others] = await printedPages(1);
  expect(others).toEqual([]);
  expect(printed?.title).toBe('清河区教育局2023年度报告核查摘要');
  expect(printed?.text).toContain('政府信息公开工作年度报告核查摘要');
  expect(printed?.text).toContain('另有 1 处为误报');
  for (const { message } of result.findings) expect(printed?.text).toContain(message.trim());
  await expect.poll(() => page.title()).toBe('勾稽');
  // The frame allows no script, whatever a document holds.
  expect(await page.locator('iframe.printed-page').getAttribute('sandbox')).toBe('allow-same-origin allow-modals');
});

test('Ctrl+P does nothing in a dialog, and says so where no report is open', async () => {
  await page.keyboard.press('Control+p');
  await noticed(page, '没有打开核对完的报告。请先在左侧选择一份。');
  await openReport(page, faulty('txt'));
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Control+p');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => Reflect.get(globalThis, 'printed'))).toEqual([]);
});

const dialog = () => page.getByRole('dialog', { name: '整改通知书' });
const wordsOf = async (bytes: Buffer) => (await mammoth.extractRawText({ buffer: bytes })).value.replace(/\s/g, '');
const without = (text: string | undefined) => (text ?? '').replace(/\s/g, '');

test('the notice holds what was confirmed; office and look are there the next time', async () => {
  const { result } = await openReport(page, faulty('docx'));
  const [first, second] = result.findings;
  await menu().click();
  await entry('整改通知书').click();
  await dialog().getByText('还没有确认任何问题').waitFor();
  expect(await dialog().getByRole('button', { name: '生成通知书' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await page.keyboard.press('n');
  await page.keyboard.press('1');
  await menu().click();
  await entry('整改通知书').click();
  await dialog().getByText('已确认的问题（1 处）').waitFor();
  await dialog().getByLabel('发文单位').fill('清河区政务公开办公室');
  await dialog().getByLabel('整改期限').fill('2024-04-15');
  const coming = page.waitForEvent('download');
  await dialog().getByLabel('发文单位').press('Enter');
  const file = await coming;
  expect(file.suggestedFilename()).toBe('清河区教育局2023年度报告整改通知书.docx');
  const words = await wordsOf(readFileSync(await file.path()));
  for (const one of [without(first?.message), '清河区政务公开办公室', '2024年4月15日']) expect(words).toContain(one);
  expect(words).not.toContain(without(second?.message));

  await menu().click();
  await entry('整改通知书').click();
  await expect.poll(() => dialog().getByLabel('发文单位').inputValue()).toBe('清河区政务公开办公室');
  const saving = page.waitForEvent('download');
  await dialog().getByRole('button', { name: '保存样例模板' }).click();
  const sample = await saving;
  expect(sample.suggestedFilename()).toBe('整改通知书样例模板.docx');
  const choosing = page.waitForEvent('filechooser');
  await dialog().getByRole('button', { name: '套用模板…' }).click();
  const name = '红头.docx';
  await (await choosing).setFiles({ name, mimeType: '', buffer: readFileSync(await sample.path()) });
  await dialog().getByText('套用模板：红头.docx').waitFor();
  const again = page.waitForEvent('filechooser');
  await dialog().getByRole('button', { name: '套用模板…' }).click();
  await (await again).setFiles({ name: '错.docx', mimeType: '', buffer: Buffer.from('no DOCX') });
  await dialog().getByText('模板不是可以打开的 DOCX 文件').waitFor();
  await dialog().getByText('套用模板：红头.docx').waitFor();
  await dialog().getByText('全部错误').click();
  const templated = page.waitForEvent('download');
  await dialog().getByRole('button', { name: '生成通知书' }).click();
  const filled = await wordsOf(readFileSync(await (await templated).path()));
  // As the table of the sample has it.
  expect(filled).toContain('序号问题位置依据1');
  expect(filled).not.toContain('{{');
  await menu().click();
  await entry('整改通知书').click();
  await dialog().getByRole('button', { name: '恢复默认版式' }).click();
  await dialog().getByText('程序默认版式').waitFor();
});

test.each(['docx', 'pdf'] as const)('the marked copy of %s is downloaded and can be read back', async (format) => {
  const { result } = await openReport(page, faulty(format));
  const { file, bytes } = await downloaded('批注稿');
  expect(file.suggestedFilename()).toBe(`清河区教育局2023年度报告批注稿.${format}`);
  if (format === 'docx') {
    const { value } = await mammoth.convertToHtml({ buffer: bytes }, { styleMap: ['comment-reference => sup'] });
    for (const { message } of result.findings)
      expect(without(value)).toContain(without(message).replaceAll('"', '&quot;'));
    return;
  }
  const own = readFileSync(faulty(format));
  expect(bytes.subarray(0, own.length).equals(own)).toBe(true);
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const notes: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const found = await (await pdf.getPage(number)).getAnnotations();
    notes.push(...found.filter(({ subtype }) => /^(Highlight|Text)$/.test(subtype)).map((one) => one.contentsObj.str));
  }
  for (const { message } of result.findings)
    expect(
      notes.some((note) => note.includes(message)),
      message,
    ).toBe(true);
});

test('TXT: the menu says why there is no marked copy', async () => {
  await openReport(page, faulty('txt'));
  await menu().click();
  await entry('批注稿').getByText('TXT 没有批注').waitFor();
  expect(await entry('批注稿').getAttribute('aria-disabled')).toBe('true');
});

test('with the keyboard alone: from choosing a file to the printed summary', async () => {
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await choosing).setFiles(faulty('pdf'));
  await page.locator('.document-content .mark').first().waitFor();
  await menu().focus();
  await page.keyboard.press('Enter');
  await entry('打印核查摘要').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toContain('打印核查摘要');
  await page.keyboard.press('Enter');
  const [printed] = await printedPages(1);
  expect(printed?.text).toContain('政府信息公开工作年度报告核查摘要');
});

describe('the reports that the list shows', () => {
  beforeEach(async () => {
    await dropOnWindow(page, join(root, 'samples'));
    await page.locator('.report-row.done').nth(5).waitFor();
    await page.locator('.progress, [role="progressbar"]').first().waitFor({ state: 'hidden' });
  });

  const total = async () => page.locator('.report-row').count();

  test('are printed as one summary, with their number said; a filter narrows them', async () => {
    const count = await total();
    await menu().click();
    await page.getByText(`列表中的 ${count} 份报告`).waitFor();
    await entry('打印汇总').first().click();
    const [all] = await printedPages(1);
    expect(all?.text).toContain(`共 ${count} 份文件`);
    expect(all?.title).toMatch(/^年度报告核查汇总 \d{4}-\d\d-\d\d$/);
    await page.locator('.filter', { hasText: '有错误' }).click();
    const faultyOnes = await total();
    expect(faultyOnes).toBeLessThan(count);
    await menu().click();
    await page.getByText(`列表中的 ${faultyOnes} 份报告`).waitFor();
    await entry('打印汇总和问题清单').click();
    const [, some] = await printedPages(2);
    expect(some?.text).toContain(`共 ${faultyOnes} 份文件`);
    expect(some?.text).toContain('各报告问题清单');
  });

  test('PDF: the print dialog makes it, and the window says how', async () => {
    await menu().click();
    await entry('汇总存为 PDF').click();
    await noticed(page, '请在打印窗口的“目标打印机”处选“另存为 PDF”。');
    expect((await printedPages(1))[0]?.text).toContain('核查汇总');
  });

  test('are given notices, a DOCX for each that has errors, in one ZIP', async () => {
    await menu().click();
    await entry('批量生成通知书').click();
    const ofList = page.getByRole('dialog', { name: '批量生成整改通知书' });
    await ofList.getByText('列表中的 6 份报告，每份一个 DOCX').waitFor();
    await ofList.getByLabel('发文单位').fill('清河区政务公开办公室');
    await ofList.getByText('各报告的全部错误').click();
    const coming = page.waitForEvent('download');
    await ofList.getByRole('button', { name: '生成通知书' }).click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^年度报告整改通知书 \d{4}-\d\d-\d\d\.zip$/);
    const notices = unzipSync(readFileSync(await file.path()));
    expect(Object.keys(notices)).toContain('清河区教育局2023年度报告整改通知书.docx');
    for (const bytes of Object.values(notices))
      expect(await wordsOf(Buffer.from(bytes))).toContain('清河区政务公开办公室');
  });

  test('are exported as a workbook', async () => {
    const { file, bytes } = await downloaded('导出汇总表（XLSX）');
    expect(file.suggestedFilename()).toMatch(/^年度报告核查汇总表 \d{4}-\d\d-\d\d\.xlsx$/);
    const sheets = await readExcelFile(bytes);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['报告汇总', '问题', '表二', '表三', '表四']);
    expect(sheets[0]?.data).toHaveLength(1 + (await total()));
    await noticed(page, '已存入浏览器的下载文件夹');
  });

  test('are exported as CSV that a spreadsheet reads as UTF-8', async () => {
    const { file, bytes } = await downloaded('导出问题清单（CSV）');
    expect(file.suggestedFilename()).toMatch(/^年度报告问题清单 .*\.csv$/);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.toString('utf8').split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFF文件,单位,年度,级别,规则,/);
    expect(lines.length).toBeGreaterThan(10);
  });

  test('are exported as JSON that fits its schema', async () => {
    const { bytes } = await downloaded('导出核查结果（JSON）');
    const result = JSON.parse(bytes.toString('utf8')) as CheckResult;
    const schema = JSON.parse(readFileSync(join(root, 'docs/report.schema.json'), 'utf8'));
    expect(z.fromJSONSchema(schema).safeParse(result).error).toBeUndefined();
    expect(result.reports).toHaveLength(await total());
  });

  test('what goes wrong is told in one sentence, and nothing is saved', async () => {
    await page.route('**/api/exportReports', (route) =>
      route.fulfill({ json: { done: 'failed', message: '没有保存：磁盘已满。请清理磁盘，或换一个位置再试。' } }),
    );
    await menu().click();
    await entry('导出问题清单（CSV）').click();
    await noticed(page, '没有保存：磁盘已满。请清理磁盘，或换一个位置再试。');
    await page.unroute('**/api/exportReports');
  });

  test('is cancelled while it is made', async () => {
    const held = Promise.withResolvers<void>();
    await page.route('**/api/exportReports', async (route) => {
      await held.promise;
      await route.fulfill({ json: { done: 'cancelled' } });
    });
    await menu().click();
    await entry('导出汇总表（XLSX）').click();
    const cancelled = page.waitForResponse('**/api/cancelExport');
    await page.getByRole('status').getByRole('button', { name: '取消' }).click();
    await cancelled;
    held.resolve();
    await page.getByText('正在导出').waitFor({ state: 'hidden' });
    await page.unroute('**/api/exportReports');
  });
});
