/**
 * Worker threads that check files, one file at a time each. Files come from strangers: each has a limit of time and
 * of memory, and a worker that is lost (a hang, a crash, memory gone) is replaced and costs its own file only.
 * What is found depends on the file alone, not on the number of workers or their order.
 */

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { unreadable } from '../../shared/unreadable.ts';
import type { CheckAnswer, CheckSource, FromWorker, ToWorker, WorkerSetup } from './check-protocol.ts';
import { dismiss } from './dismiss.ts';

export interface PoolOptions {
  /** Files checked at the same time, at least 1. */
  readonly workers: number;
  /** Milliseconds for one file. */
  readonly timeLimit?: number;
  readonly memory?: ResourceLimits;
  /** The worker's script; by default the built one, beside this file. */
  readonly script?: URL;
  /** Handed to each worker at its start. */
  readonly setup: WorkerSetup;
}

export interface PoolResult {
  /** Of a lost worker too: its file is an unreadable one. */
  readonly answer: CheckAnswer;
  /** Why no worker answered, with the detail for a log; null where one did. */
  readonly loss: { readonly reason: LossReason; readonly detail: string } | null;
}

/** `crash` is a bug of the program or of a library of its, whatever the file. */
export type LossReason = 'time-limit' | 'memory' | 'crash';

export interface CheckingPool {
  /**
   * @param file the name that results bear
   * Rejects with CancelledError (signal, cancel, close), and with nothing else.
   */
  check(source: CheckSource, file: string, options?: TaskOptions): Promise<PoolResult>;
  /** Everything waiting or running is rejected at once; the pool can be used on. */
  cancel(): void;
  /** Cancels and ends the workers. */
  close(): Promise<void>;
}

export interface TaskOptions {
  /** Called when a worker takes the file. */
  readonly onStart?: () => void;
  readonly signal?: AbortSignal;
}

export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

const defaultTimeLimit = 60_000;

/** Milliseconds for a worker to load, on a machine that is busy with other things; not part of a file's time. */
const startLimit = 30_000;

/**
 * A real report needs a tenth of this; WASM memory is limited by the PDF reader itself. A larger young generation is
 * filled before it is swept: with 64 MB, a folder of DOCX took twice the memory (docs/benchmarks/window.md).
 */
const defaultMemory: ResourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

interface Task {
  readonly source: CheckSource;
  readonly file: string;
  readonly options: TaskOptions;
  readonly resolve: (result: PoolResult) => void;
  readonly reject: (error: Error) => void;
}

/** Starts its first worker at once, the others as files wait for them. */
export function createPool(options: PoolOptions): CheckingPool {
  const size = Math.max(1, Math.floor(options.workers));
  const script = options.script ?? new URL('check-worker.cjs', import.meta.url);
  const timeLimit = options.timeLimit ?? defaultTimeLimit;
  const waiting: Task[] = [];
  const running = new Map<Worker, Running>();
  const idle: Worker[] = [];
  const ending = new Set<Promise<unknown>>();
  let closed = false;

  interface Running {
    readonly task: Task;
    timer: NodeJS.Timeout;
  }

  function start(): Worker {
    const worker = new Worker(script, {
      workerData: options.setup,
      resourceLimits: options.memory ?? defaultMemory,
      // A library that prints must not print into the result.
      stdout: true,
      stderr: true,
    });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', (message: FromWorker) => receive(worker, message));
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash';
      lose(worker, reason, error.stack ?? String(error));
    });
    worker.on('exit', (code) => lose(worker, 'crash', `worker ended with code ${code}`));
    return worker;
  }

  function receive(worker: Worker, message: FromWorker): void {
    const current = running.get(worker);
    if (!current) return;
    if (message.type === 'ready') {
      clearTimeout(current.timer);
      current.timer = limit(worker, timeLimit);
      return;
    }
    if (message.type === 'need-pdfium') {
      compilePdfium().then(
        (module) => worker.postMessage({ type: 'pdfium', module } satisfies ToWorker),
        (error: unknown) => lose(worker, 'crash', `PDFium cannot be loaded: ${String(error)}`),
      );
      return;
    }
    // What a comparing worker says.
    if (message.type === 'compared') return;
    finish(worker, current);
    idle.push(worker);
    if (message.type === 'answer') current.task.resolve({ answer: message.answer, loss: null });
    else current.task.resolve(lossOf('crash', message.detail));
    next();
  }

  function lossOf(reason: LossReason, detail: string): PoolResult {
    const values = reason === 'time-limit' ? { kind: 'time', limit: Math.round(timeLimit / 1000) } : { kind: reason };
    return {
      answer: { kind: 'plain', sha256: null, outcome: unreadable('corrupt', values) },
      loss: { reason, detail },
    };
  }

  function limit(worker: Worker, milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => lose(worker, 'time-limit', `no result after ${milliseconds} ms`), milliseconds);
  }

  function finish(worker: Worker, current: Running): void {
    clearTimeout(current.timer);
    running.delete(worker);
  }

  /** Ends a worker and reports its file; the next file gets a new worker. */
  function lose(worker: Worker, reason: LossReason, detail: string): void {
    const place = idle.indexOf(worker);
    if (place >= 0) idle.splice(place, 1);
    const current = running.get(worker);
    end(worker);
    if (!current) return;
    finish(worker, current);
    current.task.resolve(lossOf(reason, detail));
    next();
  }

  function end(worker: Worker): void {
    worker.removeAllListeners();
    // Errors of a worker that is being ended concern nobody any more.
    worker.on('error', () => {});
    const ended = worker.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function next(): void {
    while (waiting.length > 0 && running.size < size) {
      const task = waiting.shift() as Task;
      const waitingWorker = idle.pop();
      const worker = waitingWorker ?? start();
      const timer = limit(worker, waitingWorker ? timeLimit : startLimit + timeLimit);
      running.set(worker, { task, timer });
      worker.postMessage({ type: 'check', source: task.source, file: task.file } satisfies ToWorker);
      task.options.onStart?.();
    }
  }

  function cancelTask(task: Task): void {
    const place = waiting.indexOf(task);
    if (place >= 0) waiting.splice(place, 1);
    for (const [worker, current] of running) {
      if (current.task !== task) continue;
      finish(worker, current);
      end(worker);
    }
    task.reject(new CancelledError('cancelled'));
  }

  function cancel(): void {
    for (const task of waiting.splice(0)) cancelTask(task);
    for (const current of [...running.values()]) cancelTask(current.task);
  }

  idle.push(start());

  return {
    check(source, file, taskOptions = {}) {
      const { signal } = taskOptions;
      return new Promise((resolve, reject) => {
        if (closed || signal?.aborted) {
          reject(new CancelledError('cancelled'));
          return;
        }
        const abort = () => {
          cancelTask(task);
          next();
        };
        const settled = () => signal?.removeEventListener('abort', abort);
        const task: Task = {
          source,
          file,
          options: taskOptions,
          resolve: (result) => {
            settled();
            resolve(result);
          },
          reject: (error) => {
            settled();
            reject(error);
          },
        };
        signal?.addEventListener('abort', abort);
        waiting.push(task);
        next();
      });
    },
    cancel,
    async close() {
      closed = true;
      cancel();
      await Promise.all([...idle.splice(0).map(dismiss), ...ending]);
    },
  };
}

let pdfium: Promise<WebAssembly.Module> | undefined;

/** Compiled once for all workers, for the first PDF that needs it: 4.6 MB of WASM. */
function compilePdfium(): Promise<WebAssembly.Module> {
  pdfium ??= readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')).then((bytes) =>
    WebAssembly.compile(bytes),
  );
  return pdfium;
}
