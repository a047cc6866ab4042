/** The archive: where it is, how much is in it; export, import, and emptying it. */
import { Alert, App as AntApp, Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ArchiveImport, ArchiveInfo, Bridge } from '../../../shared/api.ts';
import { fileSize } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { FileButton } from './file-button.tsx';

/** What became of the last thing that was done. */
type News =
  | { readonly kind: 'exported' | 'export-failed' | 'import-failed' | 'clear-failed' }
  | { readonly kind: 'imported'; readonly result: ArchiveImport };

export function ArchiveTab({ bridge }: { readonly bridge: Bridge }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const hasDialogs = useWorkbench((state) => state.hasDialogs);
  const { modal } = AntApp.useApp();
  const [info, setInfo] = useState<ArchiveInfo | 'failed' | null>(null);
  const [news, setNews] = useState<News | null>(null);
  const [busy, setBusy] = useState<'export' | 'import' | null>(null);
  const ask = (): Promise<void> => bridge.archive().then(setInfo, () => setInfo('failed'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the tab opens
  useEffect(() => void ask(), []);

  const exporting = async (): Promise<void> => {
    setBusy('export');
    setNews(null);
    try {
      if (await bridge.exportArchive()) setNews({ kind: 'exported' });
    } catch {
      setNews({ kind: 'export-failed' });
    }
    setBusy(null);
  };
  const importing = async (file: File): Promise<void> => {
    setBusy('import');
    setNews(null);
    try {
      const path = bridge.pathOf(file);
      setNews({ kind: 'imported', result: await bridge.importArchive(path === null ? { file } : { path }) });
    } catch {
      setNews({ kind: 'import-failed' });
    }
    setBusy(null);
    await ask();
  };
  const clear = (): void => {
    void modal.confirm({
      title: words.settings.clearQuestion,
      content: words.settings.clearMeaning,
      okText: words.settings.clearYes,
      okButtonProps: { danger: true },
      // What cannot be undone is not what Enter does.
      autoFocusButton: 'cancel',
      centered: true,
      onOk: async () => {
        try {
          await store.getState().clearArchive();
          setNews(null);
        } catch {
          setNews({ kind: 'clear-failed' });
        }
        await ask();
      },
    });
  };
  const isUnknown = info === null || info === 'failed';
  return (
    <div className="settings">
      <div className="setting">
        <span>{words.settings.place}</span>
        <div>
          <p className="archive-path">{info === 'failed' ? words.settings.unknown : (info?.path ?? '…')}</p>
          <small>{words.settings.archiveHint}</small>
          {hasDialogs && (
            <Button disabled={isUnknown} onClick={() => void bridge.showArchive().catch(() => {})}>
              {words.settings.showFolder}
            </Button>
          )}
        </div>
      </div>
      <div className="setting">
        <span>{words.settings.content}</span>
        <p>{isUnknown ? '…' : words.settings.archiveSize(info.reports, info.decisions, fileSize(info.bytes))}</p>
      </div>
      {!isUnknown && info.problem && <Alert type="warning" title={info.problem.message} showIcon />}
      <div className="setting">
        <span>{words.settings.moving}</span>
        <div>
          <div className="setting-buttons">
            <Button disabled={isUnknown || busy !== null} loading={busy === 'export'} onClick={() => void exporting()}>
              {words.settings.export}
            </Button>
            <FileButton
              accept=".gouji,.db"
              disabled={isUnknown || busy !== null}
              loading={busy === 'import'}
              onFiles={([file]) => file && void importing(file)}
            >
              {words.settings.import}
            </FileButton>
          </div>
          <small>{words.settings.movingHint}</small>
        </div>
      </div>
      {news && <NewsAlert news={news} hasDialogs={hasDialogs} />}
      <div className="setting">
        <span>{words.settings.clearing}</span>
        <div>
          <Button danger disabled={isUnknown || busy !== null} onClick={clear}>
            {words.settings.clear}
          </Button>
          <small>{words.settings.clearHint}</small>
        </div>
      </div>
    </div>
  );
}

function NewsAlert({ news, hasDialogs }: { readonly news: News; readonly hasDialogs: boolean }) {
  const words = useWords();
  if (news.kind === 'imported') {
    const { result } = news;
    const isIn = result.fault === null;
    return <Alert showIcon type={isIn ? 'success' : 'error'} title={importedInWords(result, words)} />;
  }
  if (news.kind === 'exported') {
    return <Alert showIcon type="success" title={hasDialogs ? words.settings.exported : words.settings.downloaded} />;
  }
  const sentences = {
    'export-failed': words.settings.exportFailed,
    'import-failed': words.settings.importFailed,
    'clear-failed': words.settings.clearFailed,
  };
  return <Alert showIcon type="error" title={sentences[news.kind]} />;
}

function importedInWords(result: ArchiveImport, words: Dictionary): string {
  if (result.fault !== null) return words.settings.importFaults[result.fault];
  const { reports, known, decisions, packs } = result;
  return words.settings.imported(reports, known, decisions, packs);
}
