/** What an expression finds always holds its sign, and ends as its ending says: asking less often changes no finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../rules/run-rules.ts';
import { canEnd, given, Signs } from './signs.ts';

/** The expression without what must or must not stand around its words: it finds whatever the expression finds. */
function unbounded({ source }: RegExp): RegExp {
  let words = '';
  let inClass = false;
  /** How many parentheses are open within one that looks around; 0 outside. */
  let around = 0;
  for (const [piece] of source.matchAll(/\\.|\(\?<?[=!]|[\s\S]/g)) {
    const opens = piece.startsWith('(') && !inClass;
    if (around > 0) around += opens ? 1 : piece === ')' && !inClass ? -1 : 0;
    else if (opens && piece.length > 1) around = 1;
    else if (inClass || (piece !== '^' && piece !== '$')) words += piece;
    if (piece === '[') inClass = true;
    else if (piece === ']') inClass = false;
  }
  return new RegExp(`^(?:${words})$`);
}

/** Strings that the expression finds. */
function foundBy(words: RegExp | string): fc.Arbitrary<string> {
  return typeof words === 'string' ? fc.constant(words) : fc.stringMatching(unbounded(words), { size: '-1' });
}

describe('signs', () => {
  const cases = given.signs.flatMap(({ characters, sought }) => sought.map((words) => ({ characters, words })));

  it.each(cases)('one of $characters stands in $words', ({ characters, words }) => {
    const signs = new Signs();
    const sign = signs.for(characters);
    fc.assert(
      fc.property(foundBy(words), (text) => {
        expect(signs.in(text)).toBe(sign);
      }),
      { numRuns: 500 },
    );
  });

  it('are told apart, and found where one of their characters stands', () => {
    const signs = new Signs();
    const [dispute, denial, both] = [signs.for('议诉'), signs.for('未无'), signs.for('议无')];
    expect(signs.in('行政复议')).toBe(dispute | both);
    expect(signs.in('未收到')).toBe(denial);
    expect(signs.in('未提起诉讼')).toBe(denial | dispute);
    expect(signs.in('未提起诉讼', 1, 3)).toBe(0);
    expect(signs.in('无')).toBe(denial | both);
  });

  it('are no more than can be told apart', () => {
    const signs = new Signs();
    for (let count = 0; count < 31; count++) signs.for('一');
    expect(() => signs.for('一')).toThrow('no sign left');
  });
});

describe('endings', () => {
  it.each(given.endings)('$expression ends with one of $lastCharacters', (ending) => {
    fc.assert(
      fc.property(foundBy(ending.expression), (text) => {
        expect(canEnd(ending, text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
