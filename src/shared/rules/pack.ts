/**
 * Rule packs: what offices and editions differ in, as data (resources/rules/*.yaml, `--rules FILE`). This
 * file puts packs together into one RuleBook; pack-schema.ts says what a pack may hold.
 */
import type { Form, FormBlock, FormColumn, FormRow, FormSection, FormTable } from '../form/form.ts';
import { type EditionId, type SectionId, type TableId, tableIds } from '../form/ids.ts';
import { madeOnce } from '../made-once.ts';
import { type Comparison, expandEquation } from './equations.ts';
import type { Language, Severity } from './finding.ts';
import type { RulePack, TableEntry } from './pack-schema.ts';

export type { RulePack } from './pack-schema.ts';

/** What a rule needs beside the report: its severity, basis and sentences. */
export interface RuleText {
  readonly severity: Severity | 'off';
  readonly basis: Readonly<Record<Language, string>>;
  readonly message: Readonly<Record<Language, string>>;
  /** Parts of sentences that the rule chooses between. */
  readonly words: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

export interface RuleBook {
  /** Oldest edition first. */
  readonly forms: readonly Form[];
  readonly sections: readonly SectionText[];
  readonly rules: Readonly<Record<string, RuleText>>;
  readonly equations: Readonly<Record<EditionId, readonly Comparison[]>>;
  /** The rules that equations are declared for. */
  readonly equationRules: readonly string[];
  /** The topics that 总体情况 must treat, and the words by which each is told. */
  readonly topics: readonly Topic[];
  readonly thresholds: Thresholds;
  /** Official and usual wording that says nothing of a report's own: left out of the likeness of texts. */
  readonly formulas: readonly string[];
  /** Words that must stand in a section, or anywhere; one of them is enough. */
  readonly phrases: readonly RequiredPhrase[];
  /** Short names of rows and columns for sums in sentences: 本年新收. */
  readonly shortNames: Readonly<Record<string, string>>;
}

export interface Topic {
  readonly name: string;
  /** In running text. */
  readonly words: readonly string[];
  /** In the heading of a point. */
  readonly headings: readonly string[];
}

export interface RequiredPhrase {
  readonly rule: string;
  readonly section?: SectionId | undefined;
  readonly words: readonly string[];
}

export interface Thresholds {
  /** 万元 from which an amount of a department is likely written in 元. */
  readonly amountInYuan: number;
  /** The same for a whole government. */
  readonly amountInYuanOfGovernment: number;
  /** Share of the running text, 0 to 1, from which a report counts as like another. */
  readonly likeness: number;
  /** The same where nearly all of the text is in use by many units, and therefore the whole text is compared. */
  readonly likenessOfWhole: number;
  /** Characters of running text below which no likeness is claimed. */
  readonly likenessFromCharacters: number;
  /** A clause in the reports of so many units of a run is a formula of the trade… */
  readonly formulaUnits: number;
  /** …in a large run, of this share of the units. */
  readonly formulaShare: number;
}

export interface SectionText extends FormSection {
  readonly holds: Readonly<Record<Language, string>>;
}

/** Lays packs over each other, later ones over earlier ones. Packs must have passed the schema. */
export function makeRuleBook(packs: readonly RulePack[]): RuleBook {
  const rules: Record<string, RuleText> = {};
  const sections = new Map<string, SectionText>();
  const shortNames: Record<string, string> = {};
  const topics = new Map<string, Topic>();
  const formulas = new Set<string>();
  let thresholds: Thresholds = {
    amountInYuan: Number.POSITIVE_INFINITY,
    amountInYuanOfGovernment: Number.POSITIVE_INFINITY,
    likeness: 1,
    likenessOfWhole: 1,
    likenessFromCharacters: Number.POSITIVE_INFINITY,
    formulaUnits: Number.POSITIVE_INFINITY,
    formulaShare: 1,
  };
  for (const pack of packs) {
    for (const topic of pack.topics ?? []) topics.set(topic.name, topic);
    for (const formula of pack.formulas ?? []) formulas.add(formula);
    const own = Object.entries(pack.thresholds ?? {}).filter(([, value]) => value !== undefined);
    thresholds = { ...thresholds, ...Object.fromEntries(own) };
    for (const section of pack.sections ?? []) {
      const before = sections.get(section.id);
      sections.set(section.id, {
        id: section.id,
        title: section.title ?? before?.title ?? '',
        tolerated: [...(before?.tolerated ?? []), ...(section.tolerated ?? [])],
        variants: [...(before?.variants ?? []), ...(section.variants ?? [])],
        holds: section.holds ?? before?.holds ?? { 'zh-CN': '', en: '' },
      });
    }
    for (const [id, change] of Object.entries(pack.rules ?? {})) {
      const before = rules[id];
      rules[id] = {
        severity: change.severity ?? before?.severity ?? 'error',
        basis: inBoth(change.basis ?? before?.basis ?? ''),
        message: {
          'zh-CN': change.message?.['zh-CN'] ?? before?.message['zh-CN'] ?? '',
          en: change.message?.en ?? before?.message.en ?? '',
        },
        words: {
          'zh-CN': { ...before?.words['zh-CN'], ...change.words?.['zh-CN'] },
          en: { ...before?.words.en, ...change.words?.en },
        },
      };
    }
  }
  const labels = new Map(
    packs.flatMap((pack) => (pack.labels ?? []).map(({ label, tolerated }) => [label, tolerated] as const)),
  );
  const forms = packs
    .flatMap((pack) => (pack.edition ? [makeForm(pack.edition, [...sections.values()], labels)] : []))
    .sort((a, b) => a.years.from - b.years.from);
  const declared: DeclaredEquation[] = [];
  for (const pack of packs) {
    for (const form of forms) {
      if (pack.edition && pack.edition.id !== form.edition) continue;
      for (const { rule, equation, editions } of pack.equations ?? []) {
        if (editions && !editions.includes(form.edition)) continue;
        declared.push({ rule, equation, form });
      }
    }
    for (const table of tableIds) {
      for (const block of pack.edition?.tables[table].blocks ?? []) {
        for (const row of block.rows) if (row.short) shortNames[`${table}.${row.id}`] = row.short;
      }
    }
  }
  return {
    forms,
    sections: [...sections.values()],
    rules,
    equations: expandedOnDemand(declared),
    equationRules: [...new Set(declared.map(({ rule }) => rule))],
    topics: [...topics.values()],
    thresholds,
    formulas: [...formulas],
    phrases: packs.flatMap((pack) => pack.phrases ?? []),
    shortNames,
  };
}

interface DeclaredEquation {
  readonly rule: string;
  readonly equation: string;
  readonly form: Form;
}

/**
 * The comparisons of an edition, made when they are first asked for: a report needs those of its own.
 * @throws EquationError then, where an equation cannot be used
 */
function expandedOnDemand(declared: readonly DeclaredEquation[]): RuleBook['equations'] {
  const made = new Map<EditionId, readonly Comparison[]>();
  const comparisonsOf = (edition: EditionId): readonly Comparison[] =>
    madeOnce(made, edition, () =>
      declared.flatMap(({ rule, equation, form }) =>
        form.edition === edition ? expandEquation(rule, equation, form) : [],
      ),
    );
  return {
    get '2019'() {
      return comparisonsOf('2019');
    },
    get '2021'() {
      return comparisonsOf('2021');
    },
  };
}

function inBoth(text: string | Readonly<Record<Language, string>>): Readonly<Record<Language, string>> {
  return typeof text === 'string' ? { 'zh-CN': text, en: text } : text;
}

function makeForm(
  edition: NonNullable<RulePack['edition']>,
  sections: readonly FormSection[],
  labels: ReadonlyMap<string, readonly string[]>,
): Form {
  const tables = Object.fromEntries(
    tableIds.map((id) => [id, makeTable(id, edition.tables[id], labels)] as const),
  ) as Record<TableId, FormTable>;
  const { from, to } = edition.years;
  return { edition: edition.id, years: to === undefined ? { from } : { from, to }, sections, tables };
}

function makeTable(id: TableId, entry: TableEntry, labels: ReadonlyMap<string, readonly string[]>): FormTable {
  const blocks = entry.blocks.map(
    (block): FormBlock => ({
      ...(block.heading === undefined ? {} : { heading: block.heading }),
      rows: block.rows.map(
        (row): FormRow => ({
          id: row.id,
          label: row.label,
          tolerated: [...(row.tolerated ?? []), ...(labels.get(row.label) ?? [])],
          variants: row.variants ?? [],
          parents: row.parents ?? [],
          subRows: row.subRows ?? false,
        }),
      ),
      columns: block.columns.map(
        (column): FormColumn => ({
          id: column.id,
          label: column.label,
          tolerated: [...(column.tolerated ?? []), ...(labels.get(column.label) ?? [])],
          variants: column.variants ?? [],
          parents: column.parents ?? [],
          unit: column.unit,
        }),
      ),
    }),
  );
  return { id, name: entry.name, layout: entry.layout, furniture: entry.furniture ?? [], blocks };
}
