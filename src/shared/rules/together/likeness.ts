/**
 * Running text that is largely another report's: likeness.previous-year (the unit's own of the year before) and
 * likeness.other-unit. text-index.ts says how the share is taken.
 */
import type { Location } from '../../document/location.ts';
import { inBoth, type RuleResult } from '../rule.ts';
import type { ReportDigest } from './digest.ts';
import type { Alike, TextPassage } from './text-index.ts';
import { nothing, type TogetherContext, type TogetherRule } from './together-rule.ts';

/** Longest quote, in characters. */
const longestQuote = 120;

export const likenessPreviousYear: TogetherRule = {
  id: 'likeness.previous-year',
  check(context) {
    const { previous, digest, index, run } = context;
    if (previous.length === 0) return nothing;
    const worthComparing = previous.filter((other) => run.texts().isCandidate(index, other));
    return result(context, worthComparing, (alike) => ({
      values: { ...valuesOf(alike), year: String((digest.year as number) - 1) },
      key: 'previous-year',
    }));
  },
};

export const likenessOtherUnit: TogetherRule = {
  id: 'likeness.other-unit',
  check(context) {
    const { index, run } = context;
    const unit = run.units[index] ?? null;
    if (run.unitCount < (unit === null ? 1 : 2)) return nothing;
    if (unit === null) return { ...nothing, notAssessable: 1 };
    return result(context, run.texts().candidates(index), (alike) => {
      const other = run.digests[alike.other] as ReportDigest;
      const values = {
        ...valuesOf(alike),
        unit: other.unit ?? '',
        year: other.year === null ? '' : String(other.year),
      };
      return { values, key: `${run.units[alike.other]}|${other.year}` };
    });
  },
};

function result(
  { digest, index, run, book }: TogetherContext,
  others: readonly number[],
  say: (alike: Alike) => { values: Record<string, string>; key: string },
): RuleResult {
  const texts = run.texts();
  const extent = texts.extentOf(index);
  if (extent === null) return { ...nothing, notAssessable: 1 };
  const { likeness, likenessOfWhole } = book.thresholds;
  let best: Alike | null = null;
  for (const other of others) {
    const alike = texts.compare(index, other);
    if (!best || alike.share > best.share) best = alike;
    if (best.share === 1) break;
  }
  if (!best || best.share < (extent === 'own' ? likeness : likenessOfWhole)) {
    // Of formulas alone, less than a whole copy proves nothing either way.
    return extent === 'own' ? { ...nothing, passed: 1 } : { ...nothing, notAssessable: 1 };
  }
  const { values, key } = say(best);
  const passages = joined(best.passages);
  const places = placesOfPassages(digest, best.passages);
  return {
    drafts: [
      {
        section: null,
        values: inBoth({ ...values, count: String(passages.length) }),
        quote: quoteOf(digest, passages[0] as TextPassage),
        places,
        key,
      },
    ],
    passed: 0,
    notAssessable: 0,
  };
}

function valuesOf({ share, characters }: Alike): Record<string, string> {
  return { percent: String(Math.floor(share * 100)), characters: String(characters) };
}

/** Passages that follow each other with a changed word between them are one to the reader. */
function joined(passages: readonly TextPassage[]): TextPassage[] {
  const list: TextPassage[] = [];
  for (const passage of passages) {
    const before = list.at(-1);
    const near =
      before && before.to.paragraph === passage.from.paragraph && passage.from.offset - before.to.offset <= longestGap;
    if (near) list[list.length - 1] = { ...before, to: passage.to };
    else list.push(passage);
  }
  return list;
}

const longestGap = 12;

/** The paragraphs most of whose compared text is in the passages; the first passage's in any case. */
function placesOfPassages({ paragraphs }: ReportDigest, passages: readonly TextPassage[]): Location[] {
  const common = new Map<number, number>();
  for (const { perParagraph } of passages) {
    for (const [paragraph, count] of perParagraph) common.set(paragraph, (common.get(paragraph) ?? 0) + count);
  }
  const first = (passages[0] as TextPassage).from.paragraph;
  return paragraphs.flatMap(({ text, places }, index) => {
    // Half of what is written, blanks and punctuation counted: about two thirds of the words.
    return index === first || (common.get(index) ?? 0) >= text.length / 2 ? places : [];
  });
}

function quoteOf({ paragraphs }: ReportDigest, { from, to }: TextPassage): string {
  const text = paragraphs[from.paragraph]?.text ?? '';
  const end = to.paragraph === from.paragraph ? to.offset + 1 : text.length;
  const quote = text.slice(from.offset, end).trim();
  return quote.length > longestQuote ? `${quote.slice(0, longestQuote)}……` : quote;
}
