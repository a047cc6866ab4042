/** Any file to a SourceDocument: the format is told by the content, not by the name. */
import type { Format, SourceDocument } from '../document/document.ts';
import { ReadError } from '../document/errors.ts';
import type { Form } from '../form/form.ts';
import { readDocx, type ZipTools } from './docx/index.ts';
import type { ReadLimits } from './limits.ts';
import type { readPlainPdf } from './pdf/index.ts';
import { sniff } from './sniff.ts';
import { readTxt } from './txt/index.ts';

export interface ReadingTools {
  /** The official forms, by whose labels tables in plain text, and in a PDF without ruling lines, are found again. */
  readonly forms: readonly Form[];
  readonly limits: ReadLimits;
  /** What the platform has of its own for inflating. */
  readonly zip?: ZipTools | undefined;
  /** The reader of PDFs, which is loaded for them alone. */
  readonly pdf?: { readonly readPlainPdf: typeof readPlainPdf } | undefined;
}

/**
 * Reads a file without a PDF engine; null for a PDF that needs one (readPdf), or where there is no reader of PDFs. `onFormat` hears the format as soon as it
 * is known, also of a file that then fails.
 * @throws ReadError
 */
export function readDocument(
  bytes: Uint8Array,
  name: string,
  { forms, limits, zip, pdf }: ReadingTools,
  onFormat: (format: Format) => void,
): SourceDocument | null {
  if (bytes.length > limits.fileBytes) {
    throw new ReadError('too-large', `${bytes.length} bytes`, { limit: Math.round(limits.fileBytes / 2 ** 20) });
  }
  const format = sniff(bytes, name);
  onFormat(format);
  switch (format) {
    case 'docx':
      return readDocx(bytes, limits, zip);
    case 'pdf':
      return pdf?.readPlainPdf(bytes, limits, forms, zip?.inflate) ?? null;
    case 'txt':
      return readTxt(bytes, forms, limits);
  }
}
