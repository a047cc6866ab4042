/** The overview of the batch, in the place of the document: what the list shows, counted; to be looked at and printed. */
import { CloseOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, memo, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { ReviewState } from '../../../shared/api.ts';
import { SeverityShape } from '../common/severity.tsx';
import { dayOf, ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { noFilter, type Outcome, type ReportFilter } from '../reports/filter.ts';
import { shownReports } from '../reports/shown.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import type { BarRow, BarSeries, Fill } from './bars.tsx';
import {
  type Overview,
  overviewOf,
  type RuleTally,
  type Standing,
  standings,
  type Tally,
  total,
  type UnitTally,
} from './overview.ts';
import { usePaced } from './use-paced.ts';
import './overview.css';

const Bars = lazy(() => import('./bars.tsx'));

/** Milliseconds between two states of a running batch: bars that jump faster cannot be read. */
const pace = 500;
const mostBars = 10;
const mostRules = 12;
const mostUnits = 20;

const severities = ['error', 'warning', 'info'] as const;
const fills: Readonly<Record<(typeof severities)[number], Fill>> = {
  error: 'solid',
  warning: 'striped',
  info: 'dotted',
};

export function OverviewPane() {
  const words = useWords();
  const store = useWorkbenchStore();
  const { visible } = useWorkbench(shownReports);
  const entries = useWorkbench((state) => state.entries);
  const filter = useWorkbench((state) => state.filter);
  const current = useMemo(() => visible.flatMap((id) => entries.get(id) ?? []), [visible, entries]);
  const paced = usePaced(current, pace);
  const overview = useMemo(() => overviewOf(paced), [paced]);
  const heading = useHeldFocus();
  const { unchecked } = overview.standings;
  const set = (change: Partial<ReportFilter>): void => store.getState().setFilter(change);
  return (
    <main className="overview" aria-label={words.overview.title}>
      <header className="overview-head">
        <h2 ref={heading} tabIndex={-1}>
          {words.overview.title}
        </h2>
        <span>{words.overview.reports(overview.reports)}</span>
        <Totals findings={overview.findings} words={words} />
        <FilterInWords filter={filter} words={words} />
        <span className="space" />
        <Button size="small" icon={<PrinterOutlined aria-hidden="true" />} onClick={() => window.print()}>
          {words.overview.print}
        </Button>
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined aria-hidden="true" />}
          aria-label={words.overview.close}
          title={`${words.overview.close} (Esc)`}
          onClick={() => store.getState().showOverview(false)}
        />
      </header>
      {unchecked > 0 && <p className="overview-note">{words.overview.unfinished(unchecked)}</p>}
      {overview.superseded > 0 && <p className="overview-note">{words.overview.superseded(overview.superseded)}</p>}
      <div className="overview-pair">
        <Standings overview={overview} filter={filter} onChoose={(outcome) => set({ outcome })} />
        <Reviews overview={overview} filter={filter} onChoose={(review) => set({ review })} />
      </div>
      <Rules overview={overview} chosen={filter.rule} onChoose={(rule) => set({ rule })} />
      <Units
        units={overview.units}
        search={filter.search}
        onOpen={(id) => store.getState().show(id)}
        onSearch={(search) => set({ search })}
      />
      <Unreadable files={overview.unreadable} onOpen={(id) => store.getState().show(id)} />
    </main>
  );
}

/** The heading takes the focus, so that keys scroll and Tab goes on from here; it goes back to where it was. */
function useHeldFocus() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);
  return heading;
}

function Totals({ findings, words }: { readonly findings: Tally; readonly words: Dictionary }) {
  const inWords = { error: words.errorCount, warning: words.warningCount, info: words.infoCount };
  return severities
    .filter((severity) => findings[severity] > 0)
    .map((severity) => (
      <span key={severity} className={`total ${severity}`}>
        <SeverityShape severity={severity} />
        {inWords[severity](findings[severity])}
      </span>
    ));
}

function FilterInWords({ filter, words }: { readonly filter: ReportFilter; readonly words: Dictionary }) {
  const store = useWorkbenchStore();
  const language = useWorkbench((state) => state.language);
  const { outcome, review, rule } = filter;
  const search = filter.search.trim();
  const parts = [
    outcome === 'all' ? null : words.filters[outcome],
    review && words.review[review],
    rule && ruleName(words, rule),
    search === '' ? null : words.overview.quoted(search),
  ].filter((part) => part !== null);
  return (
    <>
      {parts.length > 0 && (
        <>
          <span className="overview-filter">{words.overview.filtered(parts.join(' · '))}</span>
          <Button size="small" type="link" onClick={() => store.getState().setFilter(noFilter)}>
            {words.overview.allReports}
          </Button>
        </>
      )}
      <span className="on-paper">{words.overview.printedOn(dayOf(new Date().toISOString(), language))}</span>
    </>
  );
}

interface PartProps {
  readonly title: string;
  /** What the bars count. */
  readonly unit?: string;
  readonly chart: Omit<React.ComponentProps<typeof Bars>, 'description'>;
  readonly children?: ReactNode;
}

/** A chart with its table. */
function Part({ title, unit, chart, children }: PartProps) {
  const words = useWords();
  const { series, rows } = chart;
  const description = words.overview.chart(
    title,
    rows.map((row) => {
      const values = row.values.flatMap((value, at) =>
        value === 0 ? [] : series.length > 1 ? `${series[at]?.name} ${value}` : String(value),
      );
      return `${row.name} ${values.join('、') || '0'}`;
    }),
  );
  return (
    <section className={children ? 'overview-part' : 'overview-part alone'} aria-label={title}>
      <h3>
        {title}
        {unit && <small>{unit}</small>}
      </h3>
      <div className="overview-chart">
        <Suspense fallback={<div style={{ height: rows.length * 26 }} />}>
          <Bars {...chart} description={description} />
        </Suspense>
      </div>
      {children && <div className="overview-table">{children}</div>}
    </section>
  );
}

interface ChoiceProps<Choice> {
  readonly overview: Overview;
  readonly filter: ReportFilter;
  readonly onChoose: (choice: Choice) => void;
}

/** What the list can be filtered by. */
const outcomes: Partial<Readonly<Record<Standing, Outcome>>> = { errors: 'withErrors', unreadable: 'unreadable' };

function Standings({ overview, filter, onChoose }: ChoiceProps<Outcome>) {
  const words = useWords();
  const series = useMemo(() => [countSeries(words.overview.reportsColumn)], [words]);
  const rows = useMemo(
    () => standings.map((key) => ({ key, name: words.overview.standings[key], values: [overview.standings[key]] })),
    [overview, words],
  );
  const choose = (key: string): void => {
    const outcome = outcomes[key as Standing];
    if (outcome) onChoose(filter.outcome === outcome ? 'all' : outcome);
  };
  return <Part title={words.overview.byStanding} chart={{ series, rows, onChoose: choose }} />;
}

function Reviews({ overview, filter, onChoose }: ChoiceProps<ReviewState | null>) {
  const words = useWords();
  const series = useMemo(() => [countSeries(words.overview.reportsColumn)], [words]);
  const rows = useMemo(
    () =>
      (['pending', 'reviewed', 'returned'] as const).map((key) => ({
        key,
        name: words.review[key],
        values: [overview.review[key]],
      })),
    [overview, words],
  );
  const choose = (key: string): void => onChoose(filter.review === key ? null : (key as ReviewState));
  return <Part title={words.overview.byReview} chart={{ series, rows, onChoose: choose }} />;
}

function Rules({
  overview,
  chosen,
  onChoose,
}: {
  readonly overview: Overview;
  readonly chosen: string | null;
  readonly onChoose: (rule: string | null) => void;
}) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const { rules, standings } = overview;
  const checked = standings.errors + standings.warnings + standings.clean;
  const series = useMemo(() => severitySeries(words), [words]);
  // In how many reports, not how many times: one bad table must not outweigh a fault that everyone makes.
  const rows = useMemo(() => rules.slice(0, mostBars).map((tally) => ruleBar(tally, words)), [rules, words]);
  const choose = (rule: string): void => onChoose(rule === chosen ? null : rule);
  if (rules.length === 0) return null;
  return (
    <Part title={words.overview.byRule} unit={words.overview.ruleUnit} chart={{ series, rows, onChoose: choose }}>
      <table>
        <caption className="off-screen">{words.overview.byRule}</caption>
        <thead>
          <tr>
            <th scope="col">{words.overview.ruleColumn}</th>
            <th scope="col">{words.overview.reportsColumn}</th>
            <th scope="col">{words.overview.shareColumn}</th>
            <SeverityHeads words={words} />
          </tr>
        </thead>
        <tbody>
          {rules.map((tally, at) => (
            // Paper has them all.
            <tr key={tally.rule} className={all || at < mostRules ? undefined : 'on-paper'}>
              <th scope="row">
                <button type="button" aria-pressed={tally.rule === chosen} onClick={() => choose(tally.rule)}>
                  {ruleName(words, tally.rule)}
                </button>
              </th>
              <td>{tally.reports}</td>
              <td>{percent(tally.reports, checked)}</td>
              {severities.map((severity) => (
                <Count key={severity} value={tally[severity]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rules.length > mostRules && (
        <p className="overview-more">
          <Button size="small" type="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.overview.fewer : words.overview.allRules(rules.length)}
          </Button>
        </p>
      )}
    </Part>
  );
}

function Units({
  units,
  search,
  onOpen,
  onSearch,
}: {
  readonly units: readonly UnitTally[];
  readonly search: string;
  readonly onOpen: (report: string) => void;
  readonly onSearch: (unit: string) => void;
}) {
  const words = useWords();
  const [all, setAll] = useState(false);
  const series = useMemo(() => severitySeries(words), [words]);
  const rows = useMemo(
    () =>
      units
        .filter((unit) => total(unit) > 0)
        .slice(0, mostBars)
        .map((unit) => ({
          key: unit.unit ?? '',
          name: unit.unit ?? words.noUnit,
          values: severities.map((severity) => unit[severity]),
        })),
    [units, words],
  );
  const choose = useLatest(({ unit, reports }: UnitTally): void => {
    if (reports.length === 1 || unit === null) onOpen(reports[0] as string);
    else onSearch(search === unit ? '' : unit);
  });
  if (units.length === 0) return null;
  const shown = all ? units : units.slice(0, mostUnits);
  return (
    <Part
      title={words.overview.byUnit}
      unit={words.overview.unitUnit}
      chart={{
        series,
        rows,
        onChoose: (key) => {
          const unit = units.find((one) => (one.unit ?? '') === key);
          if (unit) choose(unit);
        },
      }}
    >
      <table>
        <caption className="off-screen">{words.overview.byUnit}</caption>
        <thead>
          <tr>
            <th scope="col">{words.overview.unitColumn}</th>
            <th scope="col">{words.overview.reportsColumn}</th>
            <SeverityHeads words={words} />
            <th scope="col">{words.review.pending}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((unit) => (
            <UnitRow key={unit.unit ?? ''} {...unit} name={unit.unit ?? words.noUnit} onChoose={choose} />
          ))}
        </tbody>
      </table>
      {units.length > mostUnits && (
        <p className="overview-more">
          {!all && <span>{words.overview.firstUnits(mostUnits, units.length)}</span>}
          <Button size="small" type="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? words.overview.fewer : words.overview.all}
          </Button>
        </p>
      )}
    </Part>
  );
}

interface UnitRowProps extends UnitTally {
  readonly name: string;
  readonly onChoose: (unit: UnitTally) => void;
}

/** There may be thousands, and ten states a second: a row is drawn again only where a number of it has changed. */
const UnitRow = memo(
  function UnitRow({ name, onChoose, ...tally }: UnitRowProps) {
    return (
      <tr>
        <th scope="row">
          <button type="button" onClick={() => onChoose(tally)}>
            {name}
          </button>
        </th>
        <td>{tally.reports.length}</td>
        {severities.map((severity) => (
          <Count key={severity} value={tally[severity]} />
        ))}
        <Count value={tally.pending} />
      </tr>
    );
  },
  (before, now) =>
    before.name === now.name &&
    before.reports.length === now.reports.length &&
    before.reports[0] === now.reports[0] &&
    before.pending === now.pending &&
    severities.every((severity) => before[severity] === now[severity]),
);

function Unreadable({
  files,
  onOpen,
}: {
  readonly files: Overview['unreadable'];
  readonly onOpen: (report: string) => void;
}) {
  const words = useWords();
  if (files.length === 0) return null;
  return (
    <section className="overview-part alone" aria-label={words.overview.unreadable}>
      <h3>{words.overview.unreadable}</h3>
      <div className="overview-table">
        <table className="wordy">
          <caption className="off-screen">{words.overview.unreadable}</caption>
          <thead>
            <tr>
              <th scope="col">{words.overview.fileColumn}</th>
              <th scope="col">{words.overview.reasonColumn}</th>
              <th scope="col">{words.overview.remedyColumn}</th>
            </tr>
          </thead>
          <tbody>
            {files.map(({ id, name, code }) => (
              <tr key={id}>
                <th scope="row">
                  <button type="button" onClick={() => onOpen(id)}>
                    {name}
                  </button>
                </th>
                <td>{code ? words.unreadable[code].reason : words.openFailed}</td>
                <td>{code && words.unreadable[code].remedy}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function SeverityHeads({ words }: { readonly words: Dictionary }) {
  return severities.map((severity) => (
    <th key={severity} scope="col">
      <span className="severity-head">
        <SeverityShape severity={severity} />
        {words.severity[severity]}
      </span>
    </th>
  ));
}

function Count({ value }: { readonly value: number }) {
  return <td className={value === 0 ? 'zero' : undefined}>{value}</td>;
}

function countSeries(name: string): BarSeries {
  return { name, token: '--accent', fill: 'solid' };
}

function severitySeries(words: Dictionary): readonly BarSeries[] {
  return severities.map((severity) => ({
    name: words.severity[severity],
    token: `--${severity}`,
    fill: fills[severity],
  }));
}

/** A rule's reports. */
function ruleBar({ rule, reportsByWorst }: RuleTally, words: Dictionary): BarRow {
  return { key: rule, name: ruleName(words, rule), values: severities.map((severity) => reportsByWorst[severity]) };
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)}%`;
}

/** A function that stays the same and does what the last one does. */
function useLatest<Argument>(work: (argument: Argument) => void): (argument: Argument) => void {
  const last = useRef(work);
  last.current = work;
  return useRef((argument: Argument) => last.current(argument)).current;
}
