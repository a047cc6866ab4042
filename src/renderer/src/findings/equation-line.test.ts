/** Sides of an equation as the line beside the table writes them. */
import { expect, test } from 'vitest';
import { writeSide } from './equation-line.tsx';

const side = (...values: number[]) =>
  values.map((value) => ({
    cell: 'requests.granted.total',
    sign: value < 0 ? (-1 as const) : (1 as const),
    value: Math.abs(value),
    blank: false,
    location: { block: 0 },
  }));

test.each([
  ['several terms', [65, 3, 1], '65 ＋ 3 ＋ 1', 0],
  ['one zero among them stays', [65, 0, 1], '65 ＋ 0 ＋ 1', 0],
  ['many zeros are counted instead', [65, 0, 1, 0], '65 ＋ 1', 2],
  ['the only term that is not 0 is the sum itself', [4, 0, 0, 0], null, 3],
  ['a single term', [3], null, 0],
  ['nothing but zeros', [0, 0, 0], null, 2],
  ['a term that is taken off', [7, -2], '7 － 2', 0],
])('%s', (_, values, terms, leftOut) => {
  const sum = values.reduce((total, value) => total + value, 0);
  expect(writeSide(side(...values), sum)).toEqual({ terms, leftOut });
});
