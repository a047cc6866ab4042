/**
 * A report as it was read when it was checked: in place of its file where that has gone or changed, so that its
 * findings and decisions stay of use, each still in its place.
 */
import { Fragment, useEffect, useMemo, useRef } from 'react';
import type { Block, SourceDocument, Table } from '../../../../shared/document/document.ts';
import { isDocxLocation, type Location } from '../../../../shared/document/location.ts';
import type { Frame, Measurer } from '../frame.ts';
import { GapBandView } from '../gap-band.tsx';
import { joinLines, type Rect } from '../geometry.ts';
import type { GapBand, Placed } from '../layout.ts';
import { locationKey } from '../locations.ts';
import { offsetsAt } from './offsets.ts';
import './read.css';

interface Props {
  readonly document: SourceDocument;
  readonly bands: readonly GapBand[];
  readonly width: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

export function ReadView({ document, bands, width, factor, onMeasurer }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const { blocks } = document;
  /** Bands before each block, and after the last. */
  const bandsAt = useMemo(() => {
    const before = new Map<number, GapBand[]>();
    for (const band of bands) {
      const found = blocks.findIndex((block) => holds(block, band.location));
      const at = found < 0 ? blocks.length : band.side === 'before' ? found : found + 1;
      before.set(at, [...(before.get(at) ?? []), band]);
    }
    return before;
  }, [blocks, bands]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new measurer whenever something has moved
  useEffect(() => {
    const paper = root.current;
    if (!paper) return;
    const elements = [...paper.querySelectorAll<HTMLElement>('[data-block]')];
    const cells = new Map<string, HTMLElement>();
    for (const cell of paper.querySelectorAll<HTMLElement>('[data-place]')) {
      cells.set(cell.dataset.place as string, cell);
    }
    const holders = [...paper.querySelectorAll('p[data-block], [data-place]')];
    onMeasurer({
      place: (location, frame) =>
        placeOfCell(location, cells, frame) ?? placeInBlocks(location, blocks, elements, frame),
      wordHolders: () => holders,
    });
  }, [blocks, bandsAt, width, factor, onMeasurer]);

  return (
    <div ref={root} className="paper read" style={{ width: width * factor, fontSize: 15 * factor }}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its index
        <Fragment key={index}>
          <Bands bands={bandsAt.get(index)} />
          {block.kind === 'table' ? (
            <ReadTable table={block} index={index} />
          ) : (
            <p data-block={index} className={block.headingLevel === undefined ? undefined : 'heading'}>
              {block.numbering !== undefined && <span>{block.numbering}</span>}
              {block.text}
            </p>
          )}
        </Fragment>
      ))}
      <Bands bands={bandsAt.get(blocks.length)} />
    </div>
  );
}

function Bands({ bands }: { readonly bands: readonly GapBand[] | undefined }) {
  return bands?.map((band) => <GapBandView key={band.finding} band={band} />);
}

function ReadTable({ table, index }: { readonly table: Table; readonly index: number }) {
  const rows = useMemo(
    () => Array.from({ length: table.rowCount }, (_, row) => table.cells.filter((cell) => cell.row === row)),
    [table],
  );
  return (
    <table data-block={index}>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
          <tr key={row}>
            {cells.map((cell) => (
              <td
                key={cell.column}
                rowSpan={cell.rowSpan}
                colSpan={cell.columnSpan}
                data-place={locationKey(cell.location)}
              >
                {cell.text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function holds(block: Block, location: Location): boolean {
  if (block.kind === 'paragraph') return offsetsAt(block, location) !== null;
  const keys = [location, cellPlace(location)].map(locationKey);
  return (
    keys.includes(locationKey(block.location)) || block.cells.some((cell) => keys.includes(locationKey(cell.location)))
  );
}

/** The cell around a place in its own paragraphs. */
function cellPlace(location: Location): Location {
  if (!isDocxLocation(location) || location.row === undefined) return location;
  const { block, row, column } = location;
  return { block, row, ...(column === undefined ? {} : { column }) };
}

function placeOfCell(location: Location, cells: ReadonlyMap<string, Element>, frame: Frame): Placed | null {
  const cell = cells.get(locationKey(location)) ?? cells.get(locationKey(cellPlace(location)));
  return cell ? { kind: 'cell', rects: [frame.rectOf(cell)] } : null;
}

function placeInBlocks(
  location: Location,
  blocks: readonly Block[],
  elements: readonly Element[],
  frame: Frame,
): Placed | null {
  for (const [index, block] of blocks.entries()) {
    const element = elements[index];
    if (!element) continue;
    if (block.kind === 'table') {
      if (locationKey(block.location) === locationKey(location))
        return { kind: 'block', rects: [frame.rectOf(element)] };
      continue;
    }
    const offsets = offsetsAt(block, location);
    if (!offsets) continue;
    const text = element.lastChild;
    if (!(text instanceof Text)) return { kind: 'text', rects: [frame.rectOf(element)] };
    const range = window.document.createRange();
    range.setStart(text, Math.min(offsets.start, text.length));
    range.setEnd(text, Math.min(offsets.end, text.length));
    const rects: Rect[] = joinLines(frame.rectsOf(range).map((rect) => ({ ...rect, width: Math.max(rect.width, 8) })));
    return { kind: 'text', rects: rects.length > 0 ? rects : [frame.rectOf(element)] };
  }
  return null;
}
