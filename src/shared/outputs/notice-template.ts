/** Fills an office's own template for the 整改通知书 (docs/notice-template.md). */
import type { NoticeContent } from './notice-content.ts';
import { Refused } from './refused.ts';

/** @throws Refused `template-…` */
export function fillTemplate(_template: Uint8Array, { language }: NoticeContent): Uint8Array<ArrayBuffer> {
  throw new Refused('template-no-docx', language);
}
