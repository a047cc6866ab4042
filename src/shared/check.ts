/**
 * The whole way for one file: bytes → SourceDocument → AnnualReport → Finding[]. Pure: the caller brings
 * the bytes and the PDF engine. Runs in a worker thread of the window's program and of the terminal's.
 */
import type { Format, Problem, SourceDocument } from './document/document.ts';
import { ReadError, type ReadErrorCode } from './document/errors.ts';
import type { ZipTools } from './readers/docx/index.ts';
import { readDocument } from './readers/index.ts';
import type { ReadLimits } from './readers/limits.ts';
import type { PdfEngine } from './readers/pdf/engine.ts';
import type { AnnualReport } from './report/index.ts';
import { readReport } from './report/index.ts';
import type { Finding } from './rules/finding.ts';
import type { RuleBook } from './rules/pack.ts';
import type { Checks } from './rules/rule.ts';
import { runRules } from './rules/run-rules.ts';
import { digestOf, type ReportDigest } from './rules/together/digest.ts';
import { unreadable } from './unreadable.ts';

export interface CheckTools {
  readonly book: RuleBook;
  readonly limits: ReadLimits;
  /** Called only for a PDF, so that a run without PDFs loads no engine. */
  pdfEngine(): Promise<PdfEngine>;
  /** What the platform has of its own for inflating. */
  readonly zip?: ZipTools;
}

/** Plain data, to be posted between threads; outputs/json.ts makes the contract's JSON of it. */
export interface CheckOutcome {
  /** By content, not by name; null where the content is no format that the program reads. */
  readonly format: Format | null;
  readonly error: { readonly code: ReadErrorCode; readonly values: Readonly<Record<string, string | number>> } | null;
  readonly document: SourceDocument | null;
  readonly report: AnnualReport | null;
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly checks: Checks;
  /** What the report is compared with others by (rules/together); null where there is no report. */
  readonly together: ReportDigest | null;
}

/** Checks one file. A file that cannot be read is an answer (`error`), not an exception; a bug of the program is one. */
export async function checkFile(bytes: Uint8Array, name: string, tools: CheckTools): Promise<CheckOutcome> {
  let format: Format | null = null;
  let document: SourceDocument | null = null;
  try {
    const { forms } = tools.book;
    const { limits, pdfEngine, zip } = tools;
    document = await readDocument(bytes, name, { forms, limits, pdfEngine, zip }, (found) => {
      format = found;
    });
    const report = readReport(document, forms);
    const { findings, checks } = runRules(report, tools.book);
    const { problems } = document;
    return {
      format,
      error: null,
      document,
      report,
      problems,
      findings,
      checks,
      together: digestOf(report, tools.book),
    };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return unreadable(error.code, error.values, format, document);
  }
}
