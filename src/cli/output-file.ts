/** `--output` and the like: a file is there whole or not at all, and takes the place of another one only where the user says so. */
import { link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UsageError } from './options.ts';

/** The result could not be written, though what was asked for was right: a full disk, a folder without permission. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** What can be said before the check. @throws UsageError where the file is there already or its folder is not */
export async function checkOutput(file: string, force: boolean): Promise<void> {
  const target = await kindOf(file);
  if (target === 'folder') throw new UsageError(`--output ${file}：无法写入，这是一个文件夹 / is a folder`);
  if (target === 'file' && !force) throw alreadyThere(file);
  if (target === 'none' && (await kindOf(dirname(file))) !== 'folder') {
    throw new UsageError(`--output ${file}：无法写入，文件夹不存在 / cannot be written, there is no such folder`);
  }
}

/** @throws UsageError where the file is there already, OutputError where it cannot be written; nothing half-written stays. */
export async function writeOutput(
  file: string,
  content: string | Uint8Array,
  force: boolean,
  option = '--output',
): Promise<void> {
  try {
    const target = await kindOf(file);
    // A device or a pipe has no place to be put into: renamed over, it would be gone.
    if (target === 'other') return await writeFile(file, content);
    // Through a link to the file that it stands for, which would else be left behind with its old content.
    const goal = target === 'file' ? await realpath(file) : file;
    const temporary = `${goal}.${process.pid}.tmp`;
    try {
      await writeThrough(temporary, content);
      if (force) await rename(temporary, goal);
      else await putInPlace(temporary, goal);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file, option);
    throw new OutputError(`${option} ${file}：${outputFault(error as NodeJS.ErrnoException)}`);
  }
}

/** On the disk before it gets its name: some file systems find out only then that they are full. */
async function writeThrough(file: string, content: string | Uint8Array): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A second name fails where there is a file of that name, at whatever moment it came to be; renaming would not. */
async function putInPlace(temporary: string, file: string): Promise<void> {
  try {
    await link(temporary, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without second names (FAT, some network drives).
    if ((await kindOf(file)) !== 'none') throw Object.assign(new Error(file), { code: 'EEXIST' });
    await rename(temporary, file);
  }
}

async function kindOf(path: string): Promise<'none' | 'file' | 'folder' | 'other'> {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'none';
  }
}

export function alreadyThere(file: string, option = '--output'): UsageError {
  return new UsageError(
    `${option} ${file}：文件已存在，要覆盖请加 --force / is there already; add --force to have it overwritten`,
  );
}

/** Why it could not be written, in both languages. */
export function outputFault({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return '无法写入，磁盘已满 / cannot be written, the disk is full';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return '无法写入，没有写入权限或文件夹只读 / cannot be written, no permission or read-only';
    default:
      return `无法写入 / cannot be written (${message})`;
  }
}
