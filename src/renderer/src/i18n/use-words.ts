/** The dictionary of the chosen language. */
import type { Language } from '../../../shared/rules/finding.ts';
import { useWorkbench } from '../state/context.ts';
import { en } from './en.ts';
import { type Dictionary, zhCN } from './zh-CN.ts';

export const dictionaries: Readonly<Record<Language, Dictionary>> = { 'zh-CN': zhCN, en };

export function useWords(): Dictionary {
  return dictionaries[useWorkbench((state) => state.language)];
}
