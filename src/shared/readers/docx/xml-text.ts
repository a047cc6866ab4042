/**
 * The text of an XML part, for changing it in a few places: all else stays byte for byte. Offsets are those of
 * TagPosition (xml.ts): without the byte order mark, a line's end counting as one.
 */
import { ReadError } from '../../document/errors.ts';
import { XmlScanner } from './scanner.ts';
import { encodingOf } from './xml.ts';

export interface XmlText {
  readonly text: string;
  /** The part's bytes with other text in place of some. Edits in any order, none within another. */
  edited(edits: readonly Edit[]): Uint8Array;
}

/** Text [from, to) gives way to `text`. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** An element; offsets of its tags. Of an empty one both tags are the same. */
export interface XmlNode {
  /** As it stands in the file: `w:p`. */
  readonly name: string;
  readonly local: string;
  /** With its colon; '' where there is none. */
  readonly prefix: string;
  readonly parent: XmlNode | null;
  readonly isEmpty: boolean;
  readonly start: number;
  readonly openEnd: number;
  closeStart: number;
  end: number;
  /** Its first child. */
  first: XmlNode | null;
}

interface Decoding {
  decode(bytes: Uint8Array): string;
}
declare const TextDecoder: new (label: string, options: { fatal: boolean; ignoreBOM: boolean }) => Decoding;
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Throws ReadError `corrupt`. */
export function openXml(bytes: Uint8Array): XmlText {
  const encoding = encodingOf(bytes);
  let whole: string;
  try {
    whole = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ReadError('corrupt', 'not the encoding that it should be');
  }
  const mark = whole.startsWith('\ufeff') ? '\ufeff' : '';
  const raw = whole.slice(mark.length);
  const text = raw.replace(/\r\n?/g, '\n');
  const toRaw = rawOffsets(raw);
  return {
    text,
    edited: (edits) => {
      let result = mark;
      let at = 0;
      for (const edit of [...edits].sort((a, b) => a.from - b.from || a.to - b.to)) {
        const from = toRaw(edit.from);
        if (from < at) throw new Error('edits within each other');
        result += raw.slice(at, from) + edit.text;
        at = toRaw(edit.to);
      }
      return encoded(result + raw.slice(at), encoding);
    },
  };
}

/** From offsets in the text to those before \r\n became one. */
function rawOffsets(raw: string): (offset: number) => number {
  if (!raw.includes('\r\n')) return (offset) => offset;
  const breaks: number[] = [];
  for (let at = raw.indexOf('\r\n'); at >= 0; at = raw.indexOf('\r\n', at + 2)) breaks.push(at - breaks.length);
  return (offset) => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
}

function encoded(text: string, encoding: ReturnType<typeof encodingOf>): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), encoding === 'utf-16le');
  return bytes;
}

/**
 * Goes through all elements. `visit` is called at each start tag; what it keeps of an element gets its end later.
 * Answers with the root. Throws ReadError `corrupt` or `too-large`.
 */
export function walkXml(text: string, visit: (node: XmlNode) => void): XmlNode {
  let root: XmlNode | null = null;
  let current: XmlNode | null = null;
  const scanner = new XmlScanner({
    open: ({ name: { name, local, prefix }, isEmpty }) => {
      const { start, end } = scanner;
      const node: XmlNode = {
        name,
        local,
        prefix,
        parent: current,
        isEmpty,
        start,
        openEnd: end,
        closeStart: end,
        end,
        first: null,
      };
      if (current) current.first ??= node;
      root ??= node;
      current = node;
      visit(node);
      return undefined;
    },
    close: () => {
      const node = current as XmlNode;
      if (!node.isEmpty) {
        node.closeStart = scanner.start;
        node.end = scanner.end;
      }
      current = node.parent;
    },
    text: () => {},
  });
  scanner.write(text);
  scanner.close();
  return root as unknown as XmlNode;
}

/** Text as it stands between tags. */
export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replace(/\s/g, ' ');
}

/** The text of well-formed XML without tags. */
export function unescapeXml(source: string): string {
  return source.replace(
    /&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi,
    (whole, hexadecimal, decimal, name: string | undefined) => {
      if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      return { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name ?? ''] ?? whole;
    },
  );
}

/**
 * Where in the source of a text (between its tags) its character `index` begins; null where the source holds more
 * than characters and references.
 */
export function sourceOffset(source: string, index: number): number | null {
  if (source.includes('<')) return null;
  let at = 0;
  for (let character = 0; character < index; character++) {
    if (source.charCodeAt(at) !== 0x26) at++;
    else {
      const end = source.indexOf(';', at);
      const code = /^&#(?:x([0-9a-f]+)|([0-9]+));/i.exec(source.slice(at, end + 1));
      // A reference to a character beyond the first plane is two units of the text.
      const value = code ? Number.parseInt(code[1] ?? (code[2] as string), code[1] === undefined ? 10 : 16) : 0;
      if (value > 0xffff) character++;
      at = end + 1;
    }
  }
  return at;
}
