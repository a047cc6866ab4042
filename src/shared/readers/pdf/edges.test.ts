import { describe, expect, it } from 'vitest';
import { clipEdges, type Edge, gatherEdges, joinEdges, snapEdges } from './edges.ts';

const edge = (at: number, from: number, to: number): Edge => ({ at, from, to });

describe('gatherEdges', () => {
  it('takes strokes along the axes and leaves out slanting ones', () => {
    const found = gatherEdges(
      [
        { x0: 10, y0: 20, x1: 110, y1: 20.4 },
        { x0: 10, y0: 120, x1: 10, y1: 20 },
        { x0: 0, y0: 0, x1: 50, y1: 50 },
      ],
      [],
    );
    expect(found).toEqual({ horizontal: [edge(20.2, 10, 110)], vertical: [edge(10, 20, 120)] });
  });

  it('takes a thin box as its centre line and a large one as its four sides', () => {
    const thin = gatherEdges([], [{ left: 10, right: 110, top: 20, bottom: 20.5 }]);
    expect(thin).toEqual({ horizontal: [edge(20.25, 10, 110)], vertical: [] });
    const large = gatherEdges([], [{ left: 10, right: 110, top: 20, bottom: 60 }]);
    expect(large.horizontal).toEqual([edge(20, 10, 110), edge(60, 10, 110)]);
    expect(large.vertical).toEqual([edge(10, 20, 60), edge(110, 20, 60)]);
  });
});

describe('clipEdges', () => {
  it('cuts lines at the paper and drops those beyond it', () => {
    const clipped = clipEdges(
      { horizontal: [edge(50, -20, 700), edge(900, 0, 100)], vertical: [edge(-5, 0, 10)] },
      595,
      842,
    );
    expect(clipped).toEqual({ horizontal: [edge(50, 0, 595)], vertical: [] });
  });
});

describe('snapEdges', () => {
  it('puts the two lines of a double border on one, the longer weighing more', () => {
    const [first, second] = snapEdges([edge(100, 0, 90), edge(101.5, 0, 30)]);
    expect(first?.at).toBe(second?.at);
    expect(first?.at).toBeGreaterThan(100);
    expect(first?.at).toBeLessThan(100.75);
  });

  it('keeps the lines of neighbouring rows apart', () => {
    expect(snapEdges([edge(100, 0, 90), edge(108, 0, 90)]).map(({ at }) => Math.round(at))).toEqual([100, 108]);
  });
});

describe('joinEdges', () => {
  const cases: { what: string; pieces: [number, number][]; joined: [number, number][] }[] = [
    {
      what: 'borders drawn cell by cell',
      pieces: [
        [0, 50],
        [50, 90],
        [90.5, 200],
      ],
      joined: [[0, 200]],
    },
    {
      what: 'overlapping borders',
      pieces: [
        [0, 60],
        [40, 90],
      ],
      joined: [[0, 90]],
    },
    {
      what: 'a line inside another',
      pieces: [
        [0, 100],
        [20, 30],
        [104, 150],
      ],
      joined: [
        [0, 100],
        [104, 150],
      ],
    },
    {
      what: 'dashes with gaps as long as they are',
      pieces: [
        [0, 3],
        [6, 9],
        [12, 15],
      ],
      joined: [[0, 15]],
    },
    {
      what: 'dots',
      pieces: [
        [0, 0.8],
        [2.4, 3.2],
        [4.8, 5.6],
      ],
      joined: [[0, 5.6]],
    },
    {
      what: 'a side left out of a merged cell',
      pieces: [
        [0, 20],
        [30, 50],
      ],
      joined: [
        [0, 20],
        [30, 50],
      ],
    },
    { what: 'a lone dot', pieces: [[10, 11]], joined: [] },
  ];
  it.each(cases)('$what', ({ pieces, joined }) => {
    const found = joinEdges(pieces.map(([from, to]) => edge(7, from, to)));
    expect(found.map(({ from, to }) => [from, to])).toEqual(joined);
  });
});
