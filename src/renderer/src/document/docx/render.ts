/**
 * Turns a DOCX into elements with mammoth and pairs them with the blocks that our reader read. A block on
 * whose words the two do not agree is left to the view, which shows it as our reader read it.
 */
import mammoth from 'mammoth/mammoth.browser.js';
import type { Block, SourceDocument, Table } from '../../../../shared/document/document.ts';
import { withoutSpace } from '../text-map.ts';
import { align } from './align.ts';
import { expandGrid } from './grid.ts';
import { sanitise } from './sanitise.ts';

export interface RenderedBlock {
  /** Index as in `DocxLocation.block`. */
  readonly index: number;
  readonly source: Block;
  /** What mammoth made of it; null where it disagrees. */
  readonly element: HTMLElement | null;
  /** What stands in text boxes of the block, and notes: shown after it. */
  readonly extras: readonly HTMLElement[];
  readonly look: Look;
}

/** How a paragraph is set, as far as it helps to recognise the page. */
export interface Look {
  readonly align: 'left' | 'center' | 'right';
  readonly indent: boolean;
  /** Largest size of its characters in points, where the file says. */
  readonly size: number | null;
}

const plainLook: Look = { align: 'left', indent: false, size: null };

/** The parts of mammoth's document that are read or changed here. */
interface MammothElement {
  readonly type: string;
  readonly children?: readonly MammothElement[];
  readonly alignment?: string | null;
  readonly indent?: { readonly firstLine?: string | null } | null;
  readonly fontSize?: number | null;
}

const styleMap = ['center', 'right'].map((side) => `p[style-name='gouji ${side}'] => p.${side}:fresh`);

/** Rejects where mammoth cannot read the file. */
export async function renderDocx(bytes: Uint8Array, source: SourceDocument): Promise<RenderedBlock[]> {
  let looks: Look[] = [];
  const arrayBuffer = bytes.slice().buffer;
  const { value } = await mammoth.convertToHtml(
    { arrayBuffer },
    {
      styleMap,
      includeDefaultStyleMap: false,
      includeEmbeddedStyleMap: false,
      ignoreEmptyParagraphs: false,
      transformDocument: (document: MammothElement) => {
        // Bookmarks and the like between blocks would be elements of their own and spoil the count.
        const blocks = (document.children ?? []).filter(({ type }) => type === 'paragraph' || type === 'table');
        looks = blocks.map(lookOf);
        return { ...document, children: blocks.map(plain) };
      },
    },
  );
  const elements = sanitise(value);
  // Notes stand in one list after all blocks.
  const shown = elements.slice(0, looks.length);
  const notes = elements.slice(looks.length);
  return pair(blocksOf(source), shown, looks, notes);
}

/** As our reader read it, all of it: for the time when mammoth cannot. */
export function withoutMammoth(source: SourceDocument): RenderedBlock[] {
  return pair(blocksOf(source), [], [], []);
}

/** Numbers and headings are ours (SourceDocument has them as printed); mammoth's would be lists. */
function plain(element: MammothElement): MammothElement {
  const children = element.children?.map(plain);
  const copy = children ? { ...element, children } : element;
  if (element.type !== 'paragraph') return copy;
  return { ...copy, ...{ numbering: null, styleId: null, styleName: `gouji ${lookOf(element).align}` } };
}

function lookOf(element: MammothElement): Look {
  if (element.type !== 'paragraph') return plainLook;
  const alignment = element.alignment ?? '';
  const sizes = (element.children ?? []).flatMap((child) => (child.fontSize ? [child.fontSize] : []));
  return {
    align: alignment === 'center' ? 'center' : alignment === 'right' || alignment === 'end' ? 'right' : 'left',
    indent: Number(element.indent?.firstLine ?? 0) > 0,
    size: sizes.length === 0 ? null : Math.max(...sizes),
  };
}

interface IndexedBlock {
  readonly index: number;
  readonly block: Block;
}

/** The blocks of the body itself; those of text boxes and nested tables stand inside one of them. */
function blocksOf(source: SourceDocument): IndexedBlock[] {
  return source.blocks.flatMap((block) => {
    const location = block.kind === 'table' ? block.location : block.place.format === 'docx' && block.place.location;
    if (!location || !('block' in location) || location.inner) return [];
    return [{ index: location.block, block }];
  });
}

function pair(
  blocks: readonly IndexedBlock[],
  elements: readonly HTMLElement[],
  looks: readonly Look[],
  notes: readonly HTMLElement[],
): RenderedBlock[] {
  const partners = align(
    blocks.map(({ block }) => keyOfBlock(block)),
    elements.map(keyOfElement),
  );
  const extras = extrasOf(blocks, elements, partners);
  return blocks.map(({ index, block }, position) => {
    const partner = partners[position] ?? null;
    const element = partner === null ? null : (elements[partner] as HTMLElement);
    const look = (partner !== null && looks[partner]) || plainLook;
    const isLast = position === blocks.length - 1;
    const after = extras.get(position) ?? [];
    return { index, source: block, element, extras: isLast ? [...after, ...notes] : after, look };
  });
}

/**
 * Elements that only mammoth has (it lifts text boxes out of their paragraphs), by the block after which they stand.
 * Where a block of the same kind has no partner either, the element is mammoth's version of it and is not shown.
 */
function extrasOf(
  blocks: readonly IndexedBlock[],
  elements: readonly HTMLElement[],
  partners: readonly (number | null)[],
): Map<number, HTMLElement[]> {
  const extras = new Map<number, HTMLElement[]>();
  const hasPartner = new Set(partners);
  /** Blocks without a partner right after one, by kind. */
  const lonelyAfter = (start: number) => {
    const count = { paragraph: 0, table: 0 };
    for (let at = start + 1; at < blocks.length && partners[at] === null; at++) {
      count[(blocks[at] as IndexedBlock).block.kind]++;
    }
    return count;
  };
  let position = -1;
  let lonely = lonelyAfter(position);
  elements.forEach((element, index) => {
    if (hasPartner.has(index)) {
      position = partners.indexOf(index);
      lonely = lonelyAfter(position);
      return;
    }
    const kind = element instanceof HTMLTableElement ? 'table' : 'paragraph';
    if (lonely[kind] > 0) lonely[kind]--;
    else if (isWorthShowing(element)) {
      const at = Math.max(0, position);
      extras.set(at, [...(extras.get(at) ?? []), element]);
    }
  });
  return extras;
}

const isWorthShowing = (element: HTMLElement): boolean =>
  withoutSpace(element.textContent ?? '') !== '' || element.querySelector('img') !== null;

function keyOfBlock(block: Block): string {
  return block.kind === 'paragraph' ? `p ${withoutSpace(block.text)}` : keyOfTable(block);
}

function keyOfTable(table: Table): string {
  const cells = table.cells.map(
    (cell) => `${cell.row},${cell.column},${cell.rowSpan},${cell.columnSpan} ${withoutSpace(cell.text)}`,
  );
  return `t ${table.rowCount}x${table.columnCount} ${cells.join('|')}`;
}

function keyOfElement(element: HTMLElement): string {
  if (!(element instanceof HTMLTableElement)) return `p ${withoutSpace(element.textContent ?? '')}`;
  const grid = gridOf(element);
  const seen = new Set<HTMLTableCellElement>();
  const cells = grid.flatMap((slots, row) =>
    slots.flatMap((slot, column) => {
      if (!slot || seen.has(slot.cell)) return [];
      seen.add(slot.cell);
      const rowSpan = Math.min(slot.rowSpan, grid.length - row);
      return [`${row},${column},${rowSpan},${slot.columnSpan} ${withoutSpace(slot.cell.textContent ?? '')}`];
    }),
  );
  return `t ${grid.length}x${Math.max(0, ...grid.map((slots) => slots.length))} ${cells.join('|')}`;
}

export interface GridCell {
  readonly cell: HTMLTableCellElement;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** The grid of a rendered table, nested tables left out. */
export function gridOf(table: HTMLTableElement): (GridCell | undefined)[][] {
  return expandGrid(
    [...table.rows].map((row) =>
      [...row.cells].map((cell) => ({ cell, rowSpan: cell.rowSpan, columnSpan: cell.colSpan })),
    ),
  );
}
