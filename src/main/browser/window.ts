/**
 * Shows the window in a browser: an application window with a profile of its own, which is thrown away, so that
 * no extension, setting or history of the user's browser has a part in it, and none of ours is left there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface BrowserWindow {
  /** Settles when the browser has ended: its exit code, null where it could not be started or was killed. */
  readonly ended: Promise<number | null>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** @param folder where the profile is made */
export function openBrowserWindow(browser: string, url: string, folder: string): BrowserWindow {
  const profile = join(folder, 'browser');
  mkdirSync(profile, { mode: 0o700 });
  const child = spawn(browser, browserArguments(url, profile), { stdio: 'ignore' });
  const ended = exitOf(child);
  return {
    ended,
    async close() {
      child.kill();
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

export function browserArguments(url: string, profile: string, isRoot = process.getuid?.() === 0): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--window-size=1366,768',
    '--no-first-run',
    '--no-default-browser-check',
    // The program has no network, and its browser asks for none.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--metrics-recording-only',
    '--no-pings',
    '--no-proxy-server',
    '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication',
    // Chromium refuses to run as root with its sandbox.
    ...(process.platform === 'linux' && isRoot ? ['--no-sandbox'] : []),
  ];
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => resolve(code));
  });
}
