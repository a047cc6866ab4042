/**
 * Finds every smallest set of unknowns whose change satisfies a system of linear equations with small whole
 * coefficients, under a lower limit and a step for each unknown: the search behind localise.ts.
 *
 * It looks for sets of one, then two, then three … unknowns. A set is grown from what is violated: an equation
 * whose residual the chosen unknowns do not take away must contain one more unknown of the set, so that only the
 * few unknowns of that equation are tried, never all subsets. Chosen unknowns are eliminated as in the revised
 * simplex method (product form of the inverse), which keeps the equations sparse. Where the elimination gives an
 * unknown a value that is not allowed, its own row is violated in turn: another unknown of it must change too.
 * Of the unknowns tried for one row, those tried before are excluded for the next, so no set is met twice.
 */

export interface System {
  readonly unknowns: readonly Unknown[];
  readonly equations: readonly LinearEquation[];
}

export interface Unknown {
  /** The given value. A whole number, as are `lowest` and `step`. */
  readonly value: number;
  /** Least value that it may take; -Infinity: any. */
  readonly lowest: number;
  /** Its value must be a multiple of this. */
  readonly step: number;
}

/** Σ coefficient · unknown = 0. */
export type LinearEquation = readonly {
  readonly unknown: number;
  readonly coefficient: number;
}[];

/** New values, by index of the unknown, in ascending order of the index. */
export type Solution = readonly { readonly unknown: number; readonly value: number }[];

export interface SearchLimits {
  /** Steps of the search, over all sizes: counted, not timed, so that the same table always ends the same way. */
  readonly steps: number;
  /** Largest set looked for. */
  readonly size: number;
  readonly solutions: number;
}

export interface SearchResult {
  /** All solutions of the smallest size (0: nothing to change); null where a limit was reached first. */
  readonly solutions: readonly Solution[] | null;
  readonly steps: number;
}

/** Eliminating whole coefficients of 1 keeps whole numbers; the tolerances only serve rarer coefficients. */
const entryTolerance = 1e-7;
const residualTolerance = 1e-3;
const largestValue = 1e12;

export function smallestChanges(system: System, limits: SearchLimits): SearchResult {
  if (system.unknowns.some(({ value }) => Math.abs(value) > largestValue)) return { solutions: null, steps: 0 };
  const search = new Search(system, limits);
  const solutions = search.run();
  return { solutions, steps: search.steps };
}

/** A chosen unknown with its column at the time it was eliminated. */
interface Pivot {
  readonly row: number;
  readonly unknown: number;
  readonly rows: readonly number[];
  readonly entries: readonly number[];
  readonly pivot: number;
}

class Search {
  steps = 0;
  readonly #unknowns: readonly Unknown[];
  readonly #rows: readonly LinearEquation[];
  readonly #columns: readonly { readonly row: number; readonly coefficient: number }[][];
  readonly #limits: SearchLimits;
  readonly #needed: Float64Array;
  /** Equations that do not hold as given, and how many chosen unknowns each contains. */
  readonly #failing: readonly number[];
  readonly #touched: Int32Array;
  readonly #illegal: readonly number[];
  readonly #pivots: Pivot[] = [];
  /** The eliminated unknown of each row, or -1. */
  readonly #basic: Int32Array;
  /** Chosen unknowns that depend on the eliminated ones. */
  readonly #free: number[] = [];
  readonly #chosen: Uint8Array;
  readonly #excluded: Uint8Array;
  readonly #scratch: Float64Array;
  #solutions: Solution[] = [];
  #exhausted = false;

  constructor({ unknowns, equations }: System, limits: SearchLimits) {
    this.#unknowns = unknowns;
    this.#limits = limits;
    this.#rows = equations.map(merged);
    this.#columns = unknowns.map(() => []);
    for (const [row, equation] of this.#rows.entries()) {
      for (const { unknown, coefficient } of equation) this.#columns[unknown]?.push({ row, coefficient });
    }
    this.#needed = Float64Array.from(this.#rows, (equation) =>
      equation.reduce((sum, { unknown, coefficient }) => sum - coefficient * at(unknowns, unknown).value, 0),
    );
    this.#failing = [...this.#needed.keys()].filter((row) => this.#needed[row] !== 0);
    this.#touched = new Int32Array(equations.length);
    this.#illegal = [...unknowns.keys()].filter((index) => !isAllowed(at(unknowns, index), at(unknowns, index).value));
    this.#basic = new Int32Array(equations.length).fill(-1);
    this.#chosen = new Uint8Array(unknowns.length);
    this.#excluded = new Uint8Array(unknowns.length);
    this.#scratch = new Float64Array(unknowns.length);
  }

  run(): Solution[] | null {
    for (let size = 0; size <= this.#limits.size; size++) {
      this.#visit(size, this.#needed);
      if (this.#exhausted) return null;
      if (this.#solutions.length > 0) return this.#solutions;
    }
    return null;
  }

  /** `residuals`: what the chosen unknowns leave; in an eliminated unknown's row, its change. */
  #visit(left: number, residuals: Float64Array): void {
    if (++this.steps > this.#limits.steps) this.#exhausted = true;
    if (this.#exhausted) return;
    const forced = this.#illegal.find((unknown) => this.#chosen[unknown] === 0);
    if (forced !== undefined) {
      // A value that is not allowed must change whatever the equations say.
      if (left > 0 && this.#excluded[forced] === 0) this.#choose(forced, left, residuals);
      return;
    }
    const violated = this.#violatedRows(residuals);
    if (violated.length > 0) {
      if (left > 0 && this.#canReachAll(left)) this.#branch(this.#mendersOf(violated, left), left, residuals);
    } else if (this.#free.length === 0) {
      const wrong = this.#pivots.find(({ row, unknown }) => !this.#isChange(unknown, residuals[row] as number));
      if (!wrong) this.#record((unknown) => residuals[this.#basic.indexOf(unknown)] as number);
      else if (left > 0) this.#branch(this.#candidates([wrong.row]), left, residuals);
    } else if (!this.#recordFamily(residuals) && left > 0) {
      const rows = this.#pivots.map(({ row }) => row);
      this.#branch(this.#candidates(rows), left, residuals);
    }
  }

  #branch(candidates: readonly number[], left: number, residuals: Float64Array): void {
    for (const unknown of candidates) {
      this.#choose(unknown, left, residuals);
      if (this.#exhausted) break;
      this.#excluded[unknown] = 1;
    }
    for (const unknown of candidates) this.#excluded[unknown] = 0;
  }

  #choose(unknown: number, left: number, residuals: Float64Array): void {
    const column = this.#transformed(unknown);
    let pivotRow = -1;
    for (let row = 0; row < column.length; row++) {
      const size = Math.abs(column[row] as number);
      if (size <= entryTolerance || this.#basic[row] !== -1) continue;
      // The larger the pivot the better, but ±1 first: it keeps everything whole.
      if (pivotRow < 0 || pivotScore(size) > pivotScore(Math.abs(column[pivotRow] as number))) pivotRow = row;
    }
    this.#chosen[unknown] = 1;
    for (const { row } of this.#columns[unknown] ?? []) this.#touched[row] = (this.#touched[row] as number) + 1;
    if (pivotRow < 0) {
      this.#free.push(unknown);
      this.#visit(left - 1, residuals);
      this.#free.pop();
    } else {
      const pivot = pivotOf(unknown, pivotRow, column);
      this.#pivots.push(pivot);
      this.#basic[pivotRow] = unknown;
      const next = residuals.slice();
      eliminate(next, pivot);
      this.#visit(left - 1, next);
      this.#basic[pivotRow] = -1;
      this.#pivots.pop();
    }
    for (const { row } of this.#columns[unknown] ?? []) this.#touched[row] = (this.#touched[row] as number) - 1;
    this.#chosen[unknown] = 0;
  }

  #transformed(unknown: number): Float64Array {
    const column = new Float64Array(this.#rows.length);
    for (const { row, coefficient } of this.#columns[unknown] ?? []) column[row] = coefficient;
    for (const pivot of this.#pivots) eliminate(column, pivot);
    return column;
  }

  /** Rows that the chosen unknowns leave unsatisfied. */
  #violatedRows(residuals: Float64Array): number[] {
    const rows: number[] = [];
    for (let row = 0; row < residuals.length; row++) {
      if (this.#basic[row] === -1 && Math.abs(residuals[row] as number) > residualTolerance) rows.push(row);
    }
    return rows;
  }

  /** The unknowns one of which must change for the rows: the fewest there are; of the last one, those in all rows. */
  #mendersOf(rows: readonly number[], left: number): number[] {
    let best: number[] | null = null;
    for (const row of rows) {
      const found = this.#candidates([row]);
      if (best === null) best = found;
      else if (left === 1) best = best.filter((unknown) => found.includes(unknown));
      else if (found.length < best.length) best = found;
      if (best.length === 0) break;
    }
    return best ?? [];
  }

  /** Unknowns with an entry in one of the rows, as the eliminations have left them; neither chosen nor excluded. */
  #candidates(rows: readonly number[]): number[] {
    const found: number[] = [];
    this.steps += rows.length;
    for (const row of rows) {
      const factors = new Float64Array(this.#rows.length);
      factors[row] = 1;
      for (let index = this.#pivots.length - 1; index >= 0; index--) untransform(factors, at(this.#pivots, index));
      const entries = this.#scratch.fill(0);
      const seen: number[] = [];
      for (let equation = 0; equation < factors.length; equation++) {
        const factor = factors[equation] as number;
        if (Math.abs(factor) <= entryTolerance) continue;
        for (const { unknown, coefficient } of at(this.#rows, equation)) {
          entries[unknown] = (entries[unknown] as number) + factor * coefficient;
          seen.push(unknown);
        }
      }
      for (const unknown of seen) {
        if (Math.abs(entries[unknown] as number) <= entryTolerance) continue;
        if (this.#chosen[unknown] === 0 && this.#excluded[unknown] === 0) found.push(unknown);
      }
    }
    return [...new Set(found)];
  }

  /** Whether `left` more unknowns can touch all failing equations that no chosen one touches. */
  #canReachAll(left: number): boolean {
    let open = 0;
    const counts = this.#scratch.fill(0);
    const most = new Int32Array(left);
    const seen: number[] = [];
    for (const row of this.#failing) {
      if (this.#touched[row] !== 0) continue;
      open++;
      for (const { unknown } of at(this.#rows, row)) {
        if (this.#excluded[unknown] === 1) continue;
        if (counts[unknown] === 0) seen.push(unknown);
        counts[unknown] = (counts[unknown] as number) + 1;
      }
    }
    if (open === 0) return true;
    for (const unknown of seen) {
      let count = counts[unknown] as number;
      for (let index = 0; index < left && count > 0; index++) {
        const other = most[index] as number;
        if (count > other) [most[index], count] = [count, other];
      }
    }
    return most.reduce((sum, count) => sum + count, 0) >= open;
  }

  #isChange(unknown: number, change: number): boolean {
    const whole = Math.round(change);
    if (whole === 0 || Math.abs(change - whole) > residualTolerance) return false;
    const given = at(this.#unknowns, unknown);
    return isAllowed(given, given.value + whole);
  }

  /** Keeps a solution once it is proved in whole numbers. */
  #record(changeOf: (unknown: number) => number): void {
    const changes = new Map<number, number>();
    for (let unknown = 0; unknown < this.#unknowns.length; unknown++) {
      if (this.#chosen[unknown] === 1) changes.set(unknown, Math.round(changeOf(unknown)));
    }
    const holds = this.#rows.every((equation, row) => {
      const sum = equation.reduce((total, term) => total + term.coefficient * (changes.get(term.unknown) ?? 0), 0);
      return sum === this.#needed[row];
    });
    if (!holds) return;
    this.#solutions.push(
      [...changes].map(([unknown, change]) => ({ unknown, value: at(this.#unknowns, unknown).value + change })),
    );
    if (this.#solutions.length > this.#limits.solutions) this.#exhausted = true;
  }

  /**
   * The chosen unknowns depend on each other: goes through the values of the free ones that leave all of them
   * allowed and changed. Answers whether there are any.
   */
  #recordFamily(residuals: Float64Array): boolean {
    const before = this.#solutions.length;
    const columns = this.#free.map((unknown) => this.#transformed(unknown));
    const changes = new Map<number, number>();
    const fix = (remaining: readonly number[], rest: Float64Array): void => {
      const ranges = this.#ranges(remaining, columns, rest);
      if (!ranges) return;
      if (ranges.length === 0) {
        for (const { row, unknown } of this.#pivots) changes.set(unknown, rest[row] as number);
        this.#record((unknown) => changes.get(unknown) as number);
        return;
      }
      // The narrowest first: it may leave the others no room.
      const [index, low, high] = ranges.reduce((a, b) => (b[2] - b[1] < a[2] - a[1] ? b : a));
      // Without a limit below there is no first value to begin with.
      if (low === Number.NEGATIVE_INFINITY) this.#exhausted = true;
      const unknown = this.#free[index] as number;
      const { value, step } = at(this.#unknowns, unknown);
      const first = Math.ceil((value + low - residualTolerance) / step) * step - value;
      const column = at(columns, index);
      const others = remaining.filter((other) => other !== index);
      for (let change = first; change <= high + residualTolerance && !this.#exhausted; change += step) {
        if (++this.steps > this.#limits.steps) this.#exhausted = true;
        if (change === 0) continue;
        changes.set(unknown, change);
        fix(
          others,
          rest.map((left, row) => left - (column[row] as number) * change),
        );
      }
    };
    fix([...this.#free.keys()], residuals);
    return this.#solutions.length > before;
  }

  /**
   * Limits of each remaining free unknown's change, from its own lower limit and those of the unknowns it moves;
   * null where some unknown cannot be right whatever the remaining ones are.
   */
  #ranges(
    remaining: readonly number[],
    columns: readonly Float64Array[],
    rest: Float64Array,
  ): [index: number, low: number, high: number][] | null {
    const room = (unknown: number): number => at(this.#unknowns, unknown).lowest - at(this.#unknowns, unknown).value;
    const entry = (index: number, row: number): number => at(columns, index)[row] as number;
    const ranges = remaining.map((index): [number, number, number] => {
      const low = room(this.#free[index] as number);
      return [index, low, Number.POSITIVE_INFINITY];
    });
    for (const { row, unknown } of this.#pivots) {
      const moving = ranges.filter(([index]) => Math.abs(entry(index, row)) > entryTolerance);
      if (moving.length === 0 && !this.#isChange(unknown, rest[row] as number)) return null;
      for (const range of moving) {
        const own = entry(range[0], row);
        // rest − own·x − Σ others ≥ room, where another's part is at least its entry times its own room.
        let slack = (rest[row] as number) - room(unknown);
        for (const [other] of moving) {
          if (other === range[0]) continue;
          if (entry(other, row) > 0) slack -= entry(other, row) * room(this.#free[other] as number);
          else slack = Number.POSITIVE_INFINITY;
        }
        if (own > 0) range[2] = Math.min(range[2], slack / own);
        else range[1] = Math.max(range[1], slack / own);
      }
    }
    return ranges.some(([, low, high]) => high < low - residualTolerance) ? null : ranges;
  }
}

function merged(equation: LinearEquation): LinearEquation {
  const coefficients = new Map<number, number>();
  for (const { unknown, coefficient } of equation) {
    coefficients.set(unknown, (coefficients.get(unknown) ?? 0) + coefficient);
  }
  return [...coefficients]
    .filter(([, coefficient]) => coefficient !== 0)
    .map(([unknown, coefficient]) => ({ unknown, coefficient }));
}

function isAllowed({ lowest, step }: Unknown, value: number): boolean {
  return value >= lowest && value % step === 0;
}

function pivotScore(size: number): number {
  return Math.abs(size - 1) <= entryTolerance ? Number.POSITIVE_INFINITY : size;
}

function pivotOf(unknown: number, row: number, column: Float64Array): Pivot {
  const rows: number[] = [];
  const entries: number[] = [];
  for (let other = 0; other < column.length; other++) {
    const entry = column[other] as number;
    if (other === row || Math.abs(entry) <= entryTolerance) continue;
    rows.push(other);
    entries.push(entry);
  }
  return { row, unknown, rows, entries, pivot: column[row] as number };
}

/** Applies one elimination to a column of values by row. */
function eliminate(values: Float64Array, { row, rows, entries, pivot }: Pivot): void {
  const value = (values[row] as number) / pivot;
  if (value === 0) return;
  values[row] = value;
  for (let index = 0; index < rows.length; index++) {
    const other = rows[index] as number;
    values[other] = (values[other] as number) - (entries[index] as number) * value;
  }
}

/** Turns factors of the rows after one elimination into factors of the rows before it. */
function untransform(factors: Float64Array, { row, rows, entries, pivot }: Pivot): void {
  let sum = factors[row] as number;
  for (let index = 0; index < rows.length; index++) {
    sum -= (factors[rows[index] as number] as number) * (entries[index] as number);
  }
  factors[row] = sum / pivot;
}

function at<T>(list: readonly T[], index: number): T {
  return list[index] as T;
}
