/**
 * Small reports for the rules' cases: a right report of either edition as a SourceDocument, with the changes
 * that a case asks for. Only cases and tests use it.
 */
import {
  type Block,
  type Cell,
  type Paragraph,
  type SourceDocument,
  slotsOf,
  type Table,
} from '../document/document.ts';
import { isDocxLocation, type Location } from '../document/location.ts';
import { type Form, formForYear, rowsOf } from '../form/form.ts';
import { type CellId, type SectionId, type TableId, tableIds } from '../form/ids.ts';
import { chineseNumeral } from '../form/normalise.ts';

export interface CaseReport {
  /** Default 2023; it decides the edition unless `edition` does. */
  readonly year?: number;
  readonly edition?: '2019' | '2021';
  /** Sections left out, heading and all. */
  readonly without?: readonly SectionId[];
  /** Heading lines in place of the official ones; null: the heading stands there without its table or text. */
  readonly headings?: Partial<Record<SectionId, string>>;
  /** Another order of the sections; a string that is no id is a heading with a line of text below it. */
  readonly order?: readonly (SectionId | string)[];
  /** Cell texts by full id; cells not named hold 0. */
  readonly cells?: Readonly<Record<CellId, string>>;
  /** Labels of rows and columns in place of the official ones, by the official label. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Lines of the title; empty: none. */
  readonly title?: readonly string[];
  /** Paragraphs between the title and the first section. */
  readonly introduction?: readonly string[];
  /** Running text of a section in place of the default; before the table where the section has one. */
  readonly text?: Partial<Record<SectionId, readonly string[]>>;
  /**
   * A column 小计 in 表三 (cells `requests.<row>.subtotal`), or a row 小计 below each group
   * (`requests.<group>.subtotal.<column>`), with the group's label beside it or without.
   */
  readonly subtotals?: 'columns' | 'rows' | 'unnamed-rows';
  readonly withoutRows?: readonly string[];
  readonly withoutTables?: readonly TableId[];
  /** Sections whose table is a picture. */
  readonly pictures?: readonly TableId[];
  /** Rows (`table.row`) whose values stand from the left without anything that places them. */
  readonly unplaced?: readonly string[];
  readonly problems?: SourceDocument['problems'];
}

/** Running text that is right for any figures: it names none. */
const defaultText: Partial<Record<SectionId, readonly string[]>> = {
  overview: [
    '本机关按照规定主动公开政府信息，畅通依申请公开渠道，完善政府信息管理制度，维护网站专栏，并对这项工作进行监督检查。',
  ],
  problems: ['公开的内容还不够丰富，将在今后的工作中加以改进。'],
  other: ['收取信息处理费的情况：未发出收费通知，未收取费用。'],
};

export function caseDocument(report: CaseReport, forms: readonly Form[]): SourceDocument {
  const year = report.year ?? 2023;
  const form = forms.find((candidate) => candidate.edition === report.edition) ?? formForYear(forms, year);
  if (!form) throw new Error(`no form for ${year}`);
  const blocks: Block[] = [];
  const paragraph = (words: string, more: Partial<Paragraph> = {}) =>
    blocks.push({
      kind: 'paragraph',
      text: words,
      place: { format: 'docx', location: { block: blocks.length } },
      ...more,
    });
  for (const line of report.title ?? [`清河区档案局${year}年政府信息公开工作年度报告`]) paragraph(line);
  for (const line of report.introduction ?? []) paragraph(line);
  const order = report.order ?? form.sections.map((section) => section.id);
  for (const id of order) {
    const index = form.sections.findIndex((section) => section.id === id);
    const section = form.sections[index];
    if (section && report.without?.includes(section.id)) continue;
    paragraph(section ? (report.headings?.[section.id] ?? `${chineseNumeral(index + 1)}、${section.title}`) : id);
    const table = tableIds.find((tableId) => tableId === id);
    const own = section ? (report.text?.[section.id] ?? defaultText[section.id] ?? []) : ['有关情况按时予以公布。'];
    for (const line of own) paragraph(line);
    if (!table) continue;
    if (report.pictures?.includes(table)) paragraph('', { hasImage: true });
    else if (!report.withoutTables?.includes(table)) blocks.push(caseTable(report, form, table, blocks.length));
  }
  return { format: 'docx', blocks, problems: report.problems ?? [] };
}

function caseTable(report: CaseReport, form: Form, id: TableId, block: number): Table {
  const official = form.tables[id];
  const cells: Cell[] = [];
  const unplacedRows: number[] = [];
  const put = (row: number, column: number, label: string, columnSpan = 1) => {
    const words = report.labels?.[label] ?? label;
    cells.push({ row, column, rowSpan: 1, columnSpan, text: words, location: { block, row, column } });
  };
  const value = (key: string) => report.cells?.[`${id}.${key}`] ?? '0';
  let row = 0;
  if (official.layout === 'groups') {
    for (const part of official.blocks) {
      for (const [group, entry] of part.rows.entries()) {
        put(0, group * part.columns.length, entry.label, part.columns.length);
        for (const [index, column] of part.columns.entries()) {
          put(1, group * part.columns.length + index, column.label);
          put(2, group * part.columns.length + index, value(`${entry.id}.${column.id}`));
        }
      }
    }
    row = 3;
  } else {
    for (const part of official.blocks) {
      if (part.heading) put(row++, 0, part.heading, 5);
      put(row, 0, official.furniture[0] ?? '', 2);
      const columns: { id: string; label: string }[] = [...part.columns];
      const isSummed = id === 'requests' && report.subtotals !== undefined;
      if (isSummed && report.subtotals === 'columns') columns.splice(-1, 0, { id: 'subtotal', label: '小计' });
      for (const [index, column] of columns.entries()) put(row, index + 2, column.label);
      row++;
      const putRow = (rowId: string, parent: string, label: string) => {
        put(row, 0, parent);
        put(row, 1, label);
        for (const [index, column] of columns.entries()) put(row, index + 2, value(`${rowId}.${column.id}`));
        row++;
      };
      for (const [index, entry] of part.rows.entries()) {
        if (report.withoutRows?.includes(`${id}.${entry.id}`)) continue;
        if (report.unplaced?.includes(`${id}.${entry.id}`)) unplacedRows.push(row);
        const group = entry.parents.at(-1);
        putRow(entry.id, group ?? entry.label, entry.label);
        const isLast = entry.parents.length > 1 && part.rows[index + 1]?.parents.at(-1) !== group;
        if (isSummed && report.subtotals !== 'columns' && group !== undefined && isLast) {
          putRow(`${entry.id.split('.')[0]}.subtotal`, report.subtotals === 'rows' ? group : '', '小计');
        }
      }
    }
  }
  const columnCount = Math.max(...cells.map((cell) => cell.column + cell.columnSpan));
  const filled = fillHoles(cells, row, columnCount, block);
  return {
    kind: 'table',
    rowCount: row,
    columnCount,
    cells: filled,
    location: { block },
    ...(unplacedRows.length > 0 ? { unplacedRows } : {}),
  };
}

/** Slots right of a short row are blank cells, as in a grid of equal rows. */
function fillHoles(cells: readonly Cell[], rowCount: number, columnCount: number, block: number): Cell[] {
  const filled = [...cells];
  for (let row = 0; row < rowCount; row++) {
    for (let column = 0; column < columnCount; column++) {
      const covered = cells.some(
        (cell) => cell.row === row && column >= cell.column && column < cell.column + cell.columnSpan,
      );
      if (!covered) filled.push({ row, column, rowSpan: 1, columnSpan: 1, text: '', location: { block, row, column } });
    }
  }
  return filled.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** Cell texts of 表三 that satisfy every equation, for cases that disturb one of them. */
export function balancedRequests(form: Form): Record<CellId, string> {
  const counts: Readonly<Record<string, number>> = { newlyReceived: 40, carriedOver: 2, granted: 21, partlyGranted: 9 };
  const more: Readonly<Record<string, number>> = { 'unavailable.notHeld': 6, 'notProcessed.repeated': 4 };
  const business = { newlyReceived: 5, granted: 3, partlyGranted: 1, 'unavailable.notHeld': 1 } as Record<
    string,
    number
  >;
  const cells: Record<CellId, string> = {};
  for (const { row } of rowsOf(form.tables.requests)) {
    const derived = { resultTotal: [40, 5], carriedForward: [2, 0] }[row.id];
    const person = derived?.[0] ?? counts[row.id] ?? more[row.id] ?? 0;
    const company = derived?.[1] ?? business[row.id] ?? 0;
    cells[`requests.${row.id}.naturalPerson`] = String(person);
    cells[`requests.${row.id}.business`] = String(company);
    cells[`requests.${row.id}.total`] = String(person + company);
  }
  return cells;
}

/** A case's report; `balanced`: laid over a table 三 whose figures agree. */
export function documentOfCase(
  { report, balanced }: { readonly report: CaseReport; readonly balanced?: boolean },
  forms: readonly Form[],
): SourceDocument {
  if (!balanced) return caseDocument(report, forms);
  const form =
    forms.find((candidate) => candidate.edition === report.edition) ?? formForYear(forms, report.year ?? 2023);
  if (!form) throw new Error(`no form for ${report.year}`);
  return caseDocument({ ...report, cells: { ...balancedRequests(form), ...report.cells } }, forms);
}

/** The words at a place of a case's report. */
export function textAt(document: SourceDocument, location: Location): string {
  if (!isDocxLocation(location)) throw new Error('cases are laid out like a DOCX');
  const block = document.blocks[location.block];
  if (block?.kind === 'paragraph') return block.text.slice(location.start, location.end);
  if (!block) throw new Error(`no block ${location.block}`);
  return slotsOf(block)[location.row ?? -1]?.[location.column ?? -1]?.text ?? '(no cell)';
}
