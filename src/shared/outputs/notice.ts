/**
 * 整改通知书: the notice that an office sends to a unit about what is to be mended in its report, as DOCX. In the look
 * of official documents, or in an office's own template. What comes from documents is text and nothing else.
 */
import type { ReportResult } from './contract.ts';
import { type NoticeOptions, noticeContent } from './notice-content.ts';
import { fillTemplate } from './notice-template.ts';

export type { NoticeOptions } from './notice-content.ts';

/**
 * The notice's bytes (DOCX).
 * @throws Refused where there is nothing to tell the unit, or the template cannot be used
 */
export async function toNotice(report: ReportResult, options: NoticeOptions): Promise<Uint8Array<ArrayBuffer>> {
  const content = noticeContent(report, options);
  if (options.template) return fillTemplate(options.template, content);
  // The library is loaded only where it writes.
  return (await import('./notice-layout.ts')).noticeDocument(content);
}
