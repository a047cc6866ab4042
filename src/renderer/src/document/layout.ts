/**
 * What a document view tells of its layout, the same for PDF, DOCX and TXT: the marks are computed from it
 * alone. A view makes a new one whenever anything has moved.
 */
import type { Location } from '../../../shared/document/location.ts';
import type { CellId, SectionId } from '../../../shared/form/ids.ts';
import type { Rect } from './geometry.ts';

/** `block`: a whole paragraph or table. */
export type PlaceKind = 'cell' | 'text' | 'block';

export interface Placed {
  readonly kind: PlaceKind;
  /** At least one; several where the words run over several lines. */
  readonly rects: readonly Rect[];
}

export interface DocumentLayout {
  readonly width: number;
  readonly height: number;
  /** null where the place is not shown. @param cell the table cell that stands there, where one is meant */
  place(location: Location, cell?: CellId): Placed | null;
  /** The words in a region, line by line, and bands: labels keep clear of them. */
  wordsIn(region: Rect): readonly Rect[];
  /** The band of a missing part, by the finding's index. */
  band(finding: number): Rect | null;
}

/** A part that is missing: shown as a band of its own, before or after a place. */
export interface GapBand {
  readonly finding: number;
  readonly location: Location;
  readonly side: 'before' | 'after';
  readonly title: string;
  readonly holds: string;
  readonly section: SectionId | null;
}
