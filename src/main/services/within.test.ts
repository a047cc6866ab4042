import { describe, expect, test } from 'vitest';
import { within } from './within.ts';

describe('work under watch', () => {
  test('answers and throws as it would by itself, and leaves nothing behind', () => {
    const before = Object.keys(globalThis);
    expect(within(10_000, () => [1, 2])).toEqual([1, 2]);
    const fault = new RangeError('of its own');
    const failing = () => {
      throw fault;
    };
    expect(() => within(10_000, failing)).toThrow(fault);
    expect(Object.keys(globalThis)).toEqual(before);
  });

  test.each<[string, () => unknown]>([
    [
      'a loop',
      () => {
        for (let count = 0; ; count++) if (count < 0) return count;
      },
    ],
    ['an expression', () => /^(a+)+$/.test(`${'a'.repeat(60)}b`)],
  ])('is ended in %s without end', (_, work) => {
    expect(() => within(50, work)).toThrow(expect.objectContaining({ code: 'ERR_SCRIPT_EXECUTION_TIMEOUT' }));
    expect(within(10_000, () => 'goes on')).toBe('goes on');
  });
});
