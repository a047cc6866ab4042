/** Which slip of the hand explains a figure. */
import { describe, expect, it } from 'vitest';
import { Random } from '../../../tests/generator/random.ts';
import { slip, slipKinds } from '../../../tests/generator/slips.ts';
import { explain } from './localise-slips.ts';

describe('explains that a cell says one number and should say another', () => {
  it.each([
    [65, 56, 'swapped'],
    [1032, 1302, 'swapped'],
    [12, 132, 'dropped'],
    [4, 40, 'dropped'],
    [1223, 123, 'doubled'],
    [11, 1, 'doubled'],
    [120, 12, 'ten-times-large'],
    [120, 1200, 'ten-times-small'],
    [120, 1120, 'dropped'],
    [17, 12, 'one-digit'],
    [3, 0, 'one-digit'],
    [1234, 134, 'added'],
    [0, 38, null],
    [65, 12, null],
    [1, 10, 'dropped'],
    [-4, 4, null],
    [3.5, 3, null],
  ])('%s for %s: %s', (from, to, kind) => {
    expect(explain(from, false, to).slip).toBe(kind);
  });

  it('an empty cell is a figure left out, unless it should be 0', () => {
    expect(explain(0, true, 38).slip).toBe('blank');
    expect(explain(0, true, 0).slip).toBe(null);
  });
});

it('every slip of the generator is explained, and better than by no slip', () => {
  const random = new Random(11);
  let count = 0;
  for (let round = 0; round < 2000; round++) {
    const value = random.int(1, 10 ** random.int(1, 4));
    const from = slip(value, random.pick(slipKinds), random);
    if (from === null) continue;
    count++;
    const { slip: kind, weight } = explain(from, false, value);
    expect({ value, from, kind }).not.toEqual({ value, from, kind: null });
    expect(weight).toBeGreaterThan(explain(-1, false, value).weight);
  }
  expect(count).toBeGreaterThan(1500);
});
