/** What the end-to-end tests do and look at again and again in the window. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { OpenedReport } from '../../src/shared/api.ts';
import { dropOnWindow, root } from './browser.ts';

export const samples = join(root, 'samples');

/** The path of the sample report that has errors. */
export function faulty(format: string): string {
  const name = readdirSync(samples).find((file) => file.includes('有误') && file.endsWith(`.${format}`));
  if (!name) throw new Error(`no faulty sample report in ${format}`);
  return join(samples, name);
}

/** Drops a file and waits until it is open; answers with what the window was given. */
export async function openReport(page: Page, path: string): Promise<OpenedReport> {
  const answer = page.waitForResponse('**/api/open');
  await dropOnWindow(page, path);
  const report = (await (await answer).json()) as OpenedReport;
  await page.locator('.document-content .mark').first().waitFor();
  return report;
}

export const cardOf = (page: Page, finding: number): Locator => page.locator(`[data-finding-card="${finding}"]`);

/** The characters of the document whose middle lies in a rectangle of the screen. */
export function wordsIn(mark: Locator): Promise<string> {
  return mark.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const content = element.closest('.document-content');
    const walker = document.createTreeWalker(content as Element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let words = '';
    for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
      if (node.parentElement?.closest('.marks')) continue;
      for (let index = 0; index < node.length; index++) {
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const rect = range.getBoundingClientRect();
        const x = (rect.left + rect.right) / 2;
        const y = (rect.top + rect.bottom) / 2;
        if (x > box.left && x < box.right && y > box.top && y < box.bottom) words += node.data[index];
      }
    }
    return words.trim();
  });
}

export function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const box = node.getBoundingClientRect();
    const view = node.closest('.document-scroll')?.getBoundingClientRect();
    return view !== undefined && box.top >= view.top && box.bottom <= view.bottom;
  });
}
