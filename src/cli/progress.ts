/** How far a run is, on standard error, and only where that is a terminal. */
import type { Language } from '../shared/rules/finding.ts';

export interface Progress {
  done(total: number): void;
  /** Takes the line away before something else is printed. */
  clear(): void;
}

export function showProgress(language: Language): Progress {
  let count = 0;
  let shown = false;
  return {
    done(total) {
      count++;
      // Asked last: for a single file the stream need not be made.
      if (total < 2 || !process.stderr.isTTY) return;
      process.stderr.write(
        `\r${language === 'zh-CN' ? `正在核查 ${count} / ${total} 份` : `checking ${count} / ${total}`} `,
      );
      shown = true;
    },
    clear() {
      if (shown) process.stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
