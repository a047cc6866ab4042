/**
 * Ruling lines of a page: from what was drawn (strokes, thin rectangles, sides of boxes) to few long edges, each
 * horizontal or vertical. Pure steps: gather, snap, join.
 */
import type { Box, Rule } from './display.ts';
import { thresholds } from './thresholds.ts';

/** A horizontal edge lies at y = `at` from x = `from` to x = `to`; a vertical one the other way round. */
export interface Edge {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Edges {
  readonly horizontal: readonly Edge[];
  readonly vertical: readonly Edge[];
}

/** Axis-parallel edges of drawn lines and boxes; what lies askew is left out. */
export function gatherEdges(lines: readonly Rule[], fills: readonly Box[]): Edges {
  const horizontal: Edge[] = [];
  const vertical: Edge[] = [];
  for (const { x0, y0, x1, y1 } of lines) {
    const width = Math.abs(x1 - x0);
    const height = Math.abs(y1 - y0);
    if (height <= thresholds.lineSkew && width > height) {
      horizontal.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) });
    } else if (width <= thresholds.lineSkew && height > width) {
      vertical.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) });
    }
  }
  for (const { left, top, right, bottom } of fills) {
    const flat = bottom - top <= thresholds.thin;
    const narrow = right - left <= thresholds.thin;
    if (flat) horizontal.push({ at: (top + bottom) / 2, from: left, to: right });
    if (narrow) vertical.push({ at: (left + right) / 2, from: top, to: bottom });
    if (flat || narrow) continue;
    horizontal.push({ at: top, from: left, to: right }, { at: bottom, from: left, to: right });
    vertical.push({ at: left, from: top, to: bottom }, { at: right, from: top, to: bottom });
  }
  return { horizontal, vertical };
}

/** Cuts edges to the page; what lies outside of it is dropped. */
export function clipEdges(edges: Edges, width: number, height: number): Edges {
  const clip = (list: readonly Edge[], across: number, along: number): Edge[] =>
    list
      .filter((edge) => edge.at >= 0 && edge.at <= across && edge.to >= 0 && edge.from <= along)
      .map((edge) => ({ at: edge.at, from: Math.max(0, edge.from), to: Math.min(along, edge.to) }));
  return { horizontal: clip(edges.horizontal, height, width), vertical: clip(edges.vertical, width, height) };
}

/** Edges almost on one line are put on one line: the mean of theirs, weighted by length. */
export function snapEdges(edges: readonly Edge[], tolerance: number = thresholds.snap): Edge[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at);
  const snapped: Edge[] = [];
  for (let start = 0; start < sorted.length; ) {
    const first = (sorted[start] as Edge).at;
    let end = start;
    let weight = 0;
    let sum = 0;
    while (end < sorted.length && (sorted[end] as Edge).at - first <= tolerance) {
      const edge = sorted[end] as Edge;
      const length = edge.to - edge.from + 0.1;
      weight += length;
      sum += length * edge.at;
      end++;
    }
    const at = sum / weight;
    for (let i = start; i < end; i++) {
      const { from, to } = sorted[i] as Edge;
      snapped.push({ at, from, to });
    }
    start = end;
  }
  return snapped;
}

/** Pieces of one line are joined over small gaps, dashes over the gaps between dashes; what stays short is dropped. */
export function joinEdges(edges: readonly Edge[]): Edge[] {
  const sorted = [...edges].sort((a, b) => a.at - b.at || a.from - b.from);
  const joined: Edge[] = [];
  let current: Edge | undefined;
  /** Length of the piece that ends `current`. */
  let last = 0;
  for (const edge of sorted) {
    const length = edge.to - edge.from;
    if (current !== undefined && current.at === edge.at && edge.from - current.to <= bridged(last, length)) {
      if (edge.to > current.to) {
        current = { at: current.at, from: current.from, to: edge.to };
        last = length;
      }
      continue;
    }
    if (current !== undefined) joined.push(current);
    current = edge;
    last = length;
  }
  if (current !== undefined) joined.push(current);
  return joined.filter((edge) => edge.to - edge.from >= thresholds.shortest);
}

/** The widest gap between two pieces of these lengths that belongs to the line. */
function bridged(before: number, after: number): number {
  const longer = Math.max(before, after);
  if (longer > thresholds.dash) return thresholds.join;
  return Math.min(thresholds.dashGap, Math.max(thresholds.join, 2 * longer));
}

/** Vertical edges are snapped within each table: one table's columns must not move another's below it. */
function snapByTable({ horizontal, vertical }: Edges): Edge[] {
  const starts = tableStarts([
    ...horizontal.map(({ at }): [number, number] => [at, at]),
    ...vertical.map(({ from, to }): [number, number] => [from, to]),
  ]);
  const tables: Edge[][] = starts.map(() => []);
  for (const edge of vertical) tables[starts.findLastIndex((start) => start <= edge.from)]?.push(edge);
  return tables.flatMap((edges) => snapEdges(edges));
}

/** Heights where something is drawn again after a stretch of paper without any ruling. */
function tableStarts(heights: [number, number][]): number[] {
  heights.sort(([a], [b]) => a - b);
  const starts: number[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const [from, to] of heights) {
    if (from - end > thresholds.betweenTables) starts.push(from);
    end = Math.max(end, to);
  }
  return starts;
}

/** All steps for one page of the given size. */
export function findEdges(lines: readonly Rule[], fills: readonly Box[], width: number, height: number): Edges {
  const clipped = clipEdges(gatherEdges(lines, fills), width, height);
  return {
    horizontal: joinEdges(snapEdges(clipped.horizontal)),
    vertical: joinEdges(snapByTable(clipped)),
  };
}
