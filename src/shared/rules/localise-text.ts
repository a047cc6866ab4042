/** What a finding says of the cells to be suspected: which ones and why, or how many possibilities there are. */
import type { Form } from '../form/form.ts';
import type { CellId } from '../form/ids.ts';
import type { Equation } from './finding.ts';
import type { Change, Culprits } from './localise.ts';
import { cellName, cellWord } from './names.ts';
import { fill } from './rule.ts';

/** The rule's own words for it, by name. */
type Words = Readonly<Record<string, string>>;

/** The end of an arithmetic message: what is probably wrong, and which other blank cells of the equation counted as 0. */
export function adviceOf(culprits: Culprits, equation: Equation, form: Form, words: Words): string {
  const named = new Set(culprits.kind === 'named' ? culprits.changes.map(({ cell }) => cell) : []);
  const blanks = [...equation.left, ...equation.right].filter(({ cell, blank }) => blank && !named.has(cell));
  const names = blanks.map(({ cell }) => placeOf(cell, form, words)).join(words.blanksList);
  return mainAdvice(culprits, form, words) + (blanks.length === 0 ? '' : fill(words.blanks ?? '', { cells: names }));
}

function mainAdvice(culprits: Culprits, form: Form, words: Words): string {
  if (culprits.kind === 'open') return words.check ?? '';
  const fewest = String(culprits.fewest);
  if (culprits.kind === 'tied') {
    const ways = String(culprits.ways);
    return fill((culprits.fewest === 1 ? words.tiedOne : words.tied) ?? '', { fewest, ways });
  }
  const { changes } = culprits;
  const sentence =
    culprits.fewest === 1 ? words.namedOne : changes.length === culprits.fewest ? words.named : words.namedHere;
  const said = new Set<CellId>();
  const parts = changes.map((change) => {
    // Of two exchanged cells, the first says so.
    const isSaid = change.partner !== undefined && said.has(change.partner);
    said.add(change.cell);
    return changeInWords(change, isSaid, form, words);
  });
  return fill(sentence ?? '', { fewest, changes: parts.join(words.list) });
}

function changeInWords({ cell, from, blank, to, slip }: Change, isSaid: boolean, form: Form, words: Words): string {
  const values = { cell: placeOf(cell, form, words), from: String(from), to: String(to) };
  const change = fill((blank ? words.blankChange : words.change) ?? '', values);
  // Of a number with one digit, that one digit is wrong says nothing.
  const isPlain = isSaid || slip === null || slip === 'blank' || (slip === 'one-digit' && from < 10);
  return isPlain ? change : fill(words[slip] ?? '', { change });
}

function placeOf(cell: CellId, form: Form, words: Words): string {
  const name = cellName(cell, form);
  return fill(words[cellWord(name)] ?? '', { row: name.row, column: name.column });
}
