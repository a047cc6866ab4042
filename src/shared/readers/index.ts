/**
 * What reads a file: the format is told by the content, not by the name, and the reader of that format alone is loaded,
 * for the readers are half of what a check of one file runs through.
 */
import type { Format, SourceDocument } from '../document/document.ts';
import { ReadError } from '../document/errors.ts';
import type { Form } from '../form/form.ts';
import type { ZipTools } from './docx/index.ts';
import type { ReadLimits } from './limits.ts';
import { sniff } from './sniff.ts';

export interface ReadingTools {
  /** The official forms, by whose labels tables in plain text, and in a PDF without ruling lines, are found again. */
  readonly forms: readonly Form[];
  readonly limits: ReadLimits;
  /** What the platform has of its own for inflating. */
  readonly zip?: ZipTools | undefined;
}

/** Reads a file without a PDF engine; null for a PDF that needs one (readPdf). @throws ReadError */
export type Reader = (bytes: Uint8Array, tools: ReadingTools) => SourceDocument | null;

/** @throws ReadError where the file is too large, or nothing that the program reads */
export function formatOf(bytes: Uint8Array, name: string, limits: ReadLimits): Format {
  if (bytes.length > limits.fileBytes) {
    throw new ReadError('too-large', `${bytes.length} bytes`, { limit: Math.round(limits.fileBytes / 2 ** 20) });
  }
  return sniff(bytes, name);
}

export async function readerOf(format: Format): Promise<Reader> {
  switch (format) {
    case 'docx': {
      const { readDocx } = await import('./docx/index.ts');
      return (bytes, { limits, zip }) => readDocx(bytes, limits, zip);
    }
    case 'pdf': {
      const { readPlainPdf } = await import('./pdf/index.ts');
      return (bytes, { limits, forms, zip }) => readPlainPdf(bytes, limits, forms, zip?.inflate) ?? null;
    }
    case 'txt': {
      const { readTxt } = await import('./txt/index.ts');
      return (bytes, { limits, forms }) => readTxt(bytes, forms, limits);
    }
  }
}
