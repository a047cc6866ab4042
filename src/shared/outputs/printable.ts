/** Text of documents and file names as it may be put into a document: what cannot be printed shows as U+FFFD. */

/** Control characters, also those that turn the direction of writing (a file's name must read as it is); no characters. */
const unprintable = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu;

/** Keeps line ends and tabs. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, (character) => (character === '\n' || character === '\t' ? character : '\uFFFD'));
}
