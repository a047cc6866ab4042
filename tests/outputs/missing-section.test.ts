/** What is lacking in a section that is not there is listed under that section's official title in every output. */
import { expect, it } from 'vitest';
import { findingRows } from '../../src/shared/outputs/finding-table.ts';
import { toHtml } from '../../src/shared/outputs/html.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import { noticeContent } from '../../src/shared/outputs/notice-content.ts';
import { toSarif } from '../../src/shared/outputs/sarif.ts';
import { reportText } from '../../src/shared/outputs/text.ts';
import { generateReport } from '../generator/generate.ts';
import { sectionMissing } from '../generator/plant.ts';
import { Random } from '../generator/random.ts';
import { toTxt } from '../generator/render-txt.ts';
import { book, check } from '../support/compare.ts';

const title = '六、其他需要报告的事项';
const language = 'zh-CN';

it('the sixth section is missing, and with it the statement of fees', async () => {
  const planted = sectionMissing('other')(generateReport({ seed: 13, year: 2023 }), new Random(1));
  const text = toTxt((planted as NonNullable<typeof planted>).model, 'tab-lines');
  const outcome = await check(new TextEncoder().encode(text), 'report.txt');
  const result = resultOf(outcome, 'report.txt', '0'.repeat(64), language);
  const lacking = result.findings.filter(({ section }) => section === 'other');
  expect(lacking.map(({ rule }) => rule)).toEqual(['structure.section-missing', 'text.fee-statement']);

  const sections = [...findingRows(result, { language, book })].map(({ section }) => section);
  expect(sections.filter((one) => one === title)).toHaveLength(2);
  const choice = { verdicts: {}, choice: 'open', issuer: '', deadline: null, date: '2024-03-05' } as const;
  const notice = noticeContent(result, { language, book, ...choice });
  expect(notice.findings.filter(({ section }) => section === title)).toHaveLength(2);
  expect(reportText(result, { language, book, color: false }).split(`${title}\n`)).toHaveLength(2);
  const page = toHtml([result], { language, book, version: '0', printedAt: '2024-03-05' });
  expect(page.split(`<td class="place">${title}<br>`)).toHaveLength(3);
  const log = toSarif([result], { language, book, version: '0', separator: '/' });
  expect(log.split(`"fullyQualifiedName": "${title} / `)).toHaveLength(3);
});
