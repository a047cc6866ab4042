/**
 * Writes files that leave the program: a file is there whole or not at all, and takes the place of another one only
 * where the user has said so.
 */
import { link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/** A file being written beside its place. */
export interface PendingFile {
  /** What is to be written, in the folder of the file that it will become. */
  readonly temporary: string;
  /** Gives it its name. Rejects with code EEXIST where there is a file already that it must not replace. */
  finish(): Promise<void>;
  /** Leaves nothing behind; after `finish` it does nothing. */
  discard(): Promise<void>;
}

/** Nothing is on the disk until its `temporary` is written. */
export async function pendingFile(file: string, replace: boolean): Promise<PendingFile> {
  // Through a link to the file that it stands for, which would else be left behind with its old content.
  const goal = (await kindOf(file)) === 'file' ? await realpath(file) : file;
  const temporary = `${goal}.${process.pid}.tmp`;
  return {
    temporary,
    finish: () => (replace ? rename(temporary, goal) : putInPlace(temporary, goal)),
    discard: () => rm(temporary, { force: true }),
  };
}

/** Rejects as the file system does; with code EEXIST where there is a file already and `replace` is false. */
export async function writeWhole(file: string, parts: Iterable<string | Uint8Array>, replace: boolean): Promise<void> {
  // A device or a pipe has no place to be put into: renamed over, it would be gone.
  if ((await kindOf(file)) === 'other') return writeFile(file, parts);
  const pending = await pendingFile(file, replace);
  try {
    await writeThrough(pending.temporary, parts);
    await pending.finish();
  } finally {
    await pending.discard();
  }
}

/** On the disk before it gets its name: some file systems find out only then that they are full. */
export async function writeThrough(
  file: string,
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const handle = await open(file, 'w');
  try {
    for await (const part of parts) await handle.writeFile(part);
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

export async function kindOf(path: string): Promise<'none' | 'file' | 'folder' | 'other'> {
  try {
    const found = await stat(path);
    return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  } catch {
    return 'none';
  }
}
