/**
 * The checking pool that fits the settings of the moment. Other rules hold from the next file on: the pool before
 * finishes what it has and ends. Another number of workers holds from the next batch on, so that a batch never runs
 * with the workers of two pools for that alone.
 */
import type { RulePack } from '../../shared/rules/pack.ts';
import type { CheckSource, WorkerSetup } from './check-protocol.ts';
import { type CheckingPool, createPool, type PoolOptions, type PoolResult, type TaskOptions } from './checking-pool.ts';

export interface PoolNeeds {
  /** null: as many as the options say. */
  readonly workers: number | null;
  readonly rules: RulesInUse;
}

export interface RulesInUse {
  /** On top of the built-in ones. */
  readonly packs: readonly RulePack[];
  /** Of all packs and the program: equal where the same file gives the same findings. */
  readonly fingerprint: string;
}

export interface Pools {
  /** With the fingerprint of the rules that the file was checked with. Rejects as CheckingPool.check does. */
  check(
    needs: PoolNeeds,
    source: CheckSource,
    file: string,
    options: TaskOptions,
  ): Promise<PoolResult & { readonly rules: string }>;
  /** Everything waiting or running is rejected at once. */
  cancel(): void;
  close(): Promise<void>;
}

interface Pool extends PoolNeeds {
  readonly checking: CheckingPool;
  /** Files waiting or running. */
  open: number;
}

export function createPools(options: Omit<PoolOptions, 'setup'>): Pools {
  let current: Pool | undefined;
  const retired = new Set<Pool>();
  const ending = new Set<Promise<void>>();

  function end(pool: Pool): void {
    retired.delete(pool);
    const ended = pool.checking.close().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function fits(pool: Pool, { workers, rules }: PoolNeeds): boolean {
    return pool.rules.fingerprint === rules.fingerprint && (pool.workers === workers || pool.open > 0);
  }

  function poolFor(needs: PoolNeeds): Pool {
    if (current && !fits(current, needs)) {
      if (current.open === 0) end(current);
      else retired.add(current);
      current = undefined;
    }
    const { workers, rules } = needs;
    const setup: WorkerSetup = { pack: true, packs: rules.packs };
    current ??= {
      ...needs,
      checking: createPool({ ...options, setup, ...(workers === null ? {} : { workers }) }),
      open: 0,
    };
    return current;
  }

  return {
    async check(needs, source, file, taskOptions) {
      const pool = poolFor(needs);
      pool.open++;
      try {
        return { ...(await pool.checking.check(source, file, taskOptions)), rules: pool.rules.fingerprint };
      } finally {
        pool.open--;
        if (pool.open === 0 && retired.has(pool)) end(pool);
      }
    },
    cancel() {
      for (const pool of [...retired, ...(current ? [current] : [])]) pool.checking.cancel();
    },
    async close() {
      for (const pool of [...retired, ...(current ? [current] : [])]) end(pool);
      current = undefined;
      await Promise.all(ending);
    },
  };
}
