/**
 * One way of writing: labels, titles and figures are compared after width, spaces and punctuation are
 * made alike, so that （一）予以 公开, (一)予以公开 and （一） 予以\n公开 are the same label.
 */

/** Full-width ASCII to half-width, one code unit for one code unit, so that offsets stay valid. */
export function foldWidth(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (foldedCode(text.charCodeAt(index)) !== text.charCodeAt(index)) return foldedFrom(text, index);
  }
  return text;
}

/** Characters that are put together at a time: as many arguments as any engine takes. */
const piece = 4096;

function foldedFrom(text: string, start: number): string {
  let folded = text.slice(0, start);
  for (let from = start; from < text.length; from += piece) {
    const codes = new Array<number>(Math.min(piece, text.length - from));
    for (let index = 0; index < codes.length; index++) codes[index] = foldedCode(text.charCodeAt(from + index));
    folded += String.fromCharCode(...codes);
  }
  return folded;
}

function foldedCode(code: number): number {
  return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code === 0x3000 ? 0x20 : code;
}

/** White space, and characters without any width: joiners, marks of the writing direction, soft hyphens. */
const blanks = /[\s\u00A0\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]+/g;
const punctuation = /[\p{P}\p{S}]+/gu;

/** The bare words: no blanks, no punctuation, half-width, lower case. */
export function bareWords(text: string): string {
  // Nearly all text is of characters that need no expression to be told apart; compiling those is dear at the start.
  return isBare(text) ? text : (usualBareWords(text) ?? unusualBareWords(text));
}

/** Punctuation of Chinese text. */
const usualPunctuation = '、。〈〉《》「」『』【】〔〕〖〗“”‘’—…·–';

/** The bare words of a text of usual characters; null where there are others. */
function usualBareWords(text: string): string | null {
  let words = '';
  for (let index = 0; index < text.length; index++) {
    let code = text.charCodeAt(index);
    if (code >= 0xff01 && code <= 0xff5e) code -= 0xfee0;
    if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)) {
      words += String.fromCharCode(code);
    } else if (code >= 0x41 && code <= 0x5a) words += String.fromCharCode(code + 0x20);
    else if (code < 0x20 ? code < 9 || code > 13 : code > 0x7e && code !== 0x3000) {
      if (!usualPunctuation.includes(text.charAt(index))) return null;
    }
  }
  return words;
}

function unusualBareWords(text: string): string {
  return foldWidth(text).replace(blanks, '').replace(punctuation, '').toLowerCase();
}

/** Chinese characters, digits and small letters only. */
function isBare(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const plain =
      (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a);
    if (!plain) return false;
  }
  return true;
}

/** All blanks out, also those inside words: cells break labels and numbers anywhere. */
export function withoutBlanks(text: string): string {
  return isOfUsualWords(text) ? text : text.replace(blanks, '');
}

/** Printed ASCII, Chinese characters and full-width ASCII only: nearly all text is, and none of them is a blank. */
function isOfUsualWords(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isUsual =
      (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff01 && code <= 0xff5e);
    if (!isUsual) return false;
  }
  return true;
}

/** A remark in parentheses at the end of a label: （区分处理的，只计这一情形…）, （单位：万元）. */
const trailingRemark = /[（(][^（()）]*[)）]\s*$/;

/** The label without its trailing remark; itself where it has none or is nothing but one. */
export function withoutRemark(label: string): string {
  const bare = label.replace(trailingRemark, '');
  return bareWords(bare) === '' ? label : bare;
}

const digits = '零一二三四五六七八九';

/** 一 to 九十九, also 〇 and 两; null for anything else. */
export function chineseNumber(text: string): number | null {
  const match = /^(?:([一二三四五六七八九])?(十))?([一二三四五六七八九])?$/.exec(text);
  if (!match || text === '') return text === '零' || text === '〇' ? 0 : text === '两' ? 2 : null;
  const tens = match[2] ? (match[1] ? digits.indexOf(match[1]) : 1) : 0;
  return tens * 10 + (match[3] ? digits.indexOf(match[3]) : 0);
}

/** The numeral of a whole number from 0 to 99: 十二. */
export function chineseNumeral(value: number): string {
  if (value < 10) return digits.charAt(value);
  const tens = Math.floor(value / 10);
  return `${tens === 1 ? '' : digits.charAt(tens)}十${value % 10 === 0 ? '' : digits.charAt(value % 10)}`;
}

export interface Enumerator {
  /** `section` 一、 `item` （一） `point` 1. or 1、 `pointItem` （1） or ① */
  readonly style: 'section' | 'item' | 'point' | 'pointItem';
  readonly value: number;
  /** Length in the text, with its punctuation and the blanks after it. */
  readonly length: number;
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩';
const numerals = '一二三四五六七八九十';
const arabic = '0123456789０１２３４５６７８９';
/** By what each can begin with; most texts begin with something else, and no expression is asked. */
const enumerators: readonly [Enumerator['style'], begins: string, RegExp][] = [
  ['section', `第${numerals}`, /^\s*第?([一二三四五六七八九十]{1,3})(?:部分)?\s*[、.．，,：:]\s*/],
  ['section', '第', /^\s*第([一二三四五六七八九十]{1,3})部分\s*/],
  ['item', '（(【〔', /^\s*[（(【〔]\s*([一二三四五六七八九十]{1,3})\s*[)）】〕]\s*[、.．]?\s*/],
  ['pointItem', '（(', /^\s*[（(]\s*([0-9０-９]{1,2})\s*[)）]\s*[、.．]?\s*/],
  ['pointItem', circled, /^\s*([①②③④⑤⑥⑦⑧⑨⑩])\s*/],
  ['point', arabic, /^\s*([0-9０-９]{1,2})\s*(?:[、．]|[.](?![0-9０-９]))\s*/],
];

/** The number that a line or label begins with, or null. */
export function enumeratorOf(text: string): Enumerator | null {
  const first = text.trimStart().charAt(0);
  if (first === '') return null;
  for (const [style, begins, pattern] of enumerators) {
    const match = begins.includes(first) ? pattern.exec(text) : null;
    if (!match) continue;
    const numeral = foldWidth(match[1] as string);
    const value = circled.includes(numeral)
      ? circled.indexOf(numeral) + 1
      : (chineseNumber(numeral) ?? Number(numeral));
    if (Number.isInteger(value)) return { style, value, length: match[0].length };
  }
  return null;
}

/** A label as it is compared, made once for each text: the same few hundred labels come in every report. */
export interface PreparedLabel {
  /** All its words. */
  readonly bare: string;
  /** The words after its number: 予以公开 for （一）予以公开. */
  readonly words: string;
  /** The same without a remark in parentheses at the end. */
  readonly short: string;
  readonly enumerator: Enumerator | null;
  /** How well it fits official labels that it was held against before (likeness.ts). */
  readonly fits: Map<object, number>;
}

const prepared = new Map<string, PreparedLabel>();
/** Labels are short and few; texts beyond this are the running text of strange files and push the others out. */
const mostPrepared = 4000;

export function prepareLabel(label: string): PreparedLabel {
  const known = prepared.get(label);
  if (known) return known;
  const text = label.replaceAll('\n', '');
  const enumerator = enumeratorOf(text);
  const after = enumerator ? text.slice(enumerator.length) : text;
  const words = bareWords(after);
  const made: PreparedLabel = {
    bare: enumerator ? bareWords(text) : words,
    words,
    short: ')）'.includes(after.trimEnd().slice(-1)) ? bareWords(withoutRemark(after)) : words,
    enumerator,
    fits: new Map(),
  };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(label, made);
  return made;
}

/** The words of a label after its number. */
export function labelWords(label: string): string {
  return prepareLabel(label).words;
}
