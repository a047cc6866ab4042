/**
 * Reading one XML part in one pass: the scanner gives the tags, this module gives them their namespaces and calls
 * the handler of each element. Names are matched by namespace, never by prefix: `w:p` in a table of handlers
 * means the paragraph of WordprocessingML, whatever the file calls its prefix, transitional or strict.
 *
 * Names are resolved once for each set of prefixes in force, not for each element.
 */
import { ReadError } from '../../document/errors.ts';
import { madeOnce } from '../../made-once.ts';
import type { ReadLimits } from '../limits.ts';
import { type KnownElements, type XmlEvents, type XmlName, XmlScanner, type XmlTag } from './scanner.ts';

/**
 * How an element is left out with all that is in it: 'skip', or 'unread' without a look at what that is, whether it is
 * XML or not. Not for elements that can stand within each other: it ends at the first end tag of its name.
 */
export type LeavingOut = 'skip' | 'unread';

/** What to do at an element. An element without a handler is passed through: its children are read. */
export interface ElementHandler<State> {
  /** `close` is not called for an element that is left out. */
  readonly open?: (state: State, attributes: Attributes) => LeavingOut | undefined;
  /** Characters directly inside the element, in one or several pieces. */
  readonly text?: (state: State, text: string) => void;
  readonly close?: (state: State) => void;
  /**
   * Properties: what is in it depends on nothing but the element around it. Real files say the same properties
   * thousands of times in the same words; those that came before are not scanned again.
   */
  readonly isProperties?: boolean;
}

/** Handlers by prefixed name, with the prefixes of `prefixes` below. */
export type ElementTable<State> = ReadonlyMap<string, ElementHandler<State>>;

/** Leaves an element out with all that is in it. */
export const leftOut: ElementHandler<unknown> = { open: () => 'skip' };

/** Feeds the bytes of a part to a consumer, chunk by chunk. */
export type PartSource = (consume: (chunk: Uint8Array) => void) => void;

const prefixes: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['http://schemas.openxmlformats.org/package/2006/content-types', 'ct'],
]);

/** Vocabularies that Word itself writes. What stands in others is for other programs, and Word drops it. */
const understood = [
  'http://schemas.openxmlformats.org/',
  'http://purl.oclc.org/ooxml/',
  'http://schemas.microsoft.com/office/',
  'urn:schemas-microsoft-com:',
];

/** Elements per level of nested tables that a document may open: table, row, cell, and controls around each. */
const elementsPerLevel = 8;

/** What an element's name means: its handler, in one shape for all of them, which is found faster. */
class Meaning<State> {
  readonly open: ElementHandler<State>['open'];
  readonly text: ElementHandler<State>['text'];
  readonly close: ElementHandler<State>['close'];
  readonly isProperties: boolean;
  /** Left out wherever it stands. */
  readonly isLeftOut: boolean;

  constructor(handler: ElementHandler<State>) {
    this.open = handler.open;
    this.text = handler.text;
    this.close = handler.close;
    this.isProperties = handler.isProperties === true;
    this.isLeftOut = handler === leftOut;
  }
}

/** Prefixes in force at an element, and what names mean under them. */
class Scope<State> {
  readonly namespaces: ReadonlyMap<string, string>;
  /** Prefixes of WordprocessingML, with the colon: normally `w:` alone. */
  readonly wordPrefixes: readonly string[];
  readonly #table: ElementTable<State>;

  constructor(namespaces: ReadonlyMap<string, string>, table: ElementTable<State>) {
    this.namespaces = namespaces;
    this.#table = table;
    this.wordPrefixes = [...namespaces]
      .filter(([prefix, uri]) => prefix !== '' && prefixes.get(uri) === 'w')
      .map(([prefix]) => `${prefix}:`);
  }

  with(declared: ReadonlyMap<string, string>): Scope<State> {
    return new Scope(new Map([...this.namespaces, ...declared]), this.#table);
  }

  includes(declared: ReadonlyMap<string, string>): boolean {
    for (const [prefix, uri] of declared) if (this.namespaces.get(prefix) !== uri) return false;
    return true;
  }

  /** null: nothing to do at this element. */
  meaningOf(name: XmlName): Meaning<State> | null {
    if (name.meaningOf === this) return name.meaning as Meaning<State> | null;
    const handler = this.#handlerOf(name);
    const meaning = handler && new Meaning(handler);
    name.meaningOf = this;
    name.meaning = meaning;
    return meaning;
  }

  #handlerOf({ name, prefix, local }: XmlName): ElementHandler<State> | null {
    const uri = this.namespaces.get(prefix.slice(0, -1));
    if (uri === undefined) {
      if (prefix === '') return leftOut;
      throw new ReadError('corrupt', `undeclared prefix in ${name}`);
    }
    if (!isUnderstood(uri)) return leftOut;
    return this.#table.get(`${prefixes.get(uri) ?? ''}:${local}`) ?? null;
  }
}

function isUnderstood(uri: string | undefined): boolean {
  return uri !== undefined && understood.some((start) => uri.startsWith(start));
}

/** The attributes of the element at hand. Valid only during the call. */
export class Attributes {
  #tag: XmlTag | undefined;
  #wordPrefixes: readonly string[] = [];

  at(tag: XmlTag, wordPrefixes: readonly string[]): this {
    this.#tag = tag;
    this.#wordPrefixes = wordPrefixes;
    return this;
  }

  /** An attribute in the namespace of WordprocessingML. */
  word(local: string): string | undefined {
    const { attributeNames, values } = this.#tag as XmlTag;
    for (const prefix of this.#wordPrefixes) {
      for (let index = 0; index < attributeNames.length; index++) {
        const name = attributeNames[index] as XmlName;
        if (name.local === local && name.prefix === prefix) return values[index];
      }
    }
    return undefined;
  }

  /** A whole number, or undefined where there is none. */
  number(local: string): number | undefined {
    const value = this.word(local);
    if (value === undefined) return undefined;
    return isShortDecimal(value) || /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
  }

  /** The value of an on/off property such as `w:vanish`: on when it says nothing else. */
  isOn(): boolean {
    const value = this.word('val');
    return value === undefined || !['0', 'false', 'off', 'none'].includes(value);
  }

  /** An attribute without a prefix, or one by the name that stands in the file. */
  plain(name: string): string | undefined {
    const { attributeNames, values } = this.#tag as XmlTag;
    const index = attributeNames.findIndex((attribute) => attribute.name === name);
    return index < 0 ? undefined : values[index];
  }
}

/** As nearly all numbers are written: digits alone. */
function isShortDecimal(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text.length > 0 && text.length <= 15;
}

/** Where the tag stands whose handler is called: offsets in the text of the part without byte order mark, \r\n as one. */
export interface TagPosition {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a part. Throws ReadError `corrupt` (not well-formed, a document type declaration, an unknown
 * encoding) or `too-large` (nesting), and what the handlers throw. `located` is given what tells handlers where they
 * are, before the first of them is called.
 */
export function readXml<State>(
  source: PartSource,
  table: ElementTable<State>,
  state: State,
  limits: ReadLimits,
  located?: (position: TagPosition) => void,
): void {
  const reading = new XmlReading(table, state, limits);
  located?.(reading.position);
  const decode = new Decoder();
  source((chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const next = pieceOf(chunk, at);
      reading.write(decode.take(next));
      at += next.length;
    }
  });
  reading.write(decode.end());
  reading.end();
}

/** Bytes that are decoded at a time: memory for text of that size is at hand again right after, for all of it it is not. */
const piece = 32 * 2 ** 10;

/** The piece at a place: up to the end of a tag where one is near, so that none has to be put together from two pieces. */
function pieceOf(bytes: Uint8Array, at: number): Uint8Array {
  const next = bytes.subarray(at, at + piece);
  const end = at + piece < bytes.length ? next.lastIndexOf(0x3e) + 1 : 0;
  return end > 0 ? next.subarray(0, end) : next;
}

/** What a handler inside properties was called with: an opening has a tag, a closing none. */
interface Call<State> {
  readonly meaning: Meaning<State>;
  readonly tag: XmlTag | null;
}

/** Properties that came before, with the same start tag and around the same element. */
class Recordings<State> implements KnownElements {
  readonly written: string[] = [];
  readonly calls: (readonly Call<State>[])[] = [];
  /** What came after each of them the last time: the cells of a row mostly have those of the row before. */
  readonly #next: number[] = [];
  #last = 0;

  get likely(): number {
    return this.#next[this.#last] ?? this.#last;
  }

  /** The one at `index` came again, or for the first time. */
  came(index: number): void {
    this.#next[this.#last] = index;
    this.#last = index;
  }
}

/** Different properties that are remembered, in all and with the same start tag; a file of more is made to be slow. */
const mostRecordings = 4096;
const mostAlike = 32;

class XmlReading<State> implements XmlEvents {
  readonly #scanner: XmlScanner;
  readonly #state: State;
  readonly #maximalDepth: number;
  readonly #attributes = new Attributes();
  /** Of the open elements, up to where one is left out. */
  readonly #open: (Meaning<State> | null)[] = [];
  readonly #scopes: { readonly depth: number; readonly outer: Scope<State> }[] = [];
  readonly #alternatives: { readonly depth: number; taken: boolean }[] = [];
  #scope: Scope<State>;
  #current: Meaning<State> | null = null;
  /** By the element around them, or the prefixes in force where that has no meaning, then by their start tag. */
  readonly #recordings = new Map<Meaning<State> | Scope<State>, Map<XmlTag, Recordings<State>>>();
  #recordingCount = 0;
  /** Those that were asked for last. */
  #known = new Recordings<State>();
  /** What is called inside properties that come for the first time, and whether that tells all that happens. */
  #recording: { readonly calls: Call<State>[]; isExact: boolean } | undefined;
  /** Open elements inside and including the one that is left out; 0 when none is. */
  #skipped = 0;

  constructor(table: ElementTable<State>, state: State, limits: ReadLimits) {
    this.#state = state;
    this.#maximalDepth = limits.nesting * elementsPerLevel;
    this.#scope = new Scope<State>(
      new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]),
      new Map([...table, ...this.#alternativeContent()]),
    );
    this.#scanner = new XmlScanner(this);
  }

  get position(): TagPosition {
    return this.#scanner;
  }

  write(text: string): void {
    this.#scanner.write(text);
  }

  end(): void {
    this.#scanner.close();
  }

  // What the scanner tells

  open(tag: XmlTag): 'unread' | undefined {
    if (this.#skipped > 0) {
      this.#skipped++;
      this.#checkDepth();
      return undefined;
    }
    if (tag.declares) this.#declare(tag);
    const meaning = this.#scope.meaningOf(tag.name);
    const answer = meaning?.open?.(this.#state, this.#attributes.at(tag, this.#scope.wordPrefixes));
    if (this.#recording) this.#record(this.#recording, meaning, tag, answer);
    this.#open.push(meaning);
    this.#current = meaning;
    if (answer !== undefined) this.#skipped = 1;
    this.#checkDepth();
    return answer === 'unread' ? answer : undefined;
  }

  #declare({ attributeNames, values }: XmlTag): void {
    const declared = new Map<string, string>();
    for (const [index, { declares }] of attributeNames.entries()) {
      if (declares !== undefined) declared.set(declares, values[index] as string);
    }
    if (this.#scope.includes(declared)) return;
    this.#scopes.push({ depth: this.#open.length, outer: this.#scope });
    this.#scope = this.#scope.with(declared);
  }

  text(characters: string): void {
    if (this.#skipped === 0) this.#current?.text?.(this.#state, characters);
  }

  close(): void {
    if (this.#skipped > 1) {
      this.#skipped--;
      return;
    }
    const meaning = this.#open.pop();
    if (this.#skipped === 1) this.#skipped = 0;
    else if (meaning?.close) {
      meaning.close(this.#state);
      this.#recording?.calls.push({ meaning, tag: null });
    }
    this.#current = this.#open[this.#open.length - 1] ?? null;
    const scope = this.#scopes[this.#scopes.length - 1];
    if (scope?.depth === this.#open.length) {
      this.#scope = scope.outer;
      this.#scopes.pop();
    }
  }

  /** Properties that came before around the same element and begin with this tag. */
  known(tag: XmlTag): Recordings<State> | null {
    if (this.#skipped > 0 || tag.declares || !this.#scope.meaningOf(tag.name)?.isProperties) return null;
    const around = this.#current ?? this.#scope;
    if (tag.recordedIn !== around) {
      tag.recordedIn = around;
      tag.recordings = this.#recordingsOf(around, tag);
    }
    this.#known = tag.recordings as Recordings<State>;
    return this.#known;
  }

  #recordingsOf(around: Meaning<State> | Scope<State>, tag: XmlTag): Recordings<State> {
    const byTag = madeOnce(this.#recordings, around, () => new Map<XmlTag, Recordings<State>>());
    return madeOnce(byTag, tag, () => new Recordings<State>());
  }

  recall(index: number): void {
    const calls = this.#known.calls[index] as readonly Call<State>[];
    this.#known.came(index);
    for (const { meaning, tag } of calls) {
      if (tag) meaning.open?.(this.#state, this.#attributes.at(tag, this.#scope.wordPrefixes));
      else meaning.close?.(this.#state);
    }
  }

  #record(
    recording: { readonly calls: Call<State>[]; isExact: boolean },
    meaning: Meaning<State> | null,
    tag: XmlTag,
    answer: LeavingOut | undefined,
  ): void {
    // What is always left out needs no call; what may be left out depends on more than the words.
    if (tag.declares || meaning?.text || (answer !== undefined && !meaning?.isLeftOut)) recording.isExact = false;
    else if (meaning?.open && !meaning.isLeftOut) recording.calls.push({ meaning, tag });
  }

  record(): void {
    this.#recording = { calls: [], isExact: true };
  }

  remember(written: string | null): void {
    const recording = this.#recording;
    this.#recording = undefined;
    if (!recording?.isExact || written === null || this.#recordingCount >= mostRecordings) return;
    const known = this.#known;
    if (known.written.length >= mostAlike) return;
    this.#recordingCount++;
    known.came(known.written.push(written) - 1);
    known.calls.push(recording.calls);
  }

  #checkDepth(): void {
    if (this.#open.length + this.#skipped > this.#maximalDepth) {
      throw new ReadError('too-large', 'XML elements are nested too deep', { limit: this.#maximalDepth });
    }
  }

  /** Of the alternatives for programs of different age, the first whose vocabularies are understood. */
  #alternativeContent(): ElementTable<State> {
    const last = (): { readonly depth: number; taken: boolean } | undefined =>
      this.#alternatives[this.#alternatives.length - 1];
    return new Map<string, ElementHandler<State>>([
      [
        'mc:AlternateContent',
        {
          open: () => {
            this.#alternatives.push({ depth: this.#open.length, taken: false });
            return undefined;
          },
          close: () => {
            this.#alternatives.pop();
          },
        },
      ],
      [
        'mc:Choice',
        {
          open: (_, attributes) => {
            const alternatives = last();
            const required = (attributes.plain('Requires') ?? '').split(/\s+/).filter((prefix) => prefix !== '');
            const known = required.every((prefix) => isUnderstood(this.#scope.namespaces.get(prefix)));
            if (!alternatives || alternatives.taken || !known) return 'skip';
            alternatives.taken = true;
            return undefined;
          },
        },
      ],
      ['mc:Fallback', { open: () => (last()?.taken === false ? undefined : 'skip') }],
    ]);
  }
}

/** The part of TextDecoder that is used: the pure part of the program has neither the types of Node nor of the DOM. */
interface TextDecoding {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label: string, options: { fatal: boolean }) => TextDecoding;

/** UTF-8 or UTF-16, the encodings that OPC allows, told from the first bytes. */
class Decoder {
  #decoder: TextDecoding | undefined;

  take(chunk: Uint8Array): string {
    if (chunk.length === 0) return '';
    this.#decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    return this.#decode(chunk, true);
  }

  end(): string {
    return this.#decoder ? this.#decode(undefined, false) : '';
  }

  #decode(chunk: Uint8Array | undefined, stream: boolean): string {
    try {
      return this.#decoder?.decode(chunk, { stream }) ?? '';
    } catch {
      throw new ReadError('corrupt', 'not the encoding that it should be');
    }
  }
}

/** By the first bytes, as OPC allows no other encodings. */
export function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
  return 'utf-8';
}
