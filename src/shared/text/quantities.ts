/**
 * Quantities in running text: a number with its unit, as an interval. 12.5% is 12.45 to 12.55, 1.2万 is 11950 to
 * 12050, 近300, 300余 and 约300 are wider. Dates, years, article and item numbers, ranks, telephone numbers and
 * whatever stands in a title or quotation are no quantities.
 */
import { multiplierOf, readChineseNumeral } from './numerals.ts';
import type { Passage, Span } from './passage.ts';
import { canEnd, endingOf } from './signs.ts';

export interface Quantity extends Span {
  readonly value: number;
  /** What the number can stand for, both ends included. */
  readonly low: number;
  readonly high: number;
  /** 件, 条, %, 元 …; amounts of 万元 and 亿元 are given in 元. */
  readonly unit: string;
  readonly sentence: Span;
  /** 余, 近, 约, 以上 …, or rounded to 万: no single number. */
  readonly rough: boolean;
  /** The words since the last punctuation (but 、) or the last quantity. */
  readonly before: Span;
  /** The words up to the next punctuation or quantity. */
  readonly after: Span;
  /** How many parentheses are open, and where the innermost one opened; -1 for none. */
  readonly depth: number;
  readonly opened: number;
}

const units =
  '个百分点|人次|件次|条次|篇次|场次|万元|亿元|%|元|件|条|次|个|份|篇|期|人|场|项|名|位|宗|起|例|则|部|种|类|家|处|批|页|册|本|张|幅|套|轮|户|倍|字|块|站|卷|节|段|辆|所|支|组|堂|课|讲|集|封|通|单|笔|桩|章';
const arabic = String.raw`(?<!\d)(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)|\d{1,15})(?:\.\d{1,6})?`;
const pattern = new RegExp(
  `(百分之)?(?:(${arabic})([余多])?([十百千万亿]{0,2}?)|([零〇一二两三四五六七八九十百千万亿]{1,14}))([余多来])?(?:(${units})(?!月|工作日|自然日|小时|季度|年)|(?<=百分之.{1,6}))(以上|左右|上下|以内|有余|余)?`,
  'g',
);

/** The groups of the expression by name: named in the expression itself they would be dear, and it finds every number. */
function partsOf(match: RegExpExecArray): NumberParts {
  const [, percent, figures, inner, by, chinese, over, unit, about] = match;
  return { percent, figures, inner, by, chinese, over, unit, about };
}

interface NumberParts {
  readonly percent: string | undefined;
  /** 1,302.5 */
  readonly figures: string | undefined;
  /** 余 and 多 before what multiplies: 10余万. */
  readonly inner: string | undefined;
  /** 万 */
  readonly by: string | undefined;
  readonly chinese: string | undefined;
  /** 余, 多 and 来 before the unit. */
  readonly over: string | undefined;
  readonly unit: string | undefined;
  /** 以上 */
  readonly about: string | undefined;
}

/** What a number that is none stands after: 第20条, No.3, 19至26条 of 第十九至二十六条. */
const noNumberAfter = endingOf(
  /(?:第|(?<![目日此当])前|位列|名列|位居|排名|[A-Za-z_\d.\-/〔(]|\d ?|第[零一二两三四五六七八九十百\d]{1,5}[条项款]?(?:至|到|-|—|~|、|和|,))$/,
  '第前列居名至到—~、和, ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789.-/〔(',
);
const roughBefore = endingOf(
  /(?:近|约|超过|超|逾|大约|将近|接近|不足|不到|突破|至少|不少于|不低于|最多|不超过)$/,
  '近约过超逾足到破少于多',
);

/** A number with its unit, before the words around it are looked at. */
type NumberWithUnit = Omit<Quantity, 'before' | 'after' | 'depth' | 'opened'>;

/** All quantities of a passage, in order. */
export function quantitiesOf({ plain, sentences }: Passage): Quantity[] {
  const found: NumberWithUnit[] = [];
  let sentenceAt = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(plain); match; match = pattern.exec(plain)) {
    const { index } = match;
    const parts = partsOf(match);
    while ((sentences[sentenceAt]?.end ?? plain.length) <= index) sentenceAt++;
    const sentence = sentences[sentenceAt];
    if (!sentence || index < sentence.start) continue;
    const lead = plain.slice(Math.max(0, index - 12), index);
    if (canEnd(noNumberAfter, lead)) {
      const isFirstInParentheses = lead.endsWith('(') && parts.unit !== undefined;
      if (!isFirstInParentheses && noNumberAfter.expression.test(lead)) continue;
    }
    // 七人普, 一人一档, 一次性, 双随机: words that begin like a quantity.
    if (parts.chinese && idiom.test(plain.slice(index, index + match[0].length + 4))) continue;
    const read = readNumber(parts, lead);
    if (!read) continue;
    const unit = parts.percent ? '%' : (parts.unit as string);
    const scale = unit === '万元' ? 10_000 : unit === '亿元' ? 100_000_000 : 1;
    found.push({
      start: index,
      end: index + match[0].length,
      sentence,
      value: read.value * scale,
      low: read.low * scale,
      high: read.high * scale,
      rough: read.rough,
      unit: scale === 1 ? unit : '元',
    });
  }
  return found.map((quantity, index) => {
    const { sentence } = quantity;
    const { depth, opened } = parentheses(plain, sentence.start, quantity.start);
    const last = lastBoundary(plain, sentence.start, quantity.start);
    const previous = found[index - 1];
    const start = previous && previous.end > last && previous.end <= quantity.start ? previous.end : last;
    const next = found[index + 1];
    const stop = nextBoundary(plain, quantity.end, sentence.end);
    const end = next && next.start < stop ? next.start : stop;
    return { ...quantity, depth, opened, before: { start, end: quantity.start }, after: { start: quantity.end, end } };
  });
}

const idiom =
  /^(?:一(?:次性|件事|条龙|站式|体化|批|类|个|项项|系列|段|家人|部分|人一)|两个|七人普|万(?:元|人|家|户|众)|千(?:人|家|万)|百(?:人|家|姓)|十[足分]|一一|三类内|四类过|三[项个]审|三公|三定|四[种类]|[两二三四五六]项(?:共计|合计|总计|相加|之和))/;

interface ReadNumber {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly rough: boolean;
}

function readNumber(parts: NumberParts, lead: string): ReadNumber | null {
  const { percent, figures, chinese, by = '', inner, over, unit, about } = parts;
  const bare = figures?.includes(',') ? figures.replaceAll(',', '') : figures;
  const number = bare === undefined ? readChineseNumeral(chinese as string) : Number(bare);
  if (number === null || !Number.isFinite(number)) return null;
  const multiplier = bare === undefined ? 1 : multiplierOf(by);
  const value = number * multiplier;
  const point = bare?.indexOf('.') ?? -1;
  const decimals = bare === undefined || point < 0 ? 0 : bare.length - point - 1;
  const step = 10 ** -decimals * multiplier;
  const prefix = canEnd(roughBefore, lead) ? roughBefore.expression.exec(lead)?.[0] : undefined;
  const more = inner !== undefined || over !== undefined || (about !== undefined && /以上|余/.test(about));
  // 18万余 is less than 19万; 300余 less than 400; a little more, as such words are used freely.
  const size = multiplier > 1 ? multiplier : 10 ** trailingZeros(value);
  if (more || (prefix && /超|逾|突破|至少|不少于|不低于/.test(prefix)))
    return { value, low: value, high: Math.max(value + size, value * 1.3), rough: true };
  if (prefix && /近|接近|不足|不到|最多|不超过/.test(prefix))
    return { value, low: value * 0.8, high: value, rough: true };
  if (prefix || (about !== undefined && /左右|上下|以内/.test(about)))
    return { value, low: value * 0.85, high: value * 1.15, rough: true };
  const half = multiplier > 1 || decimals > 0 || unit === '%' || percent ? step / 2 : 0;
  return { value, low: value - half, high: value + half, rough: multiplier > 1 };
}

function trailingZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest >= 10 && rest % 10 === 0; rest /= 10) zeros++;
  return zeros;
}

const boundaries = ',;:()。!?\n';

function isBoundary(plain: string, index: number): boolean {
  // Most characters are Chinese, and told by their code alone.
  return plain.charCodeAt(index) <= 0x3002 && boundaries.includes(plain.charAt(index));
}

function lastBoundary(plain: string, from: number, to: number): number {
  for (let index = to - 1; index >= from; index--) if (isBoundary(plain, index)) return index + 1;
  return from;
}

function nextBoundary(plain: string, from: number, to: number): number {
  for (let index = from; index < to; index++) if (isBoundary(plain, index)) return index;
  return to;
}

function parentheses(plain: string, from: number, to: number): { depth: number; opened: number } {
  const open: number[] = [];
  for (let index = from; index < to; index++) {
    if (plain[index] === '(') open.push(index);
    else if (plain[index] === ')') open.pop();
  }
  return { depth: open.length, opened: open.at(-1) ?? -1 };
}
