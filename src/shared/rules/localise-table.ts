/** Localises the errors of a report's table, with the rules that are in force. */
import type { ColumnUnit, Form, FormTable } from '../form/form.ts';
import type { CellId } from '../form/ids.ts';
import { madeOnce } from '../made-once.ts';
import { type ReportTable, summand } from '../report/annual-report.ts';
import type { Comparison } from './equations.ts';
import { type Culprits, culpritsOf, type Figure, type Localisation, localise } from './localise.ts';
import type { RuleBook } from './pack.ts';

/** Kept for the table's other findings: several rules ask for the same. */
const known = new WeakMap<ReportTable, WeakMap<RuleBook, Localisation>>();

/** What a failing comparison of the table is told: which cells, or how many possibilities. */
export function culpritsIn(table: ReportTable, comparison: Comparison, form: Form, book: RuleBook): Culprits {
  const ofTable = madeOnce(known, table, () => new WeakMap<RuleBook, Localisation>());
  return culpritsOf(
    comparison,
    madeOnce(ofTable, book, () => localiseTable(table, form, book)),
  );
}

/** An equation whose rule is off is none that the table must satisfy. */
function localiseTable(table: ReportTable, form: Form, book: RuleBook): Localisation {
  const comparisons = book.equations[table.edition].filter(
    (comparison) => comparison.table === table.id && book.rules[comparison.rule]?.severity !== 'off',
  );
  return localise(comparisons, figuresOf(table, form.tables[table.id]));
}

const domains: Readonly<Record<ColumnUnit, Pick<Figure, 'lowest' | 'decimals'>>> = {
  count: {},
  change: { lowest: Number.NEGATIVE_INFINITY },
  amount: { decimals: true },
};

/** The cells that hold a number or nothing, by id. */
export function figuresOf(table: Pick<ReportTable, 'cells'>, official: FormTable): Map<CellId, Figure> {
  const figures = new Map<CellId, Figure>();
  const sideBySide = official.layout === 'groups';
  let row = 0;
  for (const block of official.blocks) {
    for (const [group, entry] of block.rows.entries()) {
      for (const [index, { id, unit }] of block.columns.entries()) {
        const cell = table.cells[`${entry.id}.${id}`];
        const value = cell ? summand(cell) : null;
        if (!cell || value === null) continue;
        // Groups beside each other stand apart: with figures as small as theirs, an exchange across would explain much.
        const place = sideBySide ? { row: group * 2, column: index } : { row, column: index };
        figures.set(`${official.id}.${entry.id}.${id}`, {
          value,
          blank: cell.reading.kind === 'blank',
          ...place,
          ...domains[unit],
        });
      }
      row++;
    }
  }
  return figures;
}
