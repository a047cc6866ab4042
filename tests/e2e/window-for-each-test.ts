/** A browser for a test file, and for each of its tests a window with an archive of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser, openWindow, type TestWindow, type WindowOptions } from './browser.ts';

export interface WindowOfTest {
  readonly page: Page;
  /** A folder for the test's files; removed after it. */
  readonly folder: string;
  /** The archive's. */
  readonly data: string;
  /** What the page complained of. A test fails with it, unless it takes it out of here. */
  readonly complaints: string[];
  /** Ends the program and starts it again on the same archive: `page` is another one then. */
  restart(options?: Restart): Promise<void>;
}

export interface Restart extends Pick<WindowOptions, 'width'> {
  /** Done while no program runs. */
  readonly meanwhile?: () => unknown;
}

/** @param prepare what is done in the archive's folder before the program starts */
export function windowForEachTest(prepare?: (data: string) => void): WindowOfTest {
  let browser: Browser;
  let opened: TestWindow | null = null;
  let folder: string;
  const data = () => join(folder, 'data');
  const open = async (width?: number) => {
    opened = await openWindow(browser, { width, data: data() });
  };
  const here = (): TestWindow => {
    if (!opened) throw new Error('no window is open');
    return opened;
  };
  const close = async () => {
    const { complaints, close } = here();
    opened = null;
    await close();
    expect(complaints).toEqual([]);
  };
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gouji-e2e-'));
    prepare?.(data());
    await open();
  });
  afterEach(async ({ task }) => {
    try {
      if (!opened) return;
      if (task.result?.state === 'fail') console.error(`${task.name}\n${await opened.record()}`);
      await close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return {
    get page() {
      return here().page;
    },
    get folder() {
      return folder;
    },
    get data() {
      return data();
    },
    get complaints() {
      return here().complaints;
    },
    async restart({ width, meanwhile } = {}) {
      await close();
      await meanwhile?.();
      await open(width);
    },
  };
}
