/**
 * A paragraph made ready to be read: half-width, without blanks, quotations and titles blotted out, cut into
 * sentences. Offsets go back to the paragraph's own text, so that a finding marks exactly the words it quotes.
 */
import { type Paragraph, placesOf } from '../document/document.ts';
import type { Location } from '../document/location.ts';
import { foldWidth } from '../form/normalise.ts';
import { Signs } from './signs.ts';

export interface Passage {
  readonly paragraph: Paragraph;
  /** The words without blanks, half-width; a blank between two digits stays as one blank, a line break as it is. */
  readonly text: string;
  /** The same length as `text`; what stands in 《》, “” or an address is ＊, and no number is read there. */
  readonly plain: string;
  /** Where `text` was taken from, in order. */
  readonly pieces: readonly Piece[];
  readonly sentences: readonly Span[];
  /** The passage signs that `text` holds. */
  readonly held: number;
}

/** Characters that stand together in the paragraph and in the passage. */
interface Piece {
  /** Where it begins in the passage's text. */
  readonly at: number;
  /** Where it begins in the paragraph's text. */
  readonly offset: number;
}

/** Signs in a whole passage: what the rules look for that few passages have. */
export const passageSigns = new Signs();

/** Characters [start, end) of a passage's text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A blank other than a line break: white space, and what is as good as nothing (soft hyphen, zero width). */
const blank = /[^\S\n]|[\u200B-\u200D\u2060\u00AD]/;
const digitBefore = /\d$/;
const digitAfter = /\s*\d/y;

/** `from`: where the running text begins in the paragraph, after a heading. */
export function passageOf(paragraph: Paragraph, from = 0): Passage {
  const folded = foldWidth(paragraph.text);
  const pieces: Piece[] = [];
  let text = '';
  for (let offset = from; offset < folded.length; ) {
    const end = nextBlank(folded, offset);
    if (end > offset) pieces.push({ at: text.length, offset });
    text += folded.slice(offset, end);
    if (end < folded.length) {
      digitAfter.lastIndex = end;
      if (digitBefore.test(text) && digitAfter.test(folded)) {
        pieces.push({ at: text.length, offset: end });
        text += ' ';
      }
    }
    offset = end + 1;
  }
  const held = passageSigns.in(text);
  const plain = blotted(text, held);
  return { paragraph, text, plain, pieces, sentences: sentencesOf(plain), held };
}

/** The offset of the next blank, or the text's length. */
function nextBlank(text: string, from: number): number {
  for (let index = from; index < text.length; index++) {
    const code = text.charCodeAt(index);
    // Nearly all characters are printed ASCII, Chinese, or punctuation that is no blank either.
    const isUsual = (code > 0x20 && code < 0x7f) || (code > 0x3000 && code < 0xfeff);
    if (!isUsual && blank.test(text.charAt(index))) return index;
  }
  return text.length;
}

/** What is blotted out, and a sign without which it is not there. */
const blots: readonly { readonly sign: number; readonly words: RegExp }[] = [
  blot('《', /《[^《》]{1,80}》/g),
  blot('“', /“[^“”]{1,60}”/g),
  blot('‘', /‘[^‘’]{1,40}’/g),
  blot('"', /"[^"]{1,40}"/g),
  blot('〔', /〔[^〔〕]{1,10}〕\d*号?/g),
  blot('/w@', /https?:\/\/[\w./?=&%#:-]+|www\.[\w./-]+|[\w.-]+@[\w.-]+/g),
  blot('-', /\d{3,4}-\d{6,8}/g),
];

function blot(characters: string, words: RegExp): { sign: number; words: RegExp } {
  return { sign: passageSigns.for(characters, words), words };
}

function blotted(text: string, held: number): string {
  let plain = text;
  for (const { sign, words } of blots) {
    if (held & sign) plain = plain.replace(words, (found) => '＊'.repeat(found.length));
  }
  return plain;
}

/** Longer stretches without a full stop are no sentences: nothing is read from them. */
const longestSentence = 1500;
const sentenceEnd = /[。!?\n]/g;

function sentencesOf(plain: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const add = (end: number) => {
    if (end > start && end - start <= longestSentence) spans.push({ start, end });
    start = end + 1;
  };
  sentenceEnd.lastIndex = 0;
  while (sentenceEnd.test(plain)) add(sentenceEnd.lastIndex - 1);
  add(plain.length);
  return spans;
}

/** The words as they are printed. */
export function quoteOf(passage: Passage, { start, end }: Span): string {
  return passage.paragraph.text.slice(offsetOf(passage, start), lastOffset(passage, end));
}

/** Where the words stand in the file, in reading order. */
export function placesOfSpan(passage: Passage, { start, end }: Span): Location[] {
  return placesOf(passage.paragraph, offsetOf(passage, start), lastOffset(passage, end));
}

/** The offset in the paragraph's text of a character of the passage, or of its end. */
function offsetOf({ paragraph, text, pieces }: Passage, index: number): number {
  const piece = index < text.length ? pieces.findLast(({ at }) => at <= index) : undefined;
  return piece ? piece.offset + index - piece.at : paragraph.text.length;
}

/** The offset after the last character, without blanks that follow it. */
function lastOffset(passage: Passage, end: number): number {
  return end === 0 ? offsetOf(passage, 0) : offsetOf(passage, end - 1) + 1;
}
