/** The archive against what happens to programs: killed, started twice, no room, no right to write. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { openArchive } from '../../src/main/services/archive/archive.ts';
import { createProgram } from '../../src/main/services/program.ts';
import { Random } from '../generator/random.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

const script = join(import.meta.dirname, 'archive-child.ts');
const hook = new URL('./source-hooks.ts', import.meta.url).href;
const testWorker = new URL('./test-worker.ts', import.meta.url);

interface Line {
  readonly [key: string]: unknown;
  readonly id?: number | string;
}

/** The child, and its lines as they come. */
function run(args: readonly string[], limit?: string) {
  const node = [process.execPath, '--import', hook, script, ...args];
  const [command, ...rest] = limit ? ['sh', '-c', `ulimit ${limit}; exec "$@"`, 'sh', ...node] : node;
  const child = spawn(command as string, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = (async function* () {
    for await (const line of createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })) {
      yield JSON.parse(line) as Line;
    }
  })();
  return { child, lines, ended };
}

/** Its lines; it is killed when `count` of them are here. Those that come after are part of what it said. */
async function killAfter(count: number, args: readonly string[]): Promise<Line[]> {
  const { child, lines, ended } = run(args);
  const said: Line[] = [];
  for await (const line of lines) {
    said.push(line);
    if (said.length === count) child.kill('SIGKILL');
  }
  await ended;
  return said;
}

function inspect(folder: string) {
  const db = new DatabaseSync(join(folder, 'gouji.db'));
  const ids = (sql: string) =>
    db
      .prepare(sql)
      .all()
      .map(({ id }) => id);
  const found = {
    integrity: db.prepare('PRAGMA integrity_check').all(),
    strays: db.prepare('PRAGMA foreign_key_check').all(),
    checked: ids('SELECT id FROM reports JOIN outcomes ON report = id WHERE checked_at IS NOT NULL ORDER BY id'),
    halves: ids(
      'SELECT id FROM reports LEFT JOIN outcomes ON report = id WHERE checked_at IS NOT NULL AND report IS NULL',
    ),
    begun: ids('SELECT id FROM reports WHERE checked_at IS NULL'),
    decided: ids("SELECT reports.id FROM reports JOIN verdicts ON scope = 'sha256 ' || sha256 ORDER BY reports.id"),
  };
  db.close();
  return found;
}

test('killed at any moment, it loses no more than what was in work, and opens again', async () => {
  const data = temporaryFolder();
  const random = new Random(7);
  const said: unknown[] = [];
  const rounds = 8;
  for (let round = 1; round <= rounds; round++) {
    const lines = await killAfter(random.int(1, 40), ['write', data, temporaryFolder()]);
    said.push(...lines.map(({ id }) => id));
    const { integrity, strays, halves, checked, begun, decided } = inspect(data);
    expect(integrity).toEqual([{ integrity_check: 'ok' }]);
    expect(strays).toEqual([]);
    expect(halves).toEqual([]);
    // All that was said to be done is there; besides, one a round at most that was done but not said.
    const done = new Set(checked);
    expect(said.filter((id) => !done.has(id as number))).toEqual([]);
    expect(checked.length + begun.length - said.length).toBeLessThanOrEqual(round);
    const words = new Set(decided);
    expect(said.filter((id) => !words.has(id as number))).toEqual([]);
    expect(new Set(checked).size).toBe(checked.length);
  }
  expect(said.length).toBeGreaterThan(rounds);
});

test('a program killed in the middle of a batch: the next has what was done, and goes on with the rest', async () => {
  const data = temporaryFolder();
  const folder = temporaryFolder(
    Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index + 1}.txt`, `${index}`])),
  );
  const said = await killAfter(30, ['check', data, temporaryFolder(), folder]);
  const program = createProgram({
    shell: 'browser',
    version: '2',
    samples: '',
    dataFolder: data,
    sessionFolder: temporaryFolder(),
    log: () => {},
    pool: { workers: 2, script: testWorker },
  });
  onTestFinished(() => program.close());
  const atStart = await program.list();
  expect(atStart.map((entry) => entry.name)).toEqual(Array.from({ length: 200 }, (_, index) => `${index + 1}.txt`));
  const done = new Set(atStart.filter((entry) => entry.state === 'done').map((entry) => entry.id));
  expect(said.flatMap(({ id }) => (id !== undefined && !done.has(id as string) ? [id] : []))).toEqual([]);
  await until(() => program.isIdle());
  expect((await program.list()).every((entry) => entry.state === 'done')).toBe(true);
});

test('a batch of many files whose program is killed again and again: each file is checked, once, and nothing is lost', async () => {
  const data = temporaryFolder();
  const count = 400;
  // Every fiftieth file costs its worker, too: a program that is killed has one that is being replaced.
  const names = Array.from({ length: count }, (_, index) => `${index % 50 === 9 ? 'exit ' : ''}${index + 1}.txt`);
  const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, name])));
  const random = new Random(11);
  const said = new Set<unknown>();
  const take = (lines: readonly Line[]) => {
    for (const { id } of lines) if (id !== undefined) said.add(Number(String(id).slice(1)));
  };
  take(await killAfter(random.int(1, 60), ['check', data, temporaryFolder(), folder]));
  for (let round = 0; round < 5; round++) {
    const { integrity, strays, halves, checked, begun } = inspect(data);
    expect({ integrity, strays, halves }).toEqual({ integrity: [{ integrity_check: 'ok' }], strays: [], halves: [] });
    expect(checked.length + begun.length).toBe(count);
    const done = new Set<unknown>(checked);
    expect([...said].filter((id) => !done.has(id))).toEqual([]);
    take(await killAfter(random.int(1, 60), ['go-on', data, temporaryFolder()]));
  }
  const { lines, child, ended } = run(['go-on', data, temporaryFolder()]);
  for await (const line of lines) if (line.idle === true) break;
  child.stdin?.write('end\n');
  await ended;
  const { integrity, checked, begun, halves } = inspect(data);
  expect({ integrity, begun, halves }).toEqual({ integrity: [{ integrity_check: 'ok' }], begun: [], halves: [] });
  expect(new Set(checked).size).toBe(count);
});

test('two programs at once: each keeps its reports, and the next has those of both', async () => {
  const data = temporaryFolder();
  const files = (prefix: string) =>
    temporaryFolder(Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`${prefix}${index}.txt`, ''])));
  const [mine, theirs] = [files('a'), files('b')];
  const start = () => {
    const program = createProgram({
      shell: 'browser',
      version: '1',
      samples: '',
      dataFolder: data,
      sessionFolder: temporaryFolder(),
      log: () => {},
      pool: { workers: 2, script: testWorker },
    });
    onTestFinished(() => program.close());
    return program;
  };
  const other = run(['check', data, temporaryFolder(), theirs]);
  // The other is at work from its first line on.
  await other.lines.next();
  const program = start();
  await program.add([{ name: 'mine', path: mine }]);
  for await (const line of other.lines) if (line.idle === true) break;
  await until(() => program.isIdle());
  expect((await program.archive()).problem).toBeNull();
  other.child.stdin?.write('end\n');
  await other.ended;

  // What one removes, the other finds gone when it asks for it.
  const next = start();
  const list = await next.list();
  expect(list).toHaveLength(300);
  expect(list.every((entry) => entry.state === 'done')).toBe(true);
  expect(new Set(list.map((entry) => entry.id)).size).toBe(300);
  const [gone] = (await program.list()).filter((entry) => entry.state === 'done');
  const id = gone?.id as string;
  await next.remove([id]);
  await expect(program.open(id, 'en')).rejects.toMatchObject({ code: 'unknown-report' });
  expect((await program.list()).map((entry) => entry.id)).not.toContain(id);
});

test('programs that begin the archive at the same moment all find it well', async () => {
  const data = join(temporaryFolder(), 'new');
  const children = Array.from({ length: 4 }, () => run(['begin', data, temporaryFolder()]));
  await Promise.all(children.map(({ lines }) => lines.next()));
  for (const { child } of children) child.stdin?.write('now\n');
  const said = await Promise.all(children.map(async ({ lines }) => (await lines.next()).value as Line));
  expect(said.map(({ problem }) => problem)).toEqual([null, null, null, null]);
  expect(said.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
  await Promise.all(children.map(({ ended }) => ended));
  expect(inspect(data)).toMatchObject({ integrity: [{ integrity_check: 'ok' }], checked: [1, 2, 3, 4] });
});

test.skipIf(process.platform === 'win32').each(['killed', 'ended'])(
  'a folder that may only be read, of a program that %s: what is in it is shown, nothing is changed, and it is said',
  async (end) => {
    const data = temporaryFolder();
    const session = temporaryFolder();
    chmodSync(session, 0o777);
    // Killed, so that part of what it wrote stands in the log beside the file.
    const written = await killAfter(5, ['write', data, session]);
    const file = join(data, 'gouji.db');
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0);
    // The last program to end puts the log into the file.
    if (end === 'ended') inspect(data);
    expect(existsSync(`${file}-wal`)).toBe(end === 'killed');
    for (const name of readdirSync(data)) chmodSync(join(data, name), 0o444);
    chmodSync(data, 0o555);
    onTestFinished(() => chmodSync(data, 0o755));
    const contents = () => readdirSync(data).map((name) => [name, readFileSync(join(data, name)).toString('base64')]);
    const untouched = contents();
    const { lines, ended } = run(['read-only', data, session]);
    const said: Line[] = [];
    for await (const line of lines) said.push(line);
    await ended;
    expect(said).toHaveLength(2);
    expect(said[0]?.problem).toBe('not-kept');
    const before = said[0]?.before as number[];
    expect(before).toEqual(expect.arrayContaining(written.map(({ id }) => id)));
    expect(said[1]?.after).toEqual([...before, said[1]?.id]);
    expect(contents()).toEqual(untouched);
  },
);

test.skipIf(process.platform === 'win32')(
  'a disk that is full: it goes on in memory with all it had, says so, and the file is whole',
  async () => {
    const data = temporaryFolder();
    // No file may grow beyond half a megabyte or one (shells count differently).
    const { lines, ended } = run(['full', data, temporaryFolder()], '-f 1024');
    const said: Line[] = [];
    for await (const line of lines) said.push(line);
    await ended;
    const kept = said.flatMap(({ id }) => id ?? []);
    expect(kept.length).toBeGreaterThan(3);
    expect(said.at(kept.length)).toEqual({ problem: 'not-kept' });
    const added = kept.length + 6;
    expect(said.at(-1)).toEqual({ added, distinct: added, readable: added, decided: added });

    const { integrity, checked } = inspect(data);
    expect(integrity).toEqual([{ integrity_check: 'ok' }]);
    expect(kept.filter((id) => !checked.includes(id as number))).toEqual([]);
    const archive = openArchive({ folder: data, sessionFolder: temporaryFolder(), program: '1', onProblem: () => {} });
    onTestFinished(() => archive.close());
    expect(archive.problem()).toBeNull();
    expect(archive.reports().map(({ id }) => id)).toEqual(expect.arrayContaining(kept));
  },
);
