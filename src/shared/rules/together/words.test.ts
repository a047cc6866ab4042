/** Running text as it is compared. */
import { describe, expect, it } from 'vitest';
import { clausesOf, namesOf, unitKey } from './words.ts';

describe('clauses', () => {
  const names = namesOf('清河区教育局');
  it.each([
    ['（一）主动公开。全年公开信息 1,234 条，同比增长12.5%。', ['主动公开', '全年公开信息0条', '同比增长0']],
    ['一是完善制度；二是加强培训。', ['完善制度', '加强培训']],
    ['2023年，清河区教育局在清河区人民政府门户网站发布。', ['0年', '在人民政府门户网站发布']],
    ['我局与各镇、街道，全区配合', ['我局与各区街道', '全区配合']],
    ['我委与各乡、街道，全县配合', ['我局与各区街道', '全区配合']],
    ['“三公”经费（含车辆）：已公开', ['三公经费含车辆', '已公开']],
    ['ＡＢ网Ａｐｐ上线!', ['ab网app上线']],
    ['。，；', []],
  ])('%s', (text, expected) => {
    const clauses = clausesOf(text, names);
    expect(clauses.map(({ words }) => words)).toEqual(expected);
    for (const { words, at } of clauses) expect(at).toHaveLength(words.length);
  });
});

describe('names that a copyist changes', () => {
  it.each([
    ['清河区教育局', ['清河区教育局', '清河区', '教育局']],
    ['北京市大兴区统计局', ['北京市大兴区统计局', '北京市', '大兴区', '统计局']],
    ['清河区白杨镇人民政府', ['清河区白杨镇人民政府', '白杨镇人民政府', '清河区', '白杨镇']],
    ['云岭市', ['云岭市']],
    [null, []],
  ])('%s', (unit, expected) => {
    expect(namesOf(unit)).toEqual(expected);
  });
});

it.each([
  ['清河区 档案局', '清河区档案局', true],
  ['清河区档案局（本级）', '清河区档案局(本级)', true],
  ['清河区档案局〔本级〕', '清河区档案局（本级）', true],
  ['清河区档案局', '清河县档案局', false],
])('%s and %s are one unit: %s', (a, b, same) => {
  expect(unitKey(a) === unitKey(b)).toBe(same);
});
