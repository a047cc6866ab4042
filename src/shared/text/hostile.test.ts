/** Texts that are made to be slow to read are read like any other, or not at all. */
import { describe, expect, it } from 'vitest';
import { readReport } from '../report/index.ts';
import { ruleBook } from '../rules/built-in.ts';
import { caseDocument } from '../rules/case-report.ts';
import { runRules } from '../rules/run-rules.ts';

const book = ruleBook();

describe('one paragraph of', () => {
  it.each([
    [
      'words that can be parted in many ways',
      `收到${'政府信息公开'.repeat(300)}事5件。未收到${'政府信息公开申请'.repeat(300)}事。`,
    ],
    ['a whole repeated', `占${'总数总量'.repeat(300)}事5%。自然人占${'总数总量'.repeat(300)}事5%。`],
    ['digits', `公开${'1'.repeat(15_000)}条`],
    ['Chinese numerals', `公开${'一'.repeat(15_000)}条`],
    ['parentheses', `公开5条${'（'.repeat(8000)}3条`],
    ['parts of parts', '其中5条，'.repeat(3000)],
    ['sentences', '收到申请5件。'.repeat(2500)],
    ['one character', '的'.repeat(19_000)],
    ['more than a paragraph can be', '收到申请5件，'.repeat(20_000)],
  ])('%s', (_, text) => {
    const document = caseDocument({ introduction: [text], text: { problems: [text] } }, book.forms);
    expect(() => runRules(readReport(document, book.forms), book)).not.toThrow();
  });
});
