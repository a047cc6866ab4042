/** The state of the window, as the program's answers and the user's commands change it. */
import { describe, expect, test, vi } from 'vitest';
import type {
  Bridge,
  OpenedReport,
  ProgramEvent,
  ReportEntry,
  ReportSummary,
  RulesInfo,
  Settings,
  Verdict,
} from '../../../shared/api.ts';
import type { FindingResult, ReportResult } from '../../../shared/outputs/contract.ts';
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
  findings: [finding('one', 0), finding('two', 10)],
};

function finding(fingerprint: string, start: number): FindingResult {
  const location = { line: 1, column: start + 1, start, end: start + 2 };
  return {
    rule: 'cell.blank',
    severity: 'error',
    message: fingerprint,
    section: null,
    cells: [],
    suspects: [],
    basis: '',
    location,
    places: [location],
    fingerprint,
  };
}

const entry = (id: string, state: ReportEntry['state'] = 'done'): ReportEntry => ({
  id,
  name: `${id}.txt`,
  state,
  result: state === 'done' ? summary : null,
  review: 'pending',
  version: 1,
  otherRules: null,
  sameAs: null,
});

const noChanges = { thresholds: {}, off: [] };

const kept: Settings = {
  language: 'zh-CN',
  workers: null,
  sort: { by: 'added', descending: false },
  appearance: 'system',
  issuer: '',
};

/** A program of which the test holds both ends: what it answers to `open`, and when. */
function program() {
  let listener: (event: ProgramEvent) => void = () => {};
  const answers = new Map<string, (report: OpenedReport) => void>();
  const asked: string[] = [];
  const told: unknown[][] = [];
  let fault: Error | null = null;
  /** Notes what was asked, and answers, or fails where the test says so. */
  const take = async <T>(answer: T, ...what: unknown[]): Promise<T> => {
    told.push(what);
    if (fault) throw fault;
    return answer;
  };
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
    fileState: async () => 'same',
    recheck: async () => {},
    decide: (id, fingerprint, decision, note) =>
      take({ decision, note, at: '' } satisfies Verdict, 'decide', id, fingerprint, decision, note),
    review: (id, state) => take(undefined, 'review', id, state),
    settings: async () => kept,
    saveSettings: (settings: Partial<Settings>) => take(undefined, 'settings', settings),
    rules: async () => ({ packs: [], thresholds: {} as RulesInfo['thresholds'], rules: [], changes: noChanges }),
    addRulePack: async () => ({ id: null, faults: [] }),
    switchRulePack: (id, enabled) => take(undefined, 'switchRulePack', id, enabled),
    removeRulePack: (id) => take(undefined, 'removeRulePack', id),
    changeRules: (changes) => take(undefined, 'changeRules', changes),
    applyRules: () => take({ checking: 1, noFile: 0 }, 'applyRules'),
    archive: async () => ({ path: '/archive', bytes: 1, reports: 1, decisions: 0, problem: null }),
    exportArchive: () => take(true, 'exportArchive'),
    importArchive: (file) => take({ fault: 'foreign' }, 'importArchive', file),
    showArchive: () => take(undefined, 'showArchive'),
    diagnosis: async () => 'gouji 1',
    exportReports: async () => ({ done: 'cancelled' }) as const,
    cancelExport: async () => {},
    noticeTemplate: async () => null,
    saveNoticeTemplate: async () => null,
    removeNoticeTemplate: async () => {},
    saveNoticeSample: async () => ({ done: 'cancelled' }) as const,
    clearArchive: () => take(undefined, 'clear'),
    subscribe(next) {
      listener = next;
      return () => {};
    },
    pathOf: () => null,
  };
  const answer = (id: string): void =>
    answers.get(id)?.({ entry: entry(id), result, document: null, verdicts: {}, earlier: null, lastYear: null });
  const fail = (error: Error): void => {
    fault = error;
  };
  return { bridge, asked, told, fail, answer, send: (event: ProgramEvent) => listener(event) };
}

function start() {
  const ends = program();
  const store = createWorkbench(ends.bridge);
  const entries = (...list: ReportEntry[]): void => ends.send({ type: 'entries', entries: list });
  return { ...ends, store, entries };
}

test('cancelling ends the handing over of files that were dropped', async () => {
  const { bridge, store } = start();
  const handed: string[] = [];
  const answers: (() => void)[] = [];
  bridge.add = (files) => {
    handed.push(...files.map(({ name }) => name));
    return new Promise((resolve) => answers.push(() => resolve({ added: ['r1'], skipped: 0 })));
  };
  const adding = store.getState().add({
    count: 3,
    skipped: 0,
    async *batches() {
      for (const name of ['a.txt', 'b.txt', 'c.txt']) yield [{ name, path: `/${name}` }];
    },
  });
  await vi.waitFor(() => expect(handed).toEqual(['a.txt']));
  expect(store.getState().handing).toBe(3);
  answers.shift()?.();
  await vi.waitFor(() => expect(handed).toEqual(['a.txt', 'b.txt']));
  expect(store.getState().handing).toBe(2);
  store.getState().cancel();
  answers.shift()?.();
  await adding;
  expect(handed).toEqual(['a.txt', 'b.txt']);
  expect(store.getState().handing).toBe(0);
});

test('the file is looked at when its report is open, and said to have changed only of that report', async () => {
  const { bridge, store, entries, answer } = start();
  const looked: string[] = [];
  const states: ((state: 'same' | 'changed') => void)[] = [];
  bridge.fileState = (id) => {
    looked.push(id);
    return new Promise((resolve) => states.push(resolve));
  };
  entries(entry('a'), entry('b'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  answer('a');
  await vi.waitFor(() => expect(looked).toEqual(['a']));
  store.getState().select('b');
  await vi.waitFor(() => expect(store.getState().opened).toMatchObject({ status: 'loading', id: 'b' }));
  answer('b');
  await vi.waitFor(() => expect(looked).toEqual(['a', 'b']));
  // A drive that took its time: the user has gone on.
  states[0]?.('changed');
  states[1]?.('same');
  await vi.waitFor(() => expect(store.getState().fileState).toBe('same'));
  store.getState().lookAtFile();
  states[2]?.('changed');
  await vi.waitFor(() => expect(store.getState().fileState).toBe('changed'));
});

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
  const { store, entries, answer, asked } = start();
  entries(entry('a'), entry('b'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  store.getState().select('b');
  await vi.waitFor(() => expect(asked).toEqual(['a', 'b']));
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
  const { stepReport, setFilter } = store.getState();
  stepReport(-1);
  expect(store.getState().selected).toBe('a');
  stepReport(1);
  expect(store.getState().selected).toBe('b');
  setFilter({ search: 'c.txt' });
  stepReport(1);
  expect(store.getState().selected).toBe('c');
});

test('J and K follow the order of the list', async () => {
  const { store, entries } = start();
  const withErrors = (id: string, errors: number) => ({ ...entry(id), result: { ...summary, errors } });
  entries(withErrors('a', 1), withErrors('b', 3), withErrors('c', 2));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  const { setSort, stepReport } = store.getState();
  setSort({ by: 'errors', descending: true });
  stepReport(-1);
  expect(store.getState().selected).toBe('c');
  stepReport(-1);
  expect(store.getState().selected).toBe('b');
});

test('J goes on from where a report was before its state, by which the list is sorted, was set', async () => {
  const { store, entries } = start();
  entries(entry('a'), entry('b'), entry('c'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  const { setSort, review, stepReport } = store.getState();
  setSort({ by: 'review', descending: false });
  review('a', 'reviewed');
  review('a', 'returned');
  expect(store.getState().entries.get('a')?.review).toBe('returned');
  stepReport(1);
  expect(store.getState().selected).toBe('b');
});

test('the overview is left for a report that the user goes to, not for one that opens by itself', async () => {
  const { store, entries, send } = start();
  entries(entry('a', 'waiting'), entry('b', 'waiting'));
  await vi.waitFor(() => expect(store.getState().order).toHaveLength(2));
  store.getState().showOverview(true);
  entries(entry('a'), entry('b'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  expect(store.getState().overview).toBe(true);
  store.getState().stepReport(1);
  expect(store.getState()).toMatchObject({ selected: 'b', overview: false });
  store.getState().showOverview(true);
  store.getState().show('b');
  expect(store.getState().overview).toBe(false);
  store.getState().showOverview(true);
  send({ type: 'removed', ids: ['a', 'b'] });
  await vi.waitFor(() => expect(store.getState().overview).toBe(false));
});

test('J goes on from a report that has left the filter by being marked as reviewed', async () => {
  const { store, entries } = start();
  entries(entry('a'), entry('b'), entry('c'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  store.getState().setFilter({ review: 'pending' });
  store.getState().select('b');
  store.getState().review('b', 'reviewed');
  store.getState().stepReport(1);
  expect(store.getState().selected).toBe('c');
  store.getState().stepReport(-1);
  expect(store.getState().selected).toBe('a');
});

test('a removed report is closed', async () => {
  const { store, entries, send } = start();
  entries(entry('a'), entry('b', 'waiting'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  send({ type: 'removed', ids: ['a'] });
  await vi.waitFor(() => expect(store.getState().order).toEqual(['b']));
  expect(store.getState().opened).toEqual({ status: 'none' });
});

test('another language asks for the open report again, keeps what was chosen, and is saved', async () => {
  const { store, entries, answer, asked, told } = start();
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('ready'));
  store.getState().choose(1);
  store.getState().setLanguage('en');
  await vi.waitFor(() => expect(asked).toEqual(['a', 'a']));
  expect(store.getState().opened.status).toBe('ready');
  const before = store.getState().opened;
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened).not.toBe(before));
  expect(store.getState().chosen).toBe(1);
  expect(told).toEqual([['settings', { language: 'en' }]]);
});

describe('a decision', () => {
  async function opened() {
    const ends = start();
    ends.entries(entry('a'));
    await vi.waitFor(() => expect(ends.store.getState().selected).toBe('a'));
    ends.answer('a');
    await vi.waitFor(() => expect(ends.store.getState().opened.status).toBe('ready'));
    return ends;
  }

  test('is shown at once, saved under its fingerprint, and taken back by the same decision again', async () => {
    const { store, told } = await opened();
    store.getState().decide(1, 'dismissed');
    expect(store.getState().verdicts.two?.decision).toBe('dismissed');
    store.getState().decide(1, 'dismissed');
    expect(store.getState().verdicts).toEqual({});
    await vi.waitFor(() =>
      expect(told).toEqual([
        ['decide', 'a', 'two', 'dismissed', ''],
        ['decide', 'a', 'two', null, ''],
      ]),
    );
  });

  test('keeps the note beside it, and the note keeps the decision', async () => {
    const { store } = await opened();
    store.getState().note(0, ' 已电话核实 ');
    store.getState().decide(0, 'confirmed');
    expect(store.getState().verdicts.one).toMatchObject({ decision: 'confirmed', note: '已电话核实' });
  });

  test('is undone step by step, each step shown in its place', async () => {
    const { store, told } = await opened();
    store.getState().decide(0, 'confirmed');
    store.getState().decide(0, 'mended');
    store.getState().choose(1);
    store.getState().undo();
    expect(store.getState().verdicts.one?.decision).toBe('confirmed');
    expect(store.getState().chosen).toBe(0);
    store.getState().undo();
    store.getState().undo();
    expect(store.getState().verdicts).toEqual({});
    await vi.waitFor(() =>
      expect(told.map(([, , , decision]) => decision)).toEqual(['confirmed', 'mended', 'confirmed', null]),
    );
  });

  test('that cannot be saved is taken back, and told', async () => {
    const { store, fail } = await opened();
    store.getState().decide(0, 'confirmed');
    await Promise.resolve();
    fail(new Error('full'));
    store.getState().decide(0, 'mended');
    await vi.waitFor(() => expect(store.getState().notice?.kind).toBe('save-failed'));
    expect(store.getState().verdicts.one?.decision).toBe('confirmed');
  });

  test('on the report as a whole is shown in the list and leaves the document as it is', async () => {
    const { store, told, asked, answer, entries } = await opened();
    store.getState().choose(1);
    store.getState().review('a', 'returned');
    expect(store.getState().entries.get('a')?.review).toBe('returned');
    await vi.waitFor(() => expect(told).toEqual([['review', 'a', 'returned']]));
    entries({ ...entry('a'), review: 'returned' }, entry('b', 'waiting'));
    await vi.waitFor(() => expect(store.getState().order).toHaveLength(2));
    await vi.waitFor(() => expect(asked).toEqual(['a', 'a']));
    const before = store.getState().opened;
    answer('a');
    await vi.waitFor(() => expect(store.getState().opened).not.toBe(before));
    expect(store.getState()).toMatchObject({ opened: { status: 'ready' }, chosen: 1 });
    store.getState().undo();
    expect(store.getState().entries.get('a')?.review).toBe('pending');
  });
});

test('a word that another window gives is shown, but not over a newer one of this window', async () => {
  const { store, entries, answer, send } = start();
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('ready'));
  const verdict = (at: string): Verdict => ({ decision: 'dismissed', note: '另一个窗口', at });
  send({ type: 'verdict', id: 'a', fingerprint: 'one', verdict: verdict('2024-01-01T00:00:00.000Z') });
  send({ type: 'verdict', id: 'b', fingerprint: 'two', verdict: verdict('2024-01-01T00:00:00.000Z') });
  await vi.waitFor(() => expect(store.getState().verdicts.one?.note).toBe('另一个窗口'));
  store.getState().decide(0, 'confirmed');
  send({ type: 'verdict', id: 'a', fingerprint: 'one', verdict: verdict('2024-01-02T00:00:00.000Z') });
  send({ type: 'rules' });
  await vi.waitFor(() => expect(store.getState().rulesTurn).toBe(1));
  expect(Object.keys(store.getState().verdicts)).toEqual(['one']);
  expect(store.getState().verdicts.one?.decision).toBe('confirmed');
});

test('a place chosen in the official tables is shown in the document with the finding that is marked there', async () => {
  const { store, entries, answer } = start();
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('ready'));
  store.getState().setView('tables');
  const { location } = finding('two', 10);
  store.getState().jumpTo(location);
  expect(store.getState()).toMatchObject({ view: 'original', spot: location, chosen: 1 });
  store.getState().jumpTo({ line: 9, column: 1, start: 90, end: 91 });
  expect(store.getState().chosen).toBe(null);
});

test('the settings of another window are shown, and the open report is asked for in the language that they say', async () => {
  const { store, send, entries, answer, asked } = start();
  entries(entry('a'));
  await vi.waitFor(() => expect(store.getState().selected).toBe('a'));
  answer('a');
  await vi.waitFor(() => expect(store.getState().opened.status).toBe('ready'));
  send({ type: 'settings', settings: { ...kept, language: 'en', workers: 3 } });
  await vi.waitFor(() => expect(store.getState()).toMatchObject({ language: 'en', settings: { workers: 3 } }));
  expect(asked).toEqual(['a', 'a']);
});

test('what the program tells of settings while newer ones are on their way is older, and not shown', async () => {
  const { bridge, send } = program();
  const arrived = Promise.withResolvers<void>();
  const store = createWorkbench({ ...bridge, saveSettings: () => arrived.promise });
  await vi.waitFor(() => expect(store.getState().ready).toBe(true));
  store.getState().saveSettings({ workers: 2 });
  send({ type: 'settings', settings: { ...kept, language: 'zh-CN', workers: 1 } });
  send({ type: 'rules' });
  await vi.waitFor(() => expect(store.getState().rulesTurn).toBe(1));
  expect(store.getState().settings?.workers).toBe(2);
  arrived.resolve();
});

test('reports whose files were not there when the rules were applied are told', async () => {
  const { store, told } = start();
  store.getState().applyRules();
  await vi.waitFor(() =>
    expect(store.getState().notice).toEqual({ kind: 'rules-applied', recheck: { checking: 1, noFile: 0 } }),
  );
  expect(told).toEqual([['applyRules']]);
});
