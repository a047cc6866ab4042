/**
 * Checks the files and folders of one run and hands each report on as soon as it is done: what the terminal
 * program needs of the services, and its only way in.
 */
import type { ReportResult } from '../../shared/outputs/contract.ts';
import { resultOf, withTogether } from '../../shared/outputs/json.ts';
import type { Language } from '../../shared/rules/finding.ts';
import type { RulePack } from '../../shared/rules/pack.ts';
import type { ReportDigest } from '../../shared/rules/together/digest.ts';
import { unreadable } from '../../shared/unreadable.ts';
import { createPool, type PoolOptions } from './checking-pool.ts';
import { compareReports } from './compare-reports.ts';
import { expandPaths, type FailedPath } from './files.ts';

export interface CheckRun {
  readonly paths: readonly string[];
  readonly packs: readonly RulePack[];
  readonly language: Language;
  /** Files checked at the same time. */
  readonly jobs: number;
  /** Whether reports are also checked against each other, which takes until all of them are done. */
  readonly together: boolean;
  /** Called in the order in which files are done, with what each report's own check found. */
  readonly onReport: (report: ReportResult, total: number) => void;
  /** Called when no file has been found yet but the folders are read. */
  readonly onFiles?: (total: number, skipped: number) => void;
  readonly pool?: Partial<PoolOptions>;
}

export interface CheckRunResult {
  /** In the order of the paths; a folder's files in natural order. With what the comparison found, where asked for. */
  readonly reports: readonly ReportResult[];
  /** Files in folders that are no .docx, .pdf or .txt. */
  readonly skipped: number;
  /** Paths named by the user that could not be read. */
  readonly failed: readonly FailedPath[];
}

/** Never rejects for a bad file; those are reports with `status: unreadable`. */
export async function checkFiles(run: CheckRun): Promise<CheckRunResult> {
  // Before the folders are read: its first worker loads meanwhile.
  const pool = createPool({ workers: run.jobs, setup: { packs: run.packs, pack: false }, ...run.pool });
  const { files, skipped, failed } = await expandPaths(run.paths);
  const total = files.length + failed.length;
  run.onFiles?.(total, skipped);
  const reports: ReportResult[] = [];
  const digests = new Array<ReportDigest | null>(total).fill(null);
  const take = (report: ReportResult, index: number) => {
    reports[index] = report;
    run.onReport(report, total);
  };
  try {
    await Promise.all(
      files.map(async (file, index) => {
        const { answer } = await pool.check({ path: file.path }, file.path);
        if (answer.kind !== 'plain') throw new Error('packed answer where a plain one was asked for');
        const place = index + failed.filter(({ before }) => before <= index).length;
        digests[place] = answer.outcome.together;
        take(resultOf(answer.outcome, file.path, answer.sha256, run.language), place);
      }),
    );
  } finally {
    await pool.close();
  }
  for (const [index, { path, before }] of failed.entries()) {
    take(resultOf(unreadable('not-found'), path, null, run.language), before + index);
  }
  const together = run.together ? await compareReports(digests, run.packs) : [];
  const merged = reports.map((report, index) => {
    const more = together[index];
    return more ? withTogether(report, more, run.language) : report;
  });
  return { reports: merged, skipped, failed };
}
