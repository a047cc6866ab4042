/**
 * structure.label: a row or column label is recognised but not the official one (社会组织 for
 * 社会公益组织). Spaces, punctuation, numbers and remarks in parentheses do not count.
 */
import { tableIds } from '../form/ids.ts';
import { bareWords } from '../form/normalise.ts';
import { sectionOf } from './names.ts';
import { type Draft, inBoth, type Rule } from './rule.ts';

export const structureLabel: Rule = {
  id: 'structure.label',
  check({ report, form }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const id of tableIds) {
      const table = report.tables[id];
      if (!table || !form) continue;
      const labels = table.oddities.filter((oddity) => oddity.kind === 'label');
      if (labels.length === 0) passed++;
      for (const { found, official, location } of labels) {
        drafts.push({
          section: sectionOf(id),
          quote: found,
          values: inBoth({ table: form.tables[id].name, found, official }),
          places: [location],
          key: `${id}|${bareWords(found)}|${bareWords(official)}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
