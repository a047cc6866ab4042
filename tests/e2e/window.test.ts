/** The auditor's window, driven as an auditor drives it. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenedReport } from '../../src/shared/api.ts';
import { dropOnWindow, holdOverWindow } from './browser.ts';
import { faulty, isInView, openReport, samples, wordsIn } from './report-window.ts';
import { windowForEachTest } from './window-for-each-test.ts';
import { noticed } from './window-record.ts';

const the = windowForEachTest();
let page: Page;
beforeEach(() => {
  page = the.page;
});

const rows = () => page.getByRole('option');
const cards = () => page.locator('.finding');
const chosenCard = () => page.locator('.finding:has(> [aria-current="true"])');

describe('at the first start', () => {
  test('the window says what to do, offers the samples, and nothing else', async () => {
    const main = page.getByRole('main');
    await main.getByRole('button', { name: '试用示例报告' }).waitFor();
    expect(await main.locator('p').count()).toBe(1);
    expect(await main.getByRole('button').count()).toBe(1);
    expect(await page.getByRole('listbox').count()).toBe(0);
  });

  test('the samples open with one click', async () => {
    await page.getByRole('button', { name: '试用示例报告' }).click();
    const names = readdirSync(samples).filter((name) => /\.(docx|pdf|txt)$/.test(name));
    await rows()
      .nth(names.length - 1)
      .waitFor();
    await page
      .locator('.report-row.done')
      .nth(names.length - 1)
      .waitFor();
    expect(await page.locator('.report-row.unreadable').count()).toBe(0);
  });
});

test('one report of each format is dropped and checked, and each shows its errors', async () => {
  await dropOnWindow(page, faulty('docx'), faulty('pdf'), faulty('txt'));
  await rows().nth(2).waitFor();
  await page.locator('.report-row.done').nth(2).waitFor();
  const formats = await page.locator('.report-words small').allInnerTexts();
  expect(formats.map((text) => text.split(' · ')[1])).toEqual(['DOCX', 'PDF', 'TXT']);
  const counts = await page.locator('.count.error').allInnerTexts();
  expect(counts).toHaveLength(3);
  for (const count of counts) expect(Number(count)).toBeGreaterThan(0);
});

describe.each(['docx', 'pdf', 'txt'])('in a %s', (format) => {
  test('a chosen equation marks its own cells, with its signs and the difference, and hides no figure', async () => {
    const { result } = await openReport(page, faulty(format));
    // One whose total is not itself the suspect: a suspect is drawn as one.
    const index = result.findings.findIndex(
      ({ rule, equation, suspects }) =>
        rule === 'requests.row-total' && !suspects.some(({ cell }) => cell === equation?.right[0]?.cell),
    );
    const finding = result.findings[index];
    if (!finding?.equation) throw new Error('the faulty sample has no wrong row total');
    await page.locator(`[data-finding-card="${index}"] .finding-main`).click();
    await page.locator('[data-role="total"]').waitFor();

    const suspects = new Set(finding.suspects.map((suspect) => suspect.cell));
    const values = (terms: typeof finding.equation.left) =>
      terms.filter((term) => !suspects.has(term.cell)).map((term) => (term.blank ? '' : String(term.value)));
    const marked = async (role: string) => {
      const marks = await page.locator(`.mark[data-role="${role}"]`).all();
      return Promise.all(marks.map(wordsIn));
    };
    const { left, right } = finding.equation;
    // The words of a PDF come a moment after its marks.
    await expect.poll(() => marked('term')).toEqual(values(left));
    expect(await marked('total')).toEqual(values(right));

    const signs = await page.locator('[data-label="operator"]').allInnerTexts();
    expect(signs).toEqual([...left.slice(1).map(() => '＋'), '＝']);
    const difference = page.locator('[data-label="difference"]');
    const told = ((await difference.textContent()) ?? '').replace(/\s+/g, '');
    const { leftSum, rightSum } = finding.equation;
    expect(told).toBe(`应为${leftSum}实为${rightSum}相差${Math.abs(leftSum - rightSum)}`);
    expect(await wordsIn(difference)).toBe('');
    expect(await isInView(difference)).toBe(true);
  });

  test('no label of any equation covers a word', async () => {
    const { result } = await openReport(page, faulty(format));
    for (const [index, finding] of result.findings.entries()) {
      if (!finding.equation) continue;
      await page.locator(`[data-finding-card="${index}"] .finding-main`).click();
      const labels = page.locator('[data-label="difference"], [data-label="fit"]');
      await expect
        .poll(async () => Promise.all((await labels.all()).map(wordsIn)))
        .toEqual(['', ...finding.suspects.map(() => '')]);
    }
  });

  test('a missing section is a band where it belongs, and covers nothing', async () => {
    const { result } = await openReport(page, faulty(format));
    const index = result.findings.findIndex((finding) => finding.gap !== undefined);
    const gap = result.findings[index]?.gap;
    if (!gap) throw new Error('the faulty sample lacks no section');
    const band = page.locator(`[data-gap="${index}"]`);
    expect(await band.textContent()).toContain(gap.title);
    await page.locator(`[data-finding-card="${index}"] .finding-main`).click();
    await expect.poll(() => isInView(band)).toBe(true);
    // The heading of the section that follows stands below it, that of the section before above.
    await expect.poll(() => headingsAround(band, ['四、政府信息公开行政复议', '其他需要报告的事项'])).toEqual([-1, 1]);
    const covered = await wordsIn(band);
    expect(((await band.textContent()) ?? '').replace(/\s+/g, '')).toBe(covered.replace(/\s+/g, ''));
  });

  test('a click on a mark chooses its finding', async () => {
    await openReport(page, faulty(format));
    const mark = page.locator('.mark').first();
    const finding = await mark.getAttribute('data-finding');
    await mark.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await mark.boundingBox();
    if (!box) throw new Error('the mark is not shown');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await chosenCard().waitFor();
    expect(await chosenCard().getAttribute('data-finding-card')).toBe(finding);
  });
});

/** For each text -1 when it last stands above the element, 1 when below, 0 when it is not there. */
function headingsAround(element: Locator, texts: readonly string[]): Promise<number[]> {
  return element.evaluate((band, sought) => {
    const { top } = band.getBoundingClientRect();
    const holders = [...document.querySelectorAll('.txt-words, .docx-block, .textLayer span')];
    return sought.map((text) => {
      const holder = holders.filter((candidate) => candidate.textContent?.includes(text)).at(-1);
      return holder ? Math.sign(holder.getBoundingClientRect().top - top) : 0;
    });
  }, texts);
}

test('a DOCX is shown whole as mammoth renders it: the two readings agree block by block', async () => {
  const { document } = await openReport(page, faulty('docx'));
  expect(await page.locator('.docx-block').count()).toBe(document?.blocks.length);
  expect(await page.locator('.docx-block.as-read').count()).toBe(0);
});

test('a link in a DOCX is only words', async () => {
  const parts = unzipSync(readFileSync(faulty('docx')));
  const edit = (part: string, change: (xml: string) => string): void => {
    parts[part] = strToU8(change(strFromU8(parts[part] as Uint8Array)));
  };
  const link = '<w:p><w:hyperlink r:id="rIdEvil"><w:r><w:t>点这里</w:t></w:r></w:hyperlink></w:p>';
  edit('word/document.xml', (xml) => xml.replace('<w:body>', `<w:body>${link}`));
  const target = `Id="rIdEvil" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"`;
  edit('word/_rels/document.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship ${target} Target="javascript:alert(1)" TargetMode="External"/></Relationships>`,
    ),
  );
  const path = join(the.folder, '链接.docx');
  writeFileSync(path, zipSync(parts));
  await openReport(page, path);
  await page.locator('.docx-block', { hasText: '点这里' }).waitFor();
  expect(await page.locator('.document-content a, .document-content script').count()).toBe(0);
});

describe('keys', () => {
  test('N and Shift+N go through the findings in the order of the list, and round', async () => {
    await openReport(page, faulty('txt'));
    const count = await cards().count();
    const position = async () =>
      (
        await cards().evaluateAll((list) => list.map((card) => card.querySelector('[aria-current="true"]') !== null))
      ).indexOf(true);
    await page.keyboard.press('n');
    expect(await position()).toBe(0);
    await page.keyboard.press('n');
    expect(await position()).toBe(1);
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Shift+N');
    expect(await position()).toBe(count - 1);
  });

  test('J and K go to the next and the previous report', async () => {
    await dropOnWindow(page, faulty('docx'), faulty('txt'));
    await page.locator('.report-row.done').nth(1).waitFor();
    await page.getByRole('option', { selected: true }).first().waitFor();
    await rows().first().click();
    await page.keyboard.press('j');
    expect(await rows().nth(1).getAttribute('aria-selected')).toBe('true');
    await page.locator('.paper.txt').waitFor();
    await page.keyboard.press('k');
    await page.locator('.paper.docx').waitFor();
  });

  test('? shows the keys, and Esc puts them away', async () => {
    await page.getByRole('button', { name: '试用示例报告' }).waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.textContent()).toContain('下一处问题');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('after a dialog was closed the keys work again', async () => {
    await openReport(page, faulty('txt'));
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('n');
    expect(await chosenCard().count()).toBe(0);
    await page.keyboard.press('Escape');
    // At once, while it still fades.
    await page.keyboard.press('n');
    expect(await chosenCard().count()).toBe(1);
  });

  test('Delete takes the report out of the list after a question, and opens the one beside it', async () => {
    await dropOnWindow(page, faulty('docx'), faulty('txt'));
    await page.locator('.report-row.done').nth(1).waitFor();
    await rows().first().click();
    await page.locator('.paper.docx').waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByText('移除“').last().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await rows().count()).toBe(2);
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByRole('button', { name: '移除', exact: true }).click();
    await page.locator('.paper.txt').waitFor();
    await expect.poll(() => rows().count()).toBe(1);
  });

  test('letters typed into the search are only letters', async () => {
    await openReport(page, faulty('txt'));
    await page.keyboard.press('Control+k');
    await page.keyboard.type('njk');
    expect(await page.getByRole('searchbox').inputValue()).toBe('njk');
    expect(await chosenCard().count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await rows().count()).toBe(1);
  });
});

test('an unreadable file is a row with its reason, and says what to do about it', async () => {
  const broken = join(the.folder, '南桥街道办事处.pdf');
  writeFileSync(broken, '%PDF-1.7\nnothing more');
  await dropOnWindow(page, broken, faulty('txt'));
  const row = page.getByRole('option', { name: /南桥街道办事处/ });
  await row.waitFor();
  await page.locator('.report-row.done').nth(1).waitFor();
  expect(await row.textContent()).toContain('文件已损坏');
  await page.getByText('未能读取').click();
  await expect.poll(() => rows().count()).toBe(1);
  await row.click();
  await page.getByRole('main').getByText('请向报送单位索取完整的文件').waitFor();
  await page.getByRole('region', { name: '问题' }).getByText('请向报送单位索取完整的文件').waitFor();
});

test('an error in the view is one sentence, with details to copy that quote no report, and the list stays usable', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.route('**/api/open', async (route) => {
    const response = await route.fetch();
    const report = (await response.json()) as OpenedReport;
    const broken =
      report.result.format === 'txt' ? { ...report, document: { ...report.document, blocks: null } } : report;
    await route.fulfill({ response, json: broken });
  });
  await dropOnWindow(page, faulty('txt'), faulty('docx'));
  await page.locator('.report-row.done').nth(1).waitFor();
  await page.locator('.report-row', { hasText: 'TXT' }).click();
  const trouble = page.getByRole('alert').filter({ hasText: '其他报告不受影响' });
  await trouble.waitFor();
  await trouble.getByRole('button', { name: '复制详情' }).click();
  await trouble.getByRole('button', { name: '已复制' }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^gouji: TypeError/);
  // With what the program says of itself.
  expect(copied).toMatch(/^gouji \S+ \(browser\)$/m);
  expect(copied).not.toMatch(/\p{Script=Han}/u);
  await page.locator('.report-row', { hasText: 'DOCX' }).click();
  await page.locator('.paper.docx .docx-block').first().waitFor();
  // React tells the console of what it caught; nothing else went wrong.
  expect(the.complaints.splice(0).every((complaint) => /blocks|null/.test(complaint))).toBe(true);
});

describe('files held over the window', () => {
  /** As when a report opens: what lay there goes, and something else stands in its place. */
  const replaceContent = () =>
    page.evaluate(() => {
      const content = document.querySelector('.samples, .document-pane');
      content?.replaceWith(content.cloneNode(true));
    });
  const lyingUnder = () => page.evaluate(() => document.elementFromPoint(640, 400)?.closest('.drop-veil') !== null);

  test('lie on something that stays, whatever opens below, and are taken when they are dropped', async () => {
    const held = await holdOverWindow(page, [faulty('txt')]);
    await replaceContent();
    expect(await lyingUnder()).toBe(true);
    await held.drop();
    await page.locator('.report-row.done').waitFor();
    expect(await page.locator('.drop-veil').count()).toBe(0);
  });

  test('and taken away again leave the window as it was', async () => {
    // Before the window has shown that it would take them.
    await page.evaluate(() =>
      addEventListener('dragenter', ({ target }) => target instanceof Element && target.remove(), { once: true }),
    );
    const held = await holdOverWindow(page, [faulty('txt')]);
    await held.takeAway();
    await page.locator('.drop-veil').waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(0);
  });
});

test('a dropped folder is read to its full depth, and what was left out is told', async () => {
  const deep = join(the.folder, '二〇二三/各局');
  mkdirSync(deep, { recursive: true });
  writeFileSync(join(deep, '教育局.txt'), readFileSync(faulty('txt')));
  writeFileSync(join(the.folder, '二〇二三/说明.xlsx'), 'x');
  writeFileSync(join(the.folder, '二〇二三/~$局.docx'), 'x');
  await dropOnWindow(page, join(the.folder, '二〇二三'));
  await page.locator('.report-row.done').waitFor();
  expect(await rows().count()).toBe(1);
  expect(await rows().first().getAttribute('title')).toBe('二〇二三/各局/教育局.txt');
  await noticed(page, '另有 2 个其他类型的文件未读取');
});

test('the document of a PDF has words that can be selected', async () => {
  const { result } = await openReport(page, faulty('pdf'));
  await page.locator('.textLayer span').first().waitFor();
  const text = await page.locator('.pdf-slice').first().textContent();
  expect(text?.replace(/\s+/g, '')).toContain(`${result.unit}${result.year}年`);
});
