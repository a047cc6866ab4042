/**
 * `npm run check`: the terminal program, built first where the build is missing or old. It runs in this very
 * process: starting another Node would double the time for a single file.
 */
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');
const { takeCode } = require('./compiled.cjs');
const { isFresh, out, root } = require('./freshness.cjs');

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Node.js ${process.versions.node}: 需要 24，请用 npm run check 启动 / Node.js 24 is needed, start with npm run check`,
  );
  process.exit(2);
}

function check() {
  const compiled = join(root, '.cache', 'compiled');
  enableCompileCache(compiled);
  // Workers take it from their environment.
  process.env.NODE_COMPILE_CACHE ??= compiled;
  takeCode();
  return require(join(out, 'main', 'cli.cjs')).main(process.argv.slice(2));
}

async function buildAndCheck() {
  const { build } = await import('./build.ts');
  await build();
  await check();
}

if (isFresh('program')) check();
else buildAndCheck();
