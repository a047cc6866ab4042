/**
 * Random figures for the three tables that satisfy every equation of the format, of the magnitudes that real
 * reports have: mostly 0, some tens, and thousands for the government of a large city.
 */
import type { CellId, EditionId } from '../../src/shared/form/ids.ts';
import { applicants, litigationRows, outcomes, requestColumns, requestRows, resultRows } from './layout.ts';
import { figureAt, type ModelCell, number, type ReportModel } from './model.ts';
import type { Random } from './random.ts';

export type Scale = 'none' | 'small' | 'medium' | 'large';

type Cells = Record<CellId, ModelCell>;

interface FigureOptions {
  readonly edition: EditionId;
  readonly scale: Scale;
  /** Governments issue documents; only those of cities issue 规章. */
  readonly government: boolean;
  readonly city: boolean;
  /** The same unit's report of the year before, whose figures this one goes on from. */
  readonly previous?: ReportModel | undefined;
}

export function randomCells(random: Random, options: FigureOptions): Cells {
  return {
    ...proactiveCells(random, options),
    ...requestCells(random, options),
    ...litigationCells(random, options.scale),
  };
}

/** How often each result is met, by row id; 2019's single row 其他处理 takes the last three together. */
const resultWeights: Readonly<Record<string, number>> = {
  granted: 40,
  partlyGranted: 11,
  'refused.stateSecret': 0.2,
  'refused.otherLaws': 1.5,
  'refused.securityAndStability': 0.3,
  'refused.thirdParty': 2,
  'refused.internalAffairs': 2,
  'refused.deliberative': 3,
  'refused.enforcementFile': 2,
  'refused.administrativeQuery': 2,
  'unavailable.notHeld': 19,
  'unavailable.needsCreation': 4,
  'unavailable.stillUnclear': 2,
  'notProcessed.petition': 4,
  'notProcessed.repeated': 2,
  'notProcessed.publication': 0.3,
  'notProcessed.excessive': 0.3,
  'notProcessed.reconfirmation': 0.5,
  otherHandling: 4,
  'otherHandling.notCorrected': 1.5,
  'otherHandling.feeUnpaid': 0.1,
  'otherHandling.other': 2.4,
};

function requestCells(random: Random, { edition, scale, previous }: FigureOptions): Cells {
  const counts: Record<string, Record<string, number>> = {};
  for (const row of requestRows(edition)) counts[row] = Object.fromEntries(requestColumns.map((name) => [name, 0]));
  const at = (row: string): Record<string, number> => counts[row] as Record<string, number>;

  const received = { none: 0, small: random.int(1, 24), medium: random.int(40, 420), large: random.int(900, 5200) }[
    scale
  ];
  const naturalShare = 0.8 + random.next() * 0.15;
  const applicantWeights = [naturalShare * 100, 7, 0.4, 0.6, 3, 2];
  for (let request = 0; request < received; request++) {
    const column = applicants[random.weighted(applicantWeights)] as string;
    at('newlyReceived')[column] = (at('newlyReceived')[column] as number) + 1;
  }

  const rows = resultRows(edition);
  // Some bodies never grant partly, others answer 不掌握 to everything: each report has its own habits.
  const weights = rows.map((row) => (resultWeights[row] as number) * (0.4 + random.next() * 1.6));
  for (const column of applicants) {
    const newly = at('newlyReceived')[column] as number;
    const carriedOver = previous
      ? figureAt(previous.cells, `requests.carriedForward.${column}`)
      : random.int(0, Math.floor(newly * 0.09));
    at('carriedOver')[column] = carriedOver;
    const forward = random.int(0, Math.floor((newly + carriedOver) * 0.09));
    at('carriedForward')[column] = forward;
    const finished = newly + carriedOver - forward;
    at('resultTotal')[column] = finished;
    for (let request = 0; request < finished; request++) {
      const row = rows[random.weighted(weights)] as string;
      at(row)[column] = (at(row)[column] as number) + 1;
    }
  }
  const cells: Cells = {};
  for (const [row, values] of Object.entries(counts)) {
    values.total = applicants.reduce((sum, column) => sum + (values[column] as number), 0);
    for (const column of requestColumns) cells[`requests.${row}.${column}`] = number(values[column] as number);
  }
  return cells;
}

function litigationCells(random: Random, scale: Scale): Cells {
  const most = { none: 0, small: 1, medium: 7, large: 90 }[scale];
  const cells: Cells = {};
  for (const [index, row] of litigationRows.entries()) {
    // Cases after a review are the rarest; most small bodies have none at all.
    const cases = scale === 'small' && random.chance(0.8) ? 0 : random.int(0, Math.ceil(most / (index + 1)));
    const parts = Object.fromEntries(outcomes.map((name) => [name, 0])) as Record<string, number>;
    for (let count = 0; count < cases; count++) {
      const outcome = outcomes[random.weighted([6, 1, 1.5, 1])] as string;
      parts[outcome] = (parts[outcome] as number) + 1;
    }
    for (const outcome of outcomes) cells[`litigation.${row}.${outcome}`] = number(parts[outcome] as number);
    cells[`litigation.${row}.total`] = number(cases);
  }
  return cells;
}

function proactiveCells(random: Random, options: FigureOptions): Cells {
  return options.edition === '2021' ? proactive2021(random, options) : proactive2019(random, options);
}

/** Table 二 of the two editions counts different things: between them only requests go on. */
function sameForm({ previous, edition }: FigureOptions): ReportModel | undefined {
  return previous?.edition === edition ? previous : undefined;
}

function proactive2021(random: Random, options: FigureOptions): Cells {
  const { scale, government, city } = options;
  const previous = sameForm(options);
  const cells: Cells = {};
  const stock = (row: string, exists: boolean, most: number): void => {
    const inForceBefore = previous
      ? figureAt(previous.cells, `proactive.${row}.inForce`)
      : exists
        ? random.int(0, most * 6)
        : 0;
    const issued = exists ? random.int(0, most) : 0;
    const repealed = exists ? random.int(0, Math.min(inForceBefore, most)) : 0;
    cells[`proactive.${row}.issued`] = number(issued);
    cells[`proactive.${row}.repealed`] = number(repealed);
    cells[`proactive.${row}.inForce`] = number(inForceBefore + issued - repealed);
  };
  stock('regulations', government && city, 5);
  stock('normativeDocuments', government || random.chance(0.4), government ? 14 : 3);
  for (const [row, share] of [
    ['licensing', 1],
    ['penalties', 0.6],
    ['coercion', 0.2],
  ] as const) {
    cells[`proactive.${row}.decisions`] = number(decisions(random, scale, share));
  }
  cells['proactive.fees.amount'] = amount(random, random.chance(0.35) ? random.pick([0.04, 12, 380, 9600]) : 0);
  return cells;
}

function proactive2019(random: Random, options: FigureOptions): Cells {
  const { scale, government, city } = options;
  const previous = sameForm(options);
  const cells: Cells = {};
  for (const row of ['regulations', 'normativeDocuments']) {
    const exists = row === 'regulations' ? government && city : government || random.chance(0.4);
    const made = exists ? random.int(0, government ? 14 : 3) : 0;
    cells[`proactive.${row}.made`] = number(made);
    cells[`proactive.${row}.disclosed`] = number(made);
    cells[`proactive.${row}.totalDisclosed`] = number(made + (exists ? random.int(0, government ? 80 : 12) : 0));
  }
  for (const row of ['licensing', 'otherServices', 'penalties', 'coercion', 'fees']) {
    const items = previous
      ? figureAt(previous.cells, `proactive.${row}.previousYear`) + figureAt(previous.cells, `proactive.${row}.change`)
      : random.chance(0.4)
        ? 0
        : random.int(1, scale === 'large' ? 900 : 60);
    const change = random.chance(0.5) ? 0 : random.int(-Math.min(items, 12), 12);
    cells[`proactive.${row}.previousYear`] = number(items);
    cells[`proactive.${row}.change`] = number(change);
    if (row !== 'fees') {
      cells[`proactive.${row}.decisions`] = number(items + change === 0 ? 0 : decisions(random, scale, 0.7));
    }
  }
  const projects = random.chance(0.3) ? 0 : random.int(1, scale === 'large' ? 1600 : 40);
  cells['proactive.procurement.projects'] = number(projects);
  const value = projects * (2 + random.next() * 60);
  cells['proactive.procurement.amount'] =
    projects === 0 ? number(0) : { value: Number(value.toFixed(4)), raw: value.toFixed(4) };
  return cells;
}

function decisions(random: Random, scale: Scale, share: number): number {
  if (random.chance(scale === 'large' ? 0.05 : 0.45)) return 0;
  const most = { none: 60, small: 180, medium: 3200, large: 96_000 }[scale];
  return random.int(1, Math.max(1, Math.floor(most * share)));
}

/** An amount in 万元 about `size`, with at most four decimals and none that are 0 at the end. */
function amount(random: Random, size: number): ModelCell {
  if (size === 0) return number(0);
  return number(Number((size * (0.5 + random.next())).toFixed(random.pick([1, 2, 2, 4]))) || size);
}
