/** The official tables as they stand on paper. */
import { describe, expect, test } from 'vitest';
import type { Form } from '../../../../shared/form/form.ts';
import { cellKeysOf } from '../../../../shared/form/form.ts';
import { tableIds } from '../../../../shared/form/ids.ts';
import { officialForms } from '../../../../shared/rules/forms.ts';
import { type OfficialGrid, officialGrid } from './grid.ts';

const form = (edition: string) => officialForms.find((one) => one.edition === edition) as Form;

/** The head that starts at a place: its text and how far it runs, rows × columns. */
function headAt(grid: OfficialGrid, row: number, column: number): string {
  const cell = grid.cells.find((one) => one.row === row && one.column === column);
  if (cell?.kind !== 'head') return cell ? `value ${cell.key}` : 'nothing';
  return `${cell.text} ${cell.rowSpan}×${cell.columnSpan}`;
}

describe.each(['2019', '2021'])('edition %s', (edition) => {
  test.each(tableIds)('%s fills its rectangle without gap or overlap', (id) => {
    const grid = officialGrid(form(edition).tables[id], []);
    const slots = Array.from({ length: grid.rowCount * grid.columnCount }, () => 0);
    for (const { row, column, rowSpan, columnSpan } of grid.cells) {
      for (let y = row; y < row + rowSpan; y++) {
        for (let x = column; x < column + columnSpan; x++) {
          slots[y * grid.columnCount + x] = (slots[y * grid.columnCount + x] as number) + 1;
        }
      }
    }
    expect(slots.every((count) => count === 1)).toBe(true);
  });

  test.each(tableIds)('%s holds every cell of the form once', (id) => {
    const table = form(edition).tables[id];
    const keys = officialGrid(table, []).cells.flatMap((cell) => (cell.kind === 'value' ? [cell.key] : []));
    expect(keys.sort()).toEqual(cellKeysOf(table).sort());
  });
});

test('表三: the note in the corner, applicants over two levels, results over three', () => {
  const grid = officialGrid(form('2021').tables.requests, []);
  expect([grid.rowCount, grid.columnCount]).toEqual([28, 10]);
  expect(headAt(grid, 0, 0)).toBe('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） 3×3');
  expect(headAt(grid, 0, 3)).toBe('申请人情况 1×7');
  expect(headAt(grid, 1, 3)).toBe('自然人 2×1');
  expect(headAt(grid, 1, 4)).toBe('法人或其他组织 1×5');
  expect(headAt(grid, 1, 9)).toBe('总计 2×1');
  expect(headAt(grid, 2, 4)).toBe('商业企业 1×1');
  expect(headAt(grid, 3, 0)).toBe('一、本年新收政府信息公开申请数量 1×3');
  expect(headAt(grid, 5, 0)).toBe('三、本年度办理结果 22×1');
  expect(headAt(grid, 5, 1)).toBe('（一）予以公开 1×2');
  expect(headAt(grid, 7, 1)).toBe('（三）不予公开 8×1');
  expect(headAt(grid, 7, 2)).toBe('1.属于国家秘密 1×1');
  expect(headAt(grid, 27, 0)).toBe('四、结转下年度继续办理 1×3');
});

test('表四: groups of columns, all values in one row', () => {
  const grid = officialGrid(form('2021').tables.litigation, []);
  expect([grid.rowCount, grid.columnCount]).toEqual([4, 15]);
  expect(headAt(grid, 0, 0)).toBe('行政复议 1×5');
  expect(headAt(grid, 1, 0)).toBe('结果维持 2×1');
  expect(headAt(grid, 0, 5)).toBe('行政诉讼 1×10');
  expect(headAt(grid, 1, 5)).toBe('未经复议直接起诉 1×5');
  expect(headAt(grid, 2, 5)).toBe('结果维持 1×1');
  expect(headAt(grid, 3, 14)).toBe('value suitAfterReview.total');
});

test('表二: items with heads of their own, all equally wide', () => {
  const grid = officialGrid(form('2021').tables.proactive, []);
  expect(headAt(grid, 0, 0)).toBe('第二十条第（一）项 1×4');
  expect(headAt(grid, 1, 0)).toBe('信息内容 1×1');
  expect(headAt(grid, 5, 1)).toBe('本年处理决定数量 1×3');
});

test('表二 of 2019: rows that an office lists under 其他对外管理服务事项 are shown', () => {
  const grid = officialGrid(form('2019').tables.proactive, ['otherServices.1', 'otherServices.2']);
  const heads = grid.cells.flatMap((cell) => (cell.kind === 'head' ? [cell.text] : []));
  expect(heads).toContain('其他对外管理服务事项 2');
  expect(heads).not.toContain('其他对外管理服务事项');
});
