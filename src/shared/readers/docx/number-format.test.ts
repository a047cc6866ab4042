/** The numbers of list levels, format by format. */
import { describe, expect, it } from 'vitest';
import { formatNumber } from './number-format.ts';

describe('number formats', () => {
  it.each<[string, readonly (readonly [number, string])[]]>([
    [
      'decimal',
      [
        [0, '0'],
        [12, '12'],
      ],
    ],
    [
      'decimalZero',
      [
        [1, '01'],
        [10, '10'],
        [100, '100'],
      ],
    ],
    [
      'decimalFullWidth',
      [
        [1, '１'],
        [20, '２０'],
      ],
    ],
    [
      'decimalEnclosedCircle',
      [
        [1, '①'],
        [20, '⑳'],
        [21, '21'],
      ],
    ],
    ['decimalEnclosedCircleChinese', [[10, '⑩']]],
    ['decimalEnclosedParen', [[3, '⑶']]],
    ['decimalEnclosedFullstop', [[3, '⒊']]],
    ['numberInDash', [[3, '- 3 -']]],
    [
      'upperLetter',
      [
        [1, 'A'],
        [26, 'Z'],
        [27, 'AA'],
        [28, 'BB'],
        [0, '0'],
      ],
    ],
    [
      'lowerLetter',
      [
        [2, 'b'],
        [53, 'aaa'],
      ],
    ],
    [
      'upperRoman',
      [
        [4, 'IV'],
        [1994, 'MCMXCIV'],
        [0, '0'],
      ],
    ],
    ['lowerRoman', [[9, 'ix']]],
    [
      'ordinal',
      [
        [1, '1st'],
        [12, '12th'],
        [23, '23rd'],
      ],
    ],
    [
      'chineseCounting',
      [
        [1, '一'],
        [10, '十'],
        [11, '十一'],
        [20, '二十'],
        [99, '九十九'],
        [100, '一○○'],
        [0, '○'],
      ],
    ],
    ['taiwaneseCounting', [[12, '十二']]],
    [
      'chineseCountingThousand',
      [
        [10, '十'],
        [21, '二十一'],
        [100, '一百'],
        [101, '一百零一'],
        [110, '一百一十'],
        [1001, '一千零一'],
        [10001, '一万零一'],
        [0, '零'],
      ],
    ],
    [
      'taiwaneseCountingThousand',
      [
        [120, '一百二十'],
        [20000, '二萬'],
      ],
    ],
    [
      'japaneseCounting',
      [
        [10, '十'],
        [111, '百十一'],
        [1001, '千一'],
      ],
    ],
    [
      'ideographDigital',
      [
        [1, '一'],
        [10, '一〇'],
        [23, '二三'],
      ],
    ],
    ['taiwaneseDigital', [[10, '一○']]],
    [
      'chineseLegalSimplified',
      [
        [1, '壹'],
        [10, '壹拾'],
        [203, '贰佰零叁'],
      ],
    ],
    [
      'ideographLegalTraditional',
      [
        [2, '貳'],
        [12, '壹拾貳'],
      ],
    ],
    [
      'ideographEnclosedCircle',
      [
        [1, '㈠'],
        [10, '㈩'],
        [11, '11'],
      ],
    ],
    [
      'ideographTraditional',
      [
        [1, '甲'],
        [10, '癸'],
        [11, '11'],
      ],
    ],
    [
      'ideographZodiac',
      [
        [1, '子'],
        [12, '亥'],
      ],
    ],
    [
      'ideographZodiacTraditional',
      [
        [1, '甲子'],
        [11, '甲戌'],
        [60, '癸亥'],
      ],
    ],
    ['none', [[1, '']]],
    ['unheardOf', [[3, '3']]],
  ])('%s', (format, values) => {
    expect(values.map(([value]) => formatNumber(value, format))).toEqual(values.map(([, text]) => text));
  });

  it('a custom format is as wide as its first example', () => {
    expect(formatNumber(7, 'custom', '0001, 0002, ...')).toBe('0007');
    expect(formatNumber(7, 'custom', 'a, b, ...')).toBe('7');
  });
});
