/**
 * The whole way on reports whose every cell and fault is known: the kept files of real producers, and random
 * reports with a planted fault, in every way of writing that the generator knows.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateReport } from './generator/generate.ts';
import { toHandmadeDocx } from './generator/ooxml.ts';
import { type Planted, plants } from './generator/plant.ts';
import { Random } from './generator/random.ts';
import { docxVariants, toDocx } from './generator/render-docx.ts';
import { toPdf } from './generator/render-pdf.ts';
import { toTxt, txtStyles } from './generator/render-txt.ts';
import { type Truth, truthOf } from './generator/truth.ts';
import { randomSpelling, respelled } from './generator/variants.ts';
import { check, differences, root } from './support/compare.ts';

const kept = JSON.parse(readFileSync(join(root, 'tests/fixtures/reports/truth.json'), 'utf8')) as Truth[];

describe('kept reports of real producers', () => {
  it.each(kept)('$file', async (truth) => {
    expect(existsSync(join(root, truth.file))).toBe(true);
    const outcome = await check(new Uint8Array(readFileSync(join(root, truth.file))), truth.file);
    expect(differences(outcome, truth)).toEqual([]);
  });
});

type Writing = (typeof txtStyles)[number] | `docx-${(typeof docxVariants)[number]}` | 'docx-by-hand' | 'pdf-by-hand';
const writings: readonly Writing[] = [
  ...txtStyles,
  ...docxVariants.map((variant) => `docx-${variant}` as const),
  'docx-by-hand',
  'pdf-by-hand',
];

function formatOf(writing: Writing): Truth['format'] {
  return writing.startsWith('docx') ? 'docx' : writing === 'pdf-by-hand' ? 'pdf' : 'txt';
}

async function write(planted: Planted, writing: Writing): Promise<Uint8Array> {
  if (writing === 'docx-by-hand') return toHandmadeDocx(planted.model);
  if (writing === 'pdf-by-hand') return toPdf(planted.model);
  const variant = docxVariants.find((name) => writing === `docx-${name}`);
  if (variant) return toDocx(planted.model, { variant });
  const style = txtStyles.find((name) => name === writing);
  if (!style) throw new Error(writing);
  return new TextEncoder().encode(toTxt(planted.model, style));
}

/** Where cells are parted by blanks alone, a blank cell leaves its row open: said, not guessed. */
function losesItsPlace(planted: Planted, writing: Writing): boolean {
  const blank = planted.must.flatMap(({ rule, cells }) => (rule === 'cell.blank' ? (cells ?? []) : []));
  return writing === 'spaces' && blank.some((id) => planted.model.cells[id]?.raw === '');
}

describe('random reports, each fault in two of the ways of writing and as a PDF', () => {
  const names = ['none', ...Object.keys(plants)];
  const others = writings.filter((writing) => writing !== 'pdf-by-hand');
  const jobs = names.flatMap((name, index) =>
    [0, 1, 2].map((round) => ({
      name,
      seed: index + 1 + round * 1000,
      writing: round === 2 ? 'pdf-by-hand' : (others[(index * 2 + round) % others.length] as Writing),
    })),
  );

  it.each(jobs)('$name, seed $seed, $writing', async ({ name, seed, writing }) => {
    const random = new Random(seed * 7919);
    const plain = generateReport({ seed });
    const model = seed % 2 === 1 ? respelled(plain, randomSpelling(random)) : plain;
    const none: Planted = { name: 'none', model, must: [], may: [] };
    const planted = plants[name]?.(model, random) ?? none;
    const format = formatOf(writing);
    const file = `report.${format}`;
    const truth = truthOf(planted, file, format, writing);
    const outcome = await check(await write(planted, writing), file);
    if (losesItsPlace(planted, writing)) {
      expect(outcome.findings.map((finding) => finding.rule)).toContain('structure.table-shape');
      expect(outcome.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    } else expect(differences(outcome, truth)).toEqual([]);
  });
});

describe('right reports', () => {
  it.each(writings)('60 random ones written as %s: no error, no warning, every cell', async (writing) => {
    // Other reports for each way of writing: over 500 in all.
    const first = writings.indexOf(writing) * 60;
    for (let seed = first + 1; seed <= first + 60; seed++) {
      const planted: Planted = { name: 'none', model: generateReport({ seed: seed * 31 }), must: [], may: [] };
      const format = formatOf(writing);
      const file = `report.${format}`;
      const truth = truthOf(planted, file, format, writing);
      expect({ seed, found: differences(await check(await write(planted, writing), file), truth) }).toEqual({
        seed,
        found: [],
      });
    }
  });
});
