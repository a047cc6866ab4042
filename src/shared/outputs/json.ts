/** CheckOutcome to the terminal contract's JSON (contract.ts); every other output is made from that. */
import type { CheckOutcome } from '../check.ts';
import type { TableId } from '../form/ids.ts';
import type { ReportTable } from '../report/index.ts';
import type { Finding, Language } from '../rules/finding.ts';
import { inDocumentOrder } from '../rules/stamp.ts';
import type { Together } from '../rules/together/index.ts';
import type { CellResult, CheckResult, FindingResult, ReportResult, Summary } from './contract.ts';
import { errorMessage, problemMessage } from './texts.ts';

/** One report's entry; `file` is the path as given. */
export function resultOf(outcome: CheckOutcome, file: string, sha256: string | null, language: Language): ReportResult {
  const { error, report } = outcome;
  const tables: Partial<Record<TableId, Record<string, Record<string, CellResult>>>> = {};
  for (const table of Object.values(report?.tables ?? {})) tables[table.id] = tableResult(table);
  return {
    file,
    sha256,
    format: outcome.format,
    status: error ? 'unreadable' : 'checked',
    error: error ? { code: error.code, message: errorMessage(error.code, error.values, language) } : null,
    problems: outcome.problems.map((problem) => ({
      code: problem.code,
      message: problemMessage(problem, language),
      ...(problem.location ? { location: problem.location } : {}),
    })),
    unit: report?.unit ?? null,
    year: report?.year ?? null,
    edition: report?.edition ?? null,
    sections: (report?.sections ?? []).map(({ id, title, location }) => ({ id, title, location })),
    tables,
    checks: outcome.checks,
    findings: outcome.findings.map((finding) => findingResult(finding, language)),
  };
}

/** The entry with what the report's comparison with others found: findings in document order, checks added up. */
export function withTogether(entry: ReportResult, { findings, checks }: Together, language: Language): ReportResult {
  const { passed, failed, notAssessable } = entry.checks;
  return {
    ...entry,
    checks: {
      passed: passed + checks.passed,
      failed: failed + checks.failed,
      notAssessable: notAssessable + checks.notAssessable,
    },
    findings: inDocumentOrder([...entry.findings, ...findings.map((finding) => findingResult(finding, language))]),
  };
}

/** table.cells is keyed `row.column`, and a row id may itself hold a dot. */
function tableResult(table: ReportTable): Record<string, Record<string, CellResult>> {
  const rows: Record<string, Record<string, CellResult>> = {};
  for (const [key, { reading, raw, location }] of Object.entries(table.cells)) {
    const at = key.lastIndexOf('.');
    const row = key.slice(0, at);
    rows[row] ??= {};
    rows[row][key.slice(at + 1)] = {
      value: reading.kind === 'number' ? reading.value : null,
      raw,
      location,
    };
  }
  return rows;
}

function findingResult(finding: Finding, language: Language): FindingResult {
  const { message, gap, ...rest } = finding;
  return {
    ...rest,
    message: message[language],
    ...(gap ? { gap: { ...gap, holds: gap.holds[language] } } : {}),
  };
}

export function summaryOf(reports: readonly ReportResult[]): Summary {
  const count = (severity: string) =>
    reports.reduce((sum, report) => sum + report.findings.filter((finding) => finding.severity === severity).length, 0);
  return {
    files: reports.length,
    unreadable: reports.filter((report) => report.status === 'unreadable').length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
  };
}

export function checkResult(reports: readonly ReportResult[], version: string): CheckResult {
  return { tool: { name: 'gouji', version }, reports, summary: summaryOf(reports) };
}

/** `--format json`: one document, two spaces indented. */
export function toJson(reports: readonly ReportResult[], version: string): string {
  return `${JSON.stringify(checkResult(reports, version), null, 2)}\n`;
}

/** `--format ndjson`: one line for a report. */
export function toNdjsonLine(report: ReportResult): string {
  return `${JSON.stringify(report)}\n`;
}
