/** Writes are whole or not at all. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/shells/temp-folder.ts';
import { unreadable } from '../../../shared/unreadable.ts';
import { pack } from '../packed-outcome.ts';
import { openArchive } from './archive.ts';

test('a write that fails in its middle leaves nothing behind, and is not taken for a full disk', () => {
  const folder = temporaryFolder();
  const problems: unknown[] = [];
  const archive = openArchive({
    folder,
    sessionFolder: temporaryFolder(),
    program: '1',
    onProblem: (problem) => problems.push(problem),
  });
  onTestFinished(() => archive.close());
  const [id] = archive.add([{ name: 'a.txt', path: '/a.txt', kept: null }]) as [number];
  const answer = pack({ sha256: 'a', outcome: { ...unreadable('empty'), error: null } });
  const other = new DatabaseSync(join(folder, 'gouji.db'));
  onTestFinished(() => other.close());
  // Comes after the report's own row was changed.
  other.exec("CREATE TRIGGER refuse BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'refused'); END");
  const before = archive.report(id);
  expect(() => archive.settle(id, answer, 'rules')).toThrow('refused');
  expect(archive.report(id)).toEqual(before);
  expect(before?.checkedAt).toBeNull();

  other.exec('DROP TRIGGER refuse');
  expect(archive.settle(id, answer, 'rules')?.report.sha256).toBe('a');
  expect(problems).toEqual([]);
  expect(archive.problem()).toBeNull();
});
