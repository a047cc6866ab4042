/** Finds room for a label near a cell where it covers no word, no figure and no other label. */
import { bottom, gapBetween, overlaps, type Rect, right, type Size } from '../geometry.ts';

/** Pixels between tried positions. */
const step = 4;

export interface Placement {
  readonly rect: Rect;
  /** Pixels of obstacles under it. */
  readonly covered: number;
  /** Distance from the anchor, weighted. */
  readonly cost: number;
}

/**
 * The free place nearest to `anchor` inside `bounds`, level ones first: a label in the same row is read with
 * its cell. Where nothing is free within `reach` pixels, the place that covers least.
 */
export function placeLabel(
  anchor: Rect,
  size: Size,
  obstacles: readonly Rect[],
  bounds: Rect,
  reach: { readonly across: number; readonly down: number },
): Placement {
  const fromLeft = Math.max(bounds.left, anchor.left - reach.across - size.width);
  const toLeft = Math.min(right(bounds) - size.width, right(anchor) + reach.across);
  const fromTop = Math.max(bounds.top, anchor.top - reach.down - size.height);
  const toTop = Math.min(bottom(bounds) - size.height, bottom(anchor) + reach.down);
  const area: Rect = {
    left: fromLeft,
    top: fromTop,
    width: toLeft - fromLeft + size.width,
    height: toTop - fromTop + size.height,
  };
  const near = obstacles.filter((obstacle) => overlaps(obstacle, area));

  let best: Placement | null = null;
  for (const top of steps(fromTop, toTop, anchor.top + (anchor.height - size.height) / 2)) {
    for (const left of steps(fromLeft, toLeft, right(anchor) + step)) {
      const rect = { left, top, ...size };
      const cost = costOf(anchor, rect);
      if (best && best.covered === 0 && cost >= best.cost) continue;
      const covered = near.reduce((sum, obstacle) => sum + sharedArea(rect, obstacle), 0);
      if (!best || covered < best.covered || (covered === best.covered && cost < best.cost)) {
        best = { rect, covered, cost };
      }
    }
  }
  const under = { left: Math.max(bounds.left, anchor.left), top: bottom(anchor), ...size };
  return best ?? { rect: under, covered: 0, cost: 0 };
}

/** Positions from..to, `preferred` among them where it lies between. */
function steps(from: number, to: number, preferred: number): number[] {
  const list: number[] = [];
  for (let at = from; at <= to; at += step) list.push(at);
  if (preferred >= from && preferred <= to) list.push(preferred);
  return list;
}

function costOf(anchor: Rect, rect: Rect): number {
  const gap = gapBetween(anchor, rect);
  const offCentre = Math.abs(anchor.top + anchor.height / 2 - (rect.top + rect.height / 2));
  return gap.across + 1.6 * gap.down + 0.2 * offCentre;
}

function sharedArea(a: Rect, b: Rect): number {
  const width = Math.min(right(a), right(b)) - Math.max(a.left, b.left);
  const height = Math.min(bottom(a), bottom(b)) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * A line from a cell to its label that runs along the cell's edges and then straight across, so that it
 * crosses as few figures as it can. Empty where the two touch.
 */
export function leaderTo(anchor: Rect, label: Rect): readonly (readonly [number, number])[] {
  const gap = gapBetween(anchor, label);
  if (gap.across <= 6 && gap.down <= 2) return [];
  const centre = label.left + label.width / 2;
  if (gap.down === 0) {
    // Side by side: along the row's lower rule, or the label's middle where the label lies higher.
    const y = Math.min(bottom(anchor), bottom(label) - 2);
    const [from, to] = label.left > anchor.left ? [right(anchor), label.left] : [anchor.left, right(label)];
    return [
      [from, y],
      [to, y],
    ];
  }
  const below = label.top > anchor.top;
  const startY = below ? bottom(anchor) : anchor.top;
  const endY = below ? label.top : bottom(label);
  // Down a column's rule: figures stand between rules.
  const x = Math.abs(centre - anchor.left) < Math.abs(centre - right(anchor)) ? anchor.left : right(anchor);
  if (x >= label.left && x <= right(label)) {
    return [
      [x, startY],
      [x, endY],
    ];
  }
  const y = label.top + label.height / 2;
  return [
    [x, startY],
    [x, y],
    [x < label.left ? label.left : right(label), y],
  ];
}
