/** structure.section-extra: a heading of the first level that the format does not know. */
import { bareWords } from '../form/normalise.ts';
import type { Rule } from './rule.ts';
import { inBoth } from './rule.ts';

export const structureSectionExtra: Rule = {
  id: 'structure.section-extra',
  check({ report }) {
    const drafts = report.sections
      .filter((section) => section.id === null)
      .map((section) => ({
        section: null,
        quote: section.title,
        values: inBoth({ title: section.title }),
        places: section.places,
        key: bareWords(section.name),
      }));
    return { drafts, passed: report.sections.length - drafts.length, notAssessable: 0 };
  },
};
