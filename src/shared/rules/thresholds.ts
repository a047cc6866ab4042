/** The numbers from which rules fire, as the settings may change them: what each counts and in which range it makes sense. */
import type { Thresholds } from './pack.ts';

export type ThresholdId = keyof Thresholds;

export interface ThresholdRange {
  /** `share`: 0 to 1, shown in percent; `amount`: 万元. */
  readonly kind: 'share' | 'amount' | 'count';
  readonly min: number;
  readonly max: number;
}

/** In the order in which they are shown. */
export const thresholdRanges: Readonly<Record<ThresholdId, ThresholdRange>> = {
  // Below a half, reports of one trade are alike without anybody's fault, and candidates are not looked for.
  likeness: { kind: 'share', min: 0.5, max: 1 },
  likenessOfWhole: { kind: 'share', min: 0.7, max: 1 },
  likenessFromCharacters: { kind: 'count', min: 50, max: 100_000 },
  formulaUnits: { kind: 'count', min: 2, max: 10_000 },
  formulaShare: { kind: 'share', min: 0, max: 1 },
  amountInYuan: { kind: 'amount', min: 1, max: 1e9 },
  amountInYuanOfGovernment: { kind: 'amount', min: 1, max: 1e9 },
};

export const thresholdIds = Object.keys(thresholdRanges) as ThresholdId[];

/** Whether a number may be set: in the range, and whole where things are counted. */
export function isInRange(id: ThresholdId, value: number): boolean {
  const { kind, min, max } = thresholdRanges[id];
  return value >= min && value <= max && (kind !== 'count' || Number.isInteger(value));
}
