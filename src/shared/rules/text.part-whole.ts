/**
 * text.part-whole: the parts of a whole add up to more than it, or to less where the wording gives the full list.
 * 其中 alone may leave some out.
 */
import { type Figure, partsIn, placesOfSpan, quoteOf, type Reading, readText, sumOf } from '../text/index.ts';
import type { Language } from './finding.ts';
import type { Draft, Rule } from './rule.ts';
import { perLanguage } from './rule.ts';
import { printed } from './text-claims.ts';

const longestName = 16;

export const textPartWhole: Rule = {
  id: 'text.part-whole',
  check({ report, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const reading of readText(report)) {
      for (const { whole, parts, full } of partsIn(reading)) {
        const sum = sumOf(parts);
        // What follows a full list may count the same things once more, in another way.
        const runs = parts.map((_, index) => sumOf(parts.slice(0, index + 1)));
        const complete = parts.length > 1 && runs.some(({ low, high }) => low <= whole.high && high >= whole.low);
        const tooMuch = sum.low > whole.high;
        if (complete || (!tooMuch && !(full && sum.high < whole.low))) {
          passed++;
          continue;
        }
        const span = { start: Math.max(whole.labelStart, whole.start - 30), end: (parts.at(-1) as Figure).end };
        const ordered = {
          start: Math.min(span.start, (parts[0] as Figure).labelStart),
          end: closed(reading, Math.max(span.end, whole.end)),
        };
        const quote = quoteOf(reading, ordered);
        const added = parts.reduce((total, part) => total + part.value, 0);
        drafts.push({
          section: reading.section,
          expected: added,
          actual: whole.value,
          quote,
          values: perLanguage((language) => ({
            whole: printed(whole.value),
            unit: language === 'zh-CN' ? ` ${whole.unit}` : '',
            sum: sumInWords(reading, parts, added, language),
            fault: text.words[language][tooMuch ? 'more' : 'less'] ?? '',
            difference: printed(Math.abs(added - whole.value)),
            quote,
          })),
          places: [
            ...placesOfSpan(reading, ordered),
            ...[whole, ...parts].flatMap((figure) => placesOfSpan(reading, figure)),
          ],
          key: `${whole.value}|${parts.map((part) => part.value).join('+')}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};

/** The parenthesis that closes the list belongs to the words. */
function closed({ plain }: Reading, end: number): number {
  return plain[end] === ')' ? end + 1 : end;
}

/** A 218 条＋B 84 条＝302 条. */
function sumInWords(reading: Reading, parts: readonly Figure[], sum: number, language: Language): string {
  const unit = (figure: Figure) => (language === 'zh-CN' ? ` ${figure.unit}` : '');
  const terms = parts.map((part) => {
    const name = quoteOf(reading, { start: part.labelStart, end: part.labelStart + part.label.length }).trim();
    const short = part.label === '' || name.length > longestName ? '' : `${name} `;
    return `${short}${printed(part.value)}${unit(part)}`;
  });
  return parts.length === 1 ? (terms[0] as string) : `${terms.join('＋')}＝${printed(sum)}${unit(parts[0] as Figure)}`;
}
