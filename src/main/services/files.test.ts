/** Expanding files and folders, on real temporary folders. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../tests/shells/temp-folder.ts';
import { compareNatural } from '../../shared/file-names.ts';
import { expandPaths } from './files.ts';
import { sha256 } from './sha256.ts';

const posixTest = test.skipIf(process.platform === 'win32');

describe('a folder', () => {
  test('gives its reports of any depth, and counts the rest', async () => {
    const folder = temporaryFolder({
      'b.PDF': '',
      'a.docx': '',
      '二级/三级/c.Txt': '',
      'photo.jpg': '',
      '二级/table.xlsx': '',
      '~$a.docx': '',
      '._a.docx': '',
    });
    const { files, skipped, failed } = await expandPaths([folder]);
    expect(files.map((file) => file.name)).toEqual(['a.docx', 'b.PDF', '二级/三级/c.Txt']);
    expect(files.map((file) => file.path)).toEqual(files.map((file) => join(folder, file.name)));
    expect(skipped).toBe(4);
    expect(failed).toEqual([]);
  });

  test('whose name ends like a file is a folder', async () => {
    const folder = temporaryFolder({ '2023.pdf/报告.docx': '' });
    const inside = await expandPaths([folder]);
    expect(inside.files.map((file) => file.name)).toEqual(['2023.pdf/报告.docx']);
    const named = await expandPaths([join(folder, '2023.pdf')]);
    expect(named.files.map((file) => file.name)).toEqual(['报告.docx']);
  });

  test('comes in natural order', async () => {
    const folder = temporaryFolder({ '10.txt': '', '2.txt': '', '1.txt': '', '丁.txt': '', '一.txt': '' });
    const { files } = await expandPaths([folder]);
    expect(files.map((file) => file.name)).toEqual(['1.txt', '2.txt', '10.txt', '一.txt', '丁.txt']);
  });

  posixTest('that links to itself is read once', async () => {
    const folder = temporaryFolder({ 'sub/a.txt': '' });
    symlinkSync(folder, join(folder, 'sub/up'));
    symlinkSync('loop', join(folder, 'loop'));
    const { files, skipped, failed } = await expandPaths([folder]);
    expect(files.map((file) => file.name)).toEqual(['sub/a.txt']);
    expect([skipped, failed.length]).toEqual([1, 0]);
  });

  posixTest('says which of its reports is not there', async () => {
    const folder = temporaryFolder();
    symlinkSync('gone', join(folder, 'a.pdf'));
    expect((await expandPaths([folder])).failed).toMatchObject([{ name: 'a.pdf', reason: 'missing' }]);
  });

  posixTest('does not wait for a pipe', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
    expect((await expandPaths([folder])).failed).toMatchObject([{ name: 'pipe.txt', reason: 'not-a-file' }]);
  });
});

describe('a file named by itself', () => {
  test('is taken whatever its name', async () => {
    const folder = temporaryFolder({ 'report.doc': '' });
    const path = join(folder, 'report.doc');
    expect((await expandPaths([path])).files).toEqual([{ path, name: 'report.doc' }]);
  });

  test('that is not there is said', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'gone.docx');
    expect((await expandPaths([path])).failed).toMatchObject([{ path, name: 'gone.docx', reason: 'missing' }]);
  });

  test('and found again in its folder is taken once, where it was named', async () => {
    const folder = temporaryFolder({ 'a.txt': '', 'b.txt': '' });
    const { files } = await expandPaths([join(folder, 'b.txt'), folder]);
    expect(files.map((file) => file.name)).toEqual(['b.txt', 'a.txt']);
  });
});

test('expanding stops when it is cancelled', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'sub'));
  await expect(expandPaths([folder], AbortSignal.abort())).rejects.toThrow();
});

describe('natural order', () => {
  test.each([
    ['2.txt', '10.txt'],
    ['报告9', '报告10'],
    ['a', 'a1'],
    ['007', '8'],
    ['一', '丁'],
    ['1.txt', 'a.txt'],
  ])('%s stands before %s', (a, b) => {
    expect(compareNatural(a, b)).toBeLessThan(0);
    expect(compareNatural(b, a)).toBeGreaterThan(0);
  });

  test('is an order: equal only when the same, and transitive', () => {
    const name = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', '一', '𠀀', '\uFF21', '.') });
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(compareNatural(a, b) === 0).toBe(a === b);
        expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) + 0);
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) {
          expect(compareNatural(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

test('sha256 is that of the standard', () => {
  expect(sha256(new TextEncoder().encode('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
