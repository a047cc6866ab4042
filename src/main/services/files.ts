/**
 * Files and folders as the user names them, made into a list of files to check. Folders are read to their full
 * depth; what is left out is counted, what cannot be read is said.
 */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { compareNatural, isReportFileName } from '../../shared/file-names.ts';

export interface FoundFile {
  /** As given, or below the folder as given. */
  readonly path: string;
  /** File name; for a file found in a folder, its path below that folder, with `/`. */
  readonly name: string;
}

export interface FailedPath extends FoundFile {
  /** How many of the files that were found stand before it. */
  readonly before: number;
  /** `not-a-file`: a device, a pipe, a socket. */
  readonly reason: 'missing' | 'no-access' | 'not-a-file';
  /** What the system said. */
  readonly detail: string;
}

export interface Expansion {
  /** In the order given; a folder's in natural order. Each file once. */
  readonly files: readonly FoundFile[];
  /** Files in folders that are no .docx, .pdf or .txt. */
  readonly skipped: number;
  readonly failed: readonly FailedPath[];
}

/** A file named by itself is taken whatever its name; folders give their .docx, .pdf and .txt. Never rejects but for `signal`. */
export async function expandPaths(paths: readonly string[], signal?: AbortSignal): Promise<Expansion> {
  const files: FoundFile[] = [];
  const failed: FailedPath[] = [];
  let skipped = 0;
  const seenFiles = new Set<string>();
  const seenFolders = new Set<string>();

  function take(file: FoundFile): void {
    const full = resolve(file.path);
    if (seenFiles.has(full)) return;
    seenFiles.add(full);
    files.push(file);
  }

  function fail(file: FoundFile, error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'no-access';
    failed.push({ ...file, before: files.length, reason, detail: message });
  }

  async function visit(file: FoundFile, named: boolean): Promise<void> {
    signal?.throwIfAborted();
    let kind: Awaited<ReturnType<typeof stat>>;
    try {
      kind = await stat(file.path);
    } catch (error) {
      // A dangling link with another ending is no report that the user misses.
      if (named || isReportFileName(file.name)) fail(file, error);
      else skipped++;
      return;
    }
    if (kind.isDirectory()) await visitFolder(file, named);
    else if (!named && !isReportFileName(file.name)) skipped++;
    else if (kind.isFile()) take(file);
    else failed.push({ ...file, before: files.length, reason: 'not-a-file', detail: 'not a regular file' });
  }

  async function visitFolder(folder: FoundFile, named: boolean): Promise<void> {
    let entries: string[];
    try {
      const real = await realpath(folder.path);
      if (seenFolders.has(real)) return;
      seenFolders.add(real);
      entries = await readdir(folder.path);
    } catch (error) {
      fail(folder, error);
      return;
    }
    for (const entry of entries.sort(compareNatural)) {
      await visit({ path: join(folder.path, entry), name: named ? entry : `${folder.name}/${entry}` }, false);
    }
  }

  for (const path of paths) await visit({ path, name: basename(resolve(path)) }, true);
  return { files, skipped, failed };
}
