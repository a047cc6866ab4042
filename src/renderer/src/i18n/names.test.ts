/** Names for people. */
import { expect, test } from 'vitest';
import { en } from './en.ts';
import { cellName, figure, ruleName } from './names.ts';
import { zhCN } from './zh-CN.ts';

test.each([
  ['requests.granted.total', '予以公开 · 总计'],
  ['requests.refused.stateSecret.business', '不予公开 1 · 商业企业'],
  ['litigation.directSuit.pending', '未经复议直接起诉 · 尚未审结'],
  ['proactive.otherServices.2.decisions', '其他对外管理服务事项 · 处理决定数量'],
  ['province.extra.column', 'extra · column'],
])('%s is called %s', (cell, name) => {
  expect(cellName(zhCN, cell)).toBe(name);
});

test('every rule and cell that has a name in one language has one in the other', () => {
  expect(Object.keys(en.rules)).toEqual(Object.keys(zhCN.rules));
  expect(Object.keys(en.cells.rows)).toEqual(Object.keys(zhCN.cells.rows));
  expect(Object.keys(en.cells.columns)).toEqual(Object.keys(zhCN.cells.columns));
});

test('a rule of the user’s own pack is called by its id', () => {
  expect(ruleName(zhCN, 'henan.extra')).toBe('henan.extra');
});

test.each([
  [7, '7'],
  [0.04, '0.04'],
  [0.1 + 0.2, '0.3'],
  [1234567, '1234567'],
])('%d is written %s', (value, text) => {
  expect(figure(value)).toBe(text);
});
