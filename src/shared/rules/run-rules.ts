/** All rules on one report: findings in document order, and how many comparisons passed, failed or stayed open. */
import { formInEditions } from '../form/form.ts';
import { type AnnualReport, tableEditionsOf } from '../report/annual-report.ts';
import { arithmeticRule } from './arithmetic.ts';
import { cellAmountPrecision } from './cell.amount-precision.ts';
import { cellBlank } from './cell.blank.ts';
import { cellNotACount } from './cell.not-a-count.ts';
import { cellNotANumber } from './cell.not-a-number.ts';
import { cellSplitNumber } from './cell.split-number.ts';
import type { Finding } from './finding.ts';
import { litigationTotal } from './litigation.total.ts';
import type { RuleBook } from './pack.ts';
import { requestsBalance } from './requests.balance.ts';
import { requestsResultTotal } from './requests.result-total.ts';
import { requestsRowTotal } from './requests.row-total.ts';
import { requiredPhraseRule } from './required-phrase.ts';
import type { Checks, Rule } from './rule.ts';
import { inDocumentOrder, stamp } from './stamp.ts';
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
import { textRules } from './text-rules.ts';

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
  ...textRules,
];

export function runRules(report: AnnualReport, book: RuleBook): { findings: Finding[]; checks: Checks } {
  const form = formInEditions(book.forms, report.edition, tableEditionsOf(report));
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
  const own = (ids: readonly string[]) => ids.filter((id) => !known.has(id));
  return [
    ...own(book.equationRules).map(arithmeticRule),
    ...own([...new Set(book.phrases.map(({ rule }) => rule))]).map(requiredPhraseRule),
  ];
}
