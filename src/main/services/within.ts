/** Work in the calling thread that is ended where it takes too long: by the virtual machine, which no loop keeps off. */
import { runInThisContext } from 'node:vm';

/** Where the work is called from: a script of the virtual machine sees the global object only. */
const place = '__goujiWorkUnderWatch';

/** What the work answers. Throws what it throws, and ERR_SCRIPT_EXECUTION_TIMEOUT when it has not ended in time. */
export function within<Result>(milliseconds: number, work: () => Result): Result {
  const globals = globalThis as Record<string, unknown>;
  globals[place] = work;
  try {
    return runInThisContext(`${place}()`, { timeout: milliseconds }) as Result;
  } finally {
    delete globals[place];
  }
}
