/** The bar at the top: name, ways to open files, search, language, keys. */
import { FileAddOutlined, FolderAddOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Segmented } from 'antd';
import type { Ref } from 'react';
import type { Language } from '../../shared/rules/finding.ts';
import { useWords } from './i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from './state/context.ts';

export type SearchField = InputRef;

interface Props {
  readonly searchRef: Ref<SearchField>;
  readonly isEmpty: boolean;
  readonly onOpen: (what: 'files' | 'folder') => void;
  readonly onKeys: () => void;
}

export function TopBar({ searchRef, isEmpty, onOpen, onKeys }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const language = useWorkbench((state) => state.language);
  const search = useWorkbench((state) => state.search);
  return (
    <header className="top-bar">
      <h1 title={words.appSubtitle}>{words.appName}</h1>
      <Button type="primary" icon={<FileAddOutlined />} onClick={() => onOpen('files')}>
        {words.openFiles}
      </Button>
      <Button icon={<FolderAddOutlined />} onClick={() => onOpen('folder')}>
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
          prefix={<SearchOutlined />}
          suffix={search === '' ? <kbd>Ctrl K</kbd> : undefined}
          allowClear
          onChange={(event) => store.getState().setSearch(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            // In the field, Esc is about the search and never about the batch.
            event.stopPropagation();
            store.getState().setSearch('');
            event.currentTarget.blur();
          }}
        />
      )}
      <span className="space" />
      <Segmented<Language>
        size="small"
        aria-label={words.language}
        value={language}
        options={[
          { value: 'zh-CN', label: '中文' },
          { value: 'en', label: 'EN' },
        ]}
        onChange={(value) => store.getState().setLanguage(value)}
      />
      <Button size="small" type="text" onClick={onKeys} aria-label={words.keysTitle}>
        ?
      </Button>
    </header>
  );
}
