/** Finds a DOCX location in the rendered blocks: a cell by its place in the grid, words by their offsets. */
import type { DocxLocation } from '../../../../shared/document/location.ts';
import { type Frame, textNodesOf } from '../frame.ts';
import { joinLines } from '../geometry.ts';
import type { Placed } from '../layout.ts';
import { mapOffsets } from '../text-map.ts';
import { type GridCell, gridOf } from './render.ts';

export interface ShownBlock {
  readonly element: HTMLElement;
  /** The words of a paragraph as our reader read them, which offsets refer to. */
  readonly text: string | null;
}

export type Grids = WeakMap<HTMLTableElement, (GridCell | undefined)[][]>;

export function placeIn(block: ShownBlock, location: DocxLocation, grids: Grids, frame: Frame): Placed | null {
  if (location.row !== undefined && location.column !== undefined) {
    const cell = cellAt(block.element.querySelector('table'), location.row, location.column, grids);
    if (!cell) return { kind: 'block', rects: [frame.rectOf(block.element)] };
    const inner = location.inner && placeInside(cell, location.inner, grids, frame);
    return inner || { kind: 'cell', rects: [frame.rectOf(cell)] };
  }
  if (location.start !== undefined && location.end !== undefined && !location.inner) {
    const rects = rectsOfWords(block.element, block.text, location.start, location.end, frame);
    if (rects.length > 0) return { kind: 'text', rects };
  }
  // The words of a text box are shown with their paragraph.
  return { kind: 'block', rects: [frame.rectOf(block.element)] };
}

/** A place inside a cell: among its own paragraphs and tables. */
function placeInside(cell: Element, location: DocxLocation, grids: Grids, frame: Frame): Placed | null {
  const child = cell.children[location.block];
  if (!child) return null;
  if (child instanceof HTMLTableElement) {
    if (location.row === undefined || location.column === undefined) {
      return { kind: 'block', rects: [frame.rectOf(child)] };
    }
    const inner = cellAt(child, location.row, location.column, grids);
    if (!inner) return null;
    const deeper = location.inner && placeInside(inner, location.inner, grids, frame);
    return deeper || { kind: 'cell', rects: [frame.rectOf(inner)] };
  }
  if (location.start === undefined || location.end === undefined) return null;
  const rects = rectsOfWords(child, null, location.start, location.end, frame);
  return rects.length === 0 ? null : { kind: 'text', rects };
}

function cellAt(table: HTMLTableElement | null, row: number, column: number, grids: Grids): Element | null {
  if (!table) return null;
  let grid = grids.get(table);
  if (!grid) {
    grid = gridOf(table);
    grids.set(table, grid);
  }
  return grid[row]?.[column]?.cell ?? null;
}

function rectsOfWords(element: Element, text: string | null, start: number, end: number, frame: Frame) {
  const nodes = textNodesOf(element).filter((node) => !node.parentElement?.closest('.docx-number, .docx-extra'));
  const shown = nodes.map((node) => node.data).join('');
  const map = text === null ? null : mapOffsets(text, shown);
  if (text !== null && !map) return [];
  const from = map ? (map[start] ?? shown.length) : start;
  // The end of the last word, not the start of what follows it: white space between may be shown or not.
  const to = map ? (map[end - 1] ?? shown.length - 1) + 1 : end;
  const first = position(nodes, from);
  const last = position(nodes, Math.max(from, to), true);
  if (!first || !last) return [];
  const range = document.createRange();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset);
  return joinLines(frame.rectsOf(range));
}

/** The node that holds an offset of all the words; at a seam the later node, or for an end the earlier. */
function position(nodes: readonly Text[], offset: number, isEnd = false): { node: Text; offset: number } | null {
  let passed = 0;
  for (const node of nodes) {
    const within = offset - passed;
    if (within < node.length || (isEnd && within === node.length)) return { node, offset: Math.max(0, within) };
    passed += node.length;
  }
  const last = nodes.at(-1);
  return last ? { node: last, offset: last.length } : null;
}
