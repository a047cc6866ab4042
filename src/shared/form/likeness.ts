/**
 * How alike two labels are, and which found label is which official one. Recognition is by order and
 * likeness together: the official rows come in a fixed order, so an ambiguous 其他 or 总计 is told by its
 * neighbours.
 */
import { bareWords, enumeratorOf, labelWords, withoutRemark } from './normalise.ts';

/** 1 for equal strings, 0 for nothing in common: 1 − edit distance ÷ longer length. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  return 1 - editDistance(a, b) / longer;
}

/** Levenshtein's distance. */
export function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[b.length] as number;
}

export interface OfficialLabel {
  readonly label: string;
  readonly tolerated: readonly string[];
}

/** Least likeness at which a label counts as recognised. */
export const recognisedFrom = 0.6;

/**
 * How well a found label fits an official one, 0 to 1. A remark in parentheses at the end may be missing,
 * and a label that was cut short or lost its number is still known; one that merely contains the other's
 * words is not (其他 is not 其他结果).
 */
export function labelFit(found: string, official: OfficialLabel): number {
  const foundWords = labelWords(found);
  if (foundWords === '') return 0;
  const foundNumber = enumeratorOf(found.replace(/\n/g, ''));
  let best = 0;
  for (const wording of [official.label, ...official.tolerated]) {
    const words = labelWords(wording);
    let fit = Math.max(
      likeness(foundWords, words),
      likeness(labelWords(withoutRemark(found)), labelWords(withoutRemark(wording))),
    );
    // Cut short (本年新 for 本年新制作数量): at least three characters, and nothing else in them.
    if (fit < recognisedFrom && foundWords.length >= 3 && words.startsWith(foundWords)) fit = recognisedFrom;
    const number = enumeratorOf(wording);
    // The number agrees or contradicts: 2.重复申请 under a changed wording, 3.其他 against （六）其他处理.
    if (fit < 1 && foundNumber && number && foundNumber.style === number.style) {
      fit += foundNumber.value === number.value ? 0.1 : -0.2;
    }
    best = Math.max(best, Math.min(fit, bareWords(found) === bareWords(wording) ? 1 : 0.99));
  }
  return best;
}

/** Whether a found label is the official wording or a tolerated one, but for spaces and punctuation. */
export function isOfficialWording(found: string, official: OfficialLabel): boolean {
  const words = bareWords(found);
  return [official.label, ...official.tolerated].some(
    (wording) => bareWords(wording) === words || labelWords(wording) === words,
  );
}

/**
 * Matches two ordered lists so that the summed fit is greatest and the order is kept; fits below `from` do
 * not count. Answers, for each left index, the right index or -1.
 */
export function alignInOrder(
  leftLength: number,
  rightLength: number,
  fitOf: (left: number, right: number) => number,
  from = recognisedFrom,
): number[] {
  const width = rightLength + 1;
  const best = new Float64Array((leftLength + 1) * width);
  const fits = new Float64Array(leftLength * rightLength);
  const at = (left: number, right: number) => best[left * width + right] as number;
  for (let left = leftLength - 1; left >= 0; left--) {
    for (let right = rightLength - 1; right >= 0; right--) {
      const fit = fitOf(left, right);
      fits[left * rightLength + right] = fit;
      const paired = fit >= from ? fit + at(left + 1, right + 1) : -1;
      best[left * width + right] = Math.max(at(left + 1, right), at(left, right + 1), paired);
    }
  }
  const pairs = new Array<number>(leftLength).fill(-1);
  let left = 0;
  let right = 0;
  while (left < leftLength && right < rightLength) {
    const fit = fits[left * rightLength + right] as number;
    if (fit >= from && at(left, right) === fit + at(left + 1, right + 1)) {
      pairs[left] = right;
      left++;
      right++;
    } else if (at(left, right) === at(left + 1, right)) left++;
    else right++;
  }
  return pairs;
}
