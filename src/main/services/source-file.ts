/**
 * The file behind a report, as it stands now: whether it is what was checked. Asked when a report is opened and when
 * the window gets the focus, instead of being watched: a look at size and time costs little, works on network drives
 * (where watching is silent or floods), and what is not looked at need not be known.
 */
import { readFile, stat } from 'node:fs/promises';
import type { FileState } from '../../shared/api.ts';
import type { ReadErrorCode } from '../../shared/document/errors.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import { sha256 } from './sha256.ts';

/** A file as it was when it was last read. */
export interface Seen {
  readonly size: number;
  /** Milliseconds; network drives keep whole seconds only. */
  readonly modified: number;
  readonly sha256: string;
}

interface Known {
  /** Of what was checked; null where the file could not be read at all. */
  readonly sha256: string | null;
  readonly error: ReadErrorCode | undefined;
  readonly seen: Seen | null;
}

/** Reads the file only where size or time differ from when it was last read. Never rejects. */
export async function lookAt(
  path: string,
  known: Known,
): Promise<{ readonly state: Exclude<FileState, 'replaced'>; readonly seen: Seen | null }> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return { state: 'gone', seen: null };
    const isTooLarge = found.size > defaultLimits.fileBytes;
    if (known.sha256 === null) {
      const isMended = known.error === 'not-found' || (known.error === 'too-large' && !isTooLarge);
      return { state: isMended ? 'changed' : 'same', seen: null };
    }
    if (isTooLarge) return { state: 'changed', seen: null };
    const isSeen = known.seen?.size === found.size && known.seen.modified === found.mtimeMs;
    const seen = isSeen ? known.seen : ((await readSource(path))?.seen ?? null);
    if (!seen) return { state: 'gone', seen };
    return { state: seen.sha256 === known.sha256 ? 'same' : 'changed', seen };
  } catch {
    return { state: 'gone', seen: null };
  }
}

/** null where it cannot be read, or is too large to be. */
export async function readSource(path: string): Promise<{ readonly bytes: Uint8Array; readonly seen: Seen } | null> {
  try {
    // Before the bytes: a change while they are read is seen at the next look.
    const { size, mtimeMs } = await stat(path);
    if (size > defaultLimits.fileBytes) return null;
    const bytes = await readFile(path);
    return { bytes, seen: { size, modified: mtimeMs, sha256: sha256(bytes) } };
  } catch {
    return null;
  }
}
