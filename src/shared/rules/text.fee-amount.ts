/**
 * text.fee-amount: the handling fee actually received, as the text states it, exceeds the 行政事业性收费 of table 二
 * (edition 2021), of which it is a part.
 */
import { placesOfSpan, quoteOf, readText } from '../text/index.ts';
import type { Draft, Rule } from './rule.ts';
import { perLanguage } from './rule.ts';
import { cellsInWords, printed, tableFigure } from './text-claims.ts';

const received =
  /(?:实际收取|实收)[^,;。]{0,20}$|^(?:(?:19|20)\d\d年度?|本年度?|全年|共|累计|[我本](?:单位|机关|[局委办厅院镇乡县区市])|(?:因)?(?:办理)?依申请公开(?:政府信息)?|的)*收取(?:了|的)?(?:政府信息公开)?(?:信息处理费|(?:检索|复制|邮寄|、|和|等)+(?:费用|费))[^,;。]{0,8}$/;
/** In tens of thousands of yuan. */
const scale = 10_000;

export const textFeeAmount: Rule = {
  id: 'text.fee-amount',
  check({ report, form }) {
    const drafts: Draft[] = [];
    let passed = 0;
    let notAssessable = 0;
    if ((report.tables.proactive?.edition ?? report.edition) !== '2021' || !form)
      return { drafts, passed, notAssessable };
    for (const reading of readText(report)) {
      const amounts = reading.quantities.filter(({ unit }) => unit === '元');
      if (amounts.length === 0 || !/信息处理费|收费通知|依申请公开/.test(reading.text)) continue;
      for (const figure of amounts) {
        if (figure.comparison || figure.ofOtherYear) continue;
        if (!received.test(reading.plain.slice(figure.before.start, figure.start))) continue;
        const table = tableFigure(report, ['proactive.fees.amount']);
        if (!table) {
          notAssessable++;
          continue;
        }
        // The table may round to whole yuan.
        if (figure.low <= table.value * scale + 0.5) {
          passed++;
          continue;
        }
        const span = { start: figure.labelStart, end: figure.end };
        const quote = quoteOf(reading, span);
        drafts.push({
          section: reading.section,
          cells: table.cells,
          expected: table.value,
          actual: figure.value / scale,
          quote,
          values: perLanguage((language) => ({
            quote,
            yuan: printed(figure.value),
            amount: printed(figure.value / scale),
            cells: cellsInWords(table.cells, form, language),
            expected: printed(table.value),
          })),
          places: [...placesOfSpan(reading, span), ...table.places],
          key: `${figure.value}|${table.value}`,
        });
      }
    }
    return { drafts, passed, notAssessable };
  },
};
