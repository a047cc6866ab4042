/** The time that a batch still takes. */
import { expect, test } from 'vitest';
import { zhCN } from '../i18n/zh-CN.ts';
import { inWords, timeLeft } from './time-left.ts';

test.each([
  ['half done', { total: 100, done: 50, elapsed: 10_000, running: true }, 10_000],
  ['too early to tell', { total: 100, done: 2, elapsed: 10_000, running: true }, null],
  ['too little time to tell', { total: 100, done: 20, elapsed: 400, running: true }, null],
  ['not running', { total: 100, done: 50, elapsed: 10_000, running: false }, null],
  ['all done', { total: 100, done: 100, elapsed: 10_000, running: true }, null],
])('%s', (_, progress, left) => {
  expect(timeLeft(progress)).toBe(left);
});

test.each([
  [400, '约剩 5 秒'],
  [5_001, '约剩 10 秒'],
  [89_000, '约剩 90 秒'],
  [90_000, '约剩 2 分钟'],
  [600_000, '约剩 10 分钟'],
])('%d ms: %s', (milliseconds, words) => {
  expect(inWords(milliseconds, zhCN)).toBe(words);
});
