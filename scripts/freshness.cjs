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

/**
 * One line for each: path, size and time.
 * @param {readonly string[]} inputs
 * @param {string[]} folders takes the folders that were looked into, and inputs that are not there
 * @returns {string} the files
 */
function stateOf(inputs, folders = []) {
  /** @type {string[]} */
  const files = [];
  /** @param {string} path */
  function visit(path) {
    const stat = statSync(`${root}/${path}`, { throwIfNoEntry: false });
    if (stat?.isDirectory()) visitFolder(path);
    else if (stat) files.push(lineOf(path, stat));
    else folders.push(lineOf(path, undefined));
  }
  /** @param {string} folder */
  function visitFolder(folder) {
    folders.push(lineOf(folder, statSync(`${root}/${folder}`)));
    const entries = readdirSync(`${root}/${folder}`, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (path === window) continue;
      if (entry.isDirectory()) visitFolder(path);
      else if (!ignored.test(entry.name)) visit(path);
    }
  }
  for (const input of inputs) visit(input);
  return files.join('\n');
}

/** @param {string} path @param {import('node:fs').Stats | undefined} stat */
function lineOf(path, stat) {
  return stat ? `${path} ${stat.size} ${Math.floor(stat.mtimeMs)}` : `${path} none none`;
}

/** A text that changes when a source file is added, removed or changed. Last in it the folders of the terminal program. */
function fingerprint() {
  /** @type {string[]} */
  const folders = [];
  return [stateOf(program, folders), stateOf([window]), folders.join('\n')].join(between);
}

/** The fingerprint that out/ was built from; null where there is no build. */
function builtFrom() {
  try {
    return readFileSync(stamp, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Whether files and folders are all as they were. Quicker than to list them anew; where a folder is not, something
 * that does not count may have come or gone.
 * @param {string} lines
 */
function areUntouched(lines) {
  return lines.split('\n').every((line) => {
    const path = line.slice(0, line.lastIndexOf(' ', line.lastIndexOf(' ') - 1));
    return lineOf(path, statSync(`${root}/${path}`, { throwIfNoEntry: false })) === line;
  });
}

/** Of everything, or of what the terminal program needs. Where sources are not shipped, the build stands as it is. */
function isFresh(part = 'all') {
  const built = builtFrom();
  if (built === null) return false;
  const [own = '', ofWindow, folders = ''] = built.split(between);
  const isOwnFresh = (areUntouched(own) && areUntouched(folders)) || own === stateOf(program);
  if (isOwnFresh && (part === 'program' || ofWindow === stateOf([window]))) return true;
  return !statSync(join(root, 'src'), { throwIfNoEntry: false });
}

module.exports = { root, out, fingerprint, isFresh };
