/**
 * Finds the official tables again in a text: labels of the form, and the figures between them. A row whose
 * figures are as many as its table has columns is placed; with fewer or more, nothing places them, and the
 * row is handed on as unplaced.
 */
import type { Cell, Table } from '../../document/document.ts';
import type { TxtLocation } from '../../document/location.ts';
import { looksLikeFigure } from '../../form/figures.ts';
import { type Form, type FormBlock, type FormColumn, type FormTable, rowsOf } from '../../form/form.ts';
import { type TableId, tableIds } from '../../form/ids.ts';
import {
  alignLabels,
  bestFit,
  isPartOfLabel,
  labelFit,
  type OfficialLabel,
  recognisedFrom,
  wordingFit,
} from '../../form/likeness.ts';
import { bareWords, enumeratorOf, labelWords, prepareLabel } from '../../form/normalise.ts';
import { madeOnce } from '../../made-once.ts';
import {
  cellsOf as cellsByStyle,
  endsWithBar,
  isPageNumber,
  isRule,
  type Line,
  type TableStyle,
  type TextCell,
} from './lines.ts';

/** A stretch of lines [from, to) that is one table. */
export interface TableStretch {
  readonly from: number;
  readonly to: number;
  readonly table: Table;
}

/** A stretch must hold at least so many figures to be a table; with fewer it is running text. */
const fewestFigures = 2;
/** A row of the table is a line of the text. */
const rowStyles: readonly TableStyle[] = ['tab-rows', 'bar-rows', 'blank-rows', 'comma-rows'];
/** Longest text that can be a label which the form does not know. */
const longestUnknownLabel = 14;

/** A figure with something before or after it that does not belong in the cell: 约20, 154200元. */
const amount = /^[约近超]?\d[\d,，.]*[\u4e00-\u9fff%]{0,3}$/;

/** The words of a form's labels, for telling a table's lines from running text. */
interface Vocabulary {
  readonly labels: ReadonlyMap<string, ReadonlySet<TableId>>;
  readonly pieces: string;
  readonly titles: ReadonlySet<string>;
}

/** The cells of a line, made once for each line. */
type CellsOf = (line: Line) => readonly TextCell[];

export function findTables(lines: readonly Line[], style: TableStyle, forms: readonly Form[]): TableStretch[] {
  const vocabulary = vocabularyOf(forms);
  const known = new Map<Line, readonly TextCell[]>();
  const cellsOf: CellsOf = (line) => madeOnce(known, line, () => splitLine(line, style, vocabulary));
  const stretches: TableStretch[] = [];
  const headers = pageHeaders(lines, cellsOf, vocabulary);
  for (let index = 0; index < lines.length; index++) {
    const id = startsTable(cellsOf(lines[index] as Line), vocabulary);
    if (!id) continue;
    const to = endOfTable(lines, index, style, cellsOf, vocabulary, headers);
    const own = lines.slice(index, to).filter((line) => !headers.has(line));
    const cells = own.map(cellsOf);
    const form = bestForm(cells.flat(), id, forms);
    const rows = logicalRows(own, cells, style, form.tables[id]);
    if (rows.reduce((sum, row) => sum + row.values.filter((cell) => cell.text !== '').length, 0) < fewestFigures)
      continue;
    stretches.push({
      from: index,
      to,
      table: makeTable(rows, form.tables[id], lines[index] as Line, lines[to - 1] as Line),
    });
    index = to - 1;
  }
  return stretches;
}

/** Longest line of a page header, in characters. */
const longestHeader = 60;

/** Lines that stand at the head of each page and come in the middle of tables: the report's title, or a line that recurs. */
function pageHeaders(lines: readonly Line[], cellsOf: CellsOf, vocabulary: Vocabulary): ReadonlySet<Line> {
  const headers = new Set<Line>();
  const byWords = new Map<string, Line[]>();
  for (const line of lines) {
    if (line.text.length > longestHeader) continue;
    const bare = bareWords(line.text);
    if (bare.length < 4 || /\d$/.test(bare) || looksLikeFigure(line.text.trim())) continue;
    if (bare.endsWith('报告') && /政府信息公开(?:工作)?年度?报告$/.test(bare)) headers.add(line);
    // The heads of a table's parts recur as well.
    const isOwn = (cell: TextCell) => {
      const { words } = prepareLabel(cell.text);
      return words !== '' && (isPiece(words, vocabulary) || vocabulary.titles.has(words));
    };
    if (cellsOf(line).some(isOwn)) continue;
    const same = byWords.get(bare);
    if (same) same.push(line);
    else byWords.set(bare, [line]);
  }
  for (const same of byWords.values()) if (same.length > 1) for (const line of same) headers.add(line);
  return headers;
}

const vocabularies = new WeakMap<readonly Form[], Vocabulary>();

/** Made once for the forms: they are the same for every report. */
function vocabularyOf(forms: readonly Form[]): Vocabulary {
  return madeOnce(vocabularies, forms, () => makeVocabulary(forms));
}

/** The words of all titles of sections. */
export function titlesOf(forms: readonly Form[]): ReadonlySet<string> {
  return vocabularyOf(forms).titles;
}

function makeVocabulary(forms: readonly Form[]): Vocabulary {
  const labels = new Map<string, Set<TableId>>();
  for (const form of forms) {
    for (const id of tableIds) {
      for (const text of labelsOf(form.tables[id])) {
        for (const words of [bareWords(text), labelWords(text)])
          labels.set(words, (labels.get(words) ?? new Set()).add(id));
      }
    }
  }
  const titles = forms.flatMap((form) =>
    form.sections.flatMap((section) => [section.title, ...section.tolerated, ...section.variants].map(bareWords)),
  );
  return { labels, pieces: [...labels.keys()].join('\n'), titles: new Set(titles) };
}

const labelsOfTables = new WeakMap<FormTable, readonly string[]>();

/** All words of the form in a table, made once for each. */
function labelsOf(table: FormTable): readonly string[] {
  return madeOnce(labelsOfTables, table, () => [
    ...table.furniture,
    ...table.blocks.flatMap((block) => [
      ...(block.heading ? [block.heading] : []),
      ...[...block.rows, ...block.columns].flatMap((entry) => [entry.label, ...entry.tolerated, ...entry.parents]),
    ]),
  ]);
}

/**
 * The cells of a line. In a text with blanks between cells, a label may hold blanks itself: words are put
 * together to the labels that the form knows.
 */
function splitLine(line: Line, style: TableStyle, vocabulary: Vocabulary): TextCell[] {
  const cells = cellsByStyle(line, style);
  return style === 'blank-rows' ? cells.flatMap((cell) => splitIntoLabels(cell, vocabulary)) : cells;
}

function splitIntoLabels(cell: TextCell, vocabulary: Vocabulary): TextCell[] {
  const words = [...cell.text.matchAll(/[^\s\u3000]+/g)];
  if (words.length < 2 || tablesOf(cell, vocabulary)) return [cell];
  const labels: TextCell[] = [];
  let from = 0;
  while (from < words.length) {
    let to = words.length;
    let label: TextCell | null = null;
    for (; to > from && !label; to--) {
      const [first, last] = [words[from] as RegExpMatchArray, words[to - 1] as RegExpMatchArray];
      const part = partOf(cell, first.index as number, (last.index as number) + last[0].length);
      if (tablesOf(part, vocabulary)) label = part;
    }
    if (!label && labels.length === 0) return [cell];
    // After a label, single words are what stands in its cells.
    const word = words[from] as RegExpMatchArray;
    labels.push(label ?? partOf(cell, word.index as number, (word.index as number) + word[0].length));
    from = label ? to + 1 : from + 1;
  }
  return labels;
}

function partOf(cell: TextCell, from: number, to: number): TextCell {
  const { line, column, start } = cell.location;
  return {
    text: cell.text.slice(from, to),
    location: { line, column: column + from, start: start + from, end: start + to },
  };
}

function tablesOf(cell: TextCell, vocabulary: Vocabulary): ReadonlySet<TableId> | undefined {
  const { bare, words } = prepareLabel(cell.text);
  return vocabulary.labels.get(bare) ?? vocabulary.labels.get(words);
}

/** Whether words are a label of the form or stand in one. */
function isPiece(words: string, { labels, pieces }: Vocabulary): boolean {
  return labels.has(words) || pieces.includes(words);
}

/** A table begins with a line of labels that only one table has; which one it is. */
function startsTable(cells: readonly TextCell[], vocabulary: Vocabulary): TableId | null {
  for (const cell of cells) {
    if (cell.text === '') continue;
    const tables = tablesOf(cell, vocabulary);
    if (!tables) return null;
    if (tables.size === 1) return [...tables][0] as TableId;
  }
  return null;
}

function endOfTable(
  lines: readonly Line[],
  from: number,
  style: TableStyle,
  cellsOf: CellsOf,
  vocabulary: Vocabulary,
  headers: ReadonlySet<Line>,
): number {
  let end = from;
  for (let index = from; index < lines.length; index++) {
    const line = lines[index] as Line;
    if (line.text.trim() === '' || isPageNumber(line) || isRule(line.text) || headers.has(line)) continue;
    const cells = cellsOf(line).filter((cell) => cell.text !== '');
    if (!cells.every((cell) => belongs(cell, cells, lines, index, style, cellsOf, vocabulary))) break;
    end = index + 1;
  }
  return end;
}

function belongs(
  cell: TextCell,
  neighbours: readonly TextCell[],
  lines: readonly Line[],
  index: number,
  style: TableStyle,
  cellsOf: CellsOf,
  vocabulary: Vocabulary,
): boolean {
  if (looksLikeFigure(cell.text) || tablesOf(cell, vocabulary) || amount.test(cell.text)) return true;
  const words = bareWords(cell.text);
  if (words === '') return true;
  if (vocabulary.titles.has(labelWords(cell.text)) || /[。；！？]/.test(cell.text)) return false;
  if (isPiece(words, vocabulary)) return true;
  if (enumeratorOf(cell.text)?.style === 'section' && neighbours.length === 1) return false;
  // A label that the form does not know: short, and among labels or figures.
  if (words.length > longestUnknownLabel && neighbours.length === 1) return false;
  const known = neighbours.filter((other) => looksLikeFigure(other.text) || tablesOf(other, vocabulary)).length;
  if (neighbours.length > 1) return known * 2 >= neighbours.length;
  // In a text that ends each cell with a bar, its last cell too.
  if (style === 'bar-cells' && endsWithBar(lines[index] as Line)) return true;
  const following = firstCellAfter(lines, index, cellsOf);
  return following !== undefined && (looksLikeFigure(following.text) || tablesOf(following, vocabulary) !== undefined);
}

/** The first cell with a text below a line; lines of blank cells, which end rows in some texts, are passed over. */
function firstCellAfter(lines: readonly Line[], index: number, cellsOf: CellsOf): TextCell | undefined {
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at] as Line;
    if (line.text.trim() === '' || isPageNumber(line)) continue;
    const cell = cellsOf(line).find((other) => other.text !== '');
    if (cell) return cell;
  }
  return undefined;
}

/** The edition whose labels occur more often in the stretch. */
function bestForm(cells: readonly TextCell[], id: TableId, forms: readonly Form[]): Form {
  const words = new Set(cells.map((cell) => labelWords(cell.text)));
  const fitOf = (form: Form) => labelsOf(form.tables[id]).filter((label) => words.has(labelWords(label))).length;
  return forms.reduce((best, form) => (fitOf(form) > fitOf(best) ? form : best));
}

/** A row as the text writes it: everything before the figures, and the figures (and blanks) up to the next label. */
interface LogicalRow {
  readonly labels: TextCell[];
  readonly values: TextCell[];
  /** All cells of the line or row, blanks too, where the style keeps them. */
  readonly slots: readonly TextCell[];
  /** Its figures stand on the line below its labels. */
  readonly isFromTwoLines?: boolean;
  /** Nothing tells its cells apart (Line.isOpenRow). */
  readonly isOpen?: boolean;
}

function logicalRows(
  lines: readonly Line[],
  cells: readonly (readonly TextCell[])[],
  style: TableStyle,
  table: FormTable,
): LogicalRow[] {
  const official = officialLabels(table);
  const fitOf = (cell: TextCell) => bestFit(cell.text, official);
  const isStray = strayIn(table, fitOf);
  const keepsSlots = rowStyles.includes(style);
  const open = new Set(lines.flatMap((line) => (line.isOpenRow ? [line.number] : [])));
  const rows = rowsOfCells(lines, cells, style, fitOf, table).map((all): LogicalRow => {
    const slots = keepsSlots ? all : all.filter((cell, index) => !isStray(cell, all.slice(0, index)));
    const firstValue = firstValueOf(slots, fitOf, table);
    return {
      labels: withoutRepeated(
        slots.slice(0, firstValue).filter((cell) => prepareLabel(cell.text).bare !== ''),
        fitOf,
      ),
      values: slots.slice(firstValue),
      slots,
      isOpen: open.size > 0 && all.some((cell) => open.has(cell.location.line)),
    };
  });
  return mergeBrokenLabels(rows, fitOf, table);
}

/**
 * Whether a cell among figures is a piece of a label that a page cut in two (理结果 of 三、本年度办理结果): the label of
 * a merged cell goes on beside the rows below, and no figure stands there.
 */
function strayIn(
  table: FormTable,
  fitOf: (cell: TextCell) => number,
): (cell: TextCell, before: readonly TextCell[]) => boolean {
  let labels: readonly string[] | undefined;
  return (cell, before) => {
    if (looksLikeFigure(cell.text) || !before.some((other) => looksLikeFigure(other.text))) return false;
    const words = bareWords(cell.text);
    labels ??= labelsOf(table).map(bareWords);
    return words.length >= 2 && fitOf(cell) < recognisedFrom && labels.some((label) => label.includes(words));
  };
}

/**
 * Some converters write the label of a merged cell once for each column that it covers. Labels that were cut short
 * (本年新 for 本年新制作数量 and for 本年新公开数量) only look like that.
 */
function withoutRepeated(labels: readonly TextCell[], fitOf: (cell: TextCell) => number): TextCell[] {
  return labels.filter((cell, index) => {
    const before = labels[index - 1];
    return cell.text !== before?.text || cell.location.line !== before.location.line || fitOf(cell) < 0.99;
  });
}

const listedLabels = new WeakMap<FormTable, readonly OfficialLabel[]>();

/** Every label of a table, made once: what fits them is remembered by them. */
function officialLabels(table: FormTable): readonly OfficialLabel[] {
  return madeOnce(listedLabels, table, () => [
    ...rowsOf(table).map(({ row }) => row),
    ...table.blocks.flatMap((block) => block.columns),
    ...labelsOf(table).map((label) => ({ label, tolerated: [] })),
  ]);
}

/**
 * Where a row's values begin: after its last text, unless counting from its last known label gives as many
 * as there are columns: then the text between is what somebody wrote into a cell for figures.
 */
function firstValueOf(slots: readonly TextCell[], fitOf: (cell: TextCell) => number, table: FormTable): number {
  const isText = (cell: TextCell) => cell.text !== '' && !looksLikeFigure(cell.text);
  const afterText = slots.findLastIndex(isText) + 1;
  const afterLabel = slots.findLastIndex((cell) => isText(cell) && fitOf(cell) >= recognisedFrom) + 1;
  if (afterLabel === afterText || afterLabel === 0) return afterText;
  const wanted = wantedAfter(slots.slice(0, afterLabel), table);
  const filled = slots.slice(afterLabel).filter((cell) => cell.text !== '').length;
  return filled === wanted || slots.length - afterLabel === wanted ? afterLabel : afterText;
}

/** How many values the row wants that these labels lead to. */
function wantedAfter(labels: readonly TextCell[], table: FormTable): number {
  const [block] = table.blocks as [FormBlock];
  if (table.layout === 'groups') return block.rows.length * block.columns.length;
  const leaf = labels.findLast((cell) => cell.text !== '');
  return leaf ? blockOf(leaf, labels, table).columns.length : 0;
}

/** Cells by row. Where each cell has a line of its own, a row ends where a label follows figures. */
function rowsOfCells(
  lines: readonly Line[],
  cells: readonly (readonly TextCell[])[],
  style: TableStyle,
  fitOf: (cell: TextCell) => number,
  table: FormTable,
): TextCell[][] {
  const rows: TextCell[][] = [];
  const isFurniture = (line: Line) => isPageNumber(line) || isRule(line.text);
  if (rowStyles.includes(style)) {
    for (const [index, line] of lines.entries()) {
      if (line.text.trim() !== '' && !isFurniture(line)) rows.push([...(cells[index] as readonly TextCell[])]);
    }
    return rows;
  }
  let row: TextCell[] = [];
  let open = false;
  let gap = false;
  let apart = false;
  const headings = new Set(table.blocks.flatMap((block) => (block.heading ? [bareWords(block.heading)] : [])));
  const isFull = () => {
    const first =
      row.findLastIndex(
        (other) => other.text !== '' && !looksLikeFigure(other.text) && fitOf(other) >= recognisedFrom,
      ) + 1;
    return first === 0 || row.length - first >= wantedAfter(row.slice(0, first), table);
  };
  const beginsRow = (cell: TextCell) => {
    // Blank lines around a page number end no row that is not full yet.
    if (style === 'tab-cells') return gap && (!apart || isFull() || fitOf(cell) >= recognisedFrom);
    if (row.length > 0 && headings.has(bareWords(cell.text))) return true;
    if (cell.text === '' || looksLikeFigure(cell.text) || !row.some((other) => looksLikeFigure(other.text)))
      return false;
    if (fitOf(cell) >= recognisedFrom) return true;
    // Words among the figures of a row that is not full yet stand in a cell for figures.
    return isFull();
  };
  for (const [index, line] of lines.entries()) {
    if (isFurniture(line)) {
      apart = true;
      continue;
    }
    if (line.text.trim() === '' && !(style === 'tab-cells' && line.text.startsWith('\t'))) {
      // An empty line ends a row of tab cells, unless the next line goes on with the cell.
      gap = true;
      continue;
    }
    const goesOn =
      (style === 'tab-cells' && !line.text.startsWith('\t') && row.length > 0) || (style === 'bar-cells' && open);
    for (const [position, cell] of (cells[index] as readonly TextCell[]).entries()) {
      const last = row.at(-1);
      if (goesOn && position === 0 && last) {
        row[row.length - 1] = joined(last, cell, apart);
        continue;
      }
      if (beginsRow(cell)) {
        if (row.length > 0) rows.push(row);
        row = [];
      }
      gap = false;
      row.push(cell);
    }
    if (goesOn) gap = false;
    apart = false;
    open = style === 'bar-cells' && !line.text.trimEnd().endsWith('|');
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Characters between two cells that stand next to each other: a bar or a tab, blanks, a line's end. */
const widestGap = 4;

/** One cell of two parts. With other things between them it is shown where its first part stands. */
function joined(first: TextCell, second: TextCell, apart = false): TextCell {
  const location = apart ? first.location : { ...first.location, end: second.location.end };
  return { text: `${first.text}\n${second.text}`, location };
}

/**
 * Puts labels together that the text broke over lines: the end of a label on a line of its own after its
 * row (已获取信 / 息), or, where each cell has its own line, a label in two cells.
 */
function mergeBrokenLabels(
  rows: readonly LogicalRow[],
  fitOf: (cell: TextCell) => number,
  table: FormTable,
): LogicalRow[] {
  const merged: LogicalRow[] = [];
  for (const row of rows) {
    const labels = putTogether(row.labels, fitOf);
    const previous = merged.at(-1);
    const leaf = previous?.labels.at(-1);
    const hasFigures = row.values.some((cell) => cell.text !== '');
    // A label on one line, its figures on the next; figures on one more line may be a page number, or these were.
    if (previous && labels.length === 0 && hasFigures && previous.labels.length > 0) {
      if (previous.values.length === 0) {
        merged[merged.length - 1] = { ...row, labels: previous.labels, isFromTwoLines: true };
        continue;
      }
      if (previous.isFromTwoLines) {
        const values = [...previous.values, ...row.values];
        merged[merged.length - 1] = { ...previous, values, slots: [...previous.slots, ...row.values] };
        continue;
      }
    }
    // 其他对外管理服务事项 on a line of its own, above the sub-rows that an office lists.
    if (previous && leaf && labels.length === 1 && hasFigures && isParentOf(leaf, labels[0] as TextCell, table)) {
      if (previous.values.every((cell) => cell.text === '')) {
        merged[merged.length - 1] = { ...row, labels: [leaf, ...labels] };
        continue;
      }
    }
    const piece = labels.at(-1);
    if (previous && leaf && piece && !hasFigures && previous.values.some((cell) => cell.text !== '')) {
      const together = joined(leaf, piece, true);
      if (fitOf(piece) < 0.99 && fitOf(together) >= recognisedFrom && fitOf(together) > fitOf(leaf)) {
        previous.labels[previous.labels.length - 1] = together;
        continue;
      }
    }
    merged.push({ ...row, labels });
  }
  return merged;
}

function isParentOf(parent: TextCell, cell: TextCell, table: FormTable): boolean {
  return rowsOf(table).some(({ row }) => row.subRows && labelFit(parent.text, row) >= 0.99) && isUnknown(cell, table);
}

/** Most cells that one label is broken into: 结 / 果 / 维 / 持. */
const mostPieces = 6;

function putTogether(cells: readonly TextCell[], fitOf: (cell: TextCell) => number): TextCell[] {
  const labels: TextCell[] = [];
  for (let at = 0; at < cells.length; at++) {
    let together = cells[at] as TextCell;
    let to = at;
    while (fitOf(together) < 0.99 && to - at < mostPieces - 1) {
      const next = cells[to + 1];
      if (!next || fitOf(next) >= 0.99) break;
      together = joined(together, next, next.location.start - together.location.end > widestGap);
      to++;
    }
    if (to > at && fitOf(together) >= 0.99) at = to;
    else together = cells[at] as TextCell;
    labels.push(together);
  }
  return labels;
}

// ---- from rows to a grid ----

class GridBuilder {
  readonly cells: Cell[] = [];
  readonly unplacedRows: number[] = [];
  rows = 0;
  columns = 0;

  add(row: number, column: number, cell: TextCell, columnSpan = 1, rowSpan = 1): void {
    this.cells.push({ row, column, rowSpan, columnSpan, text: cell.text, location: cell.location });
    this.rows = Math.max(this.rows, row + rowSpan);
    this.columns = Math.max(this.columns, column + columnSpan);
  }
}

function makeTable(rows: readonly LogicalRow[], official: FormTable, first: Line, last: Line): Table {
  const grid = new GridBuilder();
  if (official.layout === 'groups') placeGroups(rows, official, grid);
  else placeRows(rows, official, grid);
  const location: TxtLocation = {
    line: first.number,
    column: 1,
    start: first.start,
    end: last.start + last.text.length,
  };
  return {
    kind: 'table',
    rowCount: grid.rows,
    columnCount: grid.columns,
    cells: grid.cells.sort((a, b) => a.row - b.row || a.column - b.column),
    location,
    ...(grid.unplacedRows.length > 0 ? { unplacedRows: grid.unplacedRows } : {}),
  };
}

/** Columns that labels take in the grid, before the value columns. */
const labelColumns = 3;

function placeRows(rows: readonly LogicalRow[], official: FormTable, grid: GridBuilder): void {
  const starts = valueStarts(rows, official);
  let head: TextCell[] = [];
  let headLines: (readonly TextCell[])[] = [];
  let lastParents: TextCell[] = [];
  let isInOrder = true;
  for (const row of rows) {
    const { path, before } = splitLabels(row, official);
    if (path.length === 0) headLines.push(row.slots);
    const heading = before.find((cell) =>
      official.blocks.some((block) => block.heading && bareWords(block.heading) === bareWords(cell.text)),
    );
    if (heading) {
      grid.add(grid.rows, 0, heading, labelColumns + widest(official));
      head = [];
      headLines = path.length === 0 ? [] : [row.slots];
    }
    head.push(...before.filter((cell) => cell !== heading));
    const leaf = path.at(-1);
    if (!leaf) continue;
    const block = blockOf(leaf, path, official);
    if (head.length > 0) {
      placeHead(head, block, grid, grid.rows);
      isInOrder = hasOrderOf(head, block.columns);
      head = [];
    }
    const at = grid.rows;
    // A sub-row names its parent only once: 其他对外管理服务事项, then 行政检查, 行政确认.
    const parents = path.length > 1 ? path.slice(0, -1) : isUnknown(leaf, official) ? lastParents : [];
    lastParents = parents.length > 0 || isUnknown(leaf, official) ? parents : [];
    for (const [index, parent] of parents.slice(-(labelColumns - 1)).entries()) grid.add(at, index, parent);
    const taken = Math.min(parents.length, labelColumns - 1);
    grid.add(at, taken, leaf, labelColumns - taken);
    const reading = { placed: underHead(row, headLines, block.columns), hasMore: headLines.some(hasColumnOfItsOwn) };
    const own = isInOrder ? row : { ...row, isOpen: true };
    placeValues(own, block.columns.length, starts, grid, at, labelColumns, reading);
  }
}

/** Columns that some offices add; no figure in them is the form's. */
const ownColumn = /^(?:小计|合计|法人或其他组织小计|备注|说明)$/;

function hasColumnOfItsOwn(line: readonly TextCell[]): boolean {
  return line.some((cell) => ownColumn.test(prepareLabel(cell.text).words));
}

/** What the head says of where a row's values belong. */
interface HeadReading {
  readonly placed: readonly TextCell[] | null;
  /** It has a column that the form has not: as many figures as the form has columns may be others than those. */
  readonly hasMore: boolean;
}

/**
 * The values of a row by the labels over their slots, where the text keeps all slots of the table: the way in which
 * a row can be placed that has a column too many (小计), or one for each column that a merged cell covers. null where
 * any of it is in doubt.
 */
function underHead(
  row: LogicalRow,
  headLines: readonly (readonly TextCell[])[],
  columns: readonly FormColumn[],
): TextCell[] | null {
  const { slots } = row;
  const lines = headLines.filter((line) => line.length === slots.length);
  const labelAt = (slot: number): string => lines.findLast((line) => line[slot]?.text !== '')?.[slot]?.text ?? '';
  const found: TextCell[] = [];
  let column = -1;
  let label = '';
  for (let slot = slots.length - row.values.length; slot < slots.length; slot++) {
    const value = slots[slot] as TextCell;
    const own = labelAt(slot);
    if (own === '' || ownColumn.test(prepareLabel(own).words)) {
      if (own === '' && value.text !== '') return null;
      continue;
    }
    if (own === label && column >= 0 && labelFit(own, columns[column] as FormColumn) >= 0.99) {
      // The same column again: the same figure, or it cannot be told which.
      if (value.text !== found.at(-1)?.text) return null;
      continue;
    }
    const next = columns[column + 1];
    if (!next || labelFit(own, next) < 0.99) return null;
    column++;
    label = own;
    found.push(value);
  }
  return found.length === columns.length ? found : null;
}

/** Row labels (with the groups they stand in) at the end; what stands before them is the head of the table. */
function splitLabels(row: LogicalRow, official: FormTable): { path: TextCell[]; before: TextCell[] } {
  if (row.values.every((cell) => cell.text === '')) {
    // Without figures: a row of the form left blank, or head.
    const leaf = row.labels.at(-1);
    const isRow = leaf && rowsOf(official).some((entry) => labelFit(leaf.text, entry.row) >= 0.8);
    const isColumn =
      leaf && official.blocks.some((block) => block.columns.some((column) => labelFit(leaf.text, column) >= 0.99));
    if (!isRow || isColumn) return { path: [], before: row.labels };
  }
  const parents = parentsIn(official);
  let from = row.labels.length - 1;
  while (from > 0) {
    const cell = row.labels[from - 1] as TextCell;
    if (!parents.some((label) => wordingFit(cell.text, label) >= 0.8)) break;
    from--;
  }
  return { path: row.labels.slice(Math.max(from, 0)), before: row.labels.slice(0, Math.max(from, 0)) };
}

const parentsOfTables = new WeakMap<FormTable, readonly string[]>();

/** The labels that stand left of others, made once for each table. */
function parentsIn(table: FormTable): readonly string[] {
  return madeOnce(parentsOfTables, table, () => [
    ...new Set(rowsOf(table).flatMap(({ row }) => [...row.parents, ...(row.subRows ? [row.label] : [])])),
  ]);
}

function isUnknown(cell: TextCell, official: FormTable): boolean {
  return !rowsOf(official).some(({ row }) => labelFit(cell.text, row) >= recognisedFrom);
}

function blockOf(leaf: TextCell, path: readonly TextCell[], official: FormTable): FormBlock {
  const [first, ...others] = official.blocks as [FormBlock, ...FormBlock[]];
  if (others.length === 0) return first;
  const cells = path.includes(leaf) ? path : [...path, leaf];
  const fitOf = (block: FormBlock) =>
    Math.max(...block.rows.map((row) => Math.max(...cells.map((cell) => labelFit(cell.text, row)))));
  let best = { block: first, fit: fitOf(first) };
  for (const block of others) {
    const fit = fitOf(block);
    if (fit > best.fit) best = { block, fit };
  }
  return best.block;
}

function widest(official: FormTable): number {
  return Math.max(...official.blocks.map((block) => block.columns.length));
}

/** The head in the form's order: spanned labels (总计) come earlier in the text than they stand in the table. */
function placeHead(head: readonly TextCell[], block: FormBlock, grid: GridBuilder, row: number): void {
  const free = [...head];
  const note = free.find(
    (cell) =>
      labelWords(cell.text) !== '' && !block.columns.some((column) => labelFit(cell.text, column) >= recognisedFrom),
  );
  if (note) grid.add(row, 0, note, labelColumns);
  for (const [index, column] of block.columns.entries()) {
    const cell = bestHead(free, column) ?? onlyPart(free, column);
    if (!cell) continue;
    free.splice(free.indexOf(cell), 1);
    grid.add(row, labelColumns + index, cell);
  }
}

/**
 * Whether the head's labels come in the form's order. Those of no group (自然人, 总计) span the head's lines, and may come
 * before all of the group. Where labels have changed places, counting does not tell whose the figures are.
 */
function hasOrderOf(head: readonly TextCell[], columns: readonly FormColumn[]): boolean {
  const deepest = Math.max(...columns.map(({ parents }) => parents.length));
  const found = new Map<number, { line: number; isGrouped: boolean }>();
  for (const cell of head) {
    const column = columns.findIndex((own) => labelFit(cell.text, own) >= 0.99);
    const isGrouped = columns[column]?.parents.length === deepest;
    if (column >= 0 && !found.has(column)) found.set(column, { line: cell.location.line, isGrouped });
  }
  const order = [...found];
  const firstOfGroup = order.findIndex(([, { isGrouped }]) => isGrouped);
  return order.every(([column, own], at) =>
    order.slice(at + 1).every(([next, other]) => {
      if (column < next) return true;
      return own.line !== other.line && !own.isGrouped && at < firstOfGroup;
    }),
  );
}

/** A label too short to be known by itself (企业, 科研): no other one of the head is part of the column's. */
function onlyPart(cells: readonly TextCell[], column: FormColumn): TextCell | undefined {
  const parts = cells.filter((cell) => isPartOfLabel(cell.text, column));
  return parts.length === 1 ? parts[0] : undefined;
}

function bestHead(cells: readonly TextCell[], column: FormColumn): TextCell | undefined {
  let best: { cell?: TextCell; fit: number } = { fit: recognisedFrom - 0.001 };
  for (const cell of cells) {
    const fit = labelFit(cell.text, column);
    if (fit > best.fit) best = { cell, fit };
  }
  return best.cell;
}

/**
 * Where values begin in rows of so many slots, as rows show that have a figure in every column: with it, a
 * row with blanks can be placed as well.
 */
function valueStarts(rows: readonly LogicalRow[], official: FormTable): Map<number, number> {
  const starts = new Map<number, number>();
  if (official.blocks.length > 1) return starts;
  const wanted = widest(official);
  for (const { slots } of rows) {
    const figures = slots.flatMap((cell, index) => (looksLikeFigure(cell.text) && cell.text !== '' ? [index] : []));
    if (figures.length === wanted && !starts.has(slots.length)) starts.set(slots.length, figures[0] as number);
  }
  return starts;
}

function placeValues(
  row: LogicalRow,
  wanted: number,
  starts: ReadonlyMap<number, number>,
  grid: GridBuilder,
  at: number,
  column: number,
  head: HeadReading = { placed: null, hasMore: false },
): void {
  const filled = row.values.filter((cell) => cell.text !== '');
  if (filled.length === 0) {
    // Nothing in the row at all: every cell of it is blank, wherever its blanks stand.
    const end = row.slots.at(-1)?.location as TxtLocation;
    const blank = {
      text: '',
      location: { ...end, column: end.column + end.end - end.start, start: end.end, end: end.end },
    };
    for (let index = 0; index < wanted; index++) grid.add(at, column + index, row.values[index] ?? blank);
    return;
  }
  const inner = row.values.slice(
    row.values.findIndex((cell) => cell.text !== ''),
    row.values.findLastIndex((cell) => cell.text !== '') + 1,
  );
  const start = starts.get(row.slots.length);
  const firstValue = row.slots.length - row.values.length;
  const byPosition = start === undefined || start < firstValue ? [] : row.slots.slice(start, start + wanted);
  const inDoubt = allEqual(filled) && filled.length > wanted ? filled : null;
  const byCount =
    filled.length === wanted
      ? filled
      : row.values.length === wanted
        ? row.values
        : byPosition.length === wanted && filled.every((cell) => byPosition.includes(cell))
          ? byPosition
          : inner.length === wanted
            ? inner
            : inDoubt;
  const placed = row.isOpen ? null : (head.placed ?? (head.hasMore ? inDoubt : byCount));
  if (!placed) grid.unplacedRows.push(at);
  for (const [index, cell] of (placed ?? filled).entries()) grid.add(at, column + index, cell);
}

/** More figures than columns are placed only where any placing gives the same table. */
function allEqual(cells: readonly TextCell[]): boolean {
  return cells.every((cell) => cell.text === cells[0]?.text);
}

/** 表四: two lines of heads, one of figures. */
function placeGroups(rows: readonly LogicalRow[], official: FormTable, grid: GridBuilder): void {
  const [block] = official.blocks as [FormBlock];
  const wanted = block.rows.flatMap((row) => block.columns.map((column) => ({ row, column })));
  const data = rows.findIndex((row) => row.values.some((cell) => cell.text !== ''));
  const labels = rows.slice(0, data + 1).flatMap((row) => row.labels);
  const groups = block.rows.map((row) => labels.find((cell) => labelFit(cell.text, row) >= 0.8));
  const leaves = labels.filter(
    (cell) => block.columns.some((column) => labelFit(cell.text, column) >= recognisedFrom) && !groups.includes(cell),
  );
  const pairs = alignLabels(leaves.length, wanted.length, (leaf, index) =>
    labelFit((leaves[leaf] as TextCell).text, (wanted[index] as (typeof wanted)[number]).column),
  );
  for (const [index, group] of groups.entries()) {
    if (group) grid.add(0, index * block.columns.length, group, block.columns.length);
  }
  for (const [leaf, index] of pairs.entries()) if (index >= 0) grid.add(1, index, leaves[leaf] as TextCell);
  const row = rows[data];
  if (!row) return;
  placeValues(row, wanted.length, new Map(), grid, 2, 0);
}
