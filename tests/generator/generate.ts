/** Makes whole reports: the same options give the same report, and what it says is right throughout. */
import type { EditionId } from '../../src/shared/form/ids.ts';
import { type Body, randomBody } from './body.ts';
import { randomCells, type Scale } from './figures.ts';
import { type ModelBlock, type ModelSection, officialSections, plainSpelling, type ReportModel } from './model.ts';
import { introductionOf, leadOf, type Matter, otherOf, overviewOf, problemsOf, titleOf } from './prose.ts';
import { Random } from './random.ts';

export interface GenerateOptions {
  readonly seed: number;
  readonly year?: number;
  /** Tables of another edition than the year calls for: `structure.edition`. */
  readonly edition?: EditionId;
  readonly body?: Body;
  readonly scale?: Scale;
  /** The same unit's report of the year before: carried-over figures, stocks and items go on from it. */
  readonly previous?: ReportModel;
}

/** 2019 and 2020 follow the first format, later years the second. */
export function editionOf(year: number): EditionId {
  return year <= 2020 ? '2019' : '2021';
}

/** A report without fault (but for an `edition` asked for). Throws where `previous` is of another year or edition than the one before. */
export function generateReport(options: GenerateOptions): ReportModel {
  const random = new Random(options.seed);
  const { previous } = options;
  const year = options.year ?? (previous ? previous.year + 1 : random.int(2019, 2024));
  const edition = options.edition ?? editionOf(year);
  if (previous && previous.year !== year - 1) throw new Error(`${previous.year} is not the year before ${year}`);
  const body = options.body ?? randomBody(random);
  const scale = options.scale ?? randomScale(random, body);
  const cells = randomCells(random, {
    edition,
    scale,
    government: body.kind === 'government',
    city: body.city,
    previous,
  });
  const matter: Matter = { random, body, year, edition, cells };
  const content: Record<string, readonly ModelBlock[]> = {
    overview: overviewOf(matter),
    proactive: [...leadOf(matter, 'proactive'), { kind: 'table', table: 'proactive' }],
    requests: [...leadOf(matter, 'requests'), { kind: 'table', table: 'requests' }],
    litigation: [{ kind: 'table', table: 'litigation' }],
    problems: problemsOf(matter),
    other: otherOf(matter),
  };
  const sections = officialSections.map(
    (section): ModelSection => ({ ...section, content: content[section.id] as readonly ModelBlock[] }),
  );
  return {
    edition,
    unit: body.unit,
    year,
    title: titleOf(matter),
    introduction: introductionOf(matter),
    sections,
    cells,
    spelling: plainSpelling,
    relabelled: {},
  };
}

function randomScale(random: Random, body: Body): Scale {
  if (body.kind === 'government') return random.pick(['small', 'medium', 'medium', 'large'] as const);
  return random.pick(['none', 'none', 'small', 'small', 'medium'] as const);
}
