/** The order and the kinds of places. */
import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '../../../shared/document/document.ts';
import type { Location } from '../../../shared/document/location.ts';
import { compareLocations, kindsOf, locationKey } from './locations.ts';

const txt = (start: number, end = start + 1): Location => ({ line: 1, column: start + 1, start, end });
const pdf = (page: number, x: number, y: number): Location => ({ page, rect: [x, y, 10, 10] });

describe('places stand in reading order', () => {
  test.each<[string, Location, Location]>([
    ['TXT: by offset', txt(3), txt(7)],
    ['PDF: by page', pdf(1, 0, 700), pdf(2, 0, 10)],
    ['PDF: from top to bottom', pdf(1, 300, 10), pdf(1, 20, 40)],
    ['PDF: from left to right', pdf(1, 20, 40), pdf(1, 60, 40)],
    ['DOCX: by block', { block: 2, row: 9, column: 9 }, { block: 3 }],
    ['DOCX: a table before its cells', { block: 3 }, { block: 3, row: 0, column: 0 }],
    ['DOCX: by row, then column', { block: 3, row: 1, column: 6 }, { block: 3, row: 2, column: 0 }],
    ['DOCX: by offset', { block: 4, start: 2, end: 3 }, { block: 4, start: 9, end: 12 }],
    [
      'DOCX: a cell before what is inside it',
      { block: 3, row: 1, column: 1 },
      { block: 3, row: 1, column: 1, inner: { block: 0 } },
    ],
  ])('%s', (_, first, second) => {
    expect(compareLocations(first, second)).toBeLessThan(0);
    expect(compareLocations(second, first)).toBeGreaterThan(0);
    expect(compareLocations(first, { ...first })).toBe(0);
    expect(locationKey(first)).not.toBe(locationKey(second));
  });
});

describe('a place is a cell, words or a block', () => {
  const table: SourceDocument = {
    format: 'pdf',
    problems: [],
    blocks: [
      {
        kind: 'table',
        rowCount: 1,
        columnCount: 2,
        location: { page: 1, rect: [0, 0, 100, 50] },
        cells: [
          { row: 0, column: 0, rowSpan: 1, columnSpan: 2, text: '7', location: { page: 1, rect: [0, 0, 50, 50] } },
        ],
      },
    ],
  };
  test.each<[string, Location, string]>([
    ['PDF cell', { page: 1, rect: [0, 0, 50, 50] }, 'cell'],
    ['PDF table', { page: 1, rect: [0, 0, 100, 50] }, 'block'],
    ['PDF words', { page: 1, rect: [0, 0, 50, 51] }, 'text'],
    ['DOCX cell', { block: 1, row: 0, column: 0 }, 'cell'],
    ['DOCX paragraph', { block: 1 }, 'block'],
    ['DOCX words', { block: 1, start: 0, end: 3 }, 'text'],
    ['DOCX words in a cell', { block: 1, row: 0, column: 0, inner: { block: 0, start: 0, end: 3 } }, 'text'],
  ])('%s', (_, location, kind) => {
    expect(kindsOf(table)(location)).toBe(kind);
  });
});
