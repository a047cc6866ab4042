/**
 * Compares what the program found in a generated report with what was put into it: every cell, unit, year,
 * edition, sections; every planted fault reported; nothing else reported as an error or a warning.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckOutcome, type CheckTools, checkFile } from '../../src/shared/check.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import type { PdfEngine } from '../../src/shared/readers/pdf/engine.ts';
import { createPdfiumEngine } from '../../src/shared/readers/pdf/pdfium.ts';
import { ruleBook } from '../../src/shared/rules/built-in.ts';
import { rules } from '../../src/shared/rules/run-rules.ts';
import { judge } from '../generator/judge.ts';
import type { Truth } from '../generator/truth.ts';

export const root = join(import.meta.dirname, '..', '..');
export const book = ruleBook();
let engine: Promise<PdfEngine> | null = null;

export const tools: CheckTools = {
  book,
  limits: defaultLimits,
  pdfEngine: () => {
    engine ??= createPdfiumEngine(
      new Uint8Array(readFileSync(join(root, 'node_modules', '@embedpdf', 'pdfium', 'dist', 'pdfium.wasm'))),
    );
    return engine;
  },
};

export function check(bytes: Uint8Array, name: string): Promise<CheckOutcome> {
  return checkFile(bytes, name, tools);
}

const known = new Set(rules.map((rule) => rule.id));

/** What differs, one sentence each; empty where all agrees. Faults for which there is no rule yet are left out. */
export function differences(outcome: CheckOutcome, truth: Truth): string[] {
  const result = resultOf(outcome, truth.file, null, 'zh-CN');
  if (result.error) return [`unreadable: ${result.error.code}`];
  const { misread, cells, missed, falseAlarms } = judge(truth, result);
  return [
    ...misread,
    ...cells,
    ...missed
      .filter(({ rule, or }) => known.has(rule) || (or !== undefined && known.has(or)))
      .map(({ rule, section, cells: named }) => `not reported: ${rule} ${section ?? ''} ${named?.join(' ') ?? ''}`),
    ...falseAlarms
      .filter(({ severity }) => severity !== 'info')
      .map(({ severity, rule, message }) => `false ${severity} ${rule}: ${message}`),
  ];
}
