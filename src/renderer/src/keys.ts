/** The window's keys: what each does, and the list that ? shows. Only keys that work are here. */
import { useEffect } from 'react';
import type { Decision } from '../../shared/api.ts';
import type { Dictionary } from './i18n/zh-CN.ts';

export interface KeyCommands {
  /** Whether something stands over the open report: the keys that are about it rest. */
  isCovered(): boolean;
  open(): void;
  search(): void;
  stepFinding(direction: 1 | -1): void;
  stepReport(direction: 1 | -1): void;
  /** On the chosen finding. */
  decide(decision: Decision): void;
  note(): void;
  undo(): void;
  /** The document, or the official tables. */
  switchView(): void;
  /** The overview of the batch, and back. */
  overview(): void;
  /** The open report beside the hand-in before it or last year's, or no more. */
  compare(): void;
  find(): void;
  /** The summary of the open report. */
  print(): void;
  settings(): void;
  /** `fit` goes back to the width of the pane. */
  zoom(change: 'in' | 'out' | 'fit'): void;
  /** Takes the selected report out of the list, after a question. */
  remove(): void;
  cancel(): void;
  help(): void;
}

export const keyList: readonly { readonly keys: readonly string[]; readonly does: keyof Dictionary['keys'] }[] = [
  { keys: ['N'], does: 'nextFinding' },
  { keys: ['Shift', 'N'], does: 'previousFinding' },
  { keys: ['J'], does: 'nextReport' },
  { keys: ['K'], does: 'previousReport' },
  { keys: ['1'], does: 'confirm' },
  { keys: ['2'], does: 'dismiss' },
  { keys: ['3'], does: 'mend' },
  { keys: ['M'], does: 'note' },
  { keys: ['Ctrl', 'Z'], does: 'undo' },
  { keys: ['T'], does: 'tables' },
  { keys: ['O'], does: 'overview' },
  { keys: ['C'], does: 'compare' },
  { keys: ['Ctrl', 'F'], does: 'find' },
  { keys: ['Ctrl', 'P'], does: 'print' },
  { keys: ['+', '−', '0'], does: 'zoom' },
  { keys: ['Ctrl', 'O'], does: 'open' },
  { keys: ['Ctrl', 'K'], does: 'search' },
  { keys: ['Ctrl', ','], does: 'settings' },
  { keys: ['Delete'], does: 'remove' },
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
    // Never the browser's own: it would print the window.
    if (key === 'p') return isDialogOpen() ? () => {} : commands.print;
    if (isDialogOpen()) return null;
    if (key === 'o') return commands.open;
    if (key === 'k') return commands.search;
    if (key === 'f' && !commands.isCovered()) return commands.find;
    if (key === ',') return commands.settings;
    // While writing, it takes back letters.
    if (key === 'z' && !isWriting(event.target)) return commands.undo;
    return null;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || isDialogOpen()) return null;
  if (commands.isCovered() && keysOfReport.has(key)) return null;
  switch (key) {
    case 'n':
      return () => commands.stepFinding(event.shiftKey ? -1 : 1);
    case 'j':
      return () => commands.stepReport(1);
    case 'k':
      return () => commands.stepReport(-1);
    case '1':
      return () => commands.decide('confirmed');
    case '2':
      return () => commands.decide('dismissed');
    case '3':
      return () => commands.decide('mended');
    case 'm':
      return commands.note;
    case 't':
      return commands.switchView;
    case 'o':
      return commands.overview;
    case 'c':
      return commands.compare;
    case '+':
    case '=':
      return () => commands.zoom('in');
    case '-':
      return () => commands.zoom('out');
    case '0':
      return () => commands.zoom('fit');
    case 'delete':
      return commands.remove;
    case 'escape':
      return commands.cancel;
    case '?':
    case '？':
      return commands.help;
    default:
      return null;
  }
}

/** What they do is seen in the document and its findings, and nowhere else. */
const keysOfReport: ReadonlySet<string> = new Set(['n', '1', '2', '3', 'm', 't', '+', '=', '-', '0']);

const writing = 'input:not([type="radio"], [type="checkbox"], [type="file"]), textarea, [contenteditable="true"]';

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(writing) !== null;
}

/** A dialog or a menu has its own keys. One that was closed may still be in the page: fading, or hidden. */
function isDialogOpen(): boolean {
  return [...document.querySelectorAll('[role="dialog"], .ant-dropdown')].some(
    (dialog) => dialog.checkVisibility() && !dialog.matches('[class*="-leave"]'),
  );
}
