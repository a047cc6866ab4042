/** All rules on one report: findings in document order, and how many comparisons passed, failed or stayed open. */
import { isDocxLocation, isPdfLocation, type Location } from '../document/location.ts';
import type { AnnualReport } from '../report/annual-report.ts';
import { arithmeticRule } from './arithmetic.ts';
import { cellAmountPrecision } from './cell.amount-precision.ts';
import { cellBlank } from './cell.blank.ts';
import { cellNotACount } from './cell.not-a-count.ts';
import { cellNotANumber } from './cell.not-a-number.ts';
import { cellSplitNumber } from './cell.split-number.ts';
import type { Finding } from './finding.ts';
import { litigationTotal } from './litigation.total.ts';
import type { RuleBook, RuleText } from './pack.ts';
import { requestsBalance } from './requests.balance.ts';
import { requestsResultTotal } from './requests.result-total.ts';
import { requestsRowTotal } from './requests.row-total.ts';
import { requiredPhraseRule } from './required-phrase.ts';
import { type Checks, type Draft, fill, type Rule } from './rule.ts';
import { structureEdition } from './structure.edition.ts';
import { structureLabel } from './structure.label.ts';
import { structureSectionEmpty } from './structure.section-empty.ts';
import { structureSectionExtra } from './structure.section-extra.ts';
import { structureSectionMissing } from './structure.section-missing.ts';
import { structureSectionNumbering } from './structure.section-numbering.ts';
import { structureSectionOrder } from './structure.section-order.ts';
import { structureSectionTitle } from './structure.section-title.ts';
import { structureTableMissing } from './structure.table-missing.ts';
import { structureTableShape } from './structure.table-shape.ts';
import { structureTitle } from './structure.title.ts';
import { structureTopics } from './structure.topics.ts';

export const rules: readonly Rule[] = [
  structureSectionMissing,
  structureSectionOrder,
  structureSectionTitle,
  structureSectionNumbering,
  structureSectionExtra,
  structureSectionEmpty,
  structureTitle,
  structureTopics,
  structureTableMissing,
  structureTableShape,
  structureLabel,
  structureEdition,
  cellBlank,
  cellNotANumber,
  cellNotACount,
  cellAmountPrecision,
  cellSplitNumber,
  requestsRowTotal,
  requestsResultTotal,
  requestsBalance,
  litigationTotal,
];

export function runRules(report: AnnualReport, book: RuleBook): { findings: Finding[]; checks: Checks } {
  const form = book.forms.find((candidate) => candidate.edition === report.edition) ?? null;
  const findings: Finding[] = [];
  let passed = 0;
  let failed = 0;
  let notAssessable = 0;
  for (const rule of [...rules, ...ownRules(book)]) {
    const text = book.rules[rule.id];
    if (!text) throw new Error(`no text for rule ${rule.id} in the rule packs`);
    if (text.severity === 'off') continue;
    const result = rule.check({ report, form, book, text });
    passed += result.passed;
    failed += result.failed ?? result.drafts.length;
    notAssessable += result.notAssessable;
    findings.push(...result.drafts.map((draft) => stamp(rule.id, text, draft)));
  }
  return { findings: inDocumentOrder(findings), checks: { passed, failed, notAssessable } };
}

/** Rules that a pack of the user brings with it: equations and required phrases under names of their own. */
function ownRules(book: RuleBook): Rule[] {
  const known = new Set(rules.map((rule) => rule.id));
  const ids = (list: readonly { readonly rule: string }[]) =>
    [...new Set(list.map(({ rule }) => rule))].filter((id) => !known.has(id));
  return [
    ...ids(Object.values(book.equations).flat()).map(arithmeticRule),
    ...ids(book.phrases).map(requiredPhraseRule),
  ];
}

function stamp(rule: string, text: RuleText, draft: Draft): Finding {
  const { values, key, ...rest } = draft;
  return {
    ...rest,
    rule,
    severity: draft.severity ?? (text.severity as Finding['severity']),
    cells: draft.cells ?? [],
    suspects: draft.suspects ?? [],
    basis: text.basis,
    message: { 'zh-CN': fill(text.message['zh-CN'], values['zh-CN']), en: fill(text.message.en, values.en).trim() },
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

function inDocumentOrder(findings: readonly Finding[]): Finding[] {
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
