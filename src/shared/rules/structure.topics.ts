/**
 * structure.topics: 总体情况 does not treat one of the five topics; for a government's report, nothing on
 * assessment, appraisal and accountability is an info. Topics are told by words, so that a sub-heading, a
 * point or a sentence counts alike.
 */
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

const government = /人民政府$/;
const accountability = /考核|评议|责任追究|问责|追责/;

export const structureTopics: Rule = {
  id: 'structure.topics',
  check({ report, book, text }) {
    const overview = report.sections.find((section) => section.id === 'overview');
    if (!overview) return { drafts: [], passed: 0, notAssessable: 1 };
    const textOf = (entries: typeof report.paragraphs) =>
      entries.map(({ paragraph, start }) => paragraph.text.slice(start)).join('\n');
    const words = textOf(report.paragraphs.filter((entry) => entry.section === 'overview'));
    // An empty section is structure.section-empty.
    if (words.trim() === '') return { drafts: [], passed: 0, notAssessable: 1 };
    const drafts: Draft[] = [];
    const missing = book.topics.filter((topic) => !topic.words.some((word) => words.includes(word)));
    if (missing.length > 0) {
      const quoted = (topics: typeof missing, between: string) =>
        topics.map((topic) => `“${topic.name}”`).join(between);
      drafts.push({
        section: 'overview',
        values: perLanguage((language) => {
          const { topics = '', list = '' } = text.words[language];
          return { fault: fill(topics, { topics: quoted(missing, list), all: quoted([...book.topics], list) }) };
        }),
        places: overview.places,
        key: missing.map((topic) => topic.name).join('|'),
      });
    }
    if (government.test(report.unit ?? '') && !accountability.test(textOf(report.paragraphs))) {
      drafts.push({
        section: 'overview',
        severity: 'info',
        values: perLanguage((language) => ({ fault: text.words[language].government ?? '' })),
        places: overview.places,
        key: 'government',
      });
    }
    return { drafts, passed: book.topics.length - missing.length, failed: missing.length, notAssessable: 0 };
  },
};
