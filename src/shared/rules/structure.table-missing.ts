/**
 * structure.table-missing: section 二, 三 or 四 without its table. A section that is itself missing is
 * structure.section-missing alone; a picture in the table's place is said so.
 */
import { isIncomplete } from '../document/document.ts';
import { tableIds } from '../form/ids.ts';
import { chineseNumeral } from '../form/normalise.ts';
import type { Draft, Rule } from './rule.ts';
import { fill, perLanguage } from './rule.ts';

export const structureTableMissing: Rule = {
  id: 'structure.table-missing',
  check({ report, form, book, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    const unread = isIncomplete(report.problems);
    for (const id of tableIds) {
      if (report.tables[id]) {
        passed++;
        continue;
      }
      const section = report.sections.find((candidate) => candidate.id === id);
      if (!section) continue;
      if (unread) {
        notAssessable++;
        continue;
      }
      const index = book.sections.findIndex((official) => official.id === id);
      const official = book.sections[index];
      const table = (form ?? book.forms.at(-1))?.tables[id].name ?? '';
      drafts.push({
        section: id,
        values: perLanguage((language) => ({
          number: chineseNumeral(index + 1),
          title: official?.title ?? '',
          table,
          image: fill((section.hasImage ? text.words[language].image : text.words[language].none) ?? '', {}),
        })),
        places: section.places,
        gap: {
          side: 'after',
          title: table,
          holds: official?.holds ?? { 'zh-CN': '', en: '' },
        },
        key: id,
      });
    }
    return { drafts, passed, notAssessable };
  },
};
