/**
 * A report beside another of its unit: the hand-in before it, figure by figure and paragraph by paragraph, or last
 * year's report, by the figures that go on from one year to the next.
 */
import { Button, Segmented, Spin } from 'antd';
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { OpenedReport, OtherReport } from '../../../../shared/api.ts';
import { Trouble } from '../../common/error-boundary.tsx';
import { dayOf } from '../../i18n/names.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../../state/context.ts';
import type { Against } from '../../state/workbench.ts';
import type { Measurer } from '../frame.ts';
import { changedCells, yearLinks } from './cell-changes.ts';
import { comparable } from './comparable.ts';
import { CellList, TablePairs, YearLinks } from './figures.tsx';
import { compareTexts, passagesOf } from './text-changes.ts';
import { TextRows } from './text-rows.tsx';
import './versions.css';

interface Props {
  readonly report: OpenedReport;
  /** Pixels across. */
  readonly room: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

/** Nothing of the document itself is shown: no mark has a place here. */
const noPlaces: Measurer = { place: () => null, wordHolders: () => [] };

type Other =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly report: OpenedReport }
  | { readonly status: 'failed'; readonly error: unknown };

const loading: Other = { status: 'loading' };

export function VersionsView({ report, room, factor, onMeasurer }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const language = useWorkbench((state) => state.language);
  const wanted = useWorkbench((state) => state.against);
  const root = useRef<HTMLDivElement>(null);
  const choices = comparable(report);
  const against = choices.includes(wanted) ? wanted : (choices[0] as Against);
  const named = report[against] as OtherReport;
  const [other, setOther] = useState<Other>(loading);
  const [tries, setTries] = useState(0);

  useEffect(() => onMeasurer(noPlaces), [onMeasurer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again by a button, and in the other language
  useEffect(() => {
    let isWanted = true;
    setOther(loading);
    store
      .getState()
      .beside(named.id)
      .then(
        (read) => isWanted && setOther({ status: 'ready', report: read }),
        (error: unknown) => isWanted && setOther({ status: 'failed', error }),
      );
    return () => {
      isWanted = false;
    };
  }, [store, named.id, language, tries]);

  // The keys go on from the first change, unless the user is elsewhere.
  useLayoutEffect(() => {
    const { activeElement } = document;
    const isElsewhere = activeElement !== document.body && !activeElement?.closest('.document-body');
    if (other.status !== 'ready' || isElsewhere) return;
    changesIn(root.current)[0]?.focus({ preventScroll: true });
  }, [other]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys between the buttons in it
    <div ref={root} className="versions" style={{ width: room / factor, zoom: factor }} onKeyDown={stepChange}>
      <header className="versions-head">
        {choices.length > 1 && (
          <Segmented<Against>
            size="small"
            aria-label={words.versions.againstLabel}
            value={against}
            options={choices.map((value) => ({ value, label: words.versions.against[value] }))}
            onChange={(value) => store.getState().compareWith(value)}
          />
        )}
        <dl>
          <div>
            <dt>{words.versions.against[against]}</dt>
            <dd>
              <Button size="small" type="link" onClick={() => store.getState().select(named.id)} title={named.name}>
                {named.name}
              </Button>
              <small>{words.versions.checkedOn(dayOf(named.checkedAt, language))}</small>
            </dd>
          </div>
          <div>
            <dt>{words.versions.present[against]}</dt>
            <dd title={report.entry.name}>{report.entry.name}</dd>
          </div>
        </dl>
      </header>
      {other.status === 'loading' && <Spin delay={200} className="versions-wait" />}
      {other.status === 'failed' && (
        <div className="versions-wait">
          <p>{words.openFailed}</p>
          <Trouble error={other.error} onRetry={() => setTries((count) => count + 1)} />
        </div>
      )}
      {other.status === 'ready' &&
        (against === 'earlier' ? (
          <Mended before={other.report} after={report} />
        ) : (
          <YearOnYear before={other.report} after={report} />
        ))}
    </div>
  );
}

interface PairProps {
  readonly before: OpenedReport;
  readonly after: OpenedReport;
}

function Mended({ before, after }: PairProps) {
  const words = useWords();
  const cells = useMemo(() => changedCells(before.result.tables, after.result.tables), [before, after]);
  const rows = useMemo(() => {
    if (!before.document || !after.document) return [];
    return compareTexts(passagesOf(before.document, before.result), passagesOf(after.document, after.result));
  }, [before, after]);
  const changedRows = rows.filter((row) => row.kind !== 'same').length;
  const remaining = after.earlier?.remaining.length ?? 0;
  const fresh = after.result.findings.length - remaining;
  return (
    <>
      <p className="versions-sum" role="status">
        <span>{words.versions.cells(cells.length)}</span>
        <span>{words.versions.passages(changedRows)}</span>
        <span>{words.comparison(remaining, fresh, after.earlier?.mended.length ?? 0)}</span>
        <small className="versions-keys">{words.versions.keys}</small>
      </p>
      <section aria-labelledby="versions-figures">
        <h3 id="versions-figures">{words.versions.figuresTitle}</h3>
        {cells.length === 0 ? (
          <p className="versions-none">{words.versions.sameFigures}</p>
        ) : (
          <CellList cells={cells} />
        )}
        <TablePairs before={before} after={after} cells={cells} />
      </section>
      <section aria-labelledby="versions-text">
        <h3 id="versions-text">{words.versions.textTitle}</h3>
        {changedRows === 0 ? <p className="versions-none">{words.versions.sameText}</p> : <TextRows rows={rows} />}
      </section>
    </>
  );
}

function YearOnYear({ before, after }: PairProps) {
  const words = useWords();
  const links = useMemo(() => yearLinks(before.result.tables, after.result.tables), [before, after]);
  const broken = links.filter((link) => link.agrees === false).length;
  return (
    <>
      <p className="versions-sum" role="status">
        <span>{words.versions.links(links.length, broken)}</span>
        <small className="versions-keys">{words.versions.keys}</small>
      </p>
      <section aria-labelledby="versions-links">
        <h3 id="versions-links">{words.versions.linksTitle}</h3>
        {links.length === 0 ? (
          <p className="versions-none">{words.versions.noLinks}</p>
        ) : (
          <YearLinks links={links} lastYear={before} />
        )}
      </section>
      <section aria-labelledby="versions-figures">
        <h3 id="versions-figures">{words.versions.bothYears}</h3>
        <TablePairs before={before} after={after} links={links} />
      </section>
    </>
  );
}

function changesIn(root: HTMLElement | null): HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[data-change]') ?? [])].filter((element) =>
    element.checkVisibility(),
  );
}

/** ↑ and ↓: the change before and after the one that has the focus. */
function stepChange(event: KeyboardEvent<HTMLDivElement>): void {
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || (event.target as HTMLElement).closest('.versions-head'))
    return;
  const changes = changesIn(event.currentTarget);
  const at = changes.indexOf(event.target as HTMLElement);
  const next = changes[event.key === 'ArrowDown' ? at + 1 : Math.max(0, at - 1)];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}
