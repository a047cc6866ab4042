/**
 * The DOCX reader: one streaming pass over the main part of an OOXML package. What it reads is the document
 * with all tracked changes accepted; block, row and column indices count what stands in it then.
 */
import type { Block, Problem, SourceDocument } from '../../document/document.ts';
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';
import { blocksOf } from './blocks.ts';
import { readBody } from './body.ts';
import { Numbering } from './numbering.ts';
import { openPackage } from './package.ts';
import { Styles } from './styles.ts';
import type { ZipTools } from './zip.ts';

export type { ZipTools } from './zip.ts';

/**
 * Reads a DOCX. Throws ReadError: `encrypted` (a package with a password), `unsupported` (an old .doc, another
 * kind of document, or all content in a format of its own), `corrupt`, `too-large`, `empty` (no text at all),
 * `scanned` (pictures and no text).
 */
export function readDocx(bytes: Uint8Array, limits: ReadLimits, zip?: ZipTools): SourceDocument {
  const parts = openPackage(bytes, limits, zip);
  const styles = Styles.read(parts.styles, limits);
  const numbering = Numbering.read(parts.numbering, styles, limits);
  const body = readBody(parts.document, styles, numbering, limits);
  const blocks = blocksOf(body.story, limits);
  if (!blocks.some(hasText)) {
    if (body.foreignContent.length > 0) throw new ReadError('unsupported', 'content in altChunk parts only');
    if (blocks.some(hasImage)) throw new ReadError('scanned', 'pictures and no text');
    throw new ReadError('empty', 'no text');
  }
  const problems: Problem[] = [
    ...parts.damaged.map((part): Problem => ({ code: 'damaged', values: { part } })),
    ...body.foreignContent.map(
      (block): Problem => ({ code: 'damaged', values: { part: 'altChunk' }, location: { block } }),
    ),
  ];
  return { format: 'docx', blocks, problems };
}

function hasText(block: Block): boolean {
  return block.kind === 'paragraph' ? block.text.trim() !== '' : block.cells.some(({ text }) => text.trim() !== '');
}

function hasImage(block: Block): boolean {
  return block.kind === 'paragraph' ? block.hasImage === true : block.cells.some((cell) => cell.hasImage === true);
}
