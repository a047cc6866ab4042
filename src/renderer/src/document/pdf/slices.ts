/**
 * Cuts pages into slices where a band for a missing part belongs: the band stands between two slices (or
 * between two pages), so that it covers nothing.
 */
import type { SourceDocument } from '../../../../shared/document/document.ts';
import { isPdfLocation, type PdfLocation } from '../../../../shared/document/location.ts';
import type { GapBand } from '../layout.ts';

/** A horizontal strip of a page, in points from its top. */
export interface PageSlice {
  readonly kind: 'slice';
  readonly page: number;
  readonly top: number;
  readonly bottom: number;
}

export type PdfPart = PageSlice | { readonly kind: 'band'; readonly band: GapBand };

/** What stands on a page, as far as a cut must not touch it. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

export function cutPages(document: SourceDocument, bands: readonly GapBand[]): PdfPart[] {
  const pages = document.pages ?? [];
  const extents = extentsByPage(document);
  return pages.flatMap((size, index) => {
    const page = index + 1;
    const cuts = bands
      .flatMap((band) => {
        const at = isPdfLocation(band.location) && band.location.page === page;
        return at ? [{ band, y: cutAt(band, band.location as PdfLocation, extents.get(page) ?? [], size.height) }] : [];
      })
      .sort((a, b) => a.y - b.y);
    const parts: PdfPart[] = [];
    let top = 0;
    for (const { band, y } of cuts) {
      if (y > top) parts.push({ kind: 'slice', page, top, bottom: y });
      parts.push({ kind: 'band', band });
      top = Math.max(top, y);
    }
    if (top < size.height) parts.push({ kind: 'slice', page, top, bottom: size.height });
    return parts;
  });
}

/** The middle of the white space before or after the place; the page's edge where nothing stands beyond it. */
function cutAt(band: GapBand, location: PdfLocation, extents: readonly Extent[], height: number): number {
  const [, top, , tall] = location.rect;
  if (band.side === 'before') {
    const above = extents.filter((extent) => extent.bottom <= top + 1).map((extent) => extent.bottom);
    return above.length === 0 ? 0 : (Math.max(...above) + top) / 2;
  }
  const end = top + tall;
  const below = extents.filter((extent) => extent.top >= end - 1).map((extent) => extent.top);
  return below.length === 0 ? height : (Math.min(...below) + end) / 2;
}

function extentsByPage(document: SourceDocument): Map<number, Extent[]> {
  const extents = new Map<number, Extent[]>();
  const add = (location: PdfLocation): void => {
    const [, top, , height] = location.rect;
    const list = extents.get(location.page) ?? [];
    list.push({ top, bottom: top + height });
    extents.set(location.page, list);
  };
  for (const block of document.blocks) {
    if (block.kind === 'table') {
      for (const cell of block.cells) if (isPdfLocation(cell.location)) add(cell.location);
    } else if (block.place.format === 'pdf') {
      for (const piece of block.place.pieces) add(piece.location);
    }
  }
  return extents;
}
