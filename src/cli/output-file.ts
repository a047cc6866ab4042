/** `--output` and the like: what is said before and after a file is written. */
import { dirname } from 'node:path';
import { kindOf, writeFault, writeWhole } from '../main/services/whole-file.ts';
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
  content: Iterable<string | Uint8Array>,
  force: boolean,
  option = '--output',
): Promise<void> {
  try {
    await writeWhole(file, content, force);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file, option);
    throw new OutputError(`${option} ${file}：${outputFault(error as NodeJS.ErrnoException)}`);
  }
}

export function alreadyThere(file: string, option = '--output'): UsageError {
  return new UsageError(
    `${option} ${file}：文件已存在，要覆盖请加 --force / is there already; add --force to have it overwritten`,
  );
}

/** Why it could not be written, in both languages. */
export function outputFault(error: NodeJS.ErrnoException): string {
  switch (writeFault(error)) {
    case 'full':
      return '无法写入，磁盘已满 / cannot be written, the disk is full';
    case 'not-allowed':
      return '无法写入，没有写入权限或文件夹只读 / cannot be written, no permission or read-only';
    default:
      return `无法写入 / cannot be written (${error.message})`;
  }
}
