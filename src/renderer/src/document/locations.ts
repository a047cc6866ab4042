/** Questions about locations that the views and lists share: their order, their kind, their identity. */
import type { SourceDocument } from '../../../shared/document/document.ts';
import {
  type DocxLocation,
  isDocxLocation,
  isPdfLocation,
  isTxtLocation,
  type Location,
} from '../../../shared/document/location.ts';
import type { PlaceKind } from './layout.ts';

/** Two places of one file, in reading order: negative where `a` comes first. */
export function compareLocations(a: Location, b: Location): number {
  if (isTxtLocation(a) && isTxtLocation(b)) return a.start - b.start || a.end - b.end;
  if (isPdfLocation(a) && isPdfLocation(b)) {
    return a.page - b.page || a.rect[1] - b.rect[1] || a.rect[0] - b.rect[0];
  }
  if (isDocxLocation(a) && isDocxLocation(b)) return compareDocx(a, b);
  return 0;
}

function compareDocx(a: DocxLocation, b: DocxLocation): number {
  const own =
    a.block - b.block ||
    (a.row ?? -1) - (b.row ?? -1) ||
    (a.column ?? -1) - (b.column ?? -1) ||
    (a.start ?? -1) - (b.start ?? -1);
  if (own !== 0 || (!a.inner && !b.inner)) return own;
  if (!a.inner) return -1;
  if (!b.inner) return 1;
  return compareDocx(a.inner, b.inner);
}

/** The same for equal places, whatever the order of their fields. */
export function locationKey(location: Location): string {
  if (isTxtLocation(location)) return `${location.start}-${location.end}`;
  if (isPdfLocation(location)) return `${location.page}:${location.rect.join(',')}`;
  const { block, row, column, start, end, inner } = location;
  return `${block}/${row ?? ''}/${column ?? ''}/${start ?? ''}/${end ?? ''}${inner ? `>${locationKey(inner)}` : ''}`;
}

/** Tells whether a place is a table cell, a stretch of text or a whole block. */
export type KindOf = (location: Location) => PlaceKind;

/** A place of a DOCX says it of itself; in PDF and TXT the document's tables tell. */
export function kindsOf(document: SourceDocument): KindOf {
  const cells = new Set<string>();
  const blocks = new Set<string>();
  for (const block of document.blocks) {
    if (block.kind !== 'table') continue;
    blocks.add(locationKey(block.location));
    for (const cell of block.cells) cells.add(locationKey(cell.location));
  }
  return (location) => {
    if (isDocxLocation(location)) return docxKind(location);
    const key = locationKey(location);
    // A table of one cell is a cell: its figure is what a finding is about.
    if (cells.has(key)) return 'cell';
    return blocks.has(key) ? 'block' : 'text';
  };
}

function docxKind(location: DocxLocation): PlaceKind {
  let innermost = location;
  while (innermost.inner) innermost = innermost.inner;
  if (innermost.start !== undefined) return 'text';
  return location.row !== undefined ? 'cell' : 'block';
}
