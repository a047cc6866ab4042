/** Holds the program's result for a file against the truth: what was misread, what was missed, what is a false alarm. */
import type { CellId } from '../../src/shared/form/ids.ts';
import type { FindingResult, ReportResult } from '../../src/shared/outputs/contract.ts';
import type { Expected } from './plant.ts';
import type { Truth } from './truth.ts';

export interface Judgement {
  /** Unit, year, edition or a heading read as another: `year: 2021, not 2020`. */
  readonly misread: readonly string[];
  /** Cells whose value is another than the file's: `id: found, not true`. */
  readonly cells: readonly string[];
  /** Faults that no finding names. */
  readonly missed: readonly Expected[];
  /** Findings of neither a fault nor its consequence. */
  readonly falseAlarms: readonly FindingResult[];
  /** Faults with one cell to blame, and those of them whose finding names that cell, and only that, with the right value. */
  readonly blamable: number;
  readonly blamed: number;
}

export function judge(truth: Truth, result: ReportResult): Judgement {
  const left = [...result.findings];
  const missed: Expected[] = [];
  let blamable = 0;
  let blamed = 0;
  for (const expected of truth.must) {
    const index = left.findIndex((finding) => names(finding, expected));
    const finding = left[index];
    if (expected.suspect) blamable++;
    if (!finding) {
      missed.push(expected);
      continue;
    }
    left.splice(index, 1);
    const { suspect } = expected;
    const [named, ...more] = finding.suspects;
    if (suspect && named?.cell === suspect.cell && named.to === suspect.to && more.length === 0) blamed++;
  }
  return {
    misread: misread(truth, result),
    cells: wrongCells(truth, result),
    missed,
    falseAlarms: left.filter((finding) => !truth.may.includes(finding.rule)),
    blamable,
    blamed,
  };
}

/** A finding on running text may name its cells otherwise than the sentence does: there the rule decides. */
function names(finding: FindingResult, expected: Expected): boolean {
  if (finding.rule !== expected.rule && finding.rule !== expected.or) return false;
  if (expected.section && finding.section !== expected.section) return false;
  return finding.rule.startsWith('text.') || (expected.cells ?? []).every((id) => finding.cells.includes(id));
}

function misread(truth: Truth, result: ReportResult): string[] {
  const wrong: string[] = [];
  for (const field of ['unit', 'year', 'edition'] as const) {
    if (result[field] !== truth[field]) wrong.push(`${field}: ${result[field]}, not ${truth[field]}`);
  }
  const found = result.sections.map((section) => section.id).join(' ');
  const wanted = truth.sections.map((section) => section.id).join(' ');
  if (found !== wanted) wrong.push(`sections: ${found}, not ${wanted}`);
  return wrong;
}

function wrongCells(truth: Truth, result: ReportResult): string[] {
  const found = new Map<CellId, number | null>();
  for (const [table, rows] of Object.entries(result.tables)) {
    for (const [row, columns] of Object.entries(rows)) {
      for (const [column, cell] of Object.entries(columns)) found.set(`${table}.${row}.${column}`, cell.value);
    }
  }
  const wrong: string[] = [];
  for (const [id, { value }] of Object.entries(truth.cells)) {
    if (found.get(id) !== value) wrong.push(`${id}: ${found.has(id) ? found.get(id) : 'absent'}, not ${value}`);
    found.delete(id);
  }
  return [...wrong, ...[...found.keys()].map((id) => `${id}: not in the file`)];
}
