/**
 * A table of earlier years beside 表三, with labels of 表三 and as many columns: its figures are not the report's, and it
 * is no fault of 表三.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { generateReport } from './generator/generate.ts';
import type { ReportModel } from './generator/model.ts';
import { toHandmadeDocx } from './generator/ooxml.ts';
import { toTxt } from './generator/render-txt.ts';
import { truthOf } from './generator/truth.ts';
import { check, differences } from './support/compare.ts';

const rows = [
  ['年份', '2017年', '2018年', '2019年', '2020年', '2021年', '2022年', '2023年'],
  ['一、本年新收政府信息公开申请数量', '7', '8', '9', '1', '2', '3', '4'],
  ['二、上年结转政府信息公开申请数量', '0', '0', '0', '1', '1', '2', '3'],
  ['四、结转下年度继续办理', '5', '5', '5', '5', '5', '5', '5'],
] as const;

type Side = 'before' | 'after';

/** The report with the other table and its lead on one side of 表三, where its label takes three columns as there. */
function docxWith(model: ReportModel, lead: string, side: Side): Uint8Array {
  const files = unzipSync(toHandmadeDocx(model));
  const xml = strFromU8(files['word/document.xml'] as Uint8Array);
  const cell = (text: string, span: number) =>
    `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
  const lines = rows.map((row) => `<w:tr>${row.map((text, at) => cell(text, at === 0 ? 3 : 1)).join('')}</w:tr>`);
  const other = `<w:tbl><w:tblGrid>${'<w:gridCol w:w="800"/>'.repeat(10)}</w:tblGrid>${lines.join('')}</w:tbl>`;
  const around = `<w:p><w:r><w:t>${lead}</w:t></w:r></w:p>`;
  const own = [...xml.matchAll(/<w:sdt>(?:(?!<w:sdt>).)*<w:tbl>.*?<\/w:tbl><\/w:sdtContent><\/w:sdt>/gs)][1];
  const at = (own?.index ?? 0) + (side === 'after' ? (own?.[0].length ?? 0) : 0);
  const changed = `${xml.slice(0, at)}${around}${other}${around}${xml.slice(at)}`;
  return zipSync({ ...files, 'word/document.xml': strToU8(changed) });
}

function txtWith(model: ReportModel, style: 'tabs' | 'spaces' | 'markdown', lead: string, side: Side): Uint8Array {
  const text = toTxt(model, style);
  const lines = rows.map(([label, ...figures]) => {
    if (style === 'spaces') return [label, ...figures].join(' ');
    const slots = [label, '', '', ...figures];
    return style === 'tabs' ? slots.join('\t') : `| ${slots.join(' | ')} |`;
  });
  const heading = text.search(side === 'after' ? /\n四、政府信息公开行政/ : /\n三、收到/);
  const at = side === 'after' ? heading : text.indexOf('\n', heading + 1);
  return strToU8(`${text.slice(0, at)}\n${[lead, ...lines, lead].join('\n')}${text.slice(at)}`);
}

const places = (['before', 'after'] as const).flatMap((side) =>
  ['', '近几年的情况供参考。'].map((lead) => ({
    side,
    lead,
    place: `${side} 表三${lead === '' ? ', by itself' : ''}`,
  })),
);

describe.each(places)('a table of earlier years $place', ({ side, lead }) => {
  const model = generateReport({ seed: 1, year: 2023 });
  it.each([
    ['docx', () => docxWith(model, lead, side)],
    ['txt, cells by tabs', () => txtWith(model, 'tabs', lead, side)],
    ['txt, cells by blanks', () => txtWith(model, 'spaces', lead, side)],
    ['txt, cells by bars', () => txtWith(model, 'markdown', lead, side)],
  ])('%s', async (writing, bytes) => {
    const format = writing === 'docx' ? 'docx' : 'txt';
    const truth = truthOf({ name: 'none', model, must: [], may: [] }, `report.${format}`, format, 'tests');
    expect(differences(await check(bytes(), truth.file), truth)).toEqual([]);
  });
});
