/**
 * A paragraph made ready to be read: half-width, without blanks, quotations and titles blotted out, cut into
 * sentences. Offsets go back to the paragraph's own text, so that a finding marks exactly the words it quotes.
 */
import { type Paragraph, placesOf } from '../document/document.ts';
import type { Location } from '../document/location.ts';
import { foldWidth } from '../form/normalise.ts';

export interface Passage {
  readonly paragraph: Paragraph;
  /** The words without blanks, half-width; a blank between two digits stays as one blank, a line break as it is. */
  readonly text: string;
  /** The same length as `text`; what stands in 《》, “” or an address is ＊, and no number is read there. */
  readonly plain: string;
  /** For each character of `text`, and one past its end, the offset in the paragraph's text. */
  readonly offsets: readonly number[];
  readonly sentences: readonly Span[];
}

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
  const offsets: number[] = [];
  let text = '';
  // Pieces without blanks are taken whole.
  for (let at = from; at < folded.length; ) {
    const blankAt = blank.exec(at === 0 ? folded : folded.slice(at));
    const end = blankAt ? at + blankAt.index : folded.length;
    for (let index = at; index < end; index++) offsets.push(index);
    text += folded.slice(at, end);
    if (blankAt) {
      digitAfter.lastIndex = end;
      if (digitBefore.test(text) && digitAfter.test(folded)) {
        text += ' ';
        offsets.push(end);
      }
    }
    at = end + 1;
  }
  offsets.push(paragraph.text.length);
  const plain = blotted(text);
  return { paragraph, text, plain, offsets, sentences: sentencesOf(plain) };
}

/** What is blotted out, and a sign without which it is not there. */
const blots: readonly { readonly sign: RegExp; readonly words: RegExp }[] = [
  { sign: /《/, words: /《[^《》]{1,80}》/g },
  { sign: /“/, words: /“[^“”]{1,60}”/g },
  { sign: /‘/, words: /‘[^‘’]{1,40}’/g },
  { sign: /"/, words: /"[^"]{1,40}"/g },
  { sign: /〔/, words: /〔[^〔〕]{1,10}〕\d*号?/g },
  { sign: /[/.@]/, words: /https?:\/\/[\w./?=&%#:-]+|www\.[\w./-]+|[\w.-]+@[\w.-]+/g },
  { sign: /-/, words: /\d{3,4}-\d{6,8}/g },
];

function blotted(text: string): string {
  let plain = text;
  for (const { sign, words } of blots) {
    if (sign.test(plain)) plain = plain.replace(words, (found) => '＊'.repeat(found.length));
  }
  return plain;
}

/** Longer stretches without a full stop are no sentences: nothing is read from them. */
const longestSentence = 1500;

function sentencesOf(plain: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { index } of plain.matchAll(/[。!?\n]/g)) {
    if (index > start) spans.push({ start, end: index });
    start = index + 1;
  }
  if (plain.length > start) spans.push({ start, end: plain.length });
  return spans.filter((span) => span.end - span.start <= longestSentence);
}

/** The words as they are printed. */
export function quoteOf(passage: Passage, { start, end }: Span): string {
  return passage.paragraph.text.slice(passage.offsets[start], lastOffset(passage, end));
}

/** Where the words stand in the file, in reading order. */
export function placesOfSpan(passage: Passage, { start, end }: Span): Location[] {
  return placesOf(passage.paragraph, passage.offsets[start], lastOffset(passage, end));
}

/** The offset after the last character, without blanks that follow it. */
function lastOffset(passage: Passage, end: number): number {
  return end === 0 ? (passage.offsets[0] ?? 0) : (passage.offsets[end - 1] as number) + 1;
}
