/** litigation.total: 总计 ≠ 维持 + 纠正 + 其他 + 尚未审结, for each of the three groups of table 四. */
import { arithmeticRule } from './arithmetic.ts';

export const litigationTotal = arithmeticRule('litigation.total');
