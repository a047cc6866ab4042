/** Settings: language, appearance, worker threads, and the archive of decisions. */
import { Alert, App as AntApp, Button, Modal, Radio, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { ArchiveInfo } from '../../../shared/api.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import { fileSize } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { AppearanceSetting } from './appearance.tsx';

/** Workers beyond this would only wait for the disk. */
const mostWorkers = 16;

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SettingsDialog({ open, onClose }: Props) {
  const words = useWords();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={words.settings.title}
      width={500}
      centered
      destroyOnHidden
      closable={{ 'aria-label': words.close }}
    >
      <SettingsForm />
    </Modal>
  );
}

function SettingsForm() {
  const words = useWords();
  const store = useWorkbenchStore();
  const language = useWorkbench((state) => state.language);
  const workers = useWorkbench((state) => state.settings?.workers ?? null);
  const id = useId();
  return (
    <div className="settings">
      <div className="setting">
        <span id={`${id}-language`}>{words.language}</span>
        <Radio.Group
          aria-labelledby={`${id}-language`}
          value={language}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(event) => store.getState().setLanguage(event.target.value as Language)}
        />
      </div>
      <AppearanceSetting />
      <div className="setting">
        <label htmlFor={`${id}-workers`}>{words.settings.workers}</label>
        <div>
          <Select<number>
            id={`${id}-workers`}
            value={workers ?? 0}
            style={{ width: 110 }}
            options={[
              { value: 0, label: words.settings.automatic },
              ...Array.from({ length: mostWorkers }, (_, index) => ({ value: index + 1, label: String(index + 1) })),
            ]}
            onChange={(value) => store.getState().saveSettings({ workers: value === 0 ? null : value })}
          />
          <small>{words.settings.workersHint}</small>
        </div>
      </div>
      <Archive />
    </div>
  );
}

function Archive() {
  const words = useWords();
  const store = useWorkbenchStore();
  const { modal } = AntApp.useApp();
  const [info, setInfo] = useState<ArchiveInfo | 'failed' | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const ask = (): Promise<void> =>
    store
      .getState()
      .archive()
      .then(setInfo, () => setInfo('failed'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens
  useEffect(() => void ask(), []);
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
          setFailed(false);
        } catch {
          setFailed(true);
        }
        await ask();
      },
    });
  };
  return (
    <div className="setting">
      <span>{words.settings.archive}</span>
      <div>
        {info === 'failed' ? (
          <p>{words.settings.unknown}</p>
        ) : (
          <>
            <p className="archive-path">{info?.path ?? '…'}</p>
            <p>{info ? words.settings.archiveSize(info.reports, fileSize(info.bytes)) : '…'}</p>
          </>
        )}
        <small>{words.settings.archiveHint}</small>
        {info !== null && info !== 'failed' && info.problem && (
          <Alert type="warning" title={info.problem.message} showIcon />
        )}
        {hasFailed && <Alert type="error" title={words.settings.clearFailed} showIcon />}
        <Button danger disabled={info === null || info === 'failed'} onClick={clear}>
          {words.settings.clear}
        </Button>
      </div>
    </div>
  );
}
