/** The checking pool with real worker threads: one bad file costs one answer. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { CancelledError, createPool, type PoolOptions } from '../../src/main/services/checking-pool.ts';

const testWorker = new URL('./test-worker.ts', import.meta.url);
const setup = { packs: [], pack: false };

function pool(options: Partial<PoolOptions> = {}) {
  const made = createPool({ workers: 1, script: testWorker, setup, ...options });
  onTestFinished(() => made.close());
  return {
    ...made,
    ask: (file: string) => made.check({ bytes: new Uint8Array() }, file),
  };
}

describe('a lost worker', () => {
  const losses: [file: string, reason: string, values: object, options: Partial<PoolOptions>][] = [
    ['hang.txt', 'time-limit', { kind: 'time', limit: 1 }, { timeLimit: 700 }],
    ['exit.txt', 'crash', { kind: 'crash' }, {}],
    ['throw.txt', 'crash', { kind: 'crash' }, {}],
    ['memory.txt', 'memory', { kind: 'memory' }, { memory: { maxOldGenerationSizeMb: 32 } }],
    ['bug.txt', 'crash', { kind: 'crash' }, {}],
  ];
  test.each(losses)('%s costs its own file only, as %s', async (file, reason, values, options) => {
    const { ask } = pool(options);
    const [before, lost, after] = await Promise.all([ask('before.txt'), ask(file), ask('after.txt')]);
    expect(before.loss).toBeNull();
    expect(lost.loss?.reason).toBe(reason);
    expect(lost.answer).toMatchObject({ kind: 'plain', outcome: { error: { code: 'corrupt', values } } });
    expect(after.loss).toBeNull();
    expect(after.answer).toMatchObject({ kind: 'plain', outcome: { error: null } });
  });

  test('says in its detail what was thrown', async () => {
    const { ask } = pool();
    expect((await ask('throw.txt')).loss?.detail).toContain('thrown outside of a check');
    expect((await ask('bug.txt')).loss?.detail).toBe('thrown by a rule');
  });
});

test('a worker is used again for the next file', async () => {
  const { ask } = pool();
  const [first, second] = [await ask('a.txt'), await ask('b.txt')];
  expect(first.answer.sha256).toMatch(/^thread \d+$/);
  expect(second.answer.sha256).toBe(first.answer.sha256);
});

test('no more workers than asked for', async () => {
  const { ask } = pool({ workers: 2 });
  const results = await Promise.all(Array.from({ length: 12 }, (_, i) => ask(`${i}.txt`)));
  expect(new Set(results.map((result) => result.answer.sha256)).size).toBeLessThanOrEqual(2);
});

describe('cancelling', () => {
  test('ends what runs and what waits at once, and the pool goes on', async () => {
    const { ask, cancel } = pool();
    const tasks = [ask('hang.txt'), ask('waiting.txt')];
    cancel();
    const settled = await Promise.allSettled(tasks);
    expect(settled.map((result) => result.status === 'rejected' && result.reason instanceof CancelledError)).toEqual([
      true,
      true,
    ]);
    expect((await ask('next.txt')).loss).toBeNull();
  });

  test('one task by its signal, running or waiting, lets the others go on', async () => {
    const { check, ask } = pool();
    const running = new AbortController();
    const waiting = new AbortController();
    const started = Promise.withResolvers<void>();
    const bytes = new Uint8Array();
    const first = check({ bytes }, 'hang.txt', { signal: running.signal, onStart: started.resolve });
    const second = check({ bytes }, 'second.txt', { signal: waiting.signal });
    const third = ask('third.txt');
    await started.promise;
    waiting.abort();
    running.abort();
    await expect(first).rejects.toBeInstanceOf(CancelledError);
    await expect(second).rejects.toBeInstanceOf(CancelledError);
    expect((await third).loss).toBeNull();
  });

  test('a closed pool takes no more files', async () => {
    const { ask, close } = pool();
    const task = ask('hang.txt');
    const rejected = expect(task).rejects.toBeInstanceOf(CancelledError);
    await close();
    await rejected;
    await expect(ask('late.txt')).rejects.toBeInstanceOf(CancelledError);
  });
});
