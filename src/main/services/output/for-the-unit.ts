/** What goes back to the unit: the notice, and its own file with comments. Runs in the output worker. */
import { chosenFindings, type Verdicts } from '../../../shared/outputs/chosen.ts';
import type { ReportResult } from '../../../shared/outputs/contract.ts';
import type { MarkOptions } from '../../../shared/outputs/marked.ts';
import { Refused } from '../../../shared/outputs/refused.ts';
import { ruleBook } from '../../../shared/rules/built-in.ts';
import { readSource } from '../source-file.ts';
import type { OutputJob, OutputReport } from './output-protocol.ts';

/**
 * The report's own file with its open findings.
 * @throws Refused where nothing is open, or the file is not the one that was checked
 */
export async function markedCopy(result: ReportResult, report: OutputReport, job: OutputJob): Promise<Uint8Array> {
  const { language, packs } = job;
  const verdicts = verdictsOf(report);
  if (result.status === 'unreadable') {
    throw new Refused('unreadable', language, { detail: result.error?.message ?? '' });
  }
  if (result.format === 'txt') throw new Refused('txt-marked', language);
  if (chosenFindings(result, verdicts, 'open').length === 0) {
    throw new Refused('nothing-open', language);
  }
  const source = report.path === null ? null : await readSource(report.path);
  if (!source) throw new Refused('file-gone', language);
  if (source.seen.sha256 !== report.sha256) throw new Refused('file-changed', language);
  const options: MarkOptions = { language, book: ruleBook(packs), verdicts, date: new Date().toISOString() };
  return result.format === 'pdf'
    ? (await import('../../../shared/outputs/marked-pdf.ts')).toMarkedPdf(source.bytes, result, options)
    : (await import('../../../shared/outputs/marked-docx.ts')).toMarkedDocx(source.bytes, result, options);
}

/**
 * The 整改通知书 (DOCX), dated today.
 * @throws Refused where there is nothing to tell the unit, or the template cannot be used
 */
export async function notice(result: ReportResult, report: OutputReport, job: OutputJob): Promise<Uint8Array> {
  const { language, packs, printedAt, notice: wish, template } = job;
  if (!wish) throw new Error('a notice without its particulars');
  const { toNotice } = await import('../../../shared/outputs/notice.ts');
  return toNotice(result, {
    ...wish,
    language,
    book: ruleBook(packs),
    verdicts: verdictsOf(report),
    date: printedAt,
    ...(template ? { template } : {}),
  });
}

/** @throws Refused where the template cannot be used */
export async function* triedTemplate({ template, language }: OutputJob): AsyncGenerator<Uint8Array> {
  const { tryTemplate } = await import('../../../shared/outputs/notice-template.ts');
  if (template) yield tryTemplate(template, language);
}

function verdictsOf({ verdicts }: OutputReport): Verdicts {
  return Object.fromEntries(verdicts);
}
