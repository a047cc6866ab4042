/** Spoiled DOCX: broken archives, and whole archives with strange XML in them. */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { beforeAll, expect, it } from 'vitest';
import { generateReport } from '../generator/generate.ts';
import { toHandmadeDocx } from '../generator/ooxml.ts';
import type { Random } from '../generator/random.ts';
import { docxVariants, toDocx } from '../generator/render-docx.ts';
import { type FuzzFile, fuzz, seedsFrom } from './fuzz.ts';
import { spoilBytes, spoilPieces } from './mutate.ts';

const valid: Uint8Array[] = [];
beforeAll(async () => {
  for (const [index, variant] of docxVariants.entries()) {
    valid.push(await toDocx(generateReport({ seed: index + 1 }), { variant }));
  }
  valid.push(toHandmadeDocx(generateReport({ seed: 9 })));
});

const strangers = [
  '<w:tbl>',
  '</w:tbl>',
  '<w:tr>',
  '<w:tc>',
  '<w:tc><w:p/></w:tc>',
  '<w:p><w:r><w:t>0</w:t></w:r></w:p>',
  '<w:gridSpan w:val="99999999"/>',
  '<w:gridSpan w:val="-3"/>',
  '<w:vMerge/>',
  '<w:gridBefore w:val="7"/>',
  '<w:del>',
  '<w:ins><w:r><w:t>7</w:t></w:r></w:ins>',
  '<w:fldChar w:fldCharType="begin"/>',
  '<w:txbxContent>',
  '<mc:AlternateContent>',
  '<w:altChunk/>',
  '<!-- -- -->',
  '<![CDATA[ ]] ]]>',
  '<?xml version="1.0"?>',
  '<?a b?>',
  '&amp;',
  '&#0;',
  '&#x110000;',
  '&x;',
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<a:b/>',
  ' xmlns:w="urn:x"',
  ' w:val="1" w:val="2"',
  '\u0001',
  ']]>',
  '𠮷',
];

/** A whole archive whose parts have other tags and attributes than they should. */
function strange(random: Random): FuzzFile {
  const parts = unzipSync(random.pick(valid));
  const names = Object.keys(parts).filter((name) => /\.(?:xml|rels)$/.test(name));
  const files: Zippable = { ...parts };
  for (const name of random.chance(0.7) ? ['word/document.xml'] : random.sample(names, 2)) {
    const text = strFromU8(parts[name] as Uint8Array);
    const pieces = text.split(random.pick([/(?=<)/, /(?=<)/, /(?=")/, /(?= )/, /(?=<w:tr)/]));
    files[name] = strToU8(spoilPieces(pieces, random, strangers).join(''));
  }
  if (random.chance(0.1)) delete files[random.pick(names)];
  return { name: 'report.docx', bytes: zipSync(files, { level: 1 }) };
}

it('archives with strange XML', async () => {
  expect(await fuzz(seedsFrom(1, 300), strange)).toEqual([]);
});

it('broken archives', async () => {
  const make = (random: Random): FuzzFile => ({ name: 'report.docx', bytes: spoilBytes(random.pick(valid), random) });
  expect(await fuzz(seedsFrom(100_001, 300), make)).toEqual([]);
});
