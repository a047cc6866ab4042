/**
 * cell.split-number: a row of table 三 fails and would hold if two neighbouring cells were one number split
 * in two (1 and 2 for 12). Said only where exactly one pair explains it, and where the columns of the two
 * cells would hold as well with the whole number in one of them and nothing in the other.
 */
import type { CellId } from '../form/ids.ts';
import type { ReportTable } from '../report/annual-report.ts';
import { summand } from '../report/annual-report.ts';
import { evaluate, holds } from './arithmetic.ts';
import type { Comparison } from './equations.ts';
import type { EquationTerm } from './finding.ts';
import { cellName, sectionOf } from './names.ts';
import { type Draft, inBoth, type Rule } from './rule.ts';

export const cellSplitNumber: Rule = {
  id: 'cell.split-number',
  check({ report, form, book }) {
    const drafts: Draft[] = [];
    let passed = 0;
    const table = report.tables.requests;
    for (const comparison of form && table ? book.equations[table.edition] : []) {
      if (comparison.rule !== 'requests.row-total' || !table || !form) continue;
      const isHeld = holds(comparison, table);
      if (isHeld === null) continue;
      const equation = isHeld ? null : evaluate(comparison, table);
      const pairs = equation
        ? splitPairs(equation.left, equation.rightSum).filter((pair) =>
            columnsHold(pair, table, book.equations[table.edition]),
          )
        : [];
      const [pair] = pairs;
      if (!equation || !pair || pairs.length > 1) {
        passed++;
        continue;
      }
      const [first, second] = pair;
      const names = [cellName(first.cell, form), cellName(second.cell, form)] as const;
      const cells: CellId[] = [first.cell, second.cell];
      drafts.push({
        section: sectionOf('requests'),
        cells,
        expected: equation.rightSum,
        actual: equation.leftSum,
        values: inBoth({
          table: names[0].table.name,
          row: names[0].row,
          first: names[0].column,
          second: names[1].column,
          a: String(first.value),
          b: String(second.value),
          whole: `${first.value}${second.value}`,
          total: String(equation.rightSum),
        }),
        places: [first.location, second.location],
        key: cells.join('|'),
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

/** Neighbouring parts whose digits, written together, make the row's sum its total. */
function splitPairs(parts: readonly EquationTerm[], total: number): [EquationTerm, EquationTerm][] {
  const sum = parts.reduce((all, part) => all + part.value, 0);
  return parts.flatMap((first, index): [EquationTerm, EquationTerm][] => {
    const second = parts[index + 1];
    // 1 and 0 for 10 is also a 1 that should be 10: that is left to the search for the culprit.
    if (!second || first.value <= 0 || second.value <= 0 || second.blank) return [];
    const whole = Number(`${first.value}${second.value}`);
    return sum - first.value - second.value + whole === total ? [[first, second]] : [];
  });
}

/** Whether every equation of the two cells' columns holds with the whole number in the one and 0 in the other. */
function columnsHold(
  [first, second]: readonly [EquationTerm, EquationTerm],
  table: ReportTable,
  comparisons: readonly Comparison[],
): boolean {
  const whole = Number(`${first.value}${second.value}`);
  const columns = comparisons.filter(
    ({ column, left, right }) =>
      column !== undefined && [...left, ...right].some(({ cell }) => cell === first.cell || cell === second.cell),
  );
  return [
    [whole, 0],
    [0, whole],
  ].some(([a, b]) =>
    columns.every(({ left, right }) => {
      const sum = (terms: Comparison['left']) =>
        terms.reduce((all, { cell, key, sign }) => {
          const found = table.cells[key];
          const value = cell === first.cell ? a : cell === second.cell ? b : found ? summand(found) : null;
          return all + sign * (value ?? Number.NaN);
        }, 0);
      return sum(left) === sum(right);
    }),
  );
}
