/** Checks the files of rows, as one batch, and takes in what was found in them. */
import { stat } from 'node:fs/promises';
import type { Recheck } from '../../../shared/api.ts';
import type { ReadErrorCode } from '../../../shared/document/errors.ts';
import { unreadable } from '../../../shared/unreadable.ts';
import type { Archive } from '../archive/archive.ts';
import type { PackedAnswer } from '../check-protocol.ts';
import { CancelledError, type PoolResult } from '../checking-pool.ts';
import { pack } from '../packed-outcome.ts';
import type { PoolNeeds, Pools } from '../pools.ts';
import type { Comparing } from './comparing.ts';
import type { Batch, Events } from './events.ts';
import type { ReportList, Row } from './report-list.ts';

export interface CheckingParts {
  readonly archive: Archive;
  readonly list: ReportList;
  readonly events: Pick<Events, 'progressed'>;
  readonly comparing: Pick<Comparing, 'compare' | 'forget'>;
  readonly pools: Pools;
  /** What the settings of the moment ask for. */
  readonly needs: () => PoolNeeds;
  /** A worker was lost over a file. */
  readonly onLoss: (name: string, loss: NonNullable<PoolResult['loss']>) => void;
}

export interface Checking {
  /** Ends a check of the same row that is under way. */
  check(row: Row): Promise<void>;
  /** Checks a row again whose stored result is damaged, where its file is there and no check is under way. */
  checkAgain(row: Row): void;
  /** A file that cannot be read, whatever is in it. */
  fail(row: Row, code: ReadErrorCode): void;
  /** Checks the reports again that were checked with other rules than those in use. */
  applyRules(): Promise<Recheck>;
  batch(): Batch;
  isIdle(): boolean;
  /** Rows keep what is known of them, and are checked by the next program. */
  close(): void;
}

export function createChecking(parts: CheckingParts): Checking {
  const { archive, list, comparing, needs } = parts;
  let batch: Batch = { total: 0, done: 0, began: 0 };
  let closed = false;
  const isIdle = () => batch.done >= batch.total;

  async function check(row: Row): Promise<void> {
    row.checking?.abort();
    const checking = new AbortController();
    row.checking = checking;
    row.state = 'waiting';
    list.changed(row);
    if (isIdle()) batch = { total: 0, done: 0, began: performance.now() };
    batch = { ...batch, total: batch.total + 1 };
    const { name } = row.report;
    const onStart = () => {
      row.state = 'checking';
      list.changed(row);
    };
    try {
      const source = { path: list.fileOf(row) ?? '' };
      const { answer, loss, rules } = await parts.pools.check(needs(), source, name, {
        onStart,
        signal: checking.signal,
      });
      if (loss) parts.onLoss(name, loss);
      settle(row, answer.kind === 'packed' ? answer : pack(answer), rules);
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      // A later check of the same row, or its removal, is why this one ended.
      if (row.checking === checking && !closed) giveUp(row);
    } finally {
      batch = { ...batch, done: batch.done + 1 };
      parts.events.progressed();
      if (isIdle()) comparing.compare();
    }
  }

  /** The user has cancelled: what was known before stays, what was never checked goes. */
  function giveUp(row: Row): void {
    row.checking = null;
    if (row.report.checkedAt !== null) {
      row.state = 'done';
      list.changed(row);
    } else {
      list.forget(row);
      archive.remove([row.report.id]);
    }
  }

  function settle(row: Row, answer: PackedAnswer, rules: string): void {
    row.checking = null;
    // A file that has gone takes nothing with it.
    if (answer.digest.error?.code === 'not-found' && row.report.sha256 !== null) {
      row.state = 'done';
      list.changed(row);
      return;
    }
    row.fileGone = false;
    const settled = archive.settle(row.report.id, answer, rules);
    if (!settled) {
      list.forget(row);
      return;
    }
    row.state = 'done';
    row.report = settled.report;
    comparing.forget(row.report.id);
    list.changed(row);
    list.renumber(settled.renumbered);
    if (settled.replaced) list.add(settled.replaced);
  }

  return {
    check,
    checkAgain(row) {
      if (row.state === 'done' && list.fileOf(row) !== null) void check(row);
    },
    fail(row, code) {
      row.checking?.abort();
      settle(row, pack({ sha256: null, outcome: unreadable(code) }), needs().rules.fingerprint);
    },
    async applyRules() {
      const old = list.rows().filter((row) => row.state === 'done' && list.otherRules(row) === 'again');
      // A file that has gone would take what was found in it along: it is looked for first.
      const isThere = await Promise.all(old.map((row) => isFile(list.fileOf(row) ?? '')));
      let started = 0;
      let noFile = 0;
      for (const [index, row] of old.entries()) {
        if (!list.isThere(row) || row.state !== 'done') continue;
        if (isThere[index]) {
          started++;
          void check(row);
        } else {
          noFile++;
          row.fileGone = true;
          list.changed(row);
        }
      }
      return { checking: started, noFile };
    },
    batch: () => batch,
    isIdle,
    close() {
      closed = true;
    },
  };
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
