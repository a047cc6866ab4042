/** SourceDocument to AnnualReport: title, unit, year, edition, sections, tables by cell id, running text. */
import { type Block, placesOf, type SourceDocument, type Table } from '../document/document.ts';
import { ReadError } from '../document/errors.ts';
import type { Location } from '../document/location.ts';
import type { Form } from '../form/form.ts';
import { formForYear } from '../form/form.ts';
import { type TableId, tableIds } from '../form/ids.ts';
import type { AnnualReport, ReportParagraph, ReportTable, Section } from './annual-report.ts';
import { findSections } from './sections.ts';
import { withLinesApart } from './soft-lines.ts';
import { editionFit, groupTables, readTable } from './tables.ts';
import { readTitle } from './title.ts';

export type * from './annual-report.ts';
export { summand, tableEditionsOf } from './annual-report.ts';

/**
 * Understands a document as an annual report.
 * @throws ReadError 'not-a-report' where it has neither a title nor two known sections nor an official table.
 */
export function readReport(document: SourceDocument, forms: readonly Form[]): AnnualReport {
  const titles = (forms.at(-1) as Form).sections;
  const blocks = withLinesApart(document.blocks, titles);
  const groups = groupTables(blocks, forms);
  const found = tableIds.filter((id) => groups[id] !== undefined);
  const places = new Map(found.map((id) => [blocks.indexOf(groups[id]?.[0] as Table), id]));
  const sections = findSections(blocks, titles, places);
  const { title, unit, year } = readTitle(blocks, sections[0]?.block ?? blocks.length);
  if (
    found.length === 0 &&
    (title === null || title.isInOtherWords) &&
    sections.filter((section) => section.id !== null).length < 2
  ) {
    throw new ReadError('not-a-report', 'no title, no sections and no tables of an annual report');
  }
  const form = found.length === 0 ? null : bestForm(forms, year, (candidate) => editionFit(groups, candidate));
  const tables: Partial<Record<TableId, ReportTable>> = {};
  for (const id of found)
    if (form) tables[id] = readInEdition(groups[id] as NonNullable<(typeof groups)[TableId]>, form, forms, id);
  return {
    unit,
    year,
    edition: form?.edition ?? null,
    title,
    sections,
    tables,
    paragraphs: runningText(blocks, sections),
    problems: document.problems,
    start: startOf(blocks),
    end: endOf(blocks),
  };
}

/** By the form of the report, or by another one where the table fits that in every row and column, and not its own. */
function readInEdition(grids: readonly Table[], form: Form, forms: readonly Form[], id: TableId): ReportTable {
  const isWhole = ({ oddities }: ReportTable) => oddities.every(({ kind }) => kind === 'label');
  const table = readTable(grids, form, id);
  if (isWhole(table)) return table;
  const others = forms.filter((other) => other !== form).map((other) => readTable(grids, other, id));
  return others.find(isWhole) ?? table;
}

function startOf(blocks: readonly Block[]): Location {
  const first = blocks.find((block) => block.kind === 'table' || block.text.trim() !== '') as Block;
  return first.kind === 'table' ? first.location : (placesOf(first)[0] as Location);
}

function endOf(blocks: readonly Block[]): Location {
  const last = blocks.findLast((block) => block.kind === 'table' || block.text.trim() !== '') as Block;
  return last.kind === 'table' ? last.location : (placesOf(last).at(-1) as Location);
}

/** The form with the greatest fit; of two that fit alike, the one of the report's year. */
function bestForm(forms: readonly Form[], year: number | null, fitOf: (form: Form) => number): Form {
  const expected = year === null ? undefined : formForYear(forms, year);
  const ranked = forms.map((form) => ({ form, fit: fitOf(form) + (form === expected ? 0.5 : 0) }));
  return ranked.reduce((best, next) => (next.fit > best.fit ? next : best)).form;
}

function runningText(blocks: readonly Block[], sections: readonly Section[]): ReportParagraph[] {
  const headings = new Map(sections.map((section) => [section.block, section]));
  const found: ReportParagraph[] = [];
  let current: Section | null = null;
  for (const [index, block] of blocks.entries()) {
    const heading = headings.get(index);
    if (heading) current = heading;
    if (block.kind !== 'paragraph' || block.text.trim() === '') continue;
    const start = heading?.headingEnd ?? 0;
    if (block.text.slice(start).trim() !== '') found.push({ section: current?.id ?? null, paragraph: block, start });
  }
  return found;
}
