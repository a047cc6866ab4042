/** The overview of a batch, and the order of the list. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { OpenedReport } from '../../src/shared/api.ts';
import { dropOnWindow } from './browser.ts';
import { pagesOf } from './pdf-pages.ts';
import { faulty, samples } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';

const the = windowForEachTest();

const rows = () => the.page.getByRole('option');
const titles = () => the.page.locator('.report-title').allInnerTexts();
const overview = () => the.page.getByRole('main', { name: '批次概览' });
const chart = (title: string) => overview().getByRole('img', { name: title });
const ruleRow = (rule: string) => overview().getByRole('row', { name: rule });
const cells = (rule: string) => ruleRow(rule).getByRole('cell').allInnerTexts();

/** The sample reports and a file that is damaged. */
async function openBatch(): Promise<void> {
  const broken = join(the.folder, '南桥街道办事处.pdf');
  writeFileSync(broken, '%PDF-1.7\nnothing more');
  const files = readdirSync(samples).map((name) => join(samples, name));
  await dropOnWindow(the.page, ...files, broken);
  await the.page.locator('.report-row.done').nth(files.length).waitFor();
}

async function openOverview(): Promise<void> {
  await the.page.keyboard.press('o');
  await overview().locator('.bars svg').first().waitFor();
}

describe('the overview', () => {
  test('counts what the reports say', async () => {
    const found: OpenedReport[] = [];
    the.page.on('response', async (response) => {
      if (response.url().endsWith('/api/open')) found.push((await response.json()) as OpenedReport);
    });
    await openBatch();
    for (const row of await rows().all()) {
      await row.click();
      await the.page.locator('.document-pane').waitFor();
    }
    await expect.poll(() => new Set(found.map(({ entry }) => entry.id)).size).toBe(await rows().count());
    const reports = [...new Map(found.map((report) => [report.entry.id, report])).values()];
    await openOverview();

    const failing = reports.filter(({ entry }) => (entry.result?.errors ?? 0) > 0);
    expect(await chart('核对结果').getAttribute('aria-label')).toContain(`有错误 ${failing.length}；`);
    expect(await chart('核对结果').getAttribute('aria-label')).toContain('未能读取 1；');
    expect(await chart('处理状态').getAttribute('aria-label')).toContain(`待核 ${reports.length}；`);
    const ofRule = (rule: string) => reports.map(({ result }) => result.findings.filter((one) => one.rule === rule));
    const rowTotals = ofRule('requests.row-total');
    const [count, share, errors] = await cells('表三行总计不符');
    expect(Number(count)).toBe(rowTotals.filter((findings) => findings.length > 0).length);
    expect(share).toBe(`${Math.round((Number(count) / (reports.length - 1)) * 100)}%`);
    expect(Number(errors)).toBe(rowTotals.flat().length);
    expect(await overview().getByRole('row', { name: '南桥街道办事处.pdf' }).textContent()).toContain('文件已损坏');
  });

  test('follows the filter of the list; a row and a bar filter it', async () => {
    await openBatch();
    await openOverview();
    const all = await rows().count();
    const button = ruleRow('表三收办不平').getByRole('button');
    await button.click();
    await expect.poll(() => rows().count()).toBe(3);
    await overview().getByText('3 份报告', { exact: true }).waitFor();
    expect(await button.getAttribute('aria-pressed')).toBe('true');
    await button.click();
    await expect.poll(() => rows().count()).toBe(all);

    // The fourth bar, 未能读取: it is short, and its name takes the click as well.
    const box = await chart('核对结果').boundingBox();
    if (!box) throw new Error('no chart');
    await the.page.mouse.click(box.x + 120, box.y + 3.5 * 26);
    await expect.poll(() => rows().count()).toBe(1);
    await overview().getByText('筛选：未能读取').waitFor();
    await overview().getByRole('button', { name: '全部报告' }).click();
    await expect.poll(() => rows().count()).toBe(all);
  });

  test('opens a report, and is left with it; O and Esc go back to the report as it was', async () => {
    await openBatch();
    await rows().filter({ hasText: 'DOCX' }).first().click();
    await the.page.locator('.paper.docx').waitFor();
    await openOverview();
    await the.page.keyboard.press('Escape');
    await overview().waitFor({ state: 'detached' });
    expect(await the.page.locator('.paper.docx').isVisible()).toBe(true);
    await openOverview();
    await overview().getByRole('button', { name: '南桥街道办事处.pdf' }).click();
    await overview().waitFor({ state: 'detached' });
    await the.page.locator('.unreadable-card').waitFor();
    await the.page.getByRole('button', { name: '概览' }).click();
    await overview().waitFor();
    await the.page.keyboard.press('o');
    await overview().waitFor({ state: 'detached' });
  });

  test('covers the report: its keys decide nothing that is not seen', async () => {
    await openBatch();
    await the.page.locator('.report-row', { hasText: '教育局' }).first().click();
    await the.page.locator('.document-content .mark').first().waitFor();
    await the.page.keyboard.press('n');
    const asked: string[] = [];
    the.page.on('request', (request) => asked.push(request.url().split('/').at(-1) ?? ''));
    await openOverview();
    for (const key of ['2', 'n', 't', 'm', 'Control+f']) await the.page.keyboard.press(key);
    await the.page.keyboard.press('Escape');
    await overview().waitFor({ state: 'detached' });
    expect(asked).not.toContain('decide');
    expect(await the.page.locator('.find-bar, .note-field, .official-table').count()).toBe(0);
    expect(await the.page.locator('[data-decision]').count()).toBe(0);
  });

  test('grows while a batch is checked; its charts stay where they are', async () => {
    await dropOnWindow(the.page, faulty('txt'));
    await the.page.locator('.report-row.done').waitFor();
    await openOverview();
    const drawing = await chart('最常见的问题').locator('svg').elementHandle();
    await dropOnWindow(the.page, faulty('docx'), faulty('pdf'));
    await expect.poll(async () => (await cells('表三收办不平'))[0]).toBe('3');
    await expect.poll(() => chart('最常见的问题').getAttribute('aria-label')).toContain('表三收办不平 错误 3');
    expect(await drawing?.evaluate((svg) => svg.isConnected)).toBe(true);
  });

  test('brings its charts with it: the start of the window does not wait for them', async () => {
    const scripts: string[] = [];
    the.page.on('request', (request) => {
      if (request.url().endsWith('.js')) scripts.push(request.url());
    });
    await the.page.reload();
    await openBatch();
    expect(scripts.filter((url) => /\/bars-/.test(url))).toEqual([]);
    await openOverview();
    expect(scripts.filter((url) => /\/bars-/.test(url))).toHaveLength(1);
  });

  test.each(['light', 'dark'] as const)(
    'comes out of the printer on A4 pages, and nothing else does: %s',
    async (scheme) => {
      await openBatch();
      await the.page.emulateMedia({ colorScheme: scheme });
      await openOverview();
      const printing = the.page.evaluate(() => new Promise((resolve) => (window.print = () => resolve('asked'))));
      await overview().getByRole('button', { name: '打印' }).click();
      expect(await printing).toBe('asked');

      const pages = await pagesOf(await the.page.pdf({ preferCSSPageSize: true, printBackground: false }));
      expect(pages.length).toBeLessThanOrEqual(3);
      const text = pages.join('');
      for (const part of [
        '批次概览',
        '核对结果',
        '最常见的问题',
        '表三收办不平',
        '各单位的问题',
        '清河区教育局',
        '文件已损坏',
      ])
        expect(text).toContain(part);
      for (const [index, page] of pages.entries()) expect(page).toContain(`—${index + 1}—`);
      for (const part of ['打开文件', '离线运行', '全部规则', '报告原件']) expect(text).not.toContain(part);
      expect(await overview().evaluate((main) => getComputedStyle(main).display)).not.toBe('none');
    },
  );
});

describe('the list', () => {
  const sortBy = async (name: string) => {
    await the.page.getByRole('combobox', { name: '排序方式' }).click();
    await the.page.locator('.ant-select-item-option', { hasText: name }).click();
  };

  test('is sorted by what is chosen, and J goes on in that order', async () => {
    await openBatch();
    const asAdded = await titles();
    await sortBy('按错误数');
    await expect.poll(titles).not.toEqual(asAdded);
    const sorted = await titles();
    expect(sorted.slice(0, 3)).toEqual(Array(3).fill('清河区教育局'));
    // What could not be read has no number of errors.
    expect(sorted.at(-1)).toBe('南桥街道办事处.pdf');
    const direction = the.page.getByRole('button', { name: '降序' });
    expect(await direction.getAttribute('aria-pressed')).toBe('true');
    await direction.click();
    await expect.poll(async () => (await titles()).slice(0, 3)).toEqual(Array(3).fill('清河区农业农村局'));
    expect((await titles()).at(-1)).toBe('南桥街道办事处.pdf');

    await rows().nth(2).click();
    await the.page.keyboard.press('j');
    expect(await rows().nth(3).getAttribute('aria-selected')).toBe('true');
    expect(await rows().nth(3).textContent()).toContain('教育局');
  });

  test('is sorted by keyboard, and in the same order at the next start', async () => {
    await openBatch();
    const saved = the.page.waitForResponse('**/api/saveSettings');
    await the.page.getByRole('combobox', { name: '排序方式' }).focus();
    await the.page.keyboard.press('Enter');
    for (let step = 0; step < 6; step++) await the.page.keyboard.press('ArrowDown');
    await the.page.keyboard.press('Enter');
    expect((await saved).request().postData()).toBe(JSON.stringify([{ sort: { by: 'name', descending: false } }]));
    await expect.poll(async () => (await titles())[0]).toBe('南桥街道办事处.pdf');
    const sorted = await titles();
    await the.restart();
    await expect.poll(titles).toEqual(sorted);
  });
});
