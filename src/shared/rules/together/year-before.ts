/**
 * Which figures of last year's report a figure of this year's goes on from. The continuity rules compare by it, and
 * the window lays the two beside each other by it.
 */
import type { CellId } from '../../form/ids.ts';

/**
 * 上年结转 goes on from 结转下年度, 现行有效 from 现行有效, 上一年项目数量 from 上一年项目数量 and 增/减; empty for a cell that
 * goes on from none. Rows of items may be listed as `row.1`, `row.2`, …: they go on from the rows of the same number.
 */
export function cellsOfYearBefore(cell: CellId): readonly CellId[] {
  const carriedOver = /^requests\.carriedOver\.(\w+)$/.exec(cell);
  if (carriedOver) return [`requests.carriedForward.${carriedOver[1]}`];
  if (/^proactive\.(?:regulations|normativeDocuments)\.inForce$/.test(cell)) return [cell];
  const items = /^(proactive\.\w+(?:\.\d+)?)\.previousYear$/.exec(cell);
  return items ? [cell, `${items[1]}.change`] : [];
}
