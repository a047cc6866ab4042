/**
 * Rules that an office's own pack makes: one of some words must stand in a section, or anywhere in the text.
 * A section that is missing is structure.section-missing, and its phrases are not assessable.
 */
import { withoutBlanks } from '../form/normalise.ts';
import { type Draft, inBoth, type Rule } from './rule.ts';

export function requiredPhraseRule(id: string): Rule {
  return {
    id,
    check({ report, book }) {
      const drafts: Draft[] = [];
      let passed = 0;
      let notAssessable = 0;
      for (const { rule, section, words } of book.phrases) {
        if (rule !== id) continue;
        const heading = report.sections.find((candidate) => candidate.id === section);
        if (section && !heading) {
          notAssessable++;
          continue;
        }
        const text = withoutBlanks(
          report.paragraphs
            .filter((entry) => section === undefined || entry.section === section)
            .map(({ paragraph, start }) => paragraph.text.slice(start))
            .join('\n'),
        );
        if (words.some((word) => text.includes(withoutBlanks(word)))) {
          passed++;
          continue;
        }
        drafts.push({
          section: section ?? null,
          values: inBoth({
            section: heading?.title ?? '',
            words: words.map((word) => `“${word}”`).join('、'),
          }),
          places: heading?.places ?? [report.start],
          key: `${section ?? ''}|${words.join('|')}`,
        });
      }
      return { drafts, passed, notAssessable };
    },
  };
}
