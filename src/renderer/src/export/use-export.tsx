/** Prints and exports: asks the program, hands over what it made, and tells how it went. */
import { App as AntApp, Button } from 'antd';
import { useCallback, useRef } from 'react';
import type { Exported, ExportKind, NoticeWish } from '../../../shared/api.ts';
import { detailsOf } from '../common/details.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbenchStore } from '../state/context.ts';
import type { Workbench } from '../state/workbench.ts';
import { download, printPage } from './hand-over.ts';
import { exportable, noticeable } from './scope.ts';

/** What the user asked for: of the report that is open, or of the reports that the list shows. */
export interface ExportWish {
  readonly kind: ExportKind;
  readonly of: 'report' | 'list';
  /** Whether the findings of each report are listed too. */
  readonly details?: boolean;
  readonly notice?: NoticeWish;
}

const key = 'export';

/** One at a time: a wish during another is told that it has to wait. */
export function useExport(): (wish: ExportWish) => void {
  const { message } = AntApp.useApp();
  const words = useWords();
  const store = useWorkbenchStore();
  const isBusy = useRef(false);

  return useCallback(
    (wish: ExportWish) => {
      const say = words.exports;
      if (isBusy.current) {
        void message.info(say.busy);
        return;
      }
      const state = store.getState();
      const ids = idsOf(wish, state);
      if (ids.length === 0) {
        void message.info(wish.of === 'report' ? say.noReport : say.noReports);
        return;
      }
      isBusy.current = true;
      // By a browser, a PDF is made in its print dialog.
      const kind = wish.kind === 'pdf' && !state.hasDialogs ? 'print' : wish.kind;
      const isPaper = kind === 'print' || kind === 'pdf';
      void message.open({
        key,
        type: 'loading',
        duration: 0,
        content: (
          <span className="told" role="status">
            {isPaper ? say.preparing(ids.length) : say.making(ids.length)}
            <Button size="small" type="link" onClick={() => state.cancelExport()}>
              {words.cancel}
            </Button>
          </span>
        ),
      });
      const finish = async (exported: Exported): Promise<void> => {
        message.destroy(key);
        if (exported.done === 'failed') void message.error(exported.message, 12);
        else if (exported.done === 'saved') void message.success(say.saved(exported.path), 8);
        else if (exported.done === 'made' && kind === 'print') {
          if (wish.kind === 'pdf') void message.info({ key, content: say.chooseSaveAsPdf, duration: 10 });
          await printPage(new TextDecoder().decode(exported.bytes), exported.name.replace(/\.html$/, ''));
        } else if (exported.done === 'made') {
          download(exported.name, exported.bytes);
          void message.success(say.downloaded(exported.name), 8);
        }
      };
      const notice = wish.notice ? { notice: wish.notice } : {};
      state
        .exportReports({ kind, ids, details: wish.details === true, language: state.language, ...notice })
        .then(finish)
        .catch((error: unknown) => {
          message.destroy(key);
          void message.error(
            <span className="told" role="alert">
              {say.failed}
              <Button size="small" type="link" onClick={() => void navigator.clipboard.writeText(detailsOf(error))}>
                {words.trouble.copy}
              </Button>
            </span>,
            12,
          );
        })
        .finally(() => {
          isBusy.current = false;
        });
    },
    [message, store, words],
  );
}

function idsOf({ of, kind }: ExportWish, state: Workbench): readonly string[] {
  if (of === 'list') return kind === 'notice' ? noticeable(state) : exportable(state).ids;
  const { selected, entries } = state;
  return selected !== null && entries.get(selected)?.state === 'done' ? [selected] : [];
}
