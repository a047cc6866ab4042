/** requests.result-total: 三（七）总计 ≠ the sum of the rows 三（一） to （六）, for each column of table 三. */
import { arithmeticRule } from './arithmetic.ts';
import { withSubtotals } from './subtotals.ts';

export const requestsResultTotal = withSubtotals(arithmeticRule('requests.result-total'), 'rows');
