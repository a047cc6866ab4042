/** Rectangles in the pixels of a document view's scroll content, origin at its top left. */

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const right = (rect: Rect): number => rect.left + rect.width;
export const bottom = (rect: Rect): number => rect.top + rect.height;

export function overlaps(a: Rect, b: Rect): boolean {
  return a.left < right(b) && b.left < right(a) && a.top < bottom(b) && b.top < bottom(a);
}

export function contains(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x <= right(rect) && y >= rect.top && y <= bottom(rect);
}

/** Grown by `by` pixels on every side. */
export function grown(rect: Rect, by: number): Rect {
  return { left: rect.left - by, top: rect.top - by, width: rect.width + 2 * by, height: rect.height + 2 * by };
}

/** The smallest rectangle around all of them; null for none. */
export function around(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const left = Math.min(...rects.map((rect) => rect.left));
  const top = Math.min(...rects.map((rect) => rect.top));
  return {
    left,
    top,
    width: Math.max(...rects.map(right)) - left,
    height: Math.max(...rects.map(bottom)) - top,
  };
}

/** Pixels between the nearest edges, across and down; 0 where they overlap. */
export function gapBetween(a: Rect, b: Rect): { readonly across: number; readonly down: number } {
  return {
    across: Math.max(0, a.left - right(b), b.left - right(a)),
    down: Math.max(0, a.top - bottom(b), b.top - bottom(a)),
  };
}

/** Rectangles on one line that touch or nearly touch, joined: a sentence of many text runs is one mark a line. */
export function joinLines(rects: readonly Rect[]): Rect[] {
  const joined: Rect[] = [];
  for (const rect of rects) {
    if (rect.width <= 0 && rect.height <= 0) continue;
    const last = joined.at(-1);
    const sameLine = last && Math.abs(last.top + last.height / 2 - (rect.top + rect.height / 2)) < rect.height / 2;
    if (last && sameLine && rect.left <= right(last) + 2 && right(rect) >= last.left - 2) {
      joined[joined.length - 1] = around([last, rect]) as Rect;
    } else {
      joined.push(rect);
    }
  }
  return joined;
}
