/**
 * Imports go with the flow document ← form ← readers ← report ← rules ← outputs, and nothing in src/shared
 * knows a shell: planted imports that go against it are refused by the linter, allowed ones are not.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

const refused = [
  ['src/shared/document/a.ts', '../form/form.ts'],
  ['src/shared/form/a.ts', '../rules/pack.ts'],
  ['src/shared/readers/a.ts', 'node:fs'],
  ['src/shared/readers/pdf/a.ts', '../../report/index.ts'],
  ['src/shared/report/a.ts', '../rules/run-rules.ts'],
  ['src/shared/report/b.ts', '../readers/index.ts'],
  ['src/shared/text/a.ts', '../rules/pack.ts'],
  ['src/shared/readers/txt/a.ts', '../../text/index.ts'],
  ['src/shared/rules/a.ts', '../outputs/json.ts'],
  ['src/shared/outputs/a.ts', '../../main/services/program.ts'],
  ['src/main/services/a.ts', 'electron'],
  ['src/main/services/b.ts', '../browser/server.ts'],
  ['src/renderer/src/a.ts', '../../main/services/program.ts'],
  ['src/renderer/src/b.ts', '../../shared/rules/run-rules.ts'],
  ['src/cli/a.ts', '../main/services/program.ts'],
  ['src/cli/b.ts', 'electron'],
  ['src/preload/a.ts', '../main/services/program.ts'],
] as const;

const allowed = [
  ['src/shared/readers/txt/c.ts', '../../form/form.ts'],
  ['src/shared/report/c.ts', '../form/form.ts'],
  ['src/shared/text/c.ts', '../report/index.ts'],
  ['src/shared/rules/c.ts', '../text/index.ts'],
  ['src/shared/outputs/c.ts', '../check.ts'],
  ['src/main/services/c.ts', 'node:fs'],
  ['src/renderer/src/c.ts', '../../shared/api.ts'],
  ['src/renderer/src/d.ts', '../../shared/readers/limits.ts'],
  ['src/cli/c.ts', '../main/services/check-files.ts'],
] as const;

describe('imports', () => {
  let folder = '';
  let complaints: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gouji-layers-'));
    const config = join(folder, 'biome.json');
    cpSync(join(root, 'biome.json'), config);
    for (const [file, target] of [...refused, ...allowed]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import * as other from '${target}';\nexport const one = other;\n`);
    }
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
    const args = [
      biome,
      'lint',
      '--vcs-enabled=false',
      '--only=style/noRestrictedImports',
      '--reporter=json',
      '--max-diagnostics=none',
      'src',
    ];
    const { stdout } = await run(process.execPath, args, { cwd: folder }).catch((error: { stdout: string }) => error);
    const report = JSON.parse(stdout) as { diagnostics: { location: { path: string | { file: string } } }[] };
    complaints = report.diagnostics.map(({ location }) =>
      (typeof location.path === 'string' ? location.path : location.path.file).replaceAll('\\', '/'),
    );
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(refused)('%s may not import %s', (file) => {
    expect(complaints).toContain(file);
  });

  it.each(allowed)('%s may import %s', (file) => {
    expect(complaints).not.toContain(file);
  });
});
