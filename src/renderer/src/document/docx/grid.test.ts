/** Merged cells of a rendered table, expanded. */
import { expect, test } from 'vitest';
import { expandGrid } from './grid.ts';

const cell = (name: string, rowSpan = 1, columnSpan = 1) => ({ name, rowSpan, columnSpan });

test.each([
  [
    'plain',
    [
      [cell('a'), cell('b')],
      [cell('c'), cell('d')],
    ],
    ['ab', 'cd'],
  ],
  ['merged across', [[cell('a', 1, 2)], [cell('c'), cell('d')]], ['aa', 'cd']],
  ['merged down', [[cell('a', 2), cell('b')], [cell('d')]], ['ab', 'ad']],
  [
    'merged both ways',
    [[cell('a', 2, 2), cell('b')], [cell('c')], [cell('d'), cell('e'), cell('f')]],
    ['aab', 'aac', 'def'],
  ],
  ['merged beyond the last row', [[cell('a', 9), cell('b')], [cell('c')]], ['ab', 'ac']],
  ['a hole', [[cell('a'), cell('b', 2)], [cell('c')]], ['ab', 'cb']],
])('%s', (_, rows, names) => {
  expect(expandGrid(rows).map((slots) => slots.map((slot) => slot?.name ?? '.').join(''))).toEqual(names);
});
