/** Rule packs as files: which names they have, and their text in the encodings that editors write. */

/** A pack of some hundred lines has 20 kB. */
const mostBytes = 1_000_000;

export function isPackName(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** UTF-8, else GB18030, which editors on Chinese Windows may write; null for a file that is too large to be a pack. */
export function packText(bytes: Uint8Array): string | null {
  if (bytes.byteLength > mostBytes) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
