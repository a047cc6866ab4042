/** Room for labels. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, type Rect } from '../geometry.ts';
import { leaderTo, placeLabel } from './place-label.ts';

const bounds: Rect = { left: 0, top: 0, width: 600, height: 600 };
const anchor: Rect = { left: 300, top: 300, width: 40, height: 24 };
const reach = { across: 200, down: 200 };
const size = { width: 100, height: 20 };

describe('a label', () => {
  test('stands in the row of its cell where there is room', () => {
    const { rect, covered } = placeLabel(anchor, size, [anchor], bounds, reach);
    expect(covered).toBe(0);
    expect(rect.top + rect.height / 2).toBe(312);
  });

  test('goes to the next free row where its own is full', () => {
    const row: Rect = { left: 0, top: 300, width: 600, height: 24 };
    const { rect, covered } = placeLabel(anchor, size, [row], bounds, reach);
    expect(covered).toBe(0);
    expect(Math.min(Math.abs(rect.top - 324), Math.abs(rect.top + 20 - 300))).toBeLessThanOrEqual(4);
  });

  test('covers no word while any place within reach is free', () => {
    const words = fc.array(
      fc.record({ left: fc.nat(560), top: fc.nat(580), width: fc.constant(40), height: fc.constant(14) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(words, (obstacles) => {
        const { rect, covered } = placeLabel(anchor, size, obstacles, bounds, reach);
        const hits = obstacles.filter((obstacle) => overlaps(obstacle, rect));
        expect(covered === 0).toBe(hits.length === 0);
        // Places that are free wherever the words lie: one in each corner of the reach, checked one by one.
        const corners = [
          [60, 84],
          [380, 84],
          [60, 480],
          [380, 480],
        ] as const;
        const isFree = corners.some(
          ([left, top]) => !obstacles.some((obstacle) => overlaps(obstacle, { left, top, ...size })),
        );
        if (isFree) expect(hits).toEqual([]);
      }),
    );
  });
});

describe('the line from a cell to its label', () => {
  test.each([
    ['none where they touch', { left: 342, top: 302, ...size }, []],
    [
      'straight down the column’s rule',
      { left: 320, top: 400, ...size },
      [
        [340, 324],
        [340, 400],
      ],
    ],
    [
      'along the row',
      { left: 420, top: 302, ...size },
      [
        [340, 320],
        [420, 320],
      ],
    ],
    [
      'round a corner',
      { left: 420, top: 400, ...size },
      [
        [340, 324],
        [340, 410],
        [420, 410],
      ],
    ],
  ])('%s', (_, label, points) => {
    expect(leaderTo(anchor, label)).toEqual(points);
  });
});
