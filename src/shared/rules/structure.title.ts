/** structure.title: no title of the official form, or unit or year missing from it. */
import { isIncomplete } from '../document/document.ts';
import { fill, perLanguage, type Rule } from './rule.ts';

export const structureTitle: Rule = {
  id: 'structure.title',
  check({ report, text }) {
    const { title } = report;
    if (title?.hasUnit && title.hasYear && !title.isInOtherWords) return { drafts: [], passed: 1, notAssessable: 0 };
    if (!title && isIncomplete(report.problems)) return { drafts: [], passed: 0, notAssessable: 1 };
    const fault = !title
      ? 'missing'
      : title.isInOtherWords
        ? 'words'
        : title.hasUnit
          ? 'year'
          : title.hasYear
            ? 'unit'
            : 'both';
    const draft = {
      section: null,
      values: perLanguage((language) => ({
        fault: fill(text.words[language][fault] ?? '', { title: title?.text ?? '' }),
        unit: report.unit ?? '×××',
        year: report.year === null ? '××××' : String(report.year),
      })),
      places: [title?.location ?? report.start],
      key: fault,
    };
    return { drafts: [draft], passed: 0, notAssessable: 0 };
  },
};
