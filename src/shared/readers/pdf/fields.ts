/**
 * The frame round a form field, which some producers (LibreOffice) draw into the page itself: no ruling line of the
 * table that the field stands in, unless the table's lines go on from it.
 */

/** Left, bottom, right, top, as in the file. */
export type FieldBox = readonly [left: number, bottom: number, right: number, top: number];

interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A frame's line may be off the field's side by this, points; and a line that goes on from it off the frame by that. */
const frameSlack = 3;
const slack = 1.5;

export interface Drawn {
  readonly lines: Float64Array;
  readonly fills: Float64Array;
}

/** What is drawn on a page, without the frames and grounds of its fields. */
export function withoutFrames(drawn: Drawn, fields: readonly FieldBox[]): Drawn {
  const lines = segmentsOf(drawn.lines);
  const fills = segmentsOf(drawn.fills);
  const keptLines = new Set(lines);
  const keptFills = new Set(fills);
  for (const field of fields) {
    const isOwn = (segment: Segment): boolean => isSide(segment, field);
    const around = lines.filter(isOwn);
    const ground = fills.filter((fill) => isBox(fill, field));
    const others = [
      ...lines.filter((segment) => !isOwn(segment)),
      ...fills.filter((fill) => !isBox(fill, field)).flatMap(sidesOf),
    ];
    const frame = boundsOf([...around, ...ground]);
    if (frame === undefined || others.some((segment) => goesOnFrom(segment, frame))) continue;
    for (const segment of around) keptLines.delete(segment);
    for (const fill of ground) keptFills.delete(fill);
  }
  return { lines: numbersOf(keptLines), fills: numbersOf(keptFills) };
}

function segmentsOf(values: Float64Array): Segment[] {
  const segments: Segment[] = [];
  for (let i = 0; i + 3 < values.length; i += 4) {
    const [x0, y0, x1, y1] = values.subarray(i, i + 4) as unknown as [number, number, number, number];
    segments.push({ x0: Math.min(x0, x1), y0: Math.min(y0, y1), x1: Math.max(x0, x1), y1: Math.max(y0, y1) });
  }
  return segments;
}

function numbersOf(segments: ReadonlySet<Segment>): Float64Array {
  return Float64Array.from([...segments].flatMap(({ x0, y0, x1, y1 }) => [x0, y0, x1, y1]));
}

function sidesOf({ x0, y0, x1, y1 }: Segment): Segment[] {
  return [
    { x0, y0, x1, y1: y0 },
    { x0, y0: y1, x1, y1 },
    { x0, y0, x1: x0, y1 },
    { x0: x1, y0, x1, y1 },
  ];
}

function boundsOf(segments: readonly Segment[]): FieldBox | undefined {
  if (segments.length === 0) return undefined;
  return [
    Math.min(...segments.map(({ x0 }) => x0)),
    Math.min(...segments.map(({ y0 }) => y0)),
    Math.max(...segments.map(({ x1 }) => x1)),
    Math.max(...segments.map(({ y1 }) => y1)),
  ];
}

function near(a: number, b: number, most = slack): boolean {
  return Math.abs(a - b) <= most;
}

function nearFrame(a: number, b: number): boolean {
  return near(a, b, frameSlack);
}

function isBox({ x0, y0, x1, y1 }: Segment, [left, bottom, right, top]: FieldBox): boolean {
  return nearFrame(x0, left) && nearFrame(x1, right) && nearFrame(y0, bottom) && nearFrame(y1, top);
}

function isSide({ x0, y0, x1, y1 }: Segment, [left, bottom, right, top]: FieldBox): boolean {
  const across = near(y0, y1) && nearFrame(x0, left) && nearFrame(x1, right);
  const upright = near(x0, x1) && nearFrame(y0, bottom) && nearFrame(y1, top);
  return (
    (across && (nearFrame(y0, bottom) || nearFrame(y0, top))) ||
    (upright && (nearFrame(x0, left) || nearFrame(x0, right)))
  );
}

/** Whether a line lies along a side of the field and reaches beyond it, or begins at one of its corners. */
function goesOnFrom({ x0, y0, x1, y1 }: Segment, [left, bottom, right, top]: FieldBox): boolean {
  // Where a path ends at its beginning.
  if (near(x0, x1) && near(y0, y1)) return false;
  if (near(y0, y1)) return (near(y0, bottom) || near(y0, top)) && x0 <= right + slack && x1 >= left - slack;
  if (near(x0, x1)) return (near(x0, left) || near(x0, right)) && y0 <= top + slack && y1 >= bottom - slack;
  return false;
}
