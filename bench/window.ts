/**
 * node bench/window.ts — how the real window holds out under a large batch: the time until something is there, frames
 * while scrolling, how soon the program answers meanwhile, and memory. Prints Markdown; needs a built window and a
 * Chromium.
 *
 *   node bench/window.ts [--quick] [--write]
 *
 * --quick: fewer files; --write: puts the figures into docs/benchmarks/window.md.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { dropOnWindow, launchBrowser, openWindow, root, type TestWindow } from '../tests/e2e/browser.ts';
import { generateReport } from '../tests/generator/generate.ts';
import type { ReportModel } from '../tests/generator/model.ts';
import { toHandmadeDocx } from '../tests/generator/ooxml.ts';
import { toPdf } from '../tests/generator/render-pdf.ts';
import { toTxt } from '../tests/generator/render-txt.ts';
import { median } from './support/timing.ts';

const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});
const size = options.quick
  ? { reports: 600, pages: 30, scroll: 3_000, drops: 1 }
  : { reports: 5_000, pages: 100, scroll: 6_000, drops: 3 };

const lines: string[] = [];
function print(line = ''): void {
  lines.push(line);
  console.log(line);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  print(`| ${head.join(' | ')} |`);
  print(`|${' --- |'.repeat(head.length)}`);
  for (const row of rows) print(`| ${row.join(' | ')} |`);
  print();
}

/** Mostly TXT, which is quick to make; a quarter DOCX and a twentieth PDF. */
function makeReports(folder: string, count: number, firstSeed: number): void {
  mkdirSync(folder, { recursive: true });
  for (let index = 0; index < count; index++) {
    const seed = firstSeed + index;
    const model = generateReport({ seed });
    const name = `${seed} ${model.unit}${model.year}年报告`;
    if (index % 20 === 0) writeFileSync(join(folder, `${name}.pdf`), toPdf(model));
    else if (index % 4 === 1) writeFileSync(join(folder, `${name}.docx`), toHandmadeDocx(model));
    else writeFileSync(join(folder, `${name}.txt`), toTxt(model, 'tabs'));
  }
}

/** Its running text comes again and again until it fills the pages. */
function longReport(pages: number): Uint8Array {
  const model = generateReport({ seed: 4, year: 2023 });
  const [section, ...others] = model.sections as [ReportModel['sections'][number], ...ReportModel['sections']];
  // About 1.2 pages of text in a section.
  const content = Array.from({ length: Math.ceil(pages / 1.2) }, () => section.content).flat();
  return toPdf({ ...model, sections: [{ ...section, content }, ...others] });
}

/** Gaps between frames while the mouse wheel turns over a place, in milliseconds. */
async function framesWhile(page: Page, place: string, time: number, step: number): Promise<number[]> {
  const box = await page.locator(place).boundingBox();
  if (!box) throw new Error(`${place} is not there`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const gaps: number[] = [];
    let last = performance.now();
    let isRunning = true;
    const frame = (now: number): void => {
      gaps.push(now - last);
      last = now;
      if (isRunning) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, {
      endFrames: () => {
        isRunning = false;
        return gaps.slice(1);
      },
    });
  });
  const end = performance.now() + time;
  let turned = 0;
  while (performance.now() < end) {
    await page.mouse.wheel(0, turned++ % 60 < 45 ? step : -step);
    await page.waitForTimeout(16);
  }
  return page.evaluate(() => (window as unknown as { endFrames(): number[] }).endFrames());
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

const spread = (values: readonly number[]): string[] =>
  [quantile(values, 0.5), quantile(values, 0.95), Math.max(...values)].map((value) => value.toFixed(0));

/** MiB: now, and the most so far. */
function memoryOf(pid: number): { readonly now: number; readonly most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
  return { now: of('VmRSS'), most: of('VmHWM') };
}

async function windowMemory({ page }: TestWindow): Promise<{ heap: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize') / 2 ** 20, nodes: of('Nodes') };
}

/** How long the program takes to answer a question that costs it nothing, asked every 50 ms. */
function startAsking(page: Page): Promise<() => Promise<number[]>> {
  return page
    .evaluate(() => {
      const times: number[] = [];
      const secret = sessionStorage.getItem('gouji.secret') ?? '';
      let isRunning = true;
      void (async () => {
        while (isRunning) {
          const began = performance.now();
          await fetch('/api/info', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'X-Gouji-Secret': secret },
            body: '[]',
          });
          times.push(performance.now() - began);
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      Object.assign(window, {
        endAsking: () => {
          isRunning = false;
          return times;
        },
      });
    })
    .then(() => () => page.evaluate(() => (window as unknown as { endAsking(): number[] }).endAsking()));
}

const folder = mkdtempSync(join(tmpdir(), 'gouji-bench-window-'));
const browser = await launchBrowser();
try {
  console.error('making the files…');
  const batch = join(folder, 'batch');
  makeReports(batch, size.reports, 1);
  const drops = Array.from({ length: size.drops }, (_, index) => join(folder, `drop-${index}`));
  for (const [index, drop] of drops.entries()) makeReports(drop, 300, 100_000 + 1000 * index);
  const single = join(folder, 'one.txt');
  writeFileSync(single, toTxt(generateReport({ seed: 99, year: 2023 }), 'tabs').replace(/\t(\d)\t/, '\t9$1\t'));
  const long = join(folder, 'long.pdf');
  writeFileSync(long, longReport(size.pages));

  print(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}, ${new Date().toISOString().slice(0, 10)}`,
  );
  print();

  // From the drop to the first report that is open with its findings.
  const firsts: Record<string, number[]> = { single: [], folder: [] };
  for (const drop of drops) {
    for (const [what, path] of [
      ['single', single],
      ['folder', drop],
    ] as const) {
      const opened = await openWindow(browser);
      const began = performance.now();
      await dropOnWindow(opened.page, path);
      await opened.page.locator('.checks').first().waitFor();
      firsts[what]?.push(performance.now() - began);
      await opened.close();
    }
  }
  print('## Until something is there');
  print();
  table(
    ['dropped', 'ms until a report is open with its findings'],
    [
      ['one TXT', median(firsts.single as number[]).toFixed(0)],
      ['a folder of 300', median(firsts.folder as number[]).toFixed(0)],
    ],
  );

  const opened = await openWindow(browser);
  const { page } = opened;
  const frames: (readonly string[])[] = [];
  const measure = async (what: string, place: string, step: number): Promise<void> => {
    frames.push([what, ...spread(await framesWhile(page, place, size.scroll, step))]);
  };
  await dropOnWindow(page, long);
  await page.locator('.page-number').waitFor();
  await page.locator('.document-content canvas').first().waitFor();
  await measure(`a PDF of ${size.pages} pages, nothing else going on`, '.document-scroll', 400);
  const stopAsking = await startAsking(page);
  const began = performance.now();
  await dropOnWindow(page, batch);
  await page.locator('.progress').waitFor();
  await measure(`the PDF while the batch runs`, '.document-scroll', 400);
  const inList = (count: number) =>
    page.waitForFunction(
      (least) => Number(document.querySelector('.report-row')?.getAttribute('aria-setsize')) > least,
      count,
      { timeout: 600_000 },
    );
  await inList(size.reports * 0.6);
  await measure('the list while the batch runs', '.report-scroll', 500);
  await inList(size.reports * 0.999);
  const isRunning = async () => (await page.locator('.progress').count()) > 0;
  const listWhole = await isRunning();
  await measure(`the whole list of ${size.reports}${listWhole ? ' while the batch runs' : ''}`, '.report-scroll', 900);
  await page.locator('.progress').waitFor({ state: 'detached', timeout: 600_000 });
  const time = performance.now() - began;
  // Comparing the reports with each other comes after the batch.
  await page.waitForTimeout(3000);
  const answers = await stopAsking();
  await measure(`the whole list of ${size.reports}, nothing else going on`, '.report-scroll', 900);
  print('## Frames');
  print();
  print('Milliseconds between frames while the wheel turns; 17 is every frame of a screen of 60 Hz.');
  print();
  table(['while scrolling', 'p50', 'p95', 'longest'], frames);
  print('## The program');
  print();
  table(
    ['', ''],
    [
      [
        `${size.reports} reports`,
        `${(time / 1000).toFixed(0)} s, ${(size.reports / (time / 1000)).toFixed(0)} a second`,
      ],
      ['answers meanwhile, ms p50 / p95 / longest', spread(answers).join(' / ')],
    ],
  );
  const memory = memoryOf(opened.pid);
  const { heap, nodes } = await windowMemory(opened);
  print('## Memory');
  print();
  table(
    [`after ${size.reports} reports`, 'MiB'],
    [
      ['program, resident', memory.now.toFixed(0)],
      ['program, at its peak', memory.most.toFixed(0)],
      ['window, JavaScript heap', heap.toFixed(0)],
      ['nodes in the window’s page', nodes.toFixed(0)],
    ],
  );
  await opened.close();
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

if (options.write) {
  const path = join(root, 'docs/benchmarks/window.md');
  const text = readFileSync(path, 'utf8');
  const mark = '<!-- figures -->';
  writeFileSync(path, `${text.slice(0, text.indexOf(mark) + mark.length)}\n\n${lines.join('\n').trimEnd()}\n`);
}
