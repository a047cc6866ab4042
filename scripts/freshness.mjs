/**
 * Whether the build in out/ is that of the sources as they are now. Plain JavaScript: `npm run check` asks this at
 * every start, and loading TypeScript would cost more than the question.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');
export const out = join(root, 'out');
const stamp = join(out, 'built-from');

const inputs = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'scripts/pdfjs-plugin.ts',
  'scripts/rule-pack-plugin.ts',
  'package.json',
  'package-lock.json',
];
const ignored = /\.test\.tsx?$|\.md$/;

/** A text that changes when a source file is added, removed or changed: path, size and time of each. */
export function fingerprint() {
  /** @type {string[]} */
  const parts = [];
  /** @param {string} path */
  function visit(path) {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const name of readdirSync(join(root, path)).sort()) visit(`${path}/${name}`);
    else if (!ignored.test(path)) parts.push(`${path} ${stat.size} ${Math.floor(stat.mtimeMs)}`);
  }
  for (const input of inputs) visit(input);
  return parts.join('\n');
}

/** The fingerprint that out/ was built from; null where there is no build. */
export function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}

/** Where sources are not shipped, the build stands as it is. */
export function isFresh() {
  const built = builtFrom();
  return built !== null && (built === fingerprint() || !statSync(join(root, 'src'), { throwIfNoEntry: false }));
}
