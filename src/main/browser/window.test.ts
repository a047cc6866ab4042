/** Starting and ending the browser, with a small program in its place. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../tests/shells/temp-folder.ts';
import { until } from '../../../tests/shells/until.ts';
import { browserArguments, openBrowserWindow } from './window.ts';

const url = 'http://127.0.0.1:1234/#secret';

test('the browser gets the address, a profile of its own, and no network of its own', () => {
  const args = browserArguments(url, '/tmp/profile', false);
  expect(args).toContain(`--app=${url}`);
  expect(args).toContain('--user-data-dir=/tmp/profile');
  for (const quiet of [
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ]) {
    expect(args).toContain(quiet);
  }
  expect(args).not.toContain('--no-sandbox');
});

test.runIf(process.platform === 'linux')('its sandbox is off for root alone, which it refuses to run as', () => {
  expect(browserArguments(url, '/tmp/profile', true)).toContain('--no-sandbox');
});

describe.skipIf(process.platform === 'win32')('a browser', () => {
  function program(body: string): string {
    const path = join(temporaryFolder({ browser: `#!/bin/sh\n${body}\n` }), 'browser');
    chmodSync(path, 0o755);
    return path;
  }

  test('that ends is told with its code', async () => {
    const window = openBrowserWindow(program('exit 3'), url, temporaryFolder());
    expect(await window.ended).toBe(3);
  });

  test('that cannot be started is told too', async () => {
    expect(await openBrowserWindow('/nowhere/browser', url, temporaryFolder()).ended).toBeNull();
  });

  test('is ended with the program, and its profile removed', async () => {
    const folder = temporaryFolder();
    const marker = join(folder, 'arguments');
    const window = openBrowserWindow(
      program(`echo "$@" > ${marker}.part; mv ${marker}.part ${marker}; exec sleep 600`),
      url,
      folder,
    );
    onTestFinished(() => window.close());
    await until(() => existsSync(marker));
    expect(readFileSync(marker, 'utf8')).toContain(`--app=${url}`);
    expect(existsSync(join(folder, 'browser'))).toBe(true);
    await window.close();
    expect(existsSync(join(folder, 'browser'))).toBe(false);
  });
});
