/** text.growth: a stated growth does not agree with this year's and last year's figures, where the text gives both. */
import { growthIn, isGrowth, placesOfSpan, quoteOf, readText } from '../text/index.ts';
import type { Draft, Rule } from './rule.ts';
import { perLanguage } from './rule.ts';
import { printed } from './text-claims.ts';

export const textGrowth: Rule = {
  id: 'text.growth',
  check({ report, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    for (const reading of readText(report)) {
      for (const growth of growthIn(reading)) {
        if (isGrowth(growth)) {
          passed++;
          continue;
        }
        const { rate, rises, current, previous, previousFigure, fromChange } = growth;
        const middle = (previous.low + previous.high) / 2;
        const inPercent = rate.unit === '%';
        const right = inPercent ? (current.value / middle - 1) * 100 : current.value - middle;
        const start = Math.min(current.labelStart, previousFigure.labelStart, rate.labelStart);
        const span = { start, end: Math.max(rate.end, current.end) };
        const quote = quoteOf(reading, span);
        const decimals = Number.isInteger(rate.value) ? 0 : 1;
        drafts.push({
          section: reading.section,
          expected: Number(right.toFixed(decimals)),
          actual: rises ? rate.value : -rate.value,
          quote,
          values: perLanguage((language) => {
            const words = text.words[language];
            const unit = language === 'zh-CN' ? ` ${current.unit}` : '';
            return {
              quote,
              current: `${printed(current.value)}${unit}`,
              previous: `${printed(middle)}${unit}${fromChange ? (words.derived ?? '') : ''}`,
              right: `${words[right < 0 ? 'fall' : 'rise'] ?? ''} ${printed(Math.abs(Number(right.toFixed(decimals))))}${inPercent ? '%' : unit}`,
              stated: `${words[rises ? 'rise' : 'fall'] ?? ''} ${printed(rate.value)}${inPercent ? '%' : unit}`,
            };
          }),
          places: [...placesOfSpan(reading, span), ...placesOfSpan(reading, rate)],
          key: `${current.value}/${middle}|${rises ? '+' : '-'}${rate.value}`,
        });
      }
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
