/**
 * The whole way for one file: bytes → SourceDocument → AnnualReport → Finding[]. Pure: the caller brings
 * the bytes and the PDF engine. Runs in a worker thread of the window's program and of the terminal's, which checks a
 * small file that comes alone in its own thread.
 */
import type { Format, Problem, SourceDocument } from './document/document.ts';
import { ReadError, type ReadErrorCode } from './document/errors.ts';
import type { ZipTools } from './readers/docx/index.ts';
import { formatOf, readerOf } from './readers/index.ts';
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
  /** Called only for a PDF that needs it, so that a run without such PDFs loads no engine. */
  pdfEngine(): Promise<PdfEngine>;
  /** What the platform has of its own for inflating. */
  readonly zip?: ZipTools;
  /** The report will be compared with no other: what reports are compared by is not made. */
  readonly isAlone?: boolean;
}

type ToolsWithoutEngine = Omit<CheckTools, 'pdfEngine'>;

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
  /** What the report is compared with others by (rules/together); null where there is no report, or it is checked alone. */
  readonly together: ReportDigest | null;
}

/** Checks one file. A file that cannot be read is an answer (`error`), not an exception; a bug of the program is one. */
export async function checkFile(bytes: Uint8Array, name: string, tools: CheckTools): Promise<CheckOutcome> {
  const check = await preparedCheck(bytes, name, tools);
  return check() ?? checkByEngine(bytes, await tools.pdfEngine(), tools);
}

/** The check of a file, with all loaded that it needs, to be made at once; it gives null for a PDF that needs an engine. */
export async function preparedCheck(
  bytes: Uint8Array,
  name: string,
  tools: ToolsWithoutEngine,
): Promise<() => CheckOutcome | null> {
  const { book, limits, zip } = tools;
  let format: Format;
  try {
    format = formatOf(bytes, name, limits);
  } catch (error) {
    const answer = refused(error, null);
    return () => answer;
  }
  const read = await readerOf(format);
  return () => {
    try {
      const document = read(bytes, { forms: book.forms, limits, zip });
      return document && outcomeOf(document, tools);
    } catch (error) {
      return refused(error, format);
    }
  };
}

async function checkByEngine(bytes: Uint8Array, engine: PdfEngine, tools: ToolsWithoutEngine): Promise<CheckOutcome> {
  const { readPdf } = await import('./readers/pdf/index.ts');
  try {
    return outcomeOf(readPdf(bytes, engine, tools.limits, tools.book.forms), tools);
  } catch (error) {
    return refused(error, 'pdf');
  }
}

function outcomeOf(document: SourceDocument, { book, isAlone = false }: ToolsWithoutEngine): CheckOutcome {
  const { format, problems } = document;
  try {
    const report = readReport(document, book.forms);
    const { findings, checks } = runRules(report, book);
    const together = isAlone ? null : digestOf(report, book);
    return { format, error: null, document, report, problems, findings, checks, together };
  } catch (error) {
    return refused(error, format, document);
  }
}

/** The answer for a file that cannot be read. Throws what is something else: a bug. */
function refused(error: unknown, format: Format | null, document: SourceDocument | null = null): CheckOutcome {
  if (!(error instanceof ReadError)) throw error;
  return unreadable(error.code, error.values, format, document);
}
