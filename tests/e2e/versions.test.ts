/** A report beside the hand-in before it and beside last year's, and files that change behind the window's back. */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { createProgram } from '../../src/main/services/program.ts';
import { departmentOf } from '../generator/body.ts';
import { generateReport } from '../generator/generate.ts';
import { figureAt, number, type ReportModel, withCells } from '../generator/model.ts';
import { toDocx } from '../generator/render-docx.ts';
import { toPdf } from '../generator/render-pdf.ts';
import { toTxt } from '../generator/render-txt.ts';
import { faultySample } from '../generator/sample-reports.ts';
import { until } from '../shells/until.ts';
import { dropOnWindow, root } from './browser.ts';
import { cardOf, wordsIn } from './report-window.ts';
import { type Restart, windowForEachTest } from './window-for-each-test.ts';

const body = departmentOf('清河区', '教育局');
const mended = generateReport({ seed: 293, year: 2023, body, scale: 'medium' });
const faulty = faultySample().planted.model;
const lastYear = generateReport({ seed: 12, year: 2022, body, scale: 'medium' });
const carried = 'requests.carriedOver.total';

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

async function restart(options: Restart): Promise<void> {
  await the.restart(options);
  page = the.page;
}

const row = (name: string | RegExp) => page.getByRole('option', { name });

/** Drops the files one after the other, so that they are hand-ins in this order, and opens the last. */
async function hand(...files: readonly (readonly [string, string | Uint8Array])[]): Promise<void> {
  for (const [index, [name, content]] of files.entries()) {
    writeFileSync(join(the.folder, name), content);
    await dropOnWindow(page, join(the.folder, name));
    await page.locator('.report-row.done').nth(index).waitFor();
  }
  await page
    .locator('.report-row.done')
    .nth(files.length - 1)
    .click();
  await page.locator('.document-name', { hasText: files.at(-1)?.[0] as string }).waitFor();
}

describe('beside the hand-in before it', () => {
  test('a mended report shows each figure and each sentence that changed, by keyboard, with the way to its place', async () => {
    await hand(
      ['初稿.docx', await toDocx(faulty, { variant: 'styles' })],
      ['修改稿.docx', await toDocx(mended, { variant: 'styles' })],
    );
    await page.locator('.document-content [data-block], .document-content table').first().waitFor();
    await page.locator('.document-name').click();
    await page.keyboard.press('c');
    await page.locator('.versions-sum').waitFor();
    expect(await page.locator('.versions-sum').textContent()).toContain('表格改动 4 格');
    const change = page.locator('.cell-change').first();
    expect(await change.textContent()).toBe(`上年结转 · 总计3→${figureAt(mended.cells, carried)}`);
    expect(await change.evaluate((element) => element === document.activeElement)).toBe(true);
    // Told by signs, too: struck through and underlined.
    const line = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).textDecorationLine);
    expect([await line('.versions del'), await line('.versions ins')]).toEqual(['line-through', 'underline']);
    const changed = page.locator('.pair-after td.changed button');
    expect(await changed.count()).toBe(4);
    expect(await changed.first().getAttribute('aria-label')).toMatch(/由 3 改为 \d+$/);

    const rows = page.locator('.text-row:not(.same)');
    expect(await rows.first().locator('.before').textContent()).toBe('三、收到和办理政府信息公开申请情况');
    expect(await rows.first().locator('.before del').allTextContents()).toEqual(['办']);
    expect(await rows.first().locator('.after ins').allTextContents()).toEqual(['处']);
    await page.locator('.text-row.added', { hasText: '五、存在的主要问题及改进情况' }).waitFor();
    // Paragraphs without a change are folded, and unfold.
    const same = page.locator('.text-row.same');
    const before = await same.count();
    await page.locator('.fold').first().click();
    expect(await same.count()).toBeGreaterThan(before);

    await change.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.spot').waitFor();
    expect(await wordsIn(page.locator('.spot'))).toBe(String(figureAt(mended.cells, carried)));
    await page.keyboard.press('c');
    await page.locator('.versions-sum').waitFor();
    await rows.first().locator('.change-number').click();
    await page.locator('.spot').waitFor();
    expect(await wordsIn(page.locator('.spot'))).toContain('处');
  });

  test('in another format: the figures and words alone count; where there is room, both tables stand beside each other', async () => {
    await restart({ width: 2560 });
    await hand(['初稿.txt', toTxt(faulty, 'tabs')], ['修改稿.pdf', toPdf(mended)]);
    await page.getByText('对比', { exact: true }).click();
    await page.locator('.versions-sum').waitFor();
    expect(await page.locator('.cell-change').count()).toBe(4);
    expect(await page.locator('.pair-before td.changed:visible').count()).toBe(4);
    expect(await page.locator('.pair-after td.changed del:visible').count()).toBe(0);
    expect(await page.locator('.text-row.changed').count()).toBeLessThan(4);
    // The view stays, the next report without an earlier version shows itself.
    await page.keyboard.press('k');
    await page.locator('.txt-line').first().waitFor();
    expect(await page.getByText('对比', { exact: true }).count()).toBe(0);
    await page.keyboard.press('j');
    await page.locator('.versions-sum').waitFor();
  });
});

describe('beside last year’s report', () => {
  test('a finding of continuity names it, shows the two figures, and opens the cell in it', async () => {
    const thisYear = generateReport({ seed: 293, body, scale: 'medium', previous: lastYear });
    const before = figureAt(lastYear.cells, 'requests.carriedForward.total');
    const wrong = withCells(thisYear, { [carried]: number(before + 4) });
    await hand(['2022.txt', toTxt(lastYear, 'tabs')], ['2023.docx', await toDocx(wrong, { variant: 'styles' })]);
    const finding = page.locator('.finding-main', { hasText: '上年结转与上年报告不符' });
    await finding.first().click();
    const link = page.locator('.with-last-year');
    expect(await link.textContent()).toBe('与上年对照 2022.txt');
    await link.click();
    const current = page.locator('.year-links tr[aria-current="true"]');
    await current.waitFor();
    expect(await current.locator('.year-figure').allTextContents()).toEqual([
      `结转下年度 · 总计 ${before}`,
      `上年结转 · 总计 ${before + 4}`,
    ]);
    expect(await current.locator('.outcome').textContent()).toBe('≠ 不符');
    expect(await page.locator('.year-links tr.broken').count()).toBe(1);
    expect(await page.locator('.pair-after td.broken').textContent()).toContain(String(before + 4));
    await current.locator('.year-figure').first().click();
    await page.locator('.document-name', { hasText: '2022.txt' }).waitFor();
    await page.locator('.spot').waitFor();
    expect(await wordsIn(page.locator('.spot'))).toBe(String(before));
  });
});

describe('a file on the disk', () => {
  /** An archive with reports that were added by path, as in the desktop shell. */
  async function archived(...files: readonly (readonly [string, ReportModel])[]): Promise<void> {
    const program = createProgram({
      shell: 'browser',
      version: '1',
      samples: '',
      dataFolder: the.data,
      sessionFolder: the.folder,
      log: () => {},
      pool: { workers: 1, script: new URL('out/main/check-worker.cjs', `file://${root}/`) },
    });
    for (const [name, model] of files) {
      const path = join(the.folder, name);
      writeFileSync(path, name.endsWith('.pdf') ? toPdf(model) : await toDocx(model, { variant: 'styles' }));
      await program.add([{ name, path }]);
    }
    await until(() => program.isIdle());
    await program.close();
  }

  /** The user comes back from another program. */
  const comeBack = () => page.evaluate(() => window.dispatchEvent(new Event('focus')));

  test('that was changed is offered to be checked again, and decisions stay', async () => {
    await restart({ meanwhile: () => archived(['报告.docx', faulty]) });
    await page.locator('.document-content .mark').first().waitFor();
    const bar = page.locator('.file-bar');
    await comeBack();
    expect(await bar.count()).toBe(0);
    const total = page.locator('.finding', { hasText: '表四总计不符' });
    await total.getByRole('button', { name: '确认' }).click();

    // Still wrong in table four, but the sentence and the section are mended.
    const second = withCells(mended, { 'litigation.review.total': number(2) });
    writeFileSync(join(the.folder, '报告.docx'), await toDocx(second, { variant: 'styles' }));
    await comeBack();
    await bar.waitFor();
    expect(await bar.textContent()).toContain('文件已更改');
    await page.locator('.document-content .mark').first().waitFor();
    await bar.getByRole('button', { name: '重新核对' }).click();
    await bar.waitFor({ state: 'detached' });
    await row(/第 2 稿/).waitFor();
    expect(await total.getAttribute('data-decision')).toBe('confirmed');
    await page.getByText('对比', { exact: true }).click();
    await page.locator('.versions-sum').waitFor();
    expect(await page.locator('.cell-change').count()).toBe(3);
    // What the file held before has a row of its own, shown as it was read.
    await page.locator('.versions-head dd .ant-btn').click();
    await bar.waitFor();
    expect(await bar.textContent()).toContain('取代');
    await page.getByText('原件', { exact: true }).click();
    await page.locator('.paper.read').waitFor();
  });

  test.each(['docx', 'pdf'])(
    '%s that has gone keeps its findings, each in its place, until it is back',
    async (format) => {
      const name = `报告.${format}`;
      await restart({
        async meanwhile() {
          await archived([name, faulty]);
          renameSync(join(the.folder, name), join(the.folder, 'away'));
        },
      });
      const bar = page.locator('.file-bar.gone');
      await bar.waitFor();
      await page.locator('.paper.read').waitFor();
      const response = page.locator('.finding-main', { hasText: '“（一）予以公开”行' }).first();
      await response.click();
      const finding = Number(
        await page.locator('.finding:has(> [aria-current="true"])').getAttribute('data-finding-card'),
      );
      const total = page.locator(`.mark[data-finding="${finding}"][data-role="total"]`);
      await total.waitFor();
      expect(await wordsIn(total)).toBe(String(figureAt(faulty.cells, 'requests.granted.total')));
      await page.keyboard.press('1');
      expect(await cardOf(page, finding).getAttribute('data-decision')).toBe('confirmed');
      // The missing section stands where it belongs.
      await page.locator('.paper.read .gap-band', { hasText: '五、存在的主要问题及改进情况' }).waitFor();

      renameSync(join(the.folder, 'away'), join(the.folder, name));
      await comeBack();
      await bar.waitFor({ state: 'detached' });
      await page.locator('.paper.read').waitFor({ state: 'detached' });
      expect(await cardOf(page, finding).getAttribute('data-decision')).toBe('confirmed');
    },
  );
});
