/** Writing without the program around it: what happens between the first look at the file and the last. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOutput, inputFault, outputFault, writeOutput } from './output-file.ts';
import { OutputError, UsageError } from './usage.ts';

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
  ['ENOSPC', '磁盘已满', 'disk is full'],
  ['EDQUOT', '磁盘已满', 'disk is full'],
  ['EACCES', '没有写入权限', 'no permission'],
  ['EROFS', '没有写入权限', 'read-only'],
  ['EBUSY', '正被其他程序打开', 'open in another program'],
  ['ENOTDIR', '文件夹不存在', 'no such folder'],
  ['ENAMETOOLONG', '文件名太长', 'name is too long'],
  ['EIO', '无法写入（EIO）', 'cannot be written (EIO)'],
])('%s while writing is said in words, in either language', (code, chinese, english) => {
  const sentence = outputFault(Object.assign(new Error('the drive is gone'), { code }));
  expect(sentence['zh-CN']).toContain(chinese);
  expect(sentence.en).toContain(english);
});

it.each([
  ['ENOENT', '没有这个文件', 'no such file'],
  ['EISDIR', '这是一个文件夹', 'is a folder'],
  ['EACCES', '没有权限', 'no permission'],
  ['EIO', '无法读取（EIO）', 'cannot be read (EIO)'],
])('%s while reading is said in words, in either language', (code, chinese, english) => {
  const sentence = inputFault(Object.assign(new Error('the drive is gone'), { code }));
  expect(sentence['zh-CN']).toContain(chinese);
  expect(sentence.en).toContain(english);
});
