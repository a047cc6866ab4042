/**
 * cell.not-a-number: a numeric cell holds other text, or a number with a unit that is not the column's
 * (251000元 where the column counts 万元): a finding, never a silent conversion.
 */
import { tableIds } from '../form/ids.ts';
import { cellName, cellWord, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

export const cellNotANumber: Rule = {
  id: 'cell.not-a-number',
  check({ report, form, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const id of tableIds) {
      for (const [key, cell] of Object.entries(report.tables[id]?.cells ?? {})) {
        const { reading } = cell;
        if (reading.kind !== 'not-a-number' || !form) {
          passed++;
          continue;
        }
        const cellId = `${id}.${key}`;
        const name = cellName(cellId, form);
        const own = name.unit === 'amount' ? '万元' : '件';
        drafts.push({
          section: sectionOf(id),
          cells: [cellId],
          quote: cell.raw,
          values: perLanguage((language) => {
            const words = text.words[language];
            const { unit } = reading;
            return {
              table: name.table.name,
              place: fill(words[cellWord(name)] ?? '', { row: name.row, column: name.column }),
              found: cell.raw.length > 30 ? `${cell.raw.slice(0, 30)}…` : cell.raw,
              fault: unit ? fill(words.unit ?? '', { unit, own }) : (words.words ?? ''),
              remedy: unit ? fill(words.remedyUnit ?? '', { own }) : (words.remedy ?? ''),
            };
          }),
          places: [cell.location],
          key: `${cellId}|${cell.raw}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
