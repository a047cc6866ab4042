/** What leaves the program, with real workers and real files, read back by other libraries. */
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import readExcelFile from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createProgram, type Program, type ProgramOptions } from '../../src/main/services/program.ts';
import type { Exported, ExportRequest } from '../../src/shared/api.ts';
import { chosenFindings } from '../../src/shared/outputs/chosen.ts';
import type { CheckResult, FindingResult } from '../../src/shared/outputs/contract.ts';
import { toJson } from '../../src/shared/outputs/json.ts';
import { root } from '../support/compare.ts';
import { sampleResults } from '../support/results.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

/** A program that has checked the samples. */
async function openSamples(options: Partial<ProgramOptions> = {}) {
  const sessionFolder = mkdtempSync(join(tmpdir(), 'gouji-test-'));
  const program = createProgram({
    shell: 'browser',
    version: '1.2.3',
    samples: join(root, 'samples'),
    dataFolder: null,
    sessionFolder,
    log: () => {},
    pool: { workers: 2, script: new URL('./source-worker.ts', import.meta.url) },
    outputScript: new URL('./source-output-worker.ts', import.meta.url),
    ...options,
  });
  const { added } = await program.addSamples();
  await until(() => program.isIdle());
  const list = await program.list();
  const faulty = list.find(({ name }) => name.includes('有误') && name.endsWith('.docx'));
  if (!faulty) throw new Error('no faulty sample');
  const close = async () => {
    await program.close();
    rmSync(sessionFolder, { recursive: true, force: true });
  };
  return { program, sessionFolder, added, faulty, close };
}

type Opened = Awaited<ReturnType<typeof openSamples>>;

const request = (kind: ExportRequest['kind'], ids: ExportRequest['ids'] = 'all'): ExportRequest => ({
  kind,
  ids,
  details: false,
  language: 'zh-CN',
});

async function made(program: Program, asked: ExportRequest) {
  const exported = await program.exportReports(asked);
  if (exported.done !== 'made') throw new Error(JSON.stringify(exported));
  return { name: exported.name, bytes: exported.bytes, text: new TextDecoder('utf8').decode(exported.bytes) };
}

describe('a window without dialogs gets what was made', () => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openSamples();
  }, 60_000);
  afterAll(() => opened.close());

  test('the summary of one report, with what the auditor said of it', async () => {
    const { program, faulty, sessionFolder } = opened;
    const { result } = await program.open(faulty.id, 'zh-CN');
    const [first, second] = result.findings;
    await program.decide(faulty.id, first?.fingerprint ?? '', 'confirmed', '已电话核实');
    await program.decide(faulty.id, second?.fingerprint ?? '', 'dismissed', '');
    await program.review(faulty.id, 'returned');
    const { name, text } = await made(program, request('print', [faulty.id]));
    expect(name).toBe('清河区教育局2023年度报告核查摘要.html');
    expect(text).toContain('<h1>政府信息公开工作年度报告核查摘要</h1>');
    expect(text).toMatch(/<span class="decision">确认<\/span> 已电话核实/);
    expect(text).toContain('另有 1 处为误报');
    expect(text).toMatch(/核查状态<\/th><td>退回/);
    for (const { message } of result.findings.slice(2)) expect(text).toContain(message.trim());
    expect(readdirSync(join(sessionFolder, 'output'))).toEqual([]);
  });

  test('the summary of several, with the findings of each where they are asked for', async () => {
    const { program } = opened;
    const brief = await made(program, request('print'));
    expect(brief.name).toMatch(/^年度报告核查汇总 \d{4}-\d\d-\d\d\.html$/);
    expect(brief.text).toContain('二、按单位汇总');
    expect(brief.text).not.toContain('各报告问题清单');
    const detailed = await made(program, { ...request('print'), details: true });
    expect(detailed.text).toContain('四、各报告问题清单');
  });

  test('the workbook, with the state and the decisions', async () => {
    const { program, added, faulty } = opened;
    const { result } = await program.open(faulty.id, 'zh-CN');
    const { fingerprint } = result.findings[2] as (typeof result.findings)[number];
    await program.decide(faulty.id, fingerprint, 'mended', '=1+1');
    const { name, bytes } = await made(program, request('xlsx'));
    expect(name).toMatch(/^年度报告核查汇总表 .*\.xlsx$/);
    const sheets = await readExcelFile(Buffer.from(bytes));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['报告汇总', '问题', '表二', '表三', '表四']);
    expect(sheets[0]?.data).toHaveLength(1 + added.length);
    const reviews = { pending: '待核', reviewed: '已核', returned: '退回' };
    const list = await program.list();
    expect(sheets[0]?.data.slice(1).map((row) => row[6])).toEqual(list.map(({ review }) => reviews[review]));
    const [head = [], ...findings] = sheets[1]?.data ?? [];
    const decided = findings.find(
      (row) => row[head.indexOf('指纹')] === fingerprint && row[head.indexOf('SHA-256')] === result.sha256,
    );
    expect([decided?.[head.indexOf('核查意见')], decided?.[head.indexOf('备注')]]).toEqual(['已整改', '=1+1']);
  });

  test('CSV and JSON, the JSON as the terminal prints it', async () => {
    const { program, faulty } = opened;
    const csv = await made(program, request('csv', [faulty.id]));
    expect([...csv.bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.text.split('\r\n')[0]).toContain('文件,单位,年度,级别');
    const { result } = await program.open(faulty.id, 'zh-CN');
    expect(csv.text.split('\r\n').filter((line) => line.includes(result.sha256 ?? ''))).toHaveLength(
      result.findings.length,
    );
    const json = await made(program, request('json', [faulty.id]));
    expect(json.text).toBe(toJson([result], '1.2.3'));
    const all = JSON.parse((await made(program, request('json'))).text) as CheckResult;
    expect(all.reports).toHaveLength((await program.list()).length);
  });

  test('nothing checked: a sentence', async () => {
    const { program } = opened;
    expect(await program.exportReports(request('csv', []))).toEqual({
      done: 'failed',
      message: '没有核对完的报告可以导出。请等核对完成后再试。',
    });
  });

  test('PDF is the browser’s own business', async () => {
    const { program } = opened;
    await expect(program.exportReports(request('pdf'))).rejects.toMatchObject({ code: 'refused' });
  });

  test('is cancelled', async () => {
    const { program, sessionFolder } = opened;
    const exported = program.exportReports(request('xlsx'));
    await program.cancelExport();
    expect(await exported).toEqual({ done: 'cancelled' });
    expect(readdirSync(join(sessionFolder, 'output'))).toEqual([]);
  });

  test('in the order that the window asks for, what is gone left out', async () => {
    const { program, added } = opened;
    const [first, second, third] = added as [string, string, string];
    await program.remove([second]);
    const names = async () => {
      const { text } = await made(program, request('json', [third, second, first]));
      return (JSON.parse(text) as CheckResult).reports.map(({ file }) => file);
    };
    const list = await program.list();
    const nameOf = (id: string) => list.find((entry) => entry.id === id)?.name;
    expect(await names()).toEqual([nameOf(third), nameOf(first)]);
  });
});

/** The sample report with errors of a format, in a folder where it may be changed. */
function ownCopy(format: string): string {
  const sample = readdirSync(join(root, 'samples')).find(
    (name) => name.includes('有误') && name.endsWith(`.${format}`),
  );
  const path = join(temporaryFolder(), `报告.${format}`);
  cpSync(join(root, 'samples', sample ?? ''), path);
  return path;
}

describe('the marked copy', () => {
  let program: Program;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ program, close } = await openSamples());
  }, 60_000);
  afterAll(() => close());

  async function add(format: string) {
    const path = ownCopy(format);
    const { added } = await program.add([{ name: `报告.${format}`, path }]);
    await until(() => program.isIdle());
    const id = added[0] as string;
    return { id, path, ...(await program.open(id, 'zh-CN')) };
  }

  test('of DOCX holds what is open as comments, with the auditor’s note', async () => {
    const { id, result } = await add('docx');
    const [first, second, third] = result.findings;
    await program.decide(id, first?.fingerprint ?? '', 'confirmed', '已电话核实');
    await program.decide(id, second?.fingerprint ?? '', 'dismissed', '');
    await program.decide(id, third?.fingerprint ?? '', 'mended', '');
    const { name, bytes } = await made(program, request('marked', [id]));
    expect(name).toBe('清河区教育局2023年度报告批注稿.docx');
    const comments = strFromU8(unzipSync(bytes)['word/comments.xml'] as Uint8Array);
    expect(comments.match(/<w:comment /g)).toHaveLength(result.findings.length - 2);
    expect(comments).toContain('核查意见：已电话核实');
  });

  test('of PDF begins with the file itself', async () => {
    const { id, path, result, verdicts } = await add('pdf');
    const { name, bytes } = await made(program, request('marked', [id]));
    expect(name).toBe('清河区教育局2023年度报告批注稿.pdf');
    const own = readFileSync(path);
    expect(Buffer.from(bytes.subarray(0, own.length)).equals(own)).toBe(true);
    const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    const pages = await Promise.all(Array.from({ length: file.numPages }, (_, index) => file.getPage(index + 1)));
    const notes = (await Promise.all(pages.map((page) => page.getAnnotations()))).flat();
    expect(notes.filter(({ subtype }) => /^(Highlight|Text)$/.test(subtype))).toHaveLength(
      // The unit's other file was decided on.
      chosenFindings(result, verdicts, 'open').length,
    );
  });

  test('a file that has changed or gone is not marked: a sentence what to do', async () => {
    const { id, path } = await add('docx');
    writeFileSync(path, 'another');
    expect(await program.exportReports(request('marked', [id]))).toEqual({
      done: 'failed',
      message: '文件已更改，请重新核查后再导出批注稿。',
    });
    rmSync(path);
    expect(await program.exportReports({ ...request('marked', [id]), language: 'en' })).toEqual({
      done: 'failed',
      message: 'The file is gone or cannot be opened: there is nothing to mark. Put it back or add it again.',
    });
  });

  test('nothing open, TXT, a file that was not read: each its sentence', async () => {
    const { id, result } = await add('docx');
    for (const { fingerprint } of result.findings) await program.decide(id, fingerprint, 'mended', '');
    const failed = async (one: string) => {
      const exported = await program.exportReports(request('marked', [one]));
      return exported.done === 'failed' ? exported.message : exported.done;
    };
    expect(await failed(id)).toBe('没有需要批注的问题：没有发现问题，或发现的都已标为误报或已整改。');
    expect(await failed((await add('txt')).id)).toBe('TXT 没有批注。请用同一份报告的 DOCX 或 PDF。');
    const broken = join(temporaryFolder({ '坏.pdf': '%PDF-1.7\n' }), '坏.pdf');
    const { added } = await program.add([{ name: '坏.pdf', path: broken }]);
    await until(() => program.isIdle());
    expect(await failed(added[0] as string)).toMatch(/^文件没有读出，不能标注/);
  });

  test('is of one report only', async () => {
    await expect(program.exportReports(request('marked'))).rejects.toMatchObject({ code: 'bad-request' });
  });
});

/** A template as an office may write it: one paragraph. */
function template(words: string): string {
  const part = (name: string, xml: string) => ({ [name]: strToU8(`<?xml version="1.0" encoding="UTF-8"?>${xml}`) });
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const zip = zipSync({
    ...part(
      '[Content_Types].xml',
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${types}"/></Types>`,
    ),
    ...part(
      '_rels/.rels',
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    ...part(
      'word/document.xml',
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`,
    ),
  });
  return Buffer.from(zip).toString('base64');
}

describe('the notice', () => {
  let opened: Opened;
  beforeEach(async () => {
    opened = await openSamples({ noticeSample: join(root, 'resources/notice-template.docx') });
  }, 60_000);
  afterEach(() => opened.close());

  const wish = { issuer: '清河区政务公开办公室', deadline: '2024-04-15', choice: 'confirmed' } as const;
  const asked = (change: Partial<ExportRequest> = {}): ExportRequest => ({
    ...request('notice', [opened.faulty.id]),
    notice: wish,
    ...change,
  });
  const wordsOf = async (bytes: Uint8Array) =>
    (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value.replace(/\s/g, '');
  /** Confirms the first finding; answers with it and with the next one. */
  async function confirmFirst() {
    const { result } = await opened.program.open(opened.faulty.id, 'zh-CN');
    const [first, second] = result.findings as [FindingResult, FindingResult];
    await opened.program.decide(opened.faulty.id, first.fingerprint, 'confirmed', '');
    return { result, first: first.message.replace(/\s/g, ''), second: second.message.replace(/\s/g, '') };
  }

  test('holds what was confirmed and nothing else, for the unit, with office and deadline', async () => {
    const { first, second } = await confirmFirst();
    const { name, bytes } = await made(opened.program, asked());
    expect(name).toBe('清河区教育局2023年度报告整改通知书.docx');
    const words = await wordsOf(bytes);
    for (const one of [first, '清河区教育局：', '清河区政务公开办公室', '2024年4月15日']) expect(words).toContain(one);
    expect(words).not.toContain(second);
    expect(words).not.toContain('尚未经核查人员逐项确认');
  });

  test('of all errors says that nobody confirmed them', async () => {
    const { result } = await confirmFirst();
    const words = await wordsOf((await made(opened.program, asked({ notice: { ...wish, choice: 'errors' } }))).bytes);
    const errors = result.findings.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(1);
    for (const { message } of errors) expect(words).toContain(message.replace(/\s/g, ''));
    expect(words).toContain('尚未经核查人员逐项确认');
  });

  test('nothing confirmed: a sentence, and nothing is left behind', async () => {
    expect(await opened.program.exportReports(asked())).toEqual({
      done: 'failed',
      message: '没有需要通知单位的问题：没有一项经确认。请先在问题清单中确认要通知单位的问题。',
    });
    expect(readdirSync(join(opened.sessionFolder, 'output'))).toEqual([]);
  });

  test('in the office’s own template, until the program’s look is restored', async () => {
    const { program } = opened;
    const { first } = await confirmFirst();
    expect(await program.noticeTemplate()).toBeNull();
    const own = template('我办致{{单位}}：{{问题}}请于{{期限}}前改正。');
    expect(await program.saveNoticeTemplate('红头.docx', own, 'zh-CN')).toBeNull();
    expect(await program.noticeTemplate()).toBe('红头.docx');
    expect(await wordsOf((await made(program, asked())).bytes)).toBe(
      `我办致清河区教育局：${first}请于2024年4月15日前改正。`,
    );
    await program.removeNoticeTemplate();
    expect(await program.noticeTemplate()).toBeNull();
    expect(await wordsOf((await made(program, asked())).bytes)).not.toContain('我办致');
  });

  test.each([
    [
      'an unknown placeholder',
      template('{{问题}}{{单位名}}'),
      /^模板中有不认识的占位符：\{\{单位名\}\}。可用的占位符：/,
    ],
    ['no findings', template('{{单位}}'), /^模板中没有 \{\{问题\}\}/],
    ['no DOCX', Buffer.from('模板').toString('base64'), /^模板不是可以打开的 DOCX 文件/],
  ])('a template with %s is refused in a sentence; the one in use stays', async (_, base64, sentence) => {
    const { program, sessionFolder } = opened;
    await program.saveNoticeTemplate('红头.docx', template('{{问题}}'), 'zh-CN');
    expect(await program.saveNoticeTemplate('另一份.docx', base64, 'zh-CN')).toMatch(sentence);
    expect(await program.noticeTemplate()).toBe('红头.docx');
    expect(readdirSync(join(sessionFolder, 'output'))).toEqual([]);
  });

  test('the sample template can be had, and used as it is', async () => {
    const { program } = opened;
    const { first } = await confirmFirst();
    const sample = await program.saveNoticeSample('zh-CN');
    if (sample.done !== 'made') throw new Error(sample.done);
    expect(sample.name).toBe('整改通知书样例模板.docx');
    expect(
      await program.saveNoticeTemplate(sample.name, Buffer.from(sample.bytes).toString('base64'), 'en'),
    ).toBeNull();
    expect(await wordsOf((await made(program, asked())).bytes)).toContain(first);
  });

  test('of several reports is a ZIP: one for each that has something to tell, under names of their own', async () => {
    const none = await opened.program.exportReports(asked({ ids: 'all' }));
    expect(none).toEqual({ done: 'failed', message: expect.stringMatching(/没有一项经确认/) });
    const { first, second } = await confirmFirst();
    const confirmed = await made(opened.program, asked({ ids: [...opened.added] }));
    expect(confirmed.name).toMatch(/^年度报告整改通知书 \d{4}-\d\d-\d\d\.zip$/);
    const errors = await made(opened.program, asked({ ids: 'all', notice: { ...wish, choice: 'errors' } }));
    // Of the faulty report there are three files, of the one without faults three more.
    const name = '清河区教育局2023年度报告整改通知书';
    expect(Object.keys(unzipSync(errors.bytes)).sort()).toEqual([
      `${name} (2).docx`,
      `${name} (3).docx`,
      `${name}.docx`,
    ]);
    for (const bytes of Object.values(unzipSync(errors.bytes))) expect(await wordsOf(bytes)).toContain(second);
    for (const bytes of Object.values(unzipSync(confirmed.bytes))) {
      expect(await wordsOf(bytes)).toContain(first);
      expect(await wordsOf(bytes)).not.toContain(second);
    }
  });

  test('needs its particulars', async () => {
    const bare = request('notice', [opened.faulty.id]);
    await expect(opened.program.exportReports(bare)).rejects.toMatchObject({ code: 'bad-request' });
  });
});

test('office and template are there for the next program', async () => {
  const dataFolder = temporaryFolder();
  const first = await openSamples({ dataFolder });
  await first.program.saveSettings({ issuer: '清河区政务公开办公室' });
  await first.program.saveNoticeTemplate('红头.docx', template('{{问题}}'), 'zh-CN');
  await first.close();
  const { program, close } = await openSamples({ dataFolder });
  expect((await program.settings()).issuer).toBe('清河区政务公开办公室');
  expect(await program.noticeTemplate()).toBe('红头.docx');
  await close();
});

describe('a shell with dialogs', () => {
  let opened: Opened;
  let place: (name: string) => string | null;
  const asked: string[] = [];
  const printed: string[] = [];

  beforeAll(async () => {
    opened = await openSamples({
      noticeSample: join(root, 'resources/notice-template.docx'),
      output: {
        choosePlace: async (name) => {
          asked.push(name);
          return place(name);
        },
        print: async (page) => {
          printed.push(readFileSync(page, 'utf8'));
          return 'printed';
        },
        pdf: async (page) => new TextEncoder().encode(`PDF of ${readFileSync(page, 'utf8').length}`),
      },
    });
  }, 60_000);
  afterAll(() => opened.close());

  /** Exports; the user chooses the file of that name below a new folder, or none. */
  async function save(kind: ExportRequest['kind'], name: string | null, files: Record<string, string> = {}) {
    const folder = temporaryFolder(files);
    asked.length = 0;
    place = () => (name === null ? null : join(folder, name));
    const exported: Exported = await opened.program.exportReports(request(kind));
    return { folder, exported };
  }

  test.each(['xlsx', 'csv', 'json', 'pdf'] as const)('saves %s where the user says', async (kind) => {
    const { folder, exported } = await save(kind, `结果.${kind}`);
    const path = join(folder, `结果.${kind}`);
    expect(exported).toEqual({ done: 'saved', path });
    expect(asked).toEqual([expect.stringMatching(new RegExp(`\\.${kind}$`))]);
    expect(readFileSync(path).length).toBeGreaterThan(5);
    expect(readdirSync(folder)).toEqual([`结果.${kind}`]);
  });

  test('saves the notice, the marked copy and the sample template where the user says', async () => {
    const { program, faulty } = opened;
    const folder = temporaryFolder();
    asked.length = 0;
    place = (name) => join(folder, name);
    const one = {
      ...request('marked', [faulty.id]),
      notice: { issuer: '', deadline: null, choice: 'errors' },
    } as const;
    for (const kind of ['notice', 'marked'] as const) {
      expect(await program.exportReports({ ...one, kind })).toMatchObject({ done: 'saved' });
    }
    expect(await program.saveNoticeSample('en')).toMatchObject({ done: 'saved' });
    expect(asked).toEqual([
      '清河区教育局2023年度报告整改通知书.docx',
      '清河区教育局2023年度报告批注稿.docx',
      'sample template of the notice to mend.docx',
    ]);
    expect(readdirSync(folder).sort()).toEqual([...asked].sort());
    const isZip = (name: string) => readFileSync(join(folder, name)).subarray(0, 2).toString() === 'PK';
    expect(asked.filter(isZip)).toEqual(asked);
  });

  test('a refused document writes nothing', async () => {
    const folder = temporaryFolder();
    place = (name) => join(folder, name);
    const notice = { issuer: '', deadline: null, choice: 'confirmed' } as const;
    const exported = await opened.program.exportReports({ ...request('notice', [opened.faulty.id]), notice });
    expect(exported).toEqual({ done: 'failed', message: expect.stringMatching(/没有一项经确认/) });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('prints', async () => {
    expect((await save('print', null)).exported).toEqual({ done: 'printed' });
    expect(printed).toEqual([expect.stringContaining('核查汇总')]);
    expect(asked).toEqual([]);
  });

  test('writes nothing where the user cancels', async () => {
    const { folder, exported } = await save('csv', null);
    expect(exported).toEqual({ done: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('replaces the file that the dialog has asked about', async () => {
    const { folder, exported } = await save('csv', '旧.csv', { '旧.csv': 'old' });
    expect(exported).toMatchObject({ done: 'saved' });
    expect(readFileSync(join(folder, '旧.csv'), 'utf8')).not.toBe('old');
  });

  test('replaces no file that the dialog has not asked about', async () => {
    const { folder, exported } = await save('csv', '旧', { '旧.csv': 'old' });
    expect(exported).toEqual({ done: 'failed', message: expect.stringMatching(/^没有保存：已有同名文件/) });
    expect(readFileSync(join(folder, '旧.csv'), 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['旧.csv']);
  });

  test.each(['csv', 'pdf'] as const)('a folder that is gone: a sentence what to do (%s)', async (kind) => {
    const { exported } = await save(kind, join('gone', `结果.${kind}`));
    expect(exported).toEqual({
      done: 'failed',
      message: expect.stringMatching(/^没有保存：文件夹不在了。请换一个位置再试。/),
    });
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk: a sentence, and nothing half-written stays', async () => {
    const folder = temporaryFolder();
    // The name that the file has until it is whole leads to a device that is always full.
    symlinkSync('/dev/full', join(folder, `结果.csv.${process.pid}.tmp`));
    place = () => join(folder, '结果.csv');
    const exported = await opened.program.exportReports(request('csv'));
    expect(exported).toEqual({ done: 'failed', message: expect.stringMatching(/^没有保存：磁盘已满/) });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('the end of the program leaves nothing half-written', async () => {
  const folder = temporaryFolder();
  const { program, close } = await openSamples({
    output: {
      choosePlace: async () => join(folder, '结果.xlsx'),
      print: async () => 'printed',
      pdf: async () => new Uint8Array(),
    },
  });
  const exported = program.exportReports(request('xlsx'));
  await close();
  expect(await exported).toEqual({ done: 'cancelled' });
  expect(readdirSync(folder)).toEqual([]);
});

test('the JSON made report by report is the JSON made at once', async () => {
  const reports = await sampleResults();
  for (const some of [[], reports.slice(0, 1), reports]) {
    expect(JSON.parse(toJson(some, '1'))).toMatchObject({ summary: { files: some.length } });
    expect(toJson(some, '1')).toBe(`${JSON.stringify(JSON.parse(toJson(some, '1')), null, 2)}\n`);
  }
});
