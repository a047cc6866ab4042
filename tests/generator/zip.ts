/** Packs the parts of a DOCX so that the same parts give the same bytes: no clock in the archive. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** Any date will do; ZIP knows none before 1980 and reads this one in local time. */
const packed = new Date(2024, 0, 15, 9, 0, 0);
const saved = '2024-01-15T01:00:00Z';

export function packParts(parts: Readonly<Record<string, Uint8Array | string>>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(parts)) {
    entries[name] = [typeof content === 'string' ? strToU8(content) : content, { mtime: packed, level: 6 }];
  }
  return zipSync(entries);
}

/** The same package without the times at which it was made. */
export function withoutTimes(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  const core = parts['docProps/core.xml'];
  if (core) {
    const text = strFromU8(core).replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${saved}`);
    parts['docProps/core.xml'] = strToU8(text);
  }
  return packParts(parts);
}
