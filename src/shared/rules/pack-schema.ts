/**
 * What a rule pack may hold. Built-in packs are checked against it by the tests and when the program is
 * built, packs of the user when they are loaded (load-pack.ts); nothing else imports it at run time.
 */
import { z } from 'zod';
import { editionIds, sectionIds } from '../form/ids.ts';

const words = z.string().min(1);
const bilingual = z.strictObject({ 'zh-CN': z.string(), en: z.string() });
const share = z.number().min(0).max(1);
const id = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)?$/, 'a row or column id such as granted or refused.stateSecret');
const ruleId = z.string().regex(/^[a-z]+\.[a-z]+(?:-[a-z]+)*$/, 'a rule id such as requests.balance');

const row = z.strictObject({
  id,
  label: words,
  short: words.optional(),
  tolerated: z.array(words).optional(),
  variants: z.array(words).optional(),
  parents: z.array(words).optional(),
  subRows: z.boolean().optional(),
});

const column = z.strictObject({
  id,
  label: words,
  tolerated: z.array(words).optional(),
  variants: z.array(words).optional(),
  parents: z.array(words).optional(),
  unit: z.enum(['count', 'change', 'amount']),
});

const table = z.strictObject({
  name: words,
  layout: z.enum(['rows', 'groups']),
  furniture: z.array(words).optional(),
  blocks: z
    .array(z.strictObject({ heading: words.optional(), rows: z.array(row).min(1), columns: z.array(column).min(1) }))
    .min(1),
});

const rule = z.strictObject({
  severity: z.enum(['error', 'warning', 'info', 'off']).optional(),
  /** One text stands in both languages. */
  basis: z.union([words, z.strictObject({ 'zh-CN': words, en: words })]).optional(),
  message: bilingual.partial().optional(),
  words: z
    .strictObject({ 'zh-CN': z.record(z.string(), z.string()), en: z.record(z.string(), z.string()) })
    .partial()
    .optional(),
});

export const rulePackSchema = z.strictObject({
  id: words,
  name: words,
  sections: z
    .array(
      z.strictObject({
        id: z.enum(sectionIds),
        title: words.optional(),
        tolerated: z.array(words).optional(),
        variants: z.array(words).optional(),
        holds: bilingual.optional(),
      }),
    )
    .optional(),
  edition: z
    .strictObject({
      id: z.enum(editionIds),
      years: z.strictObject({ from: z.int(), to: z.int().optional() }),
      tables: z.strictObject({ proactive: table, requests: table, litigation: table }),
    })
    .optional(),
  topics: z
    .array(z.strictObject({ name: words, words: z.array(words).min(1), headings: z.array(words).min(1) }))
    .optional(),
  thresholds: z
    .strictObject({
      amountInYuan: z.number().positive(),
      amountInYuanOfGovernment: z.number().positive(),
      likeness: share,
      likenessOfWhole: share,
      likenessFromCharacters: z.int().positive(),
      formulaUnits: z.int().min(2),
      formulaShare: share,
    })
    .partial()
    .optional(),
  formulas: z.array(words).optional(),
  rules: z.record(ruleId, rule).optional(),
  labels: z.array(z.strictObject({ label: words, tolerated: z.array(words).min(1) })).optional(),
  equations: z
    .array(z.strictObject({ rule: ruleId, equation: words, editions: z.array(z.enum(editionIds)).min(1).optional() }))
    .optional(),
  phrases: z
    .array(z.strictObject({ rule: ruleId, section: z.enum(sectionIds).optional(), words: z.array(words).min(1) }))
    .optional(),
});

/** The same as a JSON Schema, by which editors complete and check a pack while it is written. */
export function rulePackJsonSchema(): object {
  return { title: 'Gouji rule pack', ...z.toJSONSchema(rulePackSchema) };
}

export type RulePack = z.infer<typeof rulePackSchema>;
export type TableEntry = z.infer<typeof table>;
