/** cell.not-a-count: a count is negative or has decimals; 本年增/减 of edition 2019 may be negative. */
import { tableIds } from '../form/ids.ts';
import { cellName, cellWord, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

export const cellNotACount: Rule = {
  id: 'cell.not-a-count',
  check({ report, form, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const id of tableIds) {
      for (const [key, { reading, raw, location }] of Object.entries(report.tables[id]?.cells ?? {})) {
        if (reading.kind !== 'number' || !form) continue;
        const cellId = `${id}.${key}`;
        const name = cellName(cellId, form);
        if (name.unit === 'amount') continue;
        const negative = reading.value < 0 && name.unit === 'count';
        if (!negative && Number.isInteger(reading.value)) {
          passed++;
          continue;
        }
        drafts.push({
          section: sectionOf(id),
          cells: [cellId],
          quote: raw,
          values: perLanguage((language) => {
            const words = text.words[language];
            return {
              table: name.table.name,
              place: fill(words[cellWord(name)] ?? '', { row: name.row, column: name.column }),
              found: raw,
              fault: (negative ? words.negative : words.fraction) ?? '',
            };
          }),
          places: [location],
          key: `${cellId}|${raw}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
