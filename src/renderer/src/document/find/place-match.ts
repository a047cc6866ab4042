/** Where a match stands in a view, in the scroll content's pixels. */
import type { Frame, Measurer } from '../frame.ts';
import { contains, joinLines, type Rect } from '../geometry.ts';
import { fold, type Match, occurrences } from './find.ts';

/** Empty where the place is not shown. A cell whose words are not drawn yet is shown as a whole. */
export function placeMatch(match: Match, query: string, measurer: Measurer, frame: Frame): readonly Rect[] {
  const rects = match.places.flatMap((location) => measurer.place(location, frame)?.rects ?? []);
  const [cell] = rects;
  if (match.inCell === null || !cell) return rects;
  const words = wordsInCell(cell, measurer, frame, fold(query).text, match.inCell);
  return words.length > 0 ? words : [cell];
}

function wordsInCell(cell: Rect, measurer: Measurer, frame: Frame, sought: string, which: number): readonly Rect[] {
  const nodes = frame.textIn(cell, measurer.wordHolders()).flatMap(({ node, rect }) => {
    const isInside = contains(cell, rect.left + rect.width / 2, rect.top + rect.height / 2);
    return isInside ? [node] : [];
  });
  const found = occurrences(nodes.map((node) => node.data).join(''), sought)[which];
  if (!found) return [];
  const rects: Rect[] = [];
  let passed = 0;
  for (const node of nodes) {
    const from = Math.max(0, found.start - passed);
    const to = Math.min(node.length, found.end - passed);
    passed += node.length;
    if (to <= from) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    rects.push(...frame.rectsOf(range));
  }
  return joinLines(rects);
}
