/**
 * Files dropped on the settings are rule packs, on the dialog of the notice a template; dropped elsewhere on the window
 * they are reports (use-intake.tsx).
 */
import { useEffect, useRef, useState } from 'react';

/** Whether a drag is over a dialog that takes files of its own. */
export function isOverDialog(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest('.settings-dialog, .notice-dialog') !== null;
}

/** For such a dialog, of which one is open at a time. True while something is held over it. */
export function useFileDrop(take: (files: readonly File[]) => void): boolean {
  const latest = useRef(take);
  latest.current = take;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => setOver(isOverDialog(event));
    const drop = (event: DragEvent): void => {
      setOver(false);
      const files = isOverDialog(event) ? [...(event.dataTransfer?.files ?? [])] : [];
      if (files.length > 0) latest.current(files);
    };
    const leave = (event: DragEvent): void => {
      // Out of the window.
      if (event.relatedTarget === null) setOver(false);
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
  }, []);
  return over;
}
