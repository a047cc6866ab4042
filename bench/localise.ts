/**
 * How often error localisation names the cells that were spoiled, and how long it takes: thousands of generated
 * tables 三 and 四 with one to four planted slips of each kind. `node bench/localise.ts [tables per line]`;
 * the figures are kept in docs/benchmarks/localisation.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Form } from '../src/shared/form/form.ts';
import type { CellId, EditionId, TableId } from '../src/shared/form/ids.ts';
import type { ReportTable } from '../src/shared/report/annual-report.ts';
import type { Comparison } from '../src/shared/rules/equations.ts';
import { culpritsOf, type Figure, localise } from '../src/shared/rules/localise.ts';
import { figuresOf } from '../src/shared/rules/localise-table.ts';
import { makeRuleBook, type RulePack } from '../src/shared/rules/pack.ts';
import { randomCells, type Scale } from '../tests/generator/figures.ts';
import { cellIds } from '../tests/generator/layout.ts';
import { Random } from '../tests/generator/random.ts';
import { slip, slipKinds } from '../tests/generator/slips.ts';

const packs = ['common', 'form-2019', 'form-2021'].map(
  (name) => parse(readFileSync(join(import.meta.dirname, '../resources/rules', `${name}.yaml`), 'utf8')) as RulePack,
);
const book = makeRuleBook(packs);
const tablesPerLine = Number(process.argv[2] ?? 500);

/** Slips of one cell, and those that take two cells or leave nothing behind. */
const kinds = [...slipKinds, 'blank', 'neighbour'] as const;
type Fault = (typeof kinds)[number] | 'any';
const faults: readonly Fault[] = [...kinds, 'any'];

type Sums = 'apart' | 'same';

interface Tally {
  tables: number;
  /** The likeliest way is exactly what was planted. */
  first: number;
  /** Findings by what they say. */
  right: number;
  wrong: number;
  tied: number;
  open: number;
  /** Tables with at least one finding that names a cell or value that was not planted. */
  wrongTables: number;
  /** Those of them that fewer cells than were planted put right: no method could know better. */
  wrongButFewer: number;
  readonly times: number[];
}

function tally(table: TableId, edition: EditionId, scale: Scale, fault: Fault, count: number, sums: Sums): Tally {
  const form = book.forms.find((candidate) => candidate.edition === edition) as Form;
  const comparisons = book.equations[edition].filter((comparison) => comparison.table === table);
  const result: Tally = {
    tables: 0,
    first: 0,
    right: 0,
    wrong: 0,
    tied: 0,
    open: 0,
    wrongTables: 0,
    wrongButFewer: 0,
    times: [],
  };
  for (let seed = 1; result.tables < tablesPerLine && seed < tablesPerLine * 20; seed++) {
    const random = new Random(seed * 7919 + count);
    const truth = figuresOfCells(table, edition, form, random, scale);
    const spoiled = spoil(truth, fault, count, random, sums);
    if (!spoiled) continue;
    const failing = comparisons.filter((comparison) => !agrees(comparison, spoiled));
    if (failing.length === 0) continue;
    result.tables++;
    const start = performance.now();
    const localisation = localise(comparisons, spoiled);
    result.times.push(performance.now() - start);
    const planted = [...spoiled].filter(([cell, { value }]) => truth.get(cell)?.value !== value);
    const best = localisation.kind === 'found' ? localisation.ways[0] : undefined;
    if (
      best?.changes.length === planted.length &&
      best.changes.every(({ cell, to }) => truth.get(cell)?.value === to)
    ) {
      result.first++;
    }
    let wrong = false;
    for (const comparison of failing) {
      const culprits = culpritsOf(comparison, localisation);
      if (culprits.kind !== 'named') result[culprits.kind]++;
      else if (culprits.changes.every(({ cell, to }) => truth.get(cell)?.value === to)) result.right++;
      else {
        result.wrong++;
        wrong = true;
      }
    }
    if (!wrong) continue;
    result.wrongTables++;
    if (localisation.kind === 'found' && localisation.fewest < planted.length) result.wrongButFewer++;
  }
  return result;
}

function figuresOfCells(table: TableId, edition: EditionId, form: Form, random: Random, scale: Scale) {
  const values = randomCells(random, { edition, scale, government: true, city: true });
  const cells: Record<string, ReportTable['cells'][string]> = {};
  for (const id of cellIds(table, edition)) {
    const value = values[id]?.value ?? 0;
    cells[id.slice(table.length + 1)] = {
      reading: { kind: 'number', value, decimals: 0 },
      raw: String(value),
      location: { block: 0 },
    };
  }
  return figuresOf({ cells }, form.tables[table]);
}

/** `count` faults; in table 四, where each group has one sum, in different sums or all in the same one. */
function spoil(truth: ReadonlyMap<CellId, Figure>, fault: Fault, count: number, random: Random, sums: Sums) {
  const after = new Map(truth);
  const cells = random.shuffle([...truth.keys()]);
  const spoiled = new Set<CellId>();
  const sumOf = (cell: CellId): string => (cell.startsWith('litigation.') ? cell.slice(0, cell.lastIndexOf('.')) : '');
  for (let planted = 0; planted < count; planted++) {
    const kind = fault === 'any' ? random.pick(kinds) : fault;
    const used = new Set([...spoiled].map(sumOf));
    const fits = (cell: CellId): boolean =>
      !spoiled.has(cell) && (planted === 0 || sumOf(cell) === '' || used.has(sumOf(cell)) === (sums === 'same'));
    const done = cells.find((cell) => fits(cell) && spoilCell(after, cell, kind, spoiled, random));
    if (!done) return null;
  }
  return after;
}

function spoilCell(
  after: Map<CellId, Figure>,
  cell: CellId,
  kind: Exclude<Fault, 'any'>,
  spoiled: Set<CellId>,
  random: Random,
): boolean {
  const figure = after.get(cell) as Figure;
  if (kind === 'neighbour') {
    const other = [...after].find(
      ([id, { row, column, value }]) =>
        !spoiled.has(id) && row === figure.row && column === figure.column + 1 && value !== figure.value,
    );
    if (!other) return false;
    after.set(cell, { ...figure, value: other[1].value });
    after.set(other[0], { ...other[1], value: figure.value });
    spoiled.add(cell).add(other[0]);
    return true;
  }
  if (figure.value === 0) return false;
  const value = kind === 'blank' ? 0 : slip(figure.value, kind, random);
  if (value === null) return false;
  after.set(cell, { ...figure, value, blank: kind === 'blank' });
  spoiled.add(cell);
  return true;
}

function agrees({ left, right }: Comparison, values: ReadonlyMap<CellId, Figure>): boolean {
  const sum = (side: Comparison['left']) =>
    side.reduce((total, { cell, sign }) => total + sign * (values.get(cell)?.value ?? 0), 0);
  return sum(left) === sum(right);
}

function line(name: string, tallies: readonly Tally[]): string {
  const sum = (pick: (one: Tally) => number) => tallies.reduce((total, one) => total + pick(one), 0);
  const tables = sum((one) => one.tables);
  const findings = sum((one) => one.right + one.wrong + one.tied + one.open);
  const share = (part: number, whole: number) => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  const times = tallies.flatMap((one) => one.times).sort((a, b) => a - b);
  const time = (quantile: number) =>
    (times[Math.min(times.length - 1, Math.floor(times.length * quantile))] ?? 0).toFixed(2);
  const cells = [
    name,
    tables,
    share(
      sum((one) => one.first),
      tables,
    ),
    share(
      sum((one) => one.right),
      findings,
    ),
    share(
      sum((one) => one.tied),
      findings,
    ),
    share(
      sum((one) => one.open),
      findings,
    ),
    share(
      sum((one) => one.wrong),
      findings,
    ),
    sum((one) => one.wrongTables),
    sum((one) => one.wrongButFewer),
    time(0.5),
    time(0.99),
    time(1),
  ];
  return `| ${cells.join(' | ')} |`;
}

const heads = [
  'planted',
  'tables',
  'planted set first',
  'named right',
  'tied',
  'given up',
  'named wrong',
  'tables named wrong',
  'of these: fewer cells fit',
  'median ms',
  '99 % ms',
  'worst ms',
];
// The first calls run uncompiled code; they would show as the worst.
tally('requests', '2021', 'medium', 'any', 2, 'apart');
for (const [table, name] of [
  ['requests', '三'],
  ['litigation', '四'],
] as const) {
  console.log(`\nTable ${name}\n\n| ${heads.join(' | ')} |\n|${heads.map(() => ' --- ').join('|')}|`);
  const print = (count: number, fault: Fault, sums: Sums, label: string): void => {
    const scales: readonly Scale[] = ['small', 'medium', 'large'];
    const edition = (index: number): EditionId => (index === 1 ? '2019' : '2021');
    const tallies = scales.map((scale, index) => tally(table, edition(index), scale, fault, count, sums));
    console.log(line(`${count} × ${fault}${label}`, tallies));
  };
  for (const count of [1, 2, 3]) for (const fault of faults) print(count, fault, 'apart', '');
  if (table === 'requests') for (const count of [4, 6]) print(count, 'any', 'apart', '');
  else for (const count of [2, 3]) print(count, 'any', 'same', ' in one sum');
}
