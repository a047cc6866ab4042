/** The bar at the top: name, ways to open files, search, settings, keys. */
import {
  CloseCircleFilled,
  FileAddOutlined,
  FolderAddOutlined,
  SearchOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { Button, Input, type InputRef } from 'antd';
import type { Ref } from 'react';
import { ExportMenu } from './export/export-menu.tsx';
import type { ExportWish } from './export/use-export.tsx';
import { useWords } from './i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from './state/context.ts';

export type SearchField = InputRef;

interface Props {
  readonly searchRef: Ref<SearchField>;
  readonly isEmpty: boolean;
  readonly onOpen: (what: 'files' | 'folder') => void;
  readonly onExport: (wish: ExportWish) => void;
  readonly onKeys: () => void;
  readonly onSettings: () => void;
}

export function TopBar({ searchRef, isEmpty, onOpen, onExport, onKeys, onSettings }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const search = useWorkbench((state) => state.filter.search);
  return (
    <header className="top-bar">
      <h1 title={words.appSubtitle}>{words.appName}</h1>
      <Button type="primary" icon={<FileAddOutlined aria-hidden="true" />} onClick={() => onOpen('files')}>
        {words.openFiles}
      </Button>
      <Button icon={<FolderAddOutlined aria-hidden="true" />} onClick={() => onOpen('folder')}>
        {words.openFolder}
      </Button>
      {!isEmpty && (
        <Input
          ref={searchRef}
          className="search"
          type="search"
          value={search}
          placeholder={words.search}
          aria-label={words.search}
          prefix={<SearchOutlined aria-hidden="true" />}
          suffix={search === '' ? <kbd>Ctrl K</kbd> : undefined}
          allowClear={{ clearIcon: <CloseCircleFilled aria-label={words.clearSearch} /> }}
          onChange={(event) => store.getState().setFilter({ search: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // In the field, Esc is about the search and never about the batch.
            event.stopPropagation();
            store.getState().setFilter({ search: '' });
            event.currentTarget.blur();
          }}
        />
      )}
      <span className="space" />
      {!isEmpty && <ExportMenu onExport={onExport} />}
      <Button type="text" icon={<SettingOutlined aria-hidden="true" />} onClick={onSettings}>
        {words.settings.title}
      </Button>
      <Button type="text" onClick={onKeys} aria-label={words.keysTitle} title={words.keysTitle}>
        ?
      </Button>
    </header>
  );
}
