/**
 * Checks the files and folders of one run and hands each report on as soon as it is done: what the terminal
 * program needs of the services, and its only way in. One small file is checked at once, all others by workers.
 */
import type { ReportResult } from '../../shared/outputs/contract.ts';
import { resultOf } from '../../shared/outputs/json.ts';
import type { Language } from '../../shared/rules/finding.ts';
import type { RulePack } from '../../shared/rules/pack.ts';
import { checkInPlace } from './check-in-place.ts';
import type { PoolOptions } from './checking-pool.ts';
import type { FailedPath } from './files.ts';

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
  const [path, ...others] = run.paths;
  const answer = path !== undefined && others.length === 0 ? await checkInPlace(path, run.packs) : null;
  if (path === undefined || !answer) {
    // Loaded where they are needed only: what they load costs as much as checking a file.
    const { checkByWorkers } = await import('./check-by-workers.ts');
    return checkByWorkers(run);
  }
  run.onFiles?.(1, 0);
  const report = resultOf(answer.outcome, path, answer.sha256, run.language);
  run.onReport(report, 1);
  return { reports: [report], skipped: 0, failed: [] };
}
