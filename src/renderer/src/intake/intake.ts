/**
 * What the user drops or chooses, as files for the program: folders are walked to their full depth, files that
 * are no report by their name are counted, and contents go over one by one.
 */
import type { Bridge, IncomingFile } from '../../../shared/api.ts';
import { compareNatural, isReportFileName } from '../../../shared/file-names.ts';

export interface Intake {
  /** How many files the batches hold together. */
  readonly count: number;
  /** Files of other types that came with a folder. */
  readonly skipped: number;
  batches(): AsyncGenerator<readonly IncomingFile[]>;
}

interface Found {
  /** With the folders below the one that was dropped. */
  readonly name: string;
  readonly file: File;
}

/** Files that go over at once by path. Of those that go as bytes the window holds one at a time. */
const batchFiles = 50;

/** From a drop. Must be called within the event: the browser takes the entries back afterwards. */
export function intakeOfDrop(data: DataTransfer, bridge: Bridge): Promise<Intake> {
  const entries = [...data.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  const loose = entries.length === 0 ? [...data.files] : [];
  return (async () => {
    const found: Found[] = loose.map((file) => ({ name: file.name, file }));
    let skipped = 0;
    for (const entry of entries) {
      for await (const item of walk(entry, '')) {
        if (item === null) skipped++;
        else found.push(item);
      }
    }
    return intakeOf(found, skipped, bridge);
  })();
}

/** From a file input; with `webkitdirectory` the names carry the folders. */
export function intakeOfInput(files: FileList, bridge: Bridge): Intake {
  let skipped = 0;
  const found = [...files].flatMap((file) => {
    const path = file.webkitRelativePath;
    if (path === '') return [{ name: file.name, file }];
    if (!isReportFileName(path)) {
      skipped++;
      return [];
    }
    return [{ name: path, file }];
  });
  return intakeOf(found, skipped, bridge);
}

/** Files below an entry, null for each that is skipped. A file dropped by itself is never skipped. */
async function* walk(entry: FileSystemEntry, folder: string): AsyncGenerator<Found | null> {
  const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
  if (entry.isFile) {
    if (folder !== '' && !isReportFileName(name)) yield null;
    else yield { name, file: await fileOf(entry as FileSystemFileEntry) };
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader hands out at most a hundred entries at a time.
  for (let part = await entriesOf(reader); part.length > 0; part = await entriesOf(reader)) {
    for (const child of part) yield* walk(child, name);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function entriesOf(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

/** In natural order: neither a drop nor a folder has one of its own. */
function intakeOf(files: readonly Found[], skipped: number, bridge: Bridge): Intake {
  const found = [...files].sort((a, b) => compareNatural(a.name, b.name));
  return {
    count: found.length,
    skipped,
    async *batches() {
      let batch: IncomingFile[] = [];
      for (const { name, file } of found) {
        const path = bridge.pathOf(file);
        if (path === null) {
          yield [{ name, bytes: new Uint8Array(await file.arrayBuffer()) }];
          continue;
        }
        batch.push({ name, path });
        if (batch.length < batchFiles) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },
  };
}
