/** The slips of the hand by which a figure goes wrong. */
import type { Random } from './random.ts';

export const slipKinds = ['swapped', 'dropped', 'doubled', 'one-digit', 'ten-times'] as const;
export type SlipKind = (typeof slipKinds)[number];

/** Another whole number that the slip makes of `value`, or null where the slip makes none. */
export function slip(value: number, kind: SlipKind, random: Random): number | null {
  const digits = String(value);
  const candidates = slipped(digits, kind, random)
    .filter((text) => text !== '' && (text.length === 1 || !text.startsWith('0')))
    .map(Number)
    .filter((other) => other !== value);
  return candidates.length > 0 ? random.pick(candidates) : null;
}

function slipped(digits: string, kind: SlipKind, random: Random): string[] {
  const places = [...digits].map((_, index) => index);
  const at = (index: number): string => digits.charAt(index);
  switch (kind) {
    case 'swapped':
      return places
        .slice(1)
        .map((index) => digits.slice(0, index - 1) + at(index) + at(index - 1) + digits.slice(index + 1));
    case 'dropped':
      return digits.length < 2 ? [] : places.map((index) => digits.slice(0, index) + digits.slice(index + 1));
    case 'doubled':
      return places.map((index) => digits.slice(0, index) + at(index) + digits.slice(index));
    case 'one-digit':
      return places.map((index) => {
        const other = (Number(at(index)) + random.int(1, 9)) % 10;
        return digits.slice(0, index) + String(other) + digits.slice(index + 1);
      });
    case 'ten-times':
      return [`${digits}0`];
  }
}
