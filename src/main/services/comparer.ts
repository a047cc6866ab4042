/**
 * Checks the reports of the window's list against each other, in a worker thread of its own: it keeps what reports are
 * compared by, so that the main thread holds none of it, and hands over only what is new. Starts with the first
 * comparison.
 */
import { setImmediate } from 'node:timers/promises';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Together } from '../../shared/rules/together/index.ts';
import type { FromWorker, ToWorker, WorkerSetup } from './check-protocol.ts';
import { dismiss } from './dismiss.ts';

export interface ComparerOptions {
  /** The script of the pool's workers; by default the built one. */
  readonly script?: URL;
  readonly memory?: ResourceLimits;
  readonly setup: WorkerSetup;
  /** JSON of the report's ReportDigest; null for one that could not be read. */
  readonly digestOf: (id: number) => string | null;
}

export interface Comparer {
  /**
   * Compares these reports. Answers with what has changed since the last time, by id: null where nothing comes to a
   * report's own findings. Rejects where the worker is lost; the next time begins anew. One at a time.
   */
  compare(ids: readonly number[]): Promise<ReadonlyMap<number, Together | null>>;
  /** What is known of a report is out of date. */
  forget(id: number): void;
  close(): Promise<void>;
}

/** Reports that are handed over before the main thread turns to other things. */
const slice = 25;

export function createComparer(options: ComparerOptions): Comparer {
  let worker: Worker | null = null;
  /** Reports that the worker knows. */
  let known = new Set<number>();
  /** Why the last worker was lost. */
  let loss: Error | null = null;
  let waiting: {
    resolve: (answer: Extract<FromWorker, { type: 'compared' }>) => void;
    reject: (error: Error) => void;
  } | null = null;

  function start(): Worker {
    const started = new Worker(options.script ?? new URL('check-worker.cjs', import.meta.url), {
      workerData: options.setup,
      ...(options.memory ? { resourceLimits: options.memory } : {}),
      stdout: true,
      stderr: true,
    });
    started.stdout.resume();
    started.stderr.resume();
    started.on('message', (message: FromWorker) => {
      if (message.type === 'compared') waiting?.resolve(message);
      else if (message.type === 'failed') lose(started, new Error(message.detail));
    });
    started.on('error', (error) => lose(started, error));
    started.on('exit', (code) => lose(started, new Error(`worker ended with code ${code}`)));
    // Nothing waits for it but a comparison under way.
    started.unref();
    return started;
  }

  function lose(lost: Worker, error: Error): void {
    if (worker !== lost) return;
    worker = null;
    known = new Set();
    loss = error;
    waiting?.reject(error);
    void lost.terminate();
  }

  return {
    async compare(ids) {
      loss = null;
      worker ??= start();
      const at = worker;
      const fresh = ids.filter((id) => !known.has(id));
      for (let from = 0; from < fresh.length; from += slice) {
        const part = fresh.slice(from, from + slice);
        for (const id of part) known.add(id);
        at.postMessage({
          type: 'digests',
          digests: part.map((id) => [id, options.digestOf(id)] as const),
        } satisfies ToWorker);
        await setImmediate();
      }
      if (worker !== at) throw loss ?? new Error('closed');
      known = new Set(ids.filter((id) => known.has(id)));
      const answer = new Promise<Extract<FromWorker, { type: 'compared' }>>((resolve, reject) => {
        waiting = { resolve, reject };
      });
      at.postMessage({ type: 'compare', ids } satisfies ToWorker);
      try {
        const { changed } = await answer;
        return new Map(changed.map(([id, json]) => [id, json === null ? null : (JSON.parse(json) as Together)]));
      } finally {
        waiting = null;
      }
    },
    forget(id) {
      known.delete(id);
    },
    async close() {
      const ending = worker;
      worker = null;
      const isBusy = waiting !== null;
      waiting?.reject(new Error('closed'));
      if (isBusy) await ending?.terminate();
      else if (ending) await dismiss(ending);
    },
  };
}
