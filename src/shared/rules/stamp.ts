/** What turns drafts of rules into findings, and the order in which findings stand. */
import { isDocxLocation, isPdfLocation, type Location } from '../document/location.ts';
import type { Finding, Language } from './finding.ts';
import type { RuleText } from './pack.ts';
import { type Draft, fill } from './rule.ts';

/** A finding from a rule's draft: severity, basis, sentences and fingerprint put on. */
export function stamp(rule: string, text: RuleText, draft: Draft): Finding {
  const { values, key, sentence, ...rest } = draft;
  const inWords = (language: Language) =>
    fill((sentence && text.words[language][sentence]) || text.message[language], values[language]);
  return {
    ...rest,
    rule,
    severity: draft.severity ?? (text.severity as Finding['severity']),
    cells: draft.cells ?? [],
    suspects: draft.suspects ?? [],
    basis: text.basis,
    message: { 'zh-CN': inWords('zh-CN'), en: inWords('en').trim() },
    location: draft.places[0] as Location,
    fingerprint: hash(`${rule}|${key}`),
  };
}

/** 53 bits of the text as hexadecimal: enough to tell the findings of one report apart, and stable. */
function hash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
}

/** Of two in the same place, the earlier one in the list comes first. */
export function inDocumentOrder<T extends { readonly location: Location }>(findings: readonly T[]): T[] {
  return findings
    .map((finding, index) => ({ finding, index, at: positionOf(finding.location) }))
    .sort((a, b) => compare(a.at, b.at) || a.index - b.index)
    .map(({ finding }) => finding);
}

function positionOf(location: Location): number[] {
  if (isPdfLocation(location)) return [location.page, location.rect[1], location.rect[0]];
  if (isDocxLocation(location)) {
    const { block, row = -1, column = -1, start = 0, inner } = location;
    return [block, row, column, ...(inner ? positionOf(inner) : [start])];
  }
  return [location.start];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
