/** Waits for something that another thread or process does; only a machine that has stopped takes this long. */
import { vi } from 'vitest';

export function until(holds: () => boolean): Promise<unknown> {
  return vi.waitUntil(holds, { timeout: 20_000, interval: 10 });
}
