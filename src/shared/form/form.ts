/**
 * The official form of an annual report in one edition: the titles of its sections and the labels of its
 * tables, as rule packs (resources/rules/) declare them. Readers and the report stage recognise by it.
 */

import { madeOnce } from '../made-once.ts';
import { type EditionId, type SectionId, type TableId, tableIds } from './ids.ts';

export interface Form {
  readonly edition: EditionId;
  /** Report years to which it applies, both ends included; no `to`: it is in force. */
  readonly years: { readonly from: number; readonly to?: number };
  readonly sections: readonly FormSection[];
  readonly tables: Readonly<Record<TableId, FormTable>>;
}

export interface FormSection {
  readonly id: SectionId;
  readonly title: string;
  /** Wordings that count as official. */
  readonly tolerated: readonly string[];
  /** Other wordings in use, by which the section is recognised. */
  readonly variants: readonly string[];
}

/**
 * A table of the form. `blocks` are parts with heads of their own (the items of 第二十条 in table 二); tables
 * 三 and 四 are one block. In table 四 (`layout: groups`) each row of the block is a group of columns.
 */
export interface FormTable {
  readonly id: TableId;
  /** As messages call it: 表三. */
  readonly name: string;
  readonly layout: 'rows' | 'groups';
  readonly blocks: readonly FormBlock[];
  /** Cells with words of the form that are neither row nor column labels (the note cell, 信息内容). */
  readonly furniture: readonly string[];
}

export interface FormBlock {
  /** 第二十条第（一）项; absent where the table is one block. */
  readonly heading?: string;
  readonly rows: readonly FormRow[];
  readonly columns: readonly FormColumn[];
}

export interface FormLabel {
  readonly label: string;
  /** Wordings that count as official. */
  readonly tolerated: readonly string[];
  /** Other wordings in use, by which the label is recognised. */
  readonly variants?: readonly string[];
}

export interface FormRow extends FormLabel {
  readonly id: string;
  /** Labels of the cells to the left that span several rows, outermost first. */
  readonly parents: readonly string[];
  /** Whether offices list sub-rows of their own under it. */
  readonly subRows: boolean;
}

export interface FormColumn extends FormLabel {
  readonly id: string;
  /** Labels above it that span several columns. */
  readonly parents: readonly string[];
  readonly unit: ColumnUnit;
}

/** `count`: whole, not negative (件). `change`: whole, may be negative. `amount`: 万元. */
export type ColumnUnit = 'count' | 'change' | 'amount';

export interface OfficialRow {
  readonly row: FormRow;
  readonly block: FormBlock;
}

const listedRows = new WeakMap<FormTable, readonly OfficialRow[]>();

/** Every row of a table with the block it stands in, in official order. Asked for each cell: made once for each table. */
export function rowsOf(table: FormTable): readonly OfficialRow[] {
  return madeOnce(listedRows, table, () => table.blocks.flatMap((block) => block.rows.map((row) => ({ row, block }))));
}

/** Every cell id of a table, `row.column`, in official order. */
export function cellKeysOf(table: FormTable): string[] {
  return rowsOf(table).flatMap(({ row, block }) => block.columns.map((column) => `${row.id}.${column.id}`));
}

export type TableEditions = Readonly<Partial<Record<TableId, EditionId>>>;

const mixedForms = new WeakMap<Form, Map<string, Form>>();

/**
 * The form of an edition with each table in the edition that it is given in: offices fill in one table of the new form
 * and another of the old. Null where there is no such edition; always the same object for the same editions.
 */
export function formInEditions(forms: readonly Form[], edition: EditionId | null, tables: TableEditions): Form | null {
  const form = forms.find((candidate) => candidate.edition === edition);
  if (!form) return null;
  const editions = tableIds.map((id) => tables[id] ?? form.edition);
  if (editions.every((own) => own === form.edition)) return form;
  const known = madeOnce(mixedForms, form, () => new Map<string, Form>());
  return madeOnce(known, editions.join(' '), () => {
    const tableOf = (id: TableId) =>
      (forms.find((candidate) => candidate.edition === (tables[id] ?? form.edition)) ?? form).tables[id];
    return {
      ...form,
      tables: { proactive: tableOf('proactive'), requests: tableOf('requests'), litigation: tableOf('litigation') },
    };
  });
}

/** The form that a report on `year` must follow. */
export function formForYear(forms: readonly Form[], year: number): Form | undefined {
  return forms.find((form) => year >= form.years.from && (form.years.to === undefined || year <= form.years.to));
}
