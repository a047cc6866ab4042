/**
 * From the stories of a DOCX to blocks: grids for tables, the content of layout tables and text boxes
 * as blocks of the document, and a location for each.
 */
import type { Block, Cell, Table } from '../../document/document.ts';
import { ReadError } from '../../document/errors.ts';
import type { DocxLocation } from '../../document/location.ts';
import type { ReadLimits } from '../limits.ts';
import { isBlank, type ParagraphItem, type Story, type TableItem, textOf } from './content.ts';
import { type Grid, gridOf } from './grid.ts';

/** Puts a place inside the cell or text box that it stands in. */
type Locate = (inner: DocxLocation) => DocxLocation;

/** Throws ReadError `too-large` for a table, or tables together, with too many slots. */
export function blocksOf(story: Story, limits: ReadLimits): Block[] {
  const layout = new Layout(limits);
  layout.addStory(story, (location) => location);
  return layout.blocks;
}

class Layout {
  readonly blocks: Block[] = [];
  readonly #limits: ReadLimits;
  #slots = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
  }

  addStory(story: Story, locate: Locate): void {
    for (const [block, item] of story.items.entries()) {
      if (item.kind === 'paragraph') this.#addParagraph(item, block, locate);
      else this.#addTable(item, block, locate);
    }
  }

  #addParagraph(item: ParagraphItem, block: number, locate: Locate): void {
    this.blocks.push({
      kind: 'paragraph',
      text: item.text,
      ...(item.numbering === undefined ? {} : { numbering: item.numbering }),
      ...(item.headingLevel === undefined ? {} : { headingLevel: item.headingLevel }),
      ...(item.hasImage ? { hasImage: true } : {}),
      place: { format: 'docx', location: locate({ block }) },
    });
    if (item.textBox) this.addStory(item.textBox, (inner) => locate({ block, inner }));
  }

  #addTable(item: TableItem, block: number, locate: Locate): void {
    const grid = gridOf(item);
    this.#count(grid);
    const isFrame = isLayout(item);
    if (!isFrame) this.blocks.push(tableOf(grid, block, locate));
    for (const cell of grid.cells) {
      const { row, column } = cell;
      const inCell: Locate = (inner) => locate({ block, row, column, inner });
      if (isFrame) this.addStory(cell.item.story, inCell);
      else this.#addTextBoxes(cell.item.story, inCell);
    }
  }

  /**
   * Text boxes that float over a cell are not what the cell says (a stamp over a column of figures): they
   * come as blocks after the table.
   */
  #addTextBoxes(story: Story, locate: Locate): void {
    for (const [block, item] of story.items.entries()) {
      if (item.kind === 'paragraph') {
        if (item.textBox) this.addStory(item.textBox, (inner) => locate({ block, inner }));
        continue;
      }
      for (const cell of gridOf(item).cells) {
        const { row, column } = cell;
        this.#addTextBoxes(cell.item.story, (inner) => locate({ block, row, column, inner }));
      }
    }
  }

  #count(grid: Grid): void {
    const slots = grid.rowCount * grid.columnCount;
    this.#slots += slots;
    // Slots of all tables together are bounded like characters: each may hold one.
    if (slots > this.#limits.tableSlots || this.#slots > this.#limits.characters) {
      throw new ReadError('too-large', `table of ${grid.rowCount} rows and ${grid.columnCount} columns`, {
        limit: this.#limits.tableSlots,
      });
    }
  }
}

function tableOf(grid: Grid, block: number, locate: Locate): Table {
  return {
    kind: 'table',
    rowCount: grid.rowCount,
    columnCount: grid.columnCount,
    cells: grid.cells.map((cell): Cell => {
      const { row, column, rowSpan, columnSpan } = cell;
      const { text, hasImage } = textOf(cell.item.story);
      return {
        row,
        column,
        rowSpan,
        columnSpan,
        text,
        ...(hasImage ? { hasImage } : {}),
        location: locate({ block, row, column }),
      };
    }),
    location: locate({ block }),
  };
}

/**
 * Whether a table only arranges the page: the tables in its cells hold more filled cells than it has itself
 * beside them. A report pasted from a web page stands in one big cell, or in a column of a few; a figure table
 * with a small table in one of its cells has many more cells of its own.
 */
function isLayout(table: TableItem): boolean {
  let own = 0;
  let nested = 0;
  for (const row of table.rows) {
    for (const cell of row.cells) {
      const inner = nestedCells(cell.story);
      if (inner > 0) nested += inner;
      else if (!isBlank(cell.story)) own++;
    }
  }
  return nested > own;
}

function nestedCells(story: Story): number {
  let count = 0;
  for (const item of story.items) {
    if (item.kind !== 'table') continue;
    for (const row of item.rows) {
      for (const cell of row.cells) if (!isBlank(cell.story)) count += 1 + nestedCells(cell.story);
    }
  }
  return count;
}
