/** The state of the window, as the program's answers and the user's commands change it. */
import { expect, test, vi } from 'vitest';
import type { Bridge, OpenedReport, ProgramEvent, ReportEntry, ReportSummary } from '../../../shared/api.ts';
import type { ReportResult } from '../../../shared/outputs/contract.ts';
import { createWorkbench } from './workbench.ts';

const summary: ReportSummary = {
  status: 'checked',
  error: null,
  format: 'txt',
  unit: '清河区教育局',
  year: 2023,
  errors: 1,
  warnings: 0,
  infos: 0,
  rules: [],
};

const result: ReportResult = {
  file: '',
  sha256: null,
  format: 'txt',
  status: 'checked',
  error: null,
  problems: [],
  unit: null,
  year: null,
  edition: null,
  sections: [],
  tables: {},
  checks: { passed: 0, failed: 0, notAssessable: 0 },
  findings: [],
};

const entry = (id: string, state: ReportEntry['state'] = 'done'): ReportEntry => ({
  id,
  name: `${id}.txt`,
  state,
  result: state === 'done' ? summary : null,
});

/** A program of which the test holds both ends: what it answers to `open`, and when. */
function program() {
  let listener: (event: ProgramEvent) => void = () => {};
  const answers = new Map<string, (report: OpenedReport) => void>();
  const asked: string[] = [];
  const none = { added: [], skipped: 0 };
  const bridge: Bridge = {
    info: async () => ({ version: '1', shell: 'browser', language: 'zh-CN', hasDialogs: false }),
    list: async () => [],
    add: async () => none,
    choose: async () => none,
    addSamples: async () => none,
    cancel: async () => {},
    remove: async () => {},
    open(id) {
      asked.push(id);
      return new Promise((resolve) => answers.set(id, resolve));
    },
    source: async () => new Uint8Array(),
    subscribe(next) {
      listener = next;
      return () => {};
    },
    pathOf: () => null,
  };
  const answer = (id: string): void => answers.get(id)?.({ entry: entry(id), result, document: null });
  return { bridge, asked, answer, send: (event: ProgramEvent) => listener(event) };
}

function start() {
  const ends = program();
  const store = createWorkbench(ends.bridge, null, () => {});
  const entries = (...list: ReportEntry[]): void => ends.send({ type: 'entries', entries: list });
  return { ...ends, store, entries };
}

test('reports keep the order in which they were added while their states change', async () => {
  const { store, entries } = start();
  entries(entry('a', 'waiting'), entry('b', 'waiting'));
  entries(entry('b', 'checking'));
  entries(entry('c', 'waiting'));
  await vi.waitFor(() => expect(store.getState().order).toEqual(['a', 'b', 'c']));
  expect(store.getState().entries.get('b')?.state).toBe('checking');
});

test('a row that did not change keeps its value, so that it is not drawn again', async () => {
  const { store, entries } = start();
  entries(entry('a', 'waiting'), entry('b', 'waiting'));
  await vi.waitFor(() => expect(store.getState().order).toHaveLength(2));
  const before = store.getState().entries.get('a');
  entries(entry('b', 'checking'));
  await vi.waitFor(() => expect(store.getState().entries.get('b')?.state).toBe('checking'));
  expect(store.getState().entries.get('a')).toBe(before);
});

test('the first report that is done opens by itself, a later one does not take its place', async () => {
  const { store, entries, answer, asked } = start();
  entries(entry('a', 'waiting'), entry('b'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('b'));
  answer('b');
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().entries.get('a')?.state).toBe('done'));
  expect(store.getState().opened).toMatchObject({ status: 'ready', id: 'b' });
  expect(asked).toEqual(['b']);
});

test('a waiting report that the user chose opens when its turn has come', async () => {
  const { store, entries, answer } = start();
  entries(entry('a', 'waiting'));
  await vi.waitFor(() => expect(store.getState().order).toEqual(['a']));
  store.getState().select('a');
  expect(store.getState().opened).toEqual({ status: 'waiting', id: 'a' });
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('loading'));
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('ready'));
});

test('an answer that comes after the user has gone on is dropped', async () => {
  const { store, entries, answer } = start();
  entries(entry('a'), entry('b'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  store.getState().select('b');
  answer('b');
  await vi.waitFor(() => expect(store.getState().opened).toMatchObject({ status: 'ready', id: 'b' }));
  answer('a');
  await Promise.resolve();
  expect(store.getState().opened).toMatchObject({ status: 'ready', id: 'b' });
});

test('J and K go through the shown reports and stop at the ends', async () => {
  const { store, entries } = start();
  entries(entry('a'), entry('b'), entry('c'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  const { stepReport, setSearch } = store.getState();
  stepReport(-1);
  expect(store.getState().selected).toBe('a');
  stepReport(1);
  expect(store.getState().selected).toBe('b');
  setSearch('c.txt');
  stepReport(1);
  expect(store.getState().selected).toBe('c');
});

test('a removed report is closed', async () => {
  const { store, entries, send } = start();
  entries(entry('a'), entry('b', 'waiting'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  send({ type: 'removed', ids: ['a'] });
  await vi.waitFor(() => expect(store.getState().order).toEqual(['b']));
  expect(store.getState().opened).toEqual({ status: 'none' });
});

test('another language asks for the open report again and is remembered', async () => {
  const ends = program();
  const kept: string[] = [];
  const store = createWorkbench(ends.bridge, null, (language) => kept.push(language));
  ends.send({ type: 'entries', entries: [entry('a')] });
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  store.getState().setLanguage('en');
  expect(ends.asked).toEqual(['a', 'a']);
  expect(kept).toEqual(['en']);
});
