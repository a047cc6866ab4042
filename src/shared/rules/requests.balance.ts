/** requests.balance: 一 + 二 ≠ 三（七）+ 四, for each column of table 三 (its note cell). */
import { arithmeticRule } from './arithmetic.ts';

export const requestsBalance = arithmeticRule('requests.balance');
