/**
 * Ends a worker thread that has nothing to do: it is asked to end by itself, since to end a thread from outside while it
 * starts or hands something over can take the whole process along. One that does not answer is ended all the same.
 */
import type { Worker } from 'node:worker_threads';
import type { ToWorker } from './check-protocol.ts';

/** Milliseconds; one that is still loading answers when it has loaded. */
const patience = 3000;

/** Resolves when the worker has ended. Nobody hears of it any more. */
export function dismiss(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.removeAllListeners();
    const timer = setTimeout(() => void worker.terminate(), patience);
    // Errors of a worker that is being ended concern nobody any more.
    worker.on('error', () => {});
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.ref();
    worker.postMessage({ type: 'end' } satisfies ToWorker);
  });
}
