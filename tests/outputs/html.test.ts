/** The printed summary: what it says, that it needs nothing from elsewhere, that no text of a document gets out of its place. */
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { type HtmlOptions, toHtml } from '../../src/shared/outputs/html.ts';
import { ruleName } from '../../src/shared/outputs/rule-names.ts';
import { book } from '../support/compare.ts';
import { generatedResults, hostileResult, hostileTexts, sampleResults } from '../support/results.ts';

const options: HtmlOptions = { language: 'zh-CN', version: '0.1.0', book, printedAt: '2024-03-05' };

interface Page {
  /** Names of the elements, with their number. */
  readonly elements: Readonly<Record<string, number>>;
  readonly attributes: ReadonlySet<string>;
  /** Text of each row of a table, cells parted by tabs. */
  readonly rows: readonly string[];
  /** All text but that of the style sheet. */
  readonly text: string;
  readonly style: string;
}

/** The page as a strict XML parser sees it (void elements closed first): an unescaped character would not pass. */
function parse(html: string): Page {
  const elements: Record<string, number> = {};
  const attributes = new Set<string>();
  const rows: string[] = [];
  const open: string[] = [];
  let text = '';
  let style = '';
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => {
    elements[tag.name] = (elements[tag.name] ?? 0) + 1;
    for (const name of Object.keys(tag.attributes)) attributes.add(name);
    open.push(tag.name);
    if (tag.name === 'tr') rows.push('');
    if ((tag.name === 'td' || tag.name === 'th') && rows.at(-1) !== '') rows.push(`${rows.pop()}\t`);
  });
  parser.on('text', (part) => {
    if (open.at(-1) === 'style') style += part;
    else text += part;
    if (open.includes('tr')) rows.push(`${rows.pop()}${part.trim()}`);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('error', (error) => {
    throw error;
  });
  const closed = html
    .replace(/<(meta|col|br)\b([^>]*)>/g, '<$1$2/>')
    .replace(/<style>([\s\S]*?)<\/style>/, '<style><![CDATA[$1]]></style>');
  parser.on('cdata', (part) => {
    style += part;
  });
  parser.write(closed).close();
  return { elements, attributes, rows, text, style };
}

const harmless = ['html', 'head', 'meta', 'title', 'style', 'body', 'h1', 'h2', 'p', 'div', 'span', 'b', 'i', 'br'];
const tables = ['table', 'colgroup', 'col', 'thead', 'tbody', 'tr', 'th', 'td'];

describe('one report', () => {
  it('says unit, year, file, hash, day, what was checked and each finding with its numbers and basis', async () => {
    for (const report of (await sampleResults()).filter(({ findings }) => findings.length > 0)) {
      const { text, rows } = parse(toHtml([report], options));
      expect(text).toContain('2024年3月5日');
      for (const fact of [report.unit, `${report.year} 年度`, report.file, report.sha256]) expect(text).toContain(fact);
      const { passed, failed, notAssessable } = report.checks;
      expect(text).toContain(`相符 ${passed} 项，不符 ${failed} 项，无法判断 ${notAssessable} 项`);
      for (const [index, finding] of report.findings.entries()) {
        const row = rows.find((one) => one.startsWith(`${index + 1}\t`)) ?? '';
        expect(row).toContain({ error: '■ 错误', warning: '▲ 警告', info: '○ 提示' }[finding.severity]);
        expect(row).toContain(finding.message.trim());
        expect(row).toContain(finding.basis);
        if (finding.quote) expect(row).toContain(`“${finding.quote}”`);
        for (const { from, to } of finding.suspects) expect(row).toContain(`${from} → ${to}`);
      }
    }
  });

  it('writes an equation out, each figure with its name and place', async () => {
    const report = (await sampleResults()).find(({ file }) => file.endsWith('（有误）.docx'));
    const html = toHtml([report as NonNullable<typeof report>], options);
    const row = parse(html).rows.find((one) => one.includes('“（一）予以公开”行：')) ?? '';
    expect(row).toContain('65 → 56自然人第 6 行第 4 列＋3商业企业第 6 行第 5 列＋');
    expect(row).toContain('＝75≠66总计第 6 行第 10 列');
    // The suspect stands in the equation, and is not said once more.
    expect(row).toContain('虚线框为可疑单元格');
    expect(row).not.toContain('可疑单元格　');
    // No line can end with a bare sign: it is in one piece with the figure after it.
    expect(html).toContain('<span class="signed"><span class="sign">≠</span><span class="term">');
  });

  it('a file that could not be read: its reason, no findings', async () => {
    const [report] = (await sampleResults()).filter(({ status }) => status === 'unreadable');
    const { text } = parse(toHtml([report as NonNullable<typeof report>], options));
    expect(text).toContain(report?.error?.message);
    expect(text).not.toContain('问题清单');
  });

  it('a decision and its note, where they are known', async () => {
    const html = toHtml([hostileResult()], {
      ...options,
      verdictOf: () => ({ decision: 'dismissed', note: '<已电话核实>' }),
    });
    expect(parse(html).text).toContain('误报 <已电话核实>');
  });
});

/** Of the table by unit. */
function sumOfErrors(rows: readonly string[]): number {
  const byUnit = rows.map((row) => row.split('\t')).filter((row) => row.length === 9 && /^\d+$/.test(row[0] ?? ''));
  return byUnit.map((row) => Number(row[4])).reduce((a, b) => a + b, 0);
}

describe('a batch', () => {
  it('by unit and by rule, with sums that agree; the findings of each report where they are asked for', async () => {
    const reports = (await generatedResults(120)).map(({ result }) => result);
    const { rows, text } = parse(toHtml(reports, options));
    const all = reports.flatMap(({ findings }) => findings);
    const names = new Set(all.map(({ rule }) => ruleName(rule, 'zh-CN')));
    const byRule = rows.map((row) => row.split('\t')).filter((row) => row.length === 5 && names.has(row[1] ?? ''));
    expect(byRule.map((row) => Number(row[3])).reduce((a, b) => a + b, 0)).toBe(all.length);
    const units = new Set(reports.map(({ unit }) => unit));
    for (const unit of units) expect(text).toContain(unit);
    expect(sumOfErrors(rows)).toBe(all.filter(({ severity }) => severity === 'error').length);
    for (const { message } of all) expect(text).not.toContain(message);

    const detailed = parse(toHtml(reports, { ...options, details: true })).text;
    for (const { message } of all) expect(detailed).toContain(message);
  });

  it('the findings of each report stand below its name, which is repeated on each page', async () => {
    const reports = (await generatedResults(20)).map(({ result }) => result);
    const html = toHtml(reports, { ...options, details: true });
    for (const { file, findings } of reports) {
      if (findings.length === 0) continue;
      const table = html
        .split('<table')
        .find((one) => one.includes(file) && one.includes('<thead><tr class="report">'));
      const [head, body] = (table ?? '').split('</thead>');
      expect(head).toContain(file);
      for (const { message } of findings) expect(body).toContain(message);
    }
  });

  it('findings that the auditor dismissed are said and not counted', async () => {
    const reports = (await generatedResults(60)).map(({ result }) => result);
    const errors = reports.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error');
    const [dismissed, mended] = [errors[0]?.fingerprint, errors[1]?.fingerprint];
    const { rows, text } = parse(
      toHtml(reports, {
        ...options,
        verdictOf: (_, { fingerprint }) => {
          if (fingerprint === dismissed) return { decision: 'dismissed', note: '' };
          return fingerprint === mended ? { decision: 'mended', note: '' } : undefined;
        },
      }),
    );
    expect(sumOfErrors(rows)).toBe(errors.length - 1);
    expect(text).toContain('确认 0 处，已整改 1 处；另有 1 处为误报，未计入以上处数。');
  });

  it('names the files that could not be read, why, and what to do', async () => {
    const { rows } = parse(toHtml(await sampleResults('en'), { ...options, language: 'en' }));
    const unread = rows.filter((row) => row.includes('samples/empty.docx'));
    expect(unread).toEqual(['1\tsamples/empty.docx\tunreadable\tThe file is empty. Ask for it again.']);
    // It is not among the units, where it would seem to be without errors.
    expect(rows.filter((row) => row.split('\t').length === 9 && row.includes('unit not found'))).toEqual([]);
  });

  it('of nothing but files that could not be read has no empty table', async () => {
    const [report] = (await sampleResults()).filter(({ status }) => status === 'unreadable');
    const only = report as NonNullable<typeof report>;
    const { text, rows, elements } = parse(toHtml([only, only], options));
    expect(text).toContain('共 2 份文件，其中 2 份无法读取。');
    expect(text).not.toContain('按单位汇总');
    expect([elements.table, rows.length]).toEqual([1, 3]);
  });

  it('of nothing but clean reports says so', async () => {
    const clean = (await sampleResults()).filter(
      ({ findings, status }) => status === 'checked' && findings.length === 0,
    );
    expect(parse(toHtml([...clean, ...clean], options)).text).toContain(
      '未发现问题的单位（1 个）：清河区农业农村局（6）。',
    );
    expect(parse(toHtml([...clean, ...clean], { ...options, details: true })).text).toContain('未发现问题。');
  });
});

describe('nothing gets out, nothing comes in', () => {
  it.each([
    ['one report', [hostileResult()]],
    ['a batch', [hostileResult(), hostileResult()]],
  ] as const)('hostile texts in %s stay text', (_, reports) => {
    const { elements, attributes, text, style } = parse(toHtml(reports, { ...options, details: true }));
    expect(Object.keys(elements).filter((name) => ![...harmless, ...tables].includes(name))).toEqual([]);
    expect([...attributes].sort()).toEqual(
      ['charset', 'class', 'colspan', 'content', 'http-equiv', 'lang', 'name', 'scope', 'style'].filter((name) =>
        attributes.has(name),
      ),
    );
    const shown = (one: string) =>
      one.toWellFormed().replace(/[\p{Cc}\u202E]/gu, (code) => (code === '\n' || code === '\t' ? code : '\uFFFD'));
    for (const one of hostileTexts) expect(text).toContain(shown(one).trim());
    expect(style).not.toContain('<');
    expect(style.replace(/"(?:[^"\\\n]|\\.)*"/g, '""')).not.toMatch(/display: none|alert|HYPERLINK/);
  });

  it('loads nothing: no address, no script, and a policy that forbids both', async () => {
    const html = toHtml(await sampleResults(), options);
    expect(html).not.toMatch(/https?:|url\(|@import|<script|<img|<link| on\w+=/);
    expect(html).toContain("default-src 'none'; style-src 'unsafe-inline'");
  });
});

it('the same results give the same page', async () => {
  const reports = await sampleResults();
  expect(toHtml(reports, options)).toBe(toHtml(structuredClone(reports), options));
});
