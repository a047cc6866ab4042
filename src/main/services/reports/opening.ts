/** What the archive holds of a report, made ready for the window and for what leaves the program. */
import { ApiError, type EarlierVersion, type OpenedReport, type OtherReport } from '../../../shared/api.ts';
import type { SourceDocument } from '../../../shared/document/document.ts';
import type { FindingResult, ReportResult } from '../../../shared/outputs/contract.ts';
import { resultOf, withTogether } from '../../../shared/outputs/json.ts';
import type { Language } from '../../../shared/rules/finding.ts';
import { unitKey } from '../../../shared/rules/together/words.ts';
import type { Archive, StoredOutcome, StoredReport } from '../archive/archive.ts';
import type { OutputReport } from '../output/output-protocol.ts';
import { unpack } from '../packed-outcome.ts';
import type { Checking } from './checking.ts';
import { type ReportList, type Row, rowId } from './report-list.ts';

export interface OpeningParts {
  readonly archive: Archive;
  readonly list: ReportList;
  readonly checking: Pick<Checking, 'checkAgain'>;
  readonly log: (line: string) => void;
}

export interface Opening {
  /**
   * Throws ApiError 'unknown-report' where another program has removed it, and the row goes too; 'internal' where what
   * was stored is damaged, and the file is checked again.
   */
  open(row: Row, language: Language): OpenedReport;
  /** null where another program has removed it. */
  forOutput(row: Row): OutputReport | null;
}

interface Stored {
  readonly result: ReportResult;
  readonly document: SourceDocument | null;
}

export function createOpening({ archive, list, checking, log }: OpeningParts): Opening {
  function stored(row: Row, language: Language): Stored {
    const { report } = row;
    try {
      const outcome = archive.outcome(report.id);
      if (outcome) return resultFrom(report, outcome, language);
    } catch (error) {
      log(`${report.name}: ${error instanceof Error ? error.stack : String(error)}`);
      checking.checkAgain(row);
      throw new ApiError('internal', `what was found in ${report.name} cannot be read from the archive`);
    }
    list.forget(row);
    throw new ApiError('unknown-report', `${report.name} was removed`);
  }

  function earlierOf({ report }: Row, findings: readonly FindingResult[], language: Language): EarlierVersion | null {
    const earlier = archive.earlier(report.id);
    const outcome = earlier && archive.outcome(earlier.id);
    if (!outcome || earlier.checkedAt === null) return null;
    // Of another program that runs: it is opened like those of this one.
    if (!list.get(rowId(earlier.id))) list.add(earlier);
    const before = resultFrom(earlier, outcome, language).result.findings;
    const known = new Set(before.map((finding) => finding.fingerprint));
    const own = new Set(findings.map((finding) => finding.fingerprint));
    return {
      ...otherReport(earlier, earlier.checkedAt),
      remaining: [...own].filter((fingerprint) => known.has(fingerprint)),
      mended: before.filter((finding) => !own.has(finding.fingerprint)),
    };
  }

  /** Where the last hand-in is there in several formats, the one of the same format. */
  function lastYearOf({ report: { digest } }: Row): OtherReport | null {
    if (digest?.unit == null || digest.year === null) return null;
    const { format, year } = digest;
    const unit = unitKey(digest.unit);
    const found = list
      .lastHandIns()
      .filter(
        ({ report: { digest: other } }) =>
          other?.unit != null && other.error === null && other.year === year - 1 && unitKey(other.unit) === unit,
      );
    const { report } = found.find((row) => row.report.digest?.format === format) ?? found.at(-1) ?? {};
    return report?.checkedAt ? otherReport(report, report.checkedAt) : null;
  }

  return {
    open(row, language) {
      const { result, document } = stored(row, language);
      const earlier = earlierOf(row, result.findings, language);
      const shown = new Set([...result.findings, ...(earlier?.mended ?? [])].map((finding) => finding.fingerprint));
      const verdicts = Object.fromEntries(
        [...archive.verdicts(row.report)].filter(([fingerprint]) => shown.has(fingerprint)),
      );
      return { entry: list.entryOf(row), result, document, verdicts, earlier, lastYear: lastYearOf(row) };
    },
    forOutput(row) {
      const { id, name, sha256: hash, compared, review } = row.report;
      const outcome = archive.outcome(id);
      if (!outcome) return null;
      const verdicts = archive.verdicts(row.report);
      return { name, sha256: hash, path: list.fileOf(row), packed: outcome.packed, compared, review, verdicts };
    },
  };
}

function otherReport({ id, name, digest }: StoredReport, checkedAt: string): OtherReport {
  return { id: rowId(id), name, checkedAt, year: digest?.year ?? null };
}

function resultFrom(
  { name, sha256: hash, compared }: StoredReport,
  outcome: StoredOutcome,
  language: Language,
): Stored {
  const unpacked = unpack(outcome);
  const own = resultOf(unpacked, name, hash, language);
  return { result: compared ? withTogether(own, compared, language) : own, document: unpacked.document };
}
