/** The reports on the left: progress, filter, and a list that stays smooth with thousands of rows. */

import { useVirtualizer } from '@tanstack/react-virtual';
import { Button, Segmented, Select } from 'antd';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ReportEntry, ReviewState } from '../../../shared/api.ts';
import { RecheckOffer } from '../common/recheck-offer.tsx';
import { SeverityShape } from '../common/severity.tsx';
import { ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { inWords, timeLeft } from '../state/time-left.ts';
import { countReports, type FilterCounts, noFilter, type Outcome } from './filter.ts';
import { shownReports } from './shown.ts';
import { SortBar } from './sort-bar.tsx';

const rowHeight = 50;

export function ReportsPane() {
  const words = useWords();
  const store = useWorkbenchStore();
  const entries = useWorkbench((state) => state.entries);
  const filter = useWorkbench((state) => state.filter);
  const sort = useWorkbench((state) => state.settings?.sort);
  const selected = useWorkbench((state) => state.selected);
  const { visible } = useWorkbench(shownReports);
  const counts = useMemo(() => countReports(entries), [entries]);

  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: visible.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => visible[index] as string,
    overscan: 8,
  });
  const at = selected === null ? -1 : visible.indexOf(selected);
  const isDrawn = virtual.getVirtualItems().some(({ index }) => index === at);
  // Not where the batch alone has moved it: the list would not hold still.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [selected, filter, sort, at >= 0, virtual]);

  return (
    <section className="pane reports" aria-label={words.reports}>
      <Progress />
      <RecheckOffer />
      <div className="pane-head">
        <Segmented<Outcome>
          block
          size="small"
          aria-label={words.filterLabel}
          value={filter.outcome}
          options={(['all', 'withErrors', 'unreadable'] as const).map((value) => ({
            value,
            label: (
              <span className="filter">
                {words.filters[value]}
                <small>{counts.outcome[value]}</small>
              </span>
            ),
          }))}
          onChange={(outcome) => store.getState().setFilter({ outcome })}
        />
      </div>
      <MoreFilters counts={counts} />
      <SortBar />
      {visible.length === 0 ? (
        <div className="nothing">
          <p>{words.noMatch}</p>
          <Button onClick={() => store.getState().setFilter(noFilter)}>{words.clearFilters}</Button>
        </div>
      ) : (
        <div
          ref={scroll}
          className="report-scroll"
          role="listbox"
          tabIndex={0}
          aria-label={words.reportList}
          aria-activedescendant={isDrawn ? `report-${selected}` : undefined}
          onClick={(event) => {
            const row = (event.target as Element).closest<HTMLElement>('[data-report]');
            if (row?.dataset.report) store.getState().show(row.dataset.report);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
            event.preventDefault();
            store.getState().stepReport(event.key === 'ArrowDown' ? 1 : -1);
          }}
        >
          <div className="report-list" role="presentation" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => (
              <ReportRow
                key={item.key}
                id={visible[item.index] as string}
                top={item.start}
                position={item.index + 1}
                count={visible.length}
              />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

/** By state and by rule. */
function MoreFilters({ counts }: { readonly counts: FilterCounts }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const { review, rule } = useWorkbench((state) => state.filter);
  const rules = [...counts.rules]
    .map(([id, count]) => ({ value: id, label: `${ruleName(words, id)} ${count}` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <div className="more-filters">
      <Select<ReviewState | ''>
        size="small"
        variant="borderless"
        aria-label={words.reviewFilter}
        value={review ?? ''}
        options={[
          { value: '', label: words.anyReview },
          ...(['pending', 'reviewed', 'returned'] as const).map((value) => ({
            value,
            label: `${words.review[value]} ${counts.review[value]}`,
          })),
        ]}
        onChange={(value) => store.getState().setFilter({ review: value === '' ? null : value })}
      />
      <Select<string>
        size="small"
        variant="borderless"
        popupMatchSelectWidth={false}
        aria-label={words.ruleFilter}
        value={rule ?? ''}
        options={[{ value: '', label: words.anyRule }, ...rules]}
        onChange={(value) => store.getState().setFilter({ rule: value === '' ? null : value })}
      />
    </div>
  );
}

interface RowProps {
  readonly id: string;
  readonly top: number;
  readonly position: number;
  readonly count: number;
}

const ReportRow = memo(function ReportRow({ id, top, position, count }: RowProps) {
  const words = useWords();
  const entry = useWorkbench((state) => state.entries.get(id));
  const isSelected = useWorkbench((state) => state.selected === id);
  if (!entry) return null;
  const { title, detail, trouble } = describe(entry, words);
  return (
    <div
      id={`report-${id}`}
      data-report={id}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={count}
      className={`report-row ${entry.state}${trouble ? ' unreadable' : ''}`}
      style={{ transform: `translateY(${top}px)`, height: rowHeight }}
      title={entry.name}
    >
      <span className="report-words">
        <Title text={title} />
        <small className={trouble ? 'reason' : undefined}>
          {detail}
          {entry.state === 'done' && (
            <span className={`review ${entry.review}`}>
              {' · '}
              {words.review[entry.review]}
            </span>
          )}
          {entry.otherRules && <span className="other-rules">{` · ${words.rulesChanged.tag}`}</span>}
          {entry.sameAs !== null && <span className="same-content">{` · ${words.sameContent.tag}`}</span>}
          {entry.version > 1 && <span className="version">{` · ${words.version(entry.version)}`}</span>}
        </small>
      </span>
      <Counts entry={entry} words={words} />
    </div>
  );
});

/** Characters at the end of a long name that are always shown: there, units of one county and files of one unit differ. */
const shownEnd = 7;

function Title({ text }: { readonly text: string }) {
  if (text.length <= 2 * shownEnd) return <span className="report-title">{text}</span>;
  return (
    <span className="report-title long">
      <span className="title-start">{text.slice(0, -shownEnd)}</span>
      <span className="title-end">{text.slice(-shownEnd)}</span>
    </span>
  );
}

function describe(entry: ReportEntry, words: Dictionary) {
  const file = entry.name.split('/').at(-1) ?? entry.name;
  const result = entry.result;
  if (!result) {
    return { title: file, detail: entry.state === 'checking' ? words.checking : words.waiting, trouble: false };
  }
  if (result.status === 'unreadable') {
    const reason = result.error ? words.unreadable[result.error.code].reason : words.openFailed;
    return { title: result.unit ?? file, detail: reason, trouble: true };
  }
  const detail = [result.year ?? words.noYear, result.format?.toUpperCase(), result.unit === null ? words.noUnit : null]
    .filter((part) => part !== null && part !== undefined)
    .join(' · ');
  return { title: result.unit ?? file, detail, trouble: false };
}

function Counts({ entry, words }: { readonly entry: ReportEntry; readonly words: Dictionary }) {
  const result = entry.result;
  if (!result) return null;
  if (result.status === 'unreadable') {
    return (
      <span className="count unread" role="img" aria-label={words.filters.unreadable}>
        !
      </span>
    );
  }
  if (result.errors + result.warnings === 0) {
    return (
      <span className="count clean" role="img" aria-label={words.noFindings}>
        ✓
      </span>
    );
  }
  return (
    <span className="counts">
      {result.errors > 0 && (
        <span className="count error" role="img" aria-label={words.errorCount(result.errors)}>
          <SeverityShape severity="error" />
          {result.errors}
        </span>
      )}
      {result.warnings > 0 && (
        <span className="count warning" role="img" aria-label={words.warningCount(result.warnings)}>
          <SeverityShape severity="warning" />
          {result.warnings}
        </span>
      )}
    </span>
  );
}

function Progress() {
  const words = useWords();
  const store = useWorkbenchStore();
  const known = useWorkbench((state) => state.progress);
  // What is still to be handed over is part of the batch: the program does not know of it yet.
  const handing = useWorkbench((state) => state.handing);
  const { total, done, elapsed } = known.running ? known : { total: 0, done: 0, elapsed: 0 };
  const progress = { total: total + handing, done, elapsed, running: known.running || handing > 0 };
  if (!progress.running) return null;
  const left = timeLeft(progress);
  return (
    <div className="progress">
      <div className="progress-words">
        <span>
          {words.progress(progress.done, progress.total)}
          {left !== null && <small>{inWords(left, words)}</small>}
        </span>
        <Button type="link" size="small" onClick={() => store.getState().cancel()}>
          {words.cancel}
        </Button>
      </div>
      <progress value={progress.done} max={Math.max(1, progress.total)} />
      {/* Told in tenths: every report would be too much to listen to. */}
      <span className="off-screen" aria-live="polite">
        {words.progress(Math.floor((progress.done / Math.max(1, progress.total)) * 10) * 10, 100)}
      </span>
    </div>
  );
}
