/**
 * Loads a rule pack that an office wrote. Everything wrong with it is said with file, line and what was
 * expected, all at once; a pack with a fault is refused, never half used.
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { builtInPacks } from './built-in.ts';
import { EquationError } from './equations.ts';
import type { Language } from './finding.ts';
import { makeRuleBook, type RulePack } from './pack.ts';
import { schemaReason, yamlReason } from './pack-faults.ts';
import { rulePackSchema } from './pack-schema.ts';

/** What is wrong with a pack, and where. */
export interface PackFault {
  /** From 1. */
  readonly line: number;
  /** In characters, from 1. */
  readonly column: number;
  readonly reason: Readonly<Record<Language, string>>;
}

export class RulePackError extends Error {
  override readonly name = 'RulePackError';
  readonly faults: readonly PackFault[];
  /** The message has one sentence for each fault: `file:line: …`. */
  constructor(file: string, faults: readonly PackFault[]) {
    super(faults.map(({ line, reason }) => `${file}:${line}: ${reason.en}`).join('\n'));
    this.faults = faults;
  }
}

/**
 * Parses and checks a pack's YAML text.
 * @throws RulePackError
 */
export function loadPack(text: string, file: string): RulePack {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({ ...placeOf(error.pos[0]), reason: yamlReason(error) }));
    throw new RulePackError(file, faults);
  }
  const place = (path: readonly PropertyKey[]): { line: number; column: number } => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const key = length > 0 ? keyNode(document, path.slice(0, length)) : null;
      const range = key ?? (isNode(node) ? node.range : null);
      if (range) return placeOf(range[0] ?? 0);
    }
    return { line: 1, column: 1 };
  };
  const parsed = rulePackSchema.safeParse(contentOf(document, file));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({
      ...place(issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] as string] : issue.path),
      reason: schemaReason(issue),
    }));
    throw new RulePackError(file, faults);
  }
  const pack = parsed.data;
  const faults = [...ruleFaults(pack), ...editionFaults(pack), ...equationFaults(pack)];
  if (faults.length > 0) {
    throw new RulePackError(
      file,
      faults.map(({ path, reason }) => ({ ...place(path), reason })),
    );
  }
  return pack;
}

/** Why a pack that is sound by itself cannot be used together with those before it; null where it can. */
export function faultBeside(before: readonly RulePack[], pack: RulePack): PackFault | null {
  const error = equationError([...before, pack]);
  if (!error) return null;
  const reason = {
    'zh-CN': `与前面的规则包不能同时使用：${error.chinese}`,
    en: `does not go with the packs before it: ${error.message}`,
  };
  return { line: 1, column: 1, reason };
}

/** Aliases are resolved only here, and are limited in number. */
function contentOf(document: ReturnType<typeof parseDocument>, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new RulePackError(file, [{ line: 1, column: 1, reason: yamlReason(error as Error) }]);
  }
}

interface Fault {
  readonly path: readonly (string | number)[];
  readonly reason: PackFault['reason'];
}

/** What the sentences of rules that a pack brings with it may say. */
const ownPlaceholders = {
  equation: ['table', 'row', 'column', 'left', 'right', 'actual', 'difference', 'advice'],
  phrase: ['section', 'words'],
} as const;

/**
 * A rule is one of the program's, or the pack's own: then it has an equation or a phrase, severity, basis and
 * both sentences. Sentences may use only the placeholders that their rule fills in.
 */
function ruleFaults(pack: RulePack): Fault[] {
  const builtIn = new Map(builtInPacks.flatMap((one) => Object.entries(one.rules ?? {})));
  const faults: Fault[] = [];
  const used = {
    equation: (pack.equations ?? []).map(({ rule }) => rule),
    phrase: (pack.phrases ?? []).map(({ rule }) => rule),
  };
  for (const [id, text] of Object.entries(pack.rules ?? {})) {
    const own = used.equation.includes(id) ? 'equation' : used.phrase.includes(id) ? 'phrase' : null;
    const known = builtIn.get(id);
    if (!known && !own) {
      faults.push({
        path: ['rules', id],
        reason: {
          'zh-CN': `rules.${id}：没有这条规则，本规则包的等式和必备词语也没有用到它`,
          en: `rules.${id}: no rule of this name, and no equation or phrase of this pack uses it`,
        },
      });
    }
    if (!known && own && !(text.severity && text.basis && text.message?.['zh-CN'] && text.message.en)) {
      faults.push({
        path: ['rules', id],
        reason: {
          'zh-CN': `rules.${id}：自己的规则要写明 severity（轻重）、basis（依据）和 message（zh-CN、en 两种文字的句子）`,
          en: `rules.${id}: a rule of the pack's own needs severity, basis and message in zh-CN and en`,
        },
      });
    }
    for (const [language, sentence] of Object.entries(text.message ?? {})) {
      const allowed = known ? placeholders(known.message?.[language as 'en']) : own ? ownPlaceholders[own] : [];
      const strange = placeholders(sentence).filter((name) => !(allowed as readonly string[]).includes(name));
      if (strange.length > 0) {
        const names = allowed.map((name) => `{${name}}`).join(' ');
        faults.push({
          path: ['rules', id, 'message', language],
          reason: {
            'zh-CN': `rules.${id}.message.${language}：这条规则不填写 {${strange[0]}}，可用的有 ${names}`,
            en: `rules.${id}.message.${language}: {${strange[0]}} is not filled in by this rule; it knows ${names}`,
          },
        });
      }
    }
  }
  for (const kind of ['equations', 'phrases'] as const) {
    for (const [index, { rule }] of (pack[kind] ?? []).entries()) {
      if (builtIn.has(rule) || pack.rules?.[rule]) continue;
      faults.push({
        path: [kind, index, 'rule'],
        reason: {
          'zh-CN': `${kind}.${index}：没有“${rule}”这条规则，请在 rules 下写明`,
          en: `${kind}.${index}: no rule “${rule}”: describe it under rules`,
        },
      });
    }
  }
  return faults;
}

function placeholders(sentence: string | undefined): string[] {
  return [...(sentence ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
}

/** A form that lacks a cell of the built-in arithmetic cannot be used. */
function editionFaults(pack: RulePack): Fault[] {
  const error = pack.edition ? equationError([{ ...pack, equations: [] }]) : null;
  if (!error) return [];
  const reason = { 'zh-CN': `edition：${error.chinese}`, en: `edition: ${error.message}` };
  return [{ path: ['edition'], reason }];
}

function equationFaults(pack: RulePack): Fault[] {
  return (pack.equations ?? []).flatMap((equation, index): Fault[] => {
    const error = equationError([{ ...pack, equations: [equation] }]);
    if (!error) return [];
    const reason = { 'zh-CN': `equations.${index}：${error.chinese}`, en: `equations.${index}: ${error.message}` };
    return [{ path: ['equations', index, 'equation'], reason }];
  });
}

/** Why the packs, over the built-in ones, hold an equation that cannot be used; null where all can, in each edition. */
function equationError(packs: readonly RulePack[]): EquationError | null {
  const { equations } = makeRuleBook([...builtInPacks, ...packs]);
  try {
    // Comparisons are made when they are asked for.
    Object.values(equations);
    return null;
  } catch (error) {
    if (error instanceof EquationError) return error;
    throw error;
  }
}

function isNode(node: unknown): node is { range?: [number, number, number] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}

/** The range of the key of the last path part, where it is a map's. */
function keyNode(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number[] | null {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (!isMap(parent)) return null;
  const pair = parent.items.find((item) => isScalar(item.key) && item.key.value === path.at(-1));
  return pair && isScalar(pair.key) ? (pair.key.range ?? null) : null;
}
