/**
 * Runs spoiled files through the real checking pool: whatever is handed in, there is an answer, a ReadError or an
 * outcome, in time, and no worker is lost over it. FUZZ_ROUNDS multiplies the fixed number of files.
 */
import { createPool } from '../../src/main/services/checking-pool.ts';
import type { CheckOutcome } from '../../src/shared/check.ts';
import { Random } from '../generator/random.ts';

export interface FuzzFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Milliseconds for one file: a hundred times what a whole report takes. */
const timeLimit = 15_000;
const worker = new URL('../shells/source-worker.ts', import.meta.url);

export function seedsFrom(first: number, count: number): number[] {
  const rounds = Math.max(1, Number(process.env.FUZZ_ROUNDS ?? 1));
  return Array.from({ length: Math.round(count * rounds) }, (_, index) => first + index);
}

/** What went wrong, one line each with its seed; empty where every file was answered and `inspect` found nothing. */
export async function fuzz(
  seeds: readonly number[],
  make: (random: Random) => FuzzFile | Promise<FuzzFile>,
  inspect: (outcome: CheckOutcome) => readonly string[] = () => [],
): Promise<string[]> {
  const pool = createPool({ workers: 2, timeLimit, script: worker, setup: { packs: [], pack: false } });
  const faults: string[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    for (let seed = seeds[next++]; seed !== undefined; seed = seeds[next++]) {
      const { name, bytes } = await make(new Random(seed));
      const { answer, loss } = await pool.check({ bytes }, name);
      if (loss) faults.push(`seed ${seed}, ${name}: ${loss.reason}: ${loss.detail.slice(0, 600)}`);
      else if (answer.kind === 'plain') {
        for (const fault of inspect(answer.outcome)) faults.push(`seed ${seed}, ${name}: ${fault}`);
      }
    }
  };
  try {
    await Promise.all([run(), run()]);
  } finally {
    await pool.close();
  }
  return faults;
}
