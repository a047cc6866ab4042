/** What is drawn for findings, and which of them a click means. */
import { describe, expect, test } from 'vitest';
import { isDocxLocation } from '../../../../shared/document/location.ts';
import type { FindingResult } from '../../../../shared/outputs/contract.ts';
import type { EquationTerm } from '../../../../shared/rules/finding.ts';
import { overlaps, type Rect } from '../geometry.ts';
import type { DocumentLayout } from '../layout.ts';
import { computeMarks, findingAt, type MarkWords } from './marks.ts';

/** A table of cells 40 by 30 with a figure in the middle of each, and lines of words below it. */
const layout: DocumentLayout = {
  width: 700,
  height: 900,
  place(location) {
    if (!isDocxLocation(location)) return null;
    const { row, column, start } = location;
    if (row !== undefined && column !== undefined) return { kind: 'cell', rects: [cell(row, column)] };
    const kind = start === undefined ? 'block' : 'text';
    return location.block > 50
      ? null
      : { kind, rects: [{ left: 100, top: 400 + location.block * 30, width: 300, height: 20 }] };
  },
  wordsIn: (region) => figures.filter((figure) => overlaps(figure, region)),
  band: () => null,
};

function cell(row: number, column: number): Rect {
  return { left: 100 + column * 40, top: 50 + row * 30, width: 40, height: 30 };
}

const figures = Array.from({ length: 70 }, (_, index): Rect => {
  const { left, top } = cell(Math.floor(index / 7), index % 7);
  return { left: left + 16, top: top + 7, width: 8, height: 16 };
});

const words: MarkWords = {
  fit: (value) => `应为 ${value}`,
  difference: (expected, actual) => [`应为 ${expected}`, `实为 ${actual}`, `相差 ${Math.abs(expected - actual)}`],
};

const finding = (more: Partial<FindingResult>): FindingResult => ({
  rule: 'requests.row-total',
  severity: 'error',
  message: '',
  section: null,
  cells: [],
  suspects: [],
  basis: '',
  location: { block: 1 },
  places: [{ block: 1 }],
  fingerprint: '',
  ...more,
});

const term = (row: number, column: number, value: number, sign: 1 | -1 = 1): EquationTerm => ({
  cell: `requests.${row}.${column}`,
  sign,
  value,
  blank: false,
  location: { block: 0, row, column },
});

const rowTotal = finding({
  location: { block: 0, row: 2, column: 6 },
  places: [{ block: 0, row: 2, column: 6 }],
  equation: {
    left: [term(2, 0, 4), term(2, 1, 1), term(2, 2, 2, -1)],
    right: [term(2, 6, 5)],
    leftSum: 3,
    rightSum: 5,
  },
  expected: 3,
  actual: 5,
  suspects: [{ cell: 'requests.2.1', from: 1, to: 3, location: { block: 0, row: 2, column: 1 } }],
});

describe('until it is chosen', () => {
  test('an equation shows only the cell that breaks it; other findings show all their places', () => {
    const text = finding({
      severity: 'warning',
      location: { block: 3, start: 0, end: 4 },
      places: [
        { block: 3, start: 0, end: 4 },
        { block: 0, row: 0, column: 6 },
      ],
    });
    const { areas, labels } = computeMarks([rowTotal, text], null, layout, words);
    expect(areas.map(({ finding: index, role, severity }) => [index, role, severity])).toEqual([
      [0, 'tint', 'error'],
      [1, 'line', 'warning'],
      [1, 'tint', 'warning'],
    ]);
    expect(labels).toEqual([]);
  });

  test('a place that is not shown has no mark, a missing part has its band alone', () => {
    const lost = finding({ location: { block: 99 }, places: [{ block: 99 }] });
    const missing = finding({ gap: { side: 'before', title: '', holds: '' } });
    expect(computeMarks([lost, missing], 1, layout, words).areas).toEqual([]);
  });
});

describe('a chosen equation', () => {
  const { areas, labels } = computeMarks([rowTotal], 0, layout, words);

  test('shows its terms, its total and the suspect cell, each over its own cell', () => {
    expect(areas.map(({ role, rect }) => [role, rect])).toEqual([
      ['term', cell(2, 0)],
      ['term', cell(2, 2)],
      ['total', cell(2, 6)],
      ['suspect', cell(2, 1)],
    ]);
  });

  test('bears its signs, the fitting value and the difference', () => {
    expect(labels.filter(({ role }) => role === 'operator').map(({ text }) => text)).toEqual(['＋', '－', '＝']);
    expect(labels.find(({ role }) => role === 'fit')?.text).toBe('应为 3');
    const difference = labels.find(({ role }) => role === 'difference');
    expect(difference?.text.replace(/\s/g, '')).toBe('应为3实为5相差2');
  });

  test('hides no figure', () => {
    for (const label of labels) {
      expect(figures.filter((figure) => overlaps(figure, label.rect))).toEqual([]);
    }
  });

  test('labels do not lie on each other', () => {
    labels.forEach((label, index) => {
      for (const other of labels.slice(index + 1)) expect(overlaps(label.rect, other.rect)).toBe(false);
    });
  });
});

describe('a click', () => {
  const block = finding({ location: { block: 2 }, places: [{ block: 2, start: 0, end: 9 }] });
  const same = finding({ location: { block: 2 }, places: [{ block: 2, start: 0, end: 9 }] });
  const { areas } = computeMarks([block, same, rowTotal], null, layout, words);
  test('on nothing means nothing', () => expect(findingAt(areas, null, 5, 5)).toBeNull());
  test('on a cell means its finding', () => expect(findingAt(areas, null, 355, 120)).toBe(2));
  test('where several lie goes through them', () => {
    expect(findingAt(areas, null, 120, 470)).toBe(0);
    expect(findingAt(areas, 0, 120, 470)).toBe(1);
    expect(findingAt(areas, 1, 120, 470)).toBe(0);
  });
});
