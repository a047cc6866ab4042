/** A run whose files are checked by worker threads, several at a time, and then against each other. */
import type { ReportResult } from '../../shared/outputs/contract.ts';
import { resultOf, withTogether } from '../../shared/outputs/json.ts';
import type { ReportDigest } from '../../shared/rules/together/digest.ts';
import { unreadable } from '../../shared/unreadable.ts';
import type { CheckRun, CheckRunResult } from './check-files.ts';
import { createPool } from './checking-pool.ts';
import { compareReports } from './compare-reports.ts';
import { expandPaths } from './files.ts';

/** Never rejects for a bad file; those are reports with `status: unreadable`. */
export async function checkByWorkers(run: CheckRun): Promise<CheckRunResult> {
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
