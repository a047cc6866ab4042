/**
 * structure.section-numbering: a heading lacks its number, or has another number than its place calls for.
 * A number of another kind (1. for 一、) is said so. Its place is the official one, or, where sections are missing or added and the rest was numbered through,
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
      // 1. or （一） before it: a number, but of another kind.
      const written = section.title.slice(0, Math.max(0, section.title.indexOf(section.name))).trim();
      drafts.push({
        section: section.id,
        expected: official,
        ...(number === null ? {} : { actual: number }),
        values: perLanguage((language) => {
          const words = text.words[language];
          const found =
            number !== null
              ? fill(words.other ?? '', { number: chineseNumeral(number) })
              : written === ''
                ? words.none
                : fill(words.otherKind ?? '', { number: written });
          return { title: section.name, expected: chineseNumeral(official), found: found ?? '' };
        }),
        places: section.places,
        key: `${section.id}|${number ?? ''}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
