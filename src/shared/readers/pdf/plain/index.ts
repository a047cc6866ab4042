/**
 * The quick way through a PDF that one of the usual printers wrote: a table of objects, contents and character maps
 * behind Flate, embedded fonts that say what their codes mean. It does not repair, guess or know every corner of the
 * format; where a file has one, there is no answer and the engine reads it. What it reads, it reads as the engine does
 * (a test compares them glyph by glyph), in a fifth of the time, because it loads neither fonts nor drawings of glyphs.
 */
import type { ReadLimits } from '../../limits.ts';
import type { PageContent } from '../engine.ts';
import { readContents } from './contents.ts';
import { type PlainFont, readFont } from './fonts.ts';
import { type Dictionary, type InflateRaw, NotPlain, notPlain, Objects, Reference, type Value } from './objects.ts';

export type { InflateRaw };

/**
 * All pages, or nothing when the file is not plain. Never throws: what is wrong with a file is for the engine to say.
 * Every stream that is read has had its checksum compared.
 */
export function readPlain(
  bytes: Uint8Array,
  limits: ReadLimits,
  inflate?: InflateRaw,
): readonly PageContent[] | undefined {
  try {
    const objects = new Objects(bytes, limits.inflatedBytes, inflate);
    const catalog = objects.dictionary(objects.trailer.get('/Root'));
    // Filled-in forms and layers.
    for (const key of ['/AcroForm', '/OCProperties', '/XFA']) if (catalog.has(key)) notPlain(key);
    const fonts = new Map<string, PlainFont>();
    return pagesOf(objects, catalog.get('/Pages'), limits).map((page) => readPage(objects, page, fonts, limits));
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

/** A page with what it inherits. */
interface Page {
  readonly dictionary: Dictionary;
  readonly inherited: ReadonlyMap<string, Value>;
}

/** Levels of the page tree. */
const deepestTree = 30;

const inheritable = ['/Resources', '/MediaBox', '/CropBox', '/Rotate'];

function pagesOf(objects: Objects, root: Value | undefined, limits: ReadLimits): Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  const visit = (value: Value | undefined, above: ReadonlyMap<string, Value>, depth: number): number => {
    if (!(value instanceof Reference) || seen.has(value.number) || depth > deepestTree) return notPlain('page tree');
    seen.add(value.number);
    const dictionary = objects.dictionary(value);
    const inherited = new Map(above);
    for (const key of inheritable) {
      const own = dictionary.get(key);
      if (own !== undefined) inherited.set(key, own);
    }
    if (dictionary.get('/Type') === '/Page') {
      if (pages.push({ dictionary, inherited }) > limits.pages) notPlain('too many pages');
      return 1;
    }
    if (dictionary.get('/Type') !== '/Pages') notPlain('page tree');
    let count = 0;
    for (const kid of objects.array(dictionary.get('/Kids'))) count += visit(kid, inherited, depth + 1);
    return count === objects.number(dictionary.get('/Count')) ? count : notPlain('page tree');
  };
  visit(root, new Map(), 0);
  return pages;
}

function readPage(objects: Objects, page: Page, fonts: Map<string, PlainFont>, limits: ReadLimits): PageContent {
  const { dictionary, inherited } = page;
  if (dictionary.has('/UserUnit')) notPlain('UserUnit');
  requireOnlyLinks(objects, dictionary.get('/Annots'));
  const box = boxOf(objects, inherited);
  const rotate = objects.number(inherited.get('/Rotate') ?? 0) / 90;
  if (!Number.isInteger(rotate)) notPlain('rotation');
  const resources = objects.dictionary(inherited.get('/Resources'));
  const categories = new Map<string, Dictionary>();
  const entry = (category: string, name: string): Value => {
    let names = categories.get(category);
    if (names === undefined) {
      names = objects.dictionary(resources.get(category));
      categories.set(category, names);
    }
    return names.get(name) ?? notPlain('unknown name');
  };
  const ofPage = new Map<string, PlainFont>();
  const content = readContents(
    contentsOf(objects, dictionary.get('/Contents')),
    {
      objects,
      named: (category, name) => objects.dictionary(entry(category, name)),
      font(name) {
        let font = ofPage.get(name);
        if (font !== undefined) return font;
        const value = entry('/Font', name);
        // A font is an object of its own, so that pages can share it.
        const key = value instanceof Reference ? String(value.number) : notPlain('font');
        font = fonts.get(key) ?? readFont(objects, value);
        fonts.set(key, font);
        ofPage.set(name, font);
        return font;
      },
    },
    limits,
  );
  return { quarterTurns: (((rotate % 4) + 4) % 4) as 0 | 1 | 2 | 3, box, ...content };
}

/** Text boxes, stamps and form fields are part of what stands on the paper; links have nothing to say. */
function requireOnlyLinks(objects: Objects, annotations: Value | undefined): void {
  if (annotations === undefined) return;
  for (const annotation of objects.array(annotations)) {
    if (objects.dictionary(annotation).get('/Subtype') !== '/Link') notPlain('annotation');
  }
}

/** The part of the page that is displayed. */
function boxOf(objects: Objects, inherited: ReadonlyMap<string, Value>): PageContent['box'] {
  const read = (key: string): [number, number, number, number] => {
    const numbers = objects.array(inherited.get(key)).map((value) => Math.fround(objects.number(value)));
    const [x0, y0, x1, y1] = numbers;
    if (numbers.length !== 4 || x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined) {
      return notPlain('box of a page');
    }
    return x1 > x0 && y1 > y0 ? [x0, y0, x1, y1] : notPlain('box of a page');
  };
  const media = read('/MediaBox');
  if (!inherited.has('/CropBox')) return media;
  const crop = read('/CropBox');
  const box = [
    Math.max(media[0], crop[0]),
    Math.max(media[1], crop[1]),
    Math.min(media[2], crop[2]),
    Math.min(media[3], crop[3]),
  ] as const;
  return box[2] > box[0] && box[3] > box[1] ? box : notPlain('box of a page');
}

function contentsOf(objects: Objects, value: Value | undefined): Uint8Array {
  if (value === undefined) return new Uint8Array(0);
  const parts = Array.isArray(value) ? value : [value];
  if (parts.length === 1) return objects.stream(parts[0]);
  const streams = parts.map((part) => objects.stream(part));
  const whole = new Uint8Array(streams.reduce((length, stream) => length + stream.length + 1, 0)).fill(0x20);
  let at = 0;
  for (const stream of streams) {
    whole.set(stream, at);
    at += stream.length + 1;
  }
  return whole;
}
