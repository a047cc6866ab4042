/**
 * `npm run build` (`--if-old`: only where it is missing or old), and what check and start call when out/ is missing or old. Builds into a folder of its own and
 * puts it in the place of out/ when all is done, so that a program that starts meanwhile never sees half a build;
 * a lock lets two of them build one after the other (the second then finds the build fresh).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fingerprint, isFresh, out, root } from './freshness.cjs';

const cache = join(root, '.cache');
const lock = join(cache, 'build.lock');

/** Builds where needed, or always with `force`. Silent but for one line on standard error. Throws where the build fails. */
export async function build(force = false): Promise<void> {
  mkdirSync(cache, { recursive: true });
  await takeLock();
  const fresh = join(cache, `build-${process.pid}`);
  const old = join(cache, `old-${process.pid}`);
  try {
    if (!force && isFresh()) return;
    process.stderr.write('gouji: building…\n');
    const from = fingerprint();
    const { build: bundle } = await import('electron-vite');
    // electron-vite takes the module type from the package of the current folder.
    const folder = process.cwd();
    process.chdir(root);
    try {
      await bundle({ root, logLevel: 'error', build: { outDir: fresh } });
    } finally {
      process.chdir(folder);
    }
    compile(fresh);
    writeFileSync(join(fresh, 'built-from'), from);
    // A rename cannot replace a folder that holds files.
    rmSync(old, { recursive: true, force: true });
    try {
      renameSync(out, old);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    renameSync(fresh, out);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}

/** Keeps the code of what a check runs. Without it the program is the same and only starts slower: what went wrong is printed. */
function compile(folder: string): void {
  try {
    execFileSync(process.execPath, [join(root, 'scripts/compile.cjs'), folder], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch {
    process.stderr.write('gouji: built, but without compiled code\n');
  }
}

async function takeLock(): Promise<void> {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isHeld()) await wait(200);
    else rmSync(lock, { force: true });
  }
}

/** A lock whose process is gone was left by a build that was killed. */
function isHeld(): boolean {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return false;
  }
  if (text === '') return true;
  try {
    process.kill(Number(text), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

if (import.meta.main) await build(!process.argv.includes('--if-old'));
