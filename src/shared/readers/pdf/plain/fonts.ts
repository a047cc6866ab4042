/**
 * What a font says of its codes: characters by its ToUnicode map, widths by its dictionary. Only fonts that are
 * embedded and say both of every code that is used; all else the engine must tell from the font itself.
 */
import { Cursor, type Dictionary, latin, notPlain, type Objects, type Value } from './objects.ts';

export interface PlainFont {
  /** Bytes of a code. */
  readonly codeBytes: 1 | 2;
  /** What a code stands for. Throws NotPlain where the font does not tell. */
  glyph(code: number): PlainGlyph;
}

export interface PlainGlyph {
  /** Unicode code point. */
  readonly character: number;
  /** Advance in thousandths of the size, over 0. */
  readonly width: number;
}

export function readFont(objects: Objects, value: Value | undefined): PlainFont {
  const font = objects.dictionary(value);
  const characters = readToUnicode(objects.stream(font.get('/ToUnicode')));
  const subtype = font.get('/Subtype');
  const composite = subtype === '/Type0';
  const widthOf = composite ? compositeWidths(objects, font) : simpleWidths(objects, font, subtype === '/Type3');
  if (subtype !== '/Type0' && subtype !== '/Type3' && subtype !== '/TrueType' && subtype !== '/Type1') notPlain('font');
  const glyphs = new Map<number, PlainGlyph>();
  return {
    codeBytes: composite ? 2 : 1,
    glyph(code) {
      let glyph = glyphs.get(code);
      if (glyph === undefined) {
        const width = widthOf(code) ?? 0;
        if (!(width > 0)) notPlain('code without a width');
        glyph = { character: characters.get(code) ?? notPlain('code without a character'), width };
        glyphs.set(code, glyph);
      }
      return glyph;
    },
  };
}

type Widths = (code: number) => number | undefined;

function simpleWidths(objects: Objects, font: Dictionary, type3: boolean): Widths {
  const first = objects.number(font.get('/FirstChar'));
  const widths = objects.array(font.get('/Widths'));
  if (!Number.isInteger(first) || first < 0) notPlain('first character of a font');
  if (!type3) {
    requireEmbedded(objects, font);
    return (code) => {
      const width = widths[code - first];
      return width === undefined ? undefined : Math.trunc(objects.number(width));
    };
  }
  const [scale = 0] = objects.array(font.get('/FontMatrix'));
  const thousand = Math.fround(Math.fround(objects.number(scale)) * 1000);
  return (code) => {
    const width = widths[code - first];
    return width === undefined ? undefined : Math.round(Math.fround(thousand * Math.fround(objects.number(width))));
  };
}

function compositeWidths(objects: Objects, font: Dictionary): Widths {
  if (font.get('/Encoding') !== '/Identity-H') notPlain('encoding of a font');
  const descendants = objects.array(font.get('/DescendantFonts'));
  const descendant = objects.dictionary(descendants[0]);
  if (descendants.length !== 1 || descendant.has('/W2')) notPlain('font of a font');
  requireEmbedded(objects, descendant);
  const usual = descendant.has('/DW') ? Math.trunc(objects.number(descendant.get('/DW'))) : 1000;
  const widths = new Map<number, number>();
  const ranges: { readonly first: number; readonly last: number; readonly width: number }[] = [];
  const list = descendant.has('/W') ? objects.array(descendant.get('/W')) : [];
  for (let i = 0; i < list.length; ) {
    const first = objects.number(list[i]);
    const next = objects.resolve(list[i + 1]);
    if (Array.isArray(next)) {
      for (const [j, width] of next.entries()) setOnce(widths, first + j, Math.trunc(objects.number(width)));
      i += 2;
    } else {
      ranges.push({ first, last: objects.number(next), width: Math.trunc(objects.number(list[i + 2])) });
      i += 3;
    }
  }
  if (ranges.length === 0) return (code) => widths.get(code) ?? usual;
  return (code) => {
    const own = widths.get(code);
    const found = ranges.filter(({ first, last }) => code >= first && code <= last);
    if (found.length + (own === undefined ? 0 : 1) > 1) notPlain('code with two widths');
    return own ?? found[0]?.width ?? usual;
  };
}

/** Of a font that is not in the file, the engine takes some widths from another font. */
function requireEmbedded(objects: Objects, font: Dictionary): void {
  const descriptor = objects.dictionary(font.get('/FontDescriptor'));
  const embedded = ['/FontFile', '/FontFile2', '/FontFile3'].some((key) => descriptor.has(key));
  if (!embedded) notPlain('font that is not embedded');
}

function setOnce(map: Map<number, number>, key: number, value: number): void {
  if (map.has(key) && map.get(key) !== value) notPlain('code mapped twice');
  map.set(key, value);
}

/** The characters of a ToUnicode map, one for each code. */
export function readToUnicode(data: Uint8Array): Map<number, number> {
  const characters = new Map<number, number>();
  const cursor = new Cursor(data);
  for (;;) {
    cursor.skipBlanks();
    const byte = data[cursor.at];
    if (byte === undefined) break;
    if (byte === 0x2f) cursor.at++;
    else if (byte === 0x28) cursor.literal();
    else if (byte === 0x3c && data[cursor.at + 1] !== 0x3c) cursor.hex();
    else if (byte === 0x3c || byte === 0x3e) cursor.at += 2;
    else if (byte === 0x5b || byte === 0x5d || byte === 0x7b || byte === 0x7d) cursor.at++;
    else {
      const word = cursor.word();
      if (word === '') notPlain('map of a font');
      if (word === 'beginbfchar') readCharacters(cursor, characters);
      else if (word === 'beginbfrange') readRanges(cursor, characters);
      // A map that is built on another one.
      else if (word === 'usecmap' || /^Adobe-\w+-UCS2$/.test(word)) notPlain('map of a font');
    }
  }
  return characters;
}

/** Reads `<code> <character>` up to the word `endbfchar`. Several characters for one code are for the engine. */
function readCharacters(cursor: Cursor, characters: Map<number, number>): void {
  while (hasMore(cursor, 'endbfchar')) setOnce(characters, nextCode(cursor), checked(nextCode(cursor)));
}

/** Reads `<first> <last> <character>` or `<first> <last> [<character> ...]` up to the word `endbfrange`. */
function readRanges(cursor: Cursor, characters: Map<number, number>): void {
  while (hasMore(cursor, 'endbfrange')) {
    const first = nextCode(cursor);
    const last = nextCode(cursor);
    // The codes of a range differ in their last byte only.
    if (last < first || first >> 8 !== last >> 8) notPlain('range of a map');
    cursor.skipBlanks();
    const each = cursor.bytes[cursor.at] === 0x5b;
    if (each) cursor.at++;
    const start = each ? 0 : nextCode(cursor);
    for (let code = first; code <= last; code++) {
      setOnce(characters, code, checked(each ? nextCode(cursor) : start + code - first));
    }
    if (!each) continue;
    cursor.skipBlanks();
    if (cursor.bytes[cursor.at++] !== 0x5d) notPlain('range of a map');
  }
}

function hasMore(cursor: Cursor, end: string): boolean {
  cursor.skipBlanks();
  if (cursor.bytes[cursor.at] === 0x3c) return true;
  return cursor.word() === end ? false : notPlain('map of a font');
}

function nextCode(cursor: Cursor): number {
  cursor.skipBlanks();
  return cursor.hexCode();
}

/** A character that stands for itself: no control, surrogate, ligature, sign of its own, nor one written to the left. */
export function checked(character: number): number {
  const strange =
    character < 0x20 ||
    (character >= 0x7f && character < 0xa0) ||
    character === 0xad ||
    (character >= 0x0590 && character < 0x0900) ||
    (character >= 0x200b && character <= 0x200f) ||
    (character >= 0x2028 && character <= 0x202e) ||
    (character >= 0xd800 && character < 0xf900) ||
    (character >= 0xfb00 && character <= 0xfdff) ||
    (character >= 0xfe70 && character <= 0xff00) ||
    character >= 0xfff0;
  return strange ? notPlain(`character ${character.toString(16)}`) : character;
}

/** The one character of an ActualText. */
export function characterOfText(value: Value | undefined): number {
  if (!(value instanceof Uint8Array) || value.length !== 4 || latin(value, 0, 2) !== '\u00fe\u00ff')
    return notPlain('ActualText');
  return checked(((value[2] as number) << 8) | (value[3] as number));
}
