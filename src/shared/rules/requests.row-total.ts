/** requests.row-total: 总计 ≠ 自然人 + the five kinds of 法人或其他组织, for each row of table 三 (the table's head). */
import { arithmeticRule } from './arithmetic.ts';
import { withSubtotals } from './subtotals.ts';

export const requestsRowTotal = withSubtotals(arithmeticRule('requests.row-total'), 'columns');
