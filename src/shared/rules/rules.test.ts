/// <reference types="vite/client" />
/**
 * Runs the cases of all rules. Each rule must have a case that sets it off and a look-alike that does not;
 * whatever else a case's report sets off must be named in it.
 */
import { describe, expect, it } from 'vitest';
import { type SourceDocument, slotsOf } from '../document/document.ts';
import { isDocxLocation, type Location } from '../document/location.ts';
import { readReport } from '../report/index.ts';
import { ruleBook } from './built-in.ts';
import { balancedRequests, caseDocument } from './case-report.ts';
import type { RuleCase } from './rule-case.ts';
import { rules, runRules } from './run-rules.ts';

const modules = import.meta.glob<{ cases: readonly RuleCase[] }>('./*.cases.ts', { eager: true });
const book = ruleBook();

function casesOf(id: string): readonly RuleCase[] {
  return modules[`./${id}.cases.ts`]?.cases ?? [];
}

function documentOf({ report, balanced }: RuleCase): SourceDocument {
  if (!balanced) return caseDocument(report, book.forms);
  const edition = report.edition ?? ((report.year ?? 2023) < 2021 ? '2019' : '2021');
  const form = book.forms.find((candidate) => candidate.edition === edition);
  if (!form) throw new Error(edition);
  return caseDocument({ ...report, cells: { ...balancedRequests(form), ...report.cells } }, book.forms);
}

function textAt(document: SourceDocument, location: Location): string {
  if (!isDocxLocation(location)) throw new Error('cases are laid out like a DOCX');
  const block = document.blocks[location.block];
  if (block?.kind === 'paragraph') return block.text.slice(location.start, location.end);
  if (!block) throw new Error(`no block ${location.block}`);
  return slotsOf(block)[location.row ?? -1]?.[location.column ?? -1]?.text ?? '(no cell)';
}

describe.each(rules.map((rule) => rule.id))('%s', (id) => {
  const cases = casesOf(id);

  it('has a case that sets it off and a look-alike that does not', () => {
    expect(cases.some((one) => one.findings.length > 0)).toBe(true);
    expect(cases.some((one) => one.findings.length === 0)).toBe(true);
  });

  it.each(cases)('$name', (one) => {
    const document = documentOf(one);
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
    const report = readReport(documentOf(one), book.forms);
    const form = book.forms.find((candidate) => candidate.edition === report.edition) ?? null;
    expect(rule.check({ report, form, book, text }).notAssessable).toBe(one.notAssessable);
  });
});
