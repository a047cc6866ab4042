/** The settings: rule packs and what they find, thresholds, and the archive as a file. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { dropOnWindow, root } from './browser.ts';
import { cardOf, faulty, openReport } from './report-window.ts';
import { type Restart, windowForEachTest } from './window-for-each-test.ts';
import { noticed } from './window-record.ts';

const province = join(root, 'resources/rules/examples/province.yaml');

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

async function restart(options?: Restart): Promise<void> {
  await the.restart(options);
  page = the.page;
}

const dialog = () => page.getByRole('dialog', { name: '设置' });

async function openTab(name: string): Promise<void> {
  if (!(await dialog().isVisible())) await page.keyboard.press('Control+,');
  await dialog().getByRole('tab', { name }).click();
}

async function closeSettings(): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
}

/** By the button, as the system's dialog hands a file over. */
async function choose(button: string, path: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await dialog().getByRole('button', { name: button }).click();
  await (await choosing).setFiles(path);
}

/** A report that does not say how its unit is reached. */
function withoutContact(): string {
  const path = join(the.folder, '清河区教育局2023年报告.txt');
  writeFileSync(path, readFileSync(faulty('txt'), 'utf8').replaceAll(/联系电话|联系方式|监督电话/g, '号码'));
  return path;
}

const contact = () => page.locator('.finding', { hasText: '全文没有写明联系方式' });

describe('a rule pack', () => {
  test('is added with a button, finds what it is for after checking again, and no more when it is switched off', async () => {
    await openReport(page, withoutContact());
    expect(await contact().count()).toBe(0);
    await openTab('规则');
    await choose('添加规则包…', province);
    await dialog().getByText('已启用“某省补充规则（示例）”').waitFor();
    await dialog().getByText('勾稽关系 1 条、必备词语 1 组').waitFor();
    await closeSettings();

    // What is shown was found with the rules before, and says so.
    await page.getByRole('region', { name: '问题' }).getByText('仍是按原来的规则核对').waitFor();
    await page.getByRole('option', { name: /旧规则/ }).waitFor();
    await page.getByText('规则已变，有 1 份报告').waitFor();
    await page.getByRole('button', { name: '重新核对' }).click();
    await contact().first().waitFor();
    await page.getByText('规则已变').first().waitFor({ state: 'detached' });

    await openTab('规则');
    await dialog().getByRole('switch', { name: '启用“某省补充规则（示例）”' }).click();
    await dialog().getByRole('button', { name: '重新核对' }).click();
    await dialog().getByText('规则已变').waitFor({ state: 'detached' });
    await closeSettings();
    await contact().first().waitFor({ state: 'detached' });

    await restart();
    await openTab('规则');
    expect(await dialog().getByRole('switch').getAttribute('aria-checked')).toBe('false');
    await dialog().getByRole('button', { name: '删除“某省补充规则（示例）”' }).click();
    await page
      .getByRole('dialog', { name: '删除“某省补充规则（示例）”？' })
      .getByRole('button', { name: '删除' })
      .click();
    await dialog().getByText('还没有添加规则包').waitFor();
  });

  test('with faults is dropped on the settings: line, column and reason are shown, and it is not used', async () => {
    const path = join(the.folder, '某市.yaml');
    writeFileSync(path, 'id: city\nname: 某市\nrules:\n  cell.blank:\n    severity: fatal\nphrase: []\n');
    await openTab('常规');
    await dropOnWindow(page, path);
    await dialog().getByText('“某市.yaml”有 2 处错误，没有采用').waitFor();
    await dialog().getByText('第 5 行第 5 列').waitFor();
    await dialog().getByText('rules.cell.blank.severity：应当是 error、warning、info、off 之一').waitFor();
    await dialog().getByText('没有“phrase”这个键').waitFor();
    await dialog().getByText('还没有添加规则包').waitFor();
    writeFileSync(path, 'id: city\nname: 某市\nrules:\n  cell.blank:\n    severity: info\n');
    await dropOnWindow(page, path);
    await dialog().getByText('已启用“某市”').waitFor();
    expect(await dialog().getByText('没有采用').count()).toBe(0);
    // It is no report.
    await closeSettings();
    await page.locator('.samples').waitFor();
  });

  test('that a rule is switched off over, by the keyboard, is not asked for', async () => {
    await openReport(page, withoutContact());
    const titles = page.locator('.finding', { hasText: '缺少第五部分' });
    expect(await titles.count()).toBe(1);
    await page.keyboard.press('Control+,');
    await dialog().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    for (let step = 0; step < 10 && !(await focused()).endsWith('常规'); step++) await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await dialog().getByRole('tab', { name: '规则', selected: true }).waitFor();
    const rule = dialog().getByRole('checkbox', { name: '缺少规定部分' });
    for (let step = 0; step < 30 && !(await rule.evaluate((box) => box === document.activeElement)); step++) {
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Space');
    await dialog().getByRole('button', { name: '重新核对' }).click();
    await closeSettings();
    await titles.waitFor({ state: 'detached' });
    await openTab('规则');
    await dialog().getByRole('button', { name: '全部恢复' }).click();
    await dialog().getByRole('button', { name: '重新核对' }).click();
    await closeSettings();
    await titles.waitFor();
  });
});

test('a threshold is changed in its range, and given back', async () => {
  await openReport(page, faulty('txt'));
  await openTab('阈值');
  const likeness = () => dialog().getByRole('spinbutton', { name: /^雷同比例/ });
  expect(await likeness().inputValue()).toBe('80');
  await likeness().fill('20');
  await dialog().getByText('应在 50% 至 100% 之间，没有采用').waitFor();
  const saved = page.waitForResponse('**/api/changeRules');
  await likeness().fill('90');
  await likeness().press('Enter');
  await saved;
  await dialog().getByText('规则已变，有 1 份报告').waitFor();
  await restart();
  await openTab('阈值');
  expect(await likeness().inputValue()).toBe('90');
  await dialog().getByRole('button', { name: '恢复默认 80%' }).click();
  await dialog().getByText('默认 80%', { exact: true }).waitFor();
  await expect.poll(() => likeness().inputValue()).toBe('80');
  await dialog().getByText('规则已变').waitFor({ state: 'detached' });
});

test('an archive is exported, emptied and taken in again: reports and decisions are back, also after a restart', async () => {
  await openReport(page, faulty('txt'));
  const decided = page.waitForResponse('**/api/decide');
  await cardOf(page, 0).getByRole('button', { name: '误报' }).click();
  await decided;
  await openTab('档案');
  await dialog().getByText('1 份报告，1 条处理和备注').waitFor();
  const downloading = page.waitForEvent('download');
  await dialog().getByRole('button', { name: '导出…' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^勾稽档案-\d{4}-\d{2}-\d{2}\.gouji$/);
  const file = join(the.folder, download.suggestedFilename());
  await download.saveAs(file);
  await dialog().getByText('档案已导出').waitFor();

  await dialog().getByRole('button', { name: '清空档案…' }).click();
  await page.getByRole('dialog', { name: '清空档案？' }).getByRole('button', { name: '清空', exact: true }).click();
  await dialog().getByText('0 份报告，0 条处理和备注').waitFor();

  const notOne = join(the.folder, 'other.gouji');
  writeFileSync(notOne, '不是档案');
  await choose('导入…', notOne);
  await dialog().getByText('这不是勾稽的档案').waitFor();
  writeFileSync(notOne, readFileSync(file).subarray(0, 20_000));
  await choose('导入…', notOne);
  await dialog().getByText('这个档案文件已损坏').waitFor();
  await choose('导入…', file);
  await dialog().getByText('已导入：新报告 1 份，处理和备注 1 条').waitFor();
  await choose('导入…', file);
  await dialog().getByText('已导入：新报告 0 份，已有 1 份，处理和备注 0 条').waitFor();
  await closeSettings();
  await cardOf(page, 0).waitFor();
  expect(await cardOf(page, 0).getAttribute('data-decision')).toBe('dismissed');

  await restart();
  await cardOf(page, 0).waitFor();
  expect(await cardOf(page, 0).getAttribute('data-decision')).toBe('dismissed');
  // The file itself came along.
  await page.locator('.document-content .mark').first().waitFor();
});

test('a damaged archive was put aside: the window says so when it starts, and in the settings', async () => {
  await restart({
    meanwhile() {
      for (const name of ['gouji.db', 'gouji.db-wal']) writeFileSync(join(the.data, name), '坏'.repeat(9000));
    },
  });
  await noticed(page, '档案文件已损坏');
  await openTab('档案');
  await dialog().getByText('档案文件已损坏').waitFor();
});

test.each(['常规', '规则', '阈值', '档案'])('the tab %s can be used with a screen reader', async (name) => {
  await openTab('规则');
  await choose('添加规则包…', province);
  await dialog().getByText('已启用').waitFor();
  await openTab(name);
  await dialog().getByRole('tabpanel', { name }).waitFor();
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run('.settings-dialog', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] });
    return violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 160))]);
  });
  expect(found).toEqual([]);
});

test('a diagnosis is copied that says nothing of any report', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openReport(page, faulty('txt'));
  await openTab('常规');
  await dialog().getByRole('button', { name: '复制诊断信息' }).click();
  await dialog().getByRole('button', { name: '已复制' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^gouji \S+ \(browser\)\n/);
  expect(copied).toContain('1 reports, 0 decisions');
  expect(copied).not.toMatch(/\p{Script=Han}|\.txt/u);
});

test('another window on the same program sees what is changed', async () => {
  await openReport(page, faulty('txt'));
  const other = await page.context().newPage();
  await other.goto(
    `${new URL(page.url()).origin}/#${await page.evaluate(() => sessionStorage.getItem('gouji.secret'))}`,
  );
  await cardOf(other, 0).waitFor();
  await cardOf(page, 0).getByRole('button', { name: '误报' }).click();
  await other.locator('[data-finding-card="0"][data-decision="dismissed"]').waitFor();
  await openTab('规则');
  await choose('添加规则包…', province);
  await other.getByText('规则已变，有 1 份报告').waitFor();
  await openTab('常规');
  await dialog().getByText('English').click();
  await other.getByRole('button', { name: 'Open files…' }).waitFor();
});
