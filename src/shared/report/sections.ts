/**
 * Finds the headings of the first level: by number and by likeness to the official titles. A heading
 * under another number or under a close title is that section; the row labels 一、 to 四、 of table 三
 * stand in tables and are never seen here.
 */
import { type Block, type Paragraph, placesOf } from '../document/document.ts';
import type { FormSection } from '../form/form.ts';
import type { SectionId } from '../form/ids.ts';
import { likenessFrom } from '../form/likeness.ts';
import { bareWords, enumeratorOf } from '../form/normalise.ts';
import type { Section } from './annual-report.ts';

/** Longest heading of a section, in characters; titles in use are at most 35. */
const longestHeading = 45;
/** Least likeness of a numbered heading to a title, and of one without number, which needs more evidence. */
const numberedFrom = 0.62;
const unnumberedFrom = 0.85;

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

/** Sections in document order; `blocks` are the document's. */
export function findSections(blocks: readonly Block[], form: readonly FormSection[]): Section[] {
  const candidates = withoutContents(
    blocks.flatMap((block, index) => candidateOf(block, index, form)),
    blocks,
  );
  const known = onePerSection(
    candidates.filter((candidate) => candidate.id !== null),
    blocks,
  );
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

function holdsImage(block: Block): boolean {
  return block.kind === 'paragraph' ? block.hasImage === true : block.cells.some((cell) => cell.hasImage);
}

function candidateOf(block: Block, index: number, form: readonly FormSection[]): Candidate[] {
  if (block.kind !== 'paragraph') return [];
  const { text } = block;
  // A line of a table of contents: title, leader, page number.
  if (text.trim() === '' || /(?:[.．·…‥_]{2,}|\t|\s{2,})\s*[-—]?\d{1,3}[-—]?\s*$/.test(text)) return [];
  const generated = block.numbering === undefined ? null : enumeratorOf(block.numbering);
  const typed = enumeratorOf(text);
  const enumerator = generated ?? typed;
  if (enumerator && enumerator.style !== 'section') return [];
  const nameStart = generated ? 0 : (typed?.length ?? 0);
  const number = enumerator?.value ?? null;
  const own = text.slice(nameStart).trim();
  if (own.length > longestHeading || /[。；;！!？?].*\S/.test(own)) {
    const runIn = enumerator ? runInHeading(text, nameStart, form) : null;
    return runIn ? [{ block: index, paragraph: block, number, ...runIn }] : [];
  }
  const name = own.replace(/[。：:；;，,、]+$/, '');
  const best = bestSection(name, form);
  const enough = enumerator || (block.headingLevel ?? 9) <= 2 ? numberedFrom : unnumberedFrom;
  const end = text.length;
  if (best.fit >= enough) return [{ block: index, paragraph: block, name, number, id: best.id, fit: best.fit, end }];
  if (!enumerator || own !== name || name.length > 30 || name === '') return [];
  return [{ block: index, paragraph: block, name, number, id: null, fit: 0, end }];
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
  let known = knownTitles.get(form);
  if (!known) {
    const wordings = form.flatMap(({ id, title, tolerated, variants }) =>
      [title, ...tolerated, ...variants].map((wording) => ({ id, words: bareWords(wording) })),
    );
    known = { wordings, fits: new Map() };
    knownTitles.set(form, known);
  }
  return known;
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

/** Drops a table of contents without page numbers: headings that follow each other with nothing between and come again. */
function withoutContents(candidates: readonly Candidate[], blocks: readonly Block[]): Candidate[] {
  const adjoin = (a: Candidate, b: Candidate) =>
    blocks.slice(a.block + 1, b.block).every((block) => block.kind === 'paragraph' && block.text.trim() === '');
  const known = candidates.filter((candidate) => candidate.id !== null);
  const contents = new Set<Candidate>();
  for (let from = 0; from < known.length; from++) {
    let to = from;
    while (to + 1 < known.length && adjoin(known[to] as Candidate, known[to + 1] as Candidate)) to++;
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
