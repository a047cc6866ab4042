/**
 * The one pass over the main document part: gathers the stories (content.ts) as the document reads with
 * all tracked changes accepted, hidden text left out and field results in place of their codes.
 */
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';
import type { CellItem, Merge, ParagraphItem, RowItem, SourcePiece, Story, TableItem, Width } from './content.ts';
import type { Numbering } from './numbering.ts';
import { headingLevelOf, type ParagraphStyle, type Styles } from './styles.ts';
import { symbolText } from './symbols.ts';
import {
  type Attributes,
  type ElementHandler,
  type ElementTable,
  leftOut,
  type PartSource,
  readXml,
  type TagPosition,
} from './xml.ts';

export interface Body {
  readonly story: Story;
  /** Where, among the body's blocks, content of another format is brought in that is not read (w:altChunk). */
  readonly foreignContent: readonly number[];
}

interface ParagraphDraft {
  text: string;
  styleId: string | undefined;
  /** Found when first needed, after the properties. */
  style: ParagraphStyle | undefined;
  listId: number | undefined;
  listLevel: number | undefined;
  outlineLevel: number | undefined;
  /** The paragraph mark is deleted: what is here goes on in the next paragraph. */
  isMarkDeleted: boolean;
  isMarkHidden: boolean;
  hasImage: boolean;
  textBox: Story | undefined;
  /** A page or column break, which is a line's end only between text. */
  pendingBreak: boolean;
  number: { readonly text: string; readonly suffix: ParagraphItem['suffix'] } | undefined;
  isNumbered: boolean;
  source: SourceDraft | undefined;
}

interface SourceDraft {
  readonly start: number;
  readonly pieces: SourcePiece[];
}

interface RowDraft {
  before: number;
  beforeWidth: Width | undefined;
  after: number;
  isDeleted: boolean;
  readonly cells: CellItem[];
}

interface CellDraft {
  span: number;
  width: Width | undefined;
  vertical: Merge;
  horizontal: Merge;
  isDeleted: boolean;
}

interface TableDraft {
  readonly rows: RowItem[];
}

/** What is under way in the story at hand; put aside while a table, a cell or a text box is read. */
interface Level {
  story: Story;
  /** The content of paragraphs whose mark is deleted, waiting for the next paragraph. */
  carried: ParagraphDraft | undefined;
  paragraph: ParagraphDraft | undefined;
  table: TableDraft | undefined;
  row: RowDraft | undefined;
  cell: CellDraft | undefined;
  /** Fields open in the code of a field, with it: 0 outside of code. Results need no count, they are shown. */
  codeDepth: number;
  runStyle: string | undefined;
  /** What the run says of itself. */
  runHidden: boolean | undefined;
  /** What it comes to; undefined until asked. */
  isHidden: boolean | undefined;
}

/** `withSources`: each paragraph also says where it stands in the XML. */
export function readBody(
  source: PartSource,
  styles: Styles,
  numbering: Numbering,
  limits: ReadLimits,
  withSources = false,
): Body {
  const reading = new BodyReading(styles, numbering, limits);
  readXml(source, elements, reading, limits, withSources ? (at) => reading.locate(at) : undefined);
  return reading.end();
}

function storyLevel(story: Story): Level {
  return {
    story,
    carried: undefined,
    paragraph: undefined,
    table: undefined,
    row: undefined,
    cell: undefined,
    codeDepth: 0,
    runStyle: undefined,
    runHidden: undefined,
    isHidden: undefined,
  };
}

class BodyReading {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #limits: ReadLimits;
  readonly #outer: Level[] = [];
  readonly #foreignContent: number[] = [];
  #level = storyLevel({ items: [] });
  #hasBody = false;
  #characters = 0;
  /** Inside w:pPr and w:trPr, where elements of the same name mean something else than around text. */
  #properties: 'paragraph' | 'row' | undefined;
  #keepsSpace = false;
  #textPiece = '';
  /** Where the reading is, if sources are asked for; and where the text at hand began. */
  #position: TagPosition | undefined;
  #textStart: number | undefined;

  constructor(styles: Styles, numbering: Numbering, limits: ReadLimits) {
    this.#styles = styles;
    this.#numbering = numbering;
    this.#limits = limits;
  }

  locate(position: TagPosition): void {
    this.#position = position;
  }

  end(): Body {
    if (!this.#hasBody) throw new ReadError('corrupt', 'no document body');
    return { story: this.#level.story, foreignContent: this.#foreignContent };
  }

  openBody(): void {
    this.#hasBody = true;
  }

  closeBody(): void {
    this.#endStory();
  }

  /** Content in a format of its own is not read; it is noted where it would stand in the body. */
  noteForeignContent(): void {
    this.#foreignContent.push((this.#outer[0] ?? this.#level).story.items.length);
  }

  // Paragraphs

  openParagraph(): void {
    this.#level.paragraph = {
      text: '',
      styleId: undefined,
      style: undefined,
      listId: undefined,
      listLevel: undefined,
      outlineLevel: undefined,
      isMarkDeleted: false,
      isMarkHidden: false,
      hasImage: false,
      textBox: undefined,
      pendingBreak: false,
      number: undefined,
      isNumbered: false,
      source: this.#position && { start: this.#position.start, pieces: [] },
    };
  }

  closeParagraph(): void {
    const level = this.#level;
    const { paragraph, carried } = level;
    if (!paragraph) return;
    level.paragraph = undefined;
    // A field's code hardly ever goes beyond its paragraph: an end mark was lost, and text is worth more.
    level.codeDepth = 0;
    if (carried) prepend(carried, paragraph);
    level.carried = undefined;
    if (paragraph.isMarkDeleted) level.carried = paragraph;
    else this.#addParagraph(paragraph);
  }

  #addParagraph(paragraph: ParagraphDraft): void {
    this.#number(paragraph);
    this.#count(1);
    const heading = paragraph.outlineLevel;
    this.#level.story.items.push({
      kind: 'paragraph',
      text: paragraph.text,
      numbering: paragraph.number?.text || undefined,
      suffix: paragraph.number?.suffix ?? 'nothing',
      headingLevel: heading === undefined ? this.#styleOf(paragraph).headingLevel : headingLevelOf(heading),
      hasImage: paragraph.hasImage,
      textBox: paragraph.textBox,
      source: paragraph.source,
    });
  }

  /** What waits for a paragraph that does not come stands by itself. */
  #addCarried(): void {
    const { carried } = this.#level;
    this.#level.carried = undefined;
    if (carried && (carried.text !== '' || carried.hasImage || carried.textBox)) this.#addParagraph(carried);
  }

  #endStory(): void {
    this.#addCarried();
  }

  #styleOf(paragraph: ParagraphDraft): ParagraphStyle {
    paragraph.style ??= this.#styles.paragraph(paragraph.styleId);
    return paragraph.style;
  }

  /** Gives the paragraph its number, before any text box in it is counted and not twice. */
  #number(paragraph: ParagraphDraft): void {
    if (paragraph.isNumbered) return;
    paragraph.isNumbered = true;
    const style = this.#styleOf(paragraph);
    const listId = paragraph.listId ?? style.listId;
    if (listId === undefined || listId === 0) return;
    // Word does not count what it does not show.
    if (paragraph.isMarkHidden && paragraph.text === '' && !paragraph.hasImage) return;
    const styleLevel = paragraph.listId === undefined ? this.#numbering.levelOfStyle(listId, style.chain) : undefined;
    const level = paragraph.listLevel ?? styleLevel ?? style.listLevel ?? 0;
    paragraph.number = this.#numbering.next(listId, level);
    this.#count(paragraph.number?.text.length ?? 0);
  }

  // Properties

  openParagraphProperties(): void {
    this.#properties = 'paragraph';
  }

  openRowProperties(): void {
    this.#properties = 'row';
  }

  closeProperties(): void {
    this.#properties = undefined;
  }

  /** Sets a property of the paragraph; outside w:pPr the element means something else. */
  setParagraph(set: (paragraph: ParagraphDraft) => void): void {
    if (this.#properties === 'paragraph' && this.#level.paragraph) set(this.#level.paragraph);
  }

  setRow(set: (row: RowDraft) => void): void {
    if (this.#level.row) set(this.#level.row);
  }

  /** w:hidden hides a row that is not to be printed. */
  hideRow(): void {
    if (this.#properties === 'row') this.setRow((row) => (row.isDeleted = true));
  }

  setCell(set: (cell: CellDraft) => void): void {
    if (this.#level.cell) set(this.#level.cell);
  }

  /** w:del and w:moveFrom: around runs, on a paragraph's mark, or on a row. */
  openDeletion(): 'skip' | undefined {
    if (this.#properties === undefined) return 'skip';
    if (this.#properties === 'row') this.setRow((row) => (row.isDeleted = true));
    else this.setParagraph((paragraph) => (paragraph.isMarkDeleted = true));
    return undefined;
  }

  setHidden(isOn: boolean): void {
    if (this.#properties === 'paragraph') this.setParagraph((paragraph) => (paragraph.isMarkHidden = isOn));
    else this.#level.runHidden = isOn;
  }

  // Runs

  openRun(): void {
    const level = this.#level;
    level.runStyle = undefined;
    level.runHidden = undefined;
    level.isHidden = undefined;
  }

  setRunStyle(id: string | undefined): void {
    if (this.#properties === undefined) this.#level.runStyle = id;
  }

  openText(attributes: Attributes): void {
    this.#keepsSpace = attributes.plain('xml:space') === 'preserve';
    this.#textPiece = '';
    this.#textStart = this.#position?.start;
  }

  takeText(text: string): void {
    this.#textPiece += text;
  }

  closeText(): void {
    // Word drops white space at the ends of a text that does not say that it counts.
    const text = this.#keepsSpace ? this.#textPiece : trimXmlSpace(this.#textPiece);
    this.add(text.includes('\n') ? text.replace(/[\r\n]+/g, ' ') : text, this.#textStart);
  }

  /** Adds text to the paragraph, where it is shown; `element`: where what gave it begins, if not with the tag at hand. */
  add(text: string, element = this.#position?.start): void {
    const { paragraph } = this.#level;
    if (!paragraph || text === '' || !this.#isShown(paragraph)) return;
    if (paragraph.pendingBreak) {
      if (paragraph.text !== '') paragraph.text += '\n';
      paragraph.pendingBreak = false;
    }
    this.#count(text.length);
    const start = paragraph.text.length;
    paragraph.text += text;
    if (paragraph.source && element !== undefined) {
      paragraph.source.pieces.push({ start, end: paragraph.text.length, element });
    }
  }

  addBreak(type: string | undefined): void {
    if (type === 'page' || type === 'column') {
      if (this.#level.paragraph) this.#level.paragraph.pendingBreak = true;
    } else {
      this.add('\n');
    }
  }

  addImage(): void {
    const { paragraph } = this.#level;
    if (paragraph && this.#isShown(paragraph)) paragraph.hasImage = true;
  }

  #isShown(paragraph: ParagraphDraft): boolean {
    const level = this.#level;
    if (level.codeDepth > 0) return false;
    level.isHidden ??= level.runHidden ?? this.#styles.isHidden(this.#styleOf(paragraph), level.runStyle);
    return !level.isHidden;
  }

  fieldMark(type: string | undefined): void {
    const level = this.#level;
    if (type === 'begin') level.codeDepth++;
    else if (type === 'end') level.codeDepth = Math.max(0, level.codeDepth - 1);
    else if (type === 'separate' && level.codeDepth === 1) level.codeDepth = 0;
  }

  // Tables

  openTable(): void {
    this.#addCarried();
    const level = storyLevel(this.#level.story);
    level.table = { rows: [] };
    this.#enter(level);
  }

  closeTable(): void {
    const { table } = this.#level;
    this.#leave();
    // A table whose rows are all deleted is no longer there.
    if (table && table.rows.length > 0) {
      const item: TableItem = { kind: 'table', rows: table.rows };
      this.#level.story.items.push(item);
    }
  }

  openRow(): void {
    if (!this.#level.table || this.#level.row) throw new ReadError('corrupt', 'table row outside a table');
    this.#level.row = { before: 0, beforeWidth: undefined, after: 0, isDeleted: false, cells: [] };
  }

  closeRow(): void {
    const { table, row } = this.#level;
    this.#level.row = undefined;
    if (!table || !row || row.isDeleted || row.cells.length === 0) return;
    table.rows.push(row);
  }

  openCell(): void {
    if (!this.#level.row || this.#level.cell) throw new ReadError('corrupt', 'table cell outside a row');
    const level = storyLevel({ items: [] });
    level.cell = { span: 1, width: undefined, vertical: 'none', horizontal: 'none', isDeleted: false };
    this.#level.cell = level.cell;
    this.#enter(level);
  }

  closeCell(): void {
    this.#endStory();
    const { story, cell } = this.#level;
    this.#leave();
    this.#level.cell = undefined;
    this.#count(1);
    if (cell && !cell.isDeleted) {
      const { span, width, vertical, horizontal } = cell;
      this.#level.row?.cells.push({ span, width, vertical, horizontal, story });
    }
  }

  /** Column counts are bounded here; the slots of the whole table are counted when it is laid out. */
  columns(attributes: Attributes): number {
    const count = attributes.number('val') ?? 0;
    if (count > this.#limits.tableSlots) throw new ReadError('too-large', `cell spans ${count} columns`);
    return count;
  }

  // Text boxes

  /** A box in a hidden run is hidden with it; one outside of any paragraph has no place. */
  openTextBox(): 'skip' | undefined {
    const { paragraph } = this.#level;
    if (!paragraph || !this.#isShown(paragraph)) return 'skip';
    this.#number(paragraph);
    paragraph.textBox ??= { items: [] };
    this.#enter(storyLevel(paragraph.textBox));
    return undefined;
  }

  closeTextBox(): void {
    this.#endStory();
    this.#leave();
  }

  #enter(level: Level): void {
    this.#outer.push(this.#level);
    this.#level = level;
    this.#properties = undefined;
    // A table and its cells, or a text box in a text box, take two levels at most.
    if (this.#outer.length > 2 * this.#limits.nesting) {
      throw new ReadError('too-large', 'tables are nested too deep', { limit: this.#limits.nesting });
    }
  }

  #leave(): void {
    const outer = this.#outer.pop();
    if (outer) this.#level = outer;
  }

  #count(characters: number): void {
    this.#characters += characters;
    if (this.#characters > this.#limits.characters) {
      throw new ReadError('too-large', `more than ${this.#limits.characters} characters`, {
        limit: this.#limits.characters,
      });
    }
  }
}

/** Without white space of XML at the ends; other spaces, such as the ideographic one, are text. */
function trimXmlSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isXmlSpace(text.charCodeAt(start))) start++;
  while (end > start && isXmlSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isXmlSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** Puts the content of a paragraph whose mark is deleted before that of the next, which keeps its own properties. */
function prepend(carried: ParagraphDraft, paragraph: ParagraphDraft): void {
  const shift = carried.text.length;
  paragraph.text = carried.text + paragraph.text;
  if (carried.source && paragraph.source) {
    const own = paragraph.source.pieces.map(({ start, end, element }) => ({
      start: start + shift,
      end: end + shift,
      element,
    }));
    paragraph.source = { start: paragraph.source.start, pieces: [...carried.source.pieces, ...own] };
  }
  if (carried.hasImage) paragraph.hasImage = true;
  if (carried.textBox) {
    for (const item of paragraph.textBox?.items ?? []) carried.textBox.items.push(item);
    paragraph.textBox = carried.textBox;
  }
}

type Open = (reading: BodyReading, attributes: Attributes) => 'skip' | undefined;

/** A handler for elements that say something and hold nothing of interest. */
function on(open: (reading: BodyReading, attributes: Attributes) => void): ElementHandler<BodyReading> {
  return {
    open: (reading, attributes) => {
      open(reading, attributes);
      return undefined;
    },
  };
}

function around(open: Open, close: (reading: BodyReading) => void, isProperties = false): ElementHandler<BodyReading> {
  return { open, close, isProperties };
}

function widthOf(attributes: Attributes): Width | undefined {
  const value = attributes.number('w');
  return value === undefined ? undefined : { unit: attributes.word('type') ?? 'dxa', value };
}

function mergeOf(attributes: Attributes): Merge {
  const value = attributes.word('val');
  return value === 'restart' ? 'restart' : 'continue';
}

const text: ElementHandler<BodyReading> = {
  open: (reading, attributes) => {
    reading.openText(attributes);
    return undefined;
  },
  text: (reading, characters) => reading.takeText(characters),
  close: (reading) => reading.closeText(),
};

const image = on((reading) => reading.addImage());
const run = on((reading) => reading.openRun());
const deletion: ElementHandler<BodyReading> = { open: (reading) => reading.openDeletion() };

const elements: ElementTable<BodyReading> = new Map<string, ElementHandler<BodyReading>>([
  [
    'w:body',
    around(
      (reading) => {
        reading.openBody();
        return undefined;
      },
      (reading) => reading.closeBody(),
    ),
  ],
  ['w:altChunk', on((reading) => reading.noteForeignContent())],
  // Paragraphs
  [
    'w:p',
    around(
      (reading) => {
        reading.openParagraph();
        return undefined;
      },
      (reading) => reading.closeParagraph(),
    ),
  ],
  [
    'w:pPr',
    around(
      (reading) => {
        reading.openParagraphProperties();
        return undefined;
      },
      (reading) => reading.closeProperties(),
      true,
    ),
  ],
  [
    'w:pStyle',
    on((reading, attributes) => reading.setParagraph((paragraph) => (paragraph.styleId = attributes.word('val')))),
  ],
  [
    'w:numId',
    on((reading, attributes) => reading.setParagraph((paragraph) => (paragraph.listId = attributes.number('val')))),
  ],
  [
    'w:ilvl',
    on((reading, attributes) => reading.setParagraph((paragraph) => (paragraph.listLevel = attributes.number('val')))),
  ],
  [
    'w:outlineLvl',
    on((reading, attributes) =>
      reading.setParagraph((paragraph) => (paragraph.outlineLevel = attributes.number('val'))),
    ),
  ],
  // Runs
  ['w:rPr', { isProperties: true }],
  ['w:r', run],
  ['m:r', run],
  ['w:rStyle', on((reading, attributes) => reading.setRunStyle(attributes.word('val')))],
  ['w:vanish', on((reading, attributes) => reading.setHidden(attributes.isOn()))],
  ['w:t', text],
  ['m:t', text],
  ['w:br', on((reading, attributes) => reading.addBreak(attributes.word('type')))],
  ['w:cr', on((reading) => reading.add('\n'))],
  ['w:tab', on((reading) => reading.add('\t'))],
  ['w:ptab', on((reading) => reading.add('\t'))],
  ['w:noBreakHyphen', on((reading) => reading.add('-'))],
  ['w:sym', on((reading, attributes) => reading.add(symbolText(attributes.word('font'), attributes.word('char'))))],
  ['w:fldChar', on((reading, attributes) => reading.fieldMark(attributes.word('fldCharType')))],
  ['pic:pic', image],
  ['v:imagedata', image],
  ['w:object', image],
  // Tables
  [
    'w:tbl',
    around(
      (reading) => {
        reading.openTable();
        return undefined;
      },
      (reading) => reading.closeTable(),
    ),
  ],
  [
    'w:tr',
    around(
      (reading) => {
        reading.openRow();
        return undefined;
      },
      (reading) => reading.closeRow(),
    ),
  ],
  [
    'w:trPr',
    around(
      (reading) => {
        reading.openRowProperties();
        return undefined;
      },
      (reading) => reading.closeProperties(),
      true,
    ),
  ],
  ['w:hidden', on((reading, attributes) => attributes.isOn() && reading.hideRow())],
  [
    'w:gridBefore',
    on((reading, attributes) => reading.setRow((row) => (row.before = Math.max(0, reading.columns(attributes))))),
  ],
  ['w:wBefore', on((reading, attributes) => reading.setRow((row) => (row.beforeWidth = widthOf(attributes))))],
  [
    'w:gridAfter',
    on((reading, attributes) => reading.setRow((row) => (row.after = Math.max(0, reading.columns(attributes))))),
  ],
  [
    'w:tc',
    around(
      (reading) => {
        reading.openCell();
        return undefined;
      },
      (reading) => reading.closeCell(),
    ),
  ],
  ['w:tcPr', { isProperties: true }],
  [
    'w:gridSpan',
    on((reading, attributes) => reading.setCell((cell) => (cell.span = Math.max(1, reading.columns(attributes))))),
  ],
  ['w:tcW', on((reading, attributes) => reading.setCell((cell) => (cell.width = widthOf(attributes))))],
  ['w:vMerge', on((reading, attributes) => reading.setCell((cell) => (cell.vertical = mergeOf(attributes))))],
  ['w:hMerge', on((reading, attributes) => reading.setCell((cell) => (cell.horizontal = mergeOf(attributes))))],
  [
    'w:cellMerge',
    on((reading, attributes) => {
      const merge = attributes.word('vMerge');
      reading.setCell((cell) => (cell.vertical = merge === 'cont' ? 'continue' : 'restart'));
    }),
  ],
  ['w:cellDel', on((reading) => reading.setCell((cell) => (cell.isDeleted = true)))],
  // Text boxes
  [
    'w:txbxContent',
    around(
      (reading) => reading.openTextBox(),
      (reading) => reading.closeTextBox(),
    ),
  ],
  // Tracked changes: what is inserted stands there, what is deleted does not
  ['w:del', deletion],
  ['w:moveFrom', deletion],
  ['w:delText', leftOut],
  // Not text, or not shown
  ['w:instrText', leftOut],
  ['w:delInstrText', leftOut],
  ['w:fldData', leftOut],
  ['w:ffData', leftOut],
  ['w:rt', leftOut],
  ['w:rubyPr', leftOut],
  ['w:tabs', leftOut],
  ['w:sdtPr', leftOut],
  ['w:sdtEndPr', leftOut],
  ['w:tblPr', leftOut],
  ['w:tblPrEx', leftOut],
  ['w:tblGrid', leftOut],
  ['w:sectPr', leftOut],
  ['w:background', leftOut],
  ['m:ctrlPr', leftOut],
  // The properties before a tracked change
  ['w:pPrChange', leftOut],
  ['w:rPrChange', leftOut],
  ['w:tcPrChange', leftOut],
  ['w:trPrChange', leftOut],
]);
