/**
 * How well a slip of the hand explains that a cell says one number and should say another. Only the order of
 * magnitude of the weights matters: they decide between sets of cells that are equally few.
 */

export const slipKinds = [
  'swapped',
  'dropped',
  'doubled',
  'ten-times-large',
  'ten-times-small',
  'blank',
  'one-digit',
  'added',
  'exchanged',
] as const;
export type SlipKind = (typeof slipKinds)[number];

export interface Explanation {
  /** null: no slip of the hand that is known here. */
  readonly slip: SlipKind | null;
  /** How likely a cell that should say `to` says `from`: share of the kind among slips, by the number of its outcomes. */
  readonly weight: number;
}

/** Shares of the kinds among slips. `exchanged` takes two cells: localise.ts finds it. */
const shares: Readonly<Record<SlipKind | 'other', number>> = {
  swapped: 0.16,
  dropped: 0.12,
  doubled: 0.12,
  'ten-times-large': 0.07,
  'ten-times-small': 0.05,
  blank: 0.08,
  'one-digit': 0.16,
  added: 0.02,
  exchanged: 0.2,
  other: 0.02,
};

/** A cell says `from` (`blank`: nothing at all) and should say `to`, both whole and not negative for a slip to explain it. */
export function explain(from: number, blank: boolean, to: number): Explanation {
  if (blank && to !== 0) return { slip: 'blank', weight: shares.blank };
  const before = String(to);
  const after = String(from);
  let best: Explanation = {
    slip: null,
    weight: shares.other / 10 ** Math.max(before.length, after.length),
  };
  if (!/^\d{1,12}$/.test(before) || !/^\d{1,12}$/.test(after)) return best;
  for (const [slip, outcomes] of outcomesOf(before)) {
    const weight = shares[slip] / outcomes.size;
    if (outcomes.has(after) && weight > best.weight) best = { slip, weight };
  }
  return best;
}

/** Likelihood that two neighbouring cells hold each other's value: to the left or to the right, rarely above or below. */
export const exchangeWeight = shares.exchanged / 2;

/** What each kind of slip can make of the digits; nobody lets a number begin with 0. */
function outcomesOf(digits: string): [SlipKind, Set<string>][] {
  const places = [...digits].map((_, index) => index);
  const cut = (index: number, middle: string, skip: number) =>
    digits.slice(0, index) + middle + digits.slice(index + skip);
  const outcomes = (texts: readonly string[]) =>
    new Set(texts.filter((text) => /^(?:0|[1-9]\d*)$/.test(text) && text !== digits));
  const digit = (index: number) => digits.charAt(index);
  const tens = [...'0123456789'];
  return [
    ['swapped', outcomes(places.slice(1).map((index) => cut(index - 1, digit(index) + digit(index - 1), 2)))],
    ['dropped', outcomes(places.map((index) => cut(index, '', 1)))],
    ['doubled', outcomes(digits === '0' ? [] : places.map((index) => cut(index, digit(index).repeat(2), 1)))],
    ['ten-times-large', outcomes([`${digits}0`])],
    ['ten-times-small', outcomes(digits.endsWith('0') ? [digits.slice(0, -1)] : [])],
    ['one-digit', outcomes(places.flatMap((index) => tens.map((other) => cut(index, other, 1))))],
    ['added', outcomes([...places, digits.length].flatMap((index) => tens.map((other) => cut(index, other, 0))))],
  ];
}
