/** The window: bar, reports, document, findings, foot. */
import { App as AntApp, Button, ConfigProvider, Modal, Splitter } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Bridge, Decision } from '../../shared/api.ts';
import { ErrorBoundary, Trouble } from './common/error-boundary.tsx';
import { DocumentPane } from './document/document-pane.tsx';
import { comparable } from './document/versions/comparable.ts';
import { nextZoom, type Zoom } from './document/zoom.ts';
import { NoticeDialog } from './export/notice-dialog.tsx';
import { type ExportWish, useExport } from './export/use-export.tsx';
import { FindingsPane } from './findings/findings-pane.tsx';
import { useWords } from './i18n/use-words.ts';
import type { Dictionary } from './i18n/zh-CN.ts';
import { useChoosers, useDrop } from './intake/use-intake.tsx';
import { keyList, useKeys } from './keys.ts';
import { OverviewPane } from './overview/overview-pane.tsx';
import { ReportsPane } from './reports/reports-pane.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { useWorkbench, useWorkbenchStore } from './state/context.ts';
import type { Told } from './state/decisions.ts';
import { useTheme } from './theme.ts';
import { type SearchField, TopBar } from './top-bar.tsx';

export function App({ bridge }: { readonly bridge: Bridge }) {
  const language = useWorkbench((state) => state.language);
  const theme = useTheme(useWorkbench((state) => state.settings?.appearance ?? 'system'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <AntApp className="app-root">
        <Window bridge={bridge} />
      </AntApp>
    </ConfigProvider>
  );
}

function Window({ bridge }: { readonly bridge: Bridge }) {
  const words = useWords();
  const { modal } = AntApp.useApp();
  const store = useWorkbenchStore();
  const ready = useWorkbench((state) => state.ready);
  const startError = useWorkbench((state) => state.startError);
  const isEmpty = useWorkbench((state) => state.order.length === 0);
  const openedKey = useWorkbench((state) => `${state.selected}`);
  const overview = useWorkbench((state) => state.overview);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [help, setHelp] = useState(false);
  const [settings, setSettings] = useState(false);
  const [notice, setNotice] = useState<ExportWish['of'] | null>(null);
  const search = useRef<SearchField>(null);
  const { choose, inputs } = useChoosers(bridge);
  const held = useDrop(bridge);
  const exportReports = useExport();
  useNotices();

  const commands = useMemo(
    () => ({
      isCovered: () => store.getState().overview,
      open: () => choose('files'),
      search: () => search.current?.focus(),
      stepFinding: (direction: 1 | -1) => store.getState().stepFinding(direction),
      stepReport: (direction: 1 | -1) => store.getState().stepReport(direction),
      decide: (decision: Decision) => {
        const { chosen, decide } = store.getState();
        if (chosen !== null) decide(chosen, decision);
      },
      note: () => {
        const { chosen, openNote } = store.getState();
        if (chosen !== null) openNote(chosen);
      },
      undo: () => store.getState().undo(),
      switchView: () => {
        const { view, setView } = store.getState();
        setView(view === 'tables' ? 'original' : 'tables');
      },
      compare: () => {
        const { opened, view, setView } = store.getState();
        const hasOther = opened.status === 'ready' && comparable(opened.report).length > 0;
        if (hasOther) setView(view === 'compare' ? 'original' : 'compare');
      },
      remove: () => {
        const { selected, entries, remove } = store.getState();
        const entry = selected === null ? undefined : entries.get(selected);
        if (!entry) return;
        void modal.confirm({
          title: words.remove.question(entry.name),
          content: words.remove.meaning,
          okText: words.remove.yes,
          autoFocusButton: 'ok',
          centered: true,
          onOk: () => remove(entry.id),
        });
      },
      find: () => store.getState().openFind(),
      print: () => exportReports({ kind: 'print', of: 'report' }),
      settings: () => setSettings(true),
      zoom: (change: 'in' | 'out' | 'fit') => setZoom((current) => nextZoom(current, change)),
      overview: () => {
        const { order, overview, showOverview } = store.getState();
        if (order.length > 0) showOverview(!overview);
      },
      cancel: () => {
        const { overview, showOverview, find, closeFind, progress, handing, cancel } = store.getState();
        if (overview) showOverview(false);
        else if (find) closeFind();
        else if (progress.running || handing > 0) cancel();
      },
      help: () => setHelp(true),
    }),
    [choose, exportReports, store, modal, words],
  );
  useKeys(commands);

  return (
    <div className="window">
      <TopBar
        searchRef={search}
        isEmpty={isEmpty}
        onOpen={choose}
        onExport={(wish: ExportWish) => (wish.kind === 'notice' ? setNotice(wish.of) : exportReports(wish))}
        onKeys={commands.help}
        onSettings={commands.settings}
      />
      {inputs}
      {!ready ? (
        <main className="empty">{startError !== null && <Trouble error={startError} />}</main>
      ) : isEmpty ? (
        <EmptyWindow />
      ) : (
        <Splitter className="panes">
          <Splitter.Panel defaultSize={262} min={200} max={420}>
            <ErrorBoundary resetKey="reports">
              <ReportsPane />
            </ErrorBoundary>
          </Splitter.Panel>
          <Splitter.Panel min={680} className="report-panel">
            {/* The open report stays under the overview as it was: going back is at once. */}
            <div className="report-panes" inert={overview}>
              <Splitter className="panes">
                <Splitter.Panel min={420}>
                  <ErrorBoundary resetKey={openedKey}>
                    <DocumentPane zoom={zoom} onZoom={commands.zoom} />
                  </ErrorBoundary>
                </Splitter.Panel>
                <Splitter.Panel defaultSize={332} min={260} max={520}>
                  <ErrorBoundary resetKey={openedKey}>
                    <FindingsPane />
                  </ErrorBoundary>
                </Splitter.Panel>
              </Splitter>
            </div>
            {overview && (
              <ErrorBoundary resetKey="overview">
                <OverviewPane />
              </ErrorBoundary>
            )}
          </Splitter.Panel>
        </Splitter>
      )}
      <Foot isEmpty={isEmpty} onKeys={commands.help} />
      {held !== 'nothing' && (
        <div className={`drop-veil ${held}`} aria-hidden="true">
          <span>{words.dropHere}</span>
        </div>
      )}
      <NoticeDialog of={notice} bridge={bridge} onClose={() => setNotice(null)} onMake={exportReports} />
      <SettingsDialog open={settings} bridge={bridge} onClose={() => setSettings(false)} />
      <Modal open={help} onCancel={() => setHelp(false)} footer={null} title={words.keysTitle} width={420} centered>
        <KeyTable />
      </Modal>
    </div>
  );
}

function EmptyWindow() {
  const words = useWords();
  const store = useWorkbenchStore();
  return (
    <main className="empty">
      <p>{words.empty}</p>
      <button type="button" className="samples" onClick={() => void store.getState().addSamples()}>
        {words.trySamples}
      </button>
    </main>
  );
}

function Foot({ isEmpty, onKeys }: { readonly isEmpty: boolean; readonly onKeys: () => void }) {
  const words = useWords();
  const version = useWorkbench((state) => state.version);
  const hints = isEmpty
    ? []
    : ([
        [words.keys.nextFinding, 'N'],
        [words.keys.previousFinding, 'Shift+N'],
        [words.keys.nextReport, 'J'],
        [words.keys.tables, 'T'],
        [words.overview.button, 'O'],
        [words.keys.undo, 'Ctrl+Z'],
      ] as const);
  return (
    <footer className="foot">
      <span>{words.offline}</span>
      <span className="version">{version}</span>
      <span className="space" />
      {hints.map(([does, key]) => (
        <span key={key} className="hint">
          {does} <kbd>{key}</kbd>
        </span>
      ))}
      <button type="button" className="hint" onClick={onKeys}>
        {words.keys.help} <kbd>?</kbd>
      </button>
    </footer>
  );
}

function KeyTable() {
  const words = useWords();
  return (
    <table className="key-table">
      <tbody>
        {keyList.map(({ keys, does }) => (
          <tr key={does}>
            <th scope="row">{words.keys[does]}</th>
            <td>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Tells once what has just happened. */
function useNotices(): void {
  const { message } = AntApp.useApp();
  const words = useWords();
  const store = useWorkbenchStore();
  const notice = useWorkbench((state) => state.notice);
  useEffect(() => {
    if (!notice) return;
    store.getState().dismissNotice();
    if (notice.kind === 'told') {
      void message.open({
        key: 'told',
        type: 'success',
        content: (
          <span className="told" role="status">
            {told(notice.told, words)}
            <Button size="small" type="link" onClick={() => store.getState().undo()}>
              {words.undo}
            </Button>
          </span>
        ),
        duration: 8,
      });
    } else if (notice.kind === 'undone') void message.open({ key: 'told', type: 'info', content: words.undone });
    else if (notice.kind === 'rules-applied') {
      const { noFile } = notice.recheck;
      // What is checked again shows itself in the list.
      if (noFile > 0) void message.warning(words.rulesChanged.noFiles(noFile), 6);
    } else if (notice.kind === 'archive-cleared') void message.success(words.settings.cleared);
    else if (notice.kind === 'archive-problem') void message.warning(notice.problem.message, 12);
    else if (notice.kind === 'save-failed') {
      // Not beside a message that says it was done.
      message.destroy('told');
      void message.error(words.saveFailed, 6);
    } else if (notice.kind === 'add-failed') void message.error(words.addFailed, 8);
    else if (notice.added === 0) void message.warning(words.nothingAdded, 8);
    // What was added shows itself in the list; what was left out does not.
    else if (notice.skipped > 0) void message.info(words.addedAndSkipped(notice.added, notice.skipped), 8);
  }, [notice, message, store, words]);
}

function told(what: Told, words: Dictionary): string {
  switch (what.kind) {
    case 'decided':
      return what.decision === null ? words.told.cleared : words.told.decided[what.decision];
    case 'noted':
      return what.note === '' ? words.told.noteCleared : words.told.noted;
    case 'reviewed':
      return words.told.reviewed[what.state];
  }
}
