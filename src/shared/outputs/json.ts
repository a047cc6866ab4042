/** CheckOutcome to the terminal contract's JSON (contract.ts); every other output is made from that. */
import type { CheckOutcome } from '../check.ts';
import { isRecognisedText } from '../document/document.ts';
import type { TableId } from '../form/ids.ts';
import { type AnnualReport, type ReportTable, tableEditionsOf } from '../report/index.ts';
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
      ...(isRecognisedText(problem) ? { recognised: true as const } : {}),
    })),
    unit: report?.unit ?? null,
    year: report?.year ?? null,
    edition: report?.edition ?? null,
    ...mixedEditions(report),
    sections: (report?.sections ?? []).map(({ id, title, location }) => ({ id, title, location })),
    tables,
    checks: outcome.checks,
    findings: outcome.findings.map((finding) => findingResult(finding, language)),
  };
}

function mixedEditions(report: AnnualReport | null): Pick<ReportResult, 'tableEditions'> {
  const tables = Object.values(report?.tables ?? {});
  if (!report || tables.every((table) => table.edition === report.edition)) return {};
  return { tableEditions: tableEditionsOf(report) };
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
  const { message, basis, gap, ...rest } = finding;
  return {
    ...rest,
    message: message[language],
    basis: typeof basis === 'string' ? basis : basis[language],
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
  return [...jsonParts(reports, version)].join('');
}

/** The document in pieces, as that of thousands of reports is longer than a string can be. */
export function* jsonParts(reports: readonly ReportResult[], version: string): Generator<string> {
  const writer = jsonWriter(version);
  for (const report of reports) yield writer.add(report);
  yield writer.end();
}

export interface JsonWriter {
  add(report: ReportResult): string;
  /** The rest; nothing can be added after it. */
  end(): string;
}

/** The same for reports that come one after the other: each piece is to be written at once. */
export function jsonWriter(version: string): JsonWriter {
  const [head, tail] = JSON.stringify(checkResult([], version), null, 2).split('"reports": []') as [string, string];
  const sum = { ...summaryOf([]) };
  let count = 0;
  return {
    add(report) {
      const { files, unreadable, errors, warnings, infos } = summaryOf([report]);
      sum.files += files;
      sum.unreadable += unreadable;
      sum.errors += errors;
      sum.warnings += warnings;
      sum.infos += infos;
      const text = JSON.stringify(report, null, 2).replaceAll('\n', '\n    ');
      return `${count++ === 0 ? `${head}"reports": [` : ','}\n    ${text}`;
    },
    end() {
      const closing = count === 0 ? `${head}"reports": []` : '\n  ]';
      const summary = JSON.stringify(sum, null, 2).replaceAll('\n', '\n  ');
      return `${closing}${tail.replace(/\{[^{}]*\}/, () => summary)}\n`;
    },
  };
}

/** `--format ndjson`: one line for a report. */
export function toNdjsonLine(report: ReportResult): string {
  return `${JSON.stringify(report)}\n`;
}
