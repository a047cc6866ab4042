/** What Node has of its own for the ZIP side of a DOCX. */
import type { ZipTools } from '../../shared/readers/docx/index.ts';

/** Loaded with the first DOCX or PDF: loading it costs a text half as much as checking it. */
const zlib = () => process.getBuiltinModule('node:zlib');

export const zip: ZipTools = {
  inflate: (data, most) => zlib().inflateRawSync(data, { maxOutputLength: Math.max(most, 1) }),
  crc32: (data) => zlib().crc32(data),
};
