/** Numbers as official Chinese writes them: 两, 十二, 二十, 一百零三, 三千六百, 1.2万, 18万. */

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const steps: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const myriads: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };

/** 一百零三 is 103, 十二 is 12; null for digits in a row (二〇二三) and for anything that is no numeral. */
export function readChineseNumeral(text: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const character of text) {
    if (digits[character] !== undefined) {
      if (digit !== null && digit !== 0) return null;
      digit = digits[character] as number;
    } else if (steps[character] !== undefined) {
      section += (digit ?? 1) * (steps[character] as number);
      digit = null;
    } else if (myriads[character] !== undefined) {
      section += digit ?? 0;
      total += (section === 0 ? 1 : section) * (myriads[character] as number);
      section = 0;
      digit = null;
    } else return null;
  }
  return text === '' ? null : total + section + (digit ?? 0);
}

/** What 十, 百, 千, 万, 亿 after arabic digits multiply by: 18万, 3千, 2百万. */
export function multiplierOf(words: string): number {
  return [...words].reduce((product, word) => product * (steps[word] ?? myriads[word] ?? 1), 1);
}

/** 2023 and 二〇二三; NaN for anything else. */
export function chineseYear(text: string): number {
  const plain = [...text].map((digit) => (digit === '○' ? '0' : (digits[digit]?.toString() ?? digit))).join('');
  return /^\d{4}$/.test(plain) ? Number(plain) : Number.NaN;
}
