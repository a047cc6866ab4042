/**
 * From places of a SourceDocument back to the XML that it was read from, for what writes into a report's own file. The
 * one reading of the body (body.ts) tells both, so that a place cannot mean two things.
 */
import type { DocxLocation } from '../../document/location.ts';
import { defaultLimits, type ReadLimits } from '../limits.ts';
import { readBody } from './body.ts';
import type { ParagraphItem, ParagraphSource, Story, TableItem } from './content.ts';
import { gridOf } from './grid.ts';
import { Numbering } from './numbering.ts';
import { type DocxPackage, openPackage } from './package.ts';
import { Styles } from './styles.ts';

export type { ParagraphSource, SourcePiece } from './content.ts';

export interface DocxSource {
  readonly parts: DocxPackage;
  /** Of the main part. */
  readonly bytes: Uint8Array;
  /** What stands at a place; empty where nothing does, or the place is no place of this file. */
  at(location: DocxLocation): readonly SourceRange[];
  /** The first paragraph of the body; null where there is none. */
  first(): SourceRange | null;
}

/** Text [start, end) of a paragraph. */
export interface SourceRange {
  readonly paragraph: ParagraphSource;
  readonly start: number;
  readonly end: number;
}

/** Throws ReadError as readDocx does. */
export function openSource(bytes: Uint8Array, limits: ReadLimits = defaultLimits): DocxSource {
  const parts = openPackage(bytes, limits);
  const styles = Styles.read(parts.styles, limits);
  const numbering = Numbering.read(parts.numbering, styles, limits);
  const { story } = readBody(parts.document, styles, numbering, limits, true);
  return {
    parts,
    bytes: wholePart(parts, parts.main),
    at: (location) => rangesAt(story, location),
    first: () => paragraphsOf(story).map(whole)[0] ?? null,
  };
}

/** A part's bytes. Throws ReadError. */
export function wholePart({ archive }: DocxPackage, name: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  archive.read(name, (chunk) => {
    chunks.push(chunk);
  });
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function rangesAt(story: Story, { block, row, column, start, end, inner }: DocxLocation): SourceRange[] {
  const item = story.items[block];
  if (!item) return [];
  if (item.kind === 'paragraph') {
    if (inner) return item.textBox ? rangesAt(item.textBox, inner) : [];
    const range = whole(item);
    return [{ ...range, start: Math.min(start ?? 0, range.end), end: Math.min(end ?? range.end, range.end) }];
  }
  const cell = cellAt(item, row, column);
  if (!cell) return [];
  return inner ? rangesAt(cell, inner) : paragraphsOf(cell).map(whole);
}

/** The cell that covers a slot; without one, the table's first that says something. */
function cellAt(table: TableItem, row: number | undefined, column: number | undefined): Story | undefined {
  const { cells } = gridOf(table);
  if (row === undefined || column === undefined) {
    const written = cells.find(({ item }) => paragraphsOf(item.story).some(({ text }) => text.trim() !== ''));
    return (written ?? cells[0])?.item.story;
  }
  return cells.find(
    (cell) =>
      row >= cell.row &&
      row < cell.row + cell.rowSpan &&
      column >= cell.column &&
      column < cell.column + cell.columnSpan,
  )?.item.story;
}

/** In reading order, those of tables inside with them. */
function paragraphsOf(story: Story): ParagraphItem[] {
  return story.items.flatMap((item) =>
    item.kind === 'paragraph'
      ? [item]
      : item.rows.flatMap((row) => row.cells.flatMap((cell) => paragraphsOf(cell.story))),
  );
}

function whole({ source, text }: ParagraphItem): SourceRange {
  return { paragraph: source as ParagraphSource, start: 0, end: text.length };
}
