/**
 * The checker from its sources under plain Node: rule packs are parsed here with the yaml package, because what the
 * build does with them (a loader plugin) is not there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { zip } from '../../src/main/services/zip-tools.ts';
import { type CheckOutcome, type CheckTools, checkFile } from '../../src/shared/check.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import type { PdfEngine } from '../../src/shared/readers/pdf/engine.ts';
import { createPdfiumEngine } from '../../src/shared/readers/pdf/pdfium.ts';
import { makeRuleBook, type RulePack } from '../../src/shared/rules/pack.ts';

export const root = join(import.meta.dirname, '..', '..');
const packs = join(root, 'resources', 'rules');

const book = makeRuleBook(
  readdirSync(packs)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => parse(readFileSync(join(packs, name), 'utf8')) as RulePack),
);
let engine: Promise<PdfEngine> | undefined;

const tools: CheckTools = {
  book,
  limits: defaultLimits,
  zip,
  pdfEngine: () => {
    engine ??= createPdfiumEngine(readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')));
    return engine;
  },
};

/** Reading and checking of one file, warm: as a worker of the pool does it. */
export function check(bytes: Uint8Array, name: string): Promise<CheckOutcome> {
  return checkFile(bytes, name, tools);
}
