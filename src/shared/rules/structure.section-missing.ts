/**
 * structure.section-missing: one of the six sections is not in the document. A section under another
 * number or a close title is there. Nothing is claimed of a document in which no heading was recognised
 * while a page could not be read.
 */
import { isIncomplete } from '../document/document.ts';
import { chineseNumeral } from '../form/normalise.ts';
import type { Section } from '../report/annual-report.ts';
import type { Draft, Rule } from './rule.ts';

export const structureSectionMissing: Rule = {
  id: 'structure.section-missing',
  check({ report, book }) {
    const drafts: Draft[] = [];
    const unread = isIncomplete(report.problems);
    let notAssessable = 0;
    for (const [index, section] of book.sections.entries()) {
      if (report.sections.some((found) => found.id === section.id)) continue;
      if (unread) {
        notAssessable++;
        continue;
      }
      const later = book.sections.slice(index + 1).map((other) => other.id);
      const next = report.sections.find((found) => found.id !== null && later.includes(found.id));
      const number = chineseNumeral(index + 1);
      drafts.push({
        section: section.id,
        values: {
          'zh-CN': { number, title: section.title, holds: section.holds['zh-CN'], place: placeInWords(next, true) },
          en: { number, title: section.title, holds: section.holds.en, place: placeInWords(next, false) },
        },
        places: [next?.location ?? report.end],
        gap: { side: next ? 'before' : 'after', title: `${number}、${section.title}`, holds: section.holds },
        key: section.id,
      });
    }
    return { drafts, passed: book.sections.length - drafts.length - notAssessable, notAssessable };
  },
};

function placeInWords(next: Section | undefined, chinese: boolean): string {
  if (chinese) return next ? `“${next.title}”之前` : '文末';
  return next ? `before “${next.title}”` : 'at the end';
}
