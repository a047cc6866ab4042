/** Makes one file of reports in a worker thread of its own. */
import { Worker } from 'node:worker_threads';
import type { FromOutputWorker, OutputJob, OutputReport } from './output-protocol.ts';

export interface OutputTask {
  readonly job: OutputJob;
  readonly count: number;
  /** The report at an index; null where it has been removed meanwhile. */
  readonly report: (index: number) => OutputReport | null;
  readonly signal: AbortSignal;
  /** The worker's script; by default the built one, beside this file. */
  readonly script: URL | undefined;
}

export type OutputEnd =
  | { readonly end: 'done' }
  | { readonly end: 'cancelled' }
  | { readonly end: 'not-written'; readonly code: string | undefined; readonly detail: string }
  | { readonly end: 'damaged'; readonly name: string }
  /** A sentence for the user, in the job's language. */
  | { readonly end: 'refused'; readonly message: string }
  | { readonly end: 'memory' };

/** Reports handed over at a time: reading them from the archive holds up the window for some milliseconds. */
const handful = 24;

/** Rejects where the worker was lost by a bug. Whatever the end, what was written of `job.file` is the caller's. */
export function makeOutput({ job, count, report, signal, script }: OutputTask): Promise<OutputEnd> {
  if (signal.aborted) return Promise.resolve({ end: 'cancelled' });
  return new Promise((resolve, reject) => {
    const worker = new Worker(script ?? new URL('output-worker.cjs', import.meta.url), { workerData: job });
    let next = 0;
    let end: OutputEnd | null = null;
    const cancel = () => {
      end = { end: 'cancelled' };
      void worker.terminate();
    };
    signal.addEventListener('abort', cancel);

    const handOver = () => {
      const reports: OutputReport[] = [];
      while (next < count && reports.length < handful) {
        const one = report(next++);
        if (one) reports.push(one);
      }
      worker.postMessage(reports);
    };
    worker.on('message', (message: FromOutputWorker) => {
      if (message.type === 'done') end = { end: 'done' };
      else if (message.type === 'not-written') end = { end: 'not-written', code: message.code, detail: message.detail };
      else if (message.type === 'damaged') end = { end: 'damaged', name: message.name };
      else if (message.type === 'refused') end = { end: 'refused', message: message.message };
      else {
        try {
          handOver();
        } catch (error) {
          reject(error);
          void worker.terminate();
        }
      }
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') end = { end: 'memory' };
      else reject(error);
    });
    // Only then is the file closed.
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', cancel);
      if (end) resolve(end);
      else reject(new Error(`the output worker ended with code ${code}`));
    });
  });
}
