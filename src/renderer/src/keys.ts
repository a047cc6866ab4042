/** The window's keys: what each does, and the list that ? shows. Only keys that work are here. */
import { useEffect } from 'react';
import type { Dictionary } from './i18n/zh-CN.ts';

export interface KeyCommands {
  open(): void;
  search(): void;
  stepFinding(direction: 1 | -1): void;
  stepReport(direction: 1 | -1): void;
  /** `fit` goes back to the width of the pane. */
  zoom(change: 'in' | 'out' | 'fit'): void;
  cancel(): void;
  help(): void;
}

export const keyList: readonly { readonly keys: readonly string[]; readonly does: keyof Dictionary['keys'] }[] = [
  { keys: ['N'], does: 'nextFinding' },
  { keys: ['Shift', 'N'], does: 'previousFinding' },
  { keys: ['J'], does: 'nextReport' },
  { keys: ['K'], does: 'previousReport' },
  { keys: ['+', '−', '0'], does: 'zoom' },
  { keys: ['Ctrl', 'O'], does: 'open' },
  { keys: ['Ctrl', 'K'], does: 'search' },
  { keys: ['Esc'], does: 'cancel' },
  { keys: ['?'], does: 'help' },
];

export function useKeys(commands: KeyCommands): void {
  useEffect(() => {
    const down = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandOf(event, commands);
      if (!command) return;
      event.preventDefault();
      command();
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, [commands]);
}

function commandOf(event: KeyboardEvent, commands: KeyCommands): (() => void) | null {
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    if (key === 'o') return commands.open;
    if (key === 'k') return commands.search;
    return null;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || isDialogOpen()) return null;
  switch (key) {
    case 'n':
      return () => commands.stepFinding(event.shiftKey ? -1 : 1);
    case 'j':
      return () => commands.stepReport(1);
    case 'k':
      return () => commands.stepReport(-1);
    case '+':
    case '=':
      return () => commands.zoom('in');
    case '-':
      return () => commands.zoom('out');
    case '0':
      return () => commands.zoom('fit');
    case 'escape':
      return commands.cancel;
    case '?':
    case '？':
      return commands.help;
    default:
      return null;
  }
}

const writing = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, [contenteditable="true"]';

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(writing) !== null;
}

/** A dialog has its own keys. */
function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
