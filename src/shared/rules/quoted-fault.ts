/** A finding that quotes words of running text and says what is wrong with them, by a word of the rule's pack. */
import { placesOfSpan, quoteOf, type Reading, type Span } from '../text/index.ts';
import type { RuleText } from './pack.ts';
import { type Draft, fill, perLanguage } from './rule.ts';

/** @param word names the sentence part in the pack's `words`; `values` fill it */
export function quotedFault(
  text: RuleText,
  { reading, span }: { readonly reading: Reading; readonly span: Span },
  word: string,
  values: Readonly<Record<string, string>>,
  key: (quote: string) => string,
): Draft {
  const quote = quoteOf(reading, span);
  return {
    section: reading.section,
    quote,
    values: perLanguage((language) => ({ quote, fault: fill(text.words[language][word] ?? '', values) })),
    places: placesOfSpan(reading, span),
    key: key(quote),
  };
}
