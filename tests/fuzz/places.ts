/** Whether what a text's reader says of places holds: every cell and paragraph stands where its location says. */
import type { CheckOutcome } from '../../src/shared/check.ts';
import { isTxtLocation, type Location } from '../../src/shared/document/location.ts';

/** Places of the document and of the report's cells that do not hold the text that they should. */
export function misplaced({ document, report }: CheckOutcome): string[] {
  if (!document || document.text === undefined) return [];
  const text = document.text;
  const starts = [0];
  for (const end of text.matchAll(/(?:\r\n|[\n\r\v\u0085\u2028\u2029])\f?|\f/g)) starts.push(end.index + end[0].length);
  const faults: string[] = [];

  function expectAt(location: Location, wanted: string, what: string): void {
    if (!isTxtLocation(location)) {
      faults.push(`${what}: no place in a text`);
      return;
    }
    const { line, column, start, end } = location;
    const found = text.slice(start, end);
    // Of a label that is broken over lines with other cells between, the first part is shown.
    const isPart = wanted.includes('\n') && found !== '' && wanted.startsWith(found);
    if (bare(found) !== bare(wanted) && !isPart)
      faults.push(`${what}: ${JSON.stringify(found)} is not ${JSON.stringify(wanted)}`);
    if ((starts[line - 1] ?? -1) + column - 1 !== start) faults.push(`${what}: line ${line}, column ${column}`);
    if (start < 0 || end < start || end > text.length) faults.push(`${what}: from ${start} to ${end}`);
  }

  for (const block of document.blocks) {
    if (block.kind === 'table') {
      for (const cell of block.cells) expectAt(cell.location, cell.text, `cell ${cell.row},${cell.column}`);
    } else if (block.place.format === 'txt') {
      for (const { start, end, location } of block.place.pieces) {
        if (text.slice(location.start, location.end) !== block.text.slice(start, end)) faults.push('paragraph piece');
      }
    }
  }
  for (const table of Object.values(report?.tables ?? {})) {
    for (const [id, { raw, location }] of Object.entries(table.cells)) expectAt(location, raw, id);
  }
  return faults;
}

/** Cells that the text breaks over lines hold its breaks and the marks of its table between their parts. */
function bare(text: string): string {
  return text.replace(/[\s\u3000|│┃]+/g, '');
}
