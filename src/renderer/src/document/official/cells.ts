/** A cell of a table as it was read, by its key in the contract. */
import type { TableId } from '../../../../shared/form/ids.ts';
import type { CellResult, ReportResult } from '../../../../shared/outputs/contract.ts';

/** @param key `row.column`; a row id may itself hold a dot */
export function cellOf(read: ReportResult['tables'][TableId], key: string): CellResult | undefined {
  const at = key.lastIndexOf('.');
  return read?.[key.slice(0, at)]?.[key.slice(at + 1)];
}
