/**
 * text.table-conflict: a figure in running text that names a table's quantity differs from the table. Where several
 * readings of the words are reasonable, it fires only if none of them agrees.
 */
import {
  type Figure,
  measureOf,
  placesOfSpan,
  quoteOf,
  type Reading,
  readText,
  type Span,
  surroundingsOf,
} from '../text/index.ts';
import type { Draft, Rule } from './rule.ts';
import { perLanguage } from './rule.ts';
import { cellsInWords, compare, printed } from './text-claims.ts';

/** Longest quotation, in characters. */
const longestQuote = 40;
/** Of it, the noun behind the number. */
const longestNoun = 30;

export const textTableConflict: Rule = {
  id: 'text.table-conflict',
  check({ report, form }) {
    const around = surroundingsOf(report);
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    for (const reading of around && form ? readText(report) : []) {
      for (const [index, figure] of reading.quantities.entries()) {
        const measure = around && measureOf(reading, index, around);
        if (!measure || !form || isZeroClaim(reading, figure)) continue;
        const scale = figure.unit === '元' ? 10_000 : 1;
        const sums = measure.each ? (measure.readings[0] ?? []).map((cell) => [cell]) : [null];
        const results = sums.map((sum) =>
          compare(report, sum ? { ...measure, readings: [sum] } : measure, figure.low, figure.high, scale),
        );
        if (results.includes(null)) {
          notAssessable++;
          continue;
        }
        const wrong = results.find((result) => result && !result.agrees);
        if (!wrong) {
          passed++;
          continue;
        }
        const { table } = wrong;
        const start = Math.max(figure.labelStart, figure.start - longestQuote);
        const end = Math.min(measure.namedTo ?? figure.end, figure.end + longestNoun);
        const span: Span = { start: Math.min(start, figure.start), end };
        const quote = quoteOf(reading, span);
        const actual = figure.value / scale;
        const unit = scale === 1 ? figure.unit : '万元';
        drafts.push({
          section: reading.section,
          cells: table.cells,
          expected: table.value,
          actual,
          quote,
          values: perLanguage((language) => ({
            quote,
            actual: printed(actual),
            unit: language === 'zh-CN' ? ` ${unit}` : unit === '万元' ? ' 万元' : '',
            cells: cellsInWords(table.cells, form, language),
            expected: printed(table.value),
            difference: printed(Math.abs(table.value - actual)),
          })),
          places: [...placesOfSpan(reading, span), ...table.places],
          key: `${measure.kind}|${table.cells.join(' ')}|${actual}|${table.value}`,
        });
      }
    }
    return { drafts, passed, notAssessable };
  },
};

/** 均为0件 is text.zero-claim. */
function isZeroClaim({ plain }: Reading, figure: Figure): boolean {
  return figure.value === 0 && /[均都皆](?:为|是)?$/.test(plain.slice(figure.before.start, figure.start));
}
