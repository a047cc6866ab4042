/** The marks of Markdown in running text: # before headings, ** around bold words. They are no words of the report. */

export interface Unmarked {
  readonly text: string;
  /** The stretches of the line that make the text; at least one. */
  readonly pieces: readonly { readonly from: number; readonly to: number }[];
}

/** A line without its marks and the blanks around it. */
export function unmarked(line: string): Unmarked {
  const lead = line.length - line.trimStart().length;
  const from = line.charAt(lead) === '#' ? (/^\s*(?:#{1,6}\s+)?/.exec(line)?.[0].length ?? 0) : lead;
  const to = Math.max(from, line.trimEnd().length);
  if (!line.includes('**')) return { text: line.slice(from, to), pieces: [{ from, to }] };
  const parts = line.slice(from, to).split('**');
  // An odd mark is a word of the text.
  if (parts.length % 2 === 0) return { text: line.slice(from, to), pieces: [{ from, to }] };
  const pieces: { from: number; to: number }[] = [];
  let at = from;
  for (const part of parts) {
    if (part !== '' || (pieces.length === 0 && parts.length === 1)) pieces.push({ from: at, to: at + part.length });
    at += part.length + 2;
  }
  return { text: parts.join(''), pieces: pieces.length > 0 ? pieces : [{ from, to: from }] };
}
