/** What a batch amounts to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportSummary } from '../../../shared/api.ts';
import { sampleEntry as entry } from '../reports/sample-entry.ts';
import { overviewOf, standings, total } from './overview.ts';

const unreadable = (code: 'scanned' | 'corrupt'): Partial<ReportSummary> => ({
  status: 'unreadable',
  error: { code, message: '' },
  unit: null,
  year: null,
});

const batch = [
  entry('clean', { unit: '清河区财政局' }, { review: 'reviewed' }),
  entry('hint', { unit: '清河区财政局', year: 2022, infos: 1, rules: [{ rule: 'b', severity: 'info', count: 1 }] }),
  entry(
    'first',
    {
      errors: 2,
      warnings: 1,
      rules: [
        { rule: 'a', severity: 'error', count: 2 },
        { rule: 'b', severity: 'warning', count: 1 },
      ],
    },
    { review: 'returned' },
  ),
  entry('second', { warnings: 1, rules: [{ rule: 'b', severity: 'warning', count: 1 }] }, { version: 2 }),
  entry('scan', unreadable('scanned')),
  entry('waiting', null),
  entry('broken', unreadable('corrupt')),
];

test('reports are counted by outcome, state, rule and unit', () => {
  expect(overviewOf(batch)).toEqual({
    reports: 7,
    standings: { errors: 1, warnings: 1, clean: 2, unreadable: 2, unchecked: 1 },
    review: { pending: 4, reviewed: 1, returned: 1 },
    findings: { error: 2, warning: 2, info: 1 },
    superseded: 1,
    rules: [
      { rule: 'b', reports: 3, reportsByWorst: { error: 0, warning: 2, info: 1 }, error: 0, warning: 2, info: 1 },
      { rule: 'a', reports: 1, reportsByWorst: { error: 1, warning: 0, info: 0 }, error: 2, warning: 0, info: 0 },
    ],
    units: [
      { unit: '清河区教育局', reports: ['first', 'second'], pending: 1, error: 2, warning: 2, info: 0 },
      { unit: '清河区财政局', reports: ['clean', 'hint'], pending: 1, error: 0, warning: 0, info: 1 },
    ],
    unreadable: [
      { id: 'broken', name: 'broken.txt', code: 'corrupt' },
      { id: 'scan', name: 'scan.txt', code: 'scanned' },
    ],
  });
});

test.each([[['error', 'info']], [['info', 'error']]] as const)('a rule that fires as %j is in one report', (fired) => {
  const rules = fired.map((severity) => ({ rule: 'a', severity, count: 2 }));
  const [only] = overviewOf([entry('one', { errors: 2, infos: 2, rules })]).rules;
  const reportsByWorst = { error: 1, warning: 0, info: 0 };
  expect(only).toEqual({ rule: 'a', reports: 1, reportsByWorst, error: 2, warning: 0, info: 2 });
});

test('reports without unit or year supersede none', () => {
  const reports = [entry('1', { unit: null }), entry('2', { unit: null }, { version: 2 }), entry('3', { year: null })];
  const { superseded, units } = overviewOf(reports);
  expect(superseded).toBe(0);
  expect(units.map(({ unit, reports }) => [unit, reports])).toEqual([
    [null, ['1', '2']],
    ['清河区教育局', ['3']],
  ]);
});

describe('of any batch', () => {
  const anyRules = fc.uniqueArray(
    fc.record({
      rule: fc.constantFrom('a', 'b', 'c'),
      severity: fc.constantFrom('error', 'warning', 'info'),
      count: fc.integer({ min: 1, max: 40 }),
    }),
    { selector: ({ rule, severity }) => `${rule} ${severity}` },
  );
  const anyReport = fc
    .record({
      rules: anyRules,
      unit: fc.constantFrom(null, '甲', '乙', '丙'),
      review: fc.constantFrom('pending' as const, 'reviewed' as const, 'returned' as const),
      kind: fc.constantFrom('checked', 'unreadable', 'waiting'),
    })
    .map(({ rules, unit, review, kind }) => {
      const sum = (severity: string) =>
        rules.filter((rule) => rule.severity === severity).reduce((all, { count }) => all + count, 0);
      const counts = { errors: sum('error'), warnings: sum('warning'), infos: sum('info') };
      if (kind === 'waiting') return entry('x', null, { review });
      return entry('x', kind === 'checked' ? { rules, unit, ...counts } : unreadable('scanned'), { review });
    });
  const anyBatch = fc
    .array(anyReport, { maxLength: 30 })
    .map((list) => list.map((one, at) => ({ ...one, id: `${at}` })));

  test('the parts add up to the whole, by rule as by unit', () => {
    fc.assert(
      fc.property(anyBatch, (entries) => {
        const overview = overviewOf(entries);
        const { unreadable, unchecked } = overview.standings;
        expect(standings.reduce((sum, standing) => sum + overview.standings[standing], 0)).toBe(entries.length);
        const { pending, reviewed, returned } = overview.review;
        expect(pending + reviewed + returned).toBe(entries.length - unchecked);
        expect(overview.unreadable).toHaveLength(unreadable);
        const inUnits = overview.units.flatMap(({ reports }) => reports);
        expect(inUnits).toHaveLength(entries.length - unchecked - unreadable);
        for (const rule of overview.rules) expect(total(rule.reportsByWorst)).toBe(rule.reports);
        for (const tallies of [overview.rules, overview.units]) {
          expect(tallies.reduce((sum, tally) => sum + total(tally), 0)).toBe(total(overview.findings));
        }
      }),
    );
  });

  test('it does not matter in which order the reports come', () => {
    fc.assert(
      fc.property(anyBatch, (entries) => {
        const { rules, standings, review, findings } = overviewOf(entries);
        expect(overviewOf(entries.toReversed())).toMatchObject({ rules, standings, review, findings });
      }),
    );
  });
});
