/** The built-in rule packs as one RuleBook. They are checked against their schema by the tests and the build. */
import common from '../../../resources/rules/common.yaml';
import form2019 from '../../../resources/rules/form-2019.yaml';
import form2021 from '../../../resources/rules/form-2021.yaml';
import text from '../../../resources/rules/text.yaml';
import together from '../../../resources/rules/together.yaml';
import { makeRuleBook, type RulePack } from './pack.ts';

export const builtInPacks: readonly RulePack[] = [common, text, form2019, form2021, together] as RulePack[];

/** Built-in packs, and after them those of the user. */
export function ruleBook(more: readonly RulePack[] = []) {
  return makeRuleBook([...builtInPacks, ...more]);
}
