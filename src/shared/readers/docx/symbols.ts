/**
 * Characters of symbol fonts (`w:sym`) that have a meaning of their own in a report: check boxes, ticks,
 * circled numbers, bullets, arrows and arithmetic signs, by font and code.
 */
const fonts: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  symbol: {
    45: '−',
    163: '≤',
    165: '∞',
    171: '↔',
    172: '←',
    173: '↑',
    174: '→',
    175: '↓',
    176: '°',
    177: '±',
    179: '≥',
    180: '×',
    183: '•',
    184: '÷',
    185: '≠',
    187: '≈',
    188: '…',
    229: '∑',
    214: '√',
  },
  wingdings: {
    108: '●',
    109: '❍',
    110: '■',
    111: '□',
    113: '❑',
    114: '❒',
    116: '⧫',
    117: '◆',
    118: '❖',
    119: '⬥',
    128: '⓪',
    ...numbered(0x81, 0x2460, 10),
    139: '⓿',
    ...numbered(0x8c, 0x2776, 10),
    158: '·',
    159: '•',
    161: '○',
    167: '▪',
    168: '◻',
    171: '★',
    216: '➢',
    223: '←',
    224: '→',
    225: '↑',
    226: '↓',
    240: '⇨',
    251: '✗',
    252: '✓',
    253: '☒',
    254: '☑',
  },
  'wingdings 2': {
    79: '✗',
    80: '✓',
    81: '☒',
    82: '☑',
    83: '☒',
    84: '☒',
    105: '⓪',
    ...numbered(0x6a, 0x2460, 10),
    116: '⓿',
    ...numbered(0x75, 0x2776, 10),
    151: '●',
    152: '●',
    153: '○',
    162: '■',
    163: '□',
  },
};

function numbered(code: number, first: number, count: number): Record<number, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [code + index, String.fromCodePoint(first + index)]),
  );
}

/**
 * The character of a symbol font by its hexadecimal code, which may be shifted into the private use area.
 * A symbol that is not known keeps its code; what is no character at all gives ''.
 */
export function symbolText(font: string | undefined, code: string | undefined): string {
  const value = code !== undefined && /^[0-9a-f]{1,6}$/i.test(code) ? Number.parseInt(code, 16) : 0;
  const isCharacter = value >= 0x20 && value <= 0x10ffff && !(value >= 0xd800 && value <= 0xdfff);
  if (!isCharacter || (value & 0xfffe) === 0xfffe) return '';
  const shifted = value >= 0xf000 && value <= 0xf0ff ? value - 0xf000 : value;
  return fonts[font?.trim().toLowerCase() ?? '']?.[shifted] ?? String.fromCodePoint(value);
}
