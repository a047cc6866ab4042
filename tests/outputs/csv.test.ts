/** The CSV read back by a parser of RFC 4180, and that nothing in it is a formula. */
import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/shared/outputs/csv.ts';
import { book } from '../support/compare.ts';
import { hostileResult, hostileTexts, sampleResults } from '../support/results.ts';

/** RFC 4180; throws at a stray quote or line feed. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (field.lastIndex < text.length) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (!match) throw new Error(`no field at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    rows.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const options = { language: 'zh-CN', book } as const;

describe('the samples', () => {
  it('one row for each finding and each file that could not be read, under one head', async () => {
    const reports = await sampleResults();
    const csv = toCsv(reports, options);
    expect(csv.startsWith('\uFEFF文件,单位,年度,级别,')).toBe(true);
    const [head = [], ...rows] = parse(csv.slice(1));
    const wanted = reports.flatMap((report) => [
      ...(report.error ? [{ file: report.file, level: '无法读取', rule: '', message: report.error.message }] : []),
      ...report.findings.map(({ severity, rule, message }) => ({
        file: report.file,
        level: { error: '错误', warning: '警告', info: '提示' }[severity],
        rule,
        message,
      })),
    ]);
    const [file, level, rule, message] = ['文件', '级别', '规则', '问题'].map((name) => head.indexOf(name));
    const found = rows.map((row) => ({
      file: row[file as number],
      level: row[level as number],
      rule: row[rule as number],
      message: row[message as number],
    }));
    expect(found).toEqual(wanted);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]));
  });

  it('writes the equation of an arithmetic finding out', async () => {
    const reports = (await sampleResults()).filter(({ file }) => file.endsWith('（有误）.docx'));
    expect(toCsv(reports, options)).toContain(
      '自然人 65 ＋ 商业企业 3 ＋ 科研机构 1 ＋ 法律服务机构 3 ＋ 其他 3 ＝ 75 ≠ 总计 66',
    );
  });

  it('speaks English', async () => {
    expect(toCsv(await sampleResults('en'), { language: 'en', book }).slice(1)).toMatch(
      /^File,Unit,Year,Severity,Rule,/,
    );
  });
});

describe('hostile texts', () => {
  const rows = parse(toCsv([hostileResult()], options).slice(1));

  it('no field begins like a formula, but for negative figures', () => {
    for (const field of rows.flat()) expect(field).not.toMatch(/^\s*[=+@＝＋－＠]|^\s*-(?!\d+$)|^[\t\r\n]/);
  });

  it('stay whole', () => {
    const message = rows[0]?.indexOf('问题') as number;
    const texts = rows.slice(2).map((row) => row[message]?.replace(/^'/, ''));
    expect(texts).toEqual([...hostileTexts]);
  });

  it('a figure below zero stays a figure', () => {
    expect(rows[2]?.[rows[0]?.indexOf('实为') as number]).toBe('-1');
  });
});

it('without reports: the head alone', () => {
  expect(parse(toCsv([], options).slice(1))).toHaveLength(1);
});
