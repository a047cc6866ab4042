/**
 * The state of the window: the reports of this session, the one that is open, and what is chosen and
 * filtered. Everything comes from the program through the bridge; nothing is checked here.
 */
import { createStore, type StoreApi } from 'zustand';
import type { BatchProgress, Bridge, OpenedReport, ProgramEvent, ReportEntry } from '../../../shared/api.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import { type FindingGroup, type FindingOrder, groupFindings, stepFinding } from '../findings/order.ts';
import type { Intake } from '../intake/intake.ts';
import { type ReportFilter, visibleReports } from '../reports/filter.ts';

/** The report in the middle. `bytes`: the file itself, for the formats that are drawn from it. */
export type Opened =
  | { readonly status: 'none' }
  | { readonly status: 'waiting' | 'loading'; readonly id: string }
  | { readonly status: 'ready'; readonly id: string; readonly report: OpenedReport; readonly bytes: Uint8Array | null }
  | { readonly status: 'failed'; readonly id: string; readonly error: unknown };

/** What the last adding of files came to, told once. */
export type Notice =
  | { readonly kind: 'added'; readonly added: number; readonly skipped: number }
  | { readonly kind: 'add-failed'; readonly error: unknown };

export interface Workbench {
  readonly ready: boolean;
  /** Why the program does not answer at the start; null when it does. */
  readonly startError: unknown;
  readonly version: string;
  readonly hasDialogs: boolean;
  readonly language: Language;
  readonly order: readonly string[];
  readonly entries: ReadonlyMap<string, ReportEntry>;
  readonly progress: BatchProgress;
  readonly filter: ReportFilter;
  readonly search: string;
  readonly selected: string | null;
  readonly opened: Opened;
  readonly findingOrder: FindingOrder;
  /** The findings of the open report as the pane shows them. */
  readonly groups: readonly FindingGroup[];
  /** Index into the open report's findings. */
  readonly chosen: number | null;
  readonly notice: Notice | null;

  setLanguage(language: Language): void;
  setFilter(filter: ReportFilter): void;
  setSearch(search: string): void;
  select(id: string): void;
  stepReport(direction: 1 | -1): void;
  choose(finding: number | null): void;
  stepFinding(direction: 1 | -1): void;
  setFindingOrder(order: FindingOrder): void;
  add(intake: Intake | Promise<Intake>): Promise<void>;
  chooseFiles(what: 'files' | 'folder'): Promise<void>;
  addSamples(): Promise<void>;
  cancel(): void;
  dismissNotice(): void;
}

export type WorkbenchStore = StoreApi<Workbench>;

const idle: BatchProgress = { total: 0, done: 0, running: false, elapsed: 0 };

/** Milliseconds for which events are gathered before the window changes: a batch sends hundreds a second. */
const gatherFor = 60;

/** `keep` remembers the language for the next start. Ends with the window, so nothing unsubscribes. */
export function createWorkbench(
  bridge: Bridge,
  remembered: Language | null,
  keep: (language: Language) => void,
): WorkbenchStore {
  const store = createStore<Workbench>()((set, get) => {
    /** Tells answers of the program that come too late: the user has gone on to another report. */
    let turn = 0;

    const open = async (id: string): Promise<void> => {
      const mine = ++turn;
      const { entries, language } = get();
      if (entries.get(id)?.state !== 'done') {
        set({ opened: { status: 'waiting', id }, groups: [], chosen: null });
        return;
      }
      set({ opened: { status: 'loading', id }, groups: [], chosen: null });
      try {
        const drawn = entries.get(id)?.result?.status === 'checked' && entries.get(id)?.result?.format !== 'txt';
        const [report, bytes] = await Promise.all([bridge.open(id, language), drawn ? bridge.source(id) : null]);
        if (mine !== turn) return;
        const groups = groupFindings(report.result.findings, report.result.sections, get().findingOrder);
        set({ opened: { status: 'ready', id, report, bytes }, groups });
      } catch (error) {
        if (mine === turn) set({ opened: { status: 'failed', id, error } });
      }
    };

    const adding = async (work: () => Promise<{ added: readonly string[]; skipped: number }>): Promise<void> => {
      try {
        const { added, skipped } = await work();
        if (added.length > 0 || skipped > 0) set({ notice: { kind: 'added', added: added.length, skipped } });
      } catch (error) {
        set({ notice: { kind: 'add-failed', error } });
      }
    };

    return {
      ready: false,
      startError: null,
      version: '',
      hasDialogs: false,
      language: remembered ?? 'zh-CN',
      order: [],
      entries: new Map(),
      progress: idle,
      filter: 'all',
      search: '',
      selected: null,
      opened: { status: 'none' },
      findingOrder: 'document',
      groups: [],
      chosen: null,
      notice: null,

      setLanguage(language) {
        keep(language);
        set({ language });
        const { selected } = get();
        if (selected !== null) void open(selected);
      },
      setFilter: (filter) => set({ filter }),
      setSearch: (search) => set({ search }),
      select(id) {
        if (get().selected === id && get().opened.status !== 'failed') return;
        set({ selected: id });
        void open(id);
      },
      stepReport(direction) {
        const { order, entries, filter, search, selected } = get();
        const visible = visibleReports(order, entries, filter, search);
        const at = selected === null ? -1 : visible.indexOf(selected);
        const next = at === -1 ? visible[0] : visible[at + direction];
        if (next !== undefined) get().select(next);
      },
      choose: (chosen) => set({ chosen }),
      stepFinding(direction) {
        const { groups, chosen } = get();
        set({ chosen: stepFinding(groups, chosen, direction) });
      },
      setFindingOrder(findingOrder) {
        const { opened } = get();
        if (opened.status !== 'ready') return set({ findingOrder });
        const { findings, sections } = opened.report.result;
        set({ findingOrder, groups: groupFindings(findings, sections, findingOrder) });
      },
      add(intake) {
        return adding(async () => {
          const added: string[] = [];
          const found = await intake;
          let { skipped } = found;
          for await (const files of found.batches()) {
            const result = await bridge.add(files);
            added.push(...result.added);
            skipped += result.skipped;
          }
          return { added, skipped };
        });
      },
      chooseFiles: (what) => adding(() => bridge.choose(what)),
      addSamples: () => adding(() => bridge.addSamples()),
      cancel: () => void bridge.cancel(),
      dismissNotice: () => set({ notice: null }),
    };
  });

  const { setState, getState } = store;
  const apply = (events: readonly ProgramEvent[]): void => {
    const before = getState();
    const entries = new Map(before.entries);
    const fresh: string[] = [];
    const gone = new Set<string>();
    let progress = before.progress;
    for (const event of events) {
      if (event.type === 'progress') progress = event.progress;
      else if (event.type === 'removed') {
        for (const id of event.ids) {
          entries.delete(id);
          gone.add(id);
        }
      } else {
        for (const entry of event.entries) {
          if (!entries.has(entry.id)) fresh.push(entry.id);
          entries.set(entry.id, entry);
        }
      }
    }
    let { order, selected, opened, groups, chosen } = before;
    if (fresh.length > 0 || gone.size > 0) order = [...order, ...fresh].filter((id) => !gone.has(id));
    if (selected !== null && gone.has(selected)) {
      selected = null;
      opened = { status: 'none' };
      groups = [];
      chosen = null;
    }
    setState({ order, entries, progress, selected, opened, groups, chosen });

    // The first report that is done opens by itself; one that was waiting opens when its turn has come.
    if (selected === null) {
      const first = order.find((id) => entries.get(id)?.state === 'done');
      if (first !== undefined) getState().select(first);
    } else if (before.entries.get(selected) !== entries.get(selected) && entries.get(selected)?.state === 'done') {
      setState({ selected: null });
      getState().select(selected);
    }
  };

  let gathered: ProgramEvent[] = [];
  bridge.subscribe((event) => {
    gathered.push(event);
    if (gathered.length > 1) return;
    setTimeout(() => {
      const events = gathered;
      gathered = [];
      apply(events);
    }, gatherFor);
  });
  Promise.all([bridge.info(), bridge.list()]).then(
    ([info, entries]) => {
      setState({
        ready: true,
        version: info.version,
        hasDialogs: info.hasDialogs,
        language: remembered ?? info.language,
      });
      if (entries.length > 0) apply([{ type: 'entries', entries }]);
    },
    (startError: unknown) => setState({ startError }),
  );
  return store;
}
