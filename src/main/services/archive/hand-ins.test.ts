/** Which hand-in a file is: by its bytes, its format and its findings, in the order in which the files came. */
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../../../tests/shells/temp-folder.ts';
import { unreadable } from '../../../shared/unreadable.ts';
import { pack } from '../packed-outcome.ts';
import { type Archive, openArchive } from './archive.ts';

interface Given {
  readonly format: 'docx' | 'pdf' | 'txt';
  readonly bytes: string;
  readonly findings: readonly string[];
  readonly unit?: string | null;
  readonly year?: number;
}

function inMemory(): Archive {
  const archive = openArchive({ folder: null, sessionFolder: temporaryFolder(), program: '1', onProblem: () => {} });
  onTestFinished(() => archive.close());
  return archive;
}

/** The versions of files added in one go and done in the given order. */
function versionsOf(archive: Archive, files: readonly Given[], order: readonly number[]): number[] {
  const ids = archive.add(files.map(({ bytes }) => ({ name: bytes, path: null, kept: null })));
  for (const place of order) {
    const { format, bytes, findings, unit = '某某市统计局', year = 2023 } = files[place] as Given;
    const answer = pack({ sha256: bytes, outcome: { ...unreadable('empty'), error: null } });
    const digest = { ...answer.digest, format, unit, year, fingerprints: findings };
    archive.settle(ids[place] as number, { ...answer, digest }, 'rules');
  }
  return ids.map((id) => archive.report(id)?.version ?? 0);
}

const inOrder = (files: readonly Given[]) => files.map((_, index) => index);

test.each<[string, readonly Given[], readonly number[]]>([
  ['one file', [{ format: 'docx', bytes: 'a', findings: ['1'] }], [1]],
  [
    'a mended one',
    [
      { format: 'docx', bytes: 'a', findings: ['1'] },
      { format: 'docx', bytes: 'b', findings: [] },
    ],
    [1, 2],
  ],
  [
    'changed where nothing was found',
    [
      { format: 'docx', bytes: 'a', findings: [] },
      { format: 'docx', bytes: 'b', findings: [] },
    ],
    [1, 2],
  ],
  [
    'the same bytes, with others in between',
    [
      { format: 'docx', bytes: 'a', findings: ['1'] },
      { format: 'docx', bytes: 'b', findings: [] },
      { format: 'docx', bytes: 'a', findings: ['1'] },
    ],
    [1, 2, 1],
  ],
  [
    'each hand-in as DOCX and PDF',
    [
      { format: 'docx', bytes: 'a', findings: ['1'] },
      { format: 'pdf', bytes: 'b', findings: ['1'] },
      { format: 'docx', bytes: 'c', findings: [] },
      { format: 'pdf', bytes: 'd', findings: [] },
    ],
    [1, 1, 2, 2],
  ],
  [
    'mended, and handed in as another format',
    [
      { format: 'docx', bytes: 'a', findings: ['1', '2'] },
      { format: 'pdf', bytes: 'b', findings: ['2'] },
    ],
    [1, 2],
  ],
  [
    'other years and units',
    [
      { format: 'docx', bytes: 'a', findings: ['1'] },
      { format: 'docx', bytes: 'b', findings: ['1'], year: 2022 },
      { format: 'docx', bytes: 'c', findings: ['1'], unit: '某某市审计局' },
      { format: 'docx', bytes: 'd', findings: ['1'], unit: null },
      { format: 'docx', bytes: 'e', findings: ['1'], unit: null },
    ],
    [1, 1, 1, 1, 1],
  ],
])('%s', (_, files, versions) => {
  expect(versionsOf(inMemory(), files, inOrder(files))).toEqual(versions);
});

test('whatever is done first, the versions are the same, and there is no gap', () => {
  const file = fc.record({
    format: fc.constantFrom('docx', 'pdf', 'txt'),
    bytes: fc.constantFrom('a', 'b', 'c', 'd'),
    findings: fc.constantFrom([], ['1'], ['1', '2']),
  });
  const batch = fc.array(file, { minLength: 1, maxLength: 6 }).chain((files) =>
    fc.record({
      files: fc.constant(files as Given[]),
      order: fc.shuffledSubarray(inOrder(files as Given[]), { minLength: files.length }),
    }),
  );
  fc.assert(
    fc.property(batch, ({ files, order }) => {
      const versions = versionsOf(inMemory(), files, order);
      expect(versions).toEqual(versionsOf(inMemory(), files, inOrder(files)));
      const distinct = [...new Set(versions)];
      expect(distinct).toEqual(distinct.map((_, index) => index + 1));
    }),
    { numRuns: 60 },
  );
});
