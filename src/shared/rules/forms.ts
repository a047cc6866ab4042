/** The official forms alone, for what only lays out tables: light enough for the window. */
import form2019 from '../../../resources/rules/form-2019.yaml';
import form2021 from '../../../resources/rules/form-2021.yaml';
import type { Form } from '../form/form.ts';
import { makeRuleBook, type RulePack } from './pack.ts';

/** Oldest edition first. Without the titles of sections, which belong to no edition. */
export const officialForms: readonly Form[] = makeRuleBook([form2019, form2021] as RulePack[]).forms;
