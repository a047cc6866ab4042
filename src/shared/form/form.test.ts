/** How labels and figures are read: whatever the width, the blanks and the punctuation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellReading, looksLikeFigure, readFigure } from './figures.ts';
import type { ColumnUnit } from './form.ts';
import { alignInOrder, editDistance, isOfficialWording, labelFit, recognisedFrom } from './likeness.ts';
import { bareWords, chineseNumber, chineseNumeral, enumeratorOf, foldWidth, labelWords } from './normalise.ts';

const number = (value: number, decimals = 0): CellReading => ({ kind: 'number', value, decimals });
const blank: CellReading = { kind: 'blank' };

describe('a cell', () => {
  it.each<[string, ColumnUnit, CellReading]>([
    ['0', 'count', number(0)],
    ['１２', 'count', number(12)],
    ['1 2', 'count', number(12)],
    ['12\n345', 'count', number(12345)],
    ['\u200e12\u200f\u202c', 'count', number(12)],
    ['1,234', 'count', number(1234)],
    ['1，234，567', 'count', number(1234567)],
    ['3件', 'count', number(3)],
    ['3 项', 'count', number(3)],
    ['+5', 'change', number(5)],
    ['＋5', 'change', number(5)],
    ['-5', 'change', number(-5)],
    ['－5', 'change', number(-5)],
    ['−5', 'change', number(-5)],
    ['187.8192', 'amount', number(187.8192, 4)],
    ['25.10万元', 'amount', number(25.1, 2)],
    ['0.0000', 'amount', number(0, 4)],
    ['', 'count', blank],
    ['　', 'count', blank],
    ['/', 'count', blank],
    ['╱', 'count', blank],
    ['∕', 'count', blank],
    ['—', 'count', blank],
    ['——', 'count', blank],
    ['-', 'count', blank],
    ['无', 'count', blank],
    ['251000元', 'amount', { kind: 'not-a-number', unit: '元' }],
    ['7人', 'count', { kind: 'not-a-number', unit: '人' }],
    ['3万', 'count', { kind: 'not-a-number', unit: '万' }],
    ['约20', 'count', { kind: 'not-a-number' }],
    ['若干', 'count', { kind: 'not-a-number' }],
    ['1,23', 'count', { kind: 'not-a-number' }],
    ['1.2.3', 'count', { kind: 'not-a-number' }],
    ['O', 'count', { kind: 'not-a-number' }],
    ['3+2', 'count', { kind: 'not-a-number' }],
  ])('%j in a column of %s', (text, unit, expected) => {
    expect(readFigure(text, unit)).toEqual(expected);
  });

  it('reads every whole number in every way of writing it', () => {
    const wide = (text: string) =>
      text.replace(/[0-9,]/g, (c) => (c === ',' ? '，' : String.fromCharCode(c.charCodeAt(0) + 0xfee0)));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.boolean(),
        fc.boolean(),
        fc.constantFrom('', ' ', '\u00a0', '\n', '　'),
        fc.constantFrom('', '件', ' 件'),
        (value, grouped, fullWidth, gap, unit) => {
          const plain = grouped ? value.toLocaleString('en-US') : String(value);
          const text = [...(fullWidth ? wide(plain) : plain)].join(gap) + unit;
          expect(readFigure(text, 'count')).toEqual(number(value));
          expect(looksLikeFigure(text)).toBe(true);
        },
      ),
    );
  });

  it('never reads a number from words', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\u4e00-\u9fa5a-z]{1,12}$/), (text) => {
        fc.pre(text !== '无' && text !== '空');
        expect(readFigure(text, 'count').kind).toBe('not-a-number');
      }),
    );
  });
});

describe('Chinese numerals', () => {
  it('go both ways from 0 to 99', () => {
    for (let value = 0; value < 100; value++) expect(chineseNumber(chineseNumeral(value))).toBe(value);
  });

  it.each(['', '百', '一一', '十十', '二三', '〇一'])('%j is none', (text) => expect(chineseNumber(text)).toBeNull());
});

describe('the number at the beginning of a line', () => {
  it.each([
    ['一、总体情况', 'section', 1, '总体情况'],
    ['十二、附则', 'section', 12, '附则'],
    ['三．收到', 'section', 3, '收到'],
    ['第二部分 主动公开', 'section', 2, '主动公开'],
    ['（三）不予公开', 'item', 3, '不予公开'],
    ['(三) 不予公开', 'item', 3, '不予公开'],
    ['1.属于国家秘密', 'point', 1, '属于国家秘密'],
    ['２．重复申请', 'point', 2, '重复申请'],
    ['3、其他', 'point', 3, '其他'],
    ['（2）要求', 'pointItem', 2, '要求'],
    ['②要求', 'pointItem', 2, '要求'],
  ] as const)('%s', (text, style, value, rest) => {
    const found = enumeratorOf(text);
    expect(found).toMatchObject({ style, value });
    expect(text.slice(found?.length)).toBe(rest);
  });

  it.each(['2023年', '1.5万元', '一是加强领导', '总体情况', '三公经费', '12件'])('%s has none', (text) =>
    expect(enumeratorOf(text)).toBeNull(),
  );
});

describe('labels', () => {
  const official = { label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', tolerated: ['（二）部分公开'] };

  it.each([
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    '(二) 部分公开(区分处理的,只计这一情形,不计其他情形)',
    '（二）部分\n公开',
    '部分公开',
    '\u200e（二）部分公开\u202c',
  ])('%j is the official wording', (text) => expect(isOfficialWording(text, official)).toBe(true));

  it.each([
    ['社会组织', '社会公益组织'],
    ['本年新', '本年新制作数量'],
    ['5.要求行政机关确认或重新出具', '5.要求行政机关确认或重新出具已获取信息'],
  ])('%s is recognised as %s, but not official', (found, label) => {
    const wording = { label, tolerated: [] };
    expect(labelFit(found, wording)).toBeGreaterThanOrEqual(recognisedFrom);
    expect(isOfficialWording(found, wording)).toBe(false);
  });

  it.each([
    ['其他', '其他结果'],
    ['3.其他', '（六）其他处理'],
    ['自然人', '总计'],
    ['结果维持', '结果纠正'],
    ['行政处罚', '行政强制'],
    ['2.重复申请', '1.信访举报投诉类申请'],
  ])('%s is not %s', (found, label) => {
    const fit = labelFit(found, { label, tolerated: [] });
    expect(fit).toBeLessThan(labelFit(label, { label, tolerated: [] }));
    expect(fit).toBeLessThan(0.8);
  });

  it('width, blanks and punctuation change nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(' ', '\n', '　', ''), fc.boolean(), (gap, half) => {
        const label = half ? foldWidth(official.label) : official.label;
        const text = [...label].join(gap);
        expect(bareWords(text)).toBe(bareWords(official.label));
        expect(labelFit(text, official)).toBe(1);
      }),
    );
    expect(labelWords('（一）予以 公开')).toBe('予以公开');
  });

  it('edit distance is a metric', () => {
    const word = fc.stringMatching(/^[甲乙丙丁]{0,6}$/);
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, b) === 0).toBe(a === b);
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });

  it('are matched in order with the greatest sum', () => {
    const fits = [
      [0.9, 0.95, 0],
      [0, 0.9, 0.7],
      [0, 0, 0.9],
    ];
    expect(alignInOrder(3, 3, (left, right) => fits[left]?.[right] ?? 0)).toEqual([0, 1, 2]);
    const crossed = [
      [0, 1, 0],
      [0.9, 0, 0],
    ];
    expect(alignInOrder(2, 3, (left, right) => crossed[left]?.[right] ?? 0)).toEqual([1, -1]);
  });
});
