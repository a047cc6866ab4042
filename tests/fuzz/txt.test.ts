/** Spoiled texts: always an answer, and every place that is named holds the text that it should. */
import { expect, it } from 'vitest';
import { generateReport } from '../generator/generate.ts';
import type { Random } from '../generator/random.ts';
import { toTxt, txtStyles } from '../generator/render-txt.ts';
import { randomSpelling, respelled } from '../generator/variants.ts';
import { type FuzzFile, fuzz, seedsFrom } from './fuzz.ts';
import { randomBytes, spoilBytes, spoilPieces } from './mutate.ts';
import { misplaced } from './places.ts';

const strangers = [
  '',
  ' ',
  '\t',
  '|',
  '|---|---|',
  '  ',
  '\u3000\u3000',
  '0',
  '12',
  '0 0 0 0 0 0 0',
  '0\t0\t0\t0\t0\t0\t0',
  '| 0 | 0 | 0 | 0 | 0 | 0 | 0 |',
  '总计',
  '其他',
  '小计',
  '自然人',
  '（一）予以公开',
  '第二十条第（一）项',
  '行政复议',
  '— 3 —',
  '第 2 页 共 5 页',
  '三、收到和处理政府信息公开申请情况',
  '二〇二三年',
  '\r',
  '\f',
  '\u2028',
  '\u0000',
  '\ufffd',
  '𠮷',
  '。',
  '1,234',
  '-5',
  '/',
  '约20',
];

function encoded(text: string, random: Random): Uint8Array {
  const utf8 = new TextEncoder().encode(text);
  const little = random.chance(0.5);
  switch (random.int(0, 5)) {
    case 0: {
      const mark = random.chance(0.5);
      const units = new DataView(new ArrayBuffer(2 * (text.length + 1)));
      [...(mark ? '\ufeff' : '\n'), ...text.split('')].forEach((unit, index) => {
        if (2 * index < units.byteLength) units.setUint16(2 * index, unit.charCodeAt(0), little);
      });
      return new Uint8Array(units.buffer);
    }
    case 1:
      return Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8]);
    default:
      return utf8;
  }
}

function spoiled(random: Random): FuzzFile {
  const plain = generateReport({ seed: random.int(1, 400) });
  const model = random.chance(0.5) ? respelled(plain, randomSpelling(random)) : plain;
  let text = toTxt(model, random.pick(txtStyles));
  for (let count = random.int(1, 3); count > 0; count--) {
    const separator = random.pick(['\n', '\n', '\t', '|', ' ', '0']);
    text = spoilPieces(text.split(separator), random, strangers).join(separator);
  }
  if (random.chance(0.2)) text = text.replaceAll('\n', random.pick(['\r', '\r\n', '\n\n', '\f']));
  return { name: 'report.txt', bytes: encoded(text, random) };
}

it('reports with lines, cells and figures taken out, doubled, exchanged or foreign', async () => {
  // And seeds that found something in longer runs.
  expect(await fuzz([...seedsFrom(1, 520), 913, 1185], spoiled, misplaced)).toEqual([]);
});

it('reports with other bytes', async () => {
  const make = (random: Random): FuzzFile => {
    const { name, bytes } = spoiled(random);
    return { name, bytes: spoilBytes(bytes, random) };
  };
  expect(await fuzz([...seedsFrom(100_001, 250), 100_612], make, misplaced)).toEqual([]);
});

it('bytes of any kind', async () => {
  const make = (random: Random): FuzzFile => ({
    name: random.pick(['a.txt', 'a.docx', 'a.pdf', 'a', 'a.doc']),
    bytes: randomBytes(random.pick([0, 1, 3, 40, 4000]), random),
  });
  expect(await fuzz(seedsFrom(200_001, 300), make, misplaced)).toEqual([]);
});
