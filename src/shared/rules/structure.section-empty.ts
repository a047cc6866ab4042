/**
 * structure.section-empty: a section of running text has a heading and no content; for 五 also 无 alone. A
 * section that should hold a table and holds nothing is structure.table-missing.
 */
import { tableIds } from '../form/ids.ts';
import { bareWords, chineseNumeral } from '../form/normalise.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

export const structureSectionEmpty: Rule = {
  id: 'structure.section-empty',
  check({ report, book, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const section of report.sections) {
      const index = book.sections.findIndex((official) => official.id === section.id);
      const official = book.sections[index];
      if (!official || tableIds.some((id) => id === section.id)) continue;
      const words = report.paragraphs
        .filter((entry) => entry.section === section.id)
        .map(({ paragraph, start }) => paragraph.text.slice(start).trim());
      const content = bareWords(words.join(''));
      const none = section.id === 'problems' && /^(?:无|暂无|没有)$/.test(content);
      if ((content !== '' && !none) || section.hasTable || section.hasImage) {
        passed++;
        continue;
      }
      drafts.push({
        section: section.id,
        values: perLanguage((language) => ({
          number: chineseNumeral(index + 1),
          title: official.title,
          fault: fill((none ? text.words[language].none : text.words[language].empty) ?? '', { text: words.join('') }),
        })),
        places: section.places,
        key: String(section.id),
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
