/**
 * `npm start`: builds where needed, then opens the window: in Electron where its runtime is installed or can be
 * downloaded, else in an installed browser. Further arguments go to the shell (`-- --no-open`); `--browser` asks for
 * the browser shell.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from './build.ts';
import { isFresh, out, root } from './freshness.cjs';

/** Milliseconds that a download of Electron's runtime may take. */
const downloadLimit = 20_000;

/** Milliseconds after a failed download before the next. */
const retryAfter = 24 * 60 * 60 * 1000;
const failedDownload = join(root, '.cache/electron-download-failed');

const args = process.argv.slice(2);
const wantsBrowser = args.includes('--browser') || args.includes('--no-open');

if (!isFresh()) await build();
const electron = wantsBrowser ? null : (installedElectron() ?? (await downloadElectron()));
if (electron) {
  await hand(electron, [root, ...args]);
} else {
  if (!wantsBrowser) console.error('没有 Electron 运行环境，也无法下载：窗口改在本机浏览器中打开。');
  const shellArgs = args.filter((arg) => arg !== '--browser');
  await hand(process.execPath, [join(out, 'main/browser.cjs'), ...shellArgs]);
}

/** The runtime's program, or null. Electron's own index.js would start a download without limit. */
function installedElectron(): string | null {
  const folder = electronFolder();
  if (!folder) return null;
  try {
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(program) ? program : null;
  } catch {
    return null;
  }
}

function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

async function downloadElectron(): Promise<string | null> {
  const folder = electronFolder();
  if (!folder || triedLately()) return null;
  console.error('gouji: fetching the Electron runtime…');
  const child = spawn(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: downloadLimit });
  await new Promise((resolve) => child.once('error', resolve).once('exit', resolve));
  const program = installedElectron();
  if (!program) {
    mkdirSync(join(root, '.cache'), { recursive: true });
    writeFileSync(failedDownload, '');
  }
  return program;
}

/** A desktop without a network stays so: it is not made to wait for the attempt at every start. */
function triedLately(): boolean {
  const tried = statSync(failedDownload, { throwIfNoEntry: false });
  return tried !== undefined && Date.now() - tried.mtimeMs < retryAfter;
}

/** Runs in the foreground, passes signals on, and ends with the other program's status. */
function hand(program: string, programArgs: string[]): Promise<never> {
  return new Promise(() => {
    const child = spawn(program, programArgs, { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
    child.once('error', (error) => {
      console.error(error.message);
      process.exit(1);
    });
    child.once('exit', (code) => process.exit(code ?? 1));
  });
}
