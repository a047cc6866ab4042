/**
 * structure.section-title: a section is recognised but its title is not the official one. Spaces,
 * punctuation and the pack's tolerated wordings do not count.
 */
import { bareWords, chineseNumeral } from '../form/normalise.ts';
import type { Draft, Rule } from './rule.ts';
import { inBoth } from './rule.ts';

export const structureSectionTitle: Rule = {
  id: 'structure.section-title',
  check({ report, book }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const section of report.sections) {
      const index = book.sections.findIndex((official) => official.id === section.id);
      const official = book.sections[index];
      if (!official) continue;
      const words = bareWords(section.name);
      if ([official.title, ...official.tolerated].some((wording) => bareWords(wording) === words)) {
        passed++;
        continue;
      }
      drafts.push({
        section: section.id,
        quote: section.name,
        values: inBoth({ number: chineseNumeral(index + 1), found: section.name, title: official.title }),
        places: section.places,
        key: `${section.id}|${words}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
