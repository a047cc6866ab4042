/// <reference types="vite/client" />
/**
 * Runs the cases of the rules over several reports. Each rule must have a case that sets it off, a look-alike that
 * does not, and one that a program cannot decide.
 */
import { describe, expect, it } from 'vitest';
import { readReport } from '../../report/index.ts';
import { ruleBook } from '../built-in.ts';
import { type CaseReport, caseDocument, textAt } from '../case-report.ts';
import type { RuleBook } from '../pack.ts';
import { checkTogether, digestOf, togetherRules } from './index.ts';
import type { TogetherCase } from './together-case.ts';

const modules = import.meta.glob<{ cases: readonly TogetherCase[] }>('./*.cases.ts', { eager: true });
const book = ruleBook();

function casesOf(id: string): readonly TogetherCase[] {
  return modules[`./${id}.cases.ts`]?.cases ?? [];
}

function digest(report: CaseReport) {
  return digestOf(readReport(caseDocument(report, book.forms), book.forms), book);
}

/** The rule book with the other rules over several reports off. */
function only(id: string): RuleBook {
  const entries = Object.entries(book.rules).map(
    ([rule, text]) => [rule, rule === id ? text : { ...text, severity: 'off' as const }] as const,
  );
  return { ...book, rules: Object.fromEntries(entries) };
}

describe.each(togetherRules.map((rule) => rule.id))('%s', (id) => {
  const cases = casesOf(id);

  it('has a case that sets it off, a look-alike that does not, and one that cannot be decided', () => {
    expect(cases.some((one) => one.findings.length > 0)).toBe(true);
    expect(cases.some((one) => one.findings.length === 0 && (one.passed ?? 0) > 0)).toBe(true);
    expect(cases.some((one) => (one.notAssessable ?? 0) > 0)).toBe(true);
  });

  it('has severity, basis and both sentences in the built-in packs', () => {
    const text = book.rules[id];
    expect(text?.basis).toBeTruthy();
    expect(text?.message['zh-CN']).toBeTruthy();
    expect(text?.message.en).toBeTruthy();
  });

  it.each(cases)('$name', (one) => {
    const digests = [...one.with, one.report].map(digest);
    const document = caseDocument(one.report, book.forms);
    const findings = checkTogether(digests, book).at(-1)?.findings ?? [];
    const own = findings.filter((finding) => finding.rule === id);
    expect(own.map((finding) => finding.message['zh-CN'])).toEqual(one.findings.map((expected) => expected.message));
    for (const [index, expected] of one.findings.entries()) {
      const finding = own[index];
      if (!finding) continue;
      expect(finding.severity).toBe(expected.severity ?? book.rules[id]?.severity);
      if (expected.cells) expect(finding.cells).toEqual(expected.cells);
      if (expected.expected !== undefined) expect(finding.expected).toBe(expected.expected);
      if (expected.actual !== undefined) expect(finding.actual).toBe(expected.actual);
      if (expected.at !== undefined) expect(textAt(document, finding.location)).toBe(expected.at);
      if (expected.quote) expect(finding.quote).toMatch(expected.quote);
      expect(finding.message.en).toMatch(/^[^{}]{20,}$/);
      expect(finding.location).toEqual(finding.places[0]);
    }
    const others = new Set(findings.map((finding) => finding.rule).filter((rule) => rule !== id));
    expect([...others].sort()).toEqual([...(one.also ?? [])].sort());
  });

  it.each(cases.filter((one) => one.passed !== undefined || one.notAssessable !== undefined))(
    'counts its comparisons: $name',
    (one) => {
      const digests = [...one.with, one.report].map(digest);
      const checks = checkTogether(digests, only(id)).at(-1)?.checks;
      expect(checks?.failed).toBe(one.findings.length);
      if (one.passed !== undefined) expect(checks?.passed).toBe(one.passed);
      if (one.notAssessable !== undefined) expect(checks?.notAssessable).toBe(one.notAssessable);
    },
  );
});
