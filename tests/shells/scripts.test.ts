/** The scripts around the build: YAML packs as data, and when a build is out of date. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { yamlModule } from '../../scripts/rule-pack-plugin.ts';
import { temporaryFolder } from './temp-folder.ts';

const root = join(import.meta.dirname, '../..');

describe('a YAML pack', () => {
  test('becomes a module with its data, whatever characters it holds', async () => {
    const module = yamlModule('a: [1, "“”\\u2028\\\\`$"]\nb: &x { c: ~ }\nd: *x\n', 'pack.yaml');
    const { default: data } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
    expect(data).toEqual({ a: [1, '“”\u2028\\`$'], b: { c: null }, d: { c: null } });
  });

  test.each([
    ['a: 1\nb: [2\n', /^pack\.yaml:3:1: /],
    ['a: 1\na: 2\n', /^pack\.yaml:2:1: /],
    ['a: { b: “{x}” }\n', /^pack\.yaml:1:10: /],
  ])('%j is refused with its line and column', (text, message) => {
    expect(() => yamlModule(text, 'pack.yaml')).toThrow(message);
  });
});

describe('a build', () => {
  /** A project of a few files with the real script, asked in a process of its own. */
  function project() {
    const folder = temporaryFolder({ 'src/a.ts': 'a', 'src/a.test.ts': 'test', 'resources/rules/x.yaml': 'x' });
    mkdirSync(join(folder, 'scripts'));
    cpSync(join(root, 'scripts/freshness.cjs'), join(folder, 'scripts/freshness.cjs'));
    const run = (code: string) =>
      execFileSync(
        process.execPath,
        ['--input-type=module', '-e', `import { fingerprint, isFresh } from './scripts/freshness.cjs'; ${code}`],
        { cwd: folder, encoding: 'utf8' },
      );
    const isFresh = (part = 'all') => run(`process.stdout.write(String(isFresh('${part}')))`) === 'true';
    const markBuilt = () => {
      mkdirSync(join(folder, 'out'), { recursive: true });
      writeFileSync(join(folder, 'out/built-from'), run('process.stdout.write(fingerprint())'));
    };
    return { folder, isFresh, markBuilt };
  }

  test('that is missing is not fresh; one just made is', () => {
    const { isFresh, markBuilt } = project();
    expect(isFresh()).toBe(false);
    markBuilt();
    expect(isFresh()).toBe(true);
  });

  test('of the terminal program does not ask about the window', () => {
    const { folder, isFresh, markBuilt } = project();
    mkdirSync(join(folder, 'src/renderer'));
    markBuilt();
    writeFileSync(join(folder, 'src/renderer/view.tsx'), 'new');
    expect([isFresh('program'), isFresh()]).toEqual([true, false]);
    writeFileSync(join(folder, 'src/a.ts'), 'other');
    expect(isFresh('program')).toBe(false);
  });

  const changes: [string, boolean, (folder: string) => void][] = [
    ['a changed source', false, (folder) => writeFileSync(join(folder, 'src/a.ts'), 'other')],
    ['a source put back with an older time', false, (folder) => utimesSync(join(folder, 'src/a.ts'), 1, 1)],
    ['a new source', false, (folder) => writeFileSync(join(folder, 'src/b.ts'), '')],
    ['a source that has gone', false, (folder) => rmSync(join(folder, 'src/a.ts'))],
    ['a changed rule pack', false, (folder) => writeFileSync(join(folder, 'resources/rules/x.yaml'), 'other')],
    ['a new dependency', false, (folder) => writeFileSync(join(folder, 'package-lock.json'), '{}')],
    [
      'a new source in a new folder',
      false,
      (folder) => {
        mkdirSync(join(folder, 'src/more'));
        writeFileSync(join(folder, 'src/more/c.ts'), '');
      },
    ],
    ['a new test', true, (folder) => writeFileSync(join(folder, 'src/b.test.ts'), '')],
    ['a changed test', true, (folder) => writeFileSync(join(folder, 'src/a.test.ts'), 'other')],
    ['sources that are not shipped', true, (folder) => rmSync(join(folder, 'src'), { recursive: true })],
  ];
  test.each(changes)('after %s: fresh is %s', (_, fresh, change) => {
    const { folder, isFresh, markBuilt } = project();
    markBuilt();
    change(folder);
    expect(isFresh()).toBe(fresh);
  });
});
