/** The 整改通知书, read back by mammoth and saxes; and an office's own templates. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Verdicts } from '../../src/shared/outputs/chosen.ts';
import type { ReportResult } from '../../src/shared/outputs/contract.ts';
import { type NoticeOptions, toNotice } from '../../src/shared/outputs/notice.ts';
import { placeholderNames } from '../../src/shared/outputs/notice-template.ts';
import { readDocx } from '../../src/shared/readers/docx/index.ts';
import { makeDocx, namespaces, p, r, show, tbl } from '../../src/shared/readers/docx/make-docx.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { book, root } from '../support/compare.ts';
import { hostileResult, hostileTexts, sampleResults } from '../support/results.ts';
import { resultWith } from './marked-results.ts';

const options: NoticeOptions = {
  book,
  verdicts: {},
  issuer: '清河区人民政府办公室',
  deadline: '2024-03-31',
  date: '2024-03-01',
};

function confirmed({ findings }: ReportResult): Verdicts {
  return Object.fromEntries(findings.map(({ fingerprint }) => [fingerprint, { decision: 'confirmed', note: '' }]));
}

async function wordsOf(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return value.split(/\n+/).filter((line) => line !== '');
}

/** Throws where a part is not well-formed. */
function checkParts(bytes: Uint8Array): void {
  for (const [name, content] of Object.entries(unzipSync(bytes))) {
    if (!/\.(xml|rels)$/.test(name)) continue;
    const parser = new SaxesParser({ xmlns: true });
    parser.on('error', (error) => {
      throw new Error(`${name}: ${error.message}`);
    });
    parser.write(strFromU8(content)).close();
  }
}

const samples = { 'zh-CN': sampleResults('zh-CN'), en: sampleResults('en') };

async function faulty(language: 'zh-CN' | 'en' = 'zh-CN'): Promise<ReportResult> {
  const results = await samples[language];
  return results.find(({ file }) => file.includes('有误') && file.endsWith('.docx')) as ReportResult;
}

describe('the notice', () => {
  it('is addressed to the unit, and lists what was confirmed with place and basis, deadline, office and date', async () => {
    const report = await faulty();
    const bytes = await toNotice(report, { ...options, verdicts: confirmed(report) });
    checkParts(bytes);
    const words = await wordsOf(bytes);
    expect(words.slice(0, 3)).toEqual([
      '关于清河区教育局2023年',
      '政府信息公开工作年度报告的整改通知书',
      '清河区教育局：',
    ]);
    expect(words[3]).toContain(`发现需要整改的问题${report.findings.length}处`);
    for (const [index, { message, basis }] of report.findings.entries()) {
      const at = words.findIndex((line) => line.startsWith(`${index + 1}．`) && line.includes(message));
      expect(at, message).toBeGreaterThan(0);
      expect(words.slice(at, at + 4).some((line) => line.startsWith('位置：') && line.includes(basis))).toBe(true);
    }
    expect(words.join('')).toContain('请于2024年3月31日前完成整改');
    expect(words.slice(-2)).toEqual(['清河区人民政府办公室', '2024年3月1日']);
  });

  it('holds the findings that were confirmed, and no others', async () => {
    const report = await faulty();
    const [first, second, third] = report.findings;
    const verdicts: Verdicts = {
      [first?.fingerprint ?? '']: { decision: 'confirmed', note: '内部意见' },
      [second?.fingerprint ?? '']: { decision: 'dismissed', note: '' },
    };
    const words = (await wordsOf(await toNotice(report, { ...options, verdicts }))).join('\n');
    expect(words).toContain(first?.message);
    expect(words).not.toContain(second?.message);
    expect(words).not.toContain(third?.message);
    expect(words).not.toContain('内部意见');
    expect(words).not.toContain('尚未经核查人员');
  });

  it('of all errors says that nobody confirmed them', async () => {
    const report = await faulty();
    const words = (await wordsOf(await toNotice(report, { ...options, choice: 'errors' }))).join('\n');
    for (const { message, severity } of report.findings) expect(words.includes(message)).toBe(severity === 'error');
    expect(words).toContain('尚未经核查人员逐项确认');
  });

  it('without a confirmed finding is none', async () => {
    const report = await faulty();
    await expect(toNotice(report, options)).rejects.toThrow('没有一项经确认');
    await expect(toNotice(report, { ...options, language: 'en' })).rejects.toThrow('no finding is confirmed');
    await expect(toNotice(resultWith('docx', []), { ...options, choice: 'errors' })).rejects.toThrow('没有发现错误');
    const unreadable = (await samples['zh-CN']).find(({ status }) => status === 'unreadable') as ReportResult;
    await expect(toNotice(unreadable, options)).rejects.toThrow('文件没有读出');
  });

  it('leaves room where office, deadline, unit or year are not known', async () => {
    const report = { ...resultWith('docx', [null]), unit: null, year: null };
    const blank = { ...options, choice: 'open', issuer: '', deadline: null, date: null } as const;
    const words = await wordsOf(await toNotice(report, blank));
    expect(words.join('\n')).toContain('　　　　年　　月　　日前完成整改');
    expect(words.join('\n')).not.toMatch(/null|undefined/);
  });

  it('in English', async () => {
    const report = await faulty('en');
    const words = await wordsOf(await toNotice(report, { ...options, language: 'en', verdicts: confirmed(report) }));
    expect(words[0]).toBe('Notice to mend');
    expect(words.join('\n')).toContain('before 2024-03-31');
  });

  it('holds nothing of documents but text', async () => {
    const report = hostileResult();
    for (const template of [undefined, readFileSync(join(root, 'resources', 'notice-template.docx'))]) {
      const bytes = await toNotice(report, {
        ...options,
        verdicts: confirmed(report),
        ...(template ? { template: new Uint8Array(template) } : {}),
      });
      checkParts(bytes);
      const xml = strFromU8(unzipSync(bytes)['word/document.xml'] as Uint8Array);
      expect(xml).not.toMatch(/<w:(instrText|fldSimple|hyperlink)|<script/i);
      expect((await wordsOf(bytes)).join('')).toContain(hostileTexts[8]);
    }
  });
});

const three = resultWith('docx', [{ block: 0 }, { block: 1 }, { block: 2 }]);
const filled = (template: Uint8Array) => toNotice(three, { ...options, verdicts: confirmed(three), template });
const shown = async (body: string) => show(readDocx(await filled(makeDocx({ body })), defaultLimits));
const messages = three.findings.map(({ message }) => message);

describe('a template', () => {
  it('is filled, its paragraph of the findings once for each', async () => {
    expect(await shown(p('致{{单位}}（{{ 年度 }}）：') + p('{{序号}}、{{问题}}') + p('{{发文机关}}{{日期}}'))).toEqual([
      '致甲局（2023）：',
      ...messages.map((message, index) => `${index + 1}、${message}`),
      '清河区人民政府办公室2024年3月1日',
    ]);
  });

  it('repeats a table row', async () => {
    expect(await shown(tbl(['号', '事'], ['{{序号}}', '{{问题}}'], ['止', '{{问题数}}']) + p('末'))).toEqual([
      [
        '0,0 号',
        '0,1 事',
        ...messages.flatMap((message, index) => [`${index + 1},0 ${index + 1}`, `${index + 1},1 ${message}`]),
        '4,0 止',
        '4,1 3',
      ],
      '末',
    ]);
  });

  it('repeats paragraphs that follow each other together, and leaves out those that would be empty', async () => {
    const [first] = messages;
    const all = await shown(p('{{问题}}') + p('算式：{{算式}}') + p('依据：{{依据}}') + p('{{说明}}') + p('完'));
    expect(all).toHaveLength(7);
    expect(all.slice(0, 2)).toEqual([first, '依据：某条']);
    expect(all.at(-1)).toBe('完');
  });

  it('keeps the look of a placeholder that the word processor has divided', async () => {
    const divided = p(`${r('{', '<w:b/>')}${r('{问')}<w:proofErr w:type="spellStart"/>${r('题}')}${r('}。')}`);
    expect(await shown(divided)).toEqual(messages.map((message) => `${message}。`));
    const xml = strFromU8(unzipSync(await filled(makeDocx({ body: divided })))['word/document.xml'] as Uint8Array);
    expect(xml).toContain('<w:b/></w:rPr><w:t xml:space="preserve">第0处');
  });

  it('is filled in headers and text boxes too; everything else stays byte for byte', async () => {
    const template = makeDocx({
      body: p('{{问题}}') + p(`<w:r><w:pict><w:txbxContent>${p('{{单位}}')}</w:txbxContent></w:pict></w:r>`),
      parts: {
        'word/header1.xml': `<w:hdr ${namespaces}>${p('{{发文机关}}')}</w:hdr>`,
        'word/media/seal.png': new Uint8Array([1, 2, 3]),
        'word/_rels/document.xml.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
      },
    });
    const [before, after] = [unzipSync(template), unzipSync(await filled(template))];
    expect(strFromU8(after['word/header1.xml'] as Uint8Array)).toContain('清河区人民政府办公室');
    expect(strFromU8(after['word/document.xml'] as Uint8Array)).toContain('甲局');
    for (const name of ['word/media/seal.png', 'word/styles.xml', '[Content_Types].xml']) {
      expect(after[name]).toEqual(before[name]);
    }
  });

  it('of Word’s own kind for templates becomes a document', async () => {
    const types = strFromU8(unzipSync(makeDocx({}))['[Content_Types].xml'] as Uint8Array);
    const template = makeDocx({
      body: p('{{问题}}'),
      parts: { '[Content_Types].xml': types.replace('.document.main', '.template.main') },
    });
    expect(strFromU8(unzipSync(await filled(template))['[Content_Types].xml'] as Uint8Array)).toBe(types);
  });

  it.each([
    [
      'an unknown placeholder',
      makeDocx({ body: p('{{问题}}{{问題}}{{foo}}') }),
      /不认识的占位符：\{\{问題\}\}、\{\{foo\}\}。.*\{\{核查意见\}\}/,
    ],
    ['a placeholder without an end', makeDocx({ body: p('{{问题}}') + p('{{单位') }), '占位符没有写完：“{{单位”'],
    ['no place for the findings', makeDocx({ body: p('{{单位}}') }), '模板中没有 {{问题}}'],
    ['a text file', new TextEncoder().encode('{{问题}}'), '不是可以打开的 DOCX'],
    ['a file that is cut off', makeDocx({ body: p('{{问题}}') }).slice(0, 400), '不是可以打开的 DOCX'],
    [
      'a file with macros',
      makeDocx({
        body: p('{{问题}}'),
        parts: {
          '[Content_Types].xml': strFromU8(unzipSync(makeDocx({}))['[Content_Types].xml'] as Uint8Array).replace(
            'vnd.openxmlformats-officedocument.wordprocessingml.document.main',
            'vnd.ms-word.document.macroEnabled.main',
          ),
        },
      }),
      '不是可以打开的 DOCX',
    ],
  ])('is refused in words: %s', async (_, template, sentence) => {
    await expect(filled(template)).rejects.toThrow(sentence);
  });

  it('that comes with the program can be filled, and every placeholder is described', async () => {
    const template = new Uint8Array(readFileSync(join(root, 'resources', 'notice-template.docx')));
    const report = await faulty();
    const bytes = await toNotice(report, { ...options, verdicts: confirmed(report), template });
    checkParts(bytes);
    const words = await wordsOf(bytes);
    expect(words.slice(0, 3)).toEqual([
      '关于清河区教育局2023年',
      '政府信息公开工作年度报告的整改通知书',
      '清河区教育局：',
    ]);
    for (const { message, basis } of report.findings) {
      expect(words).toContain(message);
      expect(words).toContain(basis);
    }
    expect(words.join('')).not.toMatch(/\{\{|\}\}/);
    const described = readFileSync(join(root, 'docs', 'notice-template.md'), 'utf8');
    for (const name of placeholderNames) expect(described).toContain(`\`{{${name}}}\``);
  });
});
