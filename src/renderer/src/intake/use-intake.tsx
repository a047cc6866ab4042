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

/** What is held over the window: nothing, or files, before a dialog or over the window itself. */
export type Held = 'nothing' | 'before-dialog' | 'over-window';

/**
 * Takes what is dropped on the window. While files are held over the window itself, something that stays must lie under
 * them (the veil): a browser drops on the element that the files were last moved over, and where a report opens
 * meanwhile, that element is gone and the files with it.
 */
export function useDrop(bridge: Bridge): Held {
  const store = useWorkbenchStore();
  const [held, setHeld] = useState<Held>('nothing');
  useEffect(() => {
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const hover = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setHeld(isOverDialog(event) ? 'nothing' : isBeforeDialog(event) ? 'before-dialog' : 'over-window');
    };
    const leave = (event: DragEvent): void => {
      // Out of the window, and not from one element to the next.
      if (event.relatedTarget === null) setHeld('nothing');
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      setHeld('nothing');
      if (!event.dataTransfer || isOverDialog(event)) return;
      void store.getState().add(intakeOfDrop(event.dataTransfer, bridge));
    };
    window.addEventListener('dragenter', hover);
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', hover);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [bridge, store]);
  return held;
}

/** A dialog takes the whole window, and what lies around it stays as long as it is open. */
function isBeforeDialog(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest('.ant-modal-root') !== null;
}
