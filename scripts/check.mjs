/**
 * `npm run check`: the terminal program, built first where the build is missing or old. It runs in this very
 * process: starting another Node would double the time for a single file.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { isFresh, root } from './freshness.mjs';

if (!isFresh()) {
  const { build } = await import('./build.ts');
  await build();
}
const compiled = join(root, '.cache', 'compiled');
enableCompileCache?.(compiled);
// Workers take it from their environment.
process.env.NODE_COMPILE_CACHE ??= compiled;
await import(new URL('../out/main/cli.js', import.meta.url).href);
