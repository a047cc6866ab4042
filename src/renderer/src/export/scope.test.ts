/** Which reports leave the program, of those that the list shows. */
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../shared/api.ts';
import { noFilter } from '../reports/filter.ts';
import { sampleEntry } from '../reports/sample-entry.ts';
import { exportable, noticeable } from './scope.ts';

const list = [
  sampleEntry('first hand-in', { errors: 3 }),
  sampleEntry('second hand-in', { errors: 1 }, { version: 2 }),
  sampleEntry('copy of it', { errors: 1 }, { version: 2, sameAs: 'second hand-in' }),
  sampleEntry('of the year before', { year: 2022, errors: 2 }),
  sampleEntry('of nobody', { unit: null, errors: 4 }),
  sampleEntry('scan', { status: 'unreadable', error: { code: 'scanned', message: '' } }),
  sampleEntry('waiting', null),
];
const settings: Settings = {
  language: 'zh-CN',
  workers: null,
  sort: { by: 'errors', descending: true },
  appearance: 'system',
  issuer: '',
};
const window = {
  order: list.map(({ id }) => id),
  entries: new Map(list.map((entry) => [entry.id, entry])),
  filter: noFilter,
  settings,
};

test('checked reports are exported in the order of the list', () => {
  const { ids, unchecked } = exportable(window);
  expect(ids.slice(0, 3)).toEqual(['of nobody', 'first hand-in', 'of the year before']);
  expect([ids.length, unchecked]).toEqual([6, 1]);
});

describe('a notice goes out', () => {
  test('for the last hand-in of each unit and year, and for what has no unit', () => {
    expect(noticeable(window)).toEqual(['of nobody', 'of the year before', 'second hand-in']);
  });

  test('for none of the hand-ins that a later one has replaced, also where the list does not show that one', () => {
    const entries = new Map(window.entries).set(
      'first hand-in',
      sampleEntry('first hand-in', { errors: 3 }, { name: '初稿.txt' }),
    );
    expect(noticeable({ ...window, entries, filter: { ...noFilter, search: '初稿' } })).toEqual([]);
  });
});
