import { describe, expect, it } from 'vitest';
import type { Glyph } from './display.ts';
import { cellLines, findLines, startsItem } from './lines.ts';
import { foldRadical } from './radicals.ts';

/** Glyphs of 10 points set from x = 0: each [character, gap before it]; Latin half as wide as Chinese. */
function set(glyphs: readonly [string, number?][], baseline = 100): Glyph[] {
  let x = 0;
  return glyphs.map(([text, gap = 0], run) => {
    const left = x + gap;
    const right = left + (/[ -~]/.test(text) ? 5 : 10);
    x = right;
    return { text, left, right, baseline, size: 10, run, turn: 0, blank: text.trim() === '' };
  });
}

describe('findLines', () => {
  const cases: { what: string; glyphs: [string, number?][]; text: string }[] = [
    { what: 'digits set one by one are one number', glyphs: [['1'], ['2'], ['8', 0.3]], text: '128' },
    { what: 'digits with a gap are two numbers', glyphs: [['1'], ['2', 5]], text: '1 2' },
    {
      what: 'three single digits with gaps stay apart',
      glyphs: [['1'], ['2', 5], ['3', 5], ['4', 5]],
      text: '1 2 3 4',
    },
    {
      what: 'a number with its own letter spacing is one number',
      glyphs: [['2'], ['0', 2], ['2', 2], ['0', 2]],
      text: '2020',
    },
    { what: 'Chinese set wide stays one word', glyphs: [['总'], ['计', 14]], text: '总计' },
    { what: 'between Chinese and a number a gap is no blank', glyphs: [['共'], ['9', 3], ['件', 3]], text: '共9件' },
    { what: 'blanks of the file stay', glyphs: [['2'], ['0'], [' '], ['年']], text: '20 年' },
    { what: 'Latin words are divided', glyphs: [['a'], ['b'], ['c', 2.6], ['d']], text: 'ab cd' },
    { what: 'thousands separators stay in the number', glyphs: [['1'], [','], ['2'], ['8'], ['4']], text: '1,284' },
    {
      what: 'bold printing, one glyph over the other, is one',
      glyphs: [['一'], ['一', -9.6], ['号'], ['号', -9.6]],
      text: '一号',
    },
    { what: 'blanks at the ends are left out', glyphs: [['　'], ['　'], ['无'], [' ']], text: '无' },
  ];
  it.each(cases)('$what', ({ glyphs, text }) => {
    const [line] = findLines(set(glyphs));
    expect(line?.text).toBe(text);
    expect(line?.edges).toHaveLength(text.length + 1);
  });

  it('orders lines from top to bottom, and an index stays in its line', () => {
    const upper = set([['上'], ['行']], 100);
    const lower = set([['下'], ['行']], 116);
    const index: Glyph = { ...(set([['2']])[0] as Glyph), left: 20, right: 23, baseline: 96, size: 6 };
    expect(findLines([...lower, index, ...upper]).map(({ text }) => text)).toEqual(['上行2', '下行']);
  });

  it('gives an edge for each UTF-16 unit of a rare character', () => {
    const [line] = findLines(set([['𠮷'], ['字']]));
    expect(line?.edges).toEqual([0, 5, 10, 20]);
  });
});

describe('cellLines', () => {
  it('reads text set one character a line, and text turned on its side', () => {
    const upright = ['结', '果'].map((text, i) => ({ ...(set([[text]])[0] as Glyph), baseline: 100 + i * 12 }));
    expect(cellLines(upright)).toEqual(['结', '果']);
    const sideways = ['结', '果'].map((text, i) => ({
      ...(set([[text]])[0] as Glyph),
      baseline: 100 + i * 10,
      turn: 1,
    }));
    expect(cellLines(sideways)).toEqual(['结果']);
    const upwards = ['结', '果'].map((text, i) => ({
      ...(set([[text]])[0] as Glyph),
      baseline: 100 - i * 10,
      turn: 3,
    }));
    expect(cellLines(upwards)).toEqual(['结果']);
  });
});

describe('startsItem', () => {
  it.each(['一、总体情况', '（三）不予公开', '(4) 其他', '2.重复申请', '3、其他', '第二十条第（一）项'])(
    '%s begins an item',
    (text) => {
      expect(startsItem(text)).toBe(true);
    },
  );
  it.each(['事务信息', '3.5万元', '20件', '一是完善制度', '公开'])('%s does not', (text) => {
    expect(startsItem(text)).toBe(false);
  });
});

describe('foldRadical', () => {
  it.each([
    ['\u2ea0', '民'],
    ['\u2ed4', '门'],
    ['\u2f08', '人'],
    ['\u2fd5', '龠'],
    ['民', '民'],
    ['①', '①'],
  ])('%s is %s', (from, to) => {
    expect(String.fromCodePoint(foldRadical(from.codePointAt(0) as number))).toBe(to);
  });
});
