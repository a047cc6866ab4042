/**
 * cell.amount-precision: edition 2019's 采购总金额 without the four decimals it asks for where it is not
 * whole, an amount with more than six decimals (less than a fen), or one so large that 元 for 万元 is likely.
 */
import { cellName, sectionOf } from './names.ts';
import { type Draft, fill, perLanguage, type Rule } from './rule.ts';

/** 万元 with six decimals is one fen. */
const mostDecimals = 6;
const government = /人民政府$/;

export const cellAmountPrecision: Rule = {
  id: 'cell.amount-precision',
  check({ report, form, book, text }) {
    const drafts: Draft[] = [];
    let passed = 0;
    const limit = government.test(report.unit ?? '')
      ? book.thresholds.amountInYuanOfGovernment
      : book.thresholds.amountInYuan;
    for (const [key, { reading, raw, location }] of Object.entries(report.tables.proactive?.cells ?? {})) {
      const cellId = `proactive.${key}`;
      if (reading.kind !== 'number' || !form) continue;
      const name = cellName(cellId, form);
      if (name.unit !== 'amount') continue;
      const { value, decimals } = reading;
      const fault =
        value >= limit
          ? { word: 'yuan', written: String(value / 10_000) }
          : decimals > mostDecimals
            ? { word: 'many', written: '' }
            : key === 'procurement.amount' && !Number.isInteger(value) && decimals !== 4
              ? { word: 'four', written: value.toFixed(4) }
              : null;
      if (!fault || (fault.word === 'four' && decimals > 4)) {
        passed++;
        continue;
      }
      const values = {
        ...fault,
        decimals: String(decimals),
        billions: String(Math.round(value / 100) / 100),
        found: raw,
      };
      drafts.push({
        section: sectionOf('proactive'),
        cells: [cellId],
        quote: raw,
        values: perLanguage((language) => {
          const words = text.words[language];
          return {
            table: name.table.name,
            place: fill(words.cell ?? '', { row: name.row, column: name.column }),
            found: raw,
            fault: fill(words[fault.word] ?? '', values),
          };
        }),
        places: [location],
        key: `${cellId}|${raw}`,
      });
    }
    return { drafts, passed, notAssessable: 0 };
  },
};
