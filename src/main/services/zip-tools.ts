/** What Node has of its own for the ZIP side of a DOCX. */
import type { ZipTools } from '../../shared/readers/docx/index.ts';

/** Loaded with the first DOCX or PDF: loading it costs a text half as much as checking it. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** Bytes that are inflated at a time where it is not known how many come, and the fewest that zlib takes. */
const usualPiece = 16 * 2 ** 10;
const smallestPiece = 64;

export const zip: ZipTools = {
  inflate: (data, most, expected) =>
    zlib().inflateRawSync(data, {
      maxOutputLength: Math.max(most, 1),
      // All in one piece; one that is just filled would ask for another.
      chunkSize: expected === undefined ? usualPiece : Math.max(expected + 1, smallestPiece),
    }),
  crc32: (data) => zlib().crc32(data),
};
