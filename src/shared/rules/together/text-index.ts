/**
 * Finds, among the running texts of a run, those that are largely the same.
 *
 * likeness(A, B) = characters of A that lie in passages of at least `leastPassage` characters common to A and B
 *                  ÷ characters of A
 *
 * (the containment of Broder, On the resemblance and containment of documents, 1997, over maximal passages in place
 * of shingles), both texts without formulas: clauses of the rule packs, and clauses that stand in the reports of many
 * units of the run. Where hardly anything remains of a text, it is compared whole, against a stricter threshold: a
 * text that many units share from end to end is a copy, too.
 *
 * Not every pair is compared. An inverted index from the clauses' fingerprints to the reports gives those that share
 * clauses; in the list of a clause a report sees its nearest `nearest` neighbours to either side, so that a clause in
 * a thousand reports costs no more than one in ten, while reports that share most of their clauses remain neighbours
 * in most of the lists. The best few candidates of each report are then compared exactly (passages.ts). The work grows
 * with the number of clauses, N log N for sorting them.
 */
import type { RuleBook } from '../pack.ts';
import { ownClauses, type ReportDigest } from './digest.ts';
import { commonPassages, type Passage } from './passages.ts';
import { printOf } from './words.ts';

export interface TextIndex {
  /** How report `index` is compared; null: it has too little text. */
  extentOf(index: number): Extent | null;
  /** Reports of other units that are worth comparing with it, the likeliest first. */
  candidates(index: number): readonly number[];
  /** Whether the two share enough clauses, word for word, to be worth comparing. */
  isCandidate(index: number, other: number): boolean;
  compare(index: number, other: number): Alike;
}

/** `own`: formulas left out. `whole`: hardly anything but formulas, compared with them. */
export type Extent = 'own' | 'whole';

export interface Alike {
  readonly other: number;
  /** 0 to 1. */
  readonly share: number;
  /** Characters in the passages. */
  readonly characters: number;
  /** In the order of the first report. */
  readonly passages: readonly TextPassage[];
}

/** Where a passage stands in the paragraphs of a digest: both ends by paragraph and offset in its text. */
export interface TextPassage {
  readonly from: TextPoint;
  /** The last character. */
  readonly to: TextPoint;
  /** Characters compared, by paragraph, that lie in it. */
  readonly perParagraph: ReadonlyMap<number, number>;
}

export interface TextPoint {
  readonly paragraph: number;
  readonly offset: number;
}

/** Longer than the names and set phrases of the trade (政府信息公开工作年度报告 has 12). */
const leastPassage = 13;
/** Clauses shorter than this say nothing of where a text comes from. */
const leastClause = 5;
const nearest = 8;
/** Neighbours looked at to find the nearest ones of other units. */
const farthest = 24;
const mostCandidates = 4;
/** Share of clauses, word for word, that a candidate must have: far below the thresholds, as a changed word costs its clause. */
const candidateFrom: Readonly<Record<Extent, number>> = { own: 0.3, whole: 0.6 };
/** A report's place in an entry of the index; 2^20 reports at most. */
const placeRange = 2 ** 20;
const keptStreams = 16;

interface Stream {
  readonly text: string;
  readonly points: readonly TextPoint[];
}

/** @param units the key of each report's unit; null where it is unknown */
export function indexTexts(
  digests: readonly ReportDigest[],
  units: readonly (string | null)[],
  book: RuleBook,
): TextIndex {
  const { likenessFromCharacters, formulaUnits, formulaShare } = book.thresholds;
  const bodies = bodyNumbers(units);
  const unitCount = new Set(bodies).size;
  const formulaFrom = Math.max(formulaUnits, formulaShare * unitCount);
  const entries = entriesOf(digests);
  const { starts, ends, formulas } = listsOf(entries, bodies, formulaFrom);
  const own = placesByReport(entries, digests.length);
  const streams = new Map<string, Stream>();

  const lengths = digests.map(({ prints, lengths: all }) => {
    let whole = 0;
    let ownLength = 0;
    for (const [clause, length] of all.entries()) {
      whole += length;
      if (!formulas.has(prints[clause] as number) || length < leastClause) ownLength += length;
    }
    return { whole, own: ownLength };
  });

  function extentOf(index: number): Extent | null {
    const { own: ownLength, whole } = lengths[index] as { own: number; whole: number };
    return ownLength >= likenessFromCharacters ? 'own' : whole >= likenessFromCharacters ? 'whole' : null;
  }

  function candidates(index: number): number[] {
    const extent = extentOf(index);
    const unit = units[index] ?? null;
    if (extent === null || unit === null) return [];
    const votes = new Map<number, number>();
    let clauses = 0;
    for (let at = own.starts[index] as number; at < (own.starts[index + 1] as number); at++) {
      const place = own.places[at] as number;
      if (extent === 'own' && formulas.has(printAt(entries, place))) continue;
      clauses++;
      for (const step of [-1, 1]) {
        let seen = 0;
        for (let distance = 1; distance <= farthest && seen < nearest; distance++) {
          const neighbour = place + step * distance;
          if (neighbour < (starts[place] as number) || neighbour >= (ends[place] as number)) break;
          const other = (entries[neighbour] as number) % placeRange;
          const otherUnit = units[other] ?? null;
          if (otherUnit === null || isSameBody(unit, otherUnit)) continue;
          votes.set(other, (votes.get(other) ?? 0) + 1);
          seen++;
        }
      }
    }
    return [...votes]
      .filter(([, count]) => count >= candidateFrom[extent] * clauses)
      .sort(([a, countA], [b, countB]) => countB - countA || a - b)
      .slice(0, mostCandidates)
      .map(([other]) => other);
  }

  function isCandidate(index: number, other: number): boolean {
    const extent = extentOf(index);
    if (extent === null) return false;
    const theirs = new Set(digests[other]?.prints);
    const { prints, lengths: all } = digests[index] as ReportDigest;
    const mine = new Set(
      prints.filter(
        (print, clause) => (all[clause] as number) >= leastClause && !(extent === 'own' && formulas.has(print)),
      ),
    );
    let shared = 0;
    for (const print of mine) if (theirs.has(print)) shared++;
    return shared >= candidateFrom[extent] * mine.size;
  }

  function streamOf(index: number, extent: Extent): Stream {
    const key = `${extent} ${index}`;
    const known = streams.get(key);
    if (known) return known;
    const { paragraphs, unit } = digests[index] as ReportDigest;
    let text = '';
    const points: TextPoint[] = [];
    for (const { words, at, paragraph } of ownClauses(paragraphs, unit, book)) {
      if (extent === 'own' && words.length >= leastClause && formulas.has(printOf(words))) continue;
      text += words;
      for (const offset of at) points.push({ paragraph, offset });
    }
    if (streams.size >= keptStreams) streams.clear();
    const stream = { text, points };
    streams.set(key, stream);
    return stream;
  }

  function compare(index: number, other: number): Alike {
    const extent = extentOf(index) ?? 'whole';
    const mine = streamOf(index, extent);
    const passages = commonPassages(mine.text, streamOf(other, extent).text, leastPassage);
    const characters = passages.reduce((sum, { start, end }) => sum + end - start, 0);
    return {
      other,
      share: mine.text.length === 0 ? 0 : characters / mine.text.length,
      characters,
      passages: passages.map((passage) => textPassage(passage, mine)),
    };
  }

  return { extentOf, candidates, isCandidate, compare };
}

function textPassage({ start, end }: Passage, { points }: Stream): TextPassage {
  const perParagraph = new Map<number, number>();
  for (let at = start; at < end; at++) {
    const { paragraph } = points[at] as TextPoint;
    perParagraph.set(paragraph, (perParagraph.get(paragraph) ?? 0) + 1);
  }
  return { from: points[start] as TextPoint, to: points[end - 1] as TextPoint, perParagraph };
}

/** One body under two names, 沙坡头区统计局 and 中卫市沙坡头区统计局, is not two units. */
export function isSameBody(a: string, b: string): boolean {
  return a.endsWith(b) || b.endsWith(a);
}

/** A number for each unit; reports of unknown units have one each. */
function bodyNumbers(units: readonly (string | null)[]): number[] {
  const known = new Map<string, number>();
  return units.map((unit, index) => {
    if (unit === null) return index;
    const number = known.get(unit) ?? index;
    known.set(unit, number);
    return number;
  });
}

/** Each clause of each report once, sorted by fingerprint and then by report: fingerprint · 2^20 + report. */
function entriesOf(digests: readonly ReportDigest[]): Float64Array {
  if (digests.length > placeRange) throw new Error(`more than ${placeRange} reports in one run`);
  const all = new Float64Array(digests.reduce((sum, { prints }) => sum + prints.length, 0));
  let count = 0;
  for (const [index, { prints, lengths }] of digests.entries()) {
    for (const [clause, print] of prints.entries()) {
      if ((lengths[clause] as number) >= leastClause) all[count++] = print * placeRange + index;
    }
  }
  const sorted = all.subarray(0, count).sort();
  let kept = 0;
  for (const entry of sorted) if (kept === 0 || sorted[kept - 1] !== entry) sorted[kept++] = entry;
  return sorted.subarray(0, kept);
}

function printAt(entries: Float64Array, place: number): number {
  return Math.floor((entries[place] as number) / placeRange);
}

/** For each entry the bounds of its clause's list, and the clauses that are formulas of the trade. */
function listsOf(entries: Float64Array, bodies: readonly number[], formulaFrom: number) {
  const starts = new Int32Array(entries.length);
  const ends = new Int32Array(entries.length);
  const formulas = new Set<number>();
  const lastList = new Int32Array(bodies.length).fill(-1);
  let start = 0;
  while (start < entries.length) {
    const print = printAt(entries, start);
    let end = start;
    let unitCount = 0;
    for (; end < entries.length && printAt(entries, end) === print; end++) {
      const body = bodies[(entries[end] as number) % placeRange] as number;
      if (lastList[body] !== start) unitCount++;
      lastList[body] = start;
    }
    starts.fill(start, start, end);
    ends.fill(end, start, end);
    if (unitCount >= formulaFrom) formulas.add(print);
    start = end;
  }
  return { starts, ends, formulas };
}

/** The entries of each report: places[starts[i]] to places[starts[i + 1] - 1]. */
function placesByReport(entries: Float64Array, count: number): { starts: Int32Array; places: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const entry of entries) {
    const next = (entry % placeRange) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let index = 0; index < count; index++) {
    starts[index + 1] = (starts[index + 1] as number) + (starts[index] as number);
  }
  const filled = starts.slice(0, count);
  const places = new Int32Array(entries.length);
  for (const [place, entry] of entries.entries()) {
    const report = entry % placeRange;
    places[filled[report] as number] = place;
    filled[report] = (filled[report] as number) + 1;
  }
  return { starts, places };
}
