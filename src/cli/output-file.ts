/** `--output` and the like: what is said before and after a file is written. */
import { dirname } from 'node:path';
import { type WriteFault, writeFault } from '../main/services/write-fault.ts';
import { OutputError, type Sentence, UsageError } from './usage.ts';

/** Loaded only where a file is written: most runs print. */
const writing = () => import('../main/services/whole-file.ts');

/** What can be said before the check. @throws UsageError where the file is there already or its folder is not */
export async function checkOutput(file: string, force: boolean): Promise<void> {
  const { kindOf } = await writing();
  const target = await kindOf(file);
  if (target === 'folder') {
    throw new UsageError(`--output ${file}`, { 'zh-CN': '无法写入，这是一个文件夹', en: 'is a folder' });
  }
  if (target === 'file' && !force) throw alreadyThere(file);
  if (target === 'none' && (await kindOf(dirname(file))) !== 'folder') {
    throw new UsageError(`--output ${file}`, faults['no-folder']);
  }
}

/** @throws UsageError where the file is there already, OutputError where it cannot be written; nothing half-written stays. */
export async function writeOutput(
  file: string,
  content: Iterable<string | Uint8Array>,
  force: boolean,
  option = '--output',
): Promise<void> {
  const { writeWhole } = await writing();
  try {
    await writeWhole(file, content, force);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(file, option);
    throw new OutputError(`${option} ${file}`, outputFault(error as NodeJS.ErrnoException));
  }
}

export function alreadyThere(file: string, option = '--output'): UsageError {
  return new UsageError(`${option} ${file}`, {
    'zh-CN': '文件已存在，要覆盖请加 --force',
    en: 'is there already; add --force to have it overwritten',
  });
}

const faults: Readonly<Record<Exclude<WriteFault, 'other'>, Sentence>> = {
  full: { 'zh-CN': '无法写入，磁盘已满', en: 'cannot be written, the disk is full' },
  'not-allowed': {
    'zh-CN': '无法写入，没有写入权限或文件夹只读',
    en: 'cannot be written, no permission or read-only',
  },
  'in-use': {
    'zh-CN': '无法写入，文件正被其他程序打开',
    en: 'cannot be written, the file is open in another program',
  },
  'no-folder': { 'zh-CN': '无法写入，文件夹不存在', en: 'cannot be written, there is no such folder' },
  'name-too-long': { 'zh-CN': '无法写入，文件名太长', en: 'cannot be written, the name is too long' },
};

/** Why it could not be written. */
export function outputFault(error: NodeJS.ErrnoException): Sentence {
  const fault = writeFault(error);
  if (fault !== 'other') return faults[fault];
  const code = error.code ?? error.message;
  return { 'zh-CN': `无法写入（${code}）`, en: `cannot be written (${code})` };
}

/** Why a file that an option names could not be read. */
export function inputFault({ code, message }: NodeJS.ErrnoException): Sentence {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { 'zh-CN': '无法读取，没有这个文件', en: 'cannot be read, there is no such file' };
    case 'EISDIR':
      return { 'zh-CN': '无法读取，这是一个文件夹', en: 'cannot be read, is a folder' };
    case 'EACCES':
    case 'EPERM':
      return { 'zh-CN': '无法读取，没有权限', en: 'cannot be read, no permission' };
    default:
      return { 'zh-CN': `无法读取（${code ?? message}）`, en: `cannot be read (${code ?? message})` };
  }
}
