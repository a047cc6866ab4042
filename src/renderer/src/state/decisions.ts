/**
 * The auditor's word on findings and reports: shown at once, saved one after the other, taken back where saving
 * fails, and undone step by step.
 */
import type { Bridge, Decision, ReviewState, Verdict } from '../../../shared/api.ts';
import type { FindingResult } from '../../../shared/outputs/contract.ts';
import type { Workbench } from './workbench.ts';

/** What the user has just said, told with a way to undo it. */
export type Told =
  | { readonly kind: 'decided'; readonly decision: Decision | null }
  | { readonly kind: 'noted'; readonly note: string }
  | { readonly kind: 'reviewed'; readonly state: ReviewState };

type Word = Pick<Verdict, 'decision' | 'note'>;

const noWord: Word = { decision: null, note: '' };

export interface Decisions {
  /** The same decision again takes it back. */
  decide(finding: number, decision: Decision): void;
  note(finding: number, note: string): void;
  review(id: string, state: ReviewState): void;
  undo(): void;
  /** A word that the program tells of: shown where it is newer than what is shown. */
  take(id: string, fingerprint: string, verdict: Verdict): void;
  /** Resolves when all that was decided has been saved or taken back. */
  saved(): Promise<unknown>;
  /** How much has been decided so far. */
  count(): number;
}

type Set = (change: Partial<Workbench> | ((state: Workbench) => Partial<Workbench>)) => void;

export function createDecisions(bridge: Bridge, set: Set, get: () => Workbench): Decisions {
  /** One after the other: the last word on a finding must also be the last to arrive. */
  let saved: Promise<unknown> = Promise.resolve();
  let count = 0;
  let underWay = 0;
  const undoes: (() => void)[] = [];

  const save = (ask: () => Promise<unknown>, takeBack: () => void): void => {
    count++;
    underWay++;
    saved = saved
      .then(ask)
      .catch((error: unknown) => {
        takeBack();
        set({ notice: { kind: 'save-failed', error } });
      })
      .finally(() => underWay--);
  };

  /** Shows a word on a finding of the open report, if it is still open. */
  const show = (id: string, fingerprint: string, verdict: Verdict): void =>
    set((state) => {
      if (state.opened.status !== 'ready' || state.opened.id !== id) return {};
      const { [fingerprint]: _, ...others } = state.verdicts;
      return { verdicts: isNothing(verdict) ? others : { ...others, [fingerprint]: verdict } };
    });

  const say = (id: string, fingerprint: string, before: Word, word: Word): void => {
    const shown: Verdict = { ...word, at: new Date().toISOString() };
    show(id, fingerprint, shown);
    save(
      () => bridge.decide(id, fingerprint, word.decision, word.note),
      () => {
        // A later word stands; it will be saved or taken back itself.
        const current = get().verdicts[fingerprint];
        if (current === shown || (!current && isNothing(shown))) show(id, fingerprint, { ...before, at: '' });
      },
    );
  };

  const change = (finding: number, alter: (word: Word) => Word, told: (word: Word) => Told): void => {
    const { opened, verdicts } = get();
    if (opened.status !== 'ready') return;
    const result: FindingResult | undefined = opened.report.result.findings[finding];
    if (!result) return;
    const { id } = opened;
    const { fingerprint } = result;
    const { decision, note } = verdicts[fingerprint] ?? noWord;
    const before: Word = { decision, note };
    const word = alter(before);
    if (word.decision === before.decision && word.note === before.note) return;
    say(id, fingerprint, before, word);
    undoes.push(() => {
      say(id, fingerprint, word, before);
      goTo(id, fingerprint);
    });
    set({ notice: { kind: 'told', told: told(word) } });
  };

  /** What is undone is shown. */
  const goTo = (id: string, fingerprint: string): void => {
    const { opened, entries } = get();
    if (opened.status === 'ready' && opened.id === id) {
      const finding = opened.report.result.findings.findIndex((one) => one.fingerprint === fingerprint);
      if (finding >= 0) get().choose(finding);
    } else if (entries.has(id)) get().select(id);
  };

  const showReview = (id: string, review: ReviewState): void =>
    set(({ entries }) => {
      const entry = entries.get(id);
      return entry ? { entries: new Map(entries).set(id, { ...entry, review }) } : {};
    });

  const sayReview = (id: string, before: ReviewState, state: ReviewState): void => {
    showReview(id, state);
    save(
      () => bridge.review(id, state),
      () => {
        if (get().entries.get(id)?.review === state) showReview(id, before);
      },
    );
  };

  return {
    decide: (finding, decision) =>
      change(
        finding,
        (word) => ({ ...word, decision: word.decision === decision ? null : decision }),
        (word) => ({ kind: 'decided', decision: word.decision }),
      ),
    note: (finding, note) =>
      change(
        finding,
        (word) => ({ ...word, note: note.trim() }),
        (word) => ({ kind: 'noted', note: word.note }),
      ),
    review(id, state) {
      const before = get().entries.get(id)?.review;
      if (before === undefined || before === state) return;
      sayReview(id, before, state);
      undoes.push(() => sayReview(id, state, before));
      set({ notice: { kind: 'told', told: { kind: 'reviewed', state } } });
    },
    undo() {
      const last = undoes.pop();
      if (!last) return;
      last();
      set({ notice: { kind: 'undone' } });
    },
    take(id, fingerprint, verdict) {
      // What this window has said since is newer than what it hears of what it said before.
      const shown = get().verdicts[fingerprint]?.at ?? '';
      if (underWay === 0 && verdict.at >= shown) show(id, fingerprint, verdict);
    },
    saved: () => saved,
    count: () => count,
  };
}

const isNothing = ({ decision, note }: Word): boolean => decision === null && note === '';
