/**
 * Takes the pictures of docs/pictures: the real window on the sample reports, in its states and two sizes. Run
 * by hand after a build: `node scripts/pictures.ts`, or some of them: `… reports versions batch changed`. Needs a
 * browser and Chinese fonts.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { dropOnWindow, launchBrowser, openWindow, root } from '../tests/e2e/browser.ts';
import { departmentOf } from '../tests/generator/body.ts';
import { generateReport } from '../tests/generator/generate.ts';
import { toHandmadeDocx } from '../tests/generator/ooxml.ts';
import { toDocx } from '../tests/generator/render-docx.ts';
import { toPdf } from '../tests/generator/render-pdf.ts';
import { toTxt } from '../tests/generator/render-txt.ts';
import { faultySample } from '../tests/generator/sample-reports.ts';

// First the loader's hook for rule packs, then what loads them.
await import('../tests/shells/source-hooks.ts');
const { createProgram } = await import('../src/main/services/program.ts');
const { version } = await import('../src/main/version.ts');

const pictures = join(root, 'docs', 'pictures');
const samples = readdirSync(join(root, 'samples')).map((name) => join(root, 'samples', name));
const faulty = (format: string) => samples.find((path) => path.includes('有误') && path.endsWith(format)) as string;
const sizes = [
  { width: 1366, height: 768 },
  { width: 2560, height: 1440 },
] as const;

async function shoot(page: Page, name: string, width: number): Promise<void> {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
}

/** Chooses the first finding of a rule in the pane on the right. */
async function choose(page: Page, title: string): Promise<void> {
  await page.locator('.finding-main', { hasText: title }).first().click();
  await page.locator('.mark[data-role]').first().waitFor();
}

/** Each tab, with an office's own pack and one that is faulty. Leaves the rules as they were. */
async function shootSettings(page: Page, width: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: '设置' });
  await page.keyboard.press('Control+,');
  await dialog.getByText('复制诊断信息').waitFor();
  await shoot(page, 'settings', width);
  await dialog.getByRole('tab', { name: '规则' }).click();
  const choosing = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: '添加规则包…' }).click();
  await (await choosing).setFiles([province, faultyPack]);
  await dialog.getByText('没有采用').waitFor();
  await shoot(page, 'settings-rules', width);
  await dialog.getByRole('tab', { name: '阈值' }).click();
  await dialog.getByRole('spinbutton').first().waitFor();
  await shoot(page, 'settings-thresholds', width);
  await dialog.getByRole('tab', { name: '档案' }).click();
  await dialog.getByText('份报告，').waitFor();
  await shoot(page, 'settings-archive', width);
  await page.keyboard.press('Escape');
  await page.getByText('仍是按原来的规则核对的结果').first().waitFor();
  await shoot(page, 'rules-changed', width);
  await page.keyboard.press('Control+,');
  await dialog.getByRole('tab', { name: '规则' }).click();
  await dialog.getByRole('button', { name: /^删除/ }).click();
  await page.getByRole('dialog', { name: /^删除/ }).getByRole('button', { name: '删除' }).click();
  await dialog.getByText('还没有添加规则包').waitFor();
  // The question closes first.
  await page.getByRole('dialog', { name: /^删除/ }).waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** Decisions, the official tables, finding, the settings, and a report that comes back mended. */
async function shootFlows(page: Page, width: number): Promise<void> {
  await page.locator('.report-row', { hasText: 'DOCX' }).filter({ hasText: '教育局' }).first().click();
  await page.locator('.document-content .mark').first().waitFor();
  for (const key of ['n', '1', 'n', '2', 'n', '3', 'n', 'm']) await page.keyboard.press(key);
  await page.keyboard.type('已电话核实，单位承认填错。');
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await shoot(page, 'decisions', width);
  await page.keyboard.press('t');
  await page.locator('.official-table').first().waitFor();
  await choose(page, '“（一）予以公开”行');
  await shoot(page, 'official-table', width);
  await page.locator('[data-cell="requests.granted.naturalPerson"] button').click();
  await page.locator('.spot').waitFor();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('申请');
  await page.locator('.found.current').waitFor();
  await shoot(page, 'find', width);
  await page.keyboard.press('Escape');
  await shootSettings(page, width);
  await dropOnWindow(page, mended);
  const row = page.locator('.report-row.done').last();
  await row.getByText(/第 \d 稿/).waitFor();
  await row.click();
  await page.locator('.mended-group summary').click();
  await page.locator('.document-name', { hasText: '修改稿' }).waitFor();
  await page.locator('.mended-group').evaluate((group) => group.scrollIntoView({ block: 'end' }));
  await shoot(page, 'mended', width);
}

/** The overview, and the window in its other appearances. */
async function shootLooks(page: Page, width: number): Promise<void> {
  await page.keyboard.press('o');
  await page.locator('.overview .bars svg').first().waitFor();
  await shoot(page, 'overview', width);
  await page.emulateMedia({ colorScheme: 'dark' });
  await shoot(page, 'overview-dark', width);
  await page.keyboard.press('Escape');
  await page.locator('.report-row', { hasText: 'DOCX' }).filter({ hasText: '教育局' }).first().click();
  await page.locator('.document-content .mark').first().waitFor();
  await choose(page, '“（一）予以公开”行');
  await shoot(page, 'dark', width);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  await shoot(page, 'high-contrast', width);
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' });
  await shoot(page, 'forced-colours', width);
}

type Size = (typeof sizes)[number];

/** A mended report beside its first hand-in, and beside last year's. */
async function shootVersions(size: Size): Promise<void> {
  const { page, close } = await openWindow(browser, size);
  const body = departmentOf('清河区', '教育局');
  const previous = generateReport({ seed: 12, year: 2022, body, scale: 'medium' });
  const files = {
    '清河区教育局2022年报告.docx': previous,
    '清河区教育局2023年报告.docx': faultySample().planted.model,
    '清河区教育局2023年报告（修改稿）.docx': generateReport({ seed: 293, year: 2023, body, scale: 'medium' }),
  };
  for (const [index, [name, model]] of Object.entries(files).entries()) {
    writeFileSync(join(folder, name), await toDocx(model, { variant: 'styles' }));
    await dropOnWindow(page, join(folder, name));
    await page.locator('.report-row.done').nth(index).waitFor();
  }
  await page.locator('.report-row', { hasText: '第 2 稿' }).click();
  await page.locator('.document-name', { hasText: '修改稿' }).click();
  await page.keyboard.press('c');
  await page.locator('.versions-sum').waitFor();
  await shoot(page, 'versions', size.width);
  await page.locator('.text-rows').evaluate((rows) => rows.scrollIntoView());
  await shoot(page, 'versions-text', size.width);
  await page.locator('.finding-main', { hasText: '上年结转与上年报告不符' }).first().click();
  await page.locator('.with-last-year').click();
  await page.locator('.year-links').waitFor();
  await shoot(page, 'last-year', size.width);
  await close();
}

async function shootBatch(size: Size): Promise<void> {
  const { page, close } = await openWindow(browser, size);
  const batch = join(folder, '市直部门');
  mkdirSync(batch, { recursive: true });
  for (let index = 0; index < 400; index++) {
    const model = generateReport({ seed: 500 + index, year: 2023 });
    const name = join(batch, `${index + 1}${model.unit}`);
    if (index % 9 === 4) writeFileSync(`${name}.pdf`, toPdf(model));
    else if (index % 3 === 1) writeFileSync(`${name}.docx`, toHandmadeDocx(model));
    else writeFileSync(`${name}.txt`, toTxt(model, 'tabs'));
  }
  await dropOnWindow(page, batch);
  await page.getByText('约剩').waitFor();
  await page.locator('.report-row.done').nth(8).waitFor();
  await shoot(page, 'batch', size.width);
  await close();
}

/** A report that was added by path, as in the desktop shell, and has changed on the disk since. */
async function shootChanged(size: Size): Promise<void> {
  const data = mkdtempSync(join(folder, 'data-'));
  const path = join(folder, '清河区教育局2023年报告.docx');
  writeFileSync(path, readFileSync(faulty('docx')));
  const program = createProgram({
    shell: 'browser',
    version,
    samples: '',
    dataFolder: data,
    sessionFolder: data,
    log: () => {},
    pool: { workers: 1, script: pathToFileURL(join(root, 'out/main/check-worker.cjs')) },
  });
  await program.add([{ name: '清河区教育局2023年报告.docx', path }]);
  while (!program.isIdle()) await new Promise((resolve) => setTimeout(resolve, 50));
  await program.close();
  const { page, close } = await openWindow(browser, { ...size, data });
  await page.locator('.document-content .mark').first().waitFor();
  writeFileSync(path, await toDocx(generateReport({ seed: 293, year: 2023 }), { variant: 'styles' }));
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await page.locator('.file-bar').waitFor();
  await shoot(page, 'file-changed', size.width);
  rmSync(path);
  await page.reload();
  await page.locator('.paper.read').waitFor();
  await choose(page, '“（一）予以公开”行');
  await shoot(page, 'file-gone', size.width);
  await close();
}

/** The notice to the unit: the menu, and what is asked before it is made. */
async function shootNotice(size: Size): Promise<void> {
  const { page, close } = await openWindow(browser, size);
  await dropOnWindow(page, faulty('docx'));
  await page.locator('.document-content .mark').first().waitFor();
  for (const key of ['n', '1', 'n', '1', 'n', '1']) await page.keyboard.press(key);
  await page.getByRole('button', { name: '打印导出' }).click();
  await page.getByRole('menuitem', { name: '整改通知书' }).waitFor();
  await shoot(page, 'export-menu', size.width);
  await page.getByRole('menuitem', { name: '整改通知书' }).click();
  const dialog = page.getByRole('dialog', { name: '整改通知书' });
  await dialog.getByLabel('发文单位').fill('清河区人民政府办公室');
  await dialog.getByLabel('整改期限').fill('2024-04-15');
  await page.getByText('撤销', { exact: true }).waitFor({ state: 'hidden' });
  await shoot(page, 'notice', size.width);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await dropOnWindow(page, ...samples);
  await page
    .locator('.report-row.done')
    .nth(samples.length - 1)
    .waitFor();
  await page.getByRole('button', { name: '打印导出' }).click();
  await page.getByRole('menuitem', { name: '批量生成通知书' }).click();
  const ofList = page.getByRole('dialog', { name: '批量生成整改通知书' });
  await ofList.getByLabel('发文单位').fill('清河区人民政府办公室');
  await ofList.getByText('各报告的全部错误').click();
  await shoot(page, 'notices', size.width);
  await close();
}

const wanted = process.argv.slice(2);
const isWanted = (group: string): boolean => wanted.length === 0 || wanted.includes(group);

mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'gouji-pictures-'));
const province = join(root, 'resources/rules/examples/province.yaml');
const faultyPack = join(folder, '某市补充规则.yaml');
writeFileSync(faultyPack, 'id: city\nname: 某市\nrules:\n  cell.blank:\n    severity: fatal\nphrase: []\n');
const scan = join(folder, '南桥街道办事处2023年报告.pdf');
writeFileSync(scan, '%PDF-1.4\nnot a page');
const mended = join(folder, '清河区教育局2023年报告（修改稿）.txt');
writeFileSync(
  mended,
  readFileSync(faulty('txt'), 'utf8')
    .replace('三、收到和办理政府信息公开申请情况', '三、收到和处理政府信息公开申请情况')
    .replace('行政许可\t0', '行政许可\t若干'),
);
const browser = await launchBrowser();
try {
  for (const size of sizes) {
    if (isWanted('versions')) await shootVersions(size);
    if (isWanted('batch')) await shootBatch(size);
    if (isWanted('changed')) await shootChanged(size);
    if (isWanted('notice')) await shootNotice(size);
    if (!isWanted('reports')) continue;
    const { page, close } = await openWindow(browser, size);
    await shoot(page, 'empty', size.width);
    await dropOnWindow(page, ...samples, scan);
    await page.locator('.report-row.done').nth(samples.length).waitFor();
    for (const format of ['docx', 'pdf', 'txt']) {
      const name = faulty(format).split(/[\\/]/).at(-1) as string;
      await page
        .locator('.report-row', { hasText: format.toUpperCase() })
        .filter({ hasText: '教育局' })
        .first()
        .click();
      await page.locator('.document-name', { hasText: name }).waitFor();
      await page.locator('.document-content .mark').first().waitFor();
      await choose(page, '“（一）予以公开”行');
      await shoot(page, format, size.width);
      await choose(page, '缺少第五部分');
      await shoot(page, `${format}-missing-section`, size.width);
    }
    await page.locator('.report-row.unreadable').first().click();
    await shoot(page, 'unreadable', size.width);
    await shootFlows(page, size.width);
    await shootLooks(page, size.width);
    await close();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
