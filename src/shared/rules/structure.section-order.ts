/** structure.section-order: the six sections are not in official order. The fewest that stand wrong are named. */
import { longestIncreasing } from './longest-increasing.ts';
import type { Draft, Rule } from './rule.ts';
import { inBoth } from './rule.ts';

export const structureSectionOrder: Rule = {
  id: 'structure.section-order',
  check({ report, book }) {
    const known = report.sections.filter((section) => section.id !== null);
    const ranks = known.map((section) => book.sections.findIndex((official) => official.id === section.id));
    const inOrder = new Set(longestIncreasing(ranks));
    const drafts: Draft[] = [];
    for (const [index, section] of known.entries()) {
      if (inOrder.has(index)) continue;
      const rank = ranks[index] as number;
      // The section that it should stand before, or, where it came too early, that should stand before it.
      const later = known.find((_, other) => other < index && (ranks[other] as number) > rank);
      const earlier = known.findLast((_, other) => other > index && (ranks[other] as number) < rank);
      const [late, before] = later ? [section, later] : [earlier ?? section, section];
      drafts.push({
        section: section.id,
        values: inBoth({ title: late.title, before: before.title }),
        places: section.places,
        key: String(section.id),
      });
    }
    return { drafts, passed: known.length - drafts.length, notAssessable: 0 };
  },
};
