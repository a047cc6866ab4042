/** Spoiled PDFs: of real producers with other bytes, and small ones with strange objects and page contents. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writePdf } from '../../src/shared/readers/pdf/testing/pdf-writer.ts';
import type { Random } from '../generator/random.ts';
import { root } from '../support/compare.ts';
import { type FuzzFile, fuzz, seedsFrom } from './fuzz.ts';
import { spoilBytes, spoilPieces } from './mutate.ts';

const real = ['tests/fixtures/reports/2019-town-right.pdf', 'tests/fixtures/pdf/chromium-landscape.pdf'].map(
  (file) => new Uint8Array(readFileSync(join(root, file))),
);

const strangers = [
  'q',
  'Q',
  'BT',
  'ET',
  '0 0 0 rg',
  '/Im Do',
  '/X Do',
  '1 0 0 1 99999999 -99999999 cm',
  '0 0 0 0 0 0 cm',
  '/F 0 Tf',
  '/F 1e30 Tf',
  '10 10 400 0 re f',
  '100 100 m 400 100 l S',
  '<4E00> Tj',
  '(',
  '>>',
  'endstream',
  'endobj',
  '2 0 R',
  '-1',
  '999999999999',
  '/Kids[2 0 R]',
  '/Count 1000000',
  '/Rotate 37',
  '/MediaBox[0 0 0 0]',
];

const grid = Array.from({ length: 9 }, (_, row) => {
  const y = 700 - row * 20;
  const cells = Array.from(
    { length: 8 },
    (_, column) => `BT /F 9 Tf 1 0 0 1 ${60 + column * 50} ${y + 6} Tm (${row}${column}) Tj ET`,
  );
  return `50 ${y} m 450 ${y} l S ${50 + row * 50} 540 m ${50 + row * 50} 700 l S ${cells.join(' ')}`;
}).join('\n');

const fields = [
  { entries: '/Subtype/Widget/FT/Tx/T(a)/V(12)/DA(/Helv 9 Tf 0 g)/Rect[60 680 110 700]' },
  {
    entries: '/Subtype/Widget/FT/Tx/T(b)/V(340)/DA(/F 0 Tf)/Rect[110 680 160 700]',
    appearance: 'BT /F 9 Tf (3) Tj ET',
  },
  { entries: '/Subtype/Widget/FT/Ch/T(c)/V(7)/Opt[(7)(8)]/Ff 131072/DA(/Helv 9 Tf 0 g)/Rect[160 680 210 700]' },
  { entries: '/Subtype/Widget/FT/Btn/T(d)/AS/On/Rect[210 680 220 690]' },
  { entries: '/Subtype/FreeText/Contents(99)/DA(/Helv 9 Tf 0 g)/Rect[220 660 260 680]' },
  { entries: '/Subtype/Link/Rect[0 0 9 9]' },
];

/** A readable file whose page contents or objects have other tokens than they should. */
function strange(random: Random): FuzzFile {
  const content = random.chance(0.6) ? spoilPieces(grid.split(' '), random, strangers).join(' ') : grid;
  const change = (object: string): string =>
    random.chance(0.2) ? spoilPieces(object.split(/(?=[/ [])/), random, strangers).join('') : object;
  const annotations = random.chance(0.3) ? random.sample(fields, 3) : [];
  const page = { content, image: random.chance(0.2), rotate: random.pick([0, 90, 180, 45]), annotations };
  return { name: 'report.pdf', bytes: writePdf([page, { content: grid }], { flate: random.chance(0.3), change }) };
}

it('files with strange objects and contents', async () => {
  expect(await fuzz(seedsFrom(1, 300), strange)).toEqual([]);
});

it('broken files of real producers', async () => {
  const make = (random: Random): FuzzFile => ({ name: 'report.pdf', bytes: spoilBytes(random.pick(real), random) });
  expect(await fuzz(seedsFrom(100_001, 150), make)).toEqual([]);
});
