/** What was read, held against what stands in the file. */
import type { CheckOutcome } from '../../src/shared/check.ts';
import { resultOf } from '../../src/shared/outputs/json.ts';
import { judge } from '../../tests/generator/judge.ts';
import type { CorpusFile, GridTruth } from './corpus.ts';

export interface Accuracy {
  readonly cells: number;
  readonly right: number;
  /** Not read, and said so or left out: nobody is misled. */
  readonly absent: number;
  /** Presented as read, with another value than the file's, or where the file has no such cell. */
  readonly wrong: readonly string[];
  /** All cells, unit, year, edition and sections. */
  readonly whole: boolean;
  /** What keeps it from being wholly right, for a person. */
  readonly faults: readonly string[];
}

/** null for a file without truth. */
export function accuracyOf(file: CorpusFile, outcome: CheckOutcome): Accuracy | null {
  const { truth } = file;
  if (!truth) return null;
  if ('grids' in truth) return gridAccuracy(truth.grids, outcome);
  const result = resultOf(outcome, truth.file, null, 'zh-CN');
  const cells = Object.keys(truth.cells).length;
  if (result.error) {
    return { cells, right: 0, absent: cells, wrong: [], whole: false, faults: [`unreadable: ${result.error.code}`] };
  }
  const { cells: differing, misread } = judge(truth, result);
  const absent = differing.filter((text) => text.includes(': absent, not ')).length;
  const extra = differing.filter((text) => text.endsWith(': not in the file')).length;
  const wrong = differing.filter((text) => !text.includes(': absent, not '));
  return {
    cells,
    right: cells - (differing.length - extra),
    absent,
    wrong,
    whole: differing.length === 0 && misread.length === 0,
    faults: [...misread, ...differing],
  };
}

function gridAccuracy(grids: readonly GridTruth[], { document }: CheckOutcome): Accuracy {
  const tables = document?.blocks.flatMap((block) => (block.kind === 'table' ? [block] : [])) ?? [];
  const wrong: string[] = [];
  let cells = 0;
  let absent = 0;
  for (const [index, grid] of grids.entries()) {
    cells += grid.cells.length;
    const table = tables[index];
    if (!table) {
      absent += grid.cells.length;
      continue;
    }
    const found = new Map(table.cells.map((cell) => [placeOf(cell), cell.text.replace(/\s/g, '')]));
    for (const cell of grid.cells) {
      const text = found.get(placeOf(cell));
      if (text !== cell.text) wrong.push(`table ${index + 1}, ${placeOf(cell)}: ${text ?? 'absent'}, not ${cell.text}`);
    }
  }
  const whole = wrong.length === 0 && absent === 0 && tables.length === grids.length;
  return { cells, right: cells - absent - wrong.length, absent, wrong, whole, faults: wrong };
}

function placeOf({ row, column, rowSpan, columnSpan }: GridTruth['cells'][number]): string {
  return `${row},${column} ${rowSpan}×${columnSpan}`;
}
