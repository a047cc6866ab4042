/** Zoom of the document, as a multiple of the width that fits the pane. */

export type Zoom = number | 'fit';

const levels = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];

export function factorOf(zoom: Zoom): number {
  return zoom === 'fit' ? 1 : zoom;
}

export function nextZoom(zoom: Zoom, change: 'in' | 'out' | 'fit'): Zoom {
  if (change === 'fit') return 'fit';
  const at = levels.indexOf(factorOf(zoom));
  const next = levels[Math.min(levels.length - 1, Math.max(0, at + (change === 'in' ? 1 : -1)))] as number;
  return next === 1 ? 'fit' : next;
}
