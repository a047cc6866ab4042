/**
 * `npm run check`: the terminal program, built first where the build is missing or old. It runs in this very
 * process: starting another Node would double the time for a single file.
 */
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { isFresh, root } from './freshness.mjs';

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Node.js ${process.versions.node}: 需要 24，请用 npm run check 启动 / Node.js 24 is needed, start with npm run check`,
  );
  process.exit(2);
}
if (!isFresh('program')) {
  const { build } = await import('./build.ts');
  await build();
}
const compiled = join(root, '.cache', 'compiled');
nodeModule.enableCompileCache(compiled);
// Workers take it from their environment.
process.env.NODE_COMPILE_CACHE ??= compiled;
await import(new URL('../out/main/cli.js', import.meta.url).href);
