/**
 * What the printed and tabular outputs say in common: severities and states in words, cells by their official names,
 * an equation written out, suspects. Made from the contract's JSON and the official forms.
 */
import { type Form, formInEditions } from '../form/form.ts';
import type { CellId } from '../form/ids.ts';
import { chineseNumeral } from '../form/normalise.ts';
import type { EquationTerm, Language, Severity } from '../rules/finding.ts';
import { cellName, shortName } from '../rules/names.ts';
import type { RuleBook } from '../rules/pack.ts';
import type { FindingResult, ReportResult } from './contract.ts';
import { counted } from './counted.ts';

export const severities = ['error', 'warning', 'info'] as const satisfies readonly Severity[];

const words = {
  'zh-CN': {
    severity: { error: '错误', warning: '警告', info: '提示' },
    state: { checked: '已核查', partly: '未能读全', recognised: '按识别文字核查', unreadable: '无法读取' },
    zeros: (count: number) => `（另有 ${count} 项为 0）`,
    blank: '空',
  },
  en: {
    severity: { error: 'error', warning: 'warning', info: 'info' },
    state: { checked: 'checked', partly: 'partly read', recognised: 'recognised text', unreadable: 'unreadable' },
    zeros: (count: number) => ` (${counted(count, 'more term')} of 0)`,
    blank: 'blank',
  },
} as const;

export function severityWord(severity: Severity, language: Language): string {
  return words[language].severity[severity];
}

/**
 * `partly`: something kept the reading from being whole, and what could not be read was not checked. `recognised`: all
 * was read, as a program had recognised it on pictures.
 */
export type ReadState = 'checked' | 'partly' | 'recognised' | 'unreadable';

export function stateOf(report: ReportResult): ReadState {
  if (report.status === 'unreadable') return 'unreadable';
  if (report.problems.length === 0) return 'checked';
  return report.problems.every(({ recognised }) => recognised === true) ? 'recognised' : 'partly';
}

export function stateWord(report: ReportResult, language: Language): string {
  return words[language].state[stateOf(report)];
}

export function countOf(report: ReportResult, severity: Severity): number {
  return report.findings.filter((finding) => finding.severity === severity).length;
}

/** The form that the report's tables follow; the latest one where no table was recognised. */
export function formOf(report: ReportResult, book: RuleBook): Form {
  return formInEditions(book.forms, report.edition, report.tableEditions ?? {}) ?? (book.forms.at(-1) as Form);
}

/** 表三“（一）予以公开”行“总计”栏, by the form's own labels; in both languages, as the labels are Chinese. */
export function cellTitle(id: CellId, form: Form): string {
  const { table, row, column } = cellName(id, form);
  return `${table.name} ${row} · ${column}`;
}

/** A figure without the binary dust that sums of amounts carry beyond the sixth decimal. */
export function figure(value: number): string {
  return String(Math.round(value * 1e6) / 1e6);
}

/** One term as it is written: its name within the equation, and 空 in place of the figure of a blank cell. */
export interface WrittenTerm {
  readonly term: EquationTerm;
  readonly sign: '' | '＋' | '－';
  readonly name: string;
  readonly value: string;
}

export interface WrittenSide {
  readonly terms: readonly WrittenTerm[];
  readonly sum: string;
  /** Whether the sum says more than the one term that stands for it. */
  readonly summed: boolean;
}

export interface WrittenEquation {
  readonly left: WrittenSide;
  readonly right: WrittenSide;
  /** Terms left out because they are 0. */
  readonly zeros: number;
}

/** The finding's equation, terms named by what tells them apart; null where the finding has none. */
export function writtenEquation(
  { equation, suspects }: FindingResult,
  form: Form,
  book: RuleBook,
  language: Language,
): WrittenEquation | null {
  if (!equation) return null;
  const all = [...equation.left, ...equation.right];
  const same = (part: (id: CellId) => string) => new Set(all.map(({ cell }) => part(cell))).size === 1;
  // Terms in one row are told apart by their columns, terms in one column by their rows.
  const nameOf = (id: CellId) => {
    if (same(rowOf)) return shortName(id, form, book, 'row');
    return same(columnOf) ? shortName(id, form, book, 'column') : cellTitle(id, form);
  };
  const suspected = new Set(suspects.map(({ cell }) => cell));
  const side = (terms: readonly EquationTerm[], sum: number): WrittenSide => {
    const shown = terms.filter((term) => term.value !== 0 || term.blank || suspected.has(term.cell));
    const kept = shown.length > 0 ? shown : terms.slice(0, 1);
    return {
      terms: kept.map((term, index) => ({
        term,
        sign: term.sign === -1 ? '－' : index === 0 ? '' : '＋',
        name: nameOf(term.cell),
        value: term.blank ? words[language].blank : figure(term.value),
      })),
      sum: figure(sum),
      summed: kept.length > 1 || kept[0]?.sign === -1,
    };
  };
  const [left, right] = [side(equation.left, equation.leftSum), side(equation.right, equation.rightSum)];
  return { left, right, zeros: all.length - left.terms.length - right.terms.length };
}

/** The equation on one line: 自然人 65 ＋ 商业企业 3 ＝ 68 ≠ 总计 66. */
export function equationLine(equation: WrittenEquation, language: Language): string {
  const side = ({ terms, sum, summed }: WrittenSide) => {
    const sums = terms.map(({ sign, name, value }) => `${sign}${sign && ' '}${name} ${value}`).join(' ');
    return summed ? `${sums} ＝ ${sum}` : sums;
  };
  const { left, right, zeros } = equation;
  return `${side(left)} ≠ ${side(right)}${zeros > 0 ? words[language].zeros(zeros) : ''}`;
}

/** A section by its printed title; for a missing one, the title that it should bear; null for the whole report. */
export function sectionTitle(
  { section }: FindingResult,
  report: ReportResult,
  { sections }: Pick<RuleBook, 'sections'>,
): string | null {
  if (section === null) return null;
  const printed = report.sections.find(({ id }) => id === section);
  if (printed) return printed.title;
  const place = sections.findIndex(({ id }) => id === section);
  return `${chineseNumeral(place + 1)}、${sections[place]?.title ?? ''}`;
}

function rowOf(id: CellId): string {
  return id.slice(0, id.lastIndexOf('.'));
}

function columnOf(id: CellId): string {
  return id.slice(id.lastIndexOf('.') + 1);
}
