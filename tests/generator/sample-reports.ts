/** The two sample reports that come with the program: one that is right, one with the faults that offices make. */
import { departmentOf } from './body.ts';
import { generateReport } from './generate.ts';
import {
  cellBlank,
  type Planted,
  plantAll,
  sectionMissing,
  sectionNumberLacking,
  sectionTitle,
  wrongFigure,
} from './plant.ts';
import { Random } from './random.ts';

export interface SampleReport {
  /** File name without its ending. */
  readonly name: string;
  readonly planted: Planted;
}

export function rightSample(): SampleReport {
  const model = generateReport({ seed: 370, year: 2023, body: departmentOf('清河区', '农业农村局'), scale: 'medium' });
  return { name: '清河区农业农村局2023年报告（无误）', planted: { name: 'right', model, must: [], may: [] } };
}

/** Figures that the text repeats (上年结转, 行政复议) are wrong in the table only: the text contradicts them as well. */
export function faultySample(): SampleReport {
  const model = generateReport({ seed: 293, year: 2023, body: departmentOf('清河区', '教育局'), scale: 'medium' });
  const faults = [
    wrongFigure('requests.granted.naturalPerson', swapped(model.cells['requests.granted.naturalPerson']?.raw)),
    wrongFigure('requests.carriedOver.total', 3),
    cellBlank('', 'requests.notProcessed.publication.charity'),
    wrongFigure('litigation.review.total', 2),
    sectionTitle('requests'),
    sectionMissing('problems'),
    sectionNumberLacking('other'),
  ];
  return { name: '清河区教育局2023年报告（有误）', planted: plantAll(model, faults, new Random(1)) };
}

function swapped(digits = ''): number {
  return Number([...digits].reverse().join(''));
}
