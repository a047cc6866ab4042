/**
 * Figures that go on from one year's report to the next: continuity.carried-over, continuity.in-force,
 * continuity.item-count. A finding belongs to the later year's report and blames neither.
 */
import { type Form, rowsOf } from '../../form/form.ts';
import type { CellId, EditionId } from '../../form/ids.ts';
import type { Language } from '../finding.ts';
import { columnLabel, rowLabel } from '../names.ts';
import type { RuleText } from '../pack.ts';
import { type Draft, fill, perLanguage } from '../rule.ts';
import { type DigestCell, itemRows, type ReportDigest, stockRows } from './digest.ts';
import { nothing, type TogetherContext, type TogetherRule } from './together-rule.ts';
import { cellsOfYearBefore } from './year-before.ts';

type Figure = DigestCell & { readonly value: number };

/** This year's row 二 is last year's row 四, in each column. */
export const continuityCarriedOver: TogetherRule = {
  id: 'continuity.carried-over',
  check(context) {
    const { digest, text } = context;
    const form = formOf(context);
    const versions = previousOf(context);
    if (versions.length === 0 || !form) return nothing;
    const columns = rowsOf(form.tables.requests).find(({ row }) => row.id === 'carriedOver')?.block.columns ?? [];
    return tally(columns, ({ id }) => {
      const cell = `requests.carriedOver.${id}`;
      const now = figureIn([digest], cell);
      const before = figureIn(versions, cellsOfYearBefore(cell)[0]);
      if (!now || !before) return null;
      return comparison([cell], before.value, now, (language) => ({
        table: form.tables.requests.name,
        column: columnLabel(form.tables.requests, id),
        actual: written(now, text, language),
        expected: written(before, text, language),
        year: yearBefore(digest),
      }));
    });
  },
};

/** 现行有效 is last year's, with what was issued and without what was repealed. Only the 2021 form counts so. */
export const continuityInForce: TogetherRule = {
  id: 'continuity.in-force',
  check(context) {
    const { digest, text } = context;
    const form = formOf(context);
    const versions = previousOf(context, '2021');
    if (versions.length === 0 || !form || form.edition !== '2021') return nothing;
    return tally(stockRows, (row) => {
      const id = (column: string) => `proactive.${row}.${column}`;
      const now = figureIn([digest], id('inForce'));
      const issued = figureIn([digest], id('issued'));
      const repealed = figureIn([digest], id('repealed'));
      const before = figureIn(versions, cellsOfYearBefore(id('inForce'))[0]);
      if (!now || !issued || !repealed || !before) return null;
      const expected = before.value + issued.value - repealed.value;
      const draft = comparison([id('inForce'), id('issued'), id('repealed')], expected, now, (language) => ({
        table: form.tables.proactive.name,
        row: rowLabel(form.tables.proactive, row),
        before: written(before, text, language),
        issued: written(issued, text, language),
        repealed: written(repealed, text, language),
        expected: String(expected),
        actual: written(now, text, language),
        advice: text.words[language][digest.recounted ? 'explained' : 'check'] ?? '',
        year: yearBefore(digest),
      }));
      if (draft === 'passed') return draft;
      const places = [now, issued, repealed].map((cell) => cell.location);
      return { ...draft, places, ...(digest.recounted ? { severity: 'info' } : {}) };
    });
  },
};

/** 上一年项目数量 is that of the year before with its 增/减. Only the 2019 form has these columns. */
export const continuityItemCount: TogetherRule = {
  id: 'continuity.item-count',
  check(context) {
    const { digest, text } = context;
    const form = formOf(context);
    const versions = previousOf(context, '2019');
    if (versions.length === 0 || !form || form.edition !== '2019') return nothing;
    return tally(itemRows, (row) => {
      const cell: CellId = `proactive.${row}.previousYear`;
      const now = figureIn([digest], cell);
      const [items, change] = cellsOfYearBefore(cell).map((before) => figureIn(versions, before));
      // Offices list the sub-rows that they like: other ones cannot be compared.
      if (!now || !items || !change || now.subRows !== items.subRows || items.subRows !== change.subRows) return null;
      const cells = Array.from(
        { length: now.subRows ?? 1 },
        (_, index): CellId => `proactive.${row}${now.subRows ? `.${index + 1}` : ''}.previousYear`,
      );
      return comparison(cells, items.value + change.value, now, (language) => ({
        table: form.tables.proactive.name,
        row: rowLabel(form.tables.proactive, row),
        items: written(items, text, language),
        change: written(change, text, language),
        expected: String(items.value + change.value),
        actual: written(now, text, language),
        year: yearBefore(digest),
      }));
    });
  },
};

function formOf({ digest, book }: TogetherContext): Form | undefined {
  return book.forms.find((form) => form.edition === digest.edition);
}

/** The versions of last year's report, of one edition where the comparison needs it. */
function previousOf({ previous, run }: TogetherContext, edition?: EditionId): ReportDigest[] {
  return previous
    .map((index) => run.digests[index] as ReportDigest)
    .filter((digest) => edition === undefined || digest.edition === edition);
}

/** The figure that the versions of a report agree on; null where none has one, or where they disagree. */
function figureIn(versions: readonly ReportDigest[], id: CellId | undefined): Figure | null {
  if (id === undefined) return null;
  const figures = versions.map((version) => version.cells[id]).filter(isFigure);
  const [first] = figures;
  if (!first) return null;
  const agreed = figures.every((figure) => figure.value === first.value && figure.subRows === first.subRows);
  // A version that says 0 in so many words tells more than a blank.
  return agreed ? (figures.find((figure) => !figure.blank) ?? first) : null;
}

function isFigure(cell: DigestCell | undefined): cell is Figure {
  return cell !== undefined && cell.value !== null;
}

function comparison(
  cells: readonly CellId[],
  expected: number,
  now: Figure,
  values: (language: Language) => Readonly<Record<string, string>>,
): Draft | 'passed' {
  const difference = Math.round(Math.abs(expected - now.value) * 1e6) / 1e6;
  if (difference === 0) return 'passed';
  return {
    section: cells[0]?.startsWith('requests.') ? 'requests' : 'proactive',
    cells,
    expected,
    actual: now.value,
    values: perLanguage((language) => ({ ...values(language), difference: String(difference) })),
    places: [now.location],
    key: `${cells[0]}|${expected}|${now.value}`,
  };
}

function tally<T>(items: readonly T[], compare: (item: T) => Draft | 'passed' | null) {
  const drafts: Draft[] = [];
  let passed = 0;
  let notAssessable = 0;
  for (const item of items) {
    const outcome = compare(item);
    if (outcome === null) notAssessable++;
    else if (outcome === 'passed') passed++;
    else drafts.push(outcome);
  }
  return { drafts, passed, notAssessable };
}

function written(figure: Figure, text: RuleText, language: Language): string {
  const { count = '', blank = '' } = text.words[language];
  return figure.blank ? blank : fill(count, { value: String(figure.value) });
}

function yearBefore(digest: ReportDigest): string {
  return String((digest.year as number) - 1);
}
