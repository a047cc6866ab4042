/** The terminal program as a process: what one file costs from the shell, what it loads, and what a folder takes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './checker.ts';
import { median } from './timing.ts';

const program = join(root, 'scripts', 'check.cjs');
const watch = pathToFileURL(join(import.meta.dirname, 'watch-process.mjs')).href;

/** Runs Node and answers with the wall time in milliseconds. Throws where the run could not be made at all. */
function run(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): number {
  const start = performance.now();
  const { error, status, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`exit ${status}: ${stderr}`);
  return performance.now() - start;
}

/** Builds the program where the sources are newer, so that no timed run does. */
export function prepare(): void {
  run([program, '--version']);
}

export interface ProcessTime {
  readonly file: string;
  readonly time: number;
  /** Node that does nothing. */
  readonly node: number;
  /** Node that starts one worker thread that does nothing: what the isolation of files costs at the least. */
  readonly worker: number;
}

const idleWorker = `new (require('node:worker_threads').Worker)('0', { eval: true })`;

/** Median wall times of the program on each file and of Node that does nothing, in turn. */
export function processTimes(files: readonly string[], rounds: number): ProcessTime[] {
  const times = files.map(() => [] as number[]);
  const bare: number[] = [];
  const threaded: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const alone = run(['-e', '0']);
    const withWorker = run(['-e', idleWorker]);
    if (round >= 0) {
      bare.push(alone);
      threaded.push(withWorker);
    }
    for (const [index, file] of files.entries()) {
      const time = run([program, '--format', 'json', file]);
      if (round >= 0) times[index]?.push(time);
    }
  }
  const [node, worker] = [median(bare), median(threaded)];
  return files.map((file, index) => ({ file, time: median(times[index] as number[]), node, worker }));
}

export interface Watched {
  readonly time: number;
  /** Peak of the resident memory, MiB. */
  readonly memory: number;
  /** The engines among what was loaded: pdfium.wasm, @embedpdf, pdfjs-dist, mammoth. */
  readonly engines: readonly string[];
  readonly modules: number;
}

/** One run that is watched from inside. */
export function watched(paths: readonly string[], format: 'json' | 'ndjson' = 'json'): Watched {
  const folder = mkdtempSync(join(tmpdir(), 'gouji-watch-'));
  try {
    const target = join(folder, 'watched');
    writeFileSync(target, '');
    const time = run(['--import', watch, program, '--format', format, ...paths], {
      ...process.env,
      WATCH_FILE: target,
    });
    const lines = readFileSync(target, 'utf8').split('\n');
    const engines = ['pdfium.wasm', '@embedpdf', 'pdfjs-dist', 'mammoth'].filter((name) =>
      lines.some((line) => line.includes(name)),
    );
    const memory = Number(lines.find((line) => line.startsWith('rss '))?.slice(4)) / 1024;
    return { time, memory, engines, modules: lines.filter((line) => line.startsWith('module ')).length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
