/** What Node has of its own for the ZIP side of a DOCX. */
import { crc32, inflateRawSync } from 'node:zlib';
import type { ZipTools } from '../../shared/readers/docx/index.ts';

export const zip: ZipTools = {
  inflate: (data, most) => inflateRawSync(data, { maxOutputLength: Math.max(most, 1) }),
  crc32,
};
