/**
 * structure.table-shape: a table lacks a row or column of its edition, has one too many, or a row holds
 * fewer or more values than there are columns and nothing places them; such a row's arithmetic is not
 * assessable and nothing is claimed of it.
 */
import { tableIds } from '../form/ids.ts';
import type { TableOddity } from '../report/annual-report.ts';
import { columnLabel, rowLabel, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

export const structureTableShape: Rule = {
  id: 'structure.table-shape',
  check({ report, form, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const id of tableIds) {
      const table = report.tables[id];
      if (!table || !form) continue;
      const official = form.tables[id];
      const faults = table.oddities.filter((oddity) => oddity.kind !== 'label');
      if (faults.length === 0) passed++;
      for (const fault of faults) {
        const key = keyOf(fault);
        drafts.push({
          section: sectionOf(id),
          values: perLanguage((language) => ({
            table: official.name,
            fault: fill(text.words[language][fault.kind] ?? '', {
              row: 'row' in fault ? rowLabel(official, fault.row) : '',
              column: 'column' in fault ? columnLabel(official, fault.column, fault.row) : '',
              label:
                'label' in fault
                  ? fault.kind === 'column-extra' && fault.label
                    ? `“${fault.label}”`
                    : fault.label
                  : '',
              found: 'found' in fault ? String(fault.found) : '',
              wanted: 'wanted' in fault ? String(fault.wanted) : '',
            }),
          })),
          places: [fault.location],
          key: `${id}|${key}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

function keyOf(fault: TableOddity): string {
  return Object.entries(fault)
    .filter(([name]) => name !== 'location')
    .map(([, value]) => String(value))
    .join('|');
}
