/**
 * The state of the window: the reports of this session, the one that is open, and what is chosen and
 * filtered. Everything comes from the program through the bridge; nothing is checked here.
 */
import { createStore, type StoreApi } from 'zustand';
import type {
  ArchiveInfo,
  ArchiveProblem,
  BatchProgress,
  Bridge,
  Exported,
  ExportRequest,
  FileState,
  OpenedReport,
  ProgramEvent,
  Recheck,
  ReportEntry,
  ReportSort,
  Settings,
  Verdict,
} from '../../../shared/api.ts';
import type { Location } from '../../../shared/document/location.ts';
import type { CellId } from '../../../shared/form/ids.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import { locationKey } from '../document/locations.ts';
import { type FindingGroup, type FindingOrder, groupFindings, stepFinding } from '../findings/order.ts';
import type { Intake } from '../intake/intake.ts';
import { noFilter, type ReportFilter } from '../reports/filter.ts';
import { type Shown, shownReports } from '../reports/shown.ts';
import { createDecisions, type Decisions, type Told } from './decisions.ts';

/** The report in the middle. `bytes`: the file itself, for the formats that are drawn from it. */
export type Opened =
  | { readonly status: 'none' }
  | { readonly status: 'waiting' | 'loading'; readonly id: string }
  | { readonly status: 'ready'; readonly id: string; readonly report: OpenedReport; readonly bytes: Uint8Array | null }
  | { readonly status: 'failed'; readonly id: string; readonly error: unknown };

/** What has just happened, told once. */
export type Notice =
  | { readonly kind: 'added'; readonly added: number; readonly skipped: number }
  | { readonly kind: 'add-failed'; readonly error: unknown }
  | { readonly kind: 'save-failed'; readonly error: unknown }
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'undone' }
  | { readonly kind: 'rules-applied'; readonly recheck: Recheck }
  | { readonly kind: 'archive-cleared' }
  | { readonly kind: 'archive-problem'; readonly problem: ArchiveProblem };

/**
 * The document itself, the official tables filled with what was read, or the report beside another of the unit (where
 * there is one: else the document).
 */
export type DocumentView = 'original' | 'tables' | 'compare';

/** What the report is compared with: the hand-in before it, or last year's report. */
export type Against = 'earlier' | 'lastYear';

export interface Find {
  readonly query: string;
  /** Which match is shown; counted round. */
  readonly at: number;
  /** Grows with each call of the bar: it takes the focus again. */
  readonly call: number;
}

export interface Workbench extends Omit<Decisions, 'saved' | 'count'> {
  readonly ready: boolean;
  /** Why the program does not answer at the start; null when it does. */
  readonly startError: unknown;
  readonly version: string;
  readonly hasDialogs: boolean;
  readonly language: Language;
  readonly order: readonly string[];
  readonly entries: ReadonlyMap<string, ReportEntry>;
  readonly progress: BatchProgress;
  /** Files that were dropped or chosen and are still to be handed to the program. */
  readonly handing: number;
  readonly filter: ReportFilter;
  /** null until the program has told them. */
  readonly settings: Settings | null;
  readonly selected: string | null;
  readonly opened: Opened;
  readonly findingOrder: FindingOrder;
  /** The findings of the open report as the pane shows them. */
  readonly groups: readonly FindingGroup[];
  /** Index into the open report's findings. */
  readonly chosen: number | null;
  /** On the findings of the open report and of the hand-in before it, by fingerprint. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** The finding whose note is being written. */
  readonly noting: number | null;
  readonly view: DocumentView;
  /** Whether the overview of the batch stands in the place of the document and its findings. */
  readonly overview: boolean;
  readonly against: Against;
  /** The figure that the comparison with last year is about. */
  readonly comparedCell: CellId | null;
  /** Of the open report; null until it is known. */
  readonly fileState: FileState | null;
  /** A place to be shown in the document, chosen in the official tables. */
  readonly spot: Location | null;
  /** null: the bar is closed. */
  readonly find: Find | null;
  readonly notice: Notice | null;
  /** Grows when the rules or the packs are others: what shows them asks anew. */
  readonly rulesTurn: number;

  setLanguage(language: Language): void;
  saveSettings(change: Partial<Settings>): void;
  setFilter(change: Partial<ReportFilter>): void;
  setSort(sort: ReportSort): void;
  showOverview(overview: boolean): void;
  select(id: string): void;
  /** Selects, and leaves the overview for it. */
  show(id: string): void;
  stepReport(direction: 1 | -1): void;
  choose(finding: number | null): void;
  stepFinding(direction: 1 | -1): void;
  setFindingOrder(order: FindingOrder): void;
  /** Opens the note of a finding and chooses it; null closes. */
  openNote(finding: number | null): void;
  setView(view: DocumentView): void;
  /** @param cell a figure of this year's report, to be shown beside last year's */
  compareWith(against: Against, cell?: CellId): void;
  /** Another report of the unit, to be laid beside the open one. Rejects where it cannot be opened. */
  beside(id: string): Promise<OpenedReport>;
  /** Opens another report at a place. */
  openAt(id: string, location: Location): void;
  /** Looks whether the open report's file is still what was checked. */
  lookAtFile(): void;
  /** Checks the open report's file anew. */
  recheck(): void;
  /** Shows a place in the document, with the finding that is marked there. */
  jumpTo(location: Location): void;
  openFind(): void;
  closeFind(): void;
  /** `at` counts from 0. */
  setFind(change: Partial<Pick<Find, 'query' | 'at'>>): void;
  add(intake: Intake | Promise<Intake>): Promise<void>;
  chooseFiles(what: 'files' | 'folder'): Promise<void>;
  addSamples(): Promise<void>;
  cancel(): void;
  /** Takes a report out of the list; the one beside it opens. */
  remove(id: string): void;
  /** With all that was decided until now. Rejects where the program cannot. */
  exportReports(request: ExportRequest): Promise<Exported>;
  cancelExport(): void;
  dismissNotice(): void;
  /** Checks again what was checked with other rules. */
  applyRules(): void;
  /** What may leave the machine; rejects where the program does not answer. */
  diagnosis(): Promise<string>;
  archive(): Promise<ArchiveInfo>;
  /** Rejects where the program cannot. */
  clearArchive(): Promise<void>;
}

export type WorkbenchStore = StoreApi<Workbench>;

const idle: BatchProgress = { total: 0, done: 0, running: false, elapsed: 0 };

/** Milliseconds for which events are gathered before the window changes: a batch sends hundreds a second. */
const gatherFor = 60;

const closed = {
  groups: [],
  chosen: null,
  verdicts: {},
  noting: null,
  spot: null,
  comparedCell: null,
  fileState: null,
} as const;

/** Ends with the window, so nothing unsubscribes. */
export function createWorkbench(bridge: Bridge): WorkbenchStore {
  /** Settings of this window that are on their way: until they have arrived, what the program tells is older. */
  let saving = 0;
  const store = createStore<Workbench>()((set, get) => {
    /** Tells answers of the program that come too late: the user has gone on to another report. */
    let turn = 0;

    /** Counts what the user has cancelled: files that were still to be handed over then are not. */
    let cancelled = 0;

    /** Where a report that is being opened is to be shown at. */
    let arriving: { readonly id: string; readonly location: Location } | null = null;

    const decisions = createDecisions(bridge, set, get);

    /** The open report in the order in which it stood before its state was set, which may have moved it away. */
    let moved: { readonly id: string; readonly sorted: readonly string[] } | null = null;

    /**
     * A report that is open already stays in view, as far as its file is the same, until its new findings are there:
     * the same finding stays chosen, and nothing flickers.
     */
    const open = async (id: string): Promise<void> => {
      const mine = ++turn;
      const { entries, language, opened } = get();
      const shown = opened.status === 'ready' && opened.id === id ? opened : null;
      const entry = entries.get(id);
      if (entry?.state !== 'done') {
        if (!shown) set({ ...closed, opened: { status: 'waiting', id } });
        return;
      }
      if (!shown) set({ ...closed, opened: { status: 'loading', id } });
      const isDrawn = entry.result?.status === 'checked' && entry.result.format !== 'txt';
      const source = async () => (isDrawn ? bridge.source(id) : null);
      try {
        // What has been decided must have arrived, or the answer would not have it.
        await decisions.saved();
        const decided = decisions.count();
        const early = shown ? null : source();
        const read = await bridge.open(id, language);
        const isSame = shown !== null && shown.report.result.sha256 === read.result.sha256;
        const bytes = isSame && shown.bytes ? shown.bytes : await (early ?? source());
        if (mine !== turn) return;
        const report = isSame ? { ...read, document: shown.report.document } : read;
        const { findings, sections } = report.result;
        const again = (finding: number | null): number | null => {
          const before = finding === null ? undefined : shown?.report.result.findings[finding];
          const index = findings.findIndex((one) => one.fingerprint === before?.fingerprint);
          return index >= 0 ? index : null;
        };
        set(({ findingOrder, chosen, noting, verdicts }) => ({
          opened: { status: 'ready', id, report, bytes },
          groups: groupFindings(findings, sections, findingOrder),
          verdicts: !shown || decisions.count() === decided ? report.verdicts : verdicts,
          chosen: again(chosen),
          noting: again(noting),
          ...(arriving?.id === id ? { view: 'original', spot: arriving.location } : {}),
        }));
        arriving = null;
        get().lookAtFile();
      } catch (error) {
        if (mine === turn) set({ ...closed, opened: { status: 'failed', id, error } });
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
      language: 'zh-CN',
      settings: null,
      order: [],
      entries: new Map(),
      progress: idle,
      handing: 0,
      filter: noFilter,
      selected: null,
      opened: { status: 'none' },
      findingOrder: 'document',
      groups: [],
      chosen: null,
      verdicts: {},
      noting: null,
      view: 'original',
      overview: false,
      against: 'earlier',
      comparedCell: null,
      fileState: null,
      spot: null,
      find: null,
      notice: null,
      rulesTurn: 0,
      decide: decisions.decide,
      note: decisions.note,
      review(id, state) {
        if (moved?.id !== id) moved = { id, sorted: shownReports(get()).sorted };
        decisions.review(id, state);
      },
      undo: decisions.undo,
      take: decisions.take,

      setLanguage(language) {
        if (language === get().language) return;
        set({ language });
        get().saveSettings({ language });
        const { selected } = get();
        if (selected !== null) void open(selected);
      },
      saveSettings(change) {
        set(({ settings }) => (settings ? { settings: { ...settings, ...change } } : {}));
        saving++;
        bridge
          .saveSettings(change)
          .catch((error: unknown) => set({ notice: { kind: 'save-failed', error } }))
          .finally(() => saving--);
      },
      setFilter: (change) => set(({ filter }) => ({ filter: { ...filter, ...change } })),
      setSort: (sort) => get().saveSettings({ sort }),
      showOverview: (overview) => set({ overview }),
      select(id) {
        if (get().selected === id && get().opened.status !== 'failed') return;
        set({ selected: id });
        moved = null;
        void open(id);
      },
      show(id) {
        set({ overview: false });
        get().select(id);
      },
      stepReport(direction) {
        const { selected } = get();
        const { visible, sorted } = shownReports(get());
        const order = moved?.id === selected ? (moved?.sorted ?? sorted) : sorted;
        const next = neighbour({ visible, sorted: order }, selected, direction);
        if (next !== undefined) get().show(next);
      },
      choose: (chosen) => set({ chosen, spot: null, noting: null }),
      stepFinding(direction) {
        const { groups, chosen, choose } = get();
        choose(stepFinding(groups, chosen, direction));
      },
      openNote(noting) {
        if (noting === null) set({ noting });
        else set(({ chosen, spot }) => ({ noting, chosen: noting, spot: chosen === noting ? spot : null }));
      },
      setView: (view) =>
        set(({ find }) => ({ view, spot: null, comparedCell: null, find: view === 'original' ? find : null })),
      compareWith(against, cell) {
        get().setView('compare');
        set({ against, comparedCell: cell ?? null });
      },
      beside: (id) => bridge.open(id, get().language),
      openAt(id, location) {
        arriving = { id, location };
        get().select(id);
      },
      lookAtFile() {
        const { opened } = get();
        if (opened.status !== 'ready') return;
        const { id } = opened;
        bridge.fileState(id).then(
          (fileState) => {
            const { opened: now, entries } = get();
            if (now.status !== 'ready' || now.id !== id || now.report !== opened.report) return;
            set({ fileState });
            // A drive that is back, or a file that was put back: the document itself again.
            const isDrawn = now.report.document !== null && now.report.result.format !== 'txt';
            if (fileState === 'same' && isDrawn && !now.bytes && entries.get(id)?.state === 'done') void open(id);
          },
          // The report was removed meanwhile: that is told elsewhere.
          () => {},
        );
      },
      recheck() {
        const { opened } = get();
        if (opened.status !== 'ready') return;
        bridge.recheck(opened.id).catch((error: unknown) => set({ notice: { kind: 'save-failed', error } }));
      },
      jumpTo(location) {
        const { opened, chosen } = get();
        if (opened.status !== 'ready') return;
        const key = locationKey(location);
        const { findings } = opened.report.result;
        const isHere = (finding: number | null): boolean => {
          const found = finding === null ? undefined : findings[finding];
          return found !== undefined && !found.gap && found.places.some((place) => locationKey(place) === key);
        };
        const first = findings.findIndex((_, index) => isHere(index));
        set({ view: 'original', spot: location, chosen: isHere(chosen) ? chosen : first >= 0 ? first : null });
      },
      openFind() {
        if (get().opened.status !== 'ready') return;
        set(({ find }) => ({
          view: 'original',
          find: find ? { ...find, call: find.call + 1 } : { query: '', at: 0, call: 1 },
        }));
      },
      closeFind: () => set({ find: null }),
      setFind: (change) => set(({ find }) => (find ? { find: { ...find, ...change } } : {})),
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
          const before = cancelled;
          let left = found.count;
          const hand = (count: number): void => {
            left -= count;
            set(({ handing }) => ({ handing: handing - count }));
          };
          set(({ handing }) => ({ handing: handing + left }));
          try {
            for await (const files of found.batches()) {
              if (cancelled !== before) break;
              const result = await bridge.add(files);
              hand(files.length);
              added.push(...result.added);
              skipped += result.skipped;
            }
          } finally {
            hand(left);
          }
          return { added, skipped };
        });
      },
      chooseFiles: (what) => adding(() => bridge.choose(what)),
      addSamples: () => adding(() => bridge.addSamples()),
      cancel() {
        cancelled++;
        void bridge.cancel();
      },
      remove(id) {
        const { visible } = shownReports(get());
        const at = visible.indexOf(id);
        const next = visible[at + 1] ?? visible[at - 1];
        if (id === get().selected && next !== undefined) get().select(next);
        bridge.remove([id]).catch((error: unknown) => set({ notice: { kind: 'save-failed', error } }));
      },
      async exportReports(request) {
        await decisions.saved();
        return bridge.exportReports(request);
      },
      cancelExport: () => void bridge.cancelExport(),
      dismissNotice: () => set({ notice: null }),
      applyRules() {
        bridge.applyRules().then(
          (recheck) => set({ notice: { kind: 'rules-applied', recheck } }),
          (error: unknown) => set({ notice: { kind: 'save-failed', error } }),
        );
      },
      diagnosis: () => bridge.diagnosis(),
      archive: () => bridge.archive(),
      async clearArchive() {
        await bridge.clearArchive();
        set({ notice: { kind: 'archive-cleared' } });
      },
    };
  });

  const { setState, getState } = store;
  /** Of another window on the same program. */
  const takeSettings = (settings: Settings): void => {
    if (saving > 0) return;
    const { language, selected } = getState();
    setState({ settings, language: settings.language });
    // Its messages come in the language that it is asked in.
    if (settings.language !== language && selected !== null) {
      setState({ selected: null });
      getState().select(selected);
    }
  };

  const apply = (events: readonly ProgramEvent[]): void => {
    const before = getState();
    const entries = new Map(before.entries);
    const fresh: string[] = [];
    const gone = new Set<string>();
    let progress = before.progress;
    for (const event of events) {
      if (event.type === 'progress') progress = event.progress;
      else if (event.type === 'rules') setState(({ rulesTurn }) => ({ rulesTurn: rulesTurn + 1 }));
      else if (event.type === 'settings') takeSettings(event.settings);
      else if (event.type === 'verdict') getState().take(event.id, event.fingerprint, event.verdict);
      else if (event.type === 'archive-problem')
        setState({ notice: { kind: 'archive-problem', problem: event.problem } });
      else if (event.type === 'removed') {
        for (const id of event.ids) {
          entries.delete(id);
          gone.add(id);
        }
      } else if (event.type === 'entries') {
        for (const entry of event.entries) {
          if (!entries.has(entry.id)) fresh.push(entry.id);
          entries.set(entry.id, entry);
        }
      }
    }
    let { order, selected } = before;
    if (fresh.length > 0 || gone.size > 0) order = [...order, ...fresh].filter((id) => !gone.has(id));
    const isClosed = selected !== null && gone.has(selected);
    if (isClosed) selected = null;
    const overview = before.overview && order.length > 0;
    setState({
      order,
      entries,
      progress,
      selected,
      overview,
      ...(isClosed ? { ...closed, opened: { status: 'none' } } : {}),
    });

    // The first report that is done opens by itself; one that was waiting opens when its turn has come.
    if (selected === null) {
      const first = order.find((id) => entries.get(id)?.state === 'done');
      if (first !== undefined) getState().select(first);
      return;
    }
    const [was, is] = [before.entries.get(selected), entries.get(selected)];
    if (was !== is && is?.state === 'done') {
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
  Promise.all([bridge.info(), bridge.list(), bridge.settings(), bridge.archive()]).then(
    ([info, entries, settings, { problem }]) => {
      setState({
        ready: true,
        version: info.version,
        hasDialogs: info.hasDialogs,
        language: settings.language,
        settings,
      });
      if (problem) setState({ notice: { kind: 'archive-problem', problem } });
      if (entries.length > 0) apply([{ type: 'entries', entries }]);
    },
    (startError: unknown) => setState({ startError }),
  );
  return store;
}

/** The shown report after or before the selected one, which itself may have left the filter by what was decided on it. */
function neighbour({ sorted, visible }: Shown, selected: string | null, direction: 1 | -1): string | undefined {
  if (selected === null) return visible[0];
  const shown = new Set(visible);
  for (let at = sorted.indexOf(selected) + direction; at >= 0 && at < sorted.length; at += direction) {
    const id = sorted[at] as string;
    if (shown.has(id)) return id;
  }
  return shown.has(selected) ? undefined : visible[0];
}
