/** What outlives a session: with real SQLite, real files and real workers. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createProgram, type Program, type ProgramOptions } from '../../src/main/services/program.ts';
import type { OpenedReport, ProgramEvent } from '../../src/shared/api.ts';
import type { FindingResult } from '../../src/shared/outputs/contract.ts';
import { randomBody } from '../generator/body.ts';
import { generateReport } from '../generator/generate.ts';
import { figureAt, number, type ReportModel, withCells } from '../generator/model.ts';
import { Random } from '../generator/random.ts';
import { toTxt } from '../generator/render-txt.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

const sourceWorker = new URL('./source-worker.ts', import.meta.url);
const testWorker = new URL('./test-worker.ts', import.meta.url);
const text = new TextEncoder();

const body = randomBody(new Random(4));
const sound = generateReport({ seed: 4, year: 2022, body, scale: 'medium' });

/** The sound report with four more in each of the given cells. */
function slipped(...cells: string[]): string {
  const changes = cells.map((cell) => [cell, number(figureAt(sound.cells, cell) + 4)] as const);
  return toTxt(withCells(sound, Object.fromEntries(changes)) as ReportModel, 'tabs');
}
const [review, direct, after] = [
  'litigation.review.total',
  'litigation.directSuit.total',
  'litigation.suitAfterReview.total',
] as const;

function start(dataFolder: string, options: Partial<ProgramOptions> = {}) {
  const events: ProgramEvent[] = [];
  const logged: string[] = [];
  const program = createProgram({
    shell: 'browser',
    version: '1.2.3',
    samples: join(import.meta.dirname, '../../samples'),
    dataFolder,
    sessionFolder: temporaryFolder(),
    log: (line) => logged.push(line),
    pool: { workers: 2, script: sourceWorker },
    ...options,
  });
  onTestFinished(() => program.close());
  program.subscribe((event) => events.push(event));
  return { program, events, logged };
}

/** Ends a program and starts the next on the same data. */
async function restart(program: Program, dataFolder: string, options: Partial<ProgramOptions> = {}) {
  await program.close();
  return start(dataFolder, options);
}

async function add(program: Program, name: string, content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? text.encode(content) : content;
  const { added } = await program.add([{ name, bytes }]);
  await until(() => program.isIdle());
  return added[0] as string;
}

function fingerprints({ result }: OpenedReport): string[] {
  return result.findings.map((finding) => finding.fingerprint);
}

/** The finding on the total of a cell's row. */
function findingOn({ result }: OpenedReport, cell: string): FindingResult {
  const found = result.findings.find((finding) => finding.rule === 'litigation.total' && finding.cells.includes(cell));
  if (!found) throw new Error(`nothing found on ${cell}`);
  return found;
}

describe('a restart', () => {
  test('brings back the list in its order, with what was found and the documents', async () => {
    const data = temporaryFolder();
    const folder = temporaryFolder({ '2.txt': slipped(review), '10.txt': slipped(direct), 'empty.txt': '' });
    const first = start(data);
    await first.program.add([{ name: 'folder', path: folder }]);
    await add(first.program, '上传.txt', slipped(after));
    const list = await first.program.list();
    const opened = await Promise.all(list.map((entry) => first.program.open(entry.id, 'en')));
    const source = await first.program.source('r4');

    const { program } = await restart(first.program, data);
    expect(await program.list()).toEqual(list);
    expect(list.map((entry) => [entry.name, entry.state])).toEqual([
      ['2.txt', 'done'],
      ['10.txt', 'done'],
      ['empty.txt', 'done'],
      ['上传.txt', 'done'],
    ]);
    expect(await Promise.all(list.map((entry) => program.open(entry.id, 'en')))).toEqual(opened);
    expect(opened[0]?.document?.text).toContain('政府信息公开');
    expect(await program.source('r4')).toEqual(source);
    // Ids go on.
    expect(await add(program, '再上传.txt', 'x')).toBe('r5');
  });

  test('keeps decisions, notes, states and settings', async () => {
    const data = temporaryFolder();
    const first = start(data);
    const id = await add(first.program, '报告.txt', slipped(review, direct));
    const opened = await first.program.open(id, 'zh-CN');
    const [one, other] = [findingOn(opened, review).fingerprint, findingOn(opened, direct).fingerprint];
    const verdict = await first.program.decide(id, one, 'dismissed', '口径不同，已核实');
    await first.program.decide(id, other, 'confirmed', '');
    await first.program.decide(id, other, null, '');
    await first.program.review(id, 'returned');
    await first.program.saveSettings({ language: 'en', workers: 3 });

    const { program } = await restart(first.program, data);
    expect((await program.open(id, 'zh-CN')).verdicts).toEqual({ [one]: verdict });
    expect((await program.list())[0]?.review).toBe('returned');
    expect(await program.settings()).toMatchObject({ language: 'en', workers: 3 });
    expect((await program.info()).language).toBe('en');
  });

  test('counts the findings of rules that an earlier program kept by name alone', async () => {
    const data = temporaryFolder();
    const first = start(data);
    const ids = [await add(first.program, '报告.txt', slipped(review, direct)), await add(first.program, 'x.txt', 'x')];
    const list = await first.program.list();
    await first.program.close();
    const db = new DatabaseSync(join(data, 'gouji.db'));
    db.exec(
      `UPDATE reports SET digest = json_set(digest, '$.rules', (
         SELECT json_group_array(DISTINCT value ->> 'rule') FROM json_each(digest, '$.rules')))`,
    );
    const stored = db.prepare("SELECT digest ->> '$.rules[0]' AS rule FROM reports WHERE id = 1").get();
    expect(stored?.rule).toBe('litigation.total');
    db.close();
    const { program } = start(data);
    expect(await program.list()).toEqual(list);
    expect(list.map(({ id }) => id)).toEqual(ids);
    expect(list[0]?.result?.rules).toContainEqual({ rule: 'litigation.total', severity: 'error', count: 2 });
  });

  test('goes on with what was not checked yet', async () => {
    const data = temporaryFolder();
    const folder = temporaryFolder({ 'hang.txt': 'x', 'later.txt': 'y' });
    const first = start(data, { pool: { workers: 1, script: testWorker } });
    await first.program.add([{ name: 'folder', path: folder }]);
    const { program } = await restart(first.program, data);
    await until(() => program.isIdle());
    expect((await program.list()).map((entry) => [entry.id, entry.name, entry.state])).toEqual([
      ['r1', 'hang.txt', 'done'],
      ['r2', 'later.txt', 'done'],
    ]);
  });

  test('does not bring back what was cancelled or removed', async () => {
    const data = temporaryFolder();
    const folder = temporaryFolder({ 'a.txt': '', 'hang.txt': '' });
    const pool = { workers: 1, script: testWorker };
    const first = start(data, { pool });
    await first.program.add([{ name: 'a.txt', path: join(folder, 'a.txt') }]);
    await until(() => first.program.isIdle());
    await first.program.add([{ name: 'hang.txt', path: join(folder, 'hang.txt') }]);
    await first.program.cancel();
    await add(first.program, 'up.txt', 'up');
    await first.program.remove(['r3']);
    expect(readdirSync(join(data, 'files'))).toEqual([]);
    const { program } = await restart(first.program, data, { pool });
    expect((await program.list()).map((entry) => entry.name)).toEqual(['a.txt']);
  });

  test('compares the reports that the program before was to compare', async () => {
    const data = temporaryFolder();
    const next = generateReport({ seed: 5, body, scale: 'medium', previous: sound });
    const cell = 'requests.carriedOver.total';
    const wrong = withCells(next, { [cell]: number(figureAt(next.cells, cell) + 4) });
    const first = start(data);
    await add(first.program, '2022.txt', toTxt(sound, 'tabs'));
    await add(first.program, '2023.txt', toTxt(wrong, 'tabs'));
    const { program } = await restart(first.program, data);
    await vi.waitUntil(
      async () => (await program.list())[1]?.result?.rules.some(({ rule }) => rule === 'continuity.carried-over'),
      {
        timeout: 20_000,
      },
    );
    const found = (await program.list())[1]?.result?.rules;
    const again = await restart(program, data);
    // From the archive, without comparing.
    expect((await again.program.list())[1]?.result?.rules).toEqual(found);
  });
});

describe('a mended report', () => {
  test('handed in under another name is the next version: what remains, what is new, what is mended', async () => {
    const data = temporaryFolder();
    const { program } = start(data);
    const first = await add(program, '报告.txt', slipped(review, direct));
    const before = await program.open(first, 'zh-CN');
    expect(before.earlier).toBeNull();
    const kept = await program.decide(first, findingOn(before, direct).fingerprint, 'confirmed', '退回修改');
    const gone = await program.decide(first, findingOn(before, review).fingerprint, 'confirmed', '');
    await program.review(first, 'returned');

    const second = await add(program, '报告（修改）.txt', slipped(direct, after));
    expect((await program.list()).map(({ id, version, review }) => [id, version, review])).toEqual([
      [first, 1, 'returned'],
      [second, 2, 'pending'],
    ]);
    const mended = await program.open(second, 'zh-CN');
    const { earlier } = mended;
    expect(earlier).toMatchObject({ id: first, name: '报告.txt', checkedAt: expect.stringMatching(/Z$/) });
    expect(earlier?.mended).toEqual(
      before.result.findings.filter((f) => !fingerprints(mended).includes(f.fingerprint)),
    );
    expect(earlier?.mended.map((finding) => finding.fingerprint)).toContain(findingOn(before, review).fingerprint);
    expect(earlier?.remaining).toContain(findingOn(mended, direct).fingerprint);
    expect(earlier?.remaining).not.toContain(findingOn(mended, after).fingerprint);
    // The auditor's words are found again, on what remains and on what is mended.
    expect(mended.verdicts).toEqual({
      [findingOn(before, direct).fingerprint]: kept,
      [findingOn(before, review).fingerprint]: gone,
    });
  });

  test('in the place of the file is the next version in its row; the one before gets a row of its own', async () => {
    const data = temporaryFolder();
    const path = join(temporaryFolder({ 'report.txt': slipped(review) }), 'report.txt');
    const first = start(data);
    await first.program.add([{ name: 'report.txt', path }]);
    await until(() => first.program.isIdle());
    const before = await first.program.open('r1', 'en');
    await first.program.review('r1', 'returned');
    writeFileSync(path, slipped(direct));
    await first.program.add([{ name: 'report.txt', path }]);
    await until(() => first.program.isIdle());

    const { program } = await restart(first.program, data);
    expect((await program.list()).map(({ id, version, review }) => [id, version, review])).toEqual([
      ['r1', 2, 'pending'],
      ['r2', 1, 'returned'],
    ]);
    expect((await program.open('r2', 'en')).result).toEqual(before.result);
    const { earlier } = await program.open('r1', 'en');
    expect(earlier?.id).toBe('r2');
    expect(earlier?.mended.map((finding) => finding.fingerprint)).toContain(findingOn(before, review).fingerprint);
    expect(await program.source('r2')).toBeNull();
    expect(await program.fileState('r2')).toBe('replaced');
    expect(new TextDecoder().decode((await program.source('r1')) ?? undefined)).toBe(slipped(direct));
  });

  test('of one batch: versions go by the order of the files, not by which is done first', async () => {
    const { program } = start(temporaryFolder());
    const files = Object.fromEntries([review, direct, after].map((cell, index) => [`${index + 1}.txt`, slipped(cell)]));
    const folder = temporaryFolder({ ...files, '4.txt': slipped(review) });
    await program.add([{ name: 'folder', path: folder }]);
    await until(() => program.isIdle());
    // The last has the first one's bytes: the same hand-in.
    expect((await program.list()).map(({ name, version }) => [name, version])).toEqual([
      ['1.txt', 1],
      ['2.txt', 2],
      ['3.txt', 3],
      ['4.txt', 1],
    ]);
  });

  test('its version counts the hand-ins that are there', async () => {
    const { program } = start(temporaryFolder());
    const first = await add(program, '1.txt', slipped(review));
    const second = await add(program, '2.txt', slipped(direct));
    await add(program, '2.txt', slipped(direct));
    expect((await program.list()).map(({ id, version }) => [id, version])).toEqual([
      [first, 1],
      [second, 2],
    ]);
    await program.remove([first]);
    expect((await program.list()).map(({ id, version }) => [id, version])).toEqual([[second, 1]]);
    expect((await program.open(second, 'en')).earlier).toBeNull();
  });

  test('only its last version is compared with other reports', async () => {
    const { program } = start(temporaryFolder());
    const next = generateReport({ seed: 5, body, scale: 'medium', previous: sound });
    const cell = 'requests.carriedForward.total';
    const wrong = withCells(sound, { [cell]: number(figureAt(sound.cells, cell) + 4) });
    const rules = async (id: string) =>
      (await program.list()).find((entry) => entry.id === id)?.result?.rules.map(({ rule }) => rule);
    await add(program, '2022.txt', toTxt(wrong, 'tabs'));
    const later = await add(program, '2023.txt', toTxt(next, 'tabs'));
    await vi.waitUntil(async () => (await rules(later))?.includes('continuity.carried-over'), { timeout: 20_000 });
    await add(program, '2022 mended.txt', toTxt(sound, 'tabs'));
    await vi.waitUntil(async () => !(await rules(later))?.includes('continuity.carried-over'), { timeout: 20_000 });
  });
});

describe('the same report', () => {
  test('in two formats is one hand-in', async () => {
    const { program } = start(temporaryFolder());
    await program.addSamples();
    await until(() => program.isIdle());
    const list = await program.list();
    expect(list).toHaveLength(6);
    expect(list.map((entry) => entry.version)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(new Set(list.map((entry) => entry.result?.unit)).size).toBe(2);
  });

  test('dropped again under its name is the same row; its copy is kept once', async () => {
    const data = temporaryFolder();
    const { program } = start(data);
    const id = await add(program, '报告.txt', slipped(review));
    await program.review(id, 'reviewed');
    expect(await add(program, '报告.txt', slipped(review))).toBe(id);
    const other = await add(program, '报告（副本）.txt', slipped(review));
    expect((await program.list()).map(({ id, version, review }) => [id, version, review])).toEqual([
      [id, 1, 'reviewed'],
      [other, 1, 'pending'],
    ]);
    expect(readdirSync(join(data, 'files'))).toHaveLength(1);
    await program.remove([id]);
    // The other row lives on it.
    expect(new TextDecoder().decode((await program.source(other)) ?? undefined)).toBe(slipped(review));
    await program.remove([other]);
    expect(readdirSync(join(data, 'files'))).toEqual([]);
  });

  test('removed and handed in again brings its decisions back', async () => {
    const { program } = start(temporaryFolder());
    const content = slipped(review);
    const id = await add(program, '报告.txt', content);
    const { fingerprint } = findingOn(await program.open(id, 'en'), review);
    const verdict = await program.decide(id, fingerprint, 'dismissed', '');
    await program.remove([id]);
    const again = await add(program, '报告.txt', content);
    expect(again).not.toBe(id);
    expect((await program.open(again, 'en')).verdicts).toEqual({ [fingerprint]: verdict });
  });

  test('without unit and year keeps its decisions by its bytes', async () => {
    const data = temporaryFolder();
    const content = '政府信息公开工作年度报告\n一、总体情况\n正文。\n';
    const first = start(data);
    const id = await add(first.program, 'a.txt', content);
    const { result } = await first.program.open(id, 'en');
    expect([result.status, result.unit]).toEqual(['checked', null]);
    const [finding] = result.findings;
    const { fingerprint } = finding as FindingResult;
    const verdict = await first.program.decide(id, fingerprint, 'confirmed', '');
    const { program } = await restart(first.program, data);
    const copy = await add(program, 'b.txt', content);
    expect((await program.open(copy, 'en')).verdicts).toEqual({ [fingerprint]: verdict });
    const changed = await add(program, 'c.txt', content.replace('正文', '改过的正文'));
    expect((await program.open(changed, 'en')).verdicts).toEqual({});
  });
});

describe('settings', () => {
  test('the number of workers holds for the next batch', async () => {
    const files = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}.txt`, '']));
    const { program } = start(temporaryFolder(), { pool: { workers: 3, script: testWorker } });
    /** The test's worker answers with its own number in the place of the file's sum. */
    const workersOf = async (folder: string) => {
      const { added } = await program.add([{ name: 'folder', path: folder }]);
      await until(() => program.isIdle());
      const opened = await Promise.all(added.map((id) => program.open(id, 'en')));
      return new Set(opened.map(({ result }) => result.sha256));
    };
    const before = await workersOf(temporaryFolder(files));
    await program.saveSettings({ language: 'zh-CN', workers: 1 });
    const alone = await workersOf(temporaryFolder(files));
    expect(alone.size).toBe(1);
    for (const worker of alone) expect(before).not.toContain(worker);
  });
});

describe('the archive', () => {
  test('tells its place, its size and how much is in it; clearing leaves the settings alone', async () => {
    const data = temporaryFolder();
    const { program, events } = start(data);
    await program.saveSettings({ language: 'en', workers: null });
    const id = await add(program, '报告.txt', slipped(review));
    const { fingerprint } = findingOn(await program.open(id, 'en'), review);
    await program.decide(id, fingerprint, 'confirmed', '不可泄露的意见');
    const info = await program.archive();
    expect(info).toMatchObject({ path: join(data, 'gouji.db'), reports: 1, problem: null });
    const parts = ['gouji.db', 'gouji.db-wal', `files/${readdirSync(join(data, 'files'))[0]}`];
    expect(info.bytes).toBe(parts.reduce((sum, part) => sum + statSync(join(data, part)).size, 0));

    await program.clearArchive();
    expect(await program.list()).toEqual([]);
    await until(() => events.some((event) => event.type === 'removed' && event.ids.includes(id)));
    expect(await program.archive()).toMatchObject({ reports: 0 });
    expect(await program.settings()).toMatchObject({ language: 'en', workers: null });
    expect(readdirSync(join(data, 'files'))).toEqual([]);
    // Nothing of it is left in the bytes of the files either.
    for (const file of readdirSync(data).filter((name) => name.startsWith('gouji.db'))) {
      expect([file, readFileSync(join(data, file)).includes('不可泄露的意见')]).toEqual([file, false]);
    }
    const again = await add(program, '报告.txt', slipped(review));
    expect((await program.open(again, 'en')).verdicts).toEqual({});
  });

  test('removed while a report is being checked: its row goes', async () => {
    const folder = temporaryFolder({ 'hang.txt': '' });
    const { program } = start(temporaryFolder(), { pool: { workers: 1, script: testWorker } });
    await program.add([{ name: 'hang.txt', path: join(folder, 'hang.txt') }]);
    await program.clearArchive();
    await until(() => program.isIdle());
    expect(await program.list()).toEqual([]);
  });
});

describe('a damaged file', () => {
  const damages: [string, (bytes: Buffer) => Buffer][] = [
    ['overwritten from its beginning', (bytes) => Buffer.alloc(bytes.length, 'no database ')],
    ['cut off', (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2 / 4096) * 4096)],
    // The pages after the first: its beginning looks as it should.
    [
      'overwritten after its beginning',
      (bytes) => Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 7)]),
    ],
  ];
  test.each(damages)('%s is put aside under another name, and a new one begun', async (_, damage) => {
    const data = temporaryFolder();
    const path = join(data, 'gouji.db');
    const first = start(data);
    await add(first.program, '报告.txt', slipped(review));
    await first.program.close();
    const damaged = damage(readFileSync(path));
    writeFileSync(path, damaged);

    const { program } = start(data);
    const { problem } = await program.archive();
    expect(problem?.code).toBe('put-aside');
    const [aside] = readdirSync(data).filter((name) => name.includes('damaged'));
    expect(problem?.message).toContain(aside);
    expect(readFileSync(join(data, aside as string)).equals(damaged)).toBe(true);
    expect(await program.list()).toEqual([]);
    await add(program, '报告.txt', slipped(review));
    const next = await restart(program, data);
    expect(await next.program.list()).toHaveLength(1);
    expect((await next.program.archive()).problem).toBeNull();
  });
});

test('what is stored of one report is damaged: its file is checked again', async () => {
  const data = temporaryFolder();
  const { program, logged } = start(data);
  const id = await add(program, '报告.txt', slipped(review));
  const before = await program.open(id, 'en');
  const db = new DatabaseSync(join(data, 'gouji.db'));
  db.exec("UPDATE outcomes SET packed = x'00'");
  db.close();
  await expect(program.open(id, 'en')).rejects.toMatchObject({ code: 'internal' });
  expect(logged).toHaveLength(1);
  await until(() => program.isIdle());
  expect(await program.open(id, 'en')).toEqual(before);
});

describe('without a place to write', () => {
  test('the program goes on for the session and says so', async () => {
    // A file where the folder should be: nobody, not even an administrator, can make one there.
    const data = join(temporaryFolder({ file: '' }), 'file');
    const { program } = start(data);
    const { problem } = await program.archive();
    expect(problem).toMatchObject({ code: 'not-kept', message: expect.stringMatching(/\p{Script=Han}/u) });
    const id = await add(program, '报告.txt', slipped(review));
    const opened = await program.open(id, 'en');
    const { fingerprint } = findingOn(opened, review);
    await program.decide(id, fingerprint, 'confirmed', '');
    expect(Object.keys((await program.open(id, 'en')).verdicts)).toEqual([fingerprint]);
    expect(new TextDecoder().decode((await program.source(id)) ?? undefined)).toBe(slipped(review));
    await program.saveSettings({ language: 'en', workers: null });
    expect((await program.archive()).problem?.message).not.toMatch(/\p{Script=Han}/u);
    await program.clearArchive();
    expect(await program.list()).toEqual([]);
  });

  test('for copies of files: they are kept for the session', async () => {
    const data = temporaryFolder({ files: 'in the way' });
    const { program, events } = start(data);
    const id = await add(program, '报告.txt', slipped(review));
    expect(new TextDecoder().decode((await program.source(id)) ?? undefined)).toBe(slipped(review));
    expect(events).toContainEqual({ type: 'archive-problem', problem: (await program.archive()).problem });
    expect((await program.list())[0]?.result?.status).toBe('checked');
  });
});
