/** The way back from a place of a file to the words of a paragraph that was read there. */
import type { Paragraph } from '../../../../shared/document/document.ts';
import {
  type DocxLocation,
  isDocxLocation,
  isPdfLocation,
  isTxtLocation,
  type Location,
} from '../../../../shared/document/location.ts';

export interface Offsets {
  readonly start: number;
  readonly end: number;
}

/** The characters of a paragraph that stand at a place; null where it is not in this paragraph. */
export function offsetsAt(paragraph: Paragraph, location: Location): Offsets | null {
  const { place } = paragraph;
  if (place.format === 'docx') {
    if (!isDocxLocation(location)) return null;
    const [own, asked] = [innermost(place.location), innermost(location)];
    if (own.path !== asked.path) return null;
    return { start: asked.last.start ?? 0, end: asked.last.end ?? paragraph.text.length };
  }
  const found =
    place.format === 'txt'
      ? place.pieces.flatMap((piece): Offsets[] => {
          if (!isTxtLocation(location)) return [];
          const shift = piece.start - piece.location.start;
          const [start, end] = [location.start + shift, location.end + shift];
          if (start >= piece.end || end <= piece.start) return [];
          return [{ start: Math.max(start, piece.start), end: Math.min(end, piece.end) }];
        })
      : place.pieces.flatMap((piece): Offsets[] => {
          if (!isPdfLocation(location) || location.page !== piece.location.page) return [];
          const [x, y, width, height] = location.rect;
          const [, top, , tall] = piece.location.rect;
          const isOnLine = Math.abs(y + height / 2 - (top + tall / 2)) < Math.max(height, tall) / 2;
          if (!isOnLine) return [];
          const inside = piece.edges.slice(0, -1).flatMap((left, index) => {
            const middle = (left + (piece.edges[index + 1] as number)) / 2;
            return middle > x && middle < x + width ? [piece.start + index] : [];
          });
          const [first, last] = [inside[0], inside.at(-1)];
          return first === undefined || last === undefined ? [] : [{ start: first, end: last + 1 }];
        });
  if (found.length === 0) return null;
  return { start: Math.min(...found.map(({ start }) => start)), end: Math.max(...found.map(({ end }) => end)) };
}

function innermost(location: DocxLocation): { readonly path: string; readonly last: DocxLocation } {
  let path = '';
  let last = location;
  for (;;) {
    path += `>${last.block}/${last.row ?? ''}/${last.column ?? ''}`;
    if (!last.inner) return { path, last };
    last = last.inner;
  }
}
