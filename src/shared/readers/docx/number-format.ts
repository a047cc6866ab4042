/**
 * The number formats of list levels (ST_NumberFormat), as Word prints them. From where a format has no
 * signs any more, Word goes on in decimals.
 */

type Format = (value: number) => string;

/** `value` in the named format; formats of scripts that do not occur in Chinese reports come out as decimals. */
export function formatNumber(value: number, format: string, pattern?: string): string {
  if (format === 'custom' && pattern !== undefined) return formatCustom(value, pattern);
  return (formats[format] ?? decimal)(value);
}

const decimal: Format = String;

const han = '○一二三四五六七八九';
const hanUnits = ['', '十', '百', '千'];
const legalSimplified = '零壹贰叁肆伍陆柒捌玖';
const legalTraditional = '零壹貳參肆伍陸柒捌玖';
const legalUnits = ['', '拾', '佰', '仟'];

/** Each decimal digit by its sign. */
function digits(signs: string): Format {
  return (value) => decimal(value).replace(/\d/g, (digit) => signs[Number(digit)] as string);
}

/** The signs from `first` on stand for 1 to `count`. */
function sequence(first: number, count: number): Format {
  return (value) => (value >= 1 && value <= count ? String.fromCodePoint(first + value - 1) : decimal(value));
}

function list(signs: string): Format {
  return (value) => signs[value - 1] ?? decimal(value);
}

/** a … z, aa, bb … zz, aaa: a letter is repeated, not carried. */
function letters(first: string): Format {
  return (value) => {
    if (value < 1) return decimal(value);
    const letter = String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26));
    return letter.repeat(Math.min(Math.ceil(value / 26), 30));
  };
}

const romanSteps: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

const roman: Format = (value) => {
  if (value < 1 || value > 32_767) return decimal(value);
  let rest = value;
  let text = '';
  for (const [step, sign] of romanSteps) {
    while (rest >= step) {
      text += sign;
      rest -= step;
    }
  }
  return text;
};

interface Counting {
  readonly signs: string;
  readonly units: readonly string[];
  readonly zero: string;
  readonly tenThousand: string;
  /** Whether the digit one stands before 十 at the start (一十 or 十), and before the other units. */
  readonly oneBeforeTen: boolean;
  readonly oneBeforeUnits: boolean;
}

/** Numbers by tens, hundreds and thousands: 一百二十三. */
function counting({ signs, units, zero, tenThousand, oneBeforeTen, oneBeforeUnits }: Counting): Format {
  const group = (value: number): string => {
    let text = '';
    let gap = false;
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(value / 10 ** place) % 10;
      if (digit === 0) {
        gap = text !== '';
        continue;
      }
      if (gap) text += zero;
      gap = false;
      const bare = digit === 1 && place > 0 && (place === 1 && text === '' ? !oneBeforeTen : !oneBeforeUnits);
      text += (bare ? '' : (signs[digit] as string)) + (units[place] as string);
    }
    return text;
  };
  return (value) => {
    if (value < 1 || value >= 100_000_000) return value === 0 ? zero || (signs[0] as string) : decimal(value);
    if (value < 10_000) return group(value);
    const low = value % 10_000;
    return group(Math.floor(value / 10_000)) + tenThousand + (low > 0 && low < 1000 ? zero : '') + group(low);
  };
}

const thousands = counting({
  signs: han,
  units: hanUnits,
  zero: '零',
  tenThousand: '万',
  oneBeforeTen: false,
  oneBeforeUnits: true,
});

/** By tens up to 99, then digit by digit: 九十九, 一○○. */
const tens: Format = (value) => (value > 0 && value < 100 ? thousands(value) : digits(han)(value));

const cycle =
  (signs: string): Format =>
  (value) =>
    value >= 1 ? (signs[(value - 1) % signs.length] as string) : decimal(value);

const stems = '甲乙丙丁戊己庚辛壬癸';
const branches = '子丑寅卯辰巳午未申酉戌亥';

const formats: Readonly<Record<string, Format>> = {
  decimal,
  none: () => '',
  decimalZero: (value) => decimal(value).padStart(2, '0'),
  decimalHalfWidth: decimal,
  decimalFullWidth: digits('０１２３４５６７８９'),
  decimalFullWidth2: digits('０１２３４５６７８９'),
  decimalEnclosedCircle: sequence(0x2460, 20),
  decimalEnclosedCircleChinese: sequence(0x2460, 20),
  decimalEnclosedParen: sequence(0x2474, 20),
  decimalEnclosedFullstop: sequence(0x2488, 20),
  numberInDash: (value) => `- ${value} -`,
  hex: (value) => value.toString(16).toUpperCase(),
  upperLetter: letters('A'),
  lowerLetter: letters('a'),
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  ordinal: (value) => {
    const tail = value % 100 > 10 && value % 100 < 14 ? 0 : value % 10;
    return `${value}${['th', 'st', 'nd', 'rd'][tail] ?? 'th'}`;
  },
  chineseCounting: tens,
  taiwaneseCounting: tens,
  chineseCountingThousand: thousands,
  taiwaneseCountingThousand: counting({
    signs: han,
    units: hanUnits,
    zero: '零',
    tenThousand: '萬',
    oneBeforeTen: false,
    oneBeforeUnits: true,
  }),
  japaneseCounting: counting({
    signs: han,
    units: hanUnits,
    zero: '',
    tenThousand: '万',
    oneBeforeTen: false,
    oneBeforeUnits: false,
  }),
  ideographDigital: digits('〇一二三四五六七八九'),
  japaneseDigitalTenThousand: digits('〇一二三四五六七八九'),
  taiwaneseDigital: digits(han),
  chineseLegalSimplified: counting({
    signs: legalSimplified,
    units: legalUnits,
    zero: '零',
    tenThousand: '万',
    oneBeforeTen: true,
    oneBeforeUnits: true,
  }),
  ideographLegalTraditional: counting({
    signs: legalTraditional,
    units: legalUnits,
    zero: '零',
    tenThousand: '萬',
    oneBeforeTen: true,
    oneBeforeUnits: true,
  }),
  ideographEnclosedCircle: sequence(0x3220, 10),
  ideographTraditional: list(stems),
  ideographZodiac: list(branches),
  ideographZodiacTraditional: (value) => cycle(stems)(value) + (value >= 1 ? cycle(branches)(value) : ''),
};

/** Custom formats are a row of examples, `001, 002, 003, ...`: decimals of that width. */
function formatCustom(value: number, pattern: string): string {
  const first = /^\s*(\d{1,9})/.exec(pattern)?.[1];
  return decimal(value).padStart(first?.length ?? 1, '0');
}
