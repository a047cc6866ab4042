/**
 * From a page's own axes to the displayed page: top left, points, y down, after /Rotate and the crop box. Done once,
 * here; nothing later knows a PDF's axes. A page whose text runs sideways (a landscape table set on a portrait page
 * without /Rotate) is further turned for the layout, and its places are turned back by the frame.
 */
import type { PdfLocation } from '../../document/location.ts';
import type { GlyphTable, PageContent } from './engine.ts';
import { foldRadical } from './radicals.ts';
import { thresholds } from './thresholds.ts';

/** Left, top, right, bottom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A glyph in the layout frame, where text runs from left to right. */
export interface Glyph {
  /** One character (one or two UTF-16 units). */
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
  /** Glyphs shown by one operator share it. */
  readonly run: number;
  /** Quarter turns of this glyph's writing direction against the frame's: 0 for nearly all. */
  readonly turn: number;
  readonly blank: boolean;
}

export interface Rule {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** A page ready for layout: all in the layout frame. */
export interface LayoutPage {
  readonly frame: Frame;
  readonly glyphs: readonly Glyph[];
  readonly lines: readonly Rule[];
  readonly fills: readonly Box[];
  readonly images: readonly Box[];
  /** Glyphs whose character the file does not tell. */
  readonly unmapped: number;
  /** Glyphs beside the displayed page, left out. */
  readonly outside: number;
}

/** Where the layout frame lies on the displayed page. */
export interface Frame {
  /** Page number, from 1. */
  readonly page: number;
  /** Size of the layout frame. */
  readonly width: number;
  readonly height: number;
  /** Size of the displayed page. */
  readonly displayWidth: number;
  readonly displayHeight: number;
  /** Quarter turns clockwise that the text has on the displayed page. */
  readonly turns: number;
}

/** A point mapping made of a quarter turn and a shift: x' = a*x + c*y + e, y' = b*x + d*y + f. */
export type Mapping = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** User space to the displayed page. */
export function toDisplay([left, bottom, right, top]: PageContent['box'], quarterTurns: number): Mapping {
  switch (quarterTurns) {
    case 1:
      return [0, 1, 1, 0, -bottom, -left];
    case 2:
      return [-1, 0, 0, 1, right, -bottom];
    case 3:
      return [0, -1, -1, 0, top, right];
    default:
      return [1, 0, 0, -1, -left, top];
  }
}

/** Displayed page to a frame turned back by `turns` clockwise quarter turns. */
function toFrame(width: number, height: number, turns: number): Mapping {
  switch (turns) {
    case 1:
      return [0, -1, 1, 0, 0, width];
    case 2:
      return [-1, 0, 0, -1, width, height];
    case 3:
      return [0, 1, -1, 0, height, 0];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}

/** The mapping back. */
export function inverse([a, b, c, d, e, f]: Mapping): Mapping {
  const size = a * d - b * c;
  return [d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size];
}

/** The mapping that does `first`, then `then`. */
function compose(first: Mapping, then: Mapping): Mapping {
  const [a, b, c, d, e, f] = first;
  const [a2, b2, c2, d2, e2, f2] = then;
  return [
    a2 * a + c2 * b,
    b2 * a + d2 * b,
    a2 * c + c2 * d,
    b2 * c + d2 * d,
    a2 * e + c2 * f + e2,
    b2 * e + d2 * f + f2,
  ];
}

function mapBox([a, b, c, d, e, f]: Mapping, x0: number, y0: number, x1: number, y1: number): Box {
  const u0 = a * x0 + c * y0 + e;
  const v0 = b * x0 + d * y0 + f;
  const u1 = a * x1 + c * y1 + e;
  const v1 = b * x1 + d * y1 + f;
  return { left: Math.min(u0, u1), top: Math.min(v0, v1), right: Math.max(u0, u1), bottom: Math.max(v0, v1) };
}

/** Converts what the engine gave for page number `page` (from 1). */
export function layoutPage(content: PageContent, page: number): LayoutPage {
  const [left, bottom, right, top] = content.box;
  const sideways = content.quarterTurns % 2 === 1;
  const displayWidth = sideways ? top - bottom : right - left;
  const displayHeight = sideways ? right - left : top - bottom;
  const display = toDisplay(content.box, content.quarterTurns);
  const turns = mainTurn(content.glyphs, display);
  const mapping = compose(display, toFrame(displayWidth, displayHeight, turns));
  const turned = turns % 2 === 1;
  const frame: Frame = {
    page,
    width: turned ? displayHeight : displayWidth,
    height: turned ? displayWidth : displayHeight,
    displayWidth,
    displayHeight,
    turns,
  };
  const { glyphs, unmapped, outside } = glyphsOf(content.glyphs, mapping, frame);
  const lines: Rule[] = [];
  for (let i = 0; i + 3 < content.lines.length; i += 4) {
    const [a, b, c, d, e, f] = mapping;
    const x0 = content.lines[i] as number;
    const y0 = content.lines[i + 1] as number;
    const x1 = content.lines[i + 2] as number;
    const y1 = content.lines[i + 3] as number;
    if (!Number.isFinite(x0 + y0 + x1 + y1)) continue;
    lines.push({ x0: a * x0 + c * y0 + e, y0: b * x0 + d * y0 + f, x1: a * x1 + c * y1 + e, y1: b * x1 + d * y1 + f });
  }
  return {
    frame,
    glyphs,
    lines,
    fills: boxesOf(content.fills, mapping),
    images: boxesOf(content.images, mapping),
    unmapped,
    outside,
  };
}

function boxesOf(values: Float64Array, mapping: Mapping): Box[] {
  const boxes: Box[] = [];
  for (let i = 0; i + 3 < values.length; i += 4) {
    const [x0, y0, x1, y1] = values.subarray(i, i + 4) as unknown as [number, number, number, number];
    if (Number.isFinite(x0 + y0 + x1 + y1)) boxes.push(mapBox(mapping, x0, y0, x1, y1));
  }
  return boxes;
}

/** Quarter turns clockwise of a direction on the displayed page (y down); -1 for one that is askew. */
function turnOf(u: number, v: number): number {
  const along = Math.max(Math.abs(u), Math.abs(v));
  const across = Math.min(Math.abs(u), Math.abs(v));
  if (across > along * thresholds.skew) return -1;
  if (Math.abs(u) >= Math.abs(v)) return u >= 0 ? 0 : 2;
  return v >= 0 ? 1 : 3;
}

/** The turn that most of the page's glyphs have. */
function mainTurn(glyphs: GlyphTable, [a, b, c, d]: Mapping): number {
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < glyphs.count; i++) {
    const dx = glyphs.dx[i] as number;
    const dy = glyphs.dy[i] as number;
    const turn = turnOf(a * dx + c * dy, b * dx + d * dy);
    if (turn >= 0) counts[turn] = (counts[turn] as number) + 1;
  }
  let best = 0;
  for (let turn = 1; turn < 4; turn++) if ((counts[turn] as number) > (counts[best] as number)) best = turn;
  return best;
}

function glyphsOf(
  table: GlyphTable,
  mapping: Mapping,
  frame: Frame,
): { glyphs: Glyph[]; unmapped: number; outside: number } {
  const [a, b, c, d, e, f] = mapping;
  const glyphs: Glyph[] = [];
  let unmapped = 0;
  let outside = 0;
  for (let i = 0; i < table.count; i++) {
    const code = characterOf(table.codes[i] as number);
    const dx = table.dx[i] as number;
    const dy = table.dy[i] as number;
    const u = a * dx + c * dy;
    const v = b * dx + d * dy;
    const turn = turnOf(u, v);
    // Askew text is a watermark or a stamp, no part of the report's words.
    if (turn < 0) continue;
    if (code === 0) {
      unmapped++;
      continue;
    }
    const size = Math.abs(table.size[i] as number);
    const x = a * (table.x[i] as number) + c * (table.y[i] as number) + e;
    const y = b * (table.x[i] as number) + d * (table.y[i] as number) + f;
    const advance = Math.hypot(u, v);
    // Type of no size is not there to be seen; a damaged file has numbers that are none.
    if (!(size > thresholds.leastSize) || !Number.isFinite(x + y + advance + size)) continue;
    const { left, baseline } = inFrame(turn, x, y, advance, size);
    const middleX = left + (turn % 2 === 0 ? advance : size) / 2;
    const middleY = baseline - size * thresholds.middle;
    // Text outside the displayed page is not there for any reader.
    if (middleX < 0 || middleX > frame.width || middleY < 0 || middleY > frame.height) {
      outside++;
      continue;
    }
    glyphs.push({
      text: String.fromCodePoint(code),
      left,
      right: left + (turn % 2 === 0 ? advance : size),
      baseline,
      size,
      run: table.run[i] as number,
      turn,
      blank: isBlank(code),
    });
  }
  return { glyphs, unmapped, outside };
}

/** Left edge and baseline that an upright glyph in the same square would have. */
function inFrame(
  turn: number,
  x: number,
  y: number,
  advance: number,
  size: number,
): { left: number; baseline: number } {
  const below = size * (0.5 - thresholds.middle);
  switch (turn) {
    case 1:
      return { left: x - below, baseline: y + advance / 2 + size * thresholds.middle };
    case 2:
      return { left: x - advance, baseline: y + size * 2 * thresholds.middle };
    case 3:
      return { left: x - size + below, baseline: y - advance / 2 + size * thresholds.middle };
    default:
      return { left: x, baseline: y };
  }
}

/** The character a code stands for: radicals folded, the engine's and typographers' break hyphens as hyphens; 0: none. */
function characterOf(code: number): number {
  if (code === 2 || code === 0xfffe || code === 0xad) return 0x2d;
  if (code === 0xfffd || code > 0x10ffff || (code < 0x20 && code !== 9)) return 0;
  if (code === 9 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f) return 0x20;
  return foldRadical(code);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x3000 || code === 0x200b || code === 0xfeff;
}

/** A box of the layout frame as a place on the displayed page. */
export function placeOf(frame: Frame, box: Box): PdfLocation {
  const { width, height } = { width: box.right - box.left, height: box.bottom - box.top };
  switch (frame.turns) {
    case 1:
      return { page: frame.page, rect: rounded(frame.height - box.bottom, box.left, height, width) };
    case 2:
      return { page: frame.page, rect: rounded(frame.width - box.right, frame.height - box.bottom, width, height) };
    case 3:
      return { page: frame.page, rect: rounded(box.top, frame.width - box.right, height, width) };
    default:
      return { page: frame.page, rect: rounded(box.left, box.top, width, height) };
  }
}

function rounded(x: number, y: number, width: number, height: number): [number, number, number, number] {
  return [round(x), round(y), round(width), round(height)];
}

/** Hundredths of a point: finer than any display, and stable in output. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function middleX(glyph: Glyph): number {
  return (glyph.left + glyph.right) / 2;
}

export function middleY(glyph: Glyph): number {
  return glyph.baseline - glyph.size * thresholds.middle;
}
