/**
 * Whether the build in out/ is that of the sources as they are now. Plain CommonJS: `npm run check` asks this at
 * every start, and loading TypeScript, or Node's loader of ES modules, would cost more than the question.
 */
const { readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const out = join(root, 'out');
const stamp = join(out, 'built-from');

/** What the window alone is built from: the terminal program does not ask about it. */
const window = 'src/renderer';
/** What all is built from. */
const program = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'scripts/pdfjs-plugin.ts',
  'scripts/rule-pack-plugin.ts',
  'package.json',
  'package-lock.json',
];
const ignored = /\.test\.tsx?$|\.md$/;
const between = '\n\n';

/** @param {readonly string[]} inputs */
function stateOf(inputs) {
  /** @type {string[]} */
  const parts = [];
  /** @param {string} path */
  function visit(path) {
    const stat = statSync(`${root}/${path}`, { throwIfNoEntry: false });
    if (stat?.isDirectory()) visitFolder(path);
    else if (stat) parts.push(`${path} ${stat.size} ${Math.floor(stat.mtimeMs)}`);
  }
  /** @param {string} folder */
  function visitFolder(folder) {
    const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (path === window) continue;
      if (entry.isDirectory()) visitFolder(path);
      else if (!ignored.test(entry.name)) visit(path);
    }
  }
  for (const input of inputs) visit(input);
  return parts.join('\n');
}

/** A text that changes when a source file is added, removed or changed: path, size and time of each. */
function fingerprint() {
  return stateOf(program) + between + stateOf([window]);
}

/** The fingerprint that out/ was built from; null where there is no build. */
function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}

/** Of everything, or of what the terminal program needs. Where sources are not shipped, the build stands as it is. */
function isFresh(part = 'all') {
  const built = builtFrom();
  if (built === null) return false;
  const isSame = part === 'program' ? built.split(between, 1)[0] === stateOf(program) : built === fingerprint();
  return isSame || !statSync(join(root, 'src'), { throwIfNoEntry: false });
}

module.exports = { root, out, fingerprint, isFresh };
