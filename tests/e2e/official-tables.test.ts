/** The official tables, filled with what was read from a report of any format. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { cardOf, faulty, isInView, openReport, wordsIn } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

const cell = (id: string) => page.locator(`[data-cell="${id}"]`);

describe.each(['docx', 'pdf', 'txt'])('of a %s', (format) => {
  test('each cell holds what was read', async () => {
    const { result } = await openReport(page, faulty(format));
    await page.keyboard.press('t');
    await page.locator('.official-table.litigation').waitFor();
    const shown = await page
      .locator('.official-table [data-cell]')
      .evaluateAll((cells) => cells.map((one) => [(one as HTMLElement).dataset.cell, one.textContent]));
    const read = Object.entries(result.tables).flatMap(([table, rows]) =>
      Object.entries(rows).flatMap(([row, columns]) =>
        Object.entries(columns).map(([column, { raw }]) => [`${table}.${row}.${column}`, raw.trim()]),
      ),
    );
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(read));
    expect(shown.length).toBe(read.length);
  });

  test('a chosen equation is drawn on its cells, and hides no figure', async () => {
    const { result } = await openReport(page, faulty(format));
    await page.getByText('规范表格', { exact: true }).click();
    await page.locator('.official-table.litigation').waitFor();
    const index = result.findings.findIndex((finding) => finding.rule === 'requests.row-total');
    const finding = result.findings[index];
    if (!finding?.equation) throw new Error('the faulty sample has no wrong row total');
    await cardOf(page, index).locator('.finding-main').click();
    const suspects = new Set(finding.suspects.map((suspect) => suspect.cell));
    const terms = finding.equation.left.filter((term) => !suspects.has(term.cell));
    await expect
      .poll(async () => Promise.all((await page.locator('.mark[data-role="term"]').all()).map(wordsIn)))
      .toEqual(terms.map((term) => String(term.value)));
    const difference = page.locator('[data-label="difference"]');
    expect(await wordsIn(difference)).toBe('');
    expect(await isInView(difference)).toBe(true);
  });

  test('a chosen cell is shown in the document', async () => {
    const { result } = await openReport(page, faulty(format));
    await page.keyboard.press('t');
    await cell('requests.newlyReceived.naturalPerson').getByRole('button').click();
    await page.locator('.spot').waitFor();
    await expect
      .poll(() => wordsIn(page.locator('.spot')))
      .toBe(result.tables.requests?.newlyReceived?.naturalPerson?.raw);
    expect(await isInView(page.locator('.spot'))).toBe(true);
    await page.keyboard.press('n');
    await page.locator('.spot').waitFor({ state: 'detached' });
  });
});

test('a finding outside the tables says so, and leads to the document', async () => {
  const { result } = await openReport(page, faulty('txt'));
  await page.keyboard.press('t');
  const index = result.findings.findIndex((finding) => finding.rule === 'structure.section-missing');
  await cardOf(page, index).locator('.finding-main').click();
  await page.getByText('这处问题不在表格里').waitFor();
  await page.getByRole('button', { name: '在原件中查看', exact: true }).last().click();
  await expect.poll(() => isInView(page.locator(`[data-gap="${index}"]`))).toBe(true);
});

test('a cell that the report lacks is hatched with a word, a blank one is blank', async () => {
  const path = join(the.folder, '缺行.txt');
  const lines = readFileSync(faulty('txt'), 'utf8').split('\n');
  writeFileSync(path, lines.filter((line) => !line.includes('7.属于行政执法案卷')).join('\n'));
  await openReport(page, path);
  await page.keyboard.press('t');
  await expect.poll(() => cell('requests.refused.enforcementFile.total').textContent()).toBe('缺');
  expect(await cell('requests.refused.administrativeQuery.total').textContent()).toBe('4');
  expect(await cell('requests.notProcessed.publication.charity').textContent()).toBe('');
});

test('arrow keys go from cell to cell, and Enter shows the cell in the document', async () => {
  await openReport(page, faulty('docx'));
  await page.keyboard.press('t');
  await cell('requests.granted.business').getByRole('button').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  expect(name).toMatch(/部分公开.*科研机构：0/);
  await page.keyboard.press('Enter');
  await page.locator('.spot').waitFor();
});
