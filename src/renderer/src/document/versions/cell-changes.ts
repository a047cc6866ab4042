/** The figures of the official tables in two reports of one unit: those that changed, and those that go on from last year's. */

import { type CellId, type TableId, tableIds } from '../../../../shared/form/ids.ts';
import { foldWidth } from '../../../../shared/form/normalise.ts';
import type { CellResult, ReportResult } from '../../../../shared/outputs/contract.ts';
import { cellsOfYearBefore } from '../../../../shared/rules/together/year-before.ts';
import { cellOf } from '../official/cells.ts';

type Tables = ReportResult['tables'];

export interface CellChange {
  readonly table: TableId;
  readonly cell: CellId;
  /** null: the report has no such cell. */
  readonly before: CellResult | null;
  readonly after: CellResult | null;
}

/** Cells whose figure, or whose words where they are no figure, are not the same; in the order of the tables. */
export function changedCells(before: Tables, after: Tables): CellChange[] {
  return tableIds.flatMap((table) => {
    const keys = new Set([...keysOf(after[table]), ...keysOf(before[table])]);
    return [...keys].flatMap((key): CellChange[] => {
      const [old, now] = [cellOf(before[table], key) ?? null, cellOf(after[table], key) ?? null];
      return isSame(old, now) ? [] : [{ table, cell: `${table}.${key}`, before: old, after: now }];
    });
  });
}

function keysOf(table: Tables[TableId]): string[] {
  return Object.entries(table ?? {}).flatMap(([row, columns]) =>
    Object.keys(columns).map((column) => `${row}.${column}`),
  );
}

function isSame(a: CellResult | null, b: CellResult | null): boolean {
  if (!a || !b) return a === b;
  if (a.value !== null || b.value !== null) return a.value === b.value;
  return words(a) === words(b);
}

const words = ({ raw }: CellResult): string => foldWidth(raw).replace(/\s+/g, '');

/** A figure of this year beside what it goes on from. */
export interface YearLink {
  readonly cell: CellId;
  readonly now: CellResult;
  /** One cell, or two that add up: the items and their change. */
  readonly from: readonly { readonly cell: CellId; readonly read: CellResult }[];
  /** What was issued less what was repealed this year: 现行有效 goes on by it. 0 elsewhere. */
  readonly moved: number;
  /** null where a figure of either year is no number. */
  readonly agrees: boolean | null;
}

/** Figures of this year that go on from last year's, as far as both reports have them. */
export function yearLinks(lastYear: Tables, thisYear: Tables): YearLink[] {
  return tableIds.flatMap((table) =>
    keysOf(thisYear[table]).flatMap((key): YearLink[] => {
      const cell: CellId = `${table}.${key}`;
      const from = cellsOfYearBefore(cell).flatMap((id) => {
        const read = cellOf(lastYear[table], id.slice(table.length + 1));
        return read ? [{ cell: id, read }] : [];
      });
      const now = cellOf(thisYear[table], key);
      if (!now || from.length === 0 || from.length < cellsOfYearBefore(cell).length) return [];
      const row = key.slice(0, key.lastIndexOf('.'));
      const isStock = key.endsWith('.inForce');
      const issued = isStock ? numberOf(cellOf(thisYear[table], `${row}.issued`)) : 0;
      const repealed = isStock ? numberOf(cellOf(thisYear[table], `${row}.repealed`)) : 0;
      const moved = issued === null || repealed === null ? null : issued - repealed;
      const before = from.map(({ read }) => numberOf(read));
      const [own, sum] = [
        numberOf(now),
        before.includes(null) ? null : before.reduce<number>((a, b) => a + (b ?? 0), 0),
      ];
      const agrees = own === null || sum === null || moved === null ? null : Math.abs(sum + moved - own) < 1e-6;
      return [{ cell, now, from, moved: moved ?? 0, agrees }];
    }),
  );
}

/** A blank is 0, as for the rules. */
function numberOf(read: CellResult | undefined): number | null {
  if (!read) return null;
  return read.value ?? (read.raw.trim() === '' ? 0 : null);
}
