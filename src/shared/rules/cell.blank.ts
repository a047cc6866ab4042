/**
 * cell.blank: a numeric cell is blank or holds / — - 无; its value counts as 0 in sums. More than ten blank
 * cells of one table are one finding that names them all.
 */
import { tableIds } from '../form/ids.ts';
import type { CellValue } from '../report/annual-report.ts';
import { cellName, cellWord, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule, type RuleContext } from './rule.ts';

/** RULES: where more than ten cells of one table are blank, one finding names them all. */
const mostSeparate = 10;

export const cellBlank: Rule = {
  id: 'cell.blank',
  check(context) {
    const { report } = context;
    const drafts: Draft[] = [];
    let passed = 0;
    let failed = 0;
    for (const id of tableIds) {
      const table = report.tables[id];
      if (!table) continue;
      const entries = Object.entries(table.cells).map(([key, cell]) => ({ cellId: `${id}.${key}`, cell }));
      const blanks = entries.filter(({ cell }) => cell.reading.kind === 'blank');
      passed += entries.length - blanks.length;
      failed += blanks.length;
      if (blanks.length > mostSeparate) drafts.push(draftOf(context, blanks));
      else drafts.push(...blanks.map((blank) => draftOf(context, [blank])));
    }
    return { drafts, passed, failed, notAssessable: 0 };
  },
};

interface BlankCell {
  readonly cellId: string;
  readonly cell: CellValue;
}

function draftOf({ form, text }: RuleContext, blanks: readonly BlankCell[]): Draft {
  const [first] = blanks as [BlankCell];
  if (!form) throw new Error('a table without a form');
  const names = blanks.map(({ cellId }) => cellName(cellId, form));
  const [name] = names as [(typeof names)[number]];
  return {
    section: sectionOf(name.table.id),
    cells: blanks.map(({ cellId }) => cellId),
    values: perLanguage((language) => {
      const words = text.words[language];
      const places = names.map((cell) => fill(words[cellWord(cell)] ?? '', { row: cell.row, column: cell.column }));
      const found =
        blanks.length > 1
          ? fill(words.many ?? '', { count: String(blanks.length), cells: places.join(words.list ?? '') })
          : fill((first.cell.raw === '' ? words.blank : words.mark) ?? '', { mark: first.cell.raw });
      return { table: name.table.name, place: blanks.length > 1 ? '' : (places[0] as string), found };
    }),
    places: blanks.map(({ cell }) => cell.location),
    key: blanks.map(({ cellId }) => cellId).join(' '),
  };
}
