/** In what order the list shows the reports. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReportEntry, type ReportSort, type ReportSummary, sortKeys } from '../../../shared/api.ts';
import { sampleEntry } from './sample-entry.ts';
import { sortReports } from './sort.ts';

/** Of no unit and no year unless it says so. */
const entry = (id: string, result: Partial<ReportSummary> | null, more: Partial<ReportEntry> = {}): ReportEntry =>
  sampleEntry(id, result && { unit: null, year: null, ...result }, more);

const list = [
  entry('waiting', null, { name: '10.txt' }),
  entry('water', { unit: '水务局', year: 2023, errors: 1, warnings: 3 }, { name: '2.txt', review: 'returned' }),
  entry('audit', { unit: '安监局', year: 2021, errors: 4 }, { name: '1.txt' }),
  entry('scan', { status: 'unreadable', error: { code: 'scanned', message: '' } }, { name: '乙.pdf' }),
  entry('civil', { unit: '民政局', year: 2023, errors: 1, warnings: 1 }, { name: '甲.txt', review: 'reviewed' }),
  entry('nobody', {}, { name: 'A.txt' }),
];
const order = list.map(({ id }) => id);
const entries = new Map(list.map((one) => [one.id, one]));

describe('the list is sorted by', () => {
  test.each<[ReportSort['by'], string, string]>([
    ['added', 'waiting water audit scan civil nobody', 'nobody civil scan audit water waiting'],
    // Ān, mín, shuǐ; those without a unit stay last.
    ['unit', 'audit civil water waiting scan nobody', 'water civil audit waiting scan nobody'],
    ['year', 'audit water civil waiting scan nobody', 'water civil audit waiting scan nobody'],
    ['errors', 'nobody water civil audit waiting scan', 'audit water civil nobody waiting scan'],
    ['warnings', 'audit nobody civil water waiting scan', 'water civil audit nobody waiting scan'],
    ['review', 'audit scan nobody civil water waiting', 'water civil audit scan nobody waiting'],
    ['name', 'audit water waiting civil scan nobody', 'nobody scan civil waiting water audit'],
  ])('%s', (by, ascending, descending) => {
    expect(sortReports(order, entries, { by, descending: false }).join(' ')).toBe(ascending);
    expect(sortReports(order, entries, { by, descending: true }).join(' ')).toBe(descending);
  });
});

test('the order does not depend on what it was before', () => {
  const anyResult = fc.option(
    fc.record({
      unit: fc.constantFrom(null, '安', '民', '水'),
      errors: fc.nat(3),
      warnings: fc.nat(2),
      year: fc.constantFrom(null, 2021, 2022),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(anyResult, { maxLength: 40 }),
      fc.constantFrom(...sortKeys),
      fc.boolean(),
      fc.func(fc.integer()),
      (results, by, descending, weight) => {
        const rows = results.map((result, at) => entry(`r${at}`, result));
        const ids = rows.map(({ id }) => id);
        const all = new Map(rows.map((row) => [row.id, row]));
        const before = [...ids.slice(3), 'gone'].sort((a, b) => weight(a) - weight(b));
        const sorted = sortReports(ids, all, { by, descending });
        expect(sortReports(ids, all, { by, descending }, before)).toEqual(sorted);
        expect([...sorted].sort()).toEqual([...ids].sort());
      },
    ),
  );
});
