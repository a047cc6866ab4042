/**
 * For tests: small OOXML packages made in memory, and a short way to write down what was read of them.
 */
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { Block, SourceDocument } from '../../document/document.ts';

export const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
].join(' ');

export interface DocxParts {
  /** Content of w:body. */
  readonly body?: string;
  /** Content of w:styles and w:numbering. */
  readonly styles?: string;
  readonly numbering?: string;
  /** Parts by name, in place of or beside those that are made. */
  readonly parts?: Readonly<Record<string, string | Uint8Array | null>>;
}

const relationshipType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function relationships(...targets: readonly (readonly [string, string])[]): string {
  const all = targets.map(
    ([kind, target], index) => `<Relationship Id="rId${index}" Type="${relationshipType}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
}

/** A part `null` is left out of the package. */
export function makeDocx({ body = '', styles = '', numbering = '', parts = {} }: DocxParts): Uint8Array {
  const all: Record<string, string | Uint8Array | null> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': relationships(['officeDocument', 'word/document.xml']),
    'word/_rels/document.xml.rels': relationships(['styles', 'styles.xml'], ['numbering', 'numbering.xml']),
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    'word/styles.xml': `<w:styles ${namespaces}>${styles}</w:styles>`,
    'word/numbering.xml': `<w:numbering ${namespaces}>${numbering}</w:numbering>`,
    ...parts,
  };
  const files: Zippable = {};
  for (const [name, content] of Object.entries(all)) {
    if (content !== null) files[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(files, { level: 6, mtime: new Date(2020, 0, 1) });
}

export function r(text: string, properties = ''): string {
  return `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

/** A paragraph: a plain text, or content that begins with a tag. */
export function p(content = '', properties = ''): string {
  const runs = content === '' || content.startsWith('<') ? content : r(content);
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${runs}</w:p>`;
}

/** A cell: a plain text, or content that begins with a tag. */
export function tc(content = '', properties = ''): string {
  return `<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

export function tr(cells: readonly string[], properties = ''): string {
  const all = cells.map((cell) => (cell.startsWith('<w:tc>') || cell.startsWith('<w:sdt>') ? cell : tc(cell)));
  return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${all.join('')}</w:tr>`;
}

export function tbl(...rows: readonly (string | readonly string[])[]): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map((row) => (typeof row === 'string' ? row : tr(row))).join('')}</w:tbl>`;
}

/** `# ` for each heading level, the number in brackets, the text, and whether there is a picture. */
export function show(document: SourceDocument): (string | string[])[] {
  return document.blocks.map(showBlock);
}

function showBlock(block: Block): string | string[] {
  if (block.kind === 'paragraph') {
    const heading = block.headingLevel === undefined ? '' : `${'#'.repeat(block.headingLevel)} `;
    const number = block.numbering === undefined ? '' : `[${block.numbering}]`;
    return heading + number + block.text + (block.hasImage ? ' (picture)' : '');
  }
  return block.cells.map(({ row, column, rowSpan, columnSpan, text, hasImage }) => {
    const span = rowSpan > 1 || columnSpan > 1 ? ` ${rowSpan}x${columnSpan}` : '';
    return `${row},${column}${span} ${text}${hasImage ? ' (picture)' : ''}`;
  });
}
