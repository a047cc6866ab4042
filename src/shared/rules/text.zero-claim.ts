/**
 * text.zero-claim: the text says that there were none (未收到…申请, 无行政复议和行政诉讼, 均为0), or that all were
 * finished (全部办结), and the table says otherwise.
 */
import { claimsIn, placesOfSpan, quoteOf, readText, surroundingsOf } from '../text/index.ts';
import type { Draft, Rule } from './rule.ts';
import { perLanguage } from './rule.ts';
import { cellsInWords, printed, tableFigure } from './text-claims.ts';

export const textZeroClaim: Rule = {
  id: 'text.zero-claim',
  check({ report, form, text }) {
    const around = surroundingsOf(report);
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    for (const reading of around && form ? readText(report) : []) {
      for (const claim of around && form ? claimsIn(reading, around) : []) {
        const table = tableFigure(report, claim.cells);
        if (!table || !form) notAssessable++;
        else if (table.value === 0) passed++;
        else {
          const quote = quoteOf(reading, claim);
          drafts.push({
            section: reading.section,
            cells: table.cells,
            expected: table.value,
            actual: 0,
            quote,
            values: perLanguage((language) => ({
              quote,
              cells: cellsInWords(table.cells, form, language),
              expected: printed(table.value),
              unit: claim.kind === 'fee' ? ' 万元' : language === 'zh-CN' ? ' 件' : '',
              claim: text.words[language][claim.kind === 'finished' ? 'finished' : 'none'] ?? '',
            })),
            places: [...placesOfSpan(reading, claim), ...table.places],
            key: `${claim.kind}|${table.cells.join(' ')}|${table.value}`,
          });
        }
      }
    }
    return { drafts, passed, notAssessable };
  },
};
