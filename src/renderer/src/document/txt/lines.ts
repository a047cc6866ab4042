/** The lines of a text, as its view shows them, and the way from an offset to its line. */

export interface TextLine {
  readonly text: string;
  /** Offset of its first character in the whole text. */
  readonly start: number;
}

/** Line breaks of every kind (CRLF, LF, CR) end a line and are not part of it. */
export function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ text: text.slice(start, match.index), start });
    start = match.index + match[0].length;
  }
  // A break at the very end closes the last line; it does not open another.
  if (start < text.length || lines.length === 0) lines.push({ text: text.slice(start), start });
  return lines;
}

/** Index of the line that holds the offset. */
export function lineAt(lines: readonly TextLine[], offset: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] as TextLine).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** A part of one line: columns [from, to). */
export interface LineStretch {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** The stretches of lines that offsets [start, end) of the text cover. */
export function stretchesOf(lines: readonly TextLine[], start: number, end: number): LineStretch[] {
  const stretches: LineStretch[] = [];
  for (let index = lineAt(lines, start); index < lines.length; index++) {
    const line = lines[index] as TextLine;
    if (line.start >= end && stretches.length > 0) break;
    const from = Math.min(Math.max(0, start - line.start), line.text.length);
    const to = Math.min(Math.max(from, end - line.start), line.text.length);
    if (to > from || stretches.length === 0) stretches.push({ line: index, from, to });
    if (line.start + line.text.length >= end) break;
  }
  return stretches;
}
