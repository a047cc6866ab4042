/**
 * Opens the real window for an end-to-end test: the built browser shell as a program of its own, shown by an
 * installed Chromium, Chrome or Edge, or else by the one that comes as an npm package.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../src/main/browser/find-browser.ts';
import { patience } from './patience.ts';
import { watchWindow } from './window-record.ts';

export const root = join(import.meta.dirname, '../..');
const shell = join(root, 'out/main/browser.cjs');

export async function launchBrowser(): Promise<Browser> {
  const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  const installed = findBrowser();
  if (installed) {
    if (process.getuid?.() === 0) args.push('--no-sandbox');
    return chromium.launch({ executablePath: installed, args });
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  // Not with the package's own arguments: they are for one page in a cloud function, in one process and without
  // web security.
  return chromium.launch({ executablePath: await packaged.executablePath(), args: [...args, '--no-sandbox'] });
}

export interface TestWindow {
  readonly page: Page;
  /** Of the program. */
  readonly pid: number;
  /** What went wrong in the page and was not shown to the user: errors, refused resources. */
  readonly complaints: string[];
  /** What the window shows and what has happened in it: for a test that fails. */
  record(): Promise<string>;
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** The archive's folder, kept by the test for another start. */
  readonly data?: string;
}

/** A program of its own for each test, with an archive of its own: its list of reports begins empty. */
export async function openWindow(browser: Browser, options: WindowOptions = {}): Promise<TestWindow> {
  if (!existsSync(shell)) throw new Error('The window is not built: npm run build');
  const { width = 1366, height = 768 } = options;
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'gouji-e2e-'));
  const program = spawn(process.execPath, [shell, '--no-open', '--stay'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GOUJI_DATA: data },
  });
  program.stderr?.pipe(process.stderr);
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const address = await printedAddress(program);
  // Still, so that nothing is clicked or looked at while it moves.
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN', reducedMotion: 'reduce' });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  const record = watchWindow(page, program);
  await page.goto(address);
  // Until it listens, the window takes neither drops nor keys.
  await page.locator('.samples, .panes').first().waitFor();
  return {
    page,
    pid: program.pid as number,
    complaints,
    record,
    async close() {
      await context.close();
      program.kill();
      await ended;
      if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

function printedAddress(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    program.stdout?.on('data', (data: Buffer) => {
      printed += data.toString();
      const address = /http:\/\/127\.0\.0\.1\S+(?=\s)/.exec(printed);
      if (address) resolve(address[0]);
    });
    program.once('exit', (code) => reject(new Error(`the shell ended with ${code} before it had an address`)));
  });
}

/** Files or folders that are held over the window, as a file manager holds them: the browser itself makes the events. */
export async function holdOverWindow(page: Page, paths: readonly string[]): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  const at = { x: 640, y: 400, data: { items: [], files: [...paths], dragOperationsMask: 1 } };
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at });
  // Until then what lies under them may go, and what is dropped with it.
  await page.locator('.drop-veil, .settings-tabs.over, .notice-look.over').waitFor();
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...at });
  const end = async (type: 'drop' | 'dragOver', x: number) => {
    await session.send('Input.dispatchDragEvent', { ...at, type, x });
    await session.detach();
  };
  return { drop: () => end('drop', at.x), takeAway: () => end('dragOver', -100) };
}

export interface Held {
  drop(): Promise<void>;
  /** Out of the window again. */
  takeAway(): Promise<void>;
}

/** Drops files or folders on the window the way a file manager does. */
export async function dropOnWindow(page: Page, ...paths: string[]): Promise<void> {
  await (await holdOverWindow(page, paths)).drop();
  await page.locator('.drop-veil').waitFor({ state: 'detached' });
}
