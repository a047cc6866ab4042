/**
 * Reads a PDF: bytes to SourceDocument, in reading order. The chain: engine -> displayed points -> edges -> grids ->
 * cells; the rest -> lines -> paragraphs; then both over the pages' ends.
 */
import type { Block, PageSize, Problem, SourceDocument } from '../../document/document.ts';
import { ReadError } from '../../document/errors.ts';
import type { PdfLocation } from '../../document/location.ts';
import type { Form } from '../../form/form.ts';
import type { ReadLimits } from '../limits.ts';
import { checkStreams } from './checksums.ts';
import { findColumns, type Gutter, type Region, regionAt, remembered, type Columns as TextColumns } from './columns.ts';
import { asTable, continues, type JoinedTable, joinTables, toDocumentTable } from './continuation.ts';
import { type Box, type Frame, type LayoutPage, layoutPage, placeOf } from './display.ts';
import { findEdges } from './edges.ts';
import { type PageContent, PageError, type PdfEngine, type PdfFile } from './engine.ts';
import { withoutFurniture } from './furniture.ts';
import { countLetters, isGarbled, type LetterCount } from './garbled.ts';
import { findGrids } from './lattice.ts';
import { findLines, type TextLine } from './lines.ts';
import { findOfficial } from './official.ts';
import type { Columns } from './official-grid.ts';
import { goesOn, type Measures, measure, type PlacedLine, toImageParagraph, toParagraph } from './paragraphs.ts';
import { type InflateRaw, readPlain } from './plain/index.ts';
import { openStructure } from './structure.ts';
import { fillGrids, type PageTable } from './tables.ts';
import { thresholds } from './thresholds.ts';
import { findUnruled } from './unruled.ts';

/** What was found on one page. */
interface ReadPage {
  readonly frame: Frame;
  readonly lines: readonly TextLine[];
  readonly tables: readonly PageTable[];
  /** Boxes with one cell and blank grids: frames, drawings, or a table's only row here. Their text is among the lines. */
  readonly boxes: readonly PageTable[];
  readonly images: readonly Box[];
  /** In reading order. */
  readonly regions: readonly Region[];
  /** Between columns of running text, of this page and those before. */
  readonly gutters: readonly Gutter[];
  /** Columns of an official table without ruling lines that may go on over the page's end. */
  readonly columns: Columns | undefined;
}

const a4: PageSize = { width: 595, height: 842 };

/**
 * Reads a PDF with an engine of the caller's. Throws ReadError: 'too-large', 'encrypted', 'corrupt', 'scanned' (all
 * pages are pictures), 'empty'. What could be read in part comes with `problems`. After an engine's abort
 * `engine.dead` is set and the caller must make a new one. By the labels of `forms` official tables are found that have
 * no ruling lines.
 */
export function readPdf(
  bytes: Uint8Array,
  engine: PdfEngine,
  limits: ReadLimits,
  forms: readonly Form[] = [],
): SourceDocument {
  if (bytes.length > limits.fileBytes) {
    throw new ReadError('too-large', `the file has ${bytes.length} bytes`, { limit: limits.fileBytes });
  }
  if (bytes.length === 0) throw new ReadError('empty', 'the file has no bytes');
  const streams = checkStreams(bytes, limits.inflatedBytes);
  const file = engine.open(bytes, limits);
  try {
    const problems: Problem[] = [];
    if (streams.damaged > 0 || file.repaired) problems.push({ code: 'damaged', values: { count: streams.damaged } });
    const page = (index: number): PageContent => {
      const content = file.page(index);
      if (isEmpty(content) && !hasPage(bytes, index)) throw new PageError(`page ${index + 1} is none of the page tree`);
      return content;
    };
    return toDocument({ pageCount: file.pageCount, page }, limits, problems, forms);
  } finally {
    file.close();
  }
}

/**
 * The same without an engine, for a PDF as the usual printers write it; nothing for any other file, damaged ones among
 * them, which are for readPdf. `inflate` is what the platform has of its own. Throws ReadError 'scanned' and 'empty'.
 */
export function readPlainPdf(
  bytes: Uint8Array,
  limits: ReadLimits,
  forms: readonly Form[] = [],
  inflate?: InflateRaw,
): SourceDocument | undefined {
  const pages = bytes.length > limits.fileBytes ? undefined : readPlain(bytes, limits, inflate);
  if (pages === undefined) return undefined;
  const page = (index: number): PageContent => pages[index] as PageContent;
  return toDocument({ pageCount: pages.length, page }, limits, [], forms);
}

function isEmpty({ glyphs, lines, fills, images, curves }: PageContent): boolean {
  return glyphs.count + lines.length + fills.length + images.length + curves === 0;
}

/** Where the page tree refers to itself or to what is no page, the engine shows an empty page in place of the lost one. */
function hasPage(bytes: Uint8Array, index: number): boolean {
  try {
    const type = openStructure(bytes)
      .pages(index + 1)
      [index]?.dictionary.entries.get('Type');
    return type?.kind === 'name' && type.value === 'Page';
  } catch (error) {
    if (error instanceof ReadError) return false;
    throw error;
  }
}

function toDocument(
  file: Pick<PdfFile, 'pageCount' | 'page'>,
  limits: ReadLimits,
  problems: Problem[],
  forms: readonly Form[],
): SourceDocument {
  const sizes: PageSize[] = [];
  const pages = readPages(file, limits, problems, sizes, forms);
  return { format: 'pdf', blocks: blocksOf(pages, limits, problems), problems, pages: sizes };
}

function readPages(
  file: Pick<PdfFile, 'pageCount' | 'page'>,
  limits: ReadLimits,
  problems: Problem[],
  sizes: PageSize[],
  forms: readonly Form[],
): ReadPage[] {
  const pages: ReadPage[] = [];
  /** Numbers of the pages that are pictures; a page number or a scanner's name may stand on them. */
  const scans = new Set<number>();
  /** Numbers of the pages that are pictures and whose text was recognised from them. */
  const recognised: number[] = [];
  let firstRecognised: PdfLocation | undefined;
  let failed = 0;
  let failedInRow = 0;
  let characters = 0;
  const letters: LetterCount = { all: 0, foreign: 0 };
  /** Glyphs of which the fonts say no character. */
  let unmapped = 0;
  if (file.pageCount > limits.pages) problems.push({ code: 'limit', values: { pages: limits.pages } });
  const count = Math.min(file.pageCount, limits.pages);
  for (let index = 0; index < count; index++) {
    const page = index + 1;
    let content: PageContent;
    try {
      content = file.page(index);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      failed++;
      // A file may claim a million pages.
      if (++failedInRow > thresholds.failedPages) {
        problems.push({ code: 'limit', values: { page } });
        break;
      }
      problems.push({ code: 'page-failed', values: { page } });
      sizes.push(sizes[sizes.length - 1] ?? a4);
      continue;
    }
    failedInRow = 0;
    const layout = layoutPage(content, page);
    sizes.push({ width: layout.frame.displayWidth, height: layout.frame.displayHeight });
    characters += layout.glyphs.length;
    countLetters(layout.glyphs, letters);
    unmapped += layout.unmapped;
    if (characters > limits.characters) {
      problems.push({ code: 'limit', values: { page } });
      break;
    }
    if (content.cut) problems.push({ code: 'limit', values: { page } });
    const { unread = 0 } = content;
    if (unread > 0) problems.push({ code: 'page-failed', values: { page, fields: unread } });
    if (isScan(layout, content.curves)) {
      scans.add(page);
      problems.push({ code: 'page-scanned', values: { page }, location: wholePage(layout.frame) });
    } else {
      if (isRecognised(content, layout)) {
        recognised.push(page);
        firstRecognised ??= wholePage(layout.frame);
      }
      const all = layout.glyphs.length + layout.unmapped + layout.outside;
      if (layout.unmapped > thresholds.unreadable * all) problems.push({ code: 'page-failed', values: { page } });
      else if (layout.unmapped > thresholds.unmapped * all || layout.outside > thresholds.outside * all) {
        problems.push({ code: 'damaged', values: { page, count: layout.unmapped + layout.outside } });
      }
    }
    pages.push(readPage(layout, limits, problems, forms, pages[pages.length - 1]));
  }
  if (firstRecognised) {
    const values = { pages: stretchesOf(recognised), recognised: recognised.length };
    problems.push({ code: 'page-scanned', values, location: firstRecognised });
  }
  const inked = pages.filter(({ lines, tables }) => lines.length + tables.length > 0);
  if (scans.size > 0 && inked.every(({ frame }) => scans.has(frame.page))) {
    throw new ReadError('scanned', 'the pages are pictures without text', { pages: scans.size });
  }
  const damaged = failed > 0 || problems.some(({ code }) => code === 'damaged');
  if (inked.length === 0 && damaged) throw new ReadError('corrupt', 'no page can be read', { pages: failed });
  if (isGarbled(letters) || (inked.length === 0 && unmapped > 0)) {
    throw new ReadError('corrupt', 'fonts give wrong characters', { kind: 'garbled' });
  }
  if (inked.length === 0) throw new ReadError('empty', 'the pages hold no text');
  return pages;
}

/** A picture of a page: images or outlined text, and next to no characters. */
function isScan(page: LayoutPage, curves: number): boolean {
  const inked = page.glyphs.filter((glyph) => !glyph.blank).length;
  if (inked === 0) return page.images.some(isPicture) || curves > thresholds.outlines;
  const area = page.frame.width * page.frame.height;
  const covered = page.images.some((box) => areaOf(box) > area * thresholds.scanPart);
  return covered && inked < thresholds.scanGlyphs;
}

/**
 * A picture of a page with the text that a program recognised on it, laid over it without being painted. Where text,
 * painted or as outlines, can be seen, a layer of hidden text is a copy of it.
 */
function isRecognised({ glyphs, curves }: PageContent, { frame, images }: LayoutPage): boolean {
  let hidden = 0;
  let inked = 0;
  for (let i = 0; i < glyphs.count; i++) {
    if (glyphs.codes[i] === 0x20) continue;
    inked++;
    hidden += glyphs.hidden[i] as number;
  }
  if (hidden <= inked * thresholds.recognised || curves > thresholds.outlines) return false;
  // Scanners cut a page into strips.
  const covered = images.reduce((sum, box) => sum + areaOf(box), 0);
  return covered > frame.width * frame.height * thresholds.paper;
}

function wholePage(frame: Frame): PdfLocation {
  return placeOf(frame, { left: 0, top: 0, right: frame.width, bottom: frame.height });
}

/** 1–3、5: numbers in rising order, for a sentence. */
function stretchesOf(numbers: readonly number[]): string {
  const stretches: [number, number][] = [];
  for (const number of numbers) {
    const last = stretches.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else stretches.push([number, number]);
  }
  return stretches.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join('、');
}

function isPicture(box: Box): boolean {
  return box.right - box.left >= thresholds.imageSide && box.bottom - box.top >= thresholds.imageSide;
}

function areaOf(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

function readPage(
  layout: LayoutPage,
  limits: ReadLimits,
  problems: Problem[],
  forms: readonly Form[],
  before: ReadPage | undefined,
): ReadPage {
  const { frame } = layout;
  const area = frame.width * frame.height;
  // A picture under the whole page is its paper (or the scan under recognised text), no figure.
  const images = layout.images.filter((box) => isPicture(box) && areaOf(box) < area * thresholds.paper);
  const edges = findEdges(layout.lines, layout.fills, frame.width, frame.height);
  const grids = findGrids(edges);
  const kept = grids.filter((grid) => (grid.xs.length - 1) * (grid.ys.length - 1) <= limits.tableSlots);
  if (kept.length < grids.length) problems.push({ code: 'limit', values: { page: frame.page } });
  const placed = fillGrids(
    frame,
    kept.filter((grid) => grid.cells.length > 1),
    layout.glyphs,
    images,
  );
  const whole = findOfficial(frame, findLines(placed.glyphs), forms, before?.columns);
  const tables = [...placed.tables, ...whole.tables, ...whole.unread];
  const columns = findColumns(frame, whole.lines, [...tables.map(boundsOf), ...placed.images], before?.gutters ?? []);
  const unruled = findInColumns(frame, columns, forms);
  for (const table of [...whole.unread, ...unruled.unread]) {
    const location = placeOf(frame, boundsOf(table));
    problems.push({ code: 'page-failed', values: { page: frame.page, table: 1 }, location });
  }
  const single = kept.filter((grid) => grid.cells.length === 1 && heightOf(grid.ys) <= thresholds.singleRow);
  return {
    frame,
    lines: [...unruled.lines].sort((a, b) => a.top - b.top),
    tables: [...tables, ...unruled.tables],
    boxes: [...placed.blank, ...(single.length === 0 ? [] : fillGrids(frame, single, placed.glyphs, []).tables)],
    images: placed.images,
    regions: columns.regions,
    gutters: remembered(columns.gutters, before?.gutters ?? []),
    columns: whole.columns,
  };
}

/** The tables without ruling lines, and the lines that are of none. A column may hold official ones as a page does. */
function findInColumns(
  frame: Frame,
  { regions, gutters, lines }: TextColumns,
  forms: readonly Form[],
): {
  readonly tables: readonly PageTable[];
  readonly unread: readonly PageTable[];
  readonly lines: readonly TextLine[];
} {
  if (gutters.length === 0) return { ...findUnruled(frame, lines), unread: [] };
  const found = regions.map((_, i) => {
    const own = lines.filter((line) => regionAt(regions, line) === i);
    const official = findOfficial(frame, own, forms, undefined);
    const unruled = findUnruled(frame, official.lines);
    const { unread } = official;
    return { tables: [...official.tables, ...unread, ...unruled.tables], unread, lines: unruled.lines };
  });
  return {
    tables: found.flatMap(({ tables }) => tables),
    unread: found.flatMap(({ unread }) => unread),
    lines: found.flatMap(({ lines: free }) => free),
  };
}

function boundsOf({ xs, ys }: PageTable): Box {
  return {
    left: xs[0] as number,
    top: ys[0] as number,
    right: xs[xs.length - 1] as number,
    bottom: ys[ys.length - 1] as number,
  };
}

function heightOf(ys: readonly number[]): number {
  return (ys[ys.length - 1] as number) - (ys[0] as number);
}

type Item = { readonly region: number; readonly top: number } & (
  | { readonly kind: 'line'; readonly line: TextLine }
  | { readonly kind: 'table'; readonly table: PageTable }
  | { readonly kind: 'image'; readonly box: Box }
);

/** Lines, tables and images of all pages as blocks in reading order. */
function blocksOf(pages: readonly ReadPage[], limits: ReadLimits, problems: Problem[]): Block[] {
  const kept = withoutFurniture(pages.map(({ frame, lines }) => ({ height: frame.height, lines })));
  const bodies = withSingleRows(pages.map((page, i) => ({ ...page, lines: kept[i] as TextLine[] })));
  const flow = new Flow(measure(bodies), limits, problems);
  let stretch = 0;
  for (const [at, { frame, lines, tables, images, regions }] of bodies.entries()) {
    // A page that could not be read parts what stands before and after it.
    stretch += frame.page - (bodies[at - 1]?.frame.page ?? 0);
    const place = (box: Box): Pick<Item, 'region' | 'top'> => ({ region: regionAt(regions, box), top: box.top });
    const items: Item[] = [
      ...lines.map((line): Item => ({ kind: 'line', ...place(line), line })),
      ...tables.map((table): Item => ({ kind: 'table', ...place(boundsOf(table)), table })),
      ...images.map((box): Item => ({ kind: 'image', ...place(box), box })),
    ];
    items.sort((a, b) => a.region - b.region || a.top - b.top);
    for (const [i, item] of items.entries()) {
      if (i > 0 && item.region !== items[i - 1]?.region) stretch++;
      if (item.kind === 'line')
        flow.addLine({ frame, region: regions[item.region] as Region, line: item.line }, stretch);
      else if (item.kind === 'table') flow.addTable(item.table, stretch);
      else flow.addImage(frame, item.box);
    }
  }
  return flow.finish();
}

/**
 * A box with one cell at a page's end is the first row of the table at the next page's start when that goes on with
 * it (a heading row across all columns), and the other way round; so are blank rows alone on their page. Any other
 * box is a frame round its text.
 */
function withSingleRows(pages: readonly ReadPage[]): ReadPage[] {
  const bodies = [...pages];
  for (let i = 0; i + 1 < bodies.length; i++) {
    const page = bodies[i] as ReadPage;
    const next = bodies[i + 1] as ReadPage;
    for (const box of page.boxes) {
      const first = firstOf(next, next.tables);
      if (isLast(page, box) && first !== undefined && goOn(box, first)) bodies[i] = withRow(page, box);
    }
    for (const box of next.boxes) {
      const last = page.tables.find((table) => isLast(bodies[i] as ReadPage, table));
      if (firstOf(next, [box]) === box && last !== undefined && goOn(last, box)) bodies[i + 1] = withRow(next, box);
    }
  }
  return bodies;
}

function goOn(above: PageTable, below: PageTable): boolean {
  return continues(asTable(above), asTable(below));
}

/** The one among `tables` that nothing on the page stands above. */
function firstOf({ lines, tables: all }: ReadPage, tables: readonly PageTable[]): PageTable | undefined {
  return tables.find(({ ys }) => {
    const top = ys[0] as number;
    return lines.every((line) => line.bottom > top) && all.every((other) => (other.ys[0] as number) >= top);
  });
}

function isLast({ lines, tables }: ReadPage, { ys }: PageTable): boolean {
  const bottom = ys[ys.length - 1] as number;
  return (
    lines.every((line) => line.top < bottom) &&
    tables.every((other) => (other.ys[other.ys.length - 1] as number) <= bottom)
  );
}

/** The page with a box as a table of one row: its text is no longer among the lines. */
function withRow(page: ReadPage, box: PageTable): ReadPage {
  const top = box.ys[0] as number;
  const bottom = box.ys[box.ys.length - 1] as number;
  const outside = (line: TextLine): boolean =>
    (line.top + line.bottom) / 2 < top || (line.top + line.bottom) / 2 > bottom;
  return { ...page, lines: page.lines.filter(outside), tables: [...page.tables, box] };
}

/** A line over the rest of a table that says so. */
const continuationNote = /^[（(]?(?:续表.{0,4}|.{0,12}[（(]续[）)]|接上[页表])[）)]?$/u;

/** Puts blocks together in reading order; holds the paragraph or table that may still go on. */
class Flow {
  readonly #measures: Measures;
  readonly #limits: ReadLimits;
  readonly #problems: Problem[];
  readonly #blocks: Block[] = [];
  #lines: PlacedLine[] = [];
  #table: JoinedTable | undefined;

  constructor(measures: Measures, limits: ReadLimits, problems: Problem[]) {
    this.#measures = measures;
    this.#limits = limits;
    this.#problems = problems;
  }

  addLine(placed: PlacedLine, stretch: number): void {
    const note = this.#table !== undefined && continuationNote.test(placed.line.text.replace(/\s/g, ''));
    if (note && this.#table?.stretch === stretch - 1) return;
    this.#endTable();
    if (this.#lines.length > 0 && !goesOn(this.#lines, placed, this.#measures)) this.#endParagraph();
    this.#lines.push(placed);
  }

  addTable(part: PageTable, stretch: number): void {
    this.#endParagraph();
    const next = asTable(part, stretch);
    const before = this.#table;
    if (before !== undefined && continues(before, next)) {
      const joined = joinTables(before, next);
      if (joined.rowCount * (joined.xs.length - 1) <= this.#limits.tableSlots) {
        this.#table = joined;
        return;
      }
      this.#problems.push({ code: 'limit', values: { page: part.frame.page } });
    }
    this.#endTable();
    this.#table = next;
  }

  addImage(frame: Frame, box: Box): void {
    this.#endTable();
    this.#endParagraph();
    this.#blocks.push(toImageParagraph(frame, box));
  }

  finish(): Block[] {
    this.#endTable();
    this.#endParagraph();
    return this.#blocks;
  }

  #endParagraph(): void {
    if (this.#lines.length > 0) this.#blocks.push(toParagraph(this.#lines));
    this.#lines = [];
  }

  #endTable(): void {
    if (this.#table !== undefined) this.#blocks.push(toDocumentTable(this.#table));
    this.#table = undefined;
  }
}
