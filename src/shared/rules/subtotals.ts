/**
 * What a 小计 adds up (report/subtotals.ts), checked by the rule whose sum it is a part of: the row's total, or the
 * total of the results.
 */
import type { CellId } from '../form/ids.ts';
import { type AnnualReport, type ReportTable, type Subtotal, summand } from '../report/annual-report.ts';
import { sumInWords, totalInWords } from './arithmetic.ts';
import type { EquationTerm } from './finding.ts';
import { columnLabel, rowLabel, sectionOf } from './names.ts';
import { type Draft, perLanguage, type Rule, type RuleContext } from './rule.ts';

/** The rule, and with it the sums of that kind that a table holds beyond its form. */
export function withSubtotals(rule: Rule, over: Subtotal['over']): Rule {
  return {
    id: rule.id,
    check(context) {
      const own = rule.check(context);
      const drafts: Draft[] = [];
      let passed = 0;
      let notAssessable = 0;
      for (const { table, subtotal } of subtotalsOf(context.report, over)) {
        const terms = termsOf(table, subtotal);
        const stated = summand(subtotal.cell);
        if (!terms || stated === null) notAssessable++;
        else if (terms.reduce((sum, { value }) => sum + value, 0) === stated) passed++;
        else drafts.push(draftOf(table, subtotal, terms, stated, context));
      }
      return {
        drafts: [...own.drafts, ...drafts],
        passed: own.passed + passed,
        notAssessable: own.notAssessable + notAssessable,
      };
    },
  };
}

function subtotalsOf({ tables }: AnnualReport, over: Subtotal['over']): { table: ReportTable; subtotal: Subtotal }[] {
  return Object.values(tables).flatMap((table) =>
    table.subtotals.flatMap((subtotal) => (subtotal.over === over ? [{ table, subtotal }] : [])),
  );
}

function termsOf(table: ReportTable, { parts }: Subtotal): EquationTerm[] | null {
  const terms: EquationTerm[] = [];
  for (const key of parts) {
    const found = table.cells[key];
    const value = found ? summand(found) : null;
    if (!found || value === null) return null;
    const blank = found.reading.kind === 'blank';
    terms.push({ cell: `${table.id}.${key}`, sign: 1, value, blank, location: found.location });
  }
  return terms;
}

function draftOf(
  table: ReportTable,
  { over, of, label, group, cell }: Subtotal,
  terms: readonly EquationTerm[],
  stated: number,
  { form, book, text }: RuleContext,
): Draft {
  if (!form) throw new Error('a table without a form');
  const official = form.tables[table.id];
  const sum = terms.reduce((all, { value }) => all + value, 0);
  const cells: CellId[] = terms.map((term) => term.cell);
  const subject = over === 'columns' ? 'row' : 'column';
  return {
    section: sectionOf(table.id),
    cells,
    expected: sum,
    actual: stated,
    sentence: over === 'columns' ? 'subtotalOfRow' : 'subtotalOfColumn',
    values: perLanguage((language) => ({
      table: official.name,
      place: over === 'columns' ? rowLabel(official, of) : columnLabel(official, of),
      group,
      label,
      sum: sumInWords(terms, sum, form, book, subject, language),
      actual: totalInWords(stated, cell.reading.kind === 'blank', language),
      difference: String(Math.abs(sum - stated)),
      check: text.words[language].check ?? '',
    })),
    places: [cell.location, ...terms.map((term) => term.location)],
    key: `${over}|${of}|${group}|${sum}|${stated}`,
  };
}
