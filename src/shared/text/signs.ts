/**
 * Signs: characters of which one stands in whatever an expression finds. One pass over some words tells which signs
 * they hold, and expressions whose sign they lack are not asked of them. Most words hold few signs, and an expression
 * that is never asked need not be compiled either. That signs and endings are implied by their expressions is tested.
 */

/** All that was given, for the tests. */
export const given: { readonly signs: Sign[]; readonly endings: Ending[] } = { signs: [], endings: [] };

interface Sign {
  readonly characters: string;
  readonly sought: readonly (RegExp | string)[];
}

/** As many as an integer has bits to tell them apart, but the one for the number's own sign. */
const mostSigns = 31;

/** Slots for characters; a power of two. Where two share a slot, an expression may be asked in vain. */
const slots = 0x4000;

/** Signs that are looked for together, in words of one kind. */
export class Signs {
  /** For each slot the signs that its characters belong to. */
  readonly #signs = new Uint32Array(slots);
  #count = 0;

  /** A sign for expressions, or plain words, that find nothing without one of the characters. */
  for(characters: string, ...sought: readonly (RegExp | string)[]): number {
    if (this.#count === mostSigns) throw new Error('there is no sign left');
    given.signs.push({ characters, sought });
    const sign = 1 << this.#count++;
    for (let index = 0; index < characters.length; index++) {
      const slot = characters.charCodeAt(index) & (slots - 1);
      this.#signs[slot] = (this.#signs[slot] as number) | sign;
    }
    return sign;
  }

  /** The signs that the words may hold, together: none is left out. */
  in(text: string, from = 0, to = text.length): number {
    let held = 0;
    for (let index = from; index < to; index++) held |= this.#signs[text.charCodeAt(index) & (slots - 1)] as number;
    return held;
  }
}

/** An expression for the end of words, with the characters that can be the last ones of what it finds. */
export interface Ending {
  readonly expression: RegExp;
  readonly lastCharacters: string;
}

export function endingOf(expression: RegExp, lastCharacters: string): Ending {
  const ending = { expression, lastCharacters };
  given.endings.push(ending);
  return ending;
}

/** Whether the words end with a character with which the expression can: of others it need not be asked. */
export function canEnd({ lastCharacters }: Ending, words: string): boolean {
  return lastCharacters.includes(words.charAt(words.length - 1));
}
