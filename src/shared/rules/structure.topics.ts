/**
 * structure.topics: 总体情况 does not treat one of the five topics; for a government's report, nothing on
 * assessment, appraisal and accountability is an info. A topic is told by its words anywhere in the section;
 * but where four topics have points of their own, a 网站 in passing does not stand for the fifth.
 */
import { enumeratorOf } from '../form/normalise.ts';
import type { Topic } from './pack.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

const government = /人民政府$/;
const accountability = /考核|评议|责任追究|问责|追责/;

export const structureTopics: Rule = {
  id: 'structure.topics',
  check({ report, book, text }) {
    const overview = report.sections.find((section) => section.id === 'overview');
    if (!overview) return { drafts: [], passed: 0, notAssessable: 1 };
    const textOf = (entries: typeof report.paragraphs) =>
      entries.map(({ paragraph, start }) => `${paragraph.numbering ?? ''}${paragraph.text.slice(start)}`).join('\n');
    const words = textOf(report.paragraphs.filter((entry) => entry.section === 'overview'));
    // An empty section is structure.section-empty.
    if (words.trim() === '') return { drafts: [], passed: 0, notAssessable: 1 };
    const drafts: Draft[] = [];
    const missing = missingTopics(book.topics, words);
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

/** How many topics must have points of their own for the others to need one. */
const headedFrom = 4;
/** Longest heading of a point that has no number. */
const longestHeading = 25;

function missingTopics(topics: readonly Topic[], text: string): Topic[] {
  const headings = text.split('\n').flatMap(headingOf);
  const headed = topics.filter((topic) =>
    topic.headings.some((word) => headings.some((heading) => heading.includes(word))),
  );
  if (headed.length >= headedFrom) return topics.filter((topic) => !headed.includes(topic));
  return topics.filter((topic) => !topic.words.some((word) => text.includes(word)));
}

/** （三）政府信息管理情况。……: what stands before the first full stop of a numbered paragraph, or a short line of its own. */
function headingOf(paragraph: string): string[] {
  const text = paragraph.trim();
  const head = /^[^。：:；;]*/.exec(text)?.[0] ?? '';
  return enumeratorOf(text) !== null || (head === text && head.length <= longestHeading) ? [head] : [];
}
