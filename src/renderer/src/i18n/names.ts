/** Names of rules and table cells for people; ids that the dictionary does not know stand for themselves. */
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

/** Figures as the reports print them: no grouping, no more decimals than there are. */
export function figure(value: number): string {
  // Sums of amounts in 万元 carry binary dust beyond the sixth decimal.
  return String(Math.round(value * 1e6) / 1e6);
}
