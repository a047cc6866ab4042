/** Finding words in a document, and the settings. */
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { cardOf, faulty, isInView, openReport, wordsIn } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';
import { noticed } from './window-record.ts';

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

describe.each(['docx', 'pdf', 'txt'])('in a %s', (format) => {
  const standing = () => page.locator('.find-bar output').textContent();
  const current = () => page.locator('.found.current');

  test('words are found in the text and in tables, one after the other and round', async () => {
    await openReport(page, faulty(format));
    await page.keyboard.press('Control+f');
    await page.keyboard.type('行政许可');
    // Only the label of the table has it.
    await expect.poll(standing).toBe('1 / 1');
    await expect.poll(() => wordsIn(current())).toBe('行政许可');
    expect(await isInView(current())).toBe(true);

    await page.getByRole('textbox', { name: '在原件中查找' }).fill('专题会议');
    await expect.poll(standing).toBe('1 / 1');
    await expect.poll(() => wordsIn(current())).toBe('专题会议');

    await page.getByRole('textbox', { name: '在原件中查找' }).fill('行政复议');
    await expect.poll(standing).toMatch(/^1 \/ \d+$/);
    const count = Number((await standing())?.split('/')[1]);
    expect(count).toBeGreaterThan(2);
    await page.keyboard.press('Shift+Enter');
    expect(await standing()).toBe(`${count} / ${count}`);
    await page.keyboard.press('Enter');
    expect(await standing()).toBe(`1 / ${count}`);
  });

  test('words that are broken over lines are found', async () => {
    await openReport(page, faulty(format));
    await page.keyboard.press('Control+f');
    // A whole sentence: longer than a line.
    const sentence =
      '编制并公开权责清单，动态调整办事指南。本年未新制定规范性文件。及时更新机构职能、领导分工和内设机构信息';
    await page.getByRole('textbox', { name: '在原件中查找' }).fill(sentence);
    await expect.poll(standing).toBe('1 / 1');
    await expect
      .poll(async () => (await Promise.all((await current().all()).map(wordsIn))).join('').replace(/\s/g, ''))
      .toBe(sentence);
    expect(await current().count()).toBeGreaterThan(1);
  });

  test('what is not there is said, and Esc closes the bar', async () => {
    await openReport(page, faulty(format));
    await page.keyboard.press('Control+f');
    await page.keyboard.type('没有这句话');
    await expect.poll(standing).toBe('没有找到');
    await page.keyboard.press('Escape');
    await page.locator('.find-bar').waitFor({ state: 'detached' });
    expect(await page.locator('.found').count()).toBe(0);
    await page.keyboard.press('n');
    expect(await page.locator('.finding-main[aria-current="true"]').count()).toBe(1);
  });
});

const dialog = () => page.getByRole('dialog', { name: /设置|Settings/ });

test('the language is chosen in the settings and kept for the next start', async () => {
  await openReport(page, faulty('txt'));
  await page.keyboard.press('Control+,');
  const saved = page.waitForResponse('**/api/saveSettings');
  await dialog().getByText('English').click();
  await saved;
  await page.getByRole('button', { name: 'Open files…' }).waitFor();
  await page.locator('.finding-rule', { hasText: 'Section missing' }).waitFor();

  await the.restart();
  page = the.page;
  await page.getByRole('button', { name: 'Open files…' }).waitFor();
});

test('the settings tell where the archive is; it is emptied only after a question', async () => {
  await openReport(page, faulty('txt'));
  const decided = page.waitForResponse('**/api/decide');
  await cardOf(page, 0).getByRole('button', { name: '误报' }).click();
  await decided;
  await page.getByRole('button', { name: '设置' }).click();
  await dialog().getByRole('tab', { name: '档案' }).click();
  await dialog().getByText(the.folder).waitFor();
  await dialog().getByText('1 份报告，1 条处理和备注').waitFor();
  await dialog().getByRole('button', { name: '清空档案…' }).click();
  const question = page.getByRole('dialog', { name: '清空档案？' });
  await question.getByRole('button', { name: '取消' }).click();
  expect(await cardOf(page, 0).getAttribute('data-decision')).toBe('dismissed');
  await dialog().getByRole('button', { name: '清空档案…' }).click();
  await question.getByRole('button', { name: '清空', exact: true }).click();
  await noticed(page, '档案已清空');
  await dialog().getByText('0 份报告').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.samples').waitFor();
});

test('the number of reports checked at once is kept', async () => {
  await page.keyboard.press('Control+,');
  const saved = page.waitForResponse('**/api/saveSettings');
  await dialog().getByRole('combobox', { name: '同时核对的份数' }).click();
  await page.locator('.ant-select-item-option', { hasText: /^2$/ }).click();
  expect((await saved).request().postData()).toBe(JSON.stringify([{ workers: 2 }]));
});
