/** Findings in document order and by rule. */
import { describe, expect, test } from 'vitest';
import type { FindingResult, SectionResult } from '../../../shared/outputs/contract.ts';
import { groupFindings, stepFinding } from './order.ts';

const finding = (rule: string, severity: FindingResult['severity'], block: number, gap?: string): FindingResult => ({
  rule,
  severity,
  message: rule,
  section: null,
  cells: [],
  suspects: [],
  basis: '',
  location: { block },
  places: [{ block }],
  fingerprint: `${rule} ${block}`,
  ...(gap === undefined ? {} : { gap: { side: 'before', title: gap, holds: '' } }),
});

const sections: SectionResult[] = [
  { id: 'overview', title: '一、总体情况', location: { block: 2 } },
  { id: 'other', title: '六、其他需要报告的事项', location: { block: 9 } },
];

const findings = [
  finding('text.period', 'warning', 4),
  finding('requests.balance', 'error', 6),
  finding('text.period', 'warning', 1),
  finding('structure.section-missing', 'error', 9, '五、存在的主要问题及改进情况'),
  finding('structure.section-numbering', 'warning', 9),
];

describe('in document order', () => {
  test('findings stand under the heading that precedes them, a missing part under its own', () => {
    const groups = groupFindings(findings, sections, 'document');
    expect(groups.map((group) => [group.section, group.findings])).toEqual([
      [null, [2]],
      ['一、总体情况', [0, 1]],
      ['五、存在的主要问题及改进情况', [3]],
      ['六、其他需要报告的事项', [4]],
    ]);
  });
});

describe('by rule', () => {
  test('rules with errors come first, each in document order', () => {
    const groups = groupFindings(findings, sections, 'rule');
    expect(groups.map((group) => [group.rule, group.findings])).toEqual([
      ['requests.balance', [1]],
      ['structure.section-missing', [3]],
      ['text.period', [2, 0]],
      ['structure.section-numbering', [4]],
    ]);
  });
});

test.each([
  ['the first, when none is chosen', null, 1, 2],
  ['the last, backwards, when none is chosen', null, -1, 4],
  ['the next', 0, 1, 1],
  ['the one before', 0, -1, 2],
  ['from the last to the first', 4, 1, 2],
  ['from the first to the last', 2, -1, 4],
] as const)('N goes to %s', (_, chosen, direction, expected) => {
  expect(stepFinding(groupFindings(findings, sections, 'document'), chosen, direction)).toBe(expected);
});

test('without findings there is nowhere to go', () => {
  expect(groupFindings([], sections, 'document')).toEqual([]);
  expect(stepFinding([], null, 1)).toBeNull();
});
