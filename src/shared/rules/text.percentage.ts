/**
 * text.percentage: a stated share is not the quotient of the figures that it is stated of. Rounding and cutting off
 * to the decimals that are printed is no fault, and where the words leave open which whole is meant, nothing is said
 * unless it is wrong of each.
 */
import type { Location } from '../document/location.ts';
import type { CellId } from '../form/ids.ts';
import {
  type Figure,
  isQuotient,
  measureOf,
  placesOfSpan,
  quoteOf,
  type Reading,
  ratesIn,
  readText,
  requestTotalsAt,
  type Surroundings,
  sharesIn,
  surroundingsOf,
  tableShareOf,
} from '../text/index.ts';
import type { Language } from './finding.ts';
import type { Draft, Rule, RuleContext, RuleResult } from './rule.ts';
import { perLanguage } from './rule.ts';
import { cellsInWords, compare, printed, tableFigure } from './text-claims.ts';

export const textPercentage: Rule = {
  id: 'text.percentage',
  check(context) {
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    const around = surroundingsOf(context.report);
    for (const reading of readText(context.report)) {
      // 200条，网站120条，占60%，微信80条，占30%: the whole of one share is that of the next.
      let settled: Figure | null = null;
      for (const { share, part, wholes, sure: named } of [...sharesIn(reading), ...ratesIn(reading)]) {
        const right = wholes.filter((each) => isQuotient(share, part, each));
        const again = settled && !named && wholes.includes(settled) && right.length === 0;
        const whole: Figure | undefined = again && settled ? settled : wholes[0];
        const sure = named || again;
        if (right.length === 1) settled = right[0] ?? null;
        const ofAll = around ? totalOfTable(reading, share, part, around, context) : null;
        if (right.length > 0 || ofAll?.agrees) passed++;
        else if (wholes.length === 0 && ofAll?.total) drafts.push(statedOf(reading, share, part, ofAll.total, context));
        else if (!sure || !whole || whole.value === 0) notAssessable++;
        else drafts.push(statedOf(reading, share, part, wholeInText(reading, whole), context));
      }
      const ofTable = around ? shareOfTable(reading, around, context) : null;
      if (!ofTable) continue;
      drafts.push(...ofTable.drafts);
      passed += ofTable.passed;
      notAssessable += ofTable.notAssessable;
    }
    return { drafts, passed, notAssessable };
  },
};

/** What a share is stated of, and how the message calls it. */
interface Whole {
  readonly value: number;
  readonly words: (language: Language) => string;
  readonly source: 'text' | 'table';
  readonly places: readonly Location[];
  readonly cells?: readonly CellId[];
}

function wholeInText(reading: Reading, whole: Figure): Whole {
  return {
    value: whole.value,
    words: (language) => inUnit(whole.value, whole.unit, language),
    source: 'text',
    places: placesOfSpan(reading, whole),
  };
}

/**
 * 予以公开和部分公开748件，占58.5%: whether it is the share of the requests finished or received, whose number the table
 * holds; and that number, where the part is a kind of request that agrees with the table.
 */
function totalOfTable(
  reading: Reading,
  share: Figure,
  part: Figure,
  around: Surroundings,
  { report, form }: RuleContext,
): { readonly agrees: boolean; readonly total: Whole | null } {
  const totals = requestTotalsAt(reading, part, around).map((sum) => tableFigure(report, sum));
  const agrees = totals.some((total) => total && total.value > 0 && isQuotient(share, part, exactly(total.value)));
  const measure = measureOf(reading, reading.quantities.indexOf(part), around);
  const [finished, newly] = totals;
  const total = measure?.kind === 'result' ? finished : measure?.kind === 'applicant' ? newly : undefined;
  const own = measure && compare(report, measure, part.low, part.high);
  if (!total || total.value === 0 || !form || !own?.agrees) return { agrees, total: null };
  return {
    agrees,
    total: {
      value: total.value,
      words: (language) => `${cellsInWords(total.cells, form, language)} ${inUnit(total.value, '件', language)}`,
      source: 'table',
      places: total.places,
      cells: total.cells,
    },
  };
}

function inUnit(value: number, unit: string, language: Language): string {
  return `${printed(value)}${language === 'zh-CN' ? ` ${unit}` : ''}`;
}

function statedOf(reading: Reading, share: Figure, part: Figure, whole: Whole, { text }: RuleContext): Draft {
  const span = { start: Math.min(part.labelStart, share.start), end: share.end };
  const quote = quoteOf(reading, span);
  const right = (part.value / whole.value) * 100;
  return {
    section: reading.section,
    ...(whole.cells ? { cells: whole.cells } : {}),
    expected: rounded(right, share),
    actual: share.value,
    quote,
    values: perLanguage((language) => ({
      quote,
      stated: printed(share.value),
      part: inUnit(part.value, part.unit, language),
      whole: whole.words(language),
      right: String(rounded(right, share)),
      source: text.words[language][whole.source] ?? '',
    })),
    places: [...placesOfSpan(reading, span), ...whole.places],
    key: `${part.value}/${whole.value}|${share.value}`,
  };
}

/** 自然人申请占本年新收申请的85.9%: both figures are the table's. */
function shareOfTable(reading: Reading, around: Surroundings, { report, form, text }: RuleContext): RuleResult {
  const drafts: Draft[] = [];
  let passed = 0;
  let notAssessable = 0;
  for (const [index, share] of reading.quantities.entries()) {
    const named = tableShareOf(reading, index, around);
    if (!named || !form) continue;
    const pairs = named.map(({ part, whole }) => ({
      part: tableFigure(report, part),
      whole: tableFigure(report, whole),
    }));
    const [first] = pairs;
    if (!first?.part || !first.whole || first.whole.value === 0) {
      notAssessable++;
      continue;
    }
    const agrees = pairs.some(
      ({ part, whole }) =>
        part && whole && whole.value > 0 && isQuotient(share, exactly(part.value), exactly(whole.value)),
    );
    if (agrees) {
      passed++;
      continue;
    }
    const { part, whole } = first;
    const span = { start: share.labelStart, end: share.end };
    const quote = quoteOf(reading, span);
    const right = (part.value / whole.value) * 100;
    drafts.push({
      section: reading.section,
      cells: [...part.cells, ...whole.cells],
      expected: rounded(right, share),
      actual: share.value,
      quote,
      values: perLanguage((language) => ({
        quote,
        stated: printed(share.value),
        part: `${cellsInWords(part.cells, form, language)} ${printed(part.value)}${language === 'zh-CN' ? ' 件' : ''}`,
        whole: `${cellsInWords(whole.cells, form, language)} ${printed(whole.value)}${language === 'zh-CN' ? ' 件' : ''}`,
        right: String(rounded(right, share)),
        source: text.words[language].table ?? '',
      })),
      places: [...placesOfSpan(reading, span), ...part.places, ...whole.places],
      key: `${part.cells.join(' ')}|${share.value}`,
    });
  }
  return { drafts, passed, notAssessable };
}

function exactly(value: number): { low: number; high: number } {
  return { low: value, high: value };
}

/** To the decimals of the stated share. */
function rounded(value: number, share: Figure): number {
  const decimals = Math.min(4, Math.max(0, Math.round(-Math.log10(2 * (share.high - share.value) || 0.1))));
  return Number(value.toFixed(decimals));
}
