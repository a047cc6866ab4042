/**
 * Error localisation: where equations of a table fail, the fewest cells whose change satisfies all of them.
 *
 * I. P. Fellegi, D. Holt: A Systematic Approach to Automatic Edit and Imputation. Journal of the American
 * Statistical Association 71 (1976), no. 353, pp. 17–35. Their principle, by which official statistics edits
 * its data: change the fewest values so that the record satisfies every edit. The edits here are the equations
 * and that each value is whole and not negative. Among sets of equally few cells those come first that slips of
 * the hand explain; one of them is named only where its odds are clearly the best.
 */
import type { CellId } from '../form/ids.ts';
import type { Comparison, Term } from './equations.ts';
import { type SearchLimits, type Solution, smallestChanges, type Unknown } from './localise-search.ts';
import { exchangeWeight, explain, type SlipKind } from './localise-slips.ts';

/** The number in a cell and where the official form puts it: neighbours can be mistaken for each other. */
export interface Figure {
  /** A blank cell counts as 0. */
  readonly value: number;
  readonly blank: boolean;
  readonly row: number;
  readonly column: number;
  /** Least value that the cell may hold; default 0. -Infinity where it may be negative. */
  readonly lowest?: number;
  /** Whether it may hold decimals; default false. */
  readonly decimals?: boolean;
}

export type Localisation =
  /** Every equation holds. */
  | { readonly kind: 'holds' }
  | Found
  /** There are too many possibilities to go through: nothing is named. */
  | { readonly kind: 'open' };

export interface Found {
  readonly kind: 'found';
  /** How many cells must change at least. */
  readonly fewest: number;
  /** All sets of so many cells, the likeliest first. */
  readonly ways: readonly Way[];
  /** Exchanges of two neighbours that leave no fault in their equations: one slip too, where one cell would be enough. */
  readonly exchanges: readonly (readonly [CellId, CellId])[];
  /** The comparisons that could be assessed, and those of them that fail. */
  readonly comparisons: readonly Comparison[];
  readonly failing: readonly Comparison[];
}

/** One set of cells whose change satisfies every equation. */
export interface Way {
  /** In the order in which the equations name the cells. */
  readonly changes: readonly Change[];
  /** Its odds against the other ways, as a share; all together have 1. */
  readonly share: number;
}

export interface Change {
  readonly cell: CellId;
  readonly from: number;
  readonly blank: boolean;
  readonly to: number;
  /** What explains it; null: nothing that is known here. */
  readonly slip: SlipKind | null;
  /** The cell that it was exchanged with. */
  readonly partner?: CellId;
  /** How likely the slip is, its rarity included; of an exchanged pair the first bears all. */
  readonly weight: number;
  /** How likely just this value would fit where the faults are others than these. */
  readonly chance: number;
}

/** What a failing equation is told. */
export type Culprits =
  /** These cells together are the only ones or clearly the likeliest; those of the equation itself first. */
  | { readonly kind: 'named'; readonly changes: readonly Change[]; readonly fewest: number }
  /** Several sets are possible and none is clearly the likeliest. */
  | { readonly kind: 'tied'; readonly ways: number; readonly fewest: number }
  | { readonly kind: 'open' };

/**
 * Enough for three wrong cells of table 三 in any position, and for more where they are apart; measured in
 * docs/benchmarks/localisation.md.
 */
export const defaultLimits: SearchLimits = { steps: 15_000, size: 8, solutions: 1000 };

/** Share of the odds from which one of several sets is named. */
const clear = 0.9;
/** How rare one slip is beside none: two slips are so much less likely than one that explains the same. */
const slipRate = 0.01;
/** How rarely an equation more than there are changed cells comes right by chance. */
const coincidence = 0.001;

/**
 * Localises the errors of one table. Comparisons with a cell that `values` does not have are left out. Pure and
 * deterministic; exact, unless it answers `open`.
 */
export function localise(
  comparisons: readonly Comparison[],
  values: ReadonlyMap<CellId, Figure>,
  limits: SearchLimits = defaultLimits,
): Localisation {
  const assessable = comparisons.filter((comparison) => termsOf(comparison).every(({ cell }) => values.has(cell)));
  const cells = [...new Set(assessable.flatMap((comparison) => termsOf(comparison).map(({ cell }) => cell)))];
  const figures = cells.map((cell) => values.get(cell) as Figure);
  const scale = commonScale(figures);
  const unknowns = figures.map((figure) => unknownOf(figure, scale));
  const indexOf = new Map(cells.map((cell, index) => [cell, index]));
  const blanks = figures.filter(({ blank }) => blank).length;
  const table: Table = { cells, figures, unknowns, scale, indexOf, blanks };
  const failing = assessable.filter((comparison) => !agrees(comparison, table, () => 0));
  // A value that is not whole is another rule's business as long as the sums agree.
  if (failing.length === 0) return { kind: 'holds' };
  const equations = assessable.map((comparison) =>
    termsOf(comparison).map(({ cell, sign }) => ({ unknown: table.indexOf.get(cell) as number, coefficient: sign })),
  );
  const { solutions } = smallestChanges({ unknowns, equations }, limits);
  if (!solutions) return { kind: 'open' };
  const rated = solutions.map((solution) => changesOf(solution, table));
  const all = rated.reduce((sum, changes) => sum + weightOf(changes), 0);
  const ways = rated
    .map((changes): Way => ({ changes, share: weightOf(changes) / all }))
    .sort((a, b) => b.share - a.share);
  const exchanges = mendingExchanges(assessable, failing, table);
  return { kind: 'found', fewest: (ways[0] as Way).changes.length, ways, exchanges, comparisons: assessable, failing };
}

/**
 * What the localisation says of one failing comparison: the changes that its own cells take part in. Changes
 * that share an equation belong together, for one without the other would leave or make a fault; changes that
 * do not are left to the findings of their own equations.
 */
export function culpritsOf(comparison: Comparison, localisation: Localisation): Culprits {
  if (localisation.kind !== 'found') return { kind: 'open' };
  const own = new Set(termsOf(comparison).map(({ cell }) => cell));
  const groups = new Map<string, { changes: readonly Change[]; share: number }>();
  for (const way of localisation.ways) {
    const changes = groupAround(own, way.changes, localisation.comparisons);
    const key = changes.map(({ cell, to }) => `${cell}=${to}`).join(' ');
    groups.set(key, { changes, share: way.share + (groups.get(key)?.share ?? 0) });
  }
  const { fewest } = localisation;
  const best = [...groups.values()].reduce((a, b) => (b.share > a.share ? b : a));
  const exchanges =
    best.changes.length > 1 ? [] : localisation.exchanges.filter((pair) => pair.some((cell) => own.has(cell)));
  const ways = groups.size + exchanges.length;
  if (ways > 1) {
    const weight = weightOf(best.changes);
    const share = weight / (weight / best.share + exchanges.length * slipRate * exchangeWeight);
    if (share * confidence(best.changes, localisation.failing) < clear) return { kind: 'tied', ways, fewest };
  }
  const mine = best.changes.filter(({ cell }) => own.has(cell));
  return { kind: 'named', changes: [...mine, ...best.changes.filter((change) => !mine.includes(change))], fewest };
}

function groupAround(
  own: ReadonlySet<CellId>,
  changes: readonly Change[],
  comparisons: readonly Comparison[],
): readonly Change[] {
  const reached = new Set(changes.filter(({ cell }) => own.has(cell)).map(({ cell }) => cell));
  const changed = new Set(changes.map(({ cell }) => cell));
  const links = comparisons.map((comparison) =>
    termsOf(comparison).flatMap(({ cell }) => (changed.has(cell) ? [cell] : [])),
  );
  for (const { cell, partner } of changes) if (partner !== undefined) links.push([cell, partner]);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const link of links) if (link.some((cell) => reached.has(cell))) for (const cell of link) reached.add(cell);
  }
  return changes.filter(({ cell }) => reached.has(cell));
}

/**
 * How sure a set is in itself, where others are as small: the slips that explain it, against one fault more that
 * happens to leave the same sums. Each failing equation beyond the number of changed cells bears witness.
 */
function confidence(changes: readonly Change[], failing: readonly Comparison[]): number {
  const changed = new Set(changes.map(({ cell }) => cell));
  const touched = failing.filter((comparison) => termsOf(comparison).some(({ cell }) => changed.has(cell)));
  const witnesses = Math.max(0, touched.length - changes.length);
  const other = changes.reduce((product, { chance }) => product * chance, coincidence ** witnesses);
  const weight = weightOf(changes);
  return weight / (weight + other);
}

function weightOf(changes: readonly Change[]): number {
  return changes.reduce((product, { weight }) => product * weight, 1);
}

/** All terms on one side. */
function termsOf(comparison: Comparison): Term[] {
  return [...comparison.left, ...comparison.right.map((term): Term => ({ ...term, sign: term.sign === 1 ? -1 : 1 }))];
}

/** The cells that equations name, by index, their values in whole parts of 1/scale. */
interface Table {
  readonly cells: readonly CellId[];
  readonly figures: readonly Figure[];
  readonly unknowns: readonly Unknown[];
  readonly scale: number;
  readonly indexOf: ReadonlyMap<CellId, number>;
  /** How many of the cells are blank. */
  readonly blanks: number;
}

function agrees(comparison: Comparison, { unknowns, indexOf }: Table, changeOf: (unknown: number) => number): boolean {
  const sum = termsOf(comparison).reduce((total, { cell, sign }) => {
    const index = indexOf.get(cell) as number;
    return total + sign * ((unknowns[index] as Unknown).value + changeOf(index));
  }, 0);
  return sum === 0;
}

/** Decimals count to the sixth place, as in the check of the equations. */
const finest = 1_000_000;

/** The least power of ten that makes every value whole; cells for amounts may need every place. */
function commonScale(figures: readonly Figure[]): number {
  let scale = figures.some(({ decimals }) => decimals) ? finest : 1;
  while (scale < finest && figures.some(({ value }) => Math.round(value * finest) % (finest / scale) !== 0))
    scale *= 10;
  return scale;
}

function unknownOf({ value, lowest = 0, decimals = false }: Figure, scale: number): Unknown {
  return { value: Math.round(value * scale), lowest: lowest * scale, step: decimals ? 1 : scale };
}

/** A solution with what explains each change. */
function changesOf(solution: Solution, table: Table): Change[] {
  const sorted = solution.toSorted((a, b) => a.unknown - b.unknown);
  const partners = new Map<number, number>();
  for (const [index, { unknown: first }] of sorted.entries()) {
    const second = sorted
      .slice(index + 1)
      .find(({ unknown }) => !partners.has(unknown) && areNeighbours(first, unknown, table));
    if (!second || partners.has(first)) continue;
    const exchanged =
      sorted[index]?.value === table.unknowns[second.unknown]?.value && second.value === table.unknowns[first]?.value;
    if (exchanged) partners.set(first, second.unknown).set(second.unknown, first);
  }
  return sorted.map(({ unknown, value }): Change => {
    const { value: from, blank } = table.figures[unknown] as Figure;
    const to = value / table.scale;
    const partner = partners.get(unknown);
    const one = explain(from, blank, to);
    const cell = table.cells[unknown] as CellId;
    const chance = 10 ** -String(Math.max(from, to)).length;
    if (partner === undefined) {
      // Where a figure is wanted, a blank is rare by itself; where many cells are blank, it is a way of writing 0.
      const rate = one.slip === 'blank' ? 1 / table.blanks : slipRate;
      return { cell, from, blank, to, slip: one.slip, weight: rate * one.weight, chance: slipRate * chance };
    }
    const first = unknown < partner;
    return {
      cell,
      from,
      blank,
      to,
      slip: 'exchanged',
      partner: table.cells[partner] as CellId,
      weight: first ? slipRate * exchangeWeight : 1,
      chance: first ? slipRate * chance : chance,
    };
  });
}

function areNeighbours(a: number, b: number, { figures }: Table): boolean {
  const [first, second] = [figures[a] as Figure, figures[b] as Figure];
  return Math.abs(first.row - second.row) + Math.abs(first.column - second.column) === 1;
}

/** Pairs of neighbours in failing equations that, exchanged, satisfy every equation that either of them is in. */
function mendingExchanges(
  comparisons: readonly Comparison[],
  failing: readonly Comparison[],
  table: Table,
): [CellId, CellId][] {
  const suspected = new Set(failing.flatMap((comparison) => termsOf(comparison).map(({ cell }) => cell)));
  const pairs: [CellId, CellId][] = [];
  for (const [a, first] of table.cells.entries()) {
    if (!suspected.has(first)) continue;
    for (const [b, second] of table.cells.entries()) {
      if (b <= a && suspected.has(second)) continue;
      const more = (table.unknowns[b] as Unknown).value - (table.unknowns[a] as Unknown).value;
      if (more === 0 || !areNeighbours(a, b, table)) continue;
      const change = (unknown: number): number => (unknown === a ? more : unknown === b ? -more : 0);
      const touched = comparisons.filter((one) => termsOf(one).some(({ cell }) => cell === first || cell === second));
      if (touched.every((comparison) => agrees(comparison, table, change))) pairs.push([first, second]);
    }
  }
  return pairs;
}
