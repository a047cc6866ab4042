/** The workbook read back with another library, and its parts as they lie in the package. */
import { strFromU8, unzipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { toXlsx } from '../../src/shared/outputs/xlsx.ts';
import { book } from '../support/compare.ts';
import { generatedResults, hostileResult, hostileTexts, sampleResults } from '../support/results.ts';

const options = { language: 'zh-CN', book } as const;
type Rows = readonly (readonly unknown[])[];

async function sheetsOf(bytes: Uint8Array): Promise<Record<string, Rows>> {
  const sheets = await readExcelFile(Buffer.from(bytes));
  return Object.fromEntries(sheets.map(({ sheet, data }) => [sheet, data]));
}

describe('samples and generated reports of both editions', () => {
  let reports: ReportResult[] = [];
  let bytes = new Uint8Array();
  let sheets: Record<string, Rows> = {};

  beforeAll(async () => {
    const generated = (await generatedResults(40)).map(({ result }) => result);
    reports = [...(await sampleResults()), ...generated];
    bytes = await toXlsx(reports, options);
    sheets = await sheetsOf(bytes);
  }, 60_000);

  it('has the five sheets', () => {
    expect(Object.keys(sheets)).toEqual(['报告汇总', '问题', '表二', '表三', '表四']);
  });

  it('one row per report, with its counts and state', () => {
    const [head = [], ...rows] = sheets.报告汇总 ?? [];
    const at = (name: string) => head.indexOf(name);
    expect(
      rows.map((row) => [row[at('文件')], row[at('状态')], row[at('错误')], row[at('警告')], row[at('相符')]]),
    ).toEqual(
      reports.map(({ file, status, findings, checks }) => [
        file,
        status === 'checked' ? '已核查' : '无法读取',
        findings.filter(({ severity }) => severity === 'error').length,
        findings.filter(({ severity }) => severity === 'warning').length,
        checks.passed,
      ]),
    );
    const blanks = head.findIndex((title) => String(title).endsWith('\ncell.blank'));
    expect(rows.map((row) => row[blanks])).toEqual(
      reports.map(({ findings }) => findings.filter(({ rule }) => rule === 'cell.blank').length),
    );
  });

  it('one row per finding', () => {
    const [head = [], ...rows] = sheets.问题 ?? [];
    const wanted = reports.flatMap(({ file, findings }) => findings.map(({ rule, message }) => [file, rule, message]));
    const columns = ['文件', '规则', '问题'].map((name) => head.indexOf(name));
    const found = rows.map((row) => columns.map((column) => row[column]));
    expect(found.filter(([, rule]) => rule !== null)).toEqual(wanted);
  });

  it.each([
    ['表二', 'proactive'],
    ['表三', 'requests'],
    ['表四', 'litigation'],
  ] as const)('%s: every figure of every report as a number under its id and its label', (name, table) => {
    const rows = sheets[name] ?? [];
    const ids = rows[2] ?? [];
    const checked = reports.filter(({ status }) => status === 'checked');
    expect(new Set(checked.map(({ edition }) => edition))).toEqual(new Set(['2019', '2021']));
    expect(rows).toHaveLength(3 + checked.length);
    for (const [index, report] of checked.entries()) {
      const row = rows[index + 3] ?? [];
      const figures: Record<string, unknown> = {};
      for (const [rowId, columns] of Object.entries(report.tables[table] ?? {})) {
        for (const [columnId, cell] of Object.entries(columns)) {
          const key = `${table}.${rowId}.${columnId}`;
          const value = cell.value ?? (cell.raw === '' ? null : cell.raw);
          if (value !== null) figures[key] = value;
          const label = rows[report.edition === '2021' ? 0 : 1]?.[ids.indexOf(key)];
          expect(label, key).toBeTruthy();
        }
      }
      const found = Object.fromEntries(
        ids.flatMap((id, at) => (at > 3 && row[at] !== null ? [[String(id), row[at]] as const] : [])),
      );
      expect(found, report.file).toEqual(figures);
      expect(row.slice(0, 2)).toEqual([report.unit, report.year]);
    }
  });

  it('every part is XML that a strict parser takes', () => {
    for (const [name, part] of Object.entries(unzipSync(bytes))) {
      const parser = new SaxesParser();
      parser.on('error', (error) => expect.fail(`${name}: ${error.message}`));
      parser.write(strFromU8(part)).close();
    }
  });

  it('on paper heads and units are repeated, pages are numbered, and one holds the counts of each report', () => {
    const parts = unzipSync(bytes);
    for (const index of [1, 2, 3, 4, 5]) {
      const xml = strFromU8(parts[`xl/worksheets/sheet${index}.xml`] as Uint8Array);
      expect(xml).toMatch(/<pageSetup scale="60" [^>]*orientation="landscape"\/><headerFooter><oddFooter>[^<]*&amp;P/);
    }
    const workbook = strFromU8(parts['xl/workbook.xml'] as Uint8Array);
    const titles = [...workbook.matchAll(/<definedName name="_xlnm.Print_Titles"[^>]*>([^<]*)/g)].map(
      ([, range]) => range,
    );
    expect(titles).toEqual([
      "'报告汇总'!$B:$B,'报告汇总'!$1:$1",
      "'问题'!$B:$B,'问题'!$1:$1",
      ...['表二', '表三', '表四'].map((name) => `'${name}'!$A:$A,'${name}'!$1:$3`),
    ]);
  });

  it('a row is as high as its longest text, a column as wide as its names', () => {
    const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet2.xml'] as Uint8Array);
    const heights = [...xml.matchAll(/<row r="\d+" ht="(\d+)"/g)].map((match) => Number(match[1]));
    expect(Math.max(...heights)).toBeGreaterThan(Math.min(...heights));
    // samples/清河区教育局2023年报告（有误）.docx: 14 characters as broad as two digits, and 17 others.
    expect(Number(/<col min="1" max="1" width="(\d+)"/.exec(xml)?.[1])).toBeGreaterThanOrEqual(45);
  });

  it('heads stay in sight and bear a filter', () => {
    const parts = unzipSync(bytes);
    for (const [index, last] of [1, 1, 3, 3, 3].entries()) {
      const xml = strFromU8(parts[`xl/worksheets/sheet${index + 1}.xml`] as Uint8Array);
      expect(xml).toMatch(new RegExp(`<pane [^>]*ySplit="${last}"[^>]*state="frozen`));
      expect(xml).toMatch(new RegExp(`</sheetData><autoFilter ref="A${last}:`));
    }
  });
});

describe('hostile texts', () => {
  it('are text: no formula anywhere, nothing lost but what XML cannot hold', async () => {
    const bytes = await toXlsx([hostileResult()], options);
    for (const [name, part] of Object.entries(unzipSync(bytes))) {
      if (name.startsWith('xl/worksheets/')) expect(strFromU8(part)).not.toContain('<f>');
    }
    const sheets = await sheetsOf(bytes);
    const [head = [], , ...rows] = sheets.问题 ?? [];
    const message = head.indexOf('问题');
    const plain = (text: string) => text.replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, '').replaceAll('\uFFFD', '');
    expect(rows.map((row) => plain(String(row[message])))).toEqual(hostileTexts.map(plain));
    expect(rows[0]?.[head.indexOf('实为')]).toBe(-1);
  });

  it('a text longer than a cell may be is cut', async () => {
    const report = { ...hostileResult(), unit: '长'.repeat(40_000) };
    const [, row = []] = (await sheetsOf(await toXlsx([report], options))).报告汇总 ?? [];
    expect(String(row[1])).toHaveLength(32_767);
  });
});

it('without reports: heads alone, in English', async () => {
  const sheets = await sheetsOf(await toXlsx([], { language: 'en', book }));
  expect(Object.entries(sheets).map(([name, rows]) => [name, rows.length])).toEqual([
    ['Reports', 1],
    ['Findings', 1],
    ['Table 2', 3],
    ['Table 3', 3],
    ['Table 4', 3],
  ]);
});
