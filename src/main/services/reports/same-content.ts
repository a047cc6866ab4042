/** Which rows hold the very same file, under whatever name. */
import type { Row } from './report-list.ts';

export interface SameContent {
  /**
   * Takes a row where it belongs, after its report has changed or before it goes (`null`). Answers with the rows for
   * which something is different now.
   */
  place(row: Row, content: string | null): readonly Row[];
  /** The first of the rows with the same content, where that is another one. */
  firstOf(row: Row): Row | null;
}

export function createSameContent(): SameContent {
  const rows = new Map<string, Set<Row>>();
  const placed = new Map<Row, string>();

  function first(content: string): Row | null {
    let found: Row | null = null;
    for (const row of rows.get(content) ?? []) if (!found || row.report.id < found.report.id) found = row;
    return found;
  }

  /** Takes the row out, or puts it in; those that are told of another first one are the answer. */
  function move(content: string, change: (group: Set<Row>) => void): Row[] {
    const group = rows.get(content) ?? new Set();
    const before = first(content);
    change(group);
    if (group.size > 0) rows.set(content, group);
    else rows.delete(content);
    return first(content) === before ? [] : [...group];
  }

  return {
    place(row, content) {
      const before = placed.get(row) ?? null;
      if (before === content) return [];
      const left = before === null ? [] : move(before, (group) => group.delete(row));
      const joined = content === null ? [] : move(content, (group) => group.add(row));
      if (content === null) placed.delete(row);
      else placed.set(row, content);
      return [...left, ...joined].filter((one) => one !== row);
    },
    firstOf(row) {
      const content = placed.get(row);
      const found = content === undefined ? null : first(content);
      return found === row ? null : found;
    },
  };
}
