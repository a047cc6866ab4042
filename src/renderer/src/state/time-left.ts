/** How long a batch still takes, from its pace so far. */
import type { BatchProgress } from '../../../shared/api.ts';

/** Milliseconds left, or null while too little is done to tell. */
export function timeLeft({ total, done, elapsed, running }: BatchProgress): number | null {
  if (!running || done < 3 || elapsed < 1000 || done >= total) return null;
  return (elapsed / done) * (total - done);
}

/** Rounded as people say it: to five seconds below a minute and a half, else to minutes. */
export function inWords(
  milliseconds: number,
  words: { secondsLeft(seconds: number): string; minutesLeft(minutes: number): string },
): string {
  const seconds = milliseconds / 1000;
  if (seconds < 90) return words.secondsLeft(Math.max(5, Math.ceil(seconds / 5) * 5));
  return words.minutesLeft(Math.ceil(seconds / 60));
}
