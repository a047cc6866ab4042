/** The grid of a rendered table: which of its cells covers a row and column after merged cells are expanded. */

export interface Spans {
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** Rows of slots, each with the item that covers it. `rows` are the table's rows of cells as HTML has them. */
export function expandGrid<T extends Spans>(rows: readonly (readonly T[])[]): (T | undefined)[][] {
  const grid: (T | undefined)[][] = rows.map(() => []);
  rows.forEach((cells, rowIndex) => {
    let column = 0;
    for (const cell of cells) {
      const row = grid[rowIndex] as (T | undefined)[];
      while (row[column] !== undefined) column++;
      for (let down = 0; down < cell.rowSpan && rowIndex + down < grid.length; down++) {
        const target = grid[rowIndex + down] as (T | undefined)[];
        for (let across = 0; across < cell.columnSpan; across++) target[column + across] ??= cell;
      }
      column += cell.columnSpan;
    }
  });
  return grid;
}
