/**
 * AnnualReport: a SourceDocument understood as a report in the national format. Plain data.
 * Ids are those of the terminal contract (docs/contract.md).
 */
import type { Paragraph, Problem } from '../document/document.ts';
import type { Location } from '../document/location.ts';
import type { CellReading } from '../form/figures.ts';
import type { TableEditions } from '../form/form.ts';
import type { EditionId, SectionId, TableId } from '../form/ids.ts';

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
  /** Where the document begins; what is missing at its head belongs before it. */
  readonly start: Location;
  /** Where the document ends; what is missing at its end belongs after it. */
  readonly end: Location;
}

export interface ReportTitle {
  readonly text: string;
  readonly location: Location;
  /** Whether the title itself (not the introduction) names them. */
  readonly hasUnit: boolean;
  readonly hasYear: boolean;
  /** It calls the report by another name than the official one: 年报, 工作情况报告. */
  readonly isInOtherWords?: true;
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
  /** Index of the heading among the report's blocks; content runs to the next section's. */
  readonly block: number;
  /** Where the heading ends in its paragraph's text; running text may follow it there. */
  readonly headingEnd: number;
  /** Whether a table stands in the section. */
  readonly hasTable: boolean;
  /** Whether a picture stands in the section (a table pasted as an image). */
  readonly hasImage: boolean;
}

export interface ReportParagraph {
  readonly section: SectionId | null;
  readonly paragraph: Paragraph;
  /** Where the running text begins in it, after a heading in the same paragraph. */
  readonly start: number;
}

export interface ReportTable {
  readonly id: TableId;
  readonly edition: EditionId;
  /** Cells by `row.column` of the contract. A cell that the document does not have is absent. */
  readonly cells: Readonly<Record<string, CellValue>>;
  readonly location: Location;
  /** What does not fit the official layout. */
  readonly oddities: readonly TableOddity[];
  /** Sums that the form does not ask for and some offices add; none in most tables. */
  readonly subtotals: readonly Subtotal[];
}

/** A 小计 of the columns of a group in one row, or of the rows of a group in one column. */
export interface Subtotal {
  readonly over: 'columns' | 'rows';
  /** The row that it stands in, or the column. */
  readonly of: string;
  /** As printed: 小计. */
  readonly label: string;
  /** The official label over the group: 法人或其他组织, （三）不予公开. */
  readonly group: string;
  /** The cells that it adds up, by `row.column`. */
  readonly parts: readonly string[];
  readonly cell: CellValue;
}

export interface CellValue {
  readonly reading: CellReading;
  /** The text of the cell, lines joined without a break. */
  readonly raw: string;
  readonly location: Location;
}

/** What does not fit the official layout. Ids are row and column ids of the contract. */
export type TableOddity = { readonly location: Location } & (
  | { readonly kind: 'row-missing'; readonly row: string }
  | { readonly kind: 'column-missing'; readonly row: string; readonly column: string }
  | { readonly kind: 'row-extra'; readonly label: string }
  /** `label` is empty where the column has no head. */
  | { readonly kind: 'column-extra'; readonly label: string }
  /** More or fewer values than columns, and nothing that places them. */
  | { readonly kind: 'row-values'; readonly row: string; readonly found: number; readonly wanted: number }
  | { readonly kind: 'label'; readonly official: string; readonly found: string }
);

/** The edition of each table that was found. */
export function tableEditionsOf({ tables }: Pick<AnnualReport, 'tables'>): TableEditions {
  return Object.fromEntries(Object.values(tables).map(({ id, edition }) => [id, edition]));
}

/** The value that a cell contributes to a sum, or null where it is not a number. */
export function summand(cell: CellValue): number | null {
  if (cell.reading.kind === 'number') return cell.reading.value;
  return cell.reading.kind === 'blank' ? 0 : null;
}
