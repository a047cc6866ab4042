/**
 * What is kept of a report to compare it with others: made right after its own check, plain data, some kilobytes,
 * so that those of thousands of reports stay in memory and can be stored.
 */
import { placesOf } from '../../document/document.ts';
import type { Location } from '../../document/location.ts';
import { formInEditions, rowsOf } from '../../form/form.ts';
import type { CellId, EditionId, TableId } from '../../form/ids.ts';
import { madeOnce } from '../../made-once.ts';
import { type AnnualReport, type CellValue, summand, tableEditionsOf } from '../../report/annual-report.ts';
import type { RuleBook } from '../pack.ts';
import { clausesOf, namesOf, printOf } from './words.ts';

export interface ReportDigest {
  readonly unit: string | null;
  readonly year: number | null;
  /** Which form table 二 follows: the editions differ there in what goes on from year to year. */
  readonly edition: EditionId | null;
  /** The cells that one year's report has in common with the next one's; absent where the document lacks them. */
  readonly cells: Readonly<Record<CellId, DigestCell>>;
  /** The text speaks of 清理, 调整 or 口径 near table 二. */
  readonly recounted: boolean;
  /** Running text of the report's own: no headings, no introduction, no table text. In document order. */
  readonly paragraphs: readonly DigestParagraph[];
  /** A fingerprint for each clause of the paragraphs that is no formula of the rule packs (words.ts). */
  readonly prints: readonly number[];
  /** The length of each of those clauses, in characters as compared. */
  readonly lengths: readonly number[];
}

export interface DigestCell {
  /** null: no number. A blank is 0. */
  readonly value: number | null;
  readonly blank: boolean;
  readonly location: Location;
  /** Where the document lists sub-rows (`row.1`, `row.2`, …), their number; the value is their sum. */
  readonly subRows?: number;
}

export interface DigestParagraph {
  readonly text: string;
  readonly places: readonly Location[];
}

/** Rows and columns that continuity.ts compares. */
export const stockRows = ['regulations', 'normativeDocuments'] as const;
export const itemRows = ['licensing', 'otherServices', 'penalties', 'coercion', 'fees'] as const;

const kept: readonly { readonly table: TableId; readonly row: string; readonly columns: readonly string[] | null }[] = [
  { table: 'requests', row: 'carriedOver', columns: null },
  { table: 'requests', row: 'carriedForward', columns: null },
  ...stockRows.map((row) => ({ table: 'proactive' as const, row, columns: ['issued', 'repealed', 'inForce'] })),
  ...itemRows.map((row) => ({ table: 'proactive' as const, row, columns: ['previousYear', 'change'] })),
];

/** Characters of running text that are kept: ten times those of the longest reports. */
const mostText = 100_000;

export function digestOf(report: AnnualReport, book: RuleBook): ReportDigest {
  const paragraphs = paragraphsOf(report);
  const clauses = ownClauses(paragraphs, report.unit, book).map(({ words }) => words);
  return {
    unit: report.unit,
    year: report.year,
    edition: report.tables.proactive?.edition ?? report.edition,
    cells: cellsOf(report, book),
    recounted: isRecounted(report),
    paragraphs,
    prints: clauses.map(printOf),
    lengths: clauses.map((words) => words.length),
  };
}

function paragraphsOf(report: AnnualReport): DigestParagraph[] {
  const paragraphs: DigestParagraph[] = [];
  let length = 0;
  for (const { section, paragraph, start } of report.paragraphs) {
    const text = paragraph.text.slice(start);
    // The introduction is the form's; what holds no sentence is a heading, or a label that a table lost.
    if (section === null || !/[。；;！!？?]/.test(text)) continue;
    length += text.length;
    if (length > mostText) break;
    paragraphs.push({ text, places: placesOf(paragraph, start) });
  }
  return paragraphs;
}

export interface OwnClause {
  readonly words: string;
  readonly at: readonly number[];
  /** Index of its paragraph. */
  readonly paragraph: number;
}

/** The clauses of the paragraphs, formulas of the rule packs left out. */
export function ownClauses(
  paragraphs: readonly DigestParagraph[],
  unit: string | null,
  book: RuleBook,
): readonly OwnClause[] {
  const names = namesOf(unit);
  const formulas = formulasOf(book);
  return paragraphs.flatMap(({ text }, paragraph) =>
    clausesOf(text, names)
      .filter(({ words }) => !formulas.has(words))
      .map(({ words, at }) => ({ words, at, paragraph })),
  );
}

const formulasByBook = new WeakMap<RuleBook, ReadonlySet<string>>();

function formulasOf(book: RuleBook): ReadonlySet<string> {
  return madeOnce(formulasByBook, book, () => {
    const texts = [...book.formulas, ...book.topics.map((topic) => topic.name)];
    return new Set(texts.flatMap((text) => clausesOf(text, []).map(({ words }) => words)));
  });
}

function cellsOf(report: AnnualReport, book: RuleBook): Record<CellId, DigestCell> {
  const form = formInEditions(book.forms, report.edition, tableEditionsOf(report));
  const cells: Record<CellId, DigestCell> = {};
  for (const { table, row, columns } of form ? kept : []) {
    const found = report.tables[table]?.cells;
    const official = form && rowsOf(form.tables[table]).find((entry) => entry.row.id === row);
    if (!found || !official) continue;
    for (const { id } of official.block.columns) {
      if (columns && !columns.includes(id)) continue;
      const own = found[`${row}.${id}`];
      const parts = own || !official.row.subRows ? [] : subRowsOf(found, row, id);
      const cell = own ? digestCell([own]) : parts.length > 0 ? digestCell(parts) : null;
      if (cell) cells[`${table}.${row}.${id}`] = parts.length > 0 ? { ...cell, subRows: parts.length } : cell;
    }
  }
  return cells;
}

function subRowsOf(cells: Readonly<Record<string, CellValue>>, row: string, column: string): CellValue[] {
  const parts: CellValue[] = [];
  for (let number = 1; ; number++) {
    const part = cells[`${row}.${number}.${column}`];
    if (!part) return parts;
    parts.push(part);
  }
}

function digestCell(parts: readonly CellValue[]): DigestCell {
  const values = parts.map(summand);
  return {
    value: values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0),
    blank: parts.every((part) => part.reading.kind === 'blank'),
    location: (parts[0] as CellValue).location,
  };
}

const recount = /清理|调整|口径/;

/** In the table's own section, or in a sentence on regulations and normative documents. */
function isRecounted(report: AnnualReport): boolean {
  return report.paragraphs.some(({ section, paragraph, start }) => {
    const text = paragraph.text.slice(start);
    if (!recount.test(text)) return false;
    if (section === 'proactive') return true;
    return text.split(/[。；;！!？?]/).some((words) => recount.test(words) && /规章|规范性\s*文件/.test(words));
  });
}
