/** docs/report.schema.json: it is made from the schema, the schema is the contract's types, and real output passes it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import type { CheckResult } from '../../src/shared/outputs/contract.ts';
import { checkResultSchema, reportJsonSchema } from '../../src/shared/outputs/contract-schema.ts';
import { checkResult } from '../../src/shared/outputs/json.ts';
import { root } from '../support/compare.ts';
import { generatedResults, hostileResult, sampleResults } from '../support/results.ts';

type Mutable<T> = T extends readonly (infer U)[]
  ? number extends T['length']
    ? Mutable<U>[]
    : { -readonly [Key in keyof T]: Mutable<T[Key]> }
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

it('the schema and the types say the same', () => {
  expectTypeOf<z.infer<typeof checkResultSchema>>().toEqualTypeOf<Mutable<CheckResult>>();
  expectTypeOf<Mutable<CheckResult>>().toExtend<z.infer<typeof checkResultSchema>>();
});

it('is the one in docs (mend it with: node scripts/report-schema.ts)', () => {
  const published: unknown = JSON.parse(readFileSync(join(root, 'docs', 'report.schema.json'), 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
});

it('all samples, generated reports with every planted fault and a hostile one pass it, and none has a field beyond it', async () => {
  const generated = (await generatedResults(80)).map(({ result }) => result);
  const reports = [...(await sampleResults()), ...generated, hostileResult()];
  const printed: unknown = JSON.parse(JSON.stringify(checkResult(reports, '0.0.0')));
  // A field that the schema does not know would be missing from what it hands on.
  expect(checkResultSchema.parse(printed)).toEqual(printed);
});

it.each<[string, (report: Record<string, unknown>) => void]>([
  ['a field that is missing', (report) => delete report.checks],
  ['an unknown status', (report) => Object.assign(report, { status: 'fine' })],
  ['a place of no format', (report) => Object.assign(report, { sections: [{ id: null, title: 'x', location: {} }] })],
])('%s does not pass', async (_, spoil) => {
  const report = JSON.parse(JSON.stringify(hostileResult()));
  spoil(report);
  expect(checkResultSchema.safeParse(checkResult([report], '0.0.0')).success).toBe(false);
});
