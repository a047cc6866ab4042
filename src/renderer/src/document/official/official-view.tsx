/** 表二, 表三 and 表四 as the official form has them, filled with what was read: the same for every format. */
import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { type Form, formInEditions } from '../../../../shared/form/form.ts';
import { type TableId, tableIds } from '../../../../shared/form/ids.ts';
import type { CellResult, ReportResult } from '../../../../shared/outputs/contract.ts';
import { officialForms } from '../../../../shared/rules/forms.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useWorkbenchStore } from '../../state/context.ts';
import type { Measurer } from '../frame.ts';
import { GapBandView } from '../gap-band.tsx';
import type { GapBand } from '../layout.ts';
import { locationKey } from '../locations.ts';
import { cellOf } from './cells.ts';
import { type OfficialCell, type OfficialGrid, officialGrid } from './grid.ts';
import './official.css';

interface Props {
  readonly result: ReportResult;
  readonly bands: readonly GapBand[];
  readonly width: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

export function OfficialView({ result, bands, width, factor, onMeasurer }: Props) {
  const words = useWords();
  const paper = useRef<HTMLDivElement>(null);
  const form = useMemo(() => formOf(result), [result]);
  const tables = useMemo(
    () =>
      tableIds.map((id) => {
        const read = result.tables[id];
        return { id, read, grid: officialGrid(form.tables[id], Object.keys(read ?? {})) };
      }),
    [form, result],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new measurer whenever something has moved
  useEffect(() => {
    const root = paper.current;
    if (!root) return;
    const holders = [...root.querySelectorAll('.official-table')];
    const shown = new Map<string, Element>();
    for (const cell of root.querySelectorAll<HTMLElement>('[data-cell]')) shown.set(cell.dataset.cell as string, cell);
    const byPlace = cellsByPlace(result);
    onMeasurer({
      place(location, frame, id) {
        const cell = shown.get(id ?? byPlace.get(locationKey(location)) ?? '');
        return cell ? { kind: 'cell', rects: [frame.rectOf(cell)] } : null;
      },
      wordHolders: () => holders,
    });
  }, [result, bands, width, factor, onMeasurer]);

  return (
    <div ref={paper} className="paper official" style={{ width, zoom: factor }}>
      <p className="official-source">
        {result.unit} {result.year} · {words.edition(form.edition)}
      </p>
      {tables.map(({ id, read, grid }) => (
        <section key={id} aria-labelledby={`official-${id}`}>
          <h2 id={`official-${id}`}>
            {form.tables[id].name} <small>{words.sections[id]}</small>
          </h2>
          {bands
            .filter((band) => band.section === id)
            .map((band) => (
              <GapBandView key={band.finding} band={band} />
            ))}
          {!read && <p className="official-absent">{words.absentTable}</p>}
          <OfficialTable id={id} grid={grid} read={read} label={form.tables[id].name} />
        </section>
      ))}
    </div>
  );
}

interface TableProps {
  readonly id: TableId;
  readonly label: string;
  readonly grid: OfficialGrid;
  readonly read: ReportResult['tables'][TableId];
}

const OfficialTable = memo(function OfficialTable({ id, label, grid, read }: TableProps) {
  const rows = useMemo(
    () => Array.from({ length: grid.rowCount }, (_, row) => grid.cells.filter((cell) => cell.row === row)),
    [grid],
  );
  const [current, setCurrent] = useState<string | null>(null);
  const first = grid.cells.find((cell) => cell.kind === 'value' && cellOf(read, cell.key));
  const reachable = current ?? (first?.kind === 'value' ? first.key : null);
  return (
    <table
      className={`official-table ${id}`}
      aria-label={label}
      onKeyDown={stepCell}
      onFocus={(event) => {
        const key = (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset.key;
        if (key !== undefined) setCurrent(key);
      }}
    >
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
          <tr key={row}>
            {cells.map((cell) =>
              cell.kind === 'head' ? (
                <Head key={cell.column} cell={cell} />
              ) : (
                <Value
                  key={cell.column}
                  table={id}
                  cell={cell}
                  read={cellOf(read, cell.key)}
                  isReachable={cell.key === reachable}
                />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
});

export function Head({ cell }: { readonly cell: Extract<OfficialCell, { kind: 'head' }> }) {
  const spans = { rowSpan: cell.rowSpan, colSpan: cell.columnSpan };
  if (cell.scope === null) return <td {...spans}>{cell.text}</td>;
  const isGroup = cell.scope === 'row' ? cell.rowSpan > 1 : cell.columnSpan > 1;
  const scope = isGroup ? (cell.scope === 'row' ? 'rowgroup' : 'colgroup') : cell.scope === 'row' ? 'row' : 'col';
  return (
    <th {...spans} scope={scope} className={cell.rowSpan > 3 && cell.columnSpan === 1 ? 'tall' : undefined}>
      {cell.text}
    </th>
  );
}

interface ValueProps {
  readonly table: TableId;
  readonly cell: Extract<OfficialCell, { kind: 'value' }>;
  readonly read: CellResult | undefined;
  readonly isReachable: boolean;
}

function Value({ table, cell, read, isReachable }: ValueProps) {
  const words = useWords();
  const store = useWorkbenchStore();
  const spans = { rowSpan: cell.rowSpan, colSpan: cell.columnSpan };
  if (!read) {
    return (
      <td {...spans} className="absent" data-cell={`${table}.${cell.key}`} title={words.absentCellMeaning}>
        <span>{words.absentCell}</span>
      </td>
    );
  }
  const raw = read.raw.trim();
  return (
    <td {...spans} className={read.value === null ? 'wordy' : undefined} data-cell={`${table}.${cell.key}`}>
      {/* One cell of a table is in the order of the Tab key; arrows go to the others. */}
      <button
        type="button"
        data-key={cell.key}
        data-row={cell.row}
        data-column={cell.column}
        tabIndex={isReachable ? 0 : -1}
        aria-label={`${cell.name}：${raw === '' ? words.blankCell : raw}`}
        title={words.seeOriginal}
        onClick={(event) => {
          event.stopPropagation();
          store.getState().jumpTo(read.location);
        }}
      >
        {raw}
      </button>
    </td>
  );
}

/** Arrow keys: the nearest cell in that direction. */
function stepCell(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  const from = (event.target as HTMLElement).closest<HTMLElement>('[data-key]');
  if (!step || !from) return;
  event.preventDefault();
  const at = (button: HTMLElement) => [Number(button.dataset.row), Number(button.dataset.column)] as const;
  const [row, column] = at(from);
  const [down, across] = step as [number, number];
  let best: { readonly button: HTMLElement; readonly far: number } | null = null;
  for (const button of event.currentTarget.querySelectorAll<HTMLElement>('[data-key]')) {
    const [y, x] = at(button);
    const ahead = (y - row) * down + (x - column) * across;
    if (ahead <= 0) continue;
    const aside = Math.abs(down === 0 ? y - row : x - column);
    if (down === 0 && aside > 0) continue;
    const far = ahead + 0.1 * aside;
    if (!best || far < best.far) best = { button, far };
  }
  best?.button.focus();
}

/** The edition that was recognised, else the one in force. */
export function formOf({ edition, tableEditions = {} }: ReportResult): Form {
  return formInEditions(officialForms, edition, tableEditions) ?? (officialForms.at(-1) as Form);
}

/** Cell ids of the contract by the place of the cell in the document. */
function cellsByPlace(result: ReportResult): Map<string, string> {
  const cells = new Map<string, string>();
  for (const table of tableIds) {
    for (const [row, columns] of Object.entries(result.tables[table] ?? {})) {
      for (const [column, { location }] of Object.entries(columns)) {
        cells.set(locationKey(location), `${table}.${row}.${column}`);
      }
    }
  }
  return cells;
}
