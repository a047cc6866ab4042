/** An archive as one file: what is exported is taken in elsewhere, nothing is lost, and no other file is taken in. */
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/shells/temp-folder.ts';
import { unreadable } from '../../../shared/unreadable.ts';
import { pack } from '../packed-outcome.ts';
import { type Archive, openArchive } from './archive.ts';
import { migrate, migrations } from './migrations.ts';
import { exportName, type ImportFault } from './transfer.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/archive');
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

function open(folder: string | null = temporaryFolder()): { archive: Archive; folder: string | null; session: string } {
  const session = temporaryFolder();
  const archive = openArchive({ folder, sessionFolder: session, program: '1', onProblem: () => {} });
  onTestFinished(() => archive.close());
  return { archive, folder, session };
}

interface Given {
  readonly content: string;
  readonly unit?: string | null;
  readonly name?: string;
}

/** A checked report of 2023. */
function put(archive: Archive, { content, unit = '某某市统计局', name = `${content}.txt` }: Given): number {
  const [id] = archive.add([{ name, path: null, kept: null }]) as [number];
  const answer = pack({ sha256: hash(content), outcome: { ...unreadable('empty'), error: null } });
  const digest = { ...answer.digest, unit, year: 2023, fingerprints: [content] };
  archive.settle(id, { ...answer, digest }, 'rules');
  return id;
}

function decide(archive: Archive, id: number, fingerprint: string, note: string, at: string): void {
  const report = archive.report(id);
  if (report) archive.decide(report, fingerprint, { decision: 'confirmed', note, at });
}

async function exported(archive: Archive): Promise<string> {
  const path = join(temporaryFolder(), 'export.gouji');
  await archive.exportTo(path);
  return path;
}

/** All that an archive holds, whatever its ids. */
function contentOf(archive: Archive) {
  return archive
    .reports()
    .map((report) => ({
      ...report,
      id: null,
      verdicts: [...archive.verdicts(report)].sort(),
      packed: archive.outcome(report.id)?.packed,
    }))
    .sort((a, b) => (`${a.sha256}${a.name}` < `${b.sha256}${b.name}` ? -1 : 1));
}

test('into an empty archive: everything is there, with copies of files, decisions and rule packs', async () => {
  const { archive } = open();
  const first = put(archive, { content: 'a' });
  put(archive, { content: 'b' });
  const { id } = await archive.keep('报告.txt', new TextEncoder().encode('正文'), hash('正文'));
  decide(archive, first, '0a', '已核实', '2024-01-01T00:00:00.000Z');
  archive.review(first, 'returned');
  archive.saveRulePack({ pack: 'province', file: '省.yaml', text: 'id: province\nname: 省' });

  const { archive: other, folder, session } = open();
  const result = await other.importFrom(await exported(archive));
  expect(result).toEqual({ added: [1, 2, 3], known: 0, decisions: 1, packs: 1 });
  expect(contentOf(other)).toEqual(contentOf(archive));
  expect(other.report(2)?.version).toBe(2);
  expect(readFileSync(other.keptPath(hash('正文')), 'utf8')).toBe('正文');
  expect(other.keptPath(hash('正文')).startsWith(folder as string)).toBe(true);
  expect(other.rulePacks()).toEqual([
    { pack: 'province', file: '省.yaml', text: 'id: province\nname: 省', enabled: false },
  ]);
  expect(id).toBe(3);
  // The working copy has gone.
  expect(readdirSync(session)).toEqual([]);
});

test('what was removed is not in the file any more', async () => {
  const { archive } = open();
  const secret = '不应外传的意见';
  const id = put(archive, { content: 'a' });
  decide(archive, id, '0a', secret, '2024-01-01T00:00:00.000Z');
  archive.clear();
  put(archive, { content: 'b' });
  expect(readFileSync(await exported(archive)).includes(secret)).toBe(false);
});

test('an export is the archive at one moment, though reports are settled meanwhile', async () => {
  const { archive } = open();
  const bytes = new TextEncoder().encode('正文');
  await archive.keep('报告.txt', bytes, hash('正文'));
  put(archive, { content: 'a' });
  const writing = exported(archive);
  put(archive, { content: 'b' });
  archive.remove([1]);
  const { archive: other } = open();
  const { added } = await other.importFrom(await writing);
  // The first report's file went while it was being copied: without it, there is nothing of it to take in.
  const names = other.reports().map((report) => report.name);
  expect(names).toContain('a.txt');
  expect(names).not.toContain('b.txt');
  expect(added).toHaveLength(names.length);
});

test('an export that cannot be written leaves nothing behind, and the file of that name as it was', async () => {
  const { archive } = open();
  const folder = temporaryFolder({ 'taken/file': '' });
  await expect(archive.exportTo(join(folder, 'taken'))).rejects.toThrow();
  expect(readdirSync(folder)).toEqual(['taken']);
});

test('an export does not take the place of the archive', async () => {
  const { archive, folder } = open();
  put(archive, { content: 'a' });
  await expect(archive.exportTo(join(folder as string, 'gouji.db'))).rejects.toThrow('itself');
  expect(archive.reports()).toHaveLength(1);
});

describe('into an archive that has reports of its own', () => {
  test('a report that is there stays as it is; its state and its newer decisions come over', async () => {
    const [ours, theirs] = [open().archive, open().archive];
    const own = put(ours, { content: 'a', name: '自己的.txt' });
    const other = put(theirs, { content: 'a', name: '别人的.txt' });
    theirs.review(other, 'reviewed');
    decide(ours, own, '01', '旧', '2024-01-01T00:00:00.000Z');
    decide(theirs, other, '01', '新', '2024-01-02T00:00:00.000Z');
    decide(ours, own, '02', '新', '2024-01-02T00:00:00.000Z');
    decide(theirs, other, '02', '旧', '2024-01-01T00:00:00.000Z');
    decide(theirs, other, '03', '只在那边', '2024-01-01T00:00:00.000Z');
    expect(await ours.importFrom(await exported(theirs))).toEqual({ added: [], known: 1, decisions: 2, packs: 0 });
    const report = ours.report(own);
    expect(report).toMatchObject({ name: '自己的.txt', review: 'reviewed' });
    const notes = report && [...ours.verdicts(report)].map(([fingerprint, { note }]) => [fingerprint, note]).sort();
    expect(notes).toEqual([
      ['01', '新'],
      ['02', '新'],
      ['03', '只在那边'],
    ]);
  });

  test('a state that was given here stays', async () => {
    const [ours, theirs] = [open().archive, open().archive];
    ours.review(put(ours, { content: 'a' }), 'returned');
    theirs.review(put(theirs, { content: 'a' }), 'reviewed');
    await ours.importFrom(await exported(theirs));
    expect(ours.report(1)?.review).toBe('returned');
  });

  test('hand-ins of a unit are numbered together', async () => {
    const [ours, theirs] = [open().archive, open().archive];
    put(ours, { content: 'a' });
    put(theirs, { content: 'b' });
    put(theirs, { content: 'c', unit: '某某市教育局' });
    await ours.importFrom(await exported(theirs));
    expect(ours.reports().map(({ name, version }) => [name, version])).toEqual([
      ['a.txt', 1],
      ['b.txt', 2],
      ['c.txt', 1],
    ]);
  });

  test('a path that is in the list already is not there twice', async () => {
    const [ours, theirs] = [open().archive, open().archive];
    ours.add([{ name: 'a.txt', path: '/a.txt', kept: null }]);
    const [id] = theirs.add([{ name: 'a.txt', path: '/a.txt', kept: null }]) as [number];
    theirs.settle(id, pack({ sha256: hash('a'), outcome: { ...unreadable('empty'), error: null } }), 'rules');
    theirs.add([{ name: 'b.txt', path: '/a.txt', kept: null }]);
    theirs.add([{ name: 'c.txt', path: '/c.txt', kept: null }]);
    await ours.importFrom(await exported(theirs));
    expect(ours.reports().map(({ name, path, checkedAt }) => [name, path, checkedAt !== null])).toEqual([
      ['a.txt', '/a.txt', false],
      ['a.txt', null, true],
      ['c.txt', '/c.txt', false],
    ]);
  });

  test('a report without a file gets the copy of it', async () => {
    const [ours, theirs] = [open().archive, open().archive];
    put(ours, { content: '正文' });
    const { id } = await theirs.keep('a.txt', new TextEncoder().encode('正文'), hash('正文'));
    theirs.settle(id, pack({ sha256: hash('正文'), outcome: { ...unreadable('empty'), error: null } }), 'rules');
    expect(await ours.importFrom(await exported(theirs))).toMatchObject({ added: [], known: 1 });
    expect(ours.report(1)?.kept).toBe(hash('正文'));
    expect(existsSync(ours.keptPath(hash('正文')))).toBe(true);
  });
});

const word = fc.record({ fingerprint: fc.constantFrom('01', '02'), day: fc.integer({ min: 1, max: 9 }) });
const report = fc.record({
  content: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  unit: fc.constantFrom('某某市统计局', '某某市教育局', null),
  words: fc.array(word, { maxLength: 3 }),
});
const reports = fc.uniqueArray(report, { selector: ({ content }) => content, maxLength: 5 });

test('two archives: every content and every newest word of both is there, once, in whatever order, and again changes nothing', async () => {
  const fill = (archive: Archive, list: readonly (typeof report extends fc.Arbitrary<infer T> ? T : never)[]) => {
    for (const { content, words } of list) {
      // What a content is of does not depend on who checked it.
      const id = put(archive, { content, unit: content < 'c' ? '某某市统计局' : null });
      for (const { fingerprint, day } of words) {
        decide(archive, id, fingerprint, `${content} ${day}`, `2024-01-0${day}T00:00:00.000Z`);
      }
    }
  };
  /** By content; what is decided on a unit's report holds for all of its hand-ins. */
  const wordsOf = (archive: Archive) =>
    archive
      .reports()
      .map((one) => [one.sha256, [...archive.verdicts(one)].map(([key, { at }]) => [key, at]).sort()])
      .sort();
  await fc.assert(
    fc.asyncProperty(reports, reports, async (left, right) => {
      const [a, b] = [open(null).archive, open(null).archive];
      fill(a, left);
      fill(b, right);
      const [fromA, fromB] = [await exported(a), await exported(b)];
      const newest = (archive: Archive) => new Map(archive.reports().flatMap((one) => [...archive.verdicts(one)]));
      const before = [newest(a), newest(b)];
      await a.importFrom(fromB);
      await b.importFrom(fromA);
      expect(wordsOf(a)).toEqual(wordsOf(b));
      const contents = new Set([...left, ...right].map(({ content }) => hash(content)));
      expect(
        a
          .reports()
          .map((one) => one.sha256)
          .sort(),
      ).toEqual([...contents].sort());
      const after = newest(a);
      for (const words of before) for (const key of words.keys()) expect(after.has(key)).toBe(true);
      const again = await a.importFrom(fromB);
      expect(again).toEqual({ added: [], known: right.length, decisions: 0, packs: 0 });
    }),
    { numRuns: 30 },
  );
});

describe('a file', () => {
  const faultOf = (archive: Archive, path: string): Promise<ImportFault | Error | null> =>
    archive.importFrom(path).then(
      () => null,
      (error) => error.fault ?? error,
    );

  async function exportedWith(sql: string): Promise<string> {
    const { archive } = open();
    const id = put(archive, { content: 'a' });
    await archive.keep('b.txt', new TextEncoder().encode('正文'), hash('正文'));
    decide(archive, id, '01', '', '2024-01-01T00:00:00.000Z');
    const path = await exported(archive);
    const db = new DatabaseSync(path);
    db.exec(sql);
    db.close();
    return path;
  }

  test.each(migrations.map((_, index) => index + 1))('of version %i is taken in', async (version) => {
    const path = join(temporaryFolder(), 'old.db');
    const old = new DatabaseSync(path);
    migrate(old, migrations.slice(0, version));
    old.exec(readFileSync(join(fixtures, `v${version}.sql`), 'utf8'));
    old.close();
    const { archive } = open();
    expect(await archive.importFrom(path)).toMatchObject({ added: [1, 2, 3], decisions: 2 });
    expect(archive.reports().map(({ name, kept }) => [name, kept])).toEqual([
      ['统计局.txt', null],
      // Its copy does not come with a bare database.
      ['统计局（修改）.txt', null],
      ['未核对.pdf', null],
    ]);
    // It is read, not changed.
    const after = new DatabaseSync(path, { readOnly: true });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: version });
    after.close();
  });

  test('of a program that is running is taken in with its log', async () => {
    const { archive: running, folder } = open();
    put(running, { content: 'a' });
    expect(statSync(join(folder as string, 'gouji.db-wal')).size).toBeGreaterThan(0);
    expect((await open().archive.importFrom(join(folder as string, 'gouji.db'))).added).toHaveLength(1);
  });

  test.each<[string, ImportFault, (path: string) => void]>([
    ['text', 'foreign', (path) => writeFileSync(path, '统计局的报告'.repeat(1000))],
    ['nothing', 'foreign', (path) => writeFileSync(path, '')],
    [
      'another program’s database',
      'foreign',
      (path) => {
        const db = new DatabaseSync(path);
        db.exec('CREATE TABLE reports (id); PRAGMA user_version = 1');
        db.close();
      },
    ],
    [
      'the right tables with other columns',
      'foreign',
      (path) => {
        const db = new DatabaseSync(path);
        db.exec('CREATE TABLE reports (id); CREATE TABLE outcomes (id); CREATE TABLE verdicts (id);');
        db.exec(`CREATE TABLE settings (id); PRAGMA user_version = ${migrations.length}`);
        db.close();
      },
    ],
    [
      'of a newer program',
      'newer',
      (path) => {
        const db = new DatabaseSync(path);
        migrate(db, [...migrations, 'CREATE TABLE of_the_future (a)']);
        db.close();
      },
    ],
  ])('that is %s is refused', async (_, fault, make) => {
    const path = join(temporaryFolder(), 'file');
    make(path);
    const { archive, session } = open();
    put(archive, { content: 'a' });
    const before = contentOf(archive);
    expect(await faultOf(archive, path)).toBe(fault);
    expect(contentOf(archive)).toEqual(before);
    expect(readdirSync(session)).toEqual([]);
  });

  test.each<[string, ImportFault, string]>([
    ['a trigger', 'foreign', 'CREATE TRIGGER t AFTER UPDATE ON reports BEGIN DELETE FROM verdicts; END'],
    ['a view', 'foreign', 'CREATE VIEW v AS SELECT 1'],
    ['another table', 'foreign', 'CREATE TABLE more (a)'],
    ['what was found not readable', 'damaged', "UPDATE reports SET digest = 'none' WHERE id = 1"],
    ['what was found missing', 'damaged', 'DELETE FROM outcomes'],
    ['an unknown state', 'damaged', "UPDATE reports SET review = 'lost'"],
    ['an unknown decision', 'damaged', "UPDATE verdicts SET decision = 'maybe'"],
    ['another file in the place of one', 'damaged', "UPDATE files SET bytes = x'00'"],
    ['a name that leads elsewhere', 'damaged', "UPDATE reports SET kept = '../../' || substr(kept, 7)"],
  ])('with %s is refused', async (_, fault, sql) => {
    const { archive, folder } = open();
    expect(await faultOf(archive, await exportedWith(sql))).toBe(fault);
    expect(archive.reports()).toEqual([]);
    expect(existsSync(join(folder as string, 'files')) ? readdirSync(join(folder as string, 'files')) : []).toEqual([]);
  });

  test('cut off or overwritten anywhere is refused or taken in whole', async () => {
    const whole = await exportedWith('SELECT 1');
    const { size } = statSync(whole);
    for (let at = 0; at < size; at += Math.floor(size / 23)) {
      for (const damage of ['cut', 'overwritten'] as const) {
        const path = join(temporaryFolder(), 'damaged');
        copyFileSync(whole, path);
        if (damage === 'cut') truncateSync(path, at);
        else {
          const bytes = readFileSync(path);
          randomBytes(Math.min(600, size - at)).copy(bytes, at);
          writeFileSync(path, bytes);
        }
        const { archive } = open(null);
        const fault = await faultOf(archive, path);
        // Free space may be overwritten without harm.
        if (fault === null) expect(archive.reports()).toHaveLength(2);
        else expect([damage, at, fault]).toEqual([damage, at, expect.stringMatching(/^(?:foreign|damaged|newer)$/)]);
      }
    }
  });

  test('that is not there is said by the system', async () => {
    expect(await faultOf(open().archive, '/nowhere/at/all')).toMatchObject({ code: 'ENOENT' });
  });
});

test('an export is named after the user’s own day', () => {
  expect(exportName(new Date(2026, 0, 5))).toBe('勾稽档案-2026-01-05.gouji');
});
