/** Hundreds of files dropped at once: the window is of use while they are checked. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { generateReport } from '../generator/generate.ts';
import { number, withCells } from '../generator/model.ts';
import { toHandmadeDocx } from '../generator/ooxml.ts';
import { toPdf } from '../generator/render-pdf.ts';
import { toTxt } from '../generator/render-txt.ts';
import { dropOnWindow } from './browser.ts';
import { cardOf } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';

const count = 300;

const the = windowForEachTest();

let files: string;
/** Of all three formats, each with a wrong figure. */
let batch: string;
let page: Page;

beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), 'gouji-e2e-'));
  batch = join(files, '市直部门');
  mkdirSync(batch);
  for (let index = 0; index < count; index++) {
    const model = withCells(generateReport({ seed: 7000 + index }), { 'litigation.review.total': number(99) });
    const name = join(batch, `${String(index + 1).padStart(3, '0')} ${model.unit}`);
    if (index % 15 === 5) writeFileSync(`${name}.pdf`, toPdf(model));
    else if (index % 5 === 2) writeFileSync(`${name}.docx`, toHandmadeDocx(model));
    else writeFileSync(`${name}.txt`, toTxt(model, 'tabs'));
  }
});
afterAll(() => rmSync(files, { recursive: true, force: true }));
beforeEach(() => {
  page = the.page;
});

/** The batch is not over before the test has done what it does meanwhile: the last files come only then. */
async function holdLastFiles(): Promise<() => void> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  let handed = 0;
  await page.route('**/api/add', async (route) => {
    if (++handed > count / 2) await released;
    await route.continue();
  });
  return release;
}

const progress = () => page.locator('.progress');
const rowCount = async () => Number(await page.locator('.report-row').first().getAttribute('aria-setsize'));
const isUnderWay = async () => expect(await progress().count()).toBe(1);

test('reports are chosen, searched, scrolled and decided on while the others are checked; each is there once', async () => {
  const release = await holdLastFiles();
  await dropOnWindow(page, batch);
  await page.locator('.finding').first().waitFor();
  const finding = page.locator('.finding', { hasText: '表四总计不符' }).first();
  await finding.locator('.finding-main').click();
  await page.keyboard.press('1');
  expect(await finding.getAttribute('data-decision')).toBe('confirmed');
  await isUnderWay();

  // The list moves under the wheel, and the row that was chosen stays chosen.
  const selected = await page.locator('.report-row[aria-selected="true"]').getAttribute('id');
  await page.locator('.report-row').nth(12).waitFor();
  await page.locator('.report-scroll').hover();
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.locator('.report-scroll').evaluate((list) => list.scrollTop)).toBeGreaterThan(100);
  await isUnderWay();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('003 ');
  await expect.poll(rowCount).toBe(1);
  const third = page.locator('.report-row.done');
  await third.click();
  await page.locator('.document-name', { hasText: '003 ' }).waitFor();
  await isUnderWay();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect.poll(rowCount).toBeGreaterThan(1);

  release();
  await progress().waitFor({ state: 'detached', timeout: 200_000 });
  expect(await rowCount()).toBe(count);
  await page.locator('.report-scroll').evaluate((list) => list.scrollTo(0, 0));
  await page.locator(`#${selected}`).click();
  await expect.poll(() => page.locator('.finding[data-decision="confirmed"]').count()).toBe(1);

  // Files that are there already, and a copy under another name: nothing is taken for a new hand-in.
  const again = join(the.folder, 'again', '市直部门');
  mkdirSync(again, { recursive: true });
  for (const name of readdirSync(batch).slice(0, 3)) copyFileSync(join(batch, name), join(again, name));
  copyFileSync(join(batch, readdirSync(batch)[0] as string), join(again, '副本.txt'));
  await dropOnWindow(page, again);
  await expect.poll(rowCount).toBe(count + 1);
  await progress().waitFor({ state: 'detached' });
  expect(await rowCount()).toBe(count + 1);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('副本');
  await expect.poll(rowCount).toBe(1);
  const copy = page.locator('.report-row.done');
  await copy.waitFor();
  expect(await copy.textContent()).not.toContain('第 2 稿');
  expect(await copy.textContent()).toContain('内容相同');
  await copy.click();
  await page.getByRole('button', { name: '转到该报告' }).click();
  await page.locator('.document-name', { hasText: '001 ' }).waitFor();
});

test('cancelling takes away at once what is not done, also the files that are still to be handed over', async () => {
  const release = await holdLastFiles();
  await dropOnWindow(page, batch);
  await page.locator('.report-row.done').nth(5).waitFor();
  await isUnderWay();
  await page.getByRole('button', { name: '取消' }).click();
  release();
  await progress().waitFor({ state: 'detached' });
  await expect.poll(() => page.locator('.report-row:not(.done)').count()).toBe(0);
  const left = await rowCount();
  expect(left).toBeLessThan(count);
  // What is there can be worked on, and a file dropped now is checked.
  await page.locator('.finding').first().waitFor();
  const one = join(the.folder, '另一份.txt');
  writeFileSync(one, toTxt(generateReport({ seed: 8000 }), 'tabs'));
  await dropOnWindow(page, one);
  await expect.poll(rowCount).toBe(left + 1);
  await page.locator('.report-row.done').last().click();
  await cardOf(page, 0).or(page.locator('.checks')).first().waitFor();
});
