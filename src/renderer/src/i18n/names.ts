/** Names of rules and table cells for people; ids that the dictionary does not know stand for themselves. */
import type { Language } from '../../../shared/rules/finding.ts';
import type { Dictionary } from './zh-CN.ts';

/** A rule of a pack of the user's own has no name here: its id is shown. */
export function ruleName(words: Dictionary, rule: string): string {
  return words.rules[rule] ?? rule;
}

/** `requests.refused.stateSecret.business` → 不予公开 1 · 商业企业. */
export function cellName(words: Dictionary, cell: string): string {
  const parts = cell.split('.');
  const column = parts.at(-1) ?? '';
  const row = parts.slice(1, -1).join('.');
  const rowName = words.cells.rows[row] ?? words.cells.rows[parts[1] ?? ''] ?? row;
  return `${rowName} · ${words.cells.columns[column] ?? column}`;
}

/** The day of an ISO 8601 time, in the user's time zone. */
export function dayOf(time: string, language: Language): string {
  return new Date(time).toLocaleDateString(language, { dateStyle: 'medium' });
}

/** Bytes as people say them: 820 KB, 4.1 MB. */
export function fileSize(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Figures as the reports print them: no grouping, no more decimals than there are. */
export function figure(value: number): string {
  // Sums of amounts in 万元 carry binary dust beyond the sixth decimal.
  return String(Math.round(value * 1e6) / 1e6);
}
