/** Which reports the list shows. */
import { expect, test } from 'vitest';
import type { ReportEntry, ReportSummary } from '../../../shared/api.ts';
import { countReports, type ReportFilter, visibleReports } from './filter.ts';

const checked: ReportSummary = {
  status: 'checked',
  error: null,
  format: 'txt',
  unit: '清河区教育局',
  year: 2023,
  errors: 0,
  warnings: 0,
  infos: 0,
  rules: [],
};

const entries = new Map<string, ReportEntry>(
  (
    [
      { id: 'clean', name: '一/教育局.txt', state: 'done', result: checked },
      { id: 'faulty', name: '水务局.txt', state: 'done', result: { ...checked, unit: '清河区水务局', errors: 2 } },
      {
        id: 'broken',
        name: 'SCAN.pdf',
        state: 'done',
        result: { ...checked, unit: null, status: 'unreadable', error: { code: 'scanned', message: '' } },
      },
      { id: 'waiting', name: '民政局.docx', state: 'waiting', result: null },
    ] satisfies ReportEntry[]
  ).map((entry) => [entry.id, entry]),
);

test.each<[ReportFilter, string, string[]]>([
  ['all', '', ['clean', 'faulty', 'broken', 'waiting']],
  ['withErrors', '', ['faulty']],
  ['unreadable', '', ['broken']],
  ['all', '清河区', ['clean', 'faulty']],
  ['all', ' 民政 ', ['waiting']],
  ['all', 'scan', ['broken']],
  ['withErrors', '教育', []],
])('filter %s, search “%s”', (filter, search, ids) => {
  expect(visibleReports([...entries.keys()], entries, filter, search)).toEqual(ids);
});

test('the filters tell their numbers', () => {
  expect(countReports(entries)).toEqual({ all: 4, withErrors: 1, unreadable: 1 });
});
