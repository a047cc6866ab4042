/** What Node has of its own for the ZIP side of a DOCX. */
import { crc32, inflateRawSync } from 'node:zlib';
import type { ZipTools } from '../../shared/readers/docx/index.ts';

/** Bytes that are inflated at a time where it is not known how many come, and the fewest that zlib takes. */
const usualPiece = 16 * 2 ** 10;
const smallestPiece = 64;

export const zip: ZipTools = {
  inflate: (data, most, expected) =>
    inflateRawSync(data, {
      maxOutputLength: Math.max(most, 1),
      // All in one piece; one that is just filled would ask for another.
      chunkSize: expected === undefined ? usualPiece : Math.max(expected + 1, smallestPiece),
    }),
  crc32,
};
