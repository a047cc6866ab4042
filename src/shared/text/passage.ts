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

const blank = /[\s\u00A0\u200B-\u200D\u2060\uFEFF\u00AD]/;

/** `from`: where the running text begins in the paragraph, after a heading. */
export function passageOf(paragraph: Paragraph, from = 0): Passage {
  const folded = foldWidth(paragraph.text);
  const offsets: number[] = [];
  let text = '';
  for (let index = from; index < folded.length; index++) {
    const character = folded[index] as string;
    if (character !== '\n' && blank.test(character)) {
      if (!/\d$/.test(text) || !/^\s*\d/.test(folded.slice(index))) continue;
      if (text.endsWith(' ')) continue;
      text += ' ';
    } else text += character;
    offsets.push(index);
  }
  offsets.push(paragraph.text.length);
  const plain = blotted(text);
  return { paragraph, text, plain, offsets, sentences: sentencesOf(plain) };
}

const blots: readonly RegExp[] = [
  /《[^《》]{1,80}》/g,
  /“[^“”]{1,60}”/g,
  /‘[^‘’]{1,40}’/g,
  /"[^"]{1,40}"/g,
  /〔[^〔〕]{1,10}〕\d*号?/g,
  /https?:\/\/[\w./?=&%#:-]+|www\.[\w./-]+|[\w.-]+@[\w.-]+/g,
  /\d{3,4}-\d{6,8}/g,
];

function blotted(text: string): string {
  return blots.reduce((plain, blot) => plain.replace(blot, (words) => '＊'.repeat(words.length)), text);
}

/** Longer stretches without a full stop are no sentences: nothing is read from them. */
const longestSentence = 1500;

function sentencesOf(plain: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (let index = 0; index < plain.length; index++) {
    if (!/[。!?\n]/.test(plain[index] as string)) continue;
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
