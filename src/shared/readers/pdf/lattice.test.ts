import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edge, Edges } from './edges.ts';
import { findGrids, type GridCell, rectangles } from './lattice.ts';

interface Span {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

const place = (index: number): number => 50 + index * 20;

/** The four sides of each cell, as a browser draws them. */
function bordersOf(spans: readonly Span[]): Edges {
  const horizontal: Edge[] = [];
  const vertical: Edge[] = [];
  for (const { row, column, rowSpan, columnSpan } of spans) {
    const [x0, x1, y0, y1] = [place(column), place(column + columnSpan), place(row), place(row + rowSpan)];
    horizontal.push({ at: y0, from: x0, to: x1 }, { at: y1, from: x0, to: x1 });
    vertical.push({ at: x0, from: y0, to: y1 }, { at: x1, from: y0, to: y1 });
  }
  return { horizontal, vertical };
}

const spansOf = (cells: readonly GridCell[]): Span[] =>
  cells.map(({ row, column, rowSpan, columnSpan }) => ({ row, column, rowSpan, columnSpan }));

describe('findGrids', () => {
  it('finds any merging of cells again, whatever the sizes', () => {
    // Cuts a table again and again, at random, into two.
    const table = fc
      .record({
        rows: fc.integer({ min: 2, max: 7 }),
        columns: fc.integer({ min: 2, max: 7 }),
        cuts: fc.array(fc.nat(), { maxLength: 40 }),
      })
      .map(({ rows, columns, cuts }) => {
        const spans: Span[] = [{ row: 0, column: 0, rowSpan: rows, columnSpan: columns }];
        for (const cut of cuts) {
          const at = cut % spans.length;
          const { row, column, rowSpan, columnSpan } = spans[at] as Span;
          if (cut % 2 === 0 && rowSpan > 1) {
            const upper = 1 + (cut % (rowSpan - 1));
            spans.splice(
              at,
              1,
              { row, column, rowSpan: upper, columnSpan },
              { row: row + upper, column, rowSpan: rowSpan - upper, columnSpan },
            );
          } else if (columnSpan > 1) {
            const left = 1 + (cut % (columnSpan - 1));
            spans.splice(
              at,
              1,
              { row, column, rowSpan, columnSpan: left },
              { row, column: column + left, rowSpan, columnSpan: columnSpan - left },
            );
          }
        }
        return spans;
      });
    fc.assert(
      fc.property(table, (spans) => {
        const [grid, ...others] = findGrids(bordersOf(spans));
        expect(others).toEqual([]);
        // The grid knows only those rows and columns that some cell begins or ends at.
        const boxes = (grid?.cells ?? []).map((cell) => [
          grid?.xs[cell.column],
          grid?.ys[cell.row],
          grid?.xs[cell.column + cell.columnSpan],
          grid?.ys[cell.row + cell.rowSpan],
        ]);
        const wanted = spans.map(({ row, column, rowSpan, columnSpan }) => [
          place(column),
          place(row),
          place(column + columnSpan),
          place(row + rowSpan),
        ]);
        expect(boxes.toSorted()).toEqual(wanted.toSorted());
      }),
      { numRuns: 150, seed: 20 },
    );
  });

  it('keeps two tables on a page apart, from top to bottom', () => {
    const lower = bordersOf([
      { row: 10, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 10, column: 1, rowSpan: 1, columnSpan: 1 },
    ]);
    const upper = bordersOf([
      { row: 0, column: 3, rowSpan: 1, columnSpan: 1 },
      { row: 1, column: 3, rowSpan: 1, columnSpan: 1 },
    ]);
    const grids = findGrids({
      horizontal: [...lower.horizontal, ...upper.horizontal],
      vertical: [...lower.vertical, ...upper.vertical],
    });
    expect(grids.map(({ ys }) => ys)).toEqual([
      [50, 70, 90],
      [250, 270],
    ]);
  });

  it('takes an underline in a cell for no row', () => {
    const { horizontal, vertical } = bordersOf([
      { row: 0, column: 0, rowSpan: 2, columnSpan: 2 },
      { row: 0, column: 2, rowSpan: 2, columnSpan: 1 },
    ]);
    const [grid] = findGrids({ horizontal: [...horizontal, { at: 66, from: 50, to: 58 }], vertical });
    expect(spansOf(grid?.cells ?? [])).toEqual([
      { row: 0, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 1 },
    ]);
  });

  it('closes a table that the page cut, and says which cells are open', () => {
    const whole = bordersOf([
      { row: 0, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 0, column: 1, rowSpan: 1, columnSpan: 1 },
      { row: 1, column: 0, rowSpan: 1, columnSpan: 1 },
      { row: 1, column: 1, rowSpan: 1, columnSpan: 1 },
    ]);
    const cut = { ...whole, horizontal: whole.horizontal.filter(({ at }) => at !== place(2)) };
    const [grid] = findGrids(cut);
    expect(grid?.ys).toEqual([50, 70, 90]);
    expect(grid?.cells.map(({ openTop, openBottom }) => [openTop, openBottom])).toEqual([
      [false, false],
      [false, false],
      [false, true],
      [false, true],
    ]);
  });

  it('closes a table without rules at its sides', () => {
    const horizontal = [0, 1, 2].map((row) => ({ at: place(row), from: 50, to: 150 }));
    const [grid] = findGrids({ horizontal, vertical: [{ at: 100, from: 50, to: 90 }] });
    expect(grid?.xs).toEqual([50, 100, 150]);
    expect(grid?.cells).toHaveLength(4);
  });

  it('keeps the column of a label cell that neither begins nor ends on the page', () => {
    const right = bordersOf(
      [0, 1, 2].flatMap((row) => [1, 2, 3].map((column) => ({ row, column, rowSpan: 1, columnSpan: 1 }))),
    );
    const [grid] = findGrids({ ...right, vertical: [...right.vertical, { at: 50, from: 50, to: 110 }] });
    expect(grid?.xs).toEqual([50, 70, 90, 110, 130]);
    expect(grid?.cells[0]).toEqual({ row: 0, column: 0, rowSpan: 3, columnSpan: 1, openTop: true, openBottom: true });
  });

  it('gives up on a drawing of thousands of lines', () => {
    const many = Array.from({ length: 4000 }, (_, i) => ({ at: i, from: 0, to: 4000 }));
    expect(findGrids({ horizontal: many, vertical: many })).toEqual([]);
  });
});

describe('rectangles', () => {
  it('splits a region that is no rectangle into runs', () => {
    // xx.
    // xxx
    expect(rectangles([0, 1, 3, 4, 5], 3)).toEqual([
      { row: 0, column: 0, rowSpan: 1, columnSpan: 2 },
      { row: 1, column: 0, rowSpan: 1, columnSpan: 3 },
    ]);
  });
});
