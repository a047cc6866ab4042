/** Ways in: files dropped anywhere on the window, and the choosing of files and folders. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Bridge } from '../../../shared/api.ts';
import { isOverDialog } from '../settings/file-drop.ts';
import { useWorkbenchStore } from '../state/context.ts';
import { intakeOfDrop, intakeOfInput } from './intake.ts';

export interface Choosers {
  /** Opens the shell's dialog, or the browser's where the shell has none. */
  readonly choose: (what: 'files' | 'folder') => void;
  /** The browser's file inputs: to be put somewhere in the page. */
  readonly inputs: ReactNode;
}

export function useChoosers(bridge: Bridge): Choosers {
  const store = useWorkbenchStore();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const choose = useCallback(
    (what: 'files' | 'folder') => {
      if (store.getState().hasDialogs) void store.getState().chooseFiles(what);
      else (what === 'files' ? files : folder).current?.click();
    },
    [store],
  );
  const take = (input: HTMLInputElement): void => {
    if (input.files && input.files.length > 0) void store.getState().add(intakeOfInput(input.files, bridge));
    // The same file may be chosen again.
    input.value = '';
  };
  const inputs = (
    <>
      <input
        ref={files}
        className="off-screen"
        type="file"
        multiple
        accept=".docx,.pdf,.txt"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={(input) => {
          folder.current = input;
          if (input) input.webkitdirectory = true;
        }}
        className="off-screen"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => take(event.currentTarget)}
      />
    </>
  );
  return { choose, inputs };
}

/** Takes what is dropped on the window; true while something is held over it. */
export function useDrop(bridge: Bridge): boolean {
  const store = useWorkbenchStore();
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Enter and leave come for every element that is crossed: counted, they tell whether the window is left.
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hover = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault();
      setOver(depth > 0 && !isOverDialog(event));
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      if (!event.dataTransfer || isOverDialog(event)) return;
      void store.getState().add(intakeOfDrop(event.dataTransfer, bridge));
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
    };
  }, [bridge, store]);
  return over;
}
