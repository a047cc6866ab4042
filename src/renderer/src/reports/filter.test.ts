/** Which reports the list shows. */
import { expect, test } from 'vitest';
import type { ReportEntry } from '../../../shared/api.ts';
import { countReports, noFilter, type ReportFilter, visibleReports } from './filter.ts';
import { checked } from './sample-entry.ts';

const pending = { review: 'pending', version: 1, otherRules: null, sameAs: null } as const;

const entries = new Map<string, ReportEntry>(
  (
    [
      {
        ...pending,
        id: 'clean',
        name: '一/教育局.txt',
        state: 'done',
        result: checked,
        review: 'reviewed',
        version: 2,
      },
      {
        id: 'faulty',
        name: '水务局.txt',
        state: 'done',
        result: {
          ...checked,
          unit: '清河区水务局',
          errors: 2,
          rules: [
            { rule: 'cell.blank', severity: 'info', count: 1 },
            { rule: 'cell.blank', severity: 'warning', count: 4 },
            { rule: 'requests.balance', severity: 'error', count: 2 },
          ],
        },
        ...pending,
        review: 'returned',
      },
      {
        id: 'broken',
        name: 'SCAN.pdf',
        state: 'done',
        result: { ...checked, unit: null, status: 'unreadable', error: { code: 'scanned', message: '' } },
        ...pending,
      },
      { id: 'waiting', name: '民政局.docx', state: 'waiting', result: null, ...pending },
    ] satisfies ReportEntry[]
  ).map((entry) => [entry.id, entry]),
);

test.each<[Partial<ReportFilter>, string[]]>([
  [{}, ['clean', 'faulty', 'broken', 'waiting']],
  [{ outcome: 'withErrors' }, ['faulty']],
  [{ outcome: 'unreadable' }, ['broken']],
  [{ review: 'pending' }, ['broken', 'waiting']],
  [{ review: 'returned' }, ['faulty']],
  [{ review: 'reviewed', outcome: 'withErrors' }, []],
  [{ rule: 'requests.balance' }, ['faulty']],
  [{ rule: 'requests.row-total' }, []],
  [{ search: '清河区' }, ['clean', 'faulty']],
  [{ search: ' 民政 ' }, ['waiting']],
  [{ search: 'scan' }, ['broken']],
  [{ outcome: 'withErrors', search: '教育' }, []],
])('filter %j', (filter, ids) => {
  expect(visibleReports([...entries.keys()], entries, { ...noFilter, ...filter })).toEqual(ids);
});

test('the filters tell their numbers', () => {
  const { outcome, review, rules } = countReports(entries);
  expect(outcome).toEqual({ all: 4, withErrors: 1, unreadable: 1 });
  expect(review).toEqual({ pending: 2, reviewed: 1, returned: 1 });
  expect([...rules]).toEqual([
    ['cell.blank', 1],
    ['requests.balance', 1],
  ]);
});
