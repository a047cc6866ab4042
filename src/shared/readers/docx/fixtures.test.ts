/** Whole files: of the docx package, of LibreOffice (the same file saved again, and a web page), and the real reports. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Cell } from '../../document/document.ts';
import { defaultLimits } from '../limits.ts';
import { readDocx } from './index.ts';
import { show } from './make-docx.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/docx');
const reports = join(import.meta.dirname, '../../../../../shared/reports');

const report = [
  '某某区示范局2021年政府信息公开工作年度报告',
  '# [一、]总体情况',
  '## [（一）]主动公开',
  '全年公开 12 条，其中规范性文件 3 件。',
  '## [（二）]依申请公开',
  '第一行\n第二行\t制表',
  '# [二、]收到和处理政府信息公开申请情况',
  [
    '0,0 2x2 项目',
    '0,2 1x2 申请人情况',
    '0,4 2x1 总计',
    '1,2 自然人',
    '1,3 法人',
    '2,0 2x1 （三）不予\n公开',
    '2,1 1.属于国家秘密',
    '2,2 1',
    '2,3 2',
    '2,4 3',
    '3,1 2.其他法律行政法规禁止公开',
    '3,2 0',
    '3,3 0',
    '3,4 0',
    '4,0 1x2 合计',
    '4,2 1',
    '4,3 2',
    '4,4 3',
  ],
  '',
];

const page = [
  '# 某某区示范局2021年政府信息公开工作年度报告',
  '## 一、总体情况',
  '全年公开 12 条，查看。\n第二行',
  '[1.]加强学习',
  '[2.]完善制度',
  [
    '0,0 2x2 信息内容',
    '0,2 1x2 本年',
    '1,2 制发',
    '1,3 废止',
    '2,0 2x1 文件',
    '2,1 规章',
    '2,2 1',
    '2,3 0',
    '3,1 规范性文件',
    '3,2 2',
    '3,3 -1',
  ],
  '外框第一段',
  ['0,0 甲', '0,1 乙', '1,0 1', '1,1 2'],
  '外框末段',
  '结束',
];

describe('files of real producers', () => {
  it.each([
    { name: 'docx-npm.docx', blocks: report },
    { name: 'libreoffice-resaved.docx', blocks: report },
    { name: 'libreoffice-from-html.docx', blocks: page },
    {
      name: 'libreoffice-text-boxes.docx',
      blocks: ['第一段', '框内一', '框内二', '第二段', '形状内', '公开新增信息'],
    },
  ])('$name', ({ name, blocks }) => {
    const document = readDocx(readFileSync(join(fixtures, name)), defaultLimits);
    expect(show(document)).toEqual(blocks);
    expect(document.problems).toEqual([]);
  });
});

/** What is used of the ground truth of the real reports. */
interface Truth {
  readonly tables: Record<string, { readonly rows: number; readonly columns: number; readonly docxBlock: number }>;
  readonly cells: Record<string, string>;
  readonly docx: Record<string, { readonly block: number; readonly row: number; readonly column: number }>;
  readonly labels: readonly {
    readonly table: string;
    readonly row: number;
    readonly column: number;
    readonly rowspan: number;
    readonly colspan: number;
    readonly raw: string;
  }[];
}

describe.skipIf(!existsSync(reports))('the real reports', () => {
  const truth: Record<string, Truth> = existsSync(reports)
    ? JSON.parse(readFileSync(join(reports, 'cells.json'), 'utf8'))
    : {};
  const lines = (text: string | undefined) => text?.replace(/\n+/g, '\n');

  it.each(Object.keys(truth))('%s: every cell at its place', (name) => {
    const { tables, cells, docx, labels } = truth[name] as Truth;
    const { blocks, problems } = readDocx(readFileSync(join(reports, `${name}.docx`)), defaultLimits);
    const cellAt = (block: number, row: number, column: number): Cell | undefined => {
      const table = blocks[block];
      return table?.kind === 'table'
        ? table.cells.find((cell) => cell.row === row && cell.column === column)
        : undefined;
    };
    expect(problems).toEqual([]);
    for (const { rows, columns, docxBlock } of Object.values(tables)) {
      expect(blocks[docxBlock]).toMatchObject({ kind: 'table', rowCount: rows, columnCount: columns });
    }
    for (const [id, { block, row, column }] of Object.entries(docx)) {
      expect({ id, ...cellAt(block, row, column) }).toMatchObject({
        id,
        text: cells[id],
        location: { block, row, column },
      });
    }
    for (const { table, row, column, rowspan, colspan, raw } of labels) {
      const cell = cellAt(tables[table]?.docxBlock ?? -1, row, column);
      expect(cell).toMatchObject({ rowSpan: rowspan, columnSpan: colspan });
      expect(lines(cell?.text)).toBe(lines(raw));
    }
  });

  it.runIf(existsSync(reports))('headings that Word numbers have their numbers', () => {
    const document = readDocx(readFileSync(join(reports, 'luoyang-statistics-2020.docx')), defaultLimits);
    const numbers = document.blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.headingLevel === 1 ? [block.numbering] : [],
    );
    expect(numbers).toEqual(['一、', '二、', '三、', '四、', '五、', '六、']);
  });
});
