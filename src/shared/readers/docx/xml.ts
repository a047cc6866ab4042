/**
 * Reading one XML part in one pass: the scanner gives the tags, this module gives them their namespaces and calls
 * the handler of each element. Names are matched by namespace, never by prefix: `w:p` in a table of handlers
 * means the paragraph of WordprocessingML, whatever the file calls its prefix, transitional or strict.
 *
 * Names are resolved once for each set of prefixes in force, not for each element.
 */
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';
import { type XmlName, XmlScanner, type XmlTag } from './scanner.ts';

/** What to do at an element. An element without a handler is passed through: its children are read. */
export interface ElementHandler<State> {
  /** Answers 'skip' when the element is to be left out with all that is in it; `close` is then not called. */
  readonly open?: (state: State, attributes: Attributes) => 'skip' | undefined;
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
  handlerOf(name: XmlName): ElementHandler<State> | null {
    if (name.meaningOf === this) return name.meaning as ElementHandler<State> | null;
    const handler = this.#resolve(name);
    name.meaningOf = this;
    name.meaning = handler;
    return handler;
  }

  #resolve({ name, prefix, local }: XmlName): ElementHandler<State> | null {
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
    return value !== undefined && /^\s*[+-]?\d{1,15}\s*$/.test(value) ? Number(value) : undefined;
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
  prepare?: (text: string) => string,
  located?: (position: TagPosition) => void,
): void {
  const reading = new XmlReading(table, state, limits);
  located?.(reading.position);
  const decode = new Decoder();
  if (prepare) {
    let text = '';
    source((chunk) => {
      text += decode.take(chunk);
    });
    reading.write(prepare(text + decode.end()));
  } else {
    source((chunk) => {
      reading.write(decode.take(chunk));
    });
    reading.write(decode.end());
  }
  reading.close();
}

/** What the handlers inside properties were called with. */
interface Recording<State> {
  readonly element: string;
  readonly around: ElementHandler<State> | null;
  readonly scope: Scope<State>;
  /** An opening has a tag, a closing none. */
  readonly calls: { readonly handler: ElementHandler<State>; readonly tag: XmlTag | null }[];
  /** Whether the calls tell all that happened. */
  isExact: boolean;
}

/** Different properties that are remembered; a file of more is made to be slow. */
const mostRecordings = 4096;

class XmlReading<State> {
  readonly #scanner: XmlScanner;
  readonly #state: State;
  readonly #maximalDepth: number;
  readonly #attributes = new Attributes();
  /** Handlers of the open elements, up to where one is left out. */
  readonly #open: (ElementHandler<State> | null)[] = [];
  readonly #scopes: { readonly depth: number; readonly outer: Scope<State> }[] = [];
  readonly #alternatives: { readonly depth: number; taken: boolean }[] = [];
  #scope: Scope<State>;
  #current: ElementHandler<State> | null = null;
  /** Of properties that came before: by the element around them, then by their text. */
  readonly #recordings = new Map<ElementHandler<State> | null, Map<string, Recording<State>>>();
  #recordingCount = 0;
  #recording: Recording<State> | undefined;
  /** Open elements inside and including the one that is left out; 0 when none is. */
  #skipped = 0;

  constructor(table: ElementTable<State>, state: State, limits: ReadLimits) {
    this.#state = state;
    this.#maximalDepth = limits.nesting * elementsPerLevel;
    this.#scope = new Scope<State>(
      new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]),
      new Map([...table, ...this.#alternativeContent()]),
    );
    this.#scanner = new XmlScanner({
      recall: (tag, element) => this.#recall(tag, element),
      wasWhole: (isWhole) => this.#endRecording(isWhole),
      open: (tag) => this.#openTag(tag),
      close: () => this.#closeTag(),
      text: (characters) => {
        if (this.#skipped === 0) this.#current?.text?.(this.#state, characters);
      },
    });
  }

  get position(): TagPosition {
    return this.#scanner;
  }

  write(text: string): void {
    this.#scanner.write(text);
  }

  close(): void {
    this.#scanner.close();
  }

  #openTag(tag: XmlTag): void {
    if (this.#skipped > 0) {
      this.#skipped++;
      this.#checkDepth();
      return;
    }
    if (tag.declares) this.#declare(tag);
    const handler = this.#scope.handlerOf(tag.name);
    const answer = handler?.open?.(this.#state, this.#attributes.at(tag, this.#scope.wordPrefixes));
    if (this.#recording) this.#record(this.#recording, handler, tag, answer);
    this.#open.push(handler);
    this.#current = handler;
    if (answer === 'skip') this.#skipped = 1;
    this.#checkDepth();
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

  #closeTag(): void {
    if (this.#skipped > 1) {
      this.#skipped--;
      return;
    }
    const handler = this.#open.pop();
    if (this.#skipped === 1) this.#skipped = 0;
    else if (handler?.close) {
      handler.close(this.#state);
      this.#recording?.calls.push({ handler, tag: null });
    }
    this.#current = this.#open[this.#open.length - 1] ?? null;
    const scope = this.#scopes[this.#scopes.length - 1];
    if (scope?.depth === this.#open.length) {
      this.#scope = scope.outer;
      this.#scopes.pop();
    }
  }

  #recall(tag: XmlTag, element: () => string | null): boolean {
    if (this.#skipped > 0 || tag.declares || !this.#scope.handlerOf(tag.name)?.isProperties) return false;
    const text = element();
    if (text === null) return false;
    const known = this.#recordings.get(this.#current)?.get(text);
    if (known?.scope !== this.#scope) {
      this.#recording = { element: text, around: this.#current, scope: this.#scope, calls: [], isExact: true };
      return false;
    }
    for (const { handler, tag: opened } of known.calls) {
      if (opened) handler.open?.(this.#state, this.#attributes.at(opened, this.#scope.wordPrefixes));
      else handler.close?.(this.#state);
    }
    return true;
  }

  #record(
    recording: Recording<State>,
    handler: ElementHandler<State> | null,
    tag: XmlTag,
    answer: 'skip' | undefined,
  ): void {
    // What is always left out needs no call; what may be left out depends on more than the words.
    if (tag.declares || handler?.text || (answer === 'skip' && handler !== leftOut)) recording.isExact = false;
    else if (handler?.open && handler !== leftOut) recording.calls.push({ handler, tag });
  }

  #endRecording(isWhole: boolean): void {
    const recording = this.#recording;
    this.#recording = undefined;
    if (!recording?.isExact || !isWhole || this.#recordingCount >= mostRecordings) return;
    this.#recordingCount++;
    const known = this.#recordings.get(recording.around);
    if (known) known.set(recording.element, recording);
    else this.#recordings.set(recording.around, new Map([[recording.element, recording]]));
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
