/** The window for those who see little, see no colours, hear the screen, or have no mouse. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type AxeCore from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Appearance } from '../../src/shared/api.ts';
import type { Language } from '../../src/shared/rules/finding.ts';
import { dropOnWindow, root } from './browser.ts';
import { faulty } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';

const the = windowForEachTest();

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

async function violations(page: Page, appearance: Appearance | 'forced'): Promise<string[]> {
  const rules = {
    // As WCAG AAA has it, where the window is to have more of it.
    'color-contrast-enhanced': { enabled: appearance === 'contrast' },
    // Forced colours are the system's, and axe sees those that they have taken the place of.
    'color-contrast': { enabled: appearance !== 'forced' },
  };
  // Dialogs and messages fade in: half of the way, every word is faint.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== 'running'));
  // As a script of the page it would be refused, as every script that is not the window's own.
  await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const { axe } = window as unknown as { axe: typeof AxeCore };
    const { violations } = await axe.run(document, { rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  }, rules);
}

const row = (text: string | RegExp) => the.page.locator('.report-row', { hasText: text });

/** The states of the window, each from the one before it. */
const states: readonly (readonly [string, () => Promise<unknown>])[] = [
  [
    'a report of DOCX',
    async () => {
      const broken = join(the.folder, '南桥街道办事处.pdf');
      writeFileSync(broken, '%PDF-1.7\nnothing more');
      await dropOnWindow(the.page, faulty('docx'), faulty('pdf'), faulty('txt'), broken);
      await the.page.locator('.report-row.done').nth(3).waitFor();
      await row(/· DOCX/).click();
      await the.page.locator('.paper.docx .docx-block').first().waitFor();
    },
  ],
  [
    'of PDF',
    async () => {
      await row(/· PDF/).click();
      await the.page.locator('.textLayer span').first().waitFor();
    },
  ],
  [
    'of TXT',
    async () => {
      await row(/· TXT/).click();
      await the.page.locator('.paper.txt').waitFor();
      await the.page.locator('.document-content .mark').first().waitFor();
    },
  ],
  ['a finding chosen', () => the.page.keyboard.press('n')],
  [
    'a basis unfolded, findings decided and a note',
    async () => {
      await the.page.locator('.basis summary').click();
      for (const key of ['1', 'n', '2', 'n', '3', 'm']) await the.page.keyboard.press(key);
      await the.page.keyboard.type('x');
    },
  ],
  [
    'the note written',
    async () => {
      await the.page.keyboard.press('Enter');
      await the.page.locator('button.note').waitFor();
    },
  ],
  [
    'the official tables',
    async () => {
      await the.page.keyboard.press('t');
      await the.page.locator('.official-table').first().waitFor();
    },
  ],
  [
    'the find bar',
    async () => {
      await the.page.keyboard.press('Control+f');
      await the.page.keyboard.type('申请');
      await the.page.locator('.found.current').waitFor();
    },
  ],
  [
    'settings',
    async () => {
      await the.page.keyboard.press('Escape');
      await the.page.keyboard.press('Control+,');
      await the.page.locator('.settings-dialog .setting').first().waitFor();
    },
  ],
  ['settings, rules', () => openTab(1)],
  ['settings, thresholds', () => openTab(2)],
  [
    'settings, archive',
    async () => {
      await openTab(3);
      await the.page.locator('.archive-path').waitFor();
    },
  ],
  [
    'the list of keys',
    async () => {
      await closeDialog();
      await the.page.keyboard.press('?');
      await the.page.locator('.key-table').waitFor();
    },
  ],
  [
    'the export menu',
    async () => {
      await closeDialog();
      await the.page.locator('button:has(.export-arrow)').click();
      await the.page.getByRole('menuitem', { name: /整改通知书|Notice to mend/ }).waitFor();
    },
  ],
  [
    'the notice, with a template that was refused',
    async () => {
      await the.page.getByRole('menuitem', { name: /整改通知书|Notice to mend/ }).click();
      const refused = { name: '错.docx', mimeType: '', buffer: Buffer.from('no DOCX') };
      await the.page.locator('.notice-dialog input[type="file"]').setInputFiles(refused);
      await the.page.locator('.notice-look [role="alert"]').waitFor();
    },
  ],
  [
    'notices to all units',
    async () => {
      await closeDialog();
      await the.page.locator('button:has(.export-arrow)').click();
      await the.page.getByRole('menuitem', { name: /批量生成通知书|Notices to all units/ }).click();
      await the.page.locator('.notice-dialog .notice-look').waitFor();
    },
  ],
  [
    'an unreadable file',
    async () => {
      await closeDialog();
      await row('南桥').click();
      await the.page.locator('.unreadable-card').waitFor();
    },
  ],
  [
    'a mended report',
    async () => {
      const mended = join(the.folder, '清河区教育局2023年报告（修改稿）.txt');
      const text = readFileSync(faulty('txt'), 'utf8');
      writeFileSync(mended, text.replace('三、收到和办理政府信息公开申请情况', '三、收到和处理政府信息公开申请情况'));
      await dropOnWindow(the.page, mended);
      await the.page.locator('.report-row.done').nth(4).click();
      await the.page.locator('.mended-group summary').click();
    },
  ],
  [
    'the same content under another name',
    async () => {
      const copy = join(the.folder, '副本.txt');
      writeFileSync(copy, readFileSync(faulty('txt')));
      await dropOnWindow(the.page, copy);
      await the.page.locator('.report-row .same-content').click();
      await the.page.locator('.same-content-note').waitFor();
    },
  ],
  [
    'the overview',
    async () => {
      await the.page.keyboard.press('o');
      await the.page.locator('.overview .bars svg').first().waitFor();
    },
  ],
];

async function closeDialog(): Promise<void> {
  await the.page.keyboard.press('Escape');
  await the.page.locator('[role="dialog"]').first().waitFor({ state: 'hidden' });
}

/** Through the settings, as a user would. */
async function choose(...labels: readonly string[]): Promise<void> {
  await the.page.keyboard.press('Control+,');
  for (const label of labels) {
    const saved = the.page.waitForResponse('**/api/saveSettings');
    await the.page.locator('.setting').getByText(label, { exact: true }).click();
    await saved;
  }
  await closeDialog();
}

/** By its place among the tabs: their names are in the language of the window. */
async function openTab(place: number): Promise<void> {
  await the.page.locator('.settings-dialog').getByRole('tab').nth(place).click();
  await expect.poll(() => the.page.getByRole('tab').nth(place).getAttribute('aria-selected')).toBe('true');
}

describe('axe finds nothing to complain of', () => {
  test.each<[Appearance | 'forced', 'light' | 'dark', Language, readonly string[]]>([
    ['system', 'light', 'zh-CN', []],
    ['system', 'dark', 'en', ['English']],
    ['contrast', 'light', 'zh-CN', ['高对比']],
    ['contrast', 'dark', 'en', ['English', 'High contrast']],
    ['forced', 'dark', 'zh-CN', []],
  ])('%s, on a system that is %s, %s', async (appearance, colorScheme, language, settings) => {
    await the.page.emulateMedia({ colorScheme, forcedColors: appearance === 'forced' ? 'active' : 'none' });
    if (settings.length > 0) await choose(...settings);
    expect(await the.page.locator('html').getAttribute('lang')).toBe(language);
    const found: string[] = [];
    const look = async (state: string) => {
      for (const violation of await violations(the.page, appearance)) found.push(`${state}: ${violation}`);
    };
    await look('at the first start');
    for (const [state, reach] of states) {
      await reach();
      await look(state);
    }
    expect(found).toEqual([]);
  });
});

describe('by keyboard', () => {
  /** Names of what takes the focus, from the beginning of the page on with Tab until it comes round. */
  async function tabStops(): Promise<{ name: string; isSeen: boolean }[]> {
    const stops: { name: string; isSeen: boolean }[] = [];
    await the.page.evaluate(() => {
      (document.activeElement as HTMLElement | null)?.blur();
      document.body.tabIndex = -1;
      document.body.focus();
    });
    for (let step = 0; step < 250; step++) {
      await the.page.keyboard.press('Tab');
      const stop = await the.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return null;
        element.setAttribute('data-reached', '');
        // The ring is drawn by the element or by the control of which it is the hidden input.
        const around = [element, ...[1, 2, 3].map((up) => parentOf(element, up))].filter((one) => one !== null);
        const name = element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '';
        return { name: name.slice(0, 40) || element.tagName, isSeen: around.some(hasRing) };

        function parentOf(from: Element, up: number): Element | null {
          let parent: Element | null = from;
          for (let level = 0; level < up; level++) parent = parent?.parentElement ?? null;
          return parent;
        }
        function hasRing(one: Element): boolean {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
          return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        }
      });
      if (stop === null) break;
      stops.push(stop);
    }
    return stops;
  }

  /** Controls that can be seen and that Tab did not come to. */
  function missed(): Promise<string[]> {
    return the.page.evaluate(() => {
      const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';
      return (
        [...document.querySelectorAll<HTMLElement>(focusable)]
          .filter((element) => element.tabIndex >= 0 && element !== document.body && !element.matches(':disabled'))
          .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[inert]'))
          .filter((element) => !element.hasAttribute('data-reached'))
          // Of a group of radio buttons, Tab comes to the chosen one; arrows go on from there.
          .filter((element) => !(element instanceof HTMLInputElement && element.type === 'radio' && !element.checked))
          .filter((element) => element.getAttribute('type') !== 'file')
          .map((element) => element.outerHTML.slice(0, 120))
      );
    });
  }

  test.each(['the open report', 'the overview'])(
    'every control of %s is reached by Tab, seen, and left again',
    async (view) => {
      await dropOnWindow(the.page, faulty('txt'), faulty('docx'));
      await the.page.locator('.report-row.done').nth(1).waitFor();
      await the.page.locator('.document-content .mark').first().waitFor();
      if (view === 'the overview') {
        await the.page.keyboard.press('o');
        await the.page.locator('.overview .bars svg').first().waitFor();
      }
      const stops = await tabStops();
      expect(stops.length).toBeGreaterThan(15);
      // No trap: the last Tab left the page.
      expect(stops.length).toBeLessThan(250);
      expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([]);
      expect(await missed()).toEqual([]);
      const names = stops.map(({ name }) => name);
      const common = ['打开文件…', '搜索单位或文件', '按状态筛选', '排序方式', '降序', '报告列表', '设置', '快捷键'];
      expect(names).toEqual(expect.arrayContaining(common));
      expect(names).toEqual(
        expect.arrayContaining(
          view === 'the overview' ? ['打印', '返回报告', '表三收办不平'] : ['确认', '误报', '已整改', '备注'],
        ),
      );
    },
  );

  test('Esc closes what is on top, one thing at a time, and the focus goes back', async () => {
    await dropOnWindow(the.page, faulty('txt'));
    await the.page.locator('.report-row.done').waitFor();
    await the.page.locator('.document-content .mark').first().waitFor();
    await the.page.keyboard.press('Control+f');
    await the.page.locator('.find-bar').waitFor();
    await the.page.locator('.document-scroll').focus();
    await the.page.keyboard.press('o');
    const overview = the.page.locator('.overview');
    await overview.waitFor();
    await the.page.keyboard.press('Control+,');
    const dialog = the.page.getByRole('dialog', { name: '设置' });
    await dialog.waitFor();
    await the.page.getByRole('combobox', { name: '同时核对的份数' }).click();
    const options = the.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
    await options.waitFor();

    await the.page.keyboard.press('Escape');
    await options.waitFor({ state: 'hidden' });
    expect(await dialog.isVisible()).toBe(true);
    await the.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await overview.isVisible()).toBe(true);
    await the.page.keyboard.press('Escape');
    await overview.waitFor({ state: 'detached' });
    expect(await the.page.locator('.find-bar').isVisible()).toBe(true);
    expect(await the.page.locator('.document-scroll').evaluate((view) => view === document.activeElement)).toBe(true);
    await the.page.keyboard.press('Escape');
    await the.page.locator('.find-bar').waitFor({ state: 'detached' });
    expect(await the.page.locator('.report-row').count()).toBe(1);
  });

  test('a dialog keeps the focus until it is closed, and gives it back', async () => {
    const button = the.page.getByRole('button', { name: '设置' });
    await button.focus();
    await the.page.keyboard.press('Enter');
    const dialog = the.page.getByRole('dialog', { name: '设置' });
    await dialog.waitFor();
    const isInside = () => dialog.evaluate((element) => element.contains(document.activeElement));
    // From its last control, Tab leaves the page for the browser's own; nothing behind the dialog takes the focus.
    const isOnPageBehind = () =>
      dialog.evaluate(
        (element) => !element.contains(document.activeElement) && document.activeElement !== document.body,
      );
    await expect.poll(isInside).toBe(true);
    for (let step = 0; step < 12; step++) {
      await the.page.keyboard.press('Tab');
      expect(await isOnPageBehind()).toBe(false);
    }
    await dialog.getByRole('button', { name: '关闭' }).focus();
    await the.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

test('a screen reader is told what each list is, how long it is, and where in it one is', async () => {
  await dropOnWindow(the.page, faulty('docx'), faulty('txt'));
  await the.page.locator('.report-row.done').nth(1).waitFor();
  await row(/· TXT/).click();
  await the.page.locator('.paper.txt').waitFor();
  const list = the.page.getByRole('listbox', { name: '报告列表' });
  const option = the.page.getByRole('option', { selected: true });
  expect(await list.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'));
  expect([await option.getAttribute('aria-posinset'), await option.getAttribute('aria-setsize')]).toEqual(['2', '2']);
  expect(await option.ariaSnapshot()).toMatch(/教育局.*2023 · TXT · 待核.*8 处错误.*4 处警告/s);
  expect(await the.page.getByRole('list', { name: '问题列表' }).count()).toBeGreaterThan(1);
  await the.page.keyboard.press('n');
  const chosen = the.page.locator('.finding-main[aria-current="true"]');
  expect(await chosen.ariaSnapshot()).toMatch(/(错误|警告|提示)/);
  await the.page.getByRole('group', { name: '处理' }).first().waitFor();
  await the.page.keyboard.press('o');
  for (const name of ['最常见的问题', '各单位的问题']) {
    await the.page.getByRole('table', { name }).waitFor();
    expect(await the.page.getByRole('img', { name }).getAttribute('aria-label')).toMatch(/：.+ \d/);
  }
});

test('the chosen appearance is kept for the next start, against the system', async () => {
  const background = () => the.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await choose('深色');
  await expect.poll(background).not.toBe(light);
  const dark = await background();
  await the.restart();
  await expect.poll(background).toBe(dark);
  await the.page.emulateMedia({ colorScheme: 'dark' });
  await choose('浅色');
  await expect.poll(background).toBe(light);
});

test('under forced colours a mark is a line and a shape, and the chosen report is framed', async () => {
  await the.page.emulateMedia({ forcedColors: 'active' });
  await dropOnWindow(the.page, faulty('txt'));
  await the.page.locator('.report-row.done').waitFor();
  await the.page.locator('.document-content .mark').first().waitFor();
  const style = (selector: string, property: string) =>
    the.page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await style('.mark.error:is(.tint, .line, .words)', 'border-bottom-style')).toBe('solid');
  expect(await style('.mark.warning:is(.tint, .line, .words)', 'border-bottom-style')).toBe('dashed');
  expect(await style('.report-row[aria-selected="true"]', 'outline-style')).toBe('solid');
  // Marks are drawn on paper: both keep their own colours, whatever those of the screen are.
  expect(await style('.mark.error', 'forced-color-adjust')).toBe('none');
  expect(await style('.paper', 'background-color')).toBe('rgb(255, 255, 255)');
  await the.page.keyboard.press('n');
  expect(await style('.finding:has(> [aria-current="true"])', 'outline-style')).toBe('solid');
});
