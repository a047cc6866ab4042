/**
 * structure.section-numbering: a heading lacks its number, or has another number than its place calls for.
 * Its place is the official one, or, where sections are missing or added and the rest was numbered through,
 * the one in this document. A number that Word generates counts as there.
 */
import { chineseNumeral } from '../form/normalise.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

export const structureSectionNumbering: Rule = {
  id: 'structure.section-numbering',
  check({ report, book, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const [index, section] of report.sections.entries()) {
      const official = book.sections.findIndex((candidate) => candidate.id === section.id) + 1;
      if (official === 0) continue;
      const { number } = section;
      if (number === official || number === index + 1) {
        passed++;
        continue;
      }
      drafts.push({
        section: section.id,
        expected: official,
        ...(number === null ? {} : { actual: number }),
        values: perLanguage((language) => {
          const words = text.words[language];
          const found = number === null ? words.none : fill(words.other ?? '', { number: chineseNumeral(number) });
          return { title: section.name, expected: chineseNumeral(official), found: found ?? '' };
        }),
        places: section.places,
        key: `${section.id}|${number ?? ''}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
