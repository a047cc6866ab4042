/** The report in the middle: the document itself with its findings drawn on it, or a sentence in its place. */
import { Button, Segmented, Spin } from 'antd';
import {
  lazy,
  memo,
  type PointerEvent,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { OpenedReport } from '../../../shared/api.ts';
import type { SourceDocument } from '../../../shared/document/document.ts';
import type { Location } from '../../../shared/document/location.ts';
import { Trouble } from '../common/error-boundary.tsx';
import { settledOf } from '../findings/settled.ts';
import { figure } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import type { DocumentView } from '../state/workbench.ts';
import { FileBar } from './file-bar.tsx';
import { findInDocument } from './find/find.ts';
import { FindBar } from './find/find-bar.tsx';
import { placeMatch } from './find/place-match.ts';
import { Frame, type Measurer } from './frame.ts';
import { around, bottom, overlaps, type Rect, right } from './geometry.ts';
import type { DocumentLayout, GapBand } from './layout.ts';
import { computeMarks, findingAt, type Marks, type MarkWords } from './marks/marks.ts';
import { MarksLayer } from './marks/marks-layer.tsx';
import { MarksRail, type RailMark } from './marks/marks-rail.tsx';
import { TxtView } from './txt/txt-view.tsx';
import { comparable } from './versions/comparable.ts';
import { factorOf, type Zoom } from './zoom.ts';

const PdfView = lazy(() => import('./pdf/pdf-view.tsx').then((module) => ({ default: module.PdfView })));
const OfficialView = lazy(() =>
  import('./official/official-view.tsx').then((module) => ({ default: module.OfficialView })),
);
const VersionsView = lazy(() =>
  import('./versions/versions-view.tsx').then((module) => ({ default: module.VersionsView })),
);
const ReadView = lazy(() => import('./read/read-view.tsx').then((module) => ({ default: module.ReadView })));
const DocxView = lazy(() => import('./docx/docx-view.tsx').then((module) => ({ default: module.DocxView })));

interface Props {
  readonly zoom: Zoom;
  readonly onZoom: (change: 'in' | 'out' | 'fit') => void;
}

export function DocumentPane({ zoom, onZoom }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const opened = useWorkbench((state) => state.opened);
  const view = useWorkbench((state) => state.view);
  /** How far each view of the open report was scrolled, for when it is shown again. */
  const scrolled = useRef(new Map<string, number>());
  switch (opened.status) {
    case 'none':
      return <Sentence text={words.chooseReport} />;
    case 'waiting':
      return <Sentence text={words.waitingToCheck} />;
    case 'loading':
      return (
        <main className="document-pane sentence" aria-busy="true" aria-label={words.loading}>
          <Spin delay={200} />
        </main>
      );
    case 'failed':
      return (
        <main className="document-pane sentence">
          <p>{words.openFailed}</p>
          <Trouble error={opened.error} onRetry={() => store.getState().select(opened.id)} />
        </main>
      );
    case 'ready': {
      const { report, bytes, id } = opened;
      if (!report.document || report.result.status === 'unreadable')
        return <Unreadable report={report} words={words} />;
      const shows = view === 'compare' && comparable(report).length === 0 ? 'original' : view;
      return (
        <OpenDocument
          key={`${id} ${shows}`}
          viewKey={`${id} ${shows}`}
          shows={shows}
          scrolled={scrolled.current}
          report={report}
          document={report.document}
          bytes={bytes}
          zoom={zoom}
          onZoom={onZoom}
        />
      );
    }
  }
}

function Sentence({ text }: { readonly text: string }) {
  return (
    <main className="document-pane sentence">
      <p>{text}</p>
    </main>
  );
}

function Unreadable({ report, words }: { readonly report: OpenedReport; readonly words: Dictionary }) {
  const { entry, result } = report;
  const code = result.error?.code;
  return (
    <main className="document-pane sentence">
      <FileBar id={entry.id} shows="reason" />
      <div className="unreadable-card" role="note">
        <small>{entry.name}</small>
        <p>{code ? words.unreadable[code].reason : words.openFailed}</p>
        {code && <p className="remedy">{words.unreadable[code].remedy}</p>}
      </div>
    </main>
  );
}

interface OpenProps {
  readonly viewKey: string;
  readonly shows: DocumentView;
  readonly scrolled: Map<string, number>;
  readonly report: OpenedReport;
  readonly document: SourceDocument;
  readonly bytes: Uint8Array | null;
  readonly zoom: Zoom;
  readonly onZoom: Props['onZoom'];
}

/** Pages are no wider than reading needs, and stand a little off the edge. */
const widest = 880;
const margin = 16;

/** What is drawn, and for which chosen finding it was computed. */
interface Drawn {
  readonly layout: DocumentLayout | null;
  readonly marks: Marks;
  readonly chosen: number | null;
  /** Of each match of the find bar. */
  readonly matches: readonly (readonly Rect[])[];
}

const nothingDrawn: Drawn = { layout: null, marks: { areas: [], labels: [] }, chosen: null, matches: [] };

const noMatches: ReturnType<typeof findInDocument> = [];

function OpenDocument({ viewKey, shows, scrolled, report, document, bytes, zoom, onZoom }: OpenProps) {
  const words = useWords();
  const store = useWorkbenchStore();
  const chosen = useWorkbench((state) => state.chosen);
  const verdicts = useWorkbench((state) => state.verdicts);
  const spot = useWorkbench((state) => state.spot);
  const find = useWorkbench((state) => state.find);
  const { findings } = report.result;
  const scroll = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  /** Pixels across that a view may take. */
  const [room, setRoom] = useState<number | null>(null);
  const [measurer, setMeasurer] = useState<Measurer | null>(null);
  const [moved, setMoved] = useState(0);
  const [drawn, setDrawn] = useState<Drawn>(nothingDrawn);
  const { layout, marks } = drawn;
  const settled = useMemo(() => settledOf(findings, verdicts), [findings, verdicts]);
  const query = find?.query ?? '';
  const matches = useMemo(() => (query === '' ? noMatches : findInDocument(document, query)), [document, query]);
  const at = matches.length === 0 ? -1 : (find?.at ?? 0) % matches.length;
  /** The match and the spot that the view was brought to. */
  const shownMatch = useRef<string | null>(null);
  const shownSpot = useRef<Location | null>(null);
  const restored = useRef(false);
  /** The finding that the view was brought to, and how far it was scrolled for it; null: the view stays as it is. */
  const shown = useRef<{ readonly finding: number; readonly scrollTop: number | null } | null>(null);

  const bands = useMemo(
    () =>
      findings.flatMap(({ gap, location, section }, finding): GapBand[] =>
        gap ? [{ finding, location, side: gap.side, title: gap.title, holds: gap.holds, section }] : [],
      ),
    [findings],
  );
  const markWords = useMemo<MarkWords>(
    () => ({
      fit: (value) => words.fit(figure(value)),
      difference: (expected, actual) => [
        words.tag.expected(figure(expected)),
        words.tag.actual(figure(actual)),
        words.difference(figure(Math.abs(expected - actual))),
      ],
    }),
    [words],
  );

  useEffect(() => {
    if (!scroll.current || !content.current) return;
    const observer = new ResizeObserver(() => {
      if (scroll.current) setRoom(Math.max(280, scroll.current.clientWidth - 2 * margin));
      setMoved((count) => count + 1);
    });
    observer.observe(scroll.current);
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when something has moved
  useLayoutEffect(() => {
    if (!measurer || !content.current) return;
    const frame = new Frame(content.current);
    const layout = measure(content.current, measurer, frame);
    setDrawn({
      layout,
      marks: computeMarks(findings, chosen, layout, markWords, settled),
      chosen,
      matches: matches.map((match) => placeMatch(match, query, measurer, frame)),
    });
  }, [measurer, moved, findings, chosen, markWords, settled, matches, query]);

  // Back to where this view was, as soon as it is tall enough again.
  useLayoutEffect(() => {
    const view = scroll.current;
    const top = scrolled.get(viewKey);
    if (restored.current || !view || !drawn.layout || top === undefined || chosen !== null || spot) return;
    if (view.scrollHeight - view.clientHeight < top) return;
    restored.current = true;
    view.scrollTop = top;
  }, [drawn, viewKey, scrolled, chosen, spot]);

  const spotRect = useMemo(() => {
    if (!spot || !layout || shows !== 'original') return null;
    return around(layout.place(spot)?.rects ?? []);
  }, [spot, layout, shows]);
  useLayoutEffect(() => {
    if (!spot) shownSpot.current = null;
    if (!spot || !spotRect || !scroll.current || shownSpot.current === spot) return;
    bringIntoView(scroll.current, spotRect, spotRect);
    shownSpot.current = spot;
  }, [spot, spotRect]);

  useLayoutEffect(() => {
    const rect = around(drawn.matches[at] ?? []);
    const key = `${query} ${at}`;
    if (!rect || !scroll.current || shownMatch.current === key) return;
    shownMatch.current = key;
    bringIntoView(scroll.current, rect, rect);
  }, [drawn, at, query]);

  useLayoutEffect(() => {
    if (chosen === null) shown.current = null;
    const { layout, marks } = drawn;
    const view = scroll.current;
    if (spot) return;
    if (chosen === null || drawn.chosen !== chosen || !layout || !view) return;
    // Labels may move when the words of a page arrive: the view follows, until the user scrolls it.
    const last = shown.current;
    if (last?.finding === chosen && last.scrollTop !== view.scrollTop) return;
    const areas = marks.areas.filter((area) => area.finding === chosen);
    const target = layout.band(chosen) ?? around([...areas, ...marks.labels].map((mark) => mark.rect));
    const heart = [
      ...areas.filter((area) => area.role === 'total').slice(0, 1),
      ...marks.labels.filter((label) => label.role === 'difference'),
    ];
    const first = layout.band(chosen) ?? around(heart.map((mark) => mark.rect)) ?? areas[0]?.rect;
    if (!target || !first) return;
    bringIntoView(view, target, first);
    shown.current = { finding: chosen, scrollTop: view.scrollTop };
  }, [chosen, drawn, spot]);

  const railMarks = useMemo(() => railOf(findings, layout, marks, settled), [findings, layout, marks, settled]);
  const isElsewhere =
    shows === 'tables' &&
    chosen !== null &&
    drawn.chosen === chosen &&
    layout !== null &&
    layout.band(chosen) === null &&
    !marks.areas.some((area) => area.finding === chosen);
  const closeFind = (): void => {
    store.getState().closeFind();
    scroll.current?.focus({ preventScroll: true });
  };

  const pointAt = (event: PointerEvent | React.MouseEvent): number | null => {
    const box = content.current?.getBoundingClientRect();
    if (!box) return null;
    return findingAt(marks.areas, chosen, event.clientX - box.left, event.clientY - box.top);
  };
  const choose = (finding: number): void => {
    shown.current = { finding, scrollTop: null };
    store.getState().choose(finding);
  };
  const onMeasurer = useCallback((next: Measurer) => setMeasurer(next), []);
  const view = { document, bands, width: Math.min(widest, room ?? 0), factor: factorOf(zoom), onMeasurer };
  const isDrawn = document.format === 'txt' || bytes !== null;
  const views: readonly DocumentView[] = [
    'original',
    'tables',
    ...(comparable(report).length > 0 ? ['compare' as const] : []),
  ];

  return (
    <main className="document-pane" aria-label={words.document}>
      <div className="document-tools">
        <Segmented<DocumentView>
          size="small"
          aria-label={words.viewLabel}
          value={shows}
          options={views.map((value) => ({ value, label: words.views[value] }))}
          onChange={(value) => store.getState().setView(value)}
        />
        <span className="document-name" title={report.entry.name}>
          {report.entry.name}
        </span>
        {shows === 'original' && isDrawn && <PageIndicator scroll={scroll} pages={document.pages?.length ?? 0} />}
        <span className="space" />
        <span className="zoom">
          <Button size="small" type="text" aria-label={words.zoomOut} onClick={() => onZoom('out')}>
            −
          </Button>
          <button type="button" className="zoom-value" title={words.zoomFit} onClick={() => onZoom('fit')}>
            {zoom === 'fit' ? words.zoomFit : `${Math.round(zoom * 100)}%`}
          </button>
          <Button size="small" type="text" aria-label={words.zoomIn} onClick={() => onZoom('in')}>
            ＋
          </Button>
        </span>
      </div>
      <FileBar id={report.entry.id} shows={isDrawn ? 'file' : 'as-read'} />
      {find && shows === 'original' && <FindBar find={find} at={at} count={matches.length} onClose={closeFind} />}
      {isElsewhere && (
        <div className="elsewhere" role="status">
          {words.notInTables}
          <Button size="small" type="link" onClick={() => store.getState().setView('original')}>
            {words.seeOriginal}
          </Button>
        </div>
      )}
      <div className="document-body">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: clicks only repeat what the list of findings offers by keyboard */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
        <div
          ref={scroll}
          className="document-scroll"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
          tabIndex={0}
          onScroll={(event) => scrolled.set(viewKey, event.currentTarget.scrollTop)}
          onPointerMove={(event) => {
            event.currentTarget.style.cursor = pointAt(event) === null ? '' : 'pointer';
          }}
          onClick={(event) => {
            // A drag over words selects them.
            if (window.getSelection()?.isCollapsed === false) return;
            const finding = pointAt(event);
            if (finding !== null) choose(finding);
          }}
        >
          <div ref={content} className="document-content">
            {room !== null && (
              <Suspense fallback={null}>
                {shows === 'tables' && <OfficialView {...view} result={report.result} />}
                {shows === 'compare' && (
                  <VersionsView report={report} room={room} factor={view.factor} onMeasurer={onMeasurer} />
                )}
                {shows === 'original' && !isDrawn && <ReadView {...view} />}
                {shows === 'original' && document.format === 'txt' && <TxtView {...view} />}
                {shows === 'original' && document.format === 'docx' && bytes && <DocxView {...view} bytes={bytes} />}
                {shows === 'original' && document.format === 'pdf' && bytes && <PdfView {...view} bytes={bytes} />}
              </Suspense>
            )}
            {drawn.matches.length > 0 && <Found matches={drawn.matches} at={at} />}
            <MarksLayer marks={marks} chosen={chosen} />
            {spotRect && <div className="spot" style={spotRect} />}
          </div>
        </div>
        <MarksRail marks={railMarks} chosen={chosen} onChoose={(finding) => store.getState().choose(finding)} />
      </div>
    </main>
  );
}

/** What the find bar found, over the words like a marker pen. */
const Found = memo(function Found({
  matches,
  at,
}: {
  readonly matches: readonly (readonly Rect[])[];
  readonly at: number;
}) {
  return (
    <div className="found-layer" aria-hidden="true">
      {matches.flatMap((rects, match) =>
        rects.map(({ left, top, width, height }, part) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a match is its number
            key={`${match}-${part}`}
            className={match === at ? 'found current' : 'found'}
            style={{ left, top, width, height }}
          />
        )),
      )}
    </div>
  );
});

function measure(content: HTMLElement, measurer: Measurer, frame: Frame): DocumentLayout {
  const holders = [...measurer.wordHolders()];
  const bands = [...content.querySelectorAll('[data-gap]')].map((band) => frame.rectOf(band));
  return {
    width: content.clientWidth,
    height: content.clientHeight,
    place: (location, cell) => measurer.place(location, frame, cell),
    wordsIn: (region) => [...frame.wordsIn(region, holders), ...bands.filter((band) => overlaps(band, region))],
    band: (finding) => {
      const band = content.querySelector(`[data-gap="${finding}"]`);
      return band && frame.rectOf(band);
    },
  };
}

/**
 * Scrolls only where something of the target is outside. What is taller than the view shows its heart (the total of
 * an equation and its difference), and beside that as much of the rest as there is room for.
 */
function bringIntoView(scroll: HTMLElement, target: Rect, heart: Rect): void {
  const { clientHeight, clientWidth, scrollTop, scrollLeft } = scroll;
  const edge = 28;
  const fits = target.height + 2 * edge <= clientHeight;
  const wanted = fits ? target : heart;
  const isInside = wanted.top - edge >= scrollTop && bottom(wanted) + edge <= scrollTop + clientHeight;
  const isBelowRest = heart.top + heart.height / 2 > target.top + target.height / 2;
  const besideRest = isBelowRest ? bottom(heart) + edge - clientHeight : heart.top - edge;
  const centred = wanted.top + wanted.height / 2 - clientHeight / 2;
  const top = !fits ? besideRest : isInside ? scrollTop : centred;
  const isBeside = wanted.left < scrollLeft || right(wanted) > scrollLeft + clientWidth;
  const left = isBeside ? wanted.left + wanted.width / 2 - clientWidth / 2 : scrollLeft;
  scroll.scrollTo({ top, left });
}

function railOf(
  findings: OpenedReport['result']['findings'],
  layout: DocumentLayout | null,
  marks: Marks,
  settled: ReadonlySet<number>,
): readonly RailMark[] {
  if (!layout || layout.height === 0) return [];
  const tops = new Map<number, number>();
  for (const area of marks.areas) if (!tops.has(area.finding)) tops.set(area.finding, area.rect.top);
  return findings.flatMap(({ severity, message, gap }, finding) => {
    const top = (gap ? layout.band(finding)?.top : undefined) ?? tops.get(finding);
    return top === undefined
      ? []
      : [{ finding, severity, message, at: Math.min(1, top / layout.height), settled: settled.has(finding) }];
  });
}

/** The page in the middle of the view; changes without the document being drawn again. */
function PageIndicator({
  scroll,
  pages,
}: {
  readonly scroll: React.RefObject<HTMLElement | null>;
  readonly pages: number;
}) {
  const words = useWords();
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = scroll.current;
    if (!element || pages === 0) return;
    let frame = 0;
    const look = (): void => {
      frame = 0;
      const middle = element.getBoundingClientRect().top + element.clientHeight / 2;
      const slices = [...element.querySelectorAll<HTMLElement>('[data-page]')];
      const reached = slices.filter((slice) => slice.getBoundingClientRect().top <= middle).at(-1);
      setPage(Number(reached?.dataset.page ?? 1));
    };
    const later = (): void => {
      if (frame === 0) frame = requestAnimationFrame(look);
    };
    element.addEventListener('scroll', later, { passive: true });
    return () => {
      element.removeEventListener('scroll', later);
      cancelAnimationFrame(frame);
    };
  }, [scroll, pages]);
  return pages === 0 ? null : <span className="page-number">{words.pageOf(page, pages)}</span>;
}
