/** The rows of an official table without ruling lines: figures with the whole label that stands round them. */
import { type FormBlock, rowsOf } from '../../form/form.ts';
import { nearest } from './official-head.ts';
import { bareOf, type Known, type Piece, type Span, windows } from './official-words.ts';
import { thresholds } from './thresholds.ts';

/** One row to be: its label, its figures by column. */
export interface Row {
  readonly y: number;
  readonly label: readonly Piece[];
  readonly exact: boolean;
  readonly figures: readonly Piece[];
  unplaced: boolean;
}

export function rowOf(
  label: readonly Piece[],
  exact: boolean,
  figures: readonly Piece[],
  spans: readonly Span[] | undefined,
): Row {
  const y = (figures[0] ?? label[0])?.baseline ?? 0;
  const places = new Set(
    spans === undefined ? [] : figures.map((figure) => nearest(spans, (figure.left + figure.right) / 2)),
  );
  return { y, label, exact, figures, unplaced: spans === undefined || places.size < figures.length };
}

/** Rows of figures with the labels that stand round them, and rows of the form without any figure. */
export function labelRows(
  lines: readonly (readonly Piece[])[],
  labels: readonly Piece[],
  known: Known,
  spans: readonly Span[] | undefined,
  block: FormBlock,
): Row[] {
  const official = rowsOf(known.official);
  const whole = [...windows(labels)].filter((window) => {
    const row = known.rows.get(bareOf(window));
    return row !== undefined && official[row]?.block === block;
  });
  // The whole label, not a shorter wording at its beginning.
  whole.sort((a, b) => b.length - a.length);
  const chosen = new Map<readonly Piece[], readonly Piece[]>();
  const users = new Map<Piece, number>();
  for (const line of lines) {
    const { baseline, size } = line[0] as Piece;
    // The label that has a line on the figures' height; else the one that they nearly touch.
    const window =
      labelAt(whole, baseline, size * thresholds.officialLevel) ??
      labelAt(whole, baseline, size * thresholds.officialReach);
    if (window === undefined) continue;
    chosen.set(line, window);
    for (const piece of window) users.set(piece, (users.get(piece) ?? 0) + 1);
  }
  const rows: Row[] = [];
  for (const line of lines) {
    const window = chosen.get(line);
    if (window === undefined) {
      rows.push({ ...rowOf(strangeLabel(line, labels, users, known), false, line, spans), unplaced: true });
      continue;
    }
    const inDoubt = window.some((piece) => (users.get(piece) as number) > 1);
    // Two lines of figures beside one label: figures that were broken.
    const same = rows.findIndex(({ label }) => label === window);
    if (same === -1) rows.push({ ...rowOf(window, true, line, spans), ...(inDoubt ? { unplaced: true } : {}) });
    else rows[same] = { ...(rows[same] as Row), figures: [...(rows[same] as Row).figures, ...line], unplaced: true };
  }
  // Figures without a label, or beside a part of one, may be the rest of figures above or below that were broken.
  for (const row of rows) {
    if (row.exact || row.label.some(({ kind }) => kind === 'unknown')) continue;
    for (const other of rows) {
      if (Math.abs(other.y - row.y) < 2 * thresholds.officialPitch * (row.figures[0] as Piece).size)
        other.unplaced = true;
    }
  }
  const strange = rows.filter(({ exact }) => !exact);
  for (const window of whole) {
    if (window.some((piece) => users.has(piece))) continue;
    for (const piece of window) users.set(piece, 1);
    const [first, last] = [window[0] as Piece, window[window.length - 1] as Piece];
    const reach = thresholds.officialPitch * first.size;
    const y = window.reduce((sum, { baseline }) => sum + baseline, 0) / window.length;
    const blank = { ...rowOf(window, true, [], spans), y };
    // Figures near by without a label of their own may be this row's.
    if (strange.some((row) => row.y > first.baseline - reach && row.y < last.baseline + reach)) blank.unplaced = true;
    rows.push(blank);
  }
  return rows.sort((a, b) => a.y - b.y);
}

/** The one label that reaches over a height, give or take `reach`; where wordings share their lines, the longest. */
function labelAt(whole: readonly (readonly Piece[])[], y: number, reach: number): readonly Piece[] | undefined {
  const near = whole.filter((window) => {
    const [first, last] = [window[0] as Piece, window[window.length - 1] as Piece];
    return y > first.baseline - reach && y < last.baseline + reach;
  });
  return near.find((one) => near.every((other) => other === one || other.every((piece) => one.includes(piece))));
}

/** The label of an office's own row: what stands on the figures' height, as far to the right as any. */
function strangeLabel(
  line: readonly Piece[],
  labels: readonly Piece[],
  users: ReadonlyMap<Piece, number>,
  known: Known,
): Piece[] {
  // A line of the label of a group, which stands beside all its rows, is the name of none.
  const ofGroup = ({ bare }: Piece): boolean => [...known.parents].some((label) => label.includes(bare));
  const on = labels.filter((piece) => piece.line === (line[0] as Piece).line && !users.has(piece) && !ofGroup(piece));
  return on.slice(-1);
}
