/**
 * text.fee-statement: a report on 2020 or later says nothing of the information handling fee. The statement belongs
 * in section 六, but one that stands elsewhere in the report is a statement all the same: to ask for it then would
 * be wrong of the report, and where it stands is for the reader to judge.
 */
import { isIncomplete, placesOf } from '../document/document.ts';
import type { Location } from '../document/location.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import { passageSigns, readText } from '../text/index.ts';
import type { Gap } from './finding.ts';
import type { Rule } from './rule.ts';

/** 国办函〔2020〕109号 asks for it since the reports on this year. */
const firstYear = 2020;
const statement =
  /信息处理费|收费通知|(?:收取|产生|减免)[^,;。]{0,12}(?:费用|收费|处理费|检索费|复制费)|(?:未|没有|不|无)[^,;。]{0,8}(?:收费|收取费)|免费提供|费用(?:收取|减免)/;
const feeSign = passageSigns.for('费', statement);

export const textFeeStatement: Rule = {
  id: 'text.fee-statement',
  check({ report, text }) {
    if (report.year === null || report.year < firstYear) return { drafts: [], passed: 0, notAssessable: 0 };
    const readings = readText(report);
    const isStated = readings.some(
      (reading) => reading.held & feeSign && statement.test(reading.text.replaceAll('行政事业性收费', '')),
    );
    if (isStated) return { drafts: [], passed: 1, notAssessable: 0 };
    // A page that could not be read may hold it.
    const unread = isIncomplete(report.problems);
    if (unread) return { drafts: [], passed: 0, notAssessable: 1 };
    const year = String(report.year);
    return {
      drafts: [
        {
          section: 'other',
          values: { 'zh-CN': { year }, en: { year } },
          places: [placeFor(report)],
          gap: {
            side: 'after',
            title: text.words['zh-CN'].title ?? '',
            holds: { 'zh-CN': text.words['zh-CN'].holds ?? '', en: text.words.en.holds ?? '' },
          } satisfies Gap,
          key: year,
        },
      ],
      passed: 0,
      notAssessable: 0,
    };
  },
};

/** The last paragraph of section 六, its heading where it is empty, or the end of a report without it. */
function placeFor(report: AnnualReport): Location {
  const last = report.paragraphs.findLast(({ section }) => section === 'other');
  if (last) return placesOf(last.paragraph, last.start).at(-1) as Location;
  return report.sections.find(({ id }) => id === 'other')?.places.at(-1) ?? report.end;
}
