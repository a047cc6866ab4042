/**
 * Scans XML 1.0 in one pass over its text, chunk by chunk, and reports tags and characters. It accepts what is
 * well-formed and has no document type declaration, and nothing else; saxes, which the tests hold it against, takes
 * three times as long for the same. No namespaces here: xml.ts gives names their meaning.
 *
 * Time and memory grow with the text only: whatever is cut by the end of a chunk is scanned again at most a few
 * times, comments and the like are dropped as they come.
 */
import { ReadError } from '../../document/errors.ts';

/** A name as it stands in the file; the same object for each occurrence, so that what is known of it can be kept with it. */
export class XmlName {
  readonly name: string;
  /** With its colon: `w:`; empty where there is none. */
  readonly prefix: string;
  readonly local: string;
  readonly endTag: string;
  /** The prefix that an attribute of this name declares: `w` for xmlns:w, '' for xmlns; undefined for all others. */
  readonly declares: string | undefined;
  /** For the reader: under `meaningOf`, the name means `meaning`. */
  meaningOf: object | undefined;
  meaning: unknown;

  constructor(name: string) {
    const colon = name.indexOf(':');
    this.name = name;
    this.prefix = name.slice(0, colon + 1);
    this.local = name.slice(colon + 1);
    this.endTag = `</${name}>`;
    this.declares = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? this.local : undefined;
    this.meaningOf = undefined;
    this.meaning = undefined;
  }
}

/** A start tag as it stands in the file: the same object wherever the same text stands. */
export interface XmlTag {
  readonly name: XmlName;
  readonly isEmpty: boolean;
  /** Names and values (references resolved, white space made blanks) of the attributes, in order. */
  readonly attributeNames: readonly XmlName[];
  readonly values: readonly string[];
  /** Whether an attribute declares a namespace. */
  readonly declares: boolean;
  /** For the reader: in `recordedIn`, the elements that began with this tag are `recordings`. */
  recordedIn: object | undefined;
  recordings: unknown;
}

interface KnownTag extends XmlTag {
  /** Of what stands behind its <, with the >. */
  readonly length: number;
  /** That, where it holds no other >. */
  written: string;
  /** The tag that came after it the last time: mostly it does again. */
  next: KnownTag | undefined;
}

/** Elements that were found well-formed before: all of each, as it stands in the file. */
export interface KnownElements {
  readonly written: readonly string[];
  /** Index of the one that stands here most likely. */
  readonly likely: number;
}

export interface XmlEvents {
  /** What came before with this start tag and would have the same effect here; null where that is not to be asked. */
  known?(tag: XmlTag): KnownElements | null;
  /** The one of those at `index` stands here: it is to have its effect, and is passed over. */
  recall?(index: number): void;
  /** None of them stands here: what is called next belongs to an element that came for the first time. */
  record?(): void;
  /** At the end of that: all of it as it stands in the file; null where it is too long. */
  remember?(written: string | null): void;
  /** With 'unread' the element is passed over up to the first end tag of its name, whatever is in it. */
  open(tag: XmlTag): 'unread' | undefined;
  close(): void;
  /** Characters of the innermost open element, in one or several pieces. */
  text(characters: string): void;
}

/** Longest start tag, in characters. */
const longestTag = 4_000_000;
/** Different names that are kept; a file of more is made to be slow. */
const mostNames = 4096;
const slots = 512;
/** Longest element that is recalled, in characters: properties of a paragraph, run or cell are shorter. */
const longestRecalled = 2000;
/** Different start tags that are kept: real files repeat a few hundred. */
const mostTags = 4096;

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const equals = 0x3d;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const question = 0x3f;
const bang = 0x21;

/** Of ASCII: 1 begins a name, 2 goes on in one, 3 both. */
const nameClass = new Uint8Array(128);
nameClass.fill(3, 0x41, 0x5b).fill(3, 0x61, 0x7b).fill(2, 0x30, 0x3a);
nameClass[0x3a] = nameClass[0x5f] = 3;
nameClass[0x2d] = nameClass[0x2e] = 2;
const otherNameStart =
  /^[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/u;
const otherNameCharacter =
  /^[\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/u;

/** Characters that XML does not allow, for a class; the decoder lets no halves of surrogate pairs through. */
const notAllowed = String.raw`\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff`;
const disallowed = new RegExp(`[${notAllowed}]`);
/** What plain text is to be looked at for: the same, references, and the end of a CDATA section. */
const special = new RegExp(String.raw`[${notAllowed}&\]]`);
/** What an attribute's value is to be looked at for: blanks that become spaces, too. */
const unusual = new RegExp(String.raw`[${notAllowed}\t\n\r<&]`);
const declaration =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.0\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*\?>$/;
const reference = /&(?:#([0-9]+)|#x([0-9a-fA-F]+)|(amp|lt|gt|quot|apos));/y;
const startOfReference = /&#?[0-9A-Za-z]*$/y;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a part of the text that has no end yet is. */
type Open = 'nothing' | 'comment' | 'instruction' | 'cdata' | 'unread';

export class XmlScanner {
  readonly #events: XmlEvents;
  /** By the text between < and >. */
  readonly #tags = new Map<string, KnownTag>();
  /** The start tag before. */
  #last: KnownTag | undefined;
  readonly #stack: XmlName[] = [];
  /** The element that is to be remembered: its depth, and where it begins. */
  #recorded: { readonly depth: number; readonly from: number } | undefined;
  readonly #names: (XmlName[] | undefined)[] = new Array<XmlName[] | undefined>(slots).fill(undefined);
  #nameCount = 0;
  #text = '';
  #at = 0;
  /** Where the tag at hand begins. */
  #from = 0;
  /** Characters before the text at hand. */
  #before = 0;
  /** What could not be scanned yet, and the length from which scanning it again is worth while. */
  #rest = '';
  #retryFrom = 0;
  #open: Open = 'nothing';
  #atStart = true;
  #ended = false;
  #hasRoot = false;
  /** A carriage return at the end of a chunk: it may be the first half of a line's end. */
  #carriage = false;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  /** During `open` and `close`: where the tag begins, in characters of all text; a line's end counts as one. */
  get start(): number {
    return this.#before + this.#from;
  }

  /** During `open` and `close`: behind the tag. */
  get end(): number {
    return this.#before + this.#at;
  }

  /** Throws ReadError `corrupt` or `too-large`, and what the events throw. */
  write(chunk: string): void {
    if (chunk === '') return;
    let added = this.#carriage ? `\r${chunk}` : chunk;
    this.#carriage = added.endsWith('\r');
    if (this.#carriage) added = added.slice(0, -1);
    this.#add(added);
  }

  /** The end of the text. Throws as write does. */
  close(): void {
    if (this.#carriage) this.#add('\n');
    this.#ended = true;
    this.#scan();
    if (this.#rest !== '' || this.#open !== 'nothing') throw corrupt('unexpected end');
    if (this.#stack.length > 0) throw corrupt(`unclosed ${this.#stack[this.#stack.length - 1]?.name}`);
    if (!this.#hasRoot) throw corrupt('no root element');
  }

  #add(chunk: string): void {
    const text = chunk.includes('\r') ? chunk.replace(/\r\n?/g, '\n') : chunk;
    this.#rest = this.#rest === '' ? text : this.#rest + text;
    if (this.#rest.length >= this.#retryFrom) this.#scan();
  }

  /** Scans what is there and keeps what has no end yet. */
  #scan(): void {
    this.#text = this.#rest;
    this.#at = 0;
    if (this.#atStart && !this.#begin()) {
      this.#keep();
      return;
    }
    const { length } = this.#text;
    while (this.#at < length) {
      const from = this.#at;
      if (!(this.#open === 'nothing' ? this.#scanNext() : this.#scanOpen())) {
        // Nothing of it is taken, or as much as can be.
        if (this.#at < from) this.#at = from;
        break;
      }
    }
    this.#keep();
  }

  #keep(): void {
    this.#rest = this.#text.slice(this.#at);
    this.#before += this.#at;
    if (this.#rest.length > longestTag) throw new ReadError('too-large', 'endless tag', { limit: longestTag });
    this.#retryFrom = 2 * this.#rest.length;
  }

  /** The byte order mark and the XML declaration; false while they are not whole. */
  #begin(): boolean {
    const text = this.#text;
    const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    const opening = text.slice(start, start + 6);
    if (!this.#ended && opening.length < 6 && '<?xml'.startsWith(opening.slice(0, 5))) return false;
    if (/^<\?xml[ \t\n?]/.test(opening)) {
      const end = text.indexOf('?>', start);
      if (end < 0) return false;
      if (!declaration.test(text.slice(start, end + 2))) throw corrupt('malformed XML declaration');
      this.#at = end + 2;
    } else this.#at = start;
    this.#atStart = false;
    return true;
  }

  /** Text up to the next tag, and that tag. Answers false where the text ends before. */
  #scanNext(): boolean {
    const text = this.#text;
    if (text.charCodeAt(this.#at) !== lessThan) {
      const end = text.indexOf('<', this.#at);
      if (end >= 0) {
        this.#characters(this.#at, end);
        this.#at = end;
      } else {
        const whole = this.#endOfWholeText();
        this.#characters(this.#at, whole);
        this.#at = whole;
        return false;
      }
    }
    const code = text.charCodeAt(this.#at + 1);
    if (code === slash) return this.#endTag();
    if (code === bang) return this.#declared();
    if (code === question) return this.#instruction();
    return this.#at + 1 < text.length && this.#startTag();
  }

  /** Where text that goes on in the next chunk can be cut: not in a reference, not in ]]>. */
  #endOfWholeText(): number {
    const text = this.#text;
    let end = text.length;
    const last = text.lastIndexOf('&');
    if (last >= this.#at) {
      startOfReference.lastIndex = last;
      if (startOfReference.test(text)) end = last;
    }
    while (end > this.#at && end > text.length - 2 && text.charCodeAt(end - 1) === 0x5d) end--;
    return end;
  }

  #characters(from: number, to: number): void {
    if (from === to) return;
    const piece = this.#text.slice(from, to);
    if (!special.test(piece) && this.#stack.length > 0) {
      this.#events.text(piece);
      return;
    }
    if (disallowed.test(piece)) throw corrupt('disallowed character');
    if (this.#stack.length === 0) {
      if (/[^ \t\n]/.test(piece)) throw corrupt('text outside of the root element');
      return;
    }
    if (piece.includes(']]>')) throw corrupt(']]> in text');
    this.#events.text(piece.includes('&') ? resolved(piece) : piece);
  }

  #startTag(): boolean {
    if (this.#hasRoot && this.#stack.length === 0) throw corrupt('more than one root element');
    const from = this.#at + 1;
    const tag = this.#tagAt(from);
    if (!tag) return false;
    this.#from = this.#at;
    this.#hasRoot = true;
    if (!tag.isEmpty && !this.#recorded && this.#recall(tag)) return true;
    this.#at = from + tag.length;
    this.#stack.push(tag.name);
    const answer = this.#events.open(tag);
    if (tag.isEmpty) {
      this.#stack.pop();
      this.#events.close();
    } else if (answer === 'unread') this.#open = 'unread';
    return true;
  }

  /** Passes over an element that came before in the same words. */
  #recall(tag: KnownTag): boolean {
    const known = this.#events.known?.(tag);
    if (!known) return false;
    const { written, likely } = known;
    const from = this.#at;
    const index = this.#standsHere(written[likely])
      ? likely
      : written.findIndex((element) => this.#standsHere(element));
    if (index >= 0) {
      this.#at = from + (written[index] as string).length;
      this.#events.recall?.(index);
      return true;
    }
    this.#recorded = { depth: this.#stack.length, from: this.#before + from };
    this.#events.record?.();
    return false;
  }

  #standsHere(element: string | undefined): boolean {
    return element !== undefined && this.#text.slice(this.#at, this.#at + element.length) === element;
  }

  /** The tag that stands at `from`, behind its <; null where the text ends before. */
  #tagAt(from: number): KnownTag | null {
    const next = this.#last?.next;
    if (next && this.#text.slice(from, from + next.length) === next.written) {
      this.#last = next;
      return next;
    }
    const tag = this.#otherTagAt(from);
    if (tag) {
      if (this.#last) this.#last.next = tag;
      this.#last = tag;
    }
    return tag;
  }

  #otherTagAt(from: number): KnownTag | null {
    const text = this.#text;
    // Most tags hold no > in a value: what stands up to the first one tells whether the tag has come before.
    const first = text.indexOf('>', from) + 1;
    if (first === 0) return null;
    const written = text.slice(from, first);
    const known = this.#tags.get(written);
    if (known) return known;
    const tag = this.#readTag(from, unusual.test(written) ? from : first);
    if (tag?.length === written.length) {
      tag.written = written;
      if (this.#tags.size < mostTags) this.#tags.set(written, tag);
    }
    return tag;
  }

  /** Up to `plainTo`, no character stands in it that has to be looked at more closely in a value. */
  #readTag(from: number, plainTo: number): KnownTag | null {
    const text = this.#text;
    let at = this.#endOfName(from);
    if (at === text.length) return null;
    const name = this.#nameOf(from, at);
    const attributeNames: XmlName[] = [];
    const values: string[] = [];
    let declares = false;
    for (;;) {
      let code = text.charCodeAt(at);
      const blank = isBlank(code);
      while (isBlank(code)) code = text.charCodeAt(++at);
      if (at >= text.length) return null;
      const isEmpty = code === slash;
      if (isEmpty && text.charCodeAt(at + 1) !== greaterThan) {
        if (at + 1 >= text.length) return null;
        throw corrupt('/ in a tag');
      }
      if (isEmpty || code === greaterThan) {
        const length = at + (isEmpty ? 2 : 1) - from;
        return {
          name,
          isEmpty,
          attributeNames,
          values,
          declares,
          length,
          written: '',
          next: undefined,
          recordedIn: undefined,
          recordings: undefined,
        };
      }
      if (!blank) throw corrupt('no white space before an attribute');
      const nameEnd = this.#endOfName(at);
      const start = this.#startOfValue(nameEnd);
      if (start < 0) return null;
      const end = this.#endOfValue(start);
      if (end < 0) return null;
      const attribute = this.#nameOf(at, nameEnd);
      if (attributeNames.includes(attribute)) throw corrupt(`duplicate attribute ${attribute.name}`);
      if (attributeNames.length >= mostNames) throw new ReadError('too-large', 'attributes', { limit: mostNames });
      attributeNames.push(attribute);
      const value = text.slice(start, end);
      values.push(end < plainTo ? value : plainValue(value));
      declares ||= attribute.declares !== undefined;
      at = end + 1;
    }
  }

  /** Behind the quote that opens the value of the attribute whose name ends at `at`; -1 where the text ends before. */
  #startOfValue(at: number): number {
    const text = this.#text;
    let next = at;
    while (isBlank(text.charCodeAt(next))) next++;
    if (next >= text.length) return -1;
    if (text.charCodeAt(next) !== equals) throw corrupt('attribute without value');
    next++;
    while (isBlank(text.charCodeAt(next))) next++;
    if (next >= text.length) return -1;
    const quote = text.charCodeAt(next);
    if (quote !== doubleQuote && quote !== singleQuote) throw corrupt('attribute value without quotes');
    return next + 1;
  }

  /** The quote that closes the value that begins at `start`; -1 where the text ends before. */
  #endOfValue(start: number): number {
    return this.#text.indexOf(this.#text.charAt(start - 1), start);
  }

  #endTag(): boolean {
    const text = this.#text;
    const open = this.#stack[this.#stack.length - 1];
    const end = open ? this.#at + open.endTag.length : 0;
    if (open && text.slice(this.#at, end) === open.endTag) return this.#closeAt(end);
    // With blanks before the >, cut off, or of another element.
    const name = open?.name;
    let at = this.#at + 2;
    if (name !== undefined && text.startsWith(name, at)) {
      at += name.length;
      while (isBlank(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) === greaterThan) return this.#closeAt(at + 1);
      if (at >= text.length) return false;
    } else if (name?.startsWith(text.slice(at)) === true) return false;
    throw corrupt(`end tag where ${name ?? 'nothing'} is open`);
  }

  /** Closes the innermost open element, whose end tag ends at `end`. */
  #closeAt(end: number): true {
    this.#from = this.#at;
    this.#at = end;
    this.#stack.pop();
    this.#events.close();
    if (this.#recorded?.depth === this.#stack.length) this.#endRecording(this.#recorded.from - this.#before);
    return true;
  }

  #endRecording(from: number): void {
    this.#recorded = undefined;
    // What began in a text before is not at hand any more.
    const isAtHand = from >= 0 && this.#at - from <= longestRecalled;
    this.#events.remember?.(isAtHand ? this.#text.slice(from, this.#at) : null);
  }

  /** `<!--`, `<![CDATA[`; a document type declaration is refused: nothing in a report needs one. */
  #declared(): boolean {
    const text = this.#text;
    if (text.startsWith('<!--', this.#at)) {
      this.#at += 4;
      this.#open = 'comment';
      return true;
    }
    if (text.startsWith('<![CDATA[', this.#at)) {
      if (this.#stack.length === 0) throw corrupt('text outside of the root element');
      this.#at += 9;
      this.#open = 'cdata';
      return true;
    }
    const begun = text.slice(this.#at, this.#at + 9);
    if ('<!--'.startsWith(begun) || '<![CDATA['.startsWith(begun)) return false;
    throw corrupt(begun.startsWith('<!DOCTYPE') ? 'document type declaration' : 'unknown declaration');
  }

  #instruction(): boolean {
    const text = this.#text;
    const from = this.#at + 2;
    if (from >= text.length) return false;
    const end = this.#endOfName(from);
    if (end >= text.length) return false;
    if (text.slice(from, end).toLowerCase() === 'xml') throw corrupt('XML declaration inside the document');
    const code = text.charCodeAt(end);
    if (code !== question && !isBlank(code)) throw corrupt('malformed processing instruction');
    this.#at = end;
    this.#open = 'instruction';
    return true;
  }

  /** Goes on in an element that is left unread, a comment, a processing instruction or a CDATA section. */
  #scanOpen(): boolean {
    const text = this.#text;
    if (this.#open === 'unread') {
      if (!this.#passOver()) return false;
    } else if (this.#open === 'comment') {
      const end = text.indexOf('--', this.#at);
      if (end < 0 || end + 2 >= text.length) {
        this.#drop(end < 0 ? text.length - (text.endsWith('-') ? 1 : 0) : end);
        return false;
      }
      if (text.charCodeAt(end + 2) !== greaterThan) throw corrupt('-- in a comment');
      this.#drop(end);
      this.#at += 3;
    } else if (this.#open === 'instruction') {
      const end = text.indexOf('?>', this.#at);
      this.#drop(end < 0 ? text.length - (text.endsWith('?') ? 1 : 0) : end);
      if (end < 0) return false;
      this.#at += 2;
    } else {
      const end = text.indexOf(']]>', this.#at);
      let to = end;
      if (end < 0) {
        to = text.length;
        while (to > this.#at && to > text.length - 2 && text.charCodeAt(to - 1) === 0x5d) to--;
      }
      const from = this.#at;
      this.#drop(to);
      if (to > from) this.#events.text(text.slice(from, to));
      if (end < 0) return false;
      this.#at += 3;
    }
    this.#open = 'nothing';
    return true;
  }

  /** Goes on to the first end tag of the innermost open element. */
  #passOver(): boolean {
    const text = this.#text;
    const opening = (this.#stack[this.#stack.length - 1] as XmlName).endTag.slice(0, -1);
    let at = text.indexOf(opening, this.#at);
    while (at >= 0 && at + opening.length < text.length) {
      const code = text.charCodeAt(at + opening.length);
      if (code === greaterThan || isBlank(code)) {
        this.#at = at;
        return true;
      }
      at = text.indexOf(opening, at + 1);
    }
    // What may be the beginning of an end tag is looked at again.
    const last = text.lastIndexOf('<');
    this.#at = Math.max(this.#at, last >= text.length - opening.length ? last : text.length);
    return false;
  }

  /** Goes on to `to` over characters that are not scanned. */
  #drop(to: number): void {
    if (disallowed.test(this.#text.slice(this.#at, to))) throw corrupt('disallowed character');
    this.#at = to;
  }

  /** Where the name that begins at `at` ends; the length of the text where it may go on. Throws where none begins. */
  #endOfName(at: number): number {
    const text = this.#text;
    const first = text.charCodeAt(at);
    let next = at + 1;
    if (first >= 128) {
      const match = otherNameStart.exec(text.slice(at, at + 2));
      if (!match) throw corrupt('disallowed character in a name');
      next = at + match[0].length;
    } else if (((nameClass[first] as number) & 1) === 0) throw corrupt('disallowed character in a name');
    for (;;) {
      const code = text.charCodeAt(next);
      if (code < 128) {
        if (nameClass[code] === 0) return next;
        next++;
      } else if (next >= text.length) return text.length;
      else {
        const match = otherNameCharacter.exec(text.slice(next, next + 2));
        if (!match) return next;
        next += match[0].length;
      }
    }
  }

  #nameOf(from: number, to: number): XmlName {
    const text = this.#text;
    let hash = to - from;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    const slot = hash & (slots - 1);
    const known = this.#names[slot];
    if (known) {
      for (const name of known) if (name.name.length === to - from && standsAt(text, name.name, from)) return name;
    }
    const name = new XmlName(text.slice(from, to));
    if (++this.#nameCount > mostNames) throw new ReadError('too-large', 'too many names', { limit: mostNames });
    if (known) known.push(name);
    else this.#names[slot] = [name];
    return name;
  }
}

/** Whether a short word stands at a place; startsWith() takes longer for those. */
function standsAt(text: string, word: string, at: number): boolean {
  for (let index = 0; index < word.length; index++) {
    if (text.charCodeAt(at + index) !== word.charCodeAt(index)) return false;
  }
  return true;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09;
}

/** The value of an attribute as it is written between the quotes. Throws ReadError `corrupt`. */
function plainValue(written: string): string {
  if (disallowed.test(written)) throw corrupt('disallowed character');
  if (written.includes('<')) throw corrupt('< in an attribute value');
  return resolved(written.replace(/[\t\n]/g, ' '));
}

/** Text with its references resolved. Throws ReadError `corrupt` for one that is not of XML itself. */
function resolved(text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', from)) {
    reference.lastIndex = at;
    const match = reference.exec(text);
    if (!match) throw corrupt('undefined entity');
    const [whole, decimal, hexadecimal, name] = match;
    result += text.slice(from, at) + (name === undefined ? character(decimal, hexadecimal) : entities[name]);
    from = at + whole.length;
  }
  return result + text.slice(from);
}

function character(decimal: string | undefined, hexadecimal: string | undefined): string {
  const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number.parseInt(decimal, 10);
  const isCharacter =
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isCharacter) throw corrupt('reference to no character');
  return String.fromCodePoint(code);
}

function corrupt(detail: string): ReadError {
  return new ReadError('corrupt', detail);
}
