/**
 * Runs a page's contents: what is shown, drawn and placed, and where. Knows the operators that printers of reports
 * write; anything else throws NotPlain. The arithmetic is that of the engine (single precision, step by step), so that
 * both give the same places.
 */
import type { ReadLimits } from '../../limits.ts';
import type { GlyphTable, PageContent } from '../engine.ts';
import { addImage, isSeen, type Matrix, nothingGathered, PathTaker, pageObjects, pagePieces } from '../shapes.ts';
import { characterOfText, type PlainFont } from './fonts.ts';
import { byteKinds, Cursor, Dictionary, notPlain, type Objects, type Value } from './objects.ts';

const single = Math.fround;
const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** The matrix that applies `first`, then `then`. */
function times(first: Matrix, then: Matrix): Matrix {
  return [
    single(single(first[0] * then[0]) + single(first[1] * then[2])),
    single(single(first[0] * then[1]) + single(first[1] * then[3])),
    single(single(first[2] * then[0]) + single(first[3] * then[2])),
    single(single(first[2] * then[1]) + single(first[3] * then[3])),
    xOf(then, first[4], first[5]),
    yOf(then, first[4], first[5]),
  ];
}

// By index: taking a matrix apart costs more than the sums.
function xOf(matrix: Matrix, x: number, y: number): number {
  return single(single(single(matrix[0] * x) + single(matrix[2] * y)) + matrix[4]);
}

function yOf(matrix: Matrix, x: number, y: number): number {
  return single(single(single(matrix[1] * x) + single(matrix[3] * y)) + matrix[5]);
}

/** What q saves and Q restores. */
interface State {
  matrix: Matrix;
  /** Whether fills and strokes have a colour that can be seen, before transparency. */
  fillSeen: boolean;
  strokeSeen: boolean;
  fillAlpha: number;
  strokeAlpha: number;
  lineWidth: number;
  font: PlainFont | undefined;
  size: number;
  charSpace: number;
  wordSpace: number;
  /** 1 is normal. */
  stretch: number;
  leading: number;
  rise: number;
  /** Text is neither filled nor stroked. */
  isHidden: boolean;
}

/** A stretch between BDC or BMC and EMC. */
interface Mark {
  /** The character that is shown instead, if it is one with an ActualText. */
  readonly character: number | undefined;
  used: boolean;
}

interface Operator {
  readonly numbers: number;
  readonly names: number;
  /** Strings, arrays, dictionaries. */
  readonly others: number;
  readonly run: (page: Contents) => void;
}

/** States saved, and stretches marked, one in another. */
const deepest = 500;
/** Glyphs of one page, far beyond any report; the engine knows how to go on. */
const mostGlyphs = 500_000;

/** Type under a matrix that makes less of its square cannot be seen. */
const leastScale = 1e-4;

/** Gaps between two pieces of a text, em: smaller ones part no words, wider ones do. */
const smallGap = 0.08;
const wideGap = 0.18;

const moveTo = 0;
const lineTo = 1;
const curveTo = 2;

/** What a page's contents refer to by name. */
export interface Resources {
  font(name: string): PlainFont;
  /** A named dictionary of a category such as /ExtGState. */
  named(category: string, name: string): Dictionary;
  readonly objects: Objects;
}

class Contents {
  readonly resources: Resources;
  readonly limits: ReadLimits;
  readonly shapes = nothingGathered();

  // Operands of the next operator.
  readonly numbers = new Float64Array(16);
  numberCount = 0;
  readonly names: string[] = [];
  readonly others: Value[] = [];

  state: State = {
    matrix: identity,
    fillSeen: true,
    strokeSeen: true,
    fillAlpha: 1,
    strokeAlpha: 1,
    lineWidth: 1,
    font: undefined,
    size: 1,
    charSpace: 0,
    wordSpace: 0,
    stretch: 1,
    leading: 0,
    rise: 0,
    isHidden: false,
  };
  readonly saved: State[] = [];
  readonly marks: Mark[] = [];

  // The text object that is open.
  inText = false;
  textMatrix: Matrix = identity;
  x = 0;
  y = 0;
  lineX = 0;
  lineY = 0;
  /** Text matrix on the page, without its shift; nothing after a change of what it is made of. */
  shown: Matrix | undefined;

  // The path that is open: kind, x, y, closed of each point.
  readonly path: number[] = [];
  startX = 0;
  startY = 0;
  currentX = 0;
  currentY = 0;

  // Glyphs so far.
  readonly codes: number[] = [];
  readonly glyphX: number[] = [];
  readonly glyphY: number[] = [];
  readonly advanceX: number[] = [];
  readonly advanceY: number[] = [];
  readonly sizes: number[] = [];
  readonly runs: number[] = [];
  readonly hidden: number[] = [];
  run = 0;

  constructor(resources: Resources, limits: ReadLimits) {
    this.resources = resources;
    this.limits = limits;
  }

  execute(bytes: Uint8Array): void {
    const cursor = new Cursor(bytes);
    for (;;) {
      cursor.skipBlanks();
      const byte = bytes[cursor.at];
      if (byte === undefined) break;
      if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e || byte === 0x2b) {
        if (this.numberCount === this.numbers.length) notPlain('operands');
        this.numbers[this.numberCount++] = single(cursor.number());
      } else if (byteKinds[byte] === 0) this.#operator(cursor);
      else if ((byte === 0x2f ? this.names.push(cursor.name()) : this.others.push(cursor.value())) > 2)
        notPlain('operands');
    }
    if (this.saved.length + this.marks.length > 0 || this.inText || this.path.length > 0) notPlain('open end');
    if (this.numberCount + this.names.length + this.others.length > 0) notPlain('operands');
  }

  #operator(cursor: Cursor): void {
    const { bytes } = cursor;
    let code = 0;
    for (let shift = 0; ; shift += 8) {
      const byte = bytes[cursor.at];
      if (byte === undefined || byteKinds[byte] !== 0) break;
      if (shift > 16) notPlain('operator');
      code |= byte << shift;
      cursor.at++;
    }
    const operator = operators.get(code) ?? notPlain('operator');
    const { numbers, names, others } = operator;
    if (this.numberCount !== numbers || this.names.length !== names || this.others.length !== others)
      notPlain('operands');
    operator.run(this);
    this.numberCount = 0;
    if (names > 0) this.names.length = 0;
    if (others > 0) this.others.length = 0;
  }

  n(index: number): number {
    return this.numbers[index] as number;
  }

  // ---- graphics state ----

  save(): void {
    if (this.inText || this.saved.length > deepest) notPlain('q');
    this.saved.push({ ...this.state });
  }

  restore(): void {
    if (this.inText) notPlain('Q');
    this.state = this.saved.pop() ?? notPlain('Q');
    this.shown = undefined;
  }

  concatenate(): void {
    if (this.inText) notPlain('cm');
    this.state.matrix = times([this.n(0), this.n(1), this.n(2), this.n(3), this.n(4), this.n(5)], this.state.matrix);
    this.shown = undefined;
  }

  setParameters(): void {
    const parameters = this.resources.named('/ExtGState', this.names[0] as string);
    const { objects } = this.resources;
    if (parameters.has('/Font')) notPlain('font in a graphics state');
    const limited = (key: string): number => Math.min(1, Math.max(0, objects.number(parameters.get(key))));
    if (parameters.has('/ca')) this.state.fillAlpha = limited('/ca');
    if (parameters.has('/CA')) this.state.strokeAlpha = limited('/CA');
    if (parameters.has('/LW')) this.state.lineWidth = objects.number(parameters.get('/LW'));
  }

  /** Whether the colour on the stack can be seen: one number is grey, three are red, green and blue. */
  isColourSeen(): boolean {
    const part = (index: number): number => Math.round(Math.min(1, Math.max(0, this.n(index))) * 255);
    const grey = this.numberCount === 1;
    return isSeen(part(0), part(grey ? 0 : 1), part(grey ? 0 : 2), 255);
  }

  // ---- paths ----

  move(x: number, y: number): void {
    const { path } = this;
    this.currentX = this.startX = x;
    this.currentY = this.startY = y;
    // Of several moves the last counts.
    if (path.length > 0 && path[path.length - 4] === moveTo) path.length -= 4;
    path.push(moveTo, x, y, 0);
  }

  segment(kind: number, x: number, y: number): void {
    if (this.path.length === 0 || this.path.length > pagePieces * 4) notPlain('path');
    this.currentX = x;
    this.currentY = y;
    this.path.push(kind, x, y, 0);
  }

  closePath(): void {
    const { path } = this;
    if (path.length === 0) return;
    if (this.startX !== this.currentX || this.startY !== this.currentY) this.segment(lineTo, this.startX, this.startY);
    path[path.length - 1] = 1;
  }

  rectangle(): void {
    const [x, y] = [this.n(0), this.n(1)];
    const [right, top] = [single(x + this.n(2)), single(y + this.n(3))];
    this.move(x, y);
    this.segment(lineTo, right, y);
    this.segment(lineTo, right, top);
    this.segment(lineTo, x, top);
    this.segment(lineTo, x, y);
    this.path[this.path.length - 1] = 1;
  }

  paint(fill: boolean, stroke: boolean): void {
    const { path, state, shapes } = this;
    if (path[path.length - 4] === moveTo) path.length -= 4;
    if (path.length > 0 && ++shapes.objects > pageObjects) notPlain('too many objects');
    if (shapes.lines.length + shapes.fills.length > pagePieces * 4) notPlain('too many pieces');
    const filled = fill && state.fillSeen && Math.trunc(state.fillAlpha * 255) > 8;
    const stroked = stroke && state.strokeSeen && Math.trunc(state.strokeAlpha * 255) > 8;
    if (filled || stroked) {
      const taker = new PathTaker(shapes, state.matrix, filled, stroked, stroked ? state.lineWidth : 0);
      for (let i = 0; i < path.length; i += 4) {
        const kind = path[i];
        if (kind === curveTo) taker.curve();
        else if (kind === moveTo) taker.move(path[i + 1] as number, path[i + 2] as number);
        else taker.line(path[i + 1] as number, path[i + 2] as number);
        if (path[i + 3] === 1) taker.close();
      }
      taker.finish();
    }
    path.length = 0;
  }

  paintObject(): void {
    const object = this.resources.named('/XObject', this.names[0] as string);
    // Forms are for the engine.
    if (object.get('/Subtype') !== '/Image' || object.has('/OC')) notPlain('XObject');
    if (++this.shapes.objects > pageObjects) notPlain('too many objects');
    addImage(this.shapes, this.state.matrix);
  }

  // ---- marked content ----

  beginMarked(properties: Dictionary | undefined): void {
    if (this.names[0] === '/OC' || this.marks.some(({ character }) => character !== undefined))
      notPlain('marked content');
    const character =
      properties?.has('/ActualText') === true ? characterOfText(properties.get('/ActualText')) : undefined;
    if (this.marks.push({ character, used: false }) > deepest) notPlain('marked content');
  }

  // ---- text ----

  setTextMatrix(matrix: Matrix): void {
    if (!this.inText) notPlain('text operator');
    this.textMatrix = matrix;
    this.x = this.y = this.lineX = this.lineY = 0;
    this.shown = undefined;
  }

  moveText(x: number, y: number): void {
    if (!this.inText) notPlain('text operator');
    this.lineX = single(this.lineX + x);
    this.lineY = single(this.lineY + y);
    this.x = this.lineX;
    this.y = this.lineY;
  }

  show(parts: readonly Value[]): void {
    const { state } = this;
    const { font, size, stretch } = state;
    if (!this.inText || font === undefined || !(size > 0 && stretch > 0)) notPlain('text operator');
    let place = 0;
    const kern = (amount: number): void => {
      this.x = single(this.x - single(single(single(amount * size) * stretch) / 1000));
    };
    while (typeof parts[place] === 'number') kern(single(parts[place++] as number));
    if (place === parts.length) return;
    const mark = this.marks[this.marks.length - 1];
    const instead = this.marks.length === 0 ? undefined : mark?.character;

    const stretched = stretch === 1 ? this.textMatrix : times([stretch, 0, 0, 1, 0, 0], this.textMatrix);
    this.shown ??= times(stretched, state.matrix);
    const [a, b, c, d] = this.shown;
    const across = Math.hypot(c, d);
    if (Math.abs(a * d - b * c) < leastScale) notPlain('text without a size');
    const raised = single(this.y + state.rise);
    const [left, up] = [xOf(this.textMatrix, this.x, raised), yOf(this.textMatrix, this.x, raised)];
    const [e, f] = [xOf(state.matrix, left, up), yOf(state.matrix, left, up)];
    const run = ++this.run;
    let along = 0;
    let after = 0;
    for (; place < parts.length; place++) {
      const part = parts[place];
      if (typeof part === 'number') {
        after = single(after + single(part));
        continue;
      }
      // Of shifts beside an empty string the engine forgets some.
      if (!(part instanceof Uint8Array) || part.length === 0) notPlain('text');
      along = single(along - single(single(after * size) / 1000));
      const gap = -after / 1000;
      after = 0;
      if (part.length % font.codeBytes !== 0) notPlain('text');
      for (let i = 0; i < part.length; i += font.codeBytes) {
        const code = font.codeBytes === 1 ? (part[i] as number) : ((part[i] as number) << 8) | (part[i + 1] as number);
        const { width, character: own } = font.glyph(code);
        let character = own;
        if (instead !== undefined) {
          // One character for one glyph.
          if (mark === undefined || mark.used) notPlain('ActualText');
          mark.used = true;
          character = instead;
        }
        const x = single(single(a * along) + e);
        const y = single(single(b * along) + f);
        // Where letters are spaced, the engine finds words of its own.
        if (character === 0x20 && state.charSpace !== 0) notPlain('blank in spaced text');
        if (character !== 0x20 || i > 0 || !this.#parts(gap)) {
          const advance = single(width / 1000) * size;
          this.codes.push(character);
          this.glyphX.push(x);
          this.glyphY.push(y);
          this.advanceX.push(advance * a);
          this.advanceY.push(advance * b);
          this.sizes.push(size * across);
          this.runs.push(run);
          this.hidden.push(state.isHidden ? 1 : 0);
        }
        along = single(along + single(single(width * size) / 1000));
        if (code === 0x20 && font.codeBytes === 1) along = single(along + state.wordSpace);
        along = single(along + state.charSpace);
      }
    }
    if (this.codes.length > Math.min(mostGlyphs, this.limits.characters)) notPlain('too many characters');
    this.x = single(this.x + single(along * stretch));
    if (after !== 0) kern(after);
  }

  /** Whether a gap (em) has parted the words already; where the engine's finer measure is needed, it is asked. */
  #parts(gap: number): boolean {
    if (gap > smallGap && gap < wideGap) notPlain('gap before a blank');
    return gap >= wideGap;
  }

  /** Of blanks that follow each other on a line, the first; the engine leaves the others out. */
  #withoutDoubleBlanks(): void {
    const { codes, glyphX, glyphY } = this;
    const dropped = new Set<number>();
    for (let start = 0; start < codes.length; ) {
      let end = start;
      let blanks = 0;
      for (; end < codes.length && glyphY[end] === glyphY[start]; end++) if (codes[end] === 0x20) blanks++;
      if (blanks > 1) {
        const line = Array.from({ length: end - start }, (_, i) => start + i);
        line.sort((i, j) => (glyphX[i] as number) - (glyphX[j] as number));
        for (const [i, glyph] of line.entries()) {
          if (codes[glyph] === 0x20 && codes[line[i - 1] ?? -1] === 0x20) dropped.add(glyph);
        }
      }
      start = end;
    }
    if (dropped.size === 0) return;
    for (const column of [codes, glyphX, glyphY, this.advanceX, this.advanceY, this.sizes, this.runs, this.hidden]) {
      let kept = 0;
      for (const [i, value] of column.entries()) if (!dropped.has(i)) column[kept++] = value;
      column.length = kept;
    }
  }

  glyphs(): GlyphTable {
    this.#withoutDoubleBlanks();
    return {
      count: this.codes.length,
      codes: new Uint32Array(this.codes),
      x: new Float64Array(this.glyphX),
      y: new Float64Array(this.glyphY),
      dx: new Float64Array(this.advanceX),
      dy: new Float64Array(this.advanceY),
      size: new Float64Array(this.sizes),
      run: new Uint32Array(this.runs),
      hidden: new Uint8Array(this.hidden),
    };
  }
}

const operators = new Map<number, Operator>();

function define(name: string, numbers: number, names: number, others: number, run: (page: Contents) => void): void {
  let code = 0;
  for (let i = 0; i < name.length; i++) code |= name.charCodeAt(i) << (8 * i);
  operators.set(code, { numbers, names, others, run });
}

const nothing = (): void => {};
define('q', 0, 0, 0, (page) => page.save());
define('Q', 0, 0, 0, (page) => page.restore());
define('cm', 6, 0, 0, (page) => page.concatenate());
define('gs', 0, 1, 0, (page) => page.setParameters());
define('w', 1, 0, 0, (page) => {
  page.state.lineWidth = page.n(0);
});
// Joins, caps, dashes, flatness and intent change no place.
for (const name of ['J', 'j', 'M', 'i']) define(name, 1, 0, 0, nothing);
define('d', 1, 0, 1, nothing);
define('ri', 0, 1, 0, nothing);

for (const [name, count] of [
  ['g', 1],
  ['rg', 3],
] as const) {
  define(name, count, 0, 0, (page) => {
    page.state.fillSeen = page.isColourSeen();
  });
  define(name.toUpperCase(), count, 0, 0, (page) => {
    page.state.strokeSeen = page.isColourSeen();
  });
}

define('m', 2, 0, 0, (page) => page.move(page.n(0), page.n(1)));
define('l', 2, 0, 0, (page) => page.segment(lineTo, page.n(0), page.n(1)));
define('c', 6, 0, 0, (page) => {
  for (const i of [0, 2, 4]) page.segment(curveTo, page.n(i), page.n(i + 1));
});
define('h', 0, 0, 0, (page) => page.closePath());
define('re', 4, 0, 0, (page) => page.rectangle());
for (const [name, fill, stroke, close] of [
  ['n', false, false, false],
  ['S', false, true, false],
  ['s', false, true, true],
  ['f', true, false, false],
  ['f*', true, false, false],
  ['F', true, false, false],
  ['B', true, true, false],
  ['B*', true, true, false],
  ['b', true, true, true],
  ['b*', true, true, true],
] as const) {
  define(name, 0, 0, 0, (page) => {
    if (close) page.closePath();
    page.paint(fill, stroke);
  });
}
// Clipped text is text, as it is to the engine; the layout leaves out what is off the page.
define('W', 0, 0, 0, nothing);
define('W*', 0, 0, 0, nothing);
define('Do', 0, 1, 0, (page) => page.paintObject());

define('BMC', 0, 1, 0, (page) => page.beginMarked(undefined));
define('BDC', 0, 1, 1, (page) => {
  const [properties] = page.others;
  page.beginMarked(properties instanceof Dictionary ? properties : notPlain('marked content'));
});
define('EMC', 0, 0, 0, (page) => {
  page.marks.pop() ?? notPlain('EMC');
});

define('BT', 0, 0, 0, (page) => {
  if (page.inText) notPlain('BT');
  page.inText = true;
  page.setTextMatrix(identity);
});
define('ET', 0, 0, 0, (page) => {
  if (!page.inText) notPlain('ET');
  page.inText = false;
});
define('Tf', 1, 1, 0, (page) => {
  page.state.font = page.resources.font(page.names[0] as string);
  page.state.size = page.n(0);
});
define('Tc', 1, 0, 0, (page) => {
  page.state.charSpace = page.n(0);
});
define('Tw', 1, 0, 0, (page) => {
  page.state.wordSpace = page.n(0);
});
define('Tz', 1, 0, 0, (page) => {
  page.state.stretch = single(page.n(0) / 100);
  page.shown = undefined;
});
define('TL', 1, 0, 0, (page) => {
  page.state.leading = page.n(0);
});
define('Ts', 1, 0, 0, (page) => {
  page.state.rise = page.n(0);
});
define('Tr', 1, 0, 0, (page) => {
  // Text that clips.
  if (page.n(0) > 3) notPlain('Tr');
  page.state.isHidden = page.n(0) === 3;
});
define('Td', 2, 0, 0, (page) => page.moveText(page.n(0), page.n(1)));
define('TD', 2, 0, 0, (page) => {
  page.moveText(page.n(0), page.n(1));
  page.state.leading = -page.n(1);
});
define('Tm', 6, 0, 0, (page) => {
  page.setTextMatrix([page.n(0), page.n(1), page.n(2), page.n(3), page.n(4), page.n(5)]);
});
define('T*', 0, 0, 0, (page) => page.moveText(0, -page.state.leading));
define('Tj', 0, 0, 1, (page) => page.show(page.others));
define('TJ', 0, 0, 1, (page) => {
  const [parts] = page.others;
  page.show(Array.isArray(parts) ? parts : notPlain('TJ'));
});

/** What a page shows. `box` is left, bottom, right, top of the part that is displayed. */
export function readContents(
  bytes: Uint8Array,
  resources: Resources,
  limits: ReadLimits,
): Omit<PageContent, 'quarterTurns' | 'box'> {
  const page = new Contents(resources, limits);
  page.execute(bytes);
  const { lines, fills, images, curves } = page.shapes;
  return {
    glyphs: page.glyphs(),
    lines: lines.taken(),
    fills: fills.taken(),
    images: images.taken(),
    curves,
    cut: false,
  };
}
