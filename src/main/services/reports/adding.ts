/** The ways into the list: files and folders by path, files that come as bytes, and files that cannot be taken. */
import { resolve } from 'node:path';
import { type AddResult, ApiError } from '../../../shared/api.ts';
import type { ReadErrorCode } from '../../../shared/document/errors.ts';
import { isReportFileName } from '../../../shared/file-names.ts';
import { defaultLimits } from '../../../shared/readers/limits.ts';
import type { Archive, StoredReport } from '../archive/archive.ts';
import { expandPaths, type FoundFile } from '../files.ts';
import { sha256 } from '../sha256.ts';
import type { Checking } from './checking.ts';
import { type ReportList, type Row, rowId } from './report-list.ts';

export interface AddingParts {
  readonly archive: Archive;
  readonly list: ReportList;
  readonly checking: Pick<Checking, 'check' | 'fail'>;
}

export interface Adding {
  /** @param names what files named by themselves are called, by path */
  addPaths(paths: readonly string[], names?: ReadonlyMap<string, string>): Promise<AddResult>;
  addBytes(name: string, bytes: Uint8Array): Promise<AddResult>;
  addFailed(name: string, path: string | null, code: ReadErrorCode): Row;
  /** Folders that are still being walked add nothing. */
  cancel(): void;
  /** For good. */
  close(): void;
}

export function createAdding({ archive, list, checking }: AddingParts): Adding {
  let expanding = new AbortController();
  let closed = false;

  function addFailed(name: string, path: string | null, code: ReadErrorCode): Row {
    const row = (path === null ? undefined : list.atPath(path)) ?? (list.addFiles([{ name, path }])[0] as Row);
    checking.fail(row, code);
    return row;
  }

  /** Files that are in the list already are checked again in their rows: they may have been mended. */
  function addFiles(files: readonly { readonly name: string; readonly path: string }[]): Row[] {
    const known = new Set(files.flatMap(({ path }) => list.atPath(path) ?? []));
    list.addFiles(files.filter(({ path }) => !list.atPath(path)));
    const added = files.map(({ path }) => list.atPath(path) as Row);
    for (const row of added) if (row.state === 'done' || !known.has(row)) void checking.check(row);
    return added;
  }

  return {
    async addPaths(paths, names = new Map()) {
      const { signal } = expanding;
      const expansion = await expandPaths(paths, signal).catch((error: unknown) => {
        if (signal.aborted) return null;
        throw error;
      });
      // The user does not want them any more.
      if (!expansion) return { added: [], skipped: 0 };
      const nameOf = (file: FoundFile) => names.get(file.path) ?? file.name;
      const added = [
        ...expansion.failed.map((file) => addFailed(nameOf(file), resolve(file.path), 'not-found')),
        ...addFiles(expansion.files.map((file) => ({ name: nameOf(file), path: resolve(file.path) }))),
      ];
      return { added: added.map((row) => row.id), skipped: expansion.skipped };
    },
    async addBytes(name, bytes) {
      // A name with folders came with one, and is chosen as if read from it.
      if (name.includes('/') && !isReportFileName(name)) return { added: [], skipped: 1 };
      if (bytes.byteLength > defaultLimits.fileBytes)
        return { added: [addFailed(name, null, 'too-large').id], skipped: 0 };
      if (closed) throw new ApiError('refused', 'the program is ending');
      const { id, isNew } = await archive.keep(name, bytes, sha256(bytes));
      const row = list.get(rowId(id)) ?? list.add(archive.report(id) as StoredReport);
      if (isNew || row.state === 'done') void checking.check(row);
      return { added: [row.id], skipped: 0 };
    },
    addFailed,
    cancel() {
      expanding.abort();
      expanding = new AbortController();
    },
    close() {
      closed = true;
      expanding.abort();
    },
  };
}
