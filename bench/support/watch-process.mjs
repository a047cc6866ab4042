/**
 * Preloaded into a run of the terminal program (`node --import`) and into its workers: notes the modules that are
 * loaded and the WASM files that are opened, and at the end the peak of memory, in the file that WATCH_FILE names.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import promises from 'node:fs/promises';
import { registerHooks, syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const target = process.env.WATCH_FILE ?? '';
const note = (/** @type {string} */ line) => appendFileSync(target, `${line}\n`);

const seen = new Set();
registerHooks({
  // Not `load`: files with code that was compiled before are read by the program itself.
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    if (!seen.has(found.url)) note(`module ${found.url}`);
    seen.add(found.url);
    return found;
  },
});

const { readFile } = promises;
promises.readFile = /** @type {typeof readFile} */ (
  (/** @type {string} */ path, /** @type {undefined} */ options) => {
    if (String(path).endsWith('.wasm')) note(`wasm ${path}`);
    return readFile(path, options);
  }
);
syncBuiltinESMExports();

/** Kibibytes. What the system counts for a child begins with its parent's own, where it does not tell them apart. */
function peakMemory() {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

if (isMainThread) process.on('exit', () => note(`rss ${peakMemory()}`));
