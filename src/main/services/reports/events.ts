/** What the program tells its windows: rows that have changed or gone, and how far the batch is. */
import type { BatchProgress, ProgramEvent, ReportEntry } from '../../../shared/api.ts';

export interface EventsParts {
  /** The row as the window shows it; undefined where it has gone. */
  readonly entryOf: (id: string) => ReportEntry | undefined;
  readonly batch: () => Batch;
}

export interface Batch {
  readonly total: number;
  readonly done: number;
  /** performance.now() */
  readonly began: number;
}

export interface Events {
  subscribe(listener: (event: ProgramEvent) => void): () => void;
  /** At once. */
  emit(event: ProgramEvent): void;
  /** Told soon, with whatever else changes until then. */
  changed(id: string): void;
  removed(id: string): void;
  /** The batch is further. */
  progressed(): void;
  /** Nothing that is still to be told is told. */
  close(): void;
}

/** Milliseconds between events (one of each kind): those of a large batch are gathered, that of a click is sent at once. */
const interval = 100;

export function createEvents({ entryOf, batch }: EventsParts): Events {
  const listeners = new Set<(event: ProgramEvent) => void>();
  const changed = new Set<string>();
  const removed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let sentProgress = '';
  let sentAt = 0;
  let closed = false;

  function emit(event: ProgramEvent): void {
    for (const listener of listeners) listener(event);
  }

  function schedule(): void {
    if (closed || timer) return;
    timer = setTimeout(send, Math.max(0, sentAt + interval - performance.now()));
  }

  function send(): void {
    timer = undefined;
    sentAt = performance.now();
    const entries = [...changed].flatMap((id) => entryOf(id) ?? []);
    const ids = [...removed];
    changed.clear();
    removed.clear();
    if (ids.length > 0) emit({ type: 'removed', ids });
    if (entries.length > 0) emit({ type: 'entries', entries });
    sendProgress(batch());
  }

  function sendProgress({ total, done, began }: Batch): void {
    const running = done < total;
    const progress: BatchProgress = { total, done, running, elapsed: Math.round(performance.now() - began) };
    const standing = `${began} ${done}/${total}`;
    if (standing !== sentProgress) emit({ type: 'progress', progress });
    sentProgress = standing;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    changed(id) {
      changed.add(id);
      schedule();
    },
    removed(id) {
      changed.delete(id);
      removed.add(id);
      schedule();
    },
    progressed: schedule,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
