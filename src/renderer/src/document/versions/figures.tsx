/** The figures of two reports beside each other: what changed, the official tables, and what goes on from last year. */
import { useEffect, useMemo, useRef } from 'react';
import type { OpenedReport } from '../../../../shared/api.ts';
import { type CellId, type TableId, tableIds } from '../../../../shared/form/ids.ts';
import type { CellResult } from '../../../../shared/outputs/contract.ts';
import { cellName } from '../../i18n/names.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Dictionary } from '../../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../../state/context.ts';
import { cellOf } from '../official/cells.ts';
import { type OfficialCell, officialGrid } from '../official/grid.ts';
import { formOf, Head } from '../official/official-view.tsx';
import type { CellChange, YearLink } from './cell-changes.ts';

/** What stands in a cell, in words where it is nothing. */
function shown(read: CellResult | null | undefined, words: Dictionary): string {
  if (!read) return words.absentCell;
  const raw = read.raw.trim();
  return raw === '' ? words.blankCell : raw;
}

/** Jumps to the cell in the document; one that has gone has no place there. */
function useJump(): (read: CellResult | null) => void {
  const store = useWorkbenchStore();
  return (read) => {
    if (read) store.getState().jumpTo(read.location);
  };
}

export function CellList({ cells }: { readonly cells: readonly CellChange[] }) {
  const words = useWords();
  const jump = useJump();
  return (
    <ul className="cell-changes">
      {cells.map(({ cell, before, after }) => (
        <li key={cell}>
          <button
            type="button"
            className="cell-change"
            data-change
            title={words.seeOriginal}
            onClick={() => jump(after)}
          >
            <span>{cellName(words, cell)}</span>
            <del>{shown(before, words)}</del>
            <span className="becomes" role="img" aria-label={words.versions.becomes}>
              →
            </span>
            <ins>{shown(after, words)}</ins>
          </button>
        </li>
      ))}
    </ul>
  );
}

interface PairsProps {
  readonly before: OpenedReport;
  readonly after: OpenedReport;
  /** Of two hand-ins. */
  readonly cells?: readonly CellChange[];
  /** Of two years. */
  readonly links?: readonly YearLink[];
}

/** How a cell stands to the other report. */
type Mark = 'changed' | 'agrees' | 'broken' | 'linked';

/** The tables in which something changed; between years all that both have. */
export function TablePairs({ before, after, cells, links }: PairsProps) {
  const words = useWords();
  const form = formOf(after.result);
  const marks = useMemo(() => {
    const [old, now] = [new Map<CellId, Mark>(), new Map<CellId, Mark>()];
    for (const { cell } of cells ?? []) {
      old.set(cell, 'changed');
      now.set(cell, 'changed');
    }
    for (const link of links ?? []) {
      const mark = link.agrees === null ? 'linked' : link.agrees ? 'agrees' : 'broken';
      now.set(link.cell, mark);
      for (const { cell } of link.from) old.set(cell, mark);
    }
    return { old, now };
  }, [cells, links]);
  const tables = tableIds.filter((id) =>
    cells ? cells.some(({ table }) => table === id) : before.result.tables[id] && after.result.tables[id],
  );
  const against = cells ? 'earlier' : 'lastYear';
  return tables.map((id) => (
    <div key={id} className="table-pair">
      <h4>
        {form.tables[id].name} <small className="table-section">{words.sections[id]}</small>
      </h4>
      <div className="pair">
        <div className="pair-before">
          <p className="pair-name">{words.versions.against[against]}</p>
          <PairTable id={id} shows={before} beside={null} marks={marks.old} label={words.versions.against[against]} />
        </div>
        <div className="pair-after">
          <p className="pair-name">{words.versions.present[against]}</p>
          <PairTable
            id={id}
            shows={after}
            beside={before}
            marks={marks.now}
            label={words.versions.present[against]}
            isOtherYear={!cells}
          />
        </div>
      </div>
    </div>
  ));
}

interface PairTableProps {
  readonly id: TableId;
  readonly shows: OpenedReport;
  /** Whose figures stand in the cells too where there is no room for its table. */
  readonly beside: OpenedReport | null;
  readonly marks: ReadonlyMap<CellId, Mark>;
  readonly label: string;
  readonly isOtherYear?: boolean;
}

function PairTable({ id, shows, beside, marks, label, isOtherYear = false }: PairTableProps) {
  const read = shows.result.tables[id];
  const grid = useMemo(() => {
    const rows = new Set([...Object.keys(read ?? {}), ...Object.keys(beside?.result.tables[id] ?? {})]);
    return officialGrid(formOf(shows.result).tables[id], [...rows]);
  }, [shows, beside, read, id]);
  const rows = useMemo(
    () => Array.from({ length: grid.rowCount }, (_, row) => grid.cells.filter((cell) => cell.row === row)),
    [grid],
  );
  return (
    <table className={`official-table ${id}`} aria-label={label}>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
          <tr key={row}>
            {cells.map((cell) =>
              cell.kind === 'head' ? (
                <Head key={cell.column} cell={cell} />
              ) : (
                <PairCell
                  key={cell.column}
                  cell={cell}
                  read={cellOf(read, cell.key)}
                  other={beside ? cellOf(beside.result.tables[id], cell.key) : undefined}
                  isAlone={beside === null}
                  mark={marks.get(`${id}.${cell.key}`)}
                  isOtherYear={isOtherYear}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PairCellProps {
  readonly cell: Extract<OfficialCell, { kind: 'value' }>;
  readonly read: CellResult | undefined;
  readonly other: CellResult | undefined;
  /** The table of the other report: nothing is said of a change here. */
  readonly isAlone: boolean;
  readonly mark: Mark | undefined;
  readonly isOtherYear: boolean;
}

const signs: Readonly<Record<Mark, string>> = { changed: '', agrees: '＝', broken: '≠', linked: '' };

function PairCell({ cell, read, other, isAlone, mark, isOtherYear }: PairCellProps) {
  const words = useWords();
  const jump = useJump();
  const spans = { rowSpan: cell.rowSpan, colSpan: cell.columnSpan };
  const raw = read?.raw.trim() ?? '';
  if (isAlone) {
    return (
      <td {...spans} className={mark}>
        {mark === 'changed' ? <del>{shown(read, words)}</del> : raw}
        {mark && signs[mark] && <i>{signs[mark]}</i>}
      </td>
    );
  }
  if (mark === 'changed') {
    const [old, now] = [shown(other, words), shown(read, words)];
    return (
      <td {...spans} className="changed">
        <button
          type="button"
          data-change
          title={words.seeOriginal}
          aria-label={`${cell.name}：${words.versions.from(old, now)}`}
          onClick={() => jump(read ?? null)}
        >
          <del className="narrow-only">{old}</del>
          <ins>{now}</ins>
        </button>
      </td>
    );
  }
  return (
    <td {...spans} className={mark}>
      {read ? raw : <small>{words.absentCell}</small>}
      {isOtherYear && other && other.raw.trim() !== raw && (
        <small className="narrow-only">{words.versions.lastYearFigure(shown(other, words))}</small>
      )}
      {mark && signs[mark] && <i>{signs[mark]}</i>}
    </td>
  );
}

/** Each figure that goes on from last year, with the two figures as ways to their places. */
export function YearLinks({
  links,
  lastYear,
}: {
  readonly links: readonly YearLink[];
  readonly lastYear: OpenedReport;
}) {
  const words = useWords();
  const store = useWorkbenchStore();
  const jump = useJump();
  const compared = useWorkbench((state) => state.comparedCell);
  const row = useRef<HTMLTableRowElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: brought into view for each finding that asks for it
  useEffect(() => {
    row.current?.scrollIntoView({ block: 'center' });
    row.current?.querySelector<HTMLElement>('[data-change]')?.focus({ preventScroll: true });
  }, [compared]);
  return (
    <table className="year-links">
      <thead>
        <tr>
          <th scope="col">{words.versions.against.lastYear}</th>
          <th scope="col">{words.versions.moved}</th>
          <th scope="col">{words.versions.present.lastYear}</th>
          <th scope="col">{words.versions.outcome}</th>
        </tr>
      </thead>
      <tbody>
        {links.map(({ cell, now, from, moved, agrees }) => (
          <tr
            key={cell}
            ref={cell === compared ? row : undefined}
            className={agrees === null ? undefined : agrees ? 'agrees' : 'broken'}
            aria-current={cell === compared}
          >
            <td>
              {from.map(({ cell: id, read }) => (
                <button
                  key={id}
                  type="button"
                  className="year-figure"
                  data-change
                  title={words.versions.openLastYear}
                  onClick={() => store.getState().openAt(lastYear.entry.id, read.location)}
                >
                  {cellName(words, id)} <b>{shown(read, words)}</b>
                </button>
              ))}
            </td>
            <td>{moved === 0 ? '' : moved > 0 ? `＋ ${moved}` : `－ ${-moved}`}</td>
            <td>
              <button
                type="button"
                className="year-figure"
                data-change
                title={words.seeOriginal}
                onClick={() => jump(now)}
              >
                {cellName(words, cell)} <b>{shown(now, words)}</b>
              </button>
            </td>
            <td className="outcome">
              {agrees === null
                ? words.versions.unknown
                : agrees
                  ? `＝ ${words.versions.agrees}`
                  : `≠ ${words.versions.broken}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
