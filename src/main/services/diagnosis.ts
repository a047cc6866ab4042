/**
 * What helps to find a fault of the program and may leave the machine: versions, sizes, counts, and which workers were
 * lost. Nothing of any report: no file name, no unit, no text; of the program's own places no folder.
 */
import { arch, release, totalmem } from 'node:os';
import type { ProgramInfo, ReportEntry, RulePackInfo } from '../../shared/api.ts';
import type { PoolResult } from './checking-pool.ts';

type Loss = NonNullable<PoolResult['loss']>;

export interface DiagnosisState {
  readonly entries: readonly ReportEntry[];
  readonly workers: number | null;
  readonly archive: {
    readonly schema: number;
    readonly bytes: number;
    readonly reports: number;
    readonly decisions: number;
    readonly problem: string | null;
  };
  readonly packs: readonly RulePackInfo[];
}

export interface Diagnosis {
  lost(loss: Loss): void;
  text(state: DiagnosisState): string;
}

const keptLosses = 5;

export function createDiagnosis({ shell, version }: Pick<ProgramInfo, 'shell' | 'version'>): Diagnosis {
  const losses: string[] = [];
  let lostCount = 0;

  return {
    lost({ reason, detail }) {
      lostCount++;
      losses.push([`  ${new Date().toISOString()} ${reason}`, ...framesOf(detail)].join('\n'));
      if (losses.length > keptLosses) losses.shift();
    },

    text({ entries, workers, archive, packs }) {
      const { node, electron, chrome, sqlite } = process.versions as Readonly<Record<string, string | undefined>>;
      const { schema, bytes, reports, decisions, problem } = archive;
      const errors = countBy(entries, (entry) => entry.result?.error?.code ?? null);
      return [
        `gouji ${version} (${shell})`,
        `${process.platform} ${release()} ${arch()}, ${Math.round(totalmem() / 2 ** 20)} MB`,
        `node ${node}, sqlite ${sqlite}${electron ? `, electron ${electron}, chrome ${chrome}` : ''}`,
        `workers: ${workers ?? 'automatic'}`,
        `archive: schema ${schema}, ${bytes} bytes, ${reports} reports, ${decisions} decisions${problem ? `, ${problem}` : ''}`,
        `reports by state: ${countBy(entries, (entry) => entry.state) || 'none'}`,
        `by format: ${countBy(entries, (entry) => entry.result?.format ?? null) || 'none'}`,
        ...(errors === '' ? [] : [`unreadable: ${errors}`]),
        `with other rules: ${countBy(entries, (entry) => entry.otherRules) || 'none'}`,
        ...packs.map(packLine),
        `lost workers: ${lostCount}`,
        ...losses,
      ].join('\n');
    },
  };
}

function packLine({ id, name, file, hash, enabled, faults }: RulePackInfo): string {
  const state = faults.length > 0 ? `, ${faults.length} faults` : enabled ? '' : ', off';
  return file === null ? `rules: ${id} ${hash}` : `rules: ${id} “${name}” ${hash}${state}`;
}

function countBy(entries: readonly ReportEntry[], key: (entry: ReportEntry) => string | null): string {
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const value = key(entry);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => `${value} ${count}`).join(', ');
}

/** The frames of a stack without folders; its message may quote what was read. */
function framesOf(detail: string): string[] {
  const frames = detail.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  return frames.slice(0, 8).map((frame) => `    ${frame.trim().replace(/(^at |\()(?:.*[\\/])/, '$1')}`);
}
