/**
 * Tells a text layer whose fonts give wrong characters: printing drivers that make a PDF anew cut the character maps of
 * some fonts short, and 政府 becomes ÿ府 or Q^ for every program, though the paper looks right. Letters of other
 * languages, which no report is written in, give such a file away.
 */
import type { Glyph } from './display.ts';
import { thresholds } from './thresholds.ts';

export interface LetterCount {
  all: number;
  /** Latin letters with accents and the like: À to ɏ. */
  foreign: number;
}

export function countLetters(glyphs: readonly Glyph[], count: LetterCount): void {
  for (const { text, blank } of glyphs) {
    if (blank) continue;
    const code = text.codePointAt(0) as number;
    count.all++;
    if (code >= 0xc0 && code <= 0x24f && text !== '×' && text !== '÷') count.foreign++;
  }
}

/** Some characters stand for others, and nobody can tell how many more do that look like Chinese or figures. */
export function isGarbled({ all, foreign }: LetterCount): boolean {
  return foreign >= thresholds.garbledLetters && foreign >= thresholds.garbled * all;
}
