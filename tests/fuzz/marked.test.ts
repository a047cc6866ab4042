/** Spoiled reports that still can be read: marked copies say the same as before, or are refused in words. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { resultOf } from '../../src/shared/outputs/json.ts';
import { toMarkedDocx } from '../../src/shared/outputs/marked-docx.ts';
import { toMarkedPdf } from '../../src/shared/outputs/marked-pdf.ts';
import { Refused } from '../../src/shared/outputs/refused.ts';
import { Random } from '../generator/random.ts';
import { markOptions, realFiles } from '../outputs/marked-results.ts';
import { check } from '../support/compare.ts';
import { seedsFrom } from './fuzz.ts';
import { spoilBytes, spoilPieces } from './mutate.ts';

const docx = realFiles('docx').filter(({ name }) => name.includes('faults') || name.includes('有误'));
const pdf = realFiles('pdf').filter(({ name }) => name.includes('faults') || name.includes('有误'));

const strangers = [
  '<w:p/>',
  '<w:ins w:id="1"><w:r><w:t xml:space="preserve"> 7</w:t></w:r></w:ins>',
  '<w:r><w:t>A&amp;B</w:t><w:tab/><w:t>7</w:t></w:r>',
  '<w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>',
  '<w:fldChar w:fldCharType="begin"/>',
  '<w:commentRangeStart w:id="0"/>',
  '<![CDATA[七]]>',
  '<!-- a -->',
  '<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>',
  '&#x1F600;',
];

/** What went wrong; null where the copy is as it should be, 'refused' where none was made, 'unread' where none can be. */
async function faultOf(bytes: Uint8Array, name: string): Promise<string | null> {
  const outcome = await check(bytes, name);
  const report = resultOf(outcome, name, null, 'zh-CN');
  if (report.status === 'unreadable' || report.findings.length === 0) return 'unread';
  let marked: Uint8Array;
  try {
    marked = (report.format === 'docx' ? toMarkedDocx : toMarkedPdf)(bytes, report, markOptions);
  } catch (error) {
    if (error instanceof Refused) return 'refused';
    throw error;
  }
  const again = await check(marked, name);
  return JSON.stringify(again.document) === JSON.stringify(outcome.document) ? null : 'another document';
}

it('DOCX with other tags than they should have', async () => {
  const answers: (string | null)[] = [];
  for (const seed of seedsFrom(1, 60)) {
    const random = new Random(seed);
    const parts = unzipSync(random.pick(docx).bytes);
    const text = strFromU8(parts['word/document.xml'] as Uint8Array);
    const pieces = text.split(random.pick([/(?=<w:r>)/, /(?=<w:p>)/, /(?=<)/]));
    const spoiled = strToU8(spoilPieces(pieces, random, strangers).join(''));
    const bytes = zipSync({ ...parts, 'word/document.xml': spoiled }, { level: 1 });
    const answer = await faultOf(bytes, `${seed}.docx`);
    expect(answer, `seed ${seed}`).not.toBe('another document');
    answers.push(answer);
  }
  // Enough of them can still be read and are marked.
  expect(answers.filter((answer) => answer === null).length).toBeGreaterThan(10);
}, 120_000);

it('PDF with other bytes than they should have', async () => {
  const answers: (string | null)[] = [];
  for (const seed of seedsFrom(1, 40)) {
    const random = new Random(seed);
    const file = random.pick(pdf);
    const answer = await faultOf(spoilBytes(file.bytes, random), `${seed}.pdf`);
    expect(answer, `seed ${seed}`).not.toBe('another document');
    answers.push(answer);
  }
  expect(answers).toContain(null);
  expect(answers).toContain('refused');
}, 120_000);
