/** A DOCX report on a page: mammoth's rendering, block by block; our reader's where the two disagree. */
import { Fragment, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Block, SourceDocument, Table } from '../../../../shared/document/document.ts';
import { isDocxLocation } from '../../../../shared/document/location.ts';
import type { Measurer } from '../frame.ts';
import { GapBandView } from '../gap-band.tsx';
import type { GapBand } from '../layout.ts';
import { type Grids, placeIn, type ShownBlock } from './places.ts';
import { type RenderedBlock, renderDocx, withoutMammoth } from './render.ts';
import './docx.css';

interface Props {
  readonly document: SourceDocument;
  readonly bytes: Uint8Array;
  readonly bands: readonly GapBand[];
  readonly width: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

export function DocxView({ document, bytes, bands, width, factor, onMeasurer }: Props) {
  const paper = useRef<HTMLDivElement>(null);
  const [blocks, setBlocks] = useState<readonly RenderedBlock[] | null>(null);

  useEffect(() => {
    let current = true;
    void renderDocx(bytes, document)
      .catch(() => withoutMammoth(document))
      .then((rendered) => {
        if (current) setBlocks(rendered);
      });
    return () => {
      current = false;
    };
  }, [bytes, document]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new measurer whenever something has moved
  useEffect(() => {
    if (!blocks || !paper.current) return;
    const holders = [...paper.current.querySelectorAll<HTMLElement>('.docx-block')];
    const shown = new Map<number, ShownBlock>();
    holders.forEach((element, position) => {
      const block = blocks[position];
      if (!block) return;
      shown.set(block.index, { element, text: block.source.kind === 'paragraph' ? block.source.text : null });
    });
    const grids: Grids = new WeakMap();
    onMeasurer({
      place(location, frame) {
        if (!isDocxLocation(location)) return null;
        const block = shown.get(location.block);
        return block ? placeIn(block, location, grids, frame) : null;
      },
      wordHolders: () => holders,
    });
  }, [blocks, bands, width, factor, onMeasurer]);

  const bandsAt = (index: number, side: GapBand['side']) =>
    bands
      .filter((band) => isDocxLocation(band.location) && band.location.block === index && band.side === side)
      .map((band) => <GapBandView key={band.finding} band={band} />);

  // Zoom as a whole, so that lines break where they broke before.
  return (
    <div ref={paper} className="paper docx" style={{ width, zoom: factor }}>
      {blocks?.map((block) => (
        <Fragment key={block.index}>
          {bandsAt(block.index, 'before')}
          <BlockView block={block} />
          {bandsAt(block.index, 'after')}
        </Fragment>
      ))}
    </div>
  );
}

const BlockView = memo(function BlockView({ block }: { readonly block: RenderedBlock }) {
  const { source, element, extras, look } = block;
  const own = useRef<HTMLDivElement>(null);
  const more = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element) own.current?.replaceChildren(...withNumber(element, source));
    more.current?.replaceChildren(...extras);
  }, [element, extras, source]);
  const heading = source.kind === 'paragraph' ? source.headingLevel : undefined;
  const classes = [
    'docx-block',
    look.align,
    look.indent ? 'indent' : '',
    heading === undefined ? '' : 'heading',
    look.size !== null && look.size >= 18 ? 'title' : '',
    element ? '' : 'as-read',
  ];
  return (
    <div className={classes.filter(Boolean).join(' ')} data-block={block.index}>
      <div ref={own}>{element ? null : <ReadBlock block={source} />}</div>
      {extras.length > 0 && <div ref={more} className="docx-extra" />}
    </div>
  );
});

/** The number that the word processor generates stands before the words, as on paper. */
function withNumber(element: HTMLElement, source: Block): Node[] {
  if (source.kind !== 'paragraph' || !source.numbering) return [element];
  const copy = element.cloneNode(true) as HTMLElement;
  const number = window.document.createElement('span');
  number.className = 'docx-number';
  number.textContent = source.numbering;
  copy.prepend(number);
  return [copy];
}

/** A block as our reader read it. */
function ReadBlock({ block }: { readonly block: Block }) {
  if (block.kind === 'table') return <ReadTable table={block} />;
  return (
    <p>
      {block.numbering && <span className="docx-number">{block.numbering}</span>}
      {block.text}
    </p>
  );
}

function ReadTable({ table }: { readonly table: Table }) {
  const rows = Array.from({ length: table.rowCount }, (_, row) => table.cells.filter((cell) => cell.row === row));
  return (
    <table>
      <tbody>
        {rows.map((cells, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
          <tr key={row}>
            {cells.map((cell) => (
              <td key={cell.column} rowSpan={cell.rowSpan} colSpan={cell.columnSpan}>
                {cell.text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
