/// <reference types="vite/client" />
/**
 * Runs the cases of all rules. Each rule must have a case that sets it off and a look-alike that does not;
 * whatever else a case's report sets off must be named in it.
 */
import { describe, expect, it } from 'vitest';
import { readReport } from '../report/index.ts';
import { ruleBook } from './built-in.ts';
import { documentOfCase, textAt } from './case-report.ts';
import type { RuleCase } from './rule-case.ts';
import { rules, runRules } from './run-rules.ts';

const modules = import.meta.glob<{ cases: readonly RuleCase[] }>('./*.cases.ts', { eager: true });
const book = ruleBook();

function casesOf(id: string): readonly RuleCase[] {
  return modules[`./${id}.cases.ts`]?.cases ?? [];
}

describe.each(rules.map((rule) => rule.id))('%s', (id) => {
  const cases = casesOf(id);

  it('has a case that sets it off and a look-alike that does not', () => {
    expect(cases.some((one) => one.findings.length > 0)).toBe(true);
    expect(cases.some((one) => one.findings.length === 0)).toBe(true);
  });

  it.each(cases)('$name', (one) => {
    const document = documentOfCase(one, book.forms);
    const { findings } = runRules(readReport(document, book.forms), book);
    const own = findings.filter((finding) => finding.rule === id);
    expect(own.map((finding) => finding.message['zh-CN'])).toEqual(one.findings.map((expected) => expected.message));
    for (const [index, expected] of one.findings.entries()) {
      const finding = own[index];
      if (!finding) continue;
      if (expected.cells) expect(finding.cells).toEqual(expected.cells);
      if (expected.expected !== undefined) expect(finding.expected).toBe(expected.expected);
      if (expected.actual !== undefined) expect(finding.actual).toBe(expected.actual);
      if (expected.at !== undefined) expect(textAt(document, finding.location)).toBe(expected.at);
      expect(finding.message.en).toMatch(/^[^{}]{20,}$/);
      expect(finding.basis).not.toBe('');
      expect(finding.places.length).toBeGreaterThan(0);
    }
    const others = new Set(findings.map((finding) => finding.rule).filter((rule) => rule !== id));
    expect([...others].sort()).toEqual([...(one.also ?? [])].sort());
  });

  it.each(cases.filter((one) => one.notAssessable !== undefined))('says what it cannot decide: $name', (one) => {
    const rule = rules.find((candidate) => candidate.id === id);
    const text = book.rules[id];
    if (!rule || !text) throw new Error(id);
    const report = readReport(documentOfCase(one, book.forms), book.forms);
    const form = book.forms.find((candidate) => candidate.edition === report.edition) ?? null;
    expect(rule.check({ report, form, book, text }).notAssessable).toBe(one.notAssessable);
  });
});
