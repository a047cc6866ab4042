/**
 * Files that are hostile, broken or something else: each is answered with the contract's code and a sentence that says
 * what to do, within the limits, and the others of the run are checked all the same. Over the real pool with real
 * worker threads, and with the terminal program as a process.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool } from '../src/main/services/checking-pool.ts';
import type { ReadErrorCode } from '../src/shared/document/errors.ts';
import type { CheckResult, ReportResult } from '../src/shared/outputs/contract.ts';
import { resultOf } from '../src/shared/outputs/json.ts';
import { makeDocx, namespaces, p, r } from '../src/shared/readers/docx/make-docx.ts';
import { writePdf } from '../src/shared/readers/pdf/testing/pdf-writer.ts';
import { packParts } from './generator/zip.ts';
import { root } from './support/compare.ts';

const worker = new URL('./shells/source-worker.ts', import.meta.url);
const kept = (name: string): Uint8Array => new Uint8Array(readFileSync(join(root, 'tests/fixtures/reports', name)));
const docx = kept('2019-department-none.docx');
const pdf = kept('2019-town-right.pdf');
const txt = kept('2021-department-right.txt');

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): number[] => text.split('').flatMap((letter) => [letter.charCodeAt(0), 0]);
const ole = (stream: string): Uint8Array =>
  Uint8Array.from([
    0xd0,
    0xcf,
    0x11,
    0xe0,
    0xa1,
    0xb1,
    0x1a,
    0xe1,
    ...new Array<number>(600).fill(0),
    ...utf16(stream),
  ]);

function withProlog(prolog: string, content: string): Uint8Array {
  const document = `${prolog}<w:document ${namespaces}><w:body>${content}</w:body></w:document>`;
  return makeDocx({ parts: { 'word/document.xml': document } });
}

let bomb: Uint8Array | undefined;

/** A part that inflates to more than all parts may: 201 MiB of blanks in 0.2 MB. Packing it takes a while, so it is kept. */
function zipBomb(): Uint8Array {
  if (!bomb) {
    const document = new Uint8Array(201 * 2 ** 20).fill(0x20);
    document.set(ascii(`<w:document ${namespaces}><w:body>`));
    bomb = makeDocx({ parts: { 'word/document.xml': document } });
  }
  return bomb;
}

const tenTimes = (name: string, other: string): string => `<!ENTITY ${name} "${`&${other};`.repeat(10)}">`;
const entityBomb = `<!DOCTYPE a [<!ENTITY a "0123456789">${['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']
  .map((name, index) => tenTimes(name, 'abcdefgh'.charAt(index)))
  .join('')}]>`;

interface Case {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly code: ReadErrorCode;
  /** What the sentence says, in Chinese and in English. */
  readonly says: readonly [RegExp, RegExp];
}

const askAgain = [/重新索取/, /Ask for it again/] as const;
const tooLarge = [/大小限制/, /size limit/] as const;

const cases: readonly Case[] = [
  { what: 'an empty file', name: 'empty.docx', bytes: () => new Uint8Array(), code: 'empty', says: askAgain },
  { what: 'a text of blanks', name: 'blank.txt', bytes: () => ascii(' \n \n'), code: 'empty', says: askAgain },
  { what: 'a ZIP bomb', name: 'bomb.docx', bytes: zipBomb, code: 'too-large', says: tooLarge },
  {
    what: 'an entity bomb',
    name: 'entities.docx',
    bytes: () => withProlog(entityBomb, p(r('&i;'))),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'an external entity',
    name: 'external.docx',
    bytes: () => withProlog('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', p(r('&x;'))),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'a DOCX that is cut off',
    name: 'cut.docx',
    bytes: () => docx.subarray(0, docx.length / 2),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'a PDF that is cut off in its header',
    name: 'cut.pdf',
    bytes: () => pdf.subarray(0, 40),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'a PDF whose page tree is a loop',
    name: 'loop.pdf',
    bytes: () =>
      writePdf([{ content: '' }], {
        change: (object) => object.replace(/\/Kids\s*\[[^\]]*\]/, '/Kids[2 0 R 2 0 R]'),
      }),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'a text of 50 MB',
    name: 'long.txt',
    bytes: () => new Uint8Array(50_000_000).fill(0x31),
    code: 'too-large',
    says: tooLarge,
  },
  {
    what: 'a file over the limit',
    name: 'huge.pdf',
    bytes: () => new Uint8Array(101 * 2 ** 20),
    code: 'too-large',
    says: tooLarge,
  },
  { what: 'text called .pdf', name: 'text.pdf', bytes: () => txt, code: 'corrupt', says: askAgain },
  { what: 'text called .docx', name: 'text.docx', bytes: () => txt, code: 'corrupt', says: askAgain },
  {
    what: 'an old Word file',
    name: 'old.doc',
    bytes: () => ole('WordDocument'),
    code: 'unsupported',
    says: [/旧版 Word 或 WPS.*另存为 \.docx/, /old Word or WPS file.*save it as \.docx/],
  },
  {
    what: 'a WPS file',
    name: 'old.wps',
    bytes: () => ole('WpsDocument'),
    code: 'unsupported',
    says: [/旧版 Word 或 WPS.*另存为 \.docx/, /old Word or WPS file.*save it as \.docx/],
  },
  {
    what: 'an old Word file called .docx',
    name: 'renamed.docx',
    bytes: () => ole('WordDocument'),
    code: 'unsupported',
    says: [/旧版 Word 或 WPS/, /old Word or WPS file/],
  },
  {
    what: 'a DOCX with a password',
    name: 'secret.docx',
    bytes: () => ole('EncryptedPackage'),
    code: 'encrypted',
    says: [/去掉密码/, /Remove the password/],
  },
  {
    what: 'an RTF file',
    name: 'a.rtf',
    bytes: () => ascii('{\\rtf1\\ansi}'),
    code: 'unsupported',
    says: [/RTF.*另存为 \.docx/, /RTF.*save it as \.docx/],
  },
  {
    what: 'an OFD file',
    name: 'a.ofd',
    bytes: () => packParts({ 'OFD.xml': '<ofd:OFD/>' }),
    code: 'unsupported',
    says: [/OFD.*PDF/, /OFD.*PDF/],
  },
  {
    what: 'an OFD file called .docx',
    name: 'ofd.docx',
    bytes: () => packParts({ 'OFD.xml': '<ofd:OFD/>' }),
    code: 'unsupported',
    says: [/OFD.*PDF/, /OFD.*PDF/],
  },
  {
    what: 'a web page',
    name: 'a.html',
    bytes: () => ascii('<!DOCTYPE html><html><body>报告</body></html>'),
    code: 'unsupported',
    says: [/网页.*打印为 PDF/, /web page.*PDF/],
  },
  {
    what: 'a picture',
    name: 'a.png',
    bytes: () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
    code: 'unsupported',
    says: [/图片.*文字层/, /picture.*text layer/],
  },
  {
    what: 'another ZIP',
    name: 'other.docx',
    bytes: () => packParts({ 'a.txt': 'a' }),
    code: 'corrupt',
    says: askAgain,
  },
  {
    what: 'a text about something else',
    name: 'letter.txt',
    bytes: () => ascii('会议纪要\n今天开会。\n'),
    code: 'not-a-report',
    says: [/似乎不是/, /right file/],
  },
];

/** Reports under another name, and hostile files of which something can be read: what is told is what they are. */
const readable: readonly { readonly name: string; readonly bytes: () => Uint8Array; readonly format: string }[] = [
  { name: 'docx.pdf', bytes: () => docx, format: 'docx' },
  { name: 'pdf.docx', bytes: () => pdf, format: 'pdf' },
  { name: 'docx.txt', bytes: () => docx, format: 'docx' },
  { name: 'report', bytes: () => txt, format: 'txt' },
];

describe('the checking pool', () => {
  // One worker for all: none of these files is worth a new one.
  const pool = createPool({ workers: 1, timeLimit: 20_000, script: worker, setup: { packs: [], pack: false } });
  afterAll(() => pool.close());

  it.each(cases)('$what is $code, and the next file is checked', async ({ name, bytes, code, says }) => {
    const [bad, next] = await Promise.all([
      pool.check({ bytes: bytes() }, name),
      pool.check({ bytes: txt.slice() }, 'next.txt'),
    ]);
    expect(bad.loss).toBeNull();
    if (bad.answer.kind !== 'plain') throw new Error('packed');
    const [chinese, english] = (['zh-CN', 'en'] as const).map((language) =>
      resultOf((bad.answer as Extract<typeof bad.answer, { kind: 'plain' }>).outcome, name, null, language),
    ) as [ReportResult, ReportResult];
    expect(chinese.error?.code).toBe(code);
    expect(chinese.error?.message).toMatch(says[0]);
    expect(chinese.error?.message).toMatch(/请/);
    expect(english.error?.message).toMatch(says[1]);
    expect(next).toMatchObject({ loss: null, answer: { outcome: { error: null, format: 'txt' } } });
  });

  it('a form that draws itself costs its own file only', async () => {
    const loop = writePdf([{ content: '/X Do /X Do', forms: { X: '/X Do /X Do' } }]);
    const [bad, next] = await Promise.all([
      pool.check({ bytes: loop }, 'form.pdf'),
      pool.check({ bytes: pdf.slice() }, 'next.pdf'),
    ]);
    expect(bad).toMatchObject({ loss: null, answer: { outcome: { report: null } } });
    expect(next).toMatchObject({ loss: null, answer: { outcome: { error: null, format: 'pdf' } } });
  });
});

describe('the terminal program', () => {
  let folder = '';
  beforeAll(async () => {
    await gouji('--version');
    folder = mkdtempSync(join(tmpdir(), 'gouji-limits-'));
    for (const { name, bytes } of [...cases, ...readable]) writeFileSync(join(folder, name), bytes());
    mkdirSync(join(folder, 'folder.pdf', 'below'), { recursive: true });
    writeFileSync(join(folder, 'folder.pdf', 'below', 'report.txt'), txt);
    writeFileSync(join(folder, 'folder.pdf', 'broken.docx'), ascii('broken'));
    mkdirSync(join(folder, 'nothing.pdf'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function gouji(...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
    return new Promise((resolve, reject) => {
      const options = { cwd: root, maxBuffer: 2 ** 28 };
      execFile(process.execPath, ['scripts/check.cjs', ...args], options, (error, stdout, stderr) => {
        const status = error === null ? 0 : error.code;
        if (typeof status === 'number') resolve({ status, stdout, stderr });
        else reject(error);
      });
    });
  }

  async function check(...names: string[]): Promise<{ status: number; reports: readonly ReportResult[] }> {
    const { status, stdout } = await gouji('--format', 'json', ...names.map((name) => join(folder, name)));
    return { status, reports: (JSON.parse(stdout) as CheckResult).reports };
  }

  it('answers for every file of a run, each with its code, and ends with 2', async () => {
    const all = [...cases, ...readable].map(({ name }) => name);
    const { status, reports } = await check(...all, 'missing.docx');
    expect(status).toBe(2);
    const told = Object.fromEntries(
      reports.map(({ file, error, format }) => [file.slice(folder.length + 1), error?.code ?? format]),
    );
    expect(told).toEqual({
      ...Object.fromEntries(cases.map(({ name, code }) => [name, code])),
      ...Object.fromEntries(readable.map(({ name, format }) => [name, format])),
      'missing.docx': 'not-found',
    });
    for (const { error } of reports) if (error) expect(error.message).toMatch(/请/);
  });

  it('reads a folder whatever it is called; what is broken in it is no wrong usage', async () => {
    const { status, reports } = await check('folder.pdf');
    expect(status).toBe(0);
    expect(reports.map(({ file, error }) => [file.slice(folder.length + 1), error?.code ?? 'read'])).toEqual([
      [join('folder.pdf', 'below', 'report.txt'), 'read'],
      [join('folder.pdf', 'broken.docx'), 'corrupt'],
    ]);
  });

  it('ends with 2 where a folder holds no report at all', async () => {
    expect(await check('nothing.pdf')).toEqual({ status: 2, reports: [] });
  });

  it('names a file that may not be read', async ({ skip }) => {
    if (process.platform === 'win32' || process.getuid?.() === 0) skip('everything may be read here');
    writeFileSync(join(folder, 'closed.txt'), txt, { mode: 0o000 });
    const { status, reports } = await check('closed.txt', 'report');
    expect(status).toBe(2);
    expect(reports.map(({ error }) => error?.code ?? 'read')).toEqual(['not-found', 'read']);
  });
});
