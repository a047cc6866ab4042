/**
 * A private folder for what a session keeps on disk (files that came as bytes), gone when the session ends.
 * A session that was killed leaves its folder behind: the next one removes it.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folderName = /^gouji-(\d+)-/;

export interface SessionFolder {
  /** Readable by this user alone (mode 0700). */
  readonly path: string;
  remove(): void;
}

/** @param parent where the folders lie; the system's place for temporary files unless told */
export function createSessionFolder(parent: string = tmpdir()): SessionFolder {
  removeLeftovers(parent);
  const path = mkdtempSync(join(parent, `gouji-${process.pid}-`));
  const remove = () => {
    process.off('exit', remove);
    rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  };
  process.on('exit', remove);
  return { path, remove };
}

function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = folderName.exec(name)?.[1];
    if (!pid || isAlive(Number(pid))) continue;
    try {
      rmSync(join(parent, name), { recursive: true, force: true });
    } catch {
      // Another user's: theirs to remove.
    }
  }
}

/** Whether a process runs, of whatever user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
