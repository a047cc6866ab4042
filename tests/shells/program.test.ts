/** The program behind the window, with real workers and real files. */
import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createProgram, type ProgramOptions } from '../../src/main/services/program.ts';
import type { ProgramEvent, ReportEntry } from '../../src/shared/api.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { temporaryFolder } from './temp-folder.ts';

const testWorker = new URL('./test-worker.ts', import.meta.url);
const sourceWorker = new URL('./source-worker.ts', import.meta.url);
const text = new TextEncoder();

function start(options: Partial<ProgramOptions> = {}) {
  const sessionFolder = temporaryFolder();
  const events: ProgramEvent[] = [];
  const logged: string[] = [];
  const program = createProgram({
    shell: 'browser',
    version: '1.2.3',
    samples: join(sessionFolder, 'no-samples'),
    dataFolder: null,
    sessionFolder,
    log: (line) => logged.push(line),
    pool: { workers: 2, script: testWorker },
    ...options,
  });
  onTestFinished(() => program.close());
  program.subscribe((event) => events.push(event));

  /** Waits for events until the window that follows them shows what is asked for. */
  async function until(holds: (window: ReturnType<typeof follow>) => boolean): Promise<ReturnType<typeof follow>> {
    for (;;) {
      const window = follow(events);
      if (holds(window)) return window;
      await new Promise<void>((resolve) => {
        const end = program.subscribe(() => {
          end();
          resolve();
        });
      });
    }
  }
  const idle = () => until(({ progress }) => progress !== null && !progress.running && program.isIdle());
  return { program, events, logged, sessionFolder, until, idle };
}

/** What a window that only listens to events knows. */
function follow(events: readonly ProgramEvent[]) {
  const entries = new Map<string, ReportEntry>();
  let progress: (ProgramEvent & { type: 'progress' })['progress'] | null = null;
  for (const event of events) {
    if (event.type === 'entries') for (const entry of event.entries) entries.set(entry.id, entry);
    if (event.type === 'removed') for (const id of event.ids) entries.delete(id);
    if (event.type === 'progress') progress = event.progress;
  }
  return { entries: [...entries.values()], progress };
}

test('tells what it is', async () => {
  const { program } = start();
  expect(await program.info()).toEqual({ version: '1.2.3', shell: 'browser', language: 'zh-CN', hasDialogs: false });
});

describe('adding', () => {
  test('a folder: its reports in natural order, with the folders below it, the rest counted', async () => {
    const folder = temporaryFolder({ '10.txt': '', '9.txt': '', '区县/1.txt': '', 'photo.jpg': '' });
    const { program, idle } = start();
    const result = await program.add([{ name: 'folder', path: folder }]);
    expect(result).toEqual({ added: ['r1', 'r2', 'r3'], skipped: 1 });
    await idle();
    const list = await program.list();
    expect(list.map(({ id, name, state }) => [id, name, state])).toEqual([
      ['r1', '9.txt', 'done'],
      ['r2', '10.txt', 'done'],
      ['r3', '区县/1.txt', 'done'],
    ]);
  });

  test('a file keeps the name that the window gives it', async () => {
    const folder = temporaryFolder({ 'a.txt': '' });
    const { program } = start();
    await program.add([{ name: '市直/a.txt', path: join(folder, 'a.txt') }]);
    expect((await program.list())[0]?.name).toBe('市直/a.txt');
  });

  test('a path that is not there is a row with its reason', async () => {
    const { program } = start();
    await program.add([{ name: 'gone.docx', path: join(temporaryFolder(), 'gone.docx') }]);
    const [entry] = await program.list();
    expect(entry).toMatchObject({ name: 'gone.docx', state: 'done', result: { status: 'unreadable' } });
    expect(entry?.result?.error).toMatchObject({ code: 'not-found', message: expect.stringContaining('找不到') });
    expect((await program.open('r1', 'en')).result.error?.message).toContain('not there');
  });

  test('content is kept in the session folder until its row is removed', async () => {
    const { program, sessionFolder, idle } = start();
    await program.add([{ name: '报告.txt', bytes: text.encode('正文') }]);
    await idle();
    const copies = join(sessionFolder, 'files');
    const [kept] = readdirSync(copies);
    expect(readFileSync(join(copies, kept as string), 'utf8')).toBe('正文');
    expect(await program.source('r1')).toEqual(Buffer.from('正文'));
    await program.remove(['r1']);
    expect(readdirSync(copies)).toEqual([]);
  });

  test('content that is there already under another name is a row that names the first one', async () => {
    const { program, idle } = start({ pool: { workers: 1, script: sourceWorker } });
    const add = async (name: string, content: string) =>
      (await program.add([{ name, bytes: text.encode(content) }])).added[0] as string;
    const first = await add('报告.txt', '一份报告');
    const copy = await add('副本.txt', '一份报告');
    const copyOfCopy = await add('再副本.txt', '一份报告');
    const other = await add('另一份.txt', '另一份报告');
    const sameAs = async () => Object.fromEntries((await idle()).entries.map((entry) => [entry.id, entry.sameAs]));
    expect(await sameAs()).toEqual({ [first]: null, [copy]: first, [copyOfCopy]: first, [other]: null });
    // Without the first one, the next takes its place.
    await program.remove([first]);
    await expect.poll(sameAs).toEqual({ [copy]: null, [copyOfCopy]: copy, [other]: null });
  });

  test('content of another type that came with a folder is counted, by itself it is a row', async () => {
    const { program } = start();
    const bytes = new Uint8Array([1]);
    expect(await program.add([{ name: '市直/photo.jpg', bytes }])).toEqual({ added: [], skipped: 1 });
    expect(await program.add([{ name: 'photo.jpg', bytes }])).toEqual({ added: ['r1'], skipped: 0 });
  });

  test('content over the limit is a row that says so', async () => {
    const { program, sessionFolder } = start();
    await program.add([{ name: 'big.pdf', bytes: new Uint8Array(defaultLimits.fileBytes + 1) }]);
    expect((await program.list())[0]?.result?.error?.code).toBe('too-large');
    expect(readdirSync(sessionFolder)).toEqual([]);
  });

  test('a file that is in the list already is checked again in its row', async () => {
    const folder = temporaryFolder({ 'a.txt': '' });
    const file = { name: 'a.txt', path: join(folder, 'a.txt') };
    const { program, idle, events } = start();
    await program.add([file]);
    await idle();
    events.length = 0;
    expect(await program.add([file])).toEqual({ added: ['r1'], skipped: 0 });
    await idle();
    expect((await program.list()).map((entry) => [entry.id, entry.state])).toEqual([['r1', 'done']]);
  });

  test('the samples that come with the program', async () => {
    const { program } = start({ samples: temporaryFolder({ 'sample.txt': '', 'README.md': '' }) });
    expect(await program.addSamples()).toEqual({ added: ['r1'], skipped: 1 });
  });

  test('by dialog where the shell has one', async () => {
    const folder = temporaryFolder({ 'a.txt': '', 'b.txt': '' });
    const { program } = start({ choosePaths: async (what) => (what === 'folder' ? [folder] : []) });
    expect((await program.info()).hasDialogs).toBe(true);
    expect((await program.choose('folder')).added).toHaveLength(2);
    expect((await program.choose('files')).added).toEqual([]);
    await expect(start().program.choose('files')).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a lost worker', () => {
  test('is a row with a sentence, a line in the log, and nothing else', async () => {
    const folder = temporaryFolder({ 'exit.txt': '', 'good.txt': '' });
    const { program, idle, logged } = start();
    await program.add([{ name: 'folder', path: folder }]);
    await idle();
    const [lost, good] = await program.list();
    expect(lost?.result).toMatchObject({ status: 'unreadable', error: { code: 'corrupt' } });
    expect(lost?.result?.error?.message).not.toBe('');
    expect(good?.result?.status).toBe('checked');
    expect(logged).toEqual([expect.stringContaining('exit.txt: crash')]);
  });

  test('is replaced while the window follows: every other file is checked, by workers that are there', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `${index % 20 === 4 ? 'exit' : 'good'} ${index}.txt`);
    const { program, until, idle } = start();
    await program.add([{ name: 'folder', path: temporaryFolder(Object.fromEntries(names.map((name) => [name, '']))) }]);
    // The window shows the loss while the others go on, and what is open stays of use.
    const lost = await until(({ entries }) => entries.some(({ result }) => result?.error?.code === 'corrupt'));
    const first = lost.entries.find(({ result }) => result?.status === 'checked');
    if (first) expect((await program.open(first.id, 'zh-CN')).result.status).toBe('checked');
    const { entries } = await idle();
    const unreadable = entries.filter(({ result }) => result?.status === 'unreadable').map(({ name }) => name);
    expect(unreadable.sort()).toEqual(['exit 24.txt', 'exit 4.txt', 'exit 44.txt']);
    expect(entries.filter(({ result }) => result?.status === 'checked')).toHaveLength(57);
  });
});

describe('cancelling', () => {
  test('takes away what is waiting and running, and leaves what is done', async () => {
    const folder = temporaryFolder({ '1.txt': '', 'hang1.txt': '', 'hang2.txt': '', 'zzz.txt': '' });
    const { program, until, idle } = start({ pool: { workers: 1, script: testWorker } });
    await program.add([{ name: 'folder', path: folder }]);
    await until(({ entries }) => entries.some((entry) => entry.name === 'hang1.txt' && entry.state === 'checking'));
    await program.cancel();
    const { entries } = await idle();
    expect(entries.map((entry) => [entry.name, entry.state])).toEqual([['1.txt', 'done']]);
    expect(await program.list()).toEqual(entries);
  });

  test('of a second check brings back the first one’s result', async () => {
    const folder = temporaryFolder({ 'a.txt': '', 'hang.txt': '' });
    const { program, until, idle } = start({ pool: { workers: 1, script: testWorker } });
    const a = { name: 'a.txt', path: join(folder, 'a.txt') };
    await program.add([a]);
    const before = (await idle()).entries;
    await program.add([{ name: 'hang.txt', path: join(folder, 'hang.txt') }]);
    await program.add([a]);
    await until(({ entries }) => entries.some((entry) => entry.state === 'checking'));
    await program.cancel();
    await idle();
    expect(await program.list()).toEqual(before);
  });
});

test('removing a report that is being checked ends its check', async () => {
  const folder = temporaryFolder({ 'hang.txt': '', 'next.txt': '' });
  const { program, until, idle } = start({ pool: { workers: 1, script: testWorker } });
  await program.add([{ name: 'folder', path: folder }]);
  await until(({ entries }) => entries.some((entry) => entry.state === 'checking'));
  await program.remove(['r1', 'unknown']);
  expect((await idle()).entries.map((entry) => [entry.name, entry.state])).toEqual([['next.txt', 'done']]);
});

test('a batch of five hundred reaches the window whole, in few events', async () => {
  const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`${i}.txt`, ''])));
  const { program, idle, events } = start();
  await program.add([{ name: 'folder', path: folder }]);
  const { entries, progress } = await idle();
  expect(entries).toEqual(await program.list());
  expect(entries.every((entry) => entry.state === 'done')).toBe(true);
  expect(progress).toMatchObject({ total: 500, done: 500, running: false });
  // One of each kind in a span of 100 ms, and one at either end.
  expect(events.length).toBeLessThanOrEqual(2 * ((progress?.elapsed ?? 0) / 100 + 2));
});

describe('opening', () => {
  test('an unknown report is refused', async () => {
    const { program } = start();
    await expect(program.open('r9', 'en')).rejects.toMatchObject({ code: 'unknown-report' });
    await expect(program.source('r9')).rejects.toMatchObject({ code: 'unknown-report' });
  });

  test('a report that is not checked yet is refused', async () => {
    const folder = temporaryFolder({ 'hang.txt': '' });
    const { program } = start();
    await program.add([{ name: 'hang.txt', path: join(folder, 'hang.txt') }]);
    await expect(program.open('r1', 'en')).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('a file that has gone since is said', async () => {
    const folder = temporaryFolder({ 'a.txt': '' });
    const { program, idle } = start();
    await program.add([{ name: 'a.txt', path: join(folder, 'a.txt') }]);
    await idle();
    rmSync(join(folder, 'a.txt'));
    expect(await program.source('r1')).toBeNull();
    expect(await program.fileState('r1')).toBe('gone');
  });
});

describe('with the real worker', () => {
  const report = '某某市统计局2023年政府信息公开工作年度报告\n一、总体情况\n正文。\n';

  test('a report is read, its document opened, its findings told in either language', async () => {
    const folder = temporaryFolder({ 'report.txt': report });
    const { program, idle, logged } = start({ pool: { workers: 1, script: sourceWorker } });
    await program.add([{ name: 'report.txt', path: join(folder, 'report.txt') }]);
    await idle();
    expect(logged).toEqual([]);
    const [entry] = await program.list();
    expect(entry?.result).toMatchObject({ status: 'checked', format: 'txt', year: 2023 });
    const chinese = await program.open('r1', 'zh-CN');
    const english = await program.open('r1', 'en');
    expect(chinese.document?.text).toBe(report);
    expect(chinese.result.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(chinese.result.findings.length).toBe(entry?.result ? sumOf(entry.result) : 0);
    expect(chinese.result.findings[0]?.message).toMatch(/\p{Script=Han}/u);
    expect(english.result.findings[0]?.message).not.toBe(chinese.result.findings[0]?.message);
  });

  test('a file that was changed since it was checked is said so, and checked again when the user asks for it', async () => {
    const folder = temporaryFolder({ 'report.txt': report });
    const path = join(folder, 'report.txt');
    const { program, idle } = start({ pool: { workers: 1, script: sourceWorker } });
    await program.add([{ name: 'report.txt', path }]);
    await idle();
    const { findings } = (await program.open('r1', 'en')).result;
    const { fingerprint } = findings[0] as (typeof findings)[number];
    await program.decide('r1', fingerprint, 'confirmed', '');
    expect(await program.fileState('r1')).toBe('same');
    // Another time alone is no change, and neither is the old content that was put back.
    utimesSync(path, 1, 1);
    expect(await program.fileState('r1')).toBe('same');
    const mended = report.replace('正文。', '改过的正文。');
    writeFileSync(path, mended);
    expect(await program.fileState('r1')).toBe('changed');
    expect(await program.source('r1')).toBeNull();
    expect((await program.open('r1', 'en')).document?.text).toBe(report);
    writeFileSync(path, report);
    expect(await program.fileState('r1')).toBe('same');
    expect(await program.source('r1')).toEqual(Buffer.from(report));

    writeFileSync(path, mended);
    expect(await program.fileState('r1')).toBe('changed');
    await program.recheck('r1');
    await idle();
    expect(await program.fileState('r1')).toBe('same');
    const after = await program.open('r1', 'en');
    expect(after.document?.text).toBe(mended);
    expect(after.verdicts[fingerprint]?.decision).toBe('confirmed');
    // What the file held before is a hand-in of its own, without a file.
    expect(await program.fileState(after.earlier?.id as string)).toBe('replaced');
    await expect(program.recheck(after.earlier?.id as string)).rejects.toMatchObject({ code: 'refused' });
    expect((await program.open(after.earlier?.id as string, 'en')).document?.text).toBe(report);
  });

  test('a file that has gone keeps what was found in it, also when it is checked or dropped again', async () => {
    const folder = temporaryFolder({ 'report.txt': report });
    const path = join(folder, 'report.txt');
    const { program, idle } = start({ pool: { workers: 1, script: sourceWorker } });
    await program.add([{ name: 'report.txt', path }]);
    await idle();
    const before = await program.open('r1', 'en');
    rmSync(path);
    expect(await program.fileState('r1')).toBe('gone');
    await program.recheck('r1');
    await idle();
    expect(await program.open('r1', 'en')).toEqual(before);
    await program.add([{ name: 'report.txt', path }]);
    expect(await program.open('r1', 'en')).toEqual(before);
    // One that was never there is told when it has come.
    const late = join(folder, 'late.txt');
    await program.add([{ name: 'late.txt', path: late }]);
    expect(await program.fileState('r2')).toBe('gone');
    writeFileSync(late, report);
    expect(await program.fileState('r2')).toBe('changed');
  });

  test('a file that is no report, and a folder in its place, are told apart', async () => {
    const folder = temporaryFolder({ 'empty.txt': '' });
    const { program, idle } = start({ pool: { workers: 1, script: sourceWorker } });
    const path = join(folder, 'was.txt');
    writeFileSync(path, report);
    await program.add([{ name: 'folder', path: folder }]);
    await idle();
    rmSync(path);
    mkdirSync(path);
    await program.add([{ name: 'empty.txt', path: join(folder, 'empty.txt') }]);
    await idle();
    expect((await program.list()).map((entry) => [entry.name, entry.result?.error?.code ?? null])).toEqual([
      ['empty.txt', 'empty'],
      ['was.txt', null],
    ]);
  });
});

function sumOf({ errors, warnings, infos }: { errors: number; warnings: number; infos: number }): number {
  return errors + warnings + infos;
}
