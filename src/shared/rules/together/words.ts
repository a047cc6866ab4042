/**
 * Running text as it is compared between reports: cut into clauses, without blanks, punctuation, numbering and the
 * unit's own name, every figure the same. So a copy shows in which only the figures and the names were changed.
 */
import { enumeratorOf, foldWidth } from '../../form/normalise.ts';

export interface Clause {
  /** What is compared. */
  readonly words: string;
  /** For each code unit of `words` its offset in the text. */
  readonly at: readonly number[];
}

const separators = '，。；！？：,;!?:\n';
const wordCharacter = /[\p{L}\p{N}]/u;
/** Between the digits of one figure. */
const inFigures = '.,，:：';
/** Longest stretch of digits and separators that is one figure. */
const longestFigure = 24;
/** 一是……；二是……: the same measures in another order. */
const ordinal = /^(?:[一二三四五六七八九十]是|第[一二三四五六七八九十])/;
/** 我局, 我委, 全县, 全区: what a copyist changes with the name. */
const levels = '省市州县旗镇乡';
const offices = '委办厅院';

const zero = 0x30;

/** Clauses in order; those without a word are left out. @param names from namesOf, taken out */
export function clausesOf(text: string, names: readonly string[]): Clause[] {
  const folded = withoutNames(foldWidth(text), names);
  const clauses: Clause[] = [];
  let codes: number[] = [];
  let at: number[] = [];
  const end = () => {
    if (codes.length === 0) return;
    const words = String.fromCharCode(...codes);
    const isOrdinal = words.charAt(1) === '是' || words.startsWith('第');
    const skipped = isOrdinal ? (ordinal.exec(words)?.[0].length ?? 0) : 0;
    if (words.length > skipped) clauses.push({ words: words.slice(skipped), at: at.slice(skipped) });
    codes = [];
    at = [];
  };
  for (let index = enumeratorOf(text)?.length ?? 0; index < folded.length; index++) {
    const code = folded.charCodeAt(index);
    if (isDigit(code)) {
      // One figure, with its separators, is one sign.
      codes.push(zero);
      at.push(index);
      index += figureAt(folded, index) - 1;
    } else if (code >= firstChinese && code <= lastChinese) {
      codes.push(comparedAs[code - firstChinese] || code);
      at.push(index);
    } else {
      const character = folded.charAt(index);
      if (separators.includes(character)) end();
      else if (!isMark(code) && wordCharacter.test(character)) {
        for (const lower of character.toLowerCase()) {
          codes.push(lower.charCodeAt(0));
          at.push(index);
        }
      }
    }
    // As many arguments as any engine takes: a longer clause is none.
    if (codes.length >= longestClause) end();
  }
  end();
  return clauses;
}

const longestClause = 4096;

/** How long the figure is that begins at an offset. */
function figureAt(text: string, index: number): number {
  let end = index + 1;
  while (isDigit(text.charCodeAt(end)) || (inFigures.includes(text.charAt(end)) && isDigit(text.charCodeAt(end + 1))))
    end++;
  return Math.min(end - index, longestFigure);
}

function isDigit(code: number): boolean {
  return code >= zero && code <= 0x39;
}

/** ASCII signs, dashes and quotation marks, commas and brackets of Chinese text: told without an expression, which is dear. */
function isMark(code: number): boolean {
  return (
    code < 0x41 ||
    (code > 0x5a && code < 0x61) ||
    (code > 0x7a && code < 0x80) ||
    (code >= 0x2010 && code <= 0x2027) ||
    (code >= 0x3001 && code <= 0x3003) ||
    (code >= 0x3008 && code <= 0x3011)
  );
}

const firstChinese = 0x4e00;
const lastChinese = 0x9fff;
/** From the first Chinese character on: for those that are compared as another one, that one; 0 for all others. */
const comparedAs = new Uint16Array(lastChinese - firstChinese + 1);
for (const level of levels) comparedAs[level.charCodeAt(0) - firstChinese] = '区'.charCodeAt(0);
for (const office of offices) comparedAs[office.charCodeAt(0) - firstChinese] = '局'.charCodeAt(0);

/** Blanks in the place of names, so that offsets stay valid. */
function withoutNames(text: string, names: readonly string[]): string {
  return names.reduce((rest, name) => rest.replaceAll(name, ' '.repeat(name.length)), text);
}

/**
 * The names by which a text calls its unit and its area, longest first: 清河区白杨镇人民政府, 清河区, 白杨镇.
 */
export function namesOf(unit: string | null): string[] {
  if (unit === null) return [];
  const name = foldWidth(unit).replace(/\s/g, '');
  const names = [name];
  let rest = name;
  for (;;) {
    const area = /^.{2,7}?(?:自治区|自治州|自治县|[省市州盟区县旗])/.exec(rest)?.[0];
    if (!area || area.length === rest.length) break;
    names.push(area);
    rest = rest.slice(area.length);
  }
  const town = /^(.{2,7}?(?:街道|镇|乡))(?:人民政府|办事处)/.exec(rest)?.[1];
  if (town) names.push(town);
  if (rest !== name) names.push(rest);
  return names.sort((a, b) => b.length - a.length);
}

/** Units are the same where this is: blanks and the kind of brackets do not count. */
export function unitKey(unit: string): string {
  return foldWidth(unit)
    .replace(/[\s\u200B-\u200D\uFEFF]/g, '')
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')');
}

/** 32 bits of FNV-1a (Fowler, Noll, Vo), over code units. */
export function printOf(words: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < words.length; index++) hash = Math.imul(hash ^ words.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
