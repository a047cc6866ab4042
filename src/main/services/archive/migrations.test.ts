/** The archive's file from version to version: files of every earlier one open with what is in them. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/shells/temp-folder.ts';
import { openArchive } from './archive.ts';
import { migrate, migrations, NewerArchiveError } from './migrations.ts';

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/archive');
const versions = migrations.map((_, index) => index + 1);

function database(path = ':memory:'): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => {
    if (db.isOpen) db.close();
  });
  return db;
}

function versionOf(db: DatabaseSync): unknown {
  return db.prepare('PRAGMA user_version').get()?.user_version;
}

/** What the schema is, whatever way led there. */
function schemaOf(db: DatabaseSync): unknown {
  return db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
}

describe('the mechanism', () => {
  const steps = [
    'CREATE TABLE notes (text TEXT)',
    "ALTER TABLE notes ADD COLUMN at TEXT; UPDATE notes SET at = 'once'",
    'CREATE TABLE tags (name TEXT); INSERT INTO tags SELECT text FROM notes',
  ];

  test.each([0, 1, 2, 3])('a file of version %i becomes the newest, with its rows', (version) => {
    const db = database();
    migrate(db, steps.slice(0, version));
    if (version > 0) db.exec("INSERT INTO notes (text) VALUES ('kept')");
    migrate(db, steps);
    expect(versionOf(db)).toBe(3);
    expect(db.prepare('SELECT text FROM notes').all()).toEqual(version > 0 ? [{ text: 'kept' }] : []);
    const fresh = database();
    migrate(fresh, steps);
    expect(schemaOf(db)).toEqual(schemaOf(fresh));
  });

  test('a step that fails leaves the file as it was before it', () => {
    const db = database();
    migrate(db, steps.slice(0, 1));
    const broken = [steps[0] as string, 'CREATE TABLE half (a); INSERT INTO nowhere VALUES (1)'];
    expect(() => migrate(db, broken)).toThrow('nowhere');
    expect(versionOf(db)).toBe(1);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    expect(db.isTransaction).toBe(false);
  });

  test('a file of a newer program is left alone', () => {
    const db = database();
    migrate(db, steps);
    expect(() => migrate(db, steps.slice(0, 2))).toThrow(NewerArchiveError);
    expect(versionOf(db)).toBe(3);
  });
});

describe('the archive’s own steps', () => {
  test.each(versions)('there is a file of version %i to be opened', (version) => {
    expect(existsSync(join(fixtures, `v${version}.sql`))).toBe(true);
  });

  test.each(versions)('of version %i: reports, decisions, states and settings are there', (version) => {
    const folder = temporaryFolder();
    const old = database(join(folder, 'gouji.db'));
    migrate(old, migrations.slice(0, version));
    old.exec(readFileSync(join(fixtures, `v${version}.sql`), 'utf8'));
    old.close();

    const archive = openArchive({ folder, sessionFolder: temporaryFolder(), program: '9', onProblem: () => {} });
    onTestFinished(() => archive.close());
    expect(archive.problem()).toBeNull();
    expect(archive.settings()).toMatchObject({ language: 'en', workers: 2, appearance: 'system' });
    const reports = archive.reports();
    expect(reports.map(({ id, name, version, review }) => [id, name, version, review])).toEqual([
      [1, '统计局.txt', 1, 'returned'],
      [2, '统计局（修改）.txt', 2, 'pending'],
      [4, '未核对.pdf', 1, 'pending'],
    ]);
    const [first, second, third] = reports;
    expect(first?.digest).toMatchObject({
      unit: '某某市统计局',
      year: 2023,
      errors: 1,
    });
    expect(third?.digest).toBeNull();
    expect(archive.outcome(1)?.packed.byteLength).toBeGreaterThan(0);
    expect(archive.earlier(2)?.id).toBe(1);
    const verdicts = second && archive.verdicts(second);
    expect(verdicts?.get('0a1b2c')).toEqual({
      decision: 'confirmed',
      note: '已电话核实',
      at: '2024-03-01T08:00:00.000Z',
    });
    if (version >= 2) {
      expect(archive.rulePacks().map(({ pack, file, enabled }) => [pack, file, enabled])).toEqual([
        ['province', '某省.yaml', true],
        ['city', '某市.yaml', false],
      ]);
      expect(archive.ruleChanges()).toEqual({ thresholds: { likeness: 0.9 }, off: ['text.growth'] });
      expect(first?.rules).toBe('00112233445566ff');
    } else {
      expect(archive.rulePacks()).toEqual([]);
      expect(archive.ruleChanges()).toBeNull();
      expect(reports.map((report) => report.rules)).toEqual([null, null, null]);
    }
    // The next id is one that was never used.
    expect(archive.add([{ name: 'new', path: '/new', kept: null }])).toEqual([6]);
  });

  test('a file of a newer program is not touched: the session goes on without it', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gouji.db');
    const newer = database(path);
    migrate(newer, [...migrations, 'CREATE TABLE of_the_future (a)']);
    newer.close();
    const before = readFileSync(path);
    const archive = openArchive({ folder, sessionFolder: temporaryFolder(), program: '1', onProblem: () => {} });
    expect(archive.problem()?.code).toBe('newer');
    expect(archive.add([{ name: 'a', path: '/a', kept: null }])).toEqual([1]);
    archive.close();
    const after = database(path);
    expect(versionOf(after)).toBe(migrations.length + 1);
    expect(after.prepare('SELECT count(*) AS count FROM reports').get()).toEqual({ count: 0 });
    expect(before.byteLength).toBe(readFileSync(path).byteLength);
  });
});
