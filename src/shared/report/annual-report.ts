/**
 * AnnualReport: a SourceDocument understood as a report in the national format. Plain data.
 * Ids are those of the terminal contract (docs/contract.md).
 */
import type { Paragraph, Problem } from '../document/document.ts';
import type { Location } from '../document/location.ts';

export const sectionIds = ['overview', 'proactive', 'requests', 'litigation', 'problems', 'other'] as const;
export type SectionId = (typeof sectionIds)[number];

export const tableIds = ['proactive', 'requests', 'litigation'] as const;
export type TableId = (typeof tableIds)[number];

export const editionIds = ['2019', '2021'] as const;
export type EditionId = (typeof editionIds)[number];

/** `table.row.column`, for instance `requests.refused.stateSecret.business`. */
export type CellId = string;

export interface AnnualReport {
  /** The reporting body, from the title, or from the introduction where there is no title. */
  readonly unit: string | null;
  readonly year: number | null;
  readonly edition: EditionId | null;
  readonly title: ReportTitle | null;
  /** Headings of the first level, in document order. */
  readonly sections: readonly Section[];
  /** Recognised tables. A table that is not there is absent. */
  readonly tables: Partial<Record<TableId, ReportTable>>;
  /** Running text outside headings and tables, with the section it stands in. */
  readonly paragraphs: readonly ReportParagraph[];
  readonly problems: readonly Problem[];
}

export interface ReportTitle {
  readonly text: string;
  readonly location: Location;
  /** Whether the title itself (not the introduction) names them. */
  readonly hasUnit: boolean;
  readonly hasYear: boolean;
}

export interface Section {
  /** null: a heading of the first level that the format does not know. */
  readonly id: SectionId | null;
  /** As printed, with its number. */
  readonly title: string;
  /** The heading without its number. */
  readonly name: string;
  /** The number that the heading bears, typed or generated; null where it has none. */
  readonly number: number | null;
  readonly location: Location;
  readonly places: readonly Location[];
  /** Index of the heading among the document's blocks; content runs to the next section's. */
  readonly block: number;
  /** Whether a picture stands in the section (a table pasted as an image). */
  readonly hasImage: boolean;
}

export interface ReportParagraph {
  readonly section: SectionId | null;
  readonly paragraph: Paragraph;
}

export interface ReportTable {
  readonly id: TableId;
  readonly edition: EditionId;
  /** Cells by `row.column` of the contract. A cell that the document does not have is absent. */
  readonly cells: Readonly<Record<string, CellValue>>;
  readonly location: Location;
  /** What does not fit the official layout. */
  readonly oddities: readonly TableOddity[];
}

/** How a cell's text reads as a number. */
export type CellReading =
  | { readonly kind: 'number'; readonly value: number; readonly decimals: number }
  /** Blank, or one of the marks that stand for nothing: / — - 无. Counts as 0 in sums. */
  | { readonly kind: 'blank' }
  /** Words, or a number with a unit that is not the column's. */
  | { readonly kind: 'not-a-number'; readonly unit?: string };

export interface CellValue {
  readonly reading: CellReading;
  /** The text of the cell, lines joined without a break. */
  readonly raw: string;
  readonly location: Location;
}

export type TableOddity =
  | { readonly kind: 'row-missing'; readonly row: string }
  | { readonly kind: 'column-missing'; readonly row: string; readonly column: string }
  | { readonly kind: 'row-extra'; readonly label: string; readonly location: Location }
  | { readonly kind: 'column-extra'; readonly label: string; readonly values: number; readonly location: Location }
  /** More or fewer values than columns, and nothing that places them. */
  | {
      readonly kind: 'row-values';
      readonly row: string;
      readonly found: number;
      readonly wanted: number;
      readonly location: Location;
    }
  | { readonly kind: 'label'; readonly official: string; readonly found: string; readonly location: Location };

/** The value that a cell contributes to a sum, or null where it is not a number. */
export function summand(cell: CellValue): number | null {
  if (cell.reading.kind === 'number') return cell.reading.value;
  return cell.reading.kind === 'blank' ? 0 : null;
}
