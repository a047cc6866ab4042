/**
 * How alike two labels are, and which found label is which official one. Recognition is by order and
 * likeness together: the official rows come in a fixed order, so an ambiguous 其他 or 总计 is told by its
 * neighbours.
 */

import { madeOnce } from '../made-once.ts';
import { type PreparedLabel, prepareLabel } from './normalise.ts';

/** 1 for equal strings, 0 for nothing in common: 1 − edit distance ÷ longer length. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 1;
  return 1 - editDistance(a, b) / longer;
}

/**
 * The likeness where it can reach `least`, else something below it: labels that share too few characters
 * are not compared at all, and those are nearly all pairs.
 */
export function likenessFrom(a: string, b: string, least: number): number {
  if (a === b) return 1;
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  let shared = 0;
  for (const character of shorter) if (longer.includes(character)) shared += character.length;
  const bound = shared / longer.length;
  return bound < least ? bound : likeness(a, b);
}

/** Levenshtein's distance. */
export function editDistance(a: string, b: string): number {
  const width = b.length;
  // One row of the table, written over from above: `diagonal` is what stood one place to the left before.
  const row = new Uint32Array(width + 1);
  for (let j = 1; j <= width; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const character = a.charCodeAt(i - 1);
    let diagonal = i - 1;
    let left = i;
    row[0] = i;
    for (let j = 1; j <= width; j++) {
      const above = row[j] as number;
      let least = diagonal + (character === b.charCodeAt(j - 1) ? 0 : 1);
      if (above + 1 < least) least = above + 1;
      if (left + 1 < least) least = left + 1;
      row[j] = least;
      diagonal = above;
      left = least;
    }
  }
  return row[width] as number;
}

export interface OfficialLabel {
  readonly label: string;
  readonly tolerated: readonly string[];
  readonly variants?: readonly string[];
}

/** Least likeness at which a label counts as recognised. */
export const recognisedFrom = 0.6;

/**
 * How well a found label fits an official one, 0 to 1. A remark in parentheses at the end may be missing,
 * and a label that was cut short or lost its number is still known; one that merely contains the other's
 * words is not (其他 is not 其他结果).
 */
export function labelFit(found: string, official: OfficialLabel): number {
  const label = prepareLabel(found);
  const known = label.fits.get(official);
  if (known !== undefined) return known;
  const fit = fitOf(label, official);
  label.fits.set(official, fit);
  return fit;
}

const wordings = new WeakMap<readonly OfficialLabel[], ReadonlySet<string>>();

/** How well a found label fits the one of these that it fits best: right labels, and most are, need no comparing. */
export function bestFit(found: string, officials: readonly OfficialLabel[]): number {
  const known = madeOnce(
    wordings,
    officials,
    () =>
      new Set(
        officials.flatMap(({ label, tolerated, variants = [] }) =>
          [label, ...tolerated, ...variants].map((wording) => prepareLabel(wording).bare),
        ),
      ),
  );
  const label = prepareLabel(found);
  if (label.words === '') return 0;
  return madeOnce(label.fits, officials, () =>
    known.has(label.bare) ? 1 : Math.max(...officials.map((official) => labelFit(found, official))),
  );
}

const single = new Map<string, OfficialLabel>();

/** labelFit for an official label that has no other wordings: a heading, the label over several columns. */
export function wordingFit(found: string, label: string): number {
  return labelFit(
    found,
    madeOnce(single, label, () => ({ label, tolerated: [] })),
  );
}

function fitOf(label: PreparedLabel, official: OfficialLabel): number {
  if (label.words === '') return 0;
  let best = 0;
  for (const wording of [official.label, ...official.tolerated, ...(official.variants ?? [])]) {
    const form = prepareLabel(wording);
    if (form.bare === label.bare) return 1;
    let fit = likenessFrom(label.words, form.words, worthComparing);
    if (label.short !== label.words || form.short !== form.words) {
      fit = Math.max(fit, likenessFrom(label.short, form.short, worthComparing));
    }
    // Cut short (本年新 for 本年新制作数量): at least three characters, and nothing else in them.
    if (fit < recognisedFrom && label.words.length >= 3 && form.words.startsWith(label.words)) fit = recognisedFrom;
    // The number agrees or contradicts: 2.重复申请 under a changed wording, 3.其他 against （六）其他处理.
    if (fit < 1 && label.enumerator && form.enumerator?.style === label.enumerator.style) {
      fit += form.enumerator.value === label.enumerator.value ? 0.1 : -0.2;
    }
    best = Math.max(best, Math.min(fit, 0.99));
  }
  return best;
}

/** An agreeing number adds 0.1 to the likeness of the words; below this they cannot be recognised any more. */
const worthComparing = 0.5;

/** Whether a found label is the official wording or a tolerated one, but for spaces, punctuation and its number. */
export function isOfficialWording(found: string, official: OfficialLabel): boolean {
  const { bare } = prepareLabel(found);
  return [official.label, ...official.tolerated].some((wording) => {
    const form = prepareLabel(wording);
    return form.bare === bare || form.words === bare;
  });
}

/** 企业 for 商业企业: two characters and more that stand together in it. Only for a label that its place tells as well. */
export function isPartOfLabel(found: string, { label }: OfficialLabel): boolean {
  const { words } = prepareLabel(found);
  return words.length >= 2 && prepareLabel(label).words.includes(words);
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

/**
 * The same for fits of at most 1, which need not be found where every left one is the right one at its own place: no
 * other matching comes to as much.
 */
export function alignLabels(
  leftLength: number,
  rightLength: number,
  fitOf: (left: number, right: number) => number,
  from = recognisedFrom,
): number[] {
  const indices = Array.from({ length: leftLength }, (_, index) => index);
  const isOneByOne = leftLength === rightLength && indices.every((index) => fitOf(index, index) === 1);
  return isOneByOne ? indices : alignInOrder(leftLength, rightLength, fitOf, from);
}
