/**
 * Finds the headings of the first level: by number and by likeness to the official titles. A heading
 * under another number or under a close title is that section; the row labels 一、 to 四、 of table 三
 * stand in tables and are never seen here.
 */
import { type Block, type Paragraph, placesOf } from '../document/document.ts';
import type { FormSection } from '../form/form.ts';
import { type SectionId, type TableId, tableIds } from '../form/ids.ts';
import { likenessFrom } from '../form/likeness.ts';
import { bareWords, chineseNumber, type Enumerator, enumeratorOf } from '../form/normalise.ts';
import { madeOnce } from '../made-once.ts';
import type { Section } from './annual-report.ts';

/** Longest heading of a section, in characters; titles in use are at most 35. */
const longestHeading = 45;
/** Least likeness of a numbered heading to a title, and of one without number, which needs more evidence. */
const numberedFrom = 0.62;
const unnumberedFrom = 0.85;
/** Least likeness of a heading that stands in the section's place and has its official table below. */
const withTableFrom = 0.4;

interface Candidate {
  readonly block: number;
  readonly paragraph: Paragraph;
  readonly name: string;
  readonly number: number | null;
  readonly id: SectionId | null;
  readonly fit: number;
  /** Where the heading ends, when text follows it in the same paragraph. */
  readonly end: number;
}

/** Official tables by the block they begin at. */
export type TablePlaces = ReadonlyMap<number, TableId>;

/** Sections in document order; `blocks` are the document's. */
export function findSections(blocks: readonly Block[], form: readonly FormSection[], tables: TablePlaces): Section[] {
  const candidates = withTables(
    withoutContents(
      blocks.flatMap((block, index) => candidateOf(block, index, form)),
      blocks,
    ),
    form,
    tables,
  );
  const sure = onePerSection(
    candidates.filter((candidate) => candidate.id !== null),
    blocks,
  );
  const known = withOtherNumbers(sure, blocks, form, tables);
  const unknown = candidates.filter((candidate) => candidate.id === null && isOwnSection(candidate, known, candidates));
  const headings = [...known, ...unknown].sort((a, b) => a.block - b.block);
  return headings.map((heading, index) => {
    const end = headings[index + 1]?.block ?? blocks.length;
    const places = placesOf(heading.paragraph, 0, heading.end);
    return {
      id: heading.id,
      title: `${heading.paragraph.numbering ?? ''}${heading.paragraph.text.slice(0, heading.end).trim()}`,
      name: heading.name,
      number: heading.number,
      location: places[0] as Section['location'],
      places,
      block: heading.block,
      headingEnd: heading.end,
      hasTable: blocks.slice(heading.block, end).some((block) => block.kind === 'table'),
      hasImage: blocks.slice(heading.block, end).some(holdsImage),
    };
  });
}

/** How well a paragraph with a section's number fits the title that it fits best; 0 where it is no heading for sure. */
export function headingFit({ text, numbering }: Paragraph, form: readonly FormSection[]): number {
  const typed = enumeratorOf(text);
  const name = text.slice(numbering === undefined ? (typed?.length ?? 0) : 0).trim();
  const style = numbering === undefined ? typed?.style : enumeratorOf(numbering)?.style;
  if (style !== 'section' || name.length > longestHeading) return 0;
  const { fit } = bestSection(name, form);
  return fit >= unnumberedFrom ? fit : 0;
}

function holdsImage(block: Block): boolean {
  return block.kind === 'paragraph' ? block.hasImage === true : block.cells.some((cell) => cell.hasImage);
}

function candidateOf(block: Block, index: number, form: readonly FormSection[]): Candidate[] {
  if (block.kind !== 'paragraph') return [];
  const { text } = block;
  if (text.trim() === '' || endsInPageNumber(text)) return [];
  const generated = block.numbering === undefined ? null : enumeratorOf(block.numbering);
  const typed = enumeratorOf(text) ?? numberWithoutStop(text, form);
  const enumerator = generated ?? typed;
  if (enumerator && enumerator.style !== 'section') return [];
  const nameStart = generated ? 0 : (typed?.length ?? 0);
  const number = enumerator?.value ?? null;
  const own = text.slice(nameStart).trim();
  if (own.length > longestHeading || /[。；;！!？?].*\S/.test(own)) {
    const runIn = enumerator ? runInHeading(text, nameStart, form) : null;
    return runIn ? [{ block: index, paragraph: block, number, ...runIn }] : [];
  }
  const name = '。：:；;，,、'.includes(own.slice(-1)) ? own.replace(/[。：:；;，,、]+$/, '') : own;
  const best = bestSection(name, form);
  const enough = enumerator || (block.headingLevel ?? 9) <= 2 ? numberedFrom : unnumberedFrom;
  const end = text.length;
  if (best.fit >= enough) return [{ block: index, paragraph: block, name, number, id: best.id, fit: best.fit, end }];
  if (!enumerator || own !== name || name.length > 30 || name === '') return [];
  return [{ block: index, paragraph: block, name, number, id: null, fit: 0, end }];
}

/** A line of a table of contents: title, leader, page number. */
function endsInPageNumber(text: string): boolean {
  const canBe = '0123456789-—'.includes(text.trimEnd().slice(-1));
  return canBe && /(?:[.．·…‥_]{2,}|\t|\s{2,})\s*[-—]?\d{1,3}[-—]?\s*$/.test(text);
}

/** 一 总体情况: the stop after the number was left out; only before words that are a title by themselves. */
function numberWithoutStop(text: string, form: readonly FormSection[]): Enumerator | null {
  if (!'一二三四五六七八九十'.includes(text.trimStart().charAt(0))) return null;
  const match = /^\s*([一二三四五六七八九十]{1,2})\s*(?=\S)/.exec(text);
  const value = match && chineseNumber(match[1] as string);
  if (!match || value === null || text.length > longestHeading) return null;
  const name = text.slice(match[0].length);
  return bestSection(name, form).fit >= unnumberedFrom ? { style: 'section', value, length: match[0].length } : null;
}

interface SectionFit {
  readonly id: SectionId | null;
  readonly fit: number;
}

/** The titles of a form, and what they were found to fit: headings are alike in all reports. */
interface KnownTitles {
  readonly wordings: readonly { readonly id: SectionId; readonly words: string }[];
  readonly fits: Map<string, SectionFit>;
}
const knownTitles = new WeakMap<readonly FormSection[], KnownTitles>();
const mostKnown = 1000;

function titlesOf(form: readonly FormSection[]): KnownTitles {
  return madeOnce(knownTitles, form, () => {
    const wordings = form.flatMap(({ id, title, tolerated, variants }) =>
      [title, ...tolerated, ...variants].map((wording) => ({ id, words: bareWords(wording) })),
    );
    return { wordings, fits: new Map() };
  });
}

/** The section whose title fits best, where it fits at all (from `numberedFrom`). */
function bestSection(name: string, form: readonly FormSection[]): SectionFit {
  const words = bareWords(name);
  const { wordings, fits } = titlesOf(form);
  const known = fits.get(words);
  if (known) return known;
  let best: SectionFit = { id: null, fit: 0 };
  for (const { id, words: official } of wordings) {
    let fit = likenessFrom(words, official, numberedFrom);
    // The year or the unit put before the title: 2023年度政府信息公开工作总体情况.
    if (fit < 0.9 && words.endsWith(official) && words.length <= official.length + 14) fit = 0.9;
    if (fit > best.fit) best = { id, fit };
  }
  if (fits.size >= mostKnown) fits.clear();
  fits.set(words, best);
  return best;
}

/** 一、总体情况。2023年……: the text goes on in the heading's own paragraph. */
function runInHeading(
  text: string,
  nameStart: number,
  form: readonly FormSection[],
): { name: string; id: SectionId; fit: number; end: number } | null {
  const match = /^[^。：:；;！？]{2,40}?[。：:]/.exec(text.slice(nameStart));
  if (!match) return null;
  const name = match[0].slice(0, -1).trim();
  const words = bareWords(name);
  const title = titlesOf(form).wordings.find((wording) => wording.words === words);
  return title ? { name, id: title.id, fit: 1, end: nameStart + match[0].length } : null;
}

/** A blank line, or one that can be a point of a table of contents: no sentence. */
function isContentsLine(block: Block): boolean {
  if (block.kind === 'table') return false;
  const text = block.text.trim();
  return text.length <= longestHeading && !/[。；;！!？?]/.test(text);
}

/** Drops a table of contents without page numbers: headings with nothing but points between them, which come again. */
function withoutContents(candidates: readonly Candidate[], blocks: readonly Block[]): Candidate[] {
  const adjoin = (a: Candidate, b: Candidate) => blocks.slice(a.block + 1, b.block).every(isContentsLine);
  const known = candidates.filter((candidate) => candidate.id !== null);
  const contents = new Set<Candidate>();
  for (let from = 0; from < known.length; from++) {
    let to = from;
    // Right below its last line the first section may begin: a title that comes again is the heading itself.
    const isListed = (next: Candidate) => known.slice(from, to + 1).some(({ id }) => id === next.id);
    while (to + 1 < known.length && adjoin(known[to] as Candidate, known[to + 1] as Candidate)) {
      if (isListed(known[to + 1] as Candidate)) break;
      to++;
    }
    const run = known.slice(from, to + 1);
    const last = run.at(-1) as Candidate;
    if (run.length >= 3 && run.filter((a) => known.some((b) => b.id === a.id && b.block > last.block)).length >= 3) {
      for (const candidate of candidates) {
        if (candidate.block >= (run[0] as Candidate).block && candidate.block <= last.block) contents.add(candidate);
      }
    }
    from = to;
  }
  return candidates.filter((candidate) => !contents.has(candidate));
}

/** A numbered heading whose words tell little is a section by its number and the section's own table below it. */
function withTables(candidates: readonly Candidate[], form: readonly FormSection[], tables: TablePlaces): Candidate[] {
  const sections = new Set(candidates.map(({ id }) => id));
  return candidates.map((candidate, index) => {
    const official = form[(candidate.number ?? 0) - 1];
    if (candidate.id !== null || !official || sections.has(official.id)) return candidate;
    const next = candidates[index + 1]?.block ?? Number.POSITIVE_INFINITY;
    if (!holdsTable(official.id, candidate.block, next, tables)) return candidate;
    const fit = titleFit(candidate.name, official, withTableFrom);
    return fit >= withTableFrom ? { ...candidate, id: official.id, fit } : candidate;
  });
}

/** Whether nothing but unnumbered paragraphs stands between the heading and its table: no points of another section. */
function isRightAbove(id: SectionId, block: number, blocks: readonly Block[], tables: TablePlaces): boolean {
  const table = [...tables].find(([, found]) => found === id)?.[0] ?? -1;
  return (
    table > block &&
    blocks
      .slice(block + 1, table)
      .every((between) => between.kind === 'paragraph' && enumeratorOf(between.numbering ?? between.text) === null)
  );
}

function holdsTable(id: SectionId, from: number, to: number, tables: TablePlaces): boolean {
  return [...tables].some(([block, table]) => table === id && block > from && block < to);
}

function titleFit(name: string, { title, tolerated, variants }: FormSection, least: number): number {
  const words = bareWords(name);
  return Math.max(...[title, ...tolerated, ...variants].map((own) => likenessFrom(words, bareWords(own), least)));
}

/**
 * Headings under numbers of another kind (1、总体情况, （一）总体情况), for sections that have no other heading: by
 * the official title, in the section's place, with the official number or right above its table. Anything less is a
 * point of a section.
 */
function withOtherNumbers(
  known: readonly Candidate[],
  blocks: readonly Block[],
  form: readonly FormSection[],
  tables: TablePlaces,
): Candidate[] {
  const found = [...known];
  const rank = (id: SectionId | null) => form.findIndex((section) => section.id === id);
  for (const [block, paragraph] of blocks.entries()) {
    if (found.length === form.length) break;
    if (paragraph.kind !== 'paragraph') continue;
    const generated = paragraph.numbering === undefined ? null : enumeratorOf(paragraph.numbering);
    const enumerator = generated ?? enumeratorOf(paragraph.text);
    if (!enumerator || enumerator.style === 'section') continue;
    const name = paragraph.text.slice(generated ? 0 : enumerator.length).trim();
    if (name.length > longestHeading) continue;
    const fitOf = (section: FormSection) => titleFit(name, { ...section, variants: [] }, unnumberedFrom);
    const own = form.findIndex((section) => fitOf(section) >= unnumberedFrom);
    const official = form[own];
    if (!official || found.some(({ id }) => id === official.id)) continue;
    const isInPlace = found.every((other) => rank(other.id) < own === other.block < block);
    const next = Math.min(...found.flatMap((other) => (other.block > block ? [other.block] : [])));
    const isTable = tableIds.some((id) => id === official.id);
    const isNumbered = enumerator.value === own + 1 || (isTable && isRightAbove(official.id, block, blocks, tables));
    if (!isInPlace || !isNumbered || (isTable && !holdsTable(official.id, block, next, tables))) continue;
    const fit = fitOf(official);
    found.push({ block, paragraph, name, number: null, id: official.id, fit, end: paragraph.text.length });
  }
  return found.sort((a, b) => a.block - b.block);
}

/** Where a title occurs more than once, the numbered one, then the closer wording, then the first is the heading. */
function onePerSection(candidates: readonly Candidate[], blocks: readonly Block[]): Candidate[] {
  const chosen = new Map<SectionId, Candidate>();
  for (const candidate of candidates) {
    const id = candidate.id as SectionId;
    const rival = chosen.get(id);
    if (!rival || rank(candidate, blocks) > rank(rival, blocks)) chosen.set(id, candidate);
  }
  return [...chosen.values()].sort((a, b) => a.block - b.block);
}

function rank(candidate: Candidate, blocks: readonly Block[]): number {
  const followedByTable = blocks[candidate.block + 1]?.kind === 'table' ? 0.1 : 0;
  return (candidate.number === null ? 0 : 1) + candidate.fit + followedByTable;
}

/**
 * Whether a numbered line with an unknown title is a section of its own. 一、二、 are also used for points
 * within a section: a number that goes on from the section before is a heading, one that begins anew is not,
 * and neither is what follows it.
 */
function isOwnSection(candidate: Candidate, known: readonly Candidate[], all: readonly Candidate[]): boolean {
  if (known.length === 0 || candidate.number === null) return false;
  const before = known.findLast((other) => other.block < candidate.block);
  const after = known.find((other) => other.block > candidate.block);
  const from = before?.number ?? 0;
  if (before && before.number === null) return false;
  if (candidate.number <= from || (after?.number !== null && after && candidate.number > after.number)) return false;
  const points = all.filter(
    (other) =>
      other.id === null &&
      other.block < candidate.block &&
      other.block > (before?.block ?? -1) &&
      other.number !== null,
  );
  if (points.some((point) => (point.number as number) <= from)) return false;
  return candidate.number <= from + points.length + 1;
}
