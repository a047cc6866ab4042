/** The rules on running text, in the order of the contract. */
import type { Rule } from './rule.ts';
import { textFeeAmount } from './text.fee-amount.ts';
import { textFeeStatement } from './text.fee-statement.ts';
import { textGrowth } from './text.growth.ts';
import { textPartWhole } from './text.part-whole.ts';
import { textPercentage } from './text.percentage.ts';
import { textPeriod } from './text.period.ts';
import { textRepetition } from './text.repetition.ts';
import { textSelfDescription } from './text.self-description.ts';
import { textTableConflict } from './text.table-conflict.ts';
import { textUnitName } from './text.unit-name.ts';
import { textZeroClaim } from './text.zero-claim.ts';

export const textRules: readonly Rule[] = [
  textTableConflict,
  textZeroClaim,
  textPartWhole,
  textPercentage,
  textGrowth,
  textPeriod,
  textSelfDescription,
  textUnitName,
  textRepetition,
  textFeeStatement,
  textFeeAmount,
];
