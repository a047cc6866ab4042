/** How far a run is, on standard error, and only where that is a terminal. */
import { isatty } from 'node:tty';
import type { Language } from '../shared/rules/finding.ts';

export interface Progress {
  done(total: number): void;
  /** Takes the line away before something else is printed. */
  clear(): void;
}

export function showProgress(language: Language): Progress {
  // Asked without process.stderr, whose stream would be made for the question.
  const terminal = isatty(2);
  let count = 0;
  let shown = false;
  return {
    done(total) {
      count++;
      if (!terminal || total < 2) return;
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
