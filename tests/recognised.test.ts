/**
 * A scan with the text that a program recognised on it (tests/fixtures/pdf/recognised: the pages of a kept report as
 * pictures, its words over them without being painted): read in full, and said once to be as recognised.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toHtml } from '../src/shared/outputs/html.ts';
import { resultOf } from '../src/shared/outputs/json.ts';
import { reportText } from '../src/shared/outputs/text.ts';
import { stateWord } from '../src/shared/outputs/written.ts';
import type { Truth } from './generator/truth.ts';
import { book, check, differences, root } from './support/compare.ts';

const file = 'tests/fixtures/pdf/recognised/scanned-town-2019.pdf';
const outcome = await check(new Uint8Array(readFileSync(join(root, file))), file);

it('has every cell of the report, and no finding', () => {
  const kept = JSON.parse(readFileSync(join(root, 'tests/fixtures/reports/truth.json'), 'utf8')) as Truth[];
  const truth = kept.find((one) => one.file.endsWith('2019-town-right.pdf')) as Truth;
  expect(differences(outcome, { ...truth, file })).toEqual([]);
  expect(outcome.findings).toEqual([]);
});

it.each([
  ['zh-CN', '第 1–3 页是扫描图像，文字由识别软件（OCR）得出', '按识别文字核查'],
  ['en', 'Scanned pages with recognised text (OCR): 1–3.', 'recognised text'],
] as const)('says so once in %s', (language, sentence, state) => {
  const result = resultOf(outcome, file, null, language);
  expect(result.problems).toMatchObject([{ code: 'page-scanned', recognised: true, location: { page: 1 } }]);
  expect(stateWord(result, language)).toBe(state);
  const printed = {
    text: reportText(result, { language, book, color: false }).replace(/\n\s*/g, language === 'en' ? ' ' : ''),
    html: toHtml([result], { language, version: '0.1.0', book, printedAt: '2024-03-05' }),
  };
  for (const page of Object.values(printed)) expect(page.split(sentence)).toHaveLength(2);
});
