/** Deciding on findings and reports, and what becomes of the decisions when a report comes back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { dropOnWindow } from './browser.ts';
import { cardOf, faulty, openReport, samples } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';
import { noticed } from './window-record.ts';

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

const decisionOf = (finding: number) => cardOf(page, finding).getAttribute('data-decision');
const button = (finding: number, name: string) => cardOf(page, finding).getByRole('button', { name, exact: true });
const row = (name: string | RegExp) => page.getByRole('option', { name });

describe('a finding', () => {
  test('is confirmed, dismissed and mended by its buttons, and the count of decided ones grows', async () => {
    const { result } = await openReport(page, faulty('txt'));
    await button(0, '确认').click();
    await button(1, '误报').click();
    await button(2, '已整改').click();
    expect(await Promise.all([0, 1, 2].map(decisionOf))).toEqual(['confirmed', 'dismissed', 'mended']);
    expect(await button(1, '误报').getAttribute('aria-pressed')).toBe('true');
    await page.getByText(`已处理 3 / ${result.findings.length}`).waitFor();
    await button(1, '误报').click();
    expect(await decisionOf(1)).toBe(null);
  });

  test('that is dismissed or mended is dimmed in the document, one that is confirmed is not', async () => {
    await openReport(page, faulty('txt'));
    const finding = Number(await page.locator('.mark').first().getAttribute('data-finding'));
    const settled = page.locator(`.mark.settled[data-finding="${finding}"]`);
    await button(finding, '确认').click();
    await page.getByText('已处理 1 /').waitFor();
    expect(await settled.count()).toBe(0);
    await button(finding, '误报').click();
    await settled.first().waitFor();
  });

  test('is given a note, which is found again with the decision when the program is started anew', async () => {
    await openReport(page, faulty('txt'));
    await page.keyboard.press('n');
    const finding = Number(
      await page.locator('.finding:has(> [aria-current="true"])').getAttribute('data-finding-card'),
    );
    await page.keyboard.press('2');
    await page.keyboard.press('m');
    const saved = page.waitForResponse(
      (response) => response.url().endsWith('/decide') && response.request().postData()?.includes('核实') === true,
    );
    await page.keyboard.type('已电话核实12');
    await page.keyboard.press('Enter');
    await saved;
    expect(await cardOf(page, finding).locator('.note').textContent()).toContain('已电话核实12');

    await the.restart();
    page = the.page;
    // The list is there again, and its first report opens by itself.
    await cardOf(page, finding).waitFor();
    expect(await decisionOf(finding)).toBe('dismissed');
    expect(await cardOf(page, finding).locator('.note').textContent()).toContain('已电话核实12');
  });

  test('whose decision was a slip is as before after Ctrl+Z, and after a click on 撤销', async () => {
    await openReport(page, faulty('txt'));
    await page.keyboard.press('n');
    const finding = Number(
      await page.locator('.finding:has(> [aria-current="true"])').getAttribute('data-finding-card'),
    );
    await page.keyboard.press('1');
    await page.keyboard.press('3');
    expect(await decisionOf(finding)).toBe('mended');
    await page.keyboard.press('n');
    await page.keyboard.press('Control+z');
    expect(await decisionOf(finding)).toBe('confirmed');
    expect(await cardOf(page, finding).locator('[aria-current="true"]').count()).toBe(1);
    await page.keyboard.press('2');
    await noticed(page, '已标为误报');
    await page.getByRole('button', { name: '撤销' }).click();
    expect(await decisionOf(finding)).toBe('confirmed');
  });

  test('whose decision cannot be saved says so and is as before', async () => {
    await openReport(page, faulty('txt'));
    await page.route('**/api/decide', (route) =>
      route.fulfill({ status: 500, json: { code: 'internal', message: '' } }),
    );
    await button(0, '误报').click();
    await noticed(page, '刚才的改动没有保存');
    expect(await decisionOf(0)).toBe(null);
    // The browser tells the console of the answer 500.
    expect(the.complaints.splice(0).every((complaint) => complaint.includes('500'))).toBe(true);
  });
});

test('where a report stands is set above its findings, shown in the list, and filtered by', async () => {
  await dropOnWindow(page, faulty('txt'), join(samples, '清河区农业农村局2023年报告（无误）.txt'));
  await page.locator('.report-row.done').nth(1).waitFor();
  await row(/教育局/).click();
  await page.locator('.document-name', { hasText: '教育局' }).waitFor();
  await page.getByRole('region', { name: '问题' }).getByText('退回').click();
  await row(/教育局.*退回/).waitFor();
  expect(await row(/农业农村局/).textContent()).toContain('待核');

  await page.getByRole('combobox', { name: '按状态筛选' }).click();
  await page.locator('.ant-select-item-option', { hasText: '退回 1' }).click();
  await row(/农业农村局/).waitFor({ state: 'detached' });
  expect(await page.getByRole('option', { name: /教育局/ }).count()).toBe(1);
});

test('a mended report tells which findings are still there, which are new, and which are gone', async () => {
  const before = (await openReport(page, faulty('txt'))).result.findings;
  await page.locator('.report-row.done').waitFor();
  const total = before.findIndex((finding) => finding.rule === 'litigation.total');
  await button(total, '确认').click();

  const mended = readFileSync(faulty('txt'), 'utf8')
    .replace('三、收到和办理政府信息公开申请情况', '三、收到和处理政府信息公开申请情况')
    .replace('行政许可\t0', '行政许可\t若干');
  const path = join(the.folder, '清河区教育局2023年报告（修改稿）.txt');
  writeFileSync(path, mended);
  await dropOnWindow(page, path);
  const second = row(/第 2 稿/);
  await second.waitFor();
  const answer = page.waitForResponse('**/api/open');
  await second.click();
  const { result } = (await (await answer).json()) as Awaited<ReturnType<typeof openReport>>;
  await page.locator('.document-name', { hasText: '修改稿' }).waitFor();

  const fresh = result.findings.findIndex((finding) => finding.rule === 'cell.not-a-number');
  await cardOf(page, fresh).getByText('新增').waitFor();
  const same = result.findings.findIndex((finding) => finding.rule === 'litigation.total');
  expect(await cardOf(page, same).locator('.standing').textContent()).toBe('仍存在');
  expect(await decisionOf(same)).toBe('confirmed');

  const gone = page.locator('.mended-group');
  const title = before.find((finding) => finding.rule === 'structure.section-title')?.message as string;
  expect(await gone.getByText(title).isVisible()).toBe(false);
  await gone.locator('summary').click();
  await gone.getByText(title).waitFor();
  const mendedCount = before.filter(
    (one) => !result.findings.some((two) => two.fingerprint === one.fingerprint),
  ).length;
  await page.getByText(`已整改 ${mendedCount}`, { exact: false }).first().waitFor();
  expect(await gone.locator('.finding').count()).toBe(mendedCount);
});

test('from opening a file to a decision and a verdict on the report, without a mouse', async () => {
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await choosing).setFiles(faulty('pdf'));
  await page.locator('.document-content .mark').first().waitFor();

  // Into the list of findings by Tab alone, and onto the first of them.
  const focused = () => page.evaluate(() => document.activeElement?.className ?? '');
  for (let step = 0; step < 40 && !(await focused()).includes('finding-main'); step++) await page.keyboard.press('Tab');
  expect(await focused()).toContain('finding-main');
  await page.keyboard.press('Enter');
  const chosen = page.locator('.finding:has(> [aria-current="true"])');
  await page.keyboard.press('Tab');
  while (!(await focused()).includes('verdict')) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  expect(await chosen.getAttribute('data-decision')).toBe('confirmed');

  await page.keyboard.press('n');
  await page.keyboard.press('2');
  expect(await chosen.getAttribute('data-decision')).toBe('dismissed');

  // Back to where the report stands.
  const review = page.getByRole('radiogroup', { name: '这份报告的状态' });
  for (let step = 0; step < 60 && !(await review.evaluate((group) => group.contains(document.activeElement))); step++)
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await row(/已核/).waitFor();
});

test('every control has a name and every image a label', async () => {
  await openReport(page, faulty('docx'));
  await page.keyboard.press('n');
  await page.keyboard.press('Control+f');
  const nameless = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'button, input, select, textarea, [role="img"], [role="combobox"], [role="listbox"], [role="radiogroup"], nav, section, main',
      ),
    ]
      .filter((element) => element.checkVisibility() && !element.closest('[aria-hidden="true"]'))
      .filter((element) => {
        const label =
          element.querySelector('[aria-label]') ??
          element.getAttribute('aria-label') ??
          element.getAttribute('aria-labelledby');
        const own = (element as HTMLInputElement).labels?.length ?? 0;
        const isContainer = element.matches('section, main, nav, [role="listbox"], [role="radiogroup"]');
        return (
          !label &&
          own === 0 &&
          (isContainer ? element.matches('nav, .pane') : (element.textContent ?? '').trim() === '')
        );
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
});
