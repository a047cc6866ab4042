/**
 * Checks the reports of the list against each other, of each unit and year the last hand-in; rows whose findings
 * change by it are told to the window.
 */
import { setImmediate } from 'node:timers/promises';
import type { Together } from '../../../shared/rules/together/index.ts';
import type { Archive, StoredReport } from '../archive/archive.ts';
import type { PoolOptions } from '../checking-pool.ts';
import { type Comparer, createComparer } from '../comparer.ts';
import type { RulesInUse } from '../pools.ts';
import type { ReportList, Row } from './report-list.ts';

export interface ComparingParts {
  readonly archive: Archive;
  readonly list: ReportList;
  readonly rules: () => RulesInUse;
  readonly pool: Partial<PoolOptions> | undefined;
  readonly log: (line: string) => void;
}

export interface Comparing {
  /** What is asked for during a comparison is done after it, once. */
  compare(): void;
  /** What is known of a report is out of date. */
  forget(report: number): void;
  close(): Promise<void>;
}

/** Reports whose comparison is taken in before the main thread turns to other things. */
const slice = 250;

export function createComparing({ archive, list, rules, pool, log }: ComparingParts): Comparing {
  let comparer: (Comparer & { readonly rules: string }) | undefined;
  let comparing: Promise<void> | undefined;
  /** Something has changed since the last comparison began. */
  let isOutdated = false;
  let closed = false;

  async function compareAll(): Promise<void> {
    while (isOutdated && !closed) {
      isOutdated = false;
      const compared = new Map(list.lastHandIns().map((row) => [row.report.id, { row, report: row.report }]));
      // A single report does not wait for a worker; one of several that are removed may lose what it had.
      if (!comparer && compared.size < 2) return;
      try {
        await takeIn([...(await comparerFor(rules()).compare([...compared.keys()]))], compared);
      } catch (error) {
        if (!closed) log(`comparing reports: ${error instanceof Error ? error.stack : String(error)}`);
      }
    }
  }

  /** In slices: the first comparison of thousands of reports changes them all. */
  async function takeIn(
    found: readonly (readonly [number, Together | null])[],
    compared: ReadonlyMap<number, { readonly row: Row; readonly report: StoredReport }>,
  ): Promise<void> {
    for (let from = 0; from < found.length && !closed; from += slice) {
      const results = new Map<number, Together | null>();
      for (const [id, together] of found.slice(from, from + slice)) {
        const { row, report } = compared.get(id) as { row: Row; report: StoredReport };
        // Checked anew or removed meanwhile: compared again when that batch ends.
        if (row.report.checkedAt !== report.checkedAt || !list.isThere(row)) continue;
        if (JSON.stringify(row.report.compared) === JSON.stringify(together)) continue;
        row.report = { ...row.report, compared: together };
        results.set(id, together);
        list.changed(row);
      }
      if (results.size > 0) archive.saveCompared(results);
      await setImmediate();
    }
  }

  /** One that compares by the rules of the moment. */
  function comparerFor({ packs, fingerprint }: RulesInUse): Comparer {
    if (comparer?.rules !== fingerprint) {
      void comparer?.close();
      const setup = { pack: true, packs };
      const made = createComparer({ setup, ...pool, digestOf: (id) => archive.together(id) });
      comparer = { ...made, rules: fingerprint };
    }
    return comparer;
  }

  return {
    compare() {
      isOutdated = true;
      comparing ??= compareAll().finally(() => {
        comparing = undefined;
      });
    },
    forget: (report) => comparer?.forget(report),
    async close() {
      closed = true;
      await comparer?.close();
      await comparing;
    },
  };
}
