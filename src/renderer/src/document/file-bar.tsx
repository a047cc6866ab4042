/** A quiet bar over the document where its file is not any more what was checked, with the way on. */
import { Button } from 'antd';
import { useEffect } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';

/**
 * @param shows what stands below: the document from its file, as it was read because its file cannot be shown, or the
 * reason why it could not be read
 */
export function FileBar({ id, shows }: { readonly id: string; readonly shows: 'file' | 'as-read' | 'reason' }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const state = useWorkbench((workbench) => workbench.fileState);
  const isChecking = useWorkbench(({ entries }) => entries.get(id)?.state !== 'done');

  // Whoever changes a file does it in another program: the window has the focus again when they are back.
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') store.getState().lookAtFile();
    };
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [store]);

  if (state === null || state === 'same' || (shows === 'reason' && state !== 'changed')) return null;
  return (
    <div className={`file-bar ${state}`} role="status">
      <b>{words.fileState[state]}</b>
      {shows !== 'reason' && <span>{shows === 'as-read' ? words.shownAsRead : words.resultStays}</span>}
      {state === 'changed' && (
        <Button size="small" loading={isChecking} onClick={() => store.getState().recheck()}>
          {words.recheck}
        </Button>
      )}
    </div>
  );
}
