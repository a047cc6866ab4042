/** The session's private folder, and those that killed sessions leave behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../tests/shells/temp-folder.ts';
import { createSessionFolder } from './session-folder.ts';

test.skipIf(process.platform === 'win32')('is for this user alone', () => {
  const session = createSessionFolder(temporaryFolder());
  onTestFinished(() => session.remove());
  expect(statSync(session.path).mode & 0o777).toBe(0o700);
});

test('goes with all that is in it', () => {
  const session = createSessionFolder(temporaryFolder());
  writeFileSync(join(session.path, 'report'), 'text');
  session.remove();
  expect(existsSync(session.path)).toBe(false);
});

test('of a killed session is removed by the next, that of a running one is left', () => {
  const parent = temporaryFolder();
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const names = [`gouji-${dead}-abc`, `gouji-${process.pid}-abc`, 'gouji-notes', `other-${dead}-abc`];
  for (const name of names) mkdirSync(join(parent, name, 'sub'), { recursive: true });
  const session = createSessionFolder(parent);
  onTestFinished(() => session.remove());
  expect(names.map((name) => existsSync(join(parent, name)))).toEqual([false, true, true, true]);
});
