/**
 * What is drawn on a document, computed from its findings and the view's layout: areas (tints, underlines,
 * rings) that answer to a click, and labels (operators, fitting values, the difference) that keep clear of words.
 */

import type { FindingResult } from '../../../../shared/outputs/contract.ts';
import type { Equation, Severity } from '../../../../shared/rules/finding.ts';
import { contains, grown, overlaps, type Rect, right, type Size } from '../geometry.ts';
import type { DocumentLayout } from '../layout.ts';
import { locationKey } from '../locations.ts';
import { leaderTo, placeLabel } from './place-label.ts';

/**
 * `tint` a cell, `line` under words, `side` beside a block; of the chosen finding `ring` a cell, `words`
 * behind words, `frame` around a block, and of its equation `term`, `total` and `suspect`.
 */
export type AreaRole = 'tint' | 'line' | 'side' | 'ring' | 'words' | 'frame' | 'term' | 'total' | 'suspect';

export interface AreaMark {
  readonly key: string;
  readonly finding: number;
  readonly severity: Severity;
  readonly role: AreaRole;
  readonly rect: Rect;
  /** Dismissed or mended: drawn faintly. */
  readonly settled: boolean;
}

export interface LabelMark {
  readonly key: string;
  readonly finding: number;
  readonly role: 'operator' | 'fit' | 'difference';
  readonly text: string;
  readonly rect: Rect;
  /** Corners of the line to the cell that the label belongs to; empty where it stands in or at it. */
  readonly leader: readonly (readonly [number, number])[];
}

export interface Marks {
  readonly areas: readonly AreaMark[];
  readonly labels: readonly LabelMark[];
}

/** The words of labels, in the window's language. */
export interface MarkWords {
  fit(value: number): string;
  /** Lines of the tag at the total: should be, is, difference. */
  difference(expected: number, actual: number): readonly string[];
}

export function computeMarks(
  findings: readonly FindingResult[],
  chosen: number | null,
  layout: DocumentLayout,
  words: MarkWords,
  settled: ReadonlySet<number> = new Set(),
): Marks {
  const areas: AreaMark[] = [];
  const labels: LabelMark[] = [];
  const drawn = new Set<string>();
  const chosenFinding = chosen === null ? undefined : findings[chosen];
  if (chosenFinding && chosen !== null)
    drawChosen(chosenFinding, chosen, layout, words, areas, labels, drawn, settled.has(chosen));

  // Where two findings mark one cell, the one that is still open is the one to be seen, and lies above.
  const order = findings
    .map((_, index) => index)
    .sort((a, b) => Number(settled.has(b)) - Number(settled.has(a)) || a - b);
  for (const index of order) {
    const finding = findings[index] as FindingResult;
    if (index === chosen || finding.gap) continue;
    // An equation's many terms are drawn when it is chosen; until then the cell that breaks it stands for all.
    const places = finding.equation ? [finding.location] : finding.places;
    for (const location of places) {
      const key = locationKey(location);
      if (drawn.has(key)) continue;
      const cell = location === finding.location && finding.cells.length === 1 ? finding.cells[0] : undefined;
      const placed = layout.place(location, cell);
      placed?.rects.forEach((rect, part) => {
        const role = placed.kind === 'cell' ? 'tint' : placed.kind === 'text' ? 'line' : 'side';
        areas.push({
          key: `${index}-${key}-${part}`,
          finding: index,
          severity: finding.severity,
          role,
          rect,
          settled: settled.has(index),
        });
      });
    }
  }
  return { areas, labels };
}

function drawChosen(
  finding: FindingResult,
  index: number,
  layout: DocumentLayout,
  words: MarkWords,
  areas: AreaMark[],
  labels: LabelMark[],
  drawn: Set<string>,
  settled: boolean,
): void {
  const area = (role: AreaRole, rect: Rect): void => {
    const key = `${index}-${role}-${areas.length}`;
    areas.push({ key, finding: index, severity: finding.severity, role, rect, settled });
  };
  const suspects = finding.suspects.flatMap((suspect) => {
    const rect = layout.place(suspect.location, suspect.cell)?.rects[0];
    return rect ? [{ suspect, rect, key: locationKey(suspect.location) }] : [];
  });
  const suspectKeys = new Set(suspects.map((suspect) => suspect.key));

  const cells = finding.equation ? equationCells(finding.equation, layout) : [];
  for (const cell of cells) {
    drawn.add(cell.key);
    if (!suspectKeys.has(cell.key)) area(cell.total ? 'total' : 'term', cell.rect);
  }
  for (const suspect of suspects) {
    drawn.add(suspect.key);
    area('suspect', suspect.rect);
  }
  if (!finding.gap) {
    for (const location of finding.places) {
      const key = locationKey(location);
      if (drawn.has(key)) continue;
      drawn.add(key);
      const placed = layout.place(location);
      if (!placed) continue;
      for (const rect of placed.rects) {
        area(placed.kind === 'cell' ? 'ring' : placed.kind === 'text' ? 'words' : 'frame', rect);
      }
    }
  }

  const around = [...cells.map((cell) => cell.rect), ...suspects.map((suspect) => suspect.rect)];
  if (around.length === 0) return;
  placeLabels(finding, index, layout, words, cells, suspects, labels);
}

interface EquationCell {
  readonly key: string;
  readonly rect: Rect;
  readonly total: boolean;
  /** Sign drawn in its corner; empty for the first term of the left side. */
  readonly operator: string;
}

function equationCells(equation: Equation, layout: DocumentLayout): EquationCell[] {
  const side = (terms: Equation['left'], total: boolean): EquationCell[] =>
    terms.flatMap((term, index) => {
      const rect = layout.place(term.location, term.cell)?.rects[0];
      if (!rect) return [];
      const plus = index === 0 ? (total ? '＝' : '') : '＋';
      return [{ key: locationKey(term.location), rect, total, operator: term.sign === -1 ? '－' : plus }];
    });
  return [...side(equation.left, false), ...side(equation.right, true)];
}

const operatorSize: Size = { width: 13, height: 13 };

function placeLabels(
  finding: FindingResult,
  index: number,
  layout: DocumentLayout,
  words: MarkWords,
  cells: readonly EquationCell[],
  suspects: readonly { readonly suspect: FindingResult['suspects'][number]; readonly rect: Rect }[],
  labels: LabelMark[],
): void {
  const bounds: Rect = { left: 4, top: 4, width: layout.width - 8, height: layout.height - 8 };
  const push = (role: LabelMark['role'], text: string, rect: Rect, leader: LabelMark['leader']): void => {
    labels.push({ key: `${role}-${labels.length}`, finding: index, role, text, rect, leader });
  };
  for (const cell of cells) {
    if (cell.operator === '') continue;
    push('operator', cell.operator, operatorPlace(cell.rect, layout.wordsIn(grown(cell.rect, 8))), []);
  }
  const cellRects = cells.map((cell) => cell.rect);
  const taken = (anchor: Rect, reach: Size): Rect[] => [
    ...layout.wordsIn(grown(anchor, Math.max(reach.width, reach.height))).map((rect) => grown(rect, 2)),
    ...labels.map((label) => grown(label.rect, 1)),
  ];
  for (const { suspect, rect } of suspects) {
    const text = words.fit(suspect.to);
    const size = { width: widthOf(text, 11) + 10, height: 17 };
    const reach = { width: size.width + 160, height: 90 };
    // In its own cell where there is room, never in another cell of the equation.
    const others = cellRects.filter((other) => !sameRect(other, rect));
    const { rect: place } = placeLabel(rect, size, [...taken(rect, reach), ...others], bounds, {
      across: reach.width,
      down: reach.height,
    });
    push('fit', text, place, leaderTo(rect, place));
  }
  const total = cells.find((cell) => cell.total);
  const expected = finding.expected ?? finding.equation?.leftSum;
  const actual = finding.actual ?? finding.equation?.rightSum;
  if (!total || expected === undefined || actual === undefined) return;
  const lines = words.difference(expected, actual);
  const reach = { width: 460, height: 260 };
  const suspectRects = suspects.map((suspect) => suspect.rect);
  const obstacles = [...taken(total.rect, reach), ...cellRects, ...suspectRects];
  // On one line, or as a narrow block, which fits beside most tables: whichever comes nearer.
  const [best] = [lines.join('　'), lines.join('\n')]
    .map((text) => {
      const size = tagSize(text);
      return { text, ...placeLabel(total.rect, size, obstacles, bounds, { across: reach.width, down: reach.height }) };
    })
    .sort((a, b) => a.covered - b.covered || a.cost - b.cost);
  if (best) push('difference', best.text, best.rect, leaderTo(total.rect, best.rect));
}

const tagLine = 17;

function tagSize(text: string): Size {
  const lines = text.split('\n');
  return { width: Math.max(...lines.map((line) => widthOf(line, 12))) + 16, height: lines.length * tagLine + 5 };
}

/** Before the cell's figure; where that is too narrow astride the cell's left rule, in a free corner, or above. */
function operatorPlace(cell: Rect, words: readonly Rect[]): Rect {
  const { width, height } = operatorSize;
  const middle = cell.top + (cell.height - height) / 2;
  const bottomTop = cell.top + cell.height - height - 1;
  const places = [
    [cell.left + 2, middle],
    [cell.left - width / 2, middle],
    [cell.left + 1, cell.top + 1],
    [cell.left + 1, bottomTop],
    [right(cell) - width - 1, cell.top + 1],
    [right(cell) - width - 1, bottomTop],
  ] as const;
  for (const [left, top] of places) {
    const rect = { left, top, ...operatorSize };
    if (!words.some((word) => overlaps(word, rect))) return rect;
  }
  // Between the lines: the box of a word is taller than its ink.
  return { left: cell.left - width / 2, top: cell.top - height + 4, ...operatorSize };
}

/** Width of a label's words: Chinese characters are as wide as the font is high, others about six tenths. */
export function widthOf(text: string, fontSize: number): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) as number) > 0x2e80 ? fontSize : fontSize * 0.6;
  return Math.ceil(width);
}

const sameRect = (a: Rect, b: Rect): boolean =>
  a.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

/**
 * The finding that a click means: the smallest mark under it; where several lie there, the one after the
 * chosen one, so that further clicks go through them all. null where no mark lies.
 */
export function findingAt(areas: readonly AreaMark[], chosen: number | null, x: number, y: number): number | null {
  const size = (area: AreaMark): number => area.rect.width * area.rect.height;
  const hits = areas
    .filter((area) => contains(grown(area.rect, area.role === 'side' ? 4 : 1), x, y))
    .sort((a, b) => size(a) - size(b) || a.finding - b.finding);
  const findings = [...new Set(hits.map((hit) => hit.finding))];
  if (findings.length === 0) return null;
  const current = chosen === null ? -1 : findings.indexOf(chosen);
  return findings[(current + 1) % findings.length] as number;
}
