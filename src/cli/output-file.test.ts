/** Writing without the program around it: what happens between the first look at the file and the last. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UsageError } from './options.ts';
import { checkOutput, OutputError, outputFault, writeOutput } from './output-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-output-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writing', () => {
  it('a file that came to be during the check is kept', async () => {
    const file = join(folder, 'late.json');
    await checkOutput(file, false);
    writeFileSync(file, 'theirs');
    await expect(writeOutput(file, ['ours'], false)).rejects.toThrow(UsageError);
    expect(readFileSync(file, 'utf8')).toBe('theirs');
    await writeOutput(file, ['ours'], true);
    expect(readFileSync(file, 'utf8')).toBe('ours');
  });

  it('a folder that was taken away during the check', async () => {
    await expect(writeOutput(join(folder, 'gone', 'x.json'), ['ours'], false)).rejects.toThrow(OutputError);
  });

  it('bytes as they are', async () => {
    const file = join(folder, 'bytes.xlsx');
    await writeOutput(file, [Uint8Array.of(0, 255, 128)], false);
    expect([...readFileSync(file)]).toEqual([0, 255, 128]);
  });

  it('leaves nothing else in the folder', () => {
    expect(readdirSync(folder).sort()).toEqual(['bytes.xlsx', 'late.json']);
  });
});

it.each([
  ['ENOSPC', '磁盘已满'],
  ['EDQUOT', '磁盘已满'],
  ['EACCES', '没有写入权限'],
  ['EROFS', '没有写入权限'],
  ['EIO', 'the drive is gone'],
])('%s is said in words', (code, words) => {
  expect(outputFault(Object.assign(new Error('the drive is gone'), { code }))).toContain(words);
});
