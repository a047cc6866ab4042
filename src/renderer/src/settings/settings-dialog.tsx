/** Settings: language, appearance, worker threads, the rules and their numbers, and the archive. */
import { Alert, Modal, Radio, Select, Tabs } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Bridge, RulesInfo } from '../../../shared/api.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import { RecheckOffer } from '../common/recheck-offer.tsx';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { AppearanceSetting } from './appearance.tsx';
import { ArchiveTab } from './archive-tab.tsx';
import { DiagnosisSetting } from './diagnosis.tsx';
import { useFileDrop } from './file-drop.ts';
import { packText } from './pack-file.ts';
import { type PackNews, RulesTab } from './rules-tab.tsx';
import './settings.css';
import { ThresholdsTab } from './thresholds-tab.tsx';
import { useRules } from './use-rules.ts';

/** Workers beyond this would only wait for the disk. */
const mostWorkers = 16;

interface Props {
  readonly bridge: Bridge;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function SettingsDialog({ bridge, open, onClose }: Props) {
  const words = useWords();
  return (
    <Modal
      open={open}
      onCancel={onClose}
      footer={null}
      title={words.settings.title}
      width={720}
      centered
      destroyOnHidden
      closable={{ 'aria-label': words.close }}
      className="settings-dialog"
    >
      <SettingsTabs bridge={bridge} />
    </Modal>
  );
}

type Tab = 'general' | 'rules' | 'thresholds' | 'archive';

function SettingsTabs({ bridge }: { readonly bridge: Bridge }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const rules = useRules(bridge);
  const [tab, setTab] = useState<Tab>('general');
  const [news, setNews] = useState<readonly PackNews[]>([]);
  const onFailed = (error: unknown): void => store.setState({ notice: { kind: 'save-failed', error } });
  const addPacks = async (files: readonly File[]): Promise<void> => {
    setTab('rules');
    const told: PackNews[] = [];
    for (const file of files) {
      try {
        told.push(await addPack(bridge, file));
      } catch (error) {
        onFailed(error);
      }
    }
    setNews(told);
  };
  const isOver = useFileDrop((files) => void addPacks(files));
  const withRules = (show: (rules: RulesInfo) => ReactNode): ReactNode =>
    rules === null ? null : rules === 'failed' ? (
      <Alert type="error" showIcon title={words.packs.unknown} />
    ) : (
      show(rules)
    );
  return (
    <div className={isOver ? 'settings-tabs over' : 'settings-tabs'}>
      <Tabs
        activeKey={tab}
        onChange={(key) => setTab(key as Tab)}
        items={[
          { key: 'general', label: words.settings.tabs.general, children: <General /> },
          {
            key: 'rules',
            label: words.settings.tabs.rules,
            children: withRules((known) => (
              <RulesTab
                bridge={bridge}
                rules={known}
                news={news}
                onFiles={(files) => void addPacks(files)}
                onFailed={onFailed}
              />
            )),
          },
          {
            key: 'thresholds',
            label: words.settings.tabs.thresholds,
            children: withRules((known) => <ThresholdsTab bridge={bridge} rules={known} onFailed={onFailed} />),
          },
          { key: 'archive', label: words.settings.tabs.archive, children: <ArchiveTab bridge={bridge} /> },
        ]}
      />
      <RecheckOffer />
    </div>
  );
}

async function addPack(bridge: Bridge, file: File): Promise<PackNews> {
  const none = { file: file.name, added: null, faults: [], isTooLarge: false };
  const text = packText(new Uint8Array(await file.arrayBuffer()));
  if (text === null) return { ...none, isTooLarge: true };
  const { id, faults } = await bridge.addRulePack(file.name, text);
  if (id === null) return { ...none, faults };
  const { packs } = await bridge.rules();
  return { ...none, added: packs.find((pack) => pack.id === id && pack.file !== null)?.name ?? id };
}

function General() {
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
      <DiagnosisSetting />
    </div>
  );
}
