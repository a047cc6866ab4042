/**
 * Checks a report's tables against the equations of its edition and says what does not add up. A blank
 * cell counts as 0; a cell that is absent or holds no number makes its comparisons not assessable.
 */
import type { Location } from '../document/location.ts';
import type { Form } from '../form/form.ts';
import type { AnnualReport, CellValue, ReportTable } from '../report/annual-report.ts';
import { summand } from '../report/annual-report.ts';
import type { Comparison, Term } from './equations.ts';
import type { Equation, EquationTerm, Language, Suspect } from './finding.ts';
import type { Culprits } from './localise.ts';
import { culpritsIn } from './localise-table.ts';
import { adviceOf } from './localise-text.ts';
import { columnLabel, rowLabel, sectionOf, shortName } from './names.ts';
import type { RuleBook } from './pack.ts';
import { type Draft, perLanguage, type Rule } from './rule.ts';

/** A rule whose whole content is equations in the rule packs. */
export function arithmeticRule(id: string): Rule {
  return {
    id,
    check({ report, form, book, text }) {
      const drafts: Draft[] = [];
      let passed = 0;
      let notAssessable = 0;
      for (const { comparison, table } of form ? comparisonsOf(id, report, book) : []) {
        // A blank total over parts that are all 0 or blank is cell.blank alone, whose sum holds anyway.
        const isHeld = holds(comparison, table);
        const equation = isHeld === false ? evaluate(comparison, table) : null;
        if (isHeld === null) notAssessable++;
        else if (!equation || !form) passed++;
        else {
          const culprits = culpritsIn(table, comparison, form, book);
          const suspects = suspectsOf(culprits, table);
          const advice = perLanguage((language) => ({
            advice: adviceOf(culprits, equation, form, text.words[language]),
          }));
          drafts.push({ ...draftOf(comparison, equation, form, book, advice), suspects });
        }
      }
      return { drafts, passed, notAssessable };
    },
  };
}

interface TableComparison {
  readonly comparison: Comparison;
  readonly table: ReportTable;
}

/** By rule: each arithmetic rule asks for its own of the same report. */
const comparisonsByReport = new WeakMap<AnnualReport, { book: RuleBook; byRule: Map<string, TableComparison[]> }>();

/** The equations of a rule for the report's tables, each by the edition that the table is given in. */
function comparisonsOf(rule: string, report: AnnualReport, book: RuleBook): readonly TableComparison[] {
  let known = comparisonsByReport.get(report);
  if (known?.book !== book) {
    const comparisons = Object.values(report.tables).flatMap((table) =>
      book.equations[table.edition].flatMap((comparison) =>
        comparison.table === table.id ? [{ comparison, table }] : [],
      ),
    );
    const byRule = Map.groupBy(comparisons, ({ comparison }) => comparison.rule);
    known = { book, byRule };
    comparisonsByReport.set(report, known);
  }
  return known.byRule.get(rule) ?? [];
}

/** Whether both sides have the same sum; null where a cell is absent or holds no number. Nearly all do: only the others are written out. */
export function holds({ left, right }: Comparison, table: ReportTable): boolean | null {
  const leftSum = scaledSum(left, table);
  const rightSum = scaledSum(right, table);
  return leftSum === null || rightSum === null ? null : leftSum === rightSum;
}

function scaledSum(terms: readonly Term[], table: ReportTable): number | null {
  let sum = 0;
  for (const { key, sign } of terms) {
    const cell = table.cells[key];
    const value = cell ? summand(cell) : null;
    if (value === null) return null;
    sum += sign * Math.round(value * scale);
  }
  return sum;
}

/** The equation with the table's values, or null where a cell is absent or holds no number. */
export function evaluate(comparison: Comparison, table: ReportTable): Equation | null {
  const left = valuesOf(comparison.left, table);
  const right = valuesOf(comparison.right, table);
  return left && right ? { left, right, leftSum: sumOf(left), rightSum: sumOf(right) } : null;
}

function valuesOf(terms: readonly Term[], table: ReportTable): EquationTerm[] | null {
  const values: EquationTerm[] = [];
  for (const { cell, key, sign } of terms) {
    const found: CellValue | undefined = table.cells[key];
    const value = found ? summand(found) : null;
    if (!found || value === null) return null;
    values.push({ cell, sign, value, blank: found.reading.kind === 'blank', location: found.location });
  }
  return values;
}

/** Decimal fractions are summed as ten-thousandths of 万元 and finer, so that 0.1 + 0.2 is 0.3. */
const scale = 1_000_000;

function sumOf(terms: readonly EquationTerm[]): number {
  return terms.reduce((sum, term) => sum + term.sign * Math.round(term.value * scale), 0) / scale;
}

/** The cells to be suspected, with the values that fit. */
function suspectsOf(culprits: Culprits, table: ReportTable): Suspect[] {
  if (culprits.kind !== 'named') return [];
  return culprits.changes.map(({ cell, from, to }) => {
    const { location } = table.cells[cell.slice(table.id.length + 1)] as CellValue;
    return { cell, from, to, location };
  });
}

function draftOf(
  comparison: Comparison,
  equation: Equation,
  form: Form,
  book: RuleBook,
  advice: Draft['values'],
): Draft {
  const official = form.tables[comparison.table];
  const subject = comparison.row === undefined ? 'column' : 'row';
  const terms = [...equation.left, ...equation.right];
  const total = equation.right.length === 1 ? (equation.right[0] as EquationTerm) : null;
  const sum = (side: readonly EquationTerm[], result: number, language: Language) =>
    sumInWords(side, result, form, book, subject, language);
  return {
    section: sectionOf(comparison.table),
    cells: terms.map((term) => term.cell),
    expected: equation.leftSum,
    actual: equation.rightSum,
    equation,
    values: perLanguage((language) => ({
      table: official.name,
      row: comparison.row === undefined ? '' : rowLabel(official, comparison.row),
      column: comparison.column === undefined ? '' : columnLabel(official, comparison.column),
      left: sum(equation.left, equation.leftSum, language),
      right: sum(equation.right, equation.rightSum, language),
      actual: totalInWords(equation.rightSum, total?.blank === true, language),
      difference: String(Math.round(Math.abs(equation.leftSum - equation.rightSum) * scale) / scale),
      ...advice[language],
    })),
    places: placesOfEquation(equation, total),
    key: `${comparison.row ?? ''}|${comparison.column ?? ''}|${equation.leftSum}|${equation.rightSum}`,
  };
}

/** The total first, where there is one: it is what the finding points at. */
function placesOfEquation(equation: Equation, total: EquationTerm | null): Location[] {
  const others = [...equation.left, ...equation.right].filter((term) => term !== total);
  return [...(total ? [total] : []), ...others].map((term) => term.location);
}

/** What stands behind 总计填. */
export function totalInWords(value: number, isBlank: boolean, language: Language): string {
  if (isBlank) return language === 'zh-CN' ? '了空白（按 0 计）' : 'nothing (counted as 0)';
  return language === 'zh-CN' ? ` ${value} 件` : String(value);
}

/** Most terms that a sentence writes out. */
const longestSum = 6;

/** 本年新收 821 件＋上年结转 18 件＝839 件; terms that are 0 are left out of long sums. */
export function sumInWords(
  terms: readonly EquationTerm[],
  result: number,
  form: Form,
  book: RuleBook,
  subject: 'row' | 'column',
  language: Language,
): string {
  const shown = terms.length > 2 ? terms.filter((term) => term.value !== 0) : terms;
  const unit = language === 'zh-CN' ? ' 件' : '';
  const parts = shown.map((term, index) => {
    const sign = term.sign < 0 ? '－' : index === 0 ? '' : '＋';
    return `${sign}${shortName(term.cell, form, book, subject)} ${term.value}${unit}`;
  });
  // A sum too long to be read in a sentence: the equation itself goes with the finding.
  if (parts.length > longestSum) {
    const sides = subject === 'row' ? { zh: '各栏', en: 'columns' } : { zh: '各行', en: 'rows' };
    return language === 'zh-CN' ? `${sides.zh}之和 ${result} 件` : `the ${sides.en} add up to ${result}`;
  }
  if (parts.length === 0) return language === 'zh-CN' ? '各项均为 0' : 'all parts are 0';
  if (parts.length === 1 && terms.length > 2) return parts[0] as string;
  return `${parts.join('')}＝${result}${unit}`;
}
