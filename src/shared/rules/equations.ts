/**
 * The arithmetic of the tables as equations over cell ids, declared in rule packs:
 *
 *     requests.newlyReceived.<column> + requests.carriedOver.<column>
 *       = requests.resultTotal.<column> + requests.carriedForward.<column>
 *
 * `<name>` stands for every row or every column in turn and makes one comparison for each; `*` stands for
 * one part of a row id and adds up all rows that match. The same comparison drives the check, the message,
 * the cells of a finding and what the window draws on the table.
 */
import { type Form, type FormTable, type OfficialRow, rowsOf } from '../form/form.ts';
import { type CellId, type TableId, tableIds } from '../form/ids.ts';
import { madeOnce } from '../made-once.ts';

/** One equation with its placeholders filled in: Σ left = Σ right. */
export interface Comparison {
  readonly rule: string;
  readonly table: TableId;
  /** What the placeholders stand for here: the row or the column that the comparison is about. */
  readonly row?: string;
  readonly column?: string;
  readonly left: readonly Term[];
  readonly right: readonly Term[];
}

export interface Term {
  readonly cell: CellId;
  /** The cell within its table: `row.column`. */
  readonly key: string;
  readonly sign: 1 | -1;
}

/** Why an equation cannot be used. The message is in English; `chinese` says the same. */
export class EquationError extends Error {
  override readonly name = 'EquationError';
  readonly chinese: string;
  constructor(message: string, chinese: string) {
    super(message);
    this.chinese = chinese;
  }
}

interface Pattern {
  readonly sign: 1 | -1;
  readonly table: TableId;
  readonly row: string;
  readonly column: string;
  readonly source: string;
}

/**
 * All comparisons that an equation stands for in a form.
 * @throws EquationError where it does not parse or names a cell that the form does not have.
 */
export function expandEquation(rule: string, equation: string, form: Form): Comparison[] {
  const sides = equation.split('=');
  if (sides.length !== 2) {
    throw new EquationError(`“${equation.trim()}” needs exactly one =`, `“${equation.trim()}”应当有且只有一个等号`);
  }
  const [left, right] = sides.map((side) => parseSide(side)) as [Pattern[], Pattern[]];
  const patterns = [...left, ...right];
  const table = (patterns[0] as Pattern).table;
  const official = form.tables[table];
  const variables = new Set(patterns.flatMap((pattern) => [pattern.row, pattern.column].filter(isVariable)));
  if (variables.size > 1) {
    throw new EquationError(
      `“${equation.trim()}” has more than one placeholder`,
      `“${equation.trim()}”只能有一个占位名`,
    );
  }
  const [variable] = variables;
  const inRow = patterns.some((pattern) => pattern.row === variable);
  const bindings =
    variable === undefined
      ? [undefined]
      : inRow
        ? rowsOf(official).map(({ row }) => row.id)
        : [...new Set(official.blocks.flatMap((block) => block.columns.map((column) => column.id)))];
  const comparisons = bindings.flatMap((binding): Comparison[] => {
    const fill = (side: readonly Pattern[]) => side.map((pattern) => expandPattern(pattern, variable, binding, form));
    const [ofLeft, ofRight] = [fill(left), fill(right)];
    // A row or column that one of the patterns does not have is no subject of this equation.
    if ([...ofLeft, ...ofRight].some((found) => found.length === 0)) return [];
    const terms = { left: ofLeft.flat(), right: ofRight.flat() };
    const subject = binding === undefined ? {} : inRow ? { row: binding } : { column: binding };
    return [{ rule, table, ...subject, ...terms }];
  });
  if (comparisons.length === 0) {
    const missing = patterns.find((pattern) =>
      bindings.every((binding) => expandPattern(pattern, variable, binding, form).length === 0),
    );
    const source = missing?.source ?? equation.trim();
    throw new EquationError(
      `“${source}” is no cell of edition ${form.edition}`,
      `${form.edition} 年版格式没有“${source}”这一格`,
    );
  }
  return comparisons;
}

function isVariable(part: string): boolean {
  return part.startsWith('<') && part.endsWith('>');
}

function parseSide(side: string): Pattern[] {
  const terms = side.split(/([+-])/).map((part) => part.trim());
  if (terms[0] === '') terms.shift();
  else terms.unshift('+');
  const patterns: Pattern[] = [];
  for (let index = 0; index < terms.length; index += 2) {
    const source = (terms[index + 1] ?? '').trim();
    const match = /^(\w+)\.((?:[\w*]+|<\w+>)(?:\.[\w*]+)?)\.(\w+|<\w+>)$/.exec(source);
    const table = tableIds.find((id) => id === match?.[1]);
    if (!match || !table) {
      throw new EquationError(
        `“${source}” is no cell such as requests.granted.total`,
        `“${source}”不是单元格名，应如 requests.granted.total`,
      );
    }
    const sign = terms[index] === '-' ? -1 : 1;
    patterns.push({ sign, table, row: match[2] as string, column: match[3] as string, source });
  }
  return patterns;
}

function expandPattern(
  pattern: Pattern,
  variable: string | undefined,
  binding: string | undefined,
  form: Form,
): Term[] {
  const rowPattern = pattern.row === variable ? (binding as string) : pattern.row;
  const column = pattern.column === variable ? (binding as string) : pattern.column;
  const terms: Term[] = [];
  for (const { row, block } of rowsLike(rowPattern, form.tables[pattern.table])) {
    if (!block.columns.some(({ id }) => id === column)) continue;
    const key = `${row.id}.${column}`;
    terms.push({ cell: `${pattern.table}.${key}`, key, sign: pattern.sign });
  }
  return terms;
}

const rowsByPattern = new WeakMap<FormTable, Map<string, readonly OfficialRow[]>>();

/** The rows that a pattern names; found once, since the same patterns are filled in for each column. */
function rowsLike(pattern: string, table: FormTable): readonly OfficialRow[] {
  const known = madeOnce(rowsByPattern, table, () => new Map<string, readonly OfficialRow[]>());
  return madeOnce(known, pattern, () => rowsOf(table).filter(({ row }) => isLike(row.id, pattern)));
}

/** `*` stands for one part of an id, or for characters of one. */
function isLike(id: string, pattern: string): boolean {
  if (!pattern.includes('*')) return id === pattern;
  const [parts, wanted] = [id.split('.'), pattern.split('.')];
  return parts.length === wanted.length && wanted.every((part, index) => isPartLike(parts[index] as string, part));
}

function isPartLike(part: string, pattern: string): boolean {
  // Most stand for all of a part: an expression for each would take longer than all else at the program's start.
  if (pattern === '*') return part !== '';
  if (!pattern.includes('*')) return part === pattern;
  return new RegExp(`^${pattern.replaceAll('*', '.+')}$`).test(part);
}
