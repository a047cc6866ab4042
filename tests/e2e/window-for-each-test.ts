/** A browser for a test file, and for each of its tests a window with an archive of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, openWindow, type TestWindow } from './browser.ts';

export interface WindowOfTest {
  readonly page: Page;
  /** A folder for the test's files; removed after it. */
  readonly folder: string;
  /** What the page complained of. A test fails with it, unless it takes it out of here. */
  readonly complaints: string[];
  /** Ends the program and starts it again on the same archive: `page` is another one then. */
  restart(): Promise<void>;
}

export function windowForEachTest(): WindowOfTest {
  let browser: Browser;
  let opened: TestWindow;
  let folder: string;
  const open = async () => {
    opened = await openWindow(browser, { data: join(folder, 'data') });
  };
  const close = async () => {
    const { complaints } = opened;
    await opened.close();
    expect(complaints).toEqual([]);
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gouji-e2e-'));
    await open();
  });
  afterEach(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    get page() {
      return opened.page;
    },
    get folder() {
      return folder;
    },
    get complaints() {
      return opened.complaints;
    },
    async restart() {
      await close();
      await open();
    },
  };
}
