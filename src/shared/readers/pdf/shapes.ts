/** Drawn paths of a page as the layout wants them: straight pieces, filled rectangles, bounds of images. */

/** Path pieces kept of one page. */
export const pagePieces = 200_000;
/** Objects looked at on one page, forms included: far beyond any report. */
export const pageObjects = 200_000;

export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** Numbers of a growing list, four by four. */
export class Numbers {
  #values = new Float64Array(256);
  length = 0;
  push(a: number, b: number, c: number, d: number): void {
    if (this.length + 4 > this.#values.length) {
      const more = new Float64Array(this.#values.length * 2);
      more.set(this.#values);
      this.#values = more;
    }
    const values = this.#values;
    values[this.length] = a;
    values[this.length + 1] = b;
    values[this.length + 2] = c;
    values[this.length + 3] = d;
    this.length += 4;
  }
  taken(): Float64Array {
    return this.#values.slice(0, this.length);
  }
}

export interface Gathered {
  readonly lines: Numbers;
  readonly fills: Numbers;
  readonly images: Numbers;
  curves: number;
  objects: number;
  cut: boolean;
}

export function nothingGathered(): Gathered {
  return { lines: new Numbers(), fills: new Numbers(), images: new Numbers(), curves: 0, objects: 0, cut: false };
}

/** Takes one path, segment by segment, in the coordinates of its matrix. */
export class PathTaker {
  readonly #gathered: Gathered;
  readonly #matrix: Matrix;
  readonly #filled: boolean;
  readonly #stroked: boolean;
  readonly #width: number;
  #points: number[] = [];
  #curved = false;

  /** `width` is the stroke's, before the matrix. */
  constructor(gathered: Gathered, matrix: Matrix, filled: boolean, stroked: boolean, width: number) {
    this.#gathered = gathered;
    this.#matrix = matrix;
    this.#filled = filled;
    this.#stroked = stroked;
    this.#width = width * Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]));
  }

  move(x: number, y: number): void {
    this.finish();
    this.line(x, y);
  }

  line(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.#matrix;
    this.#points.push(a * x + c * y + e, b * x + d * y + f);
  }

  /** One of the three points of a curve. */
  curve(): void {
    this.#curved = true;
    this.#gathered.curves++;
  }

  close(): void {
    const points = this.#points;
    if (points.length >= 4) points.push(points[0] as number, points[1] as number);
  }

  /** At the path's end. */
  finish(): void {
    const points = this.#points;
    if (!this.#curved && points.length >= 4) {
      addSubpath(points, this.#filled, this.#stroked, this.#width, this.#gathered);
    }
    this.#points = [];
    this.#curved = false;
  }
}

/** The bounds of an image: what its matrix makes of the unit square. */
export function addImage(gathered: Gathered, [a, b, c, d, e, f]: Matrix): void {
  const xs = [e, e + a, e + c, e + a + c];
  const ys = [f, f + b, f + d, f + b + d];
  gathered.images.push(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
}

/** Whether a colour (parts of 255) can be seen on white paper. */
export function isSeen(red: number, green: number, blue: number, alpha: number): boolean {
  const white = red > 250 && green > 250 && blue > 250;
  return !white && alpha > 8;
}

/** Adds one subpath of straight pieces: a filled rectangle as such, anything else by its pieces. */
function addSubpath(
  points: readonly number[],
  filled: boolean,
  stroked: boolean,
  width: number,
  gathered: Gathered,
): void {
  let left = Number.POSITIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points.length; i += 2) {
    left = Math.min(left, points[i] as number);
    right = Math.max(right, points[i] as number);
    bottom = Math.min(bottom, points[i + 1] as number);
    top = Math.max(top, points[i + 1] as number);
  }
  if (![left, bottom, right, top].every(Number.isFinite)) return;
  if (filled && isRectangle(points, left, bottom, right, top)) {
    gathered.fills.push(left, bottom, right, top);
    return;
  }
  // A short stroke that is wider than long draws a line across itself.
  if (stroked && points.length === 4 && width > Math.hypot(right - left, top - bottom)) {
    const flat = right - left >= top - bottom;
    if (flat) gathered.fills.push(left, bottom - width / 2, right, top + width / 2);
    else gathered.fills.push(left - width / 2, bottom, right + width / 2, top);
    return;
  }
  for (let i = 0; i + 3 < points.length; i += 2) {
    gathered.lines.push(points[i] as number, points[i + 1] as number, points[i + 2] as number, points[i + 3] as number);
  }
}

/** Whether the points run round the four corners of their bounds. */
function isRectangle(points: readonly number[], left: number, bottom: number, right: number, top: number): boolean {
  if (points.length < 8 || points.length > 12) return false;
  const slack = 0.1;
  for (let i = 0; i < points.length; i += 2) {
    const px = points[i] as number;
    const py = points[i + 1] as number;
    const onX = px - left < slack || right - px < slack;
    const onY = py - bottom < slack || top - py < slack;
    if (!onX || !onY) return false;
    const nextX = points[i + 2];
    const nextY = points[i + 3];
    if (nextX === undefined || nextY === undefined) continue;
    if (Math.abs(nextX - px) > slack && Math.abs(nextY - py) > slack) return false;
  }
  return true;
}
