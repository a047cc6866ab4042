/** The equations of the format over cell ids, for the plants: which of them one changed cell breaks. */
import type { CellId, EditionId } from '../../src/shared/form/ids.ts';
import { applicants, litigationRows, outcomes, requestColumns, requestRows, resultRows } from './layout.ts';
import type { ReportModel } from './model.ts';

export interface ModelEquation {
  readonly rule: 'requests.row-total' | 'requests.result-total' | 'requests.balance' | 'litigation.total';
  /** Both sides sum to the same. */
  readonly left: readonly CellId[];
  readonly right: readonly CellId[];
}

export function equationsOf(edition: EditionId): ModelEquation[] {
  const request = (row: string, column: string): CellId => `requests.${row}.${column}`;
  return [
    ...requestRows(edition).map(
      (row): ModelEquation => ({
        rule: 'requests.row-total',
        left: applicants.map((column) => request(row, column)),
        right: [request(row, 'total')],
      }),
    ),
    ...requestColumns.flatMap((column): ModelEquation[] => [
      {
        rule: 'requests.result-total',
        left: resultRows(edition).map((row) => request(row, column)),
        right: [request('resultTotal', column)],
      },
      {
        rule: 'requests.balance',
        left: [request('newlyReceived', column), request('carriedOver', column)],
        right: [request('resultTotal', column), request('carriedForward', column)],
      },
    ]),
    ...litigationRows.map(
      (row): ModelEquation => ({
        rule: 'litigation.total',
        left: outcomes.map((outcome) => `litigation.${row}.${outcome}`),
        right: [`litigation.${row}.total`],
      }),
    ),
  ];
}

/** Equations that do not hold; a blank counts as 0. One with words in it cannot be assessed and is left out. */
export function brokenEquations(model: ReportModel): ModelEquation[] {
  const sum = (ids: readonly CellId[]): number => ids.reduce((total, id) => total + (model.cells[id]?.value ?? 0), 0);
  return equationsOf(model.edition).filter((equation) => {
    const ids = [...equation.left, ...equation.right];
    if (ids.some((id) => isWords(model.cells[id]?.raw ?? ''))) return false;
    return sum(equation.left) !== sum(equation.right);
  });
}

function isWords(raw: string): boolean {
  return raw !== '' && !/^[-−]?[0-9０-９,，. ]+$/.test(raw) && !['/', '—', '-', '无'].includes(raw);
}
