/** Breaks a line for a terminal so that its further lines are indented; Chinese characters take two columns. */
import wrapAnsi from 'wrap-ansi';

/** @param columns width of the terminal */
export function hangingIndent(line: string, indent: number, columns: number): string {
  const lead = /^ */.exec(line)?.[0] ?? '';
  const width = Math.max(20, columns - indent - 1);
  const rows = wrapAnsi(line.slice(lead.length), width, { hard: true, trim: true }).split('\n');
  return rows.map((row, index) => `${index === 0 ? lead : ' '.repeat(indent)}${row}`).join('\n');
}
