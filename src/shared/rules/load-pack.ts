/**
 * Loads a rule pack that an office wrote. Everything wrong with it is said with file, line and what was
 * expected, all at once; a pack with a fault is refused, never half used.
 */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { builtInPacks } from './built-in.ts';
import { EquationError } from './equations.ts';
import { makeRuleBook, type RulePack } from './pack.ts';
import { rulePackSchema } from './pack-schema.ts';

export class RulePackError extends Error {
  override readonly name = 'RulePackError';
  /** One sentence for each fault: `file:line: …`. */
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
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
  const lineAt = (offset: number) => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    throw new RulePackError(document.errors.map((error) => `${file}:${lineAt(error.pos[0])}: ${error.message}`));
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length >= 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const key = length > 0 ? keyNode(document, path.slice(0, length)) : null;
      const range = key ?? (isNode(node) ? node.range : null);
      if (range) return lineAt(range[0] ?? 0);
    }
    return 1;
  };
  const parsed = rulePackSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new RulePackError(
      parsed.error.issues.map(
        (issue) => `${file}:${lineOf(issue.path)}: ${issue.path.join('.') || 'pack'}: ${issue.message}`,
      ),
    );
  }
  const pack = parsed.data;
  const known = new Set(builtInPacks.flatMap((builtIn) => Object.keys(builtIn.rules ?? {})));
  const faults = [
    ...Object.keys(pack.rules ?? {})
      .filter((id) => !known.has(id))
      .map((id) => `${file}:${lineOf(['rules', id])}: rules.${id}: no rule of this name`),
    ...(pack.equations ?? []).flatMap(({ rule }, index) =>
      known.has(rule) ? [] : [`${file}:${lineOf(['equations', index, 'rule'])}: equations.${index}: no rule “${rule}”`],
    ),
    ...(pack.equations ?? []).flatMap((equation, index) => {
      try {
        makeRuleBook([...builtInPacks, { ...pack, equations: [equation] }]);
        return [];
      } catch (error) {
        if (!(error instanceof EquationError)) throw error;
        return [`${file}:${lineOf(['equations', index, 'equation'])}: equations.${index}: ${error.message}`];
      }
    }),
  ];
  if (faults.length > 0) throw new RulePackError(faults);
  return pack;
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
