/**
 * Finds words in a document as it was read: in paragraphs, over their line breaks, and in table cells. White
 * space, letter case and full or half width make no difference.
 */
import { type Block, placesOf, type SourceDocument } from '../../../../shared/document/document.ts';
import { isTxtLocation, type Location } from '../../../../shared/document/location.ts';
import { foldWidth } from '../../../../shared/form/normalise.ts';

export interface Match {
  readonly places: readonly Location[];
  /** In a cell of which only the place as a whole is known: the how-manieth occurrence there, from 0. */
  readonly inCell: number | null;
}

/** More are not counted. */
export const mostMatches = 2000;

export function findInDocument(document: SourceDocument, query: string): Match[] {
  const sought = fold(query).text;
  if (sought === '') return [];
  const matches: Match[] = [];
  for (const block of document.blocks) {
    matches.push(...matchesIn(document, block, sought));
    if (matches.length >= mostMatches) return matches.slice(0, mostMatches);
  }
  return matches;
}

function matchesIn(document: SourceDocument, block: Block, sought: string): Match[] {
  if (block.kind === 'paragraph') {
    const number = block.numbering ?? '';
    return occurrences(number + block.text, sought).map(({ start, end }) => {
      // The generated number has no place of its own: what is found in it is shown at the words after it.
      const from = Math.max(0, start - number.length);
      const to = Math.max(Math.min(from + 1, block.text.length), end - number.length);
      return { places: placesOf(block, from, to), inCell: null };
    });
  }
  return block.cells.flatMap(({ text, location }): Match[] => {
    if (isTxtLocation(location) && document.text !== undefined) {
      const { line, column, start } = location;
      return occurrences(document.text.slice(start, location.end), sought).map((found) => ({
        places: [{ line, column: column + found.start, start: start + found.start, end: start + found.end }],
        inCell: null,
      }));
    }
    return occurrences(text, sought).map((_, index) => ({ places: [location], inCell: index }));
  });
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Where a folded word stands in a text: offsets of the text itself. */
export function occurrences(text: string, sought: string): Stretch[] {
  const folded = fold(text);
  const found: Stretch[] = [];
  for (let at = folded.text.indexOf(sought); at >= 0; at = folded.text.indexOf(sought, at + sought.length)) {
    const start = folded.offsets[at] as number;
    const last = folded.offsets[at + sought.length - 1] as number;
    found.push({ start, end: last + 1 });
  }
  return found;
}

const blank = /[\s\u00A0\u200B-\u200D\u2060\uFEFF\u00AD]/;

/** The text as it is compared, and for each of its characters the offset in the original. */
export function fold(text: string): { readonly text: string; readonly offsets: readonly number[] } {
  const wide = foldWidth(text);
  const offsets: number[] = [];
  let folded = '';
  for (let offset = 0; offset < wide.length; offset++) {
    const unit = wide[offset] as string;
    if (blank.test(unit)) continue;
    const lower = unit.toLowerCase();
    // A few letters grow in lower case: offsets would shift.
    folded += lower.length === 1 ? lower : unit;
    offsets.push(offset);
  }
  return { text: folded, offsets };
}
