/** Files dropped on the settings are rule packs; dropped elsewhere on the window they are reports (use-intake.tsx). */
import { useEffect, useRef, useState } from 'react';

/** Whether a drag is over the settings. */
export function isOverSettings(event: DragEvent): boolean {
  return event.target instanceof Element && event.target.closest('.settings-dialog') !== null;
}

/** True while something is held over the settings. */
export function useFileDrop(take: (files: readonly File[]) => void): boolean {
  const latest = useRef(take);
  latest.current = take;
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hover = (event: DragEvent): void => setOver(isOverSettings(event));
    const drop = (event: DragEvent): void => {
      setOver(false);
      const files = isOverSettings(event) ? [...(event.dataTransfer?.files ?? [])] : [];
      if (files.length > 0) latest.current(files);
    };
    const leave = (event: DragEvent): void => {
      // Out of the window.
      if (event.relatedTarget === null) setOver(false);
    };
    window.addEventListener('dragover', hover);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hover);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);
  return over;
}
