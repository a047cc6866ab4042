/** What a batch amounts to: its reports by outcome, state, rule and unit, as plain numbers. */
import type { ReportEntry, ReviewState } from '../../../shared/api.ts';
import type { ReadErrorCode } from '../../../shared/document/errors.ts';
import type { Severity } from '../../../shared/rules/finding.ts';

/** Findings by severity. */
export type Tally = Readonly<Record<Severity, number>>;

/** In the order in which they are shown. `warnings`: warnings but no error; `clean`: neither. */
export const standings = ['errors', 'warnings', 'clean', 'unreadable', 'unchecked'] as const;

export type Standing = (typeof standings)[number];

export interface RuleTally extends Tally {
  readonly rule: string;
  /** In which it fired. */
  readonly reports: number;
  /** The same, by the worst severity that it had in the report. */
  readonly reportsByWorst: Tally;
}

export interface UnitTally extends Tally {
  /** null: reports whose unit was not recognised. */
  readonly unit: string | null;
  /** Ids, in the order given. */
  readonly reports: readonly string[];
  /** How many of them are 待核. */
  readonly pending: number;
}

export interface UnreadableFile {
  readonly id: string;
  readonly name: string;
  readonly code: ReadErrorCode | null;
}

export interface Overview {
  readonly reports: number;
  readonly standings: Readonly<Record<Standing, number>>;
  /** Of the reports that are checked, unreadable ones among them. */
  readonly review: Readonly<Record<ReviewState, number>>;
  readonly findings: Tally;
  /** Checked reports of which a later hand-in, for the same unit and year, is among them too: both are counted. */
  readonly superseded: number;
  /** Those that fired in most reports first. */
  readonly rules: readonly RuleTally[];
  /** Those with most errors first, then with most warnings; units without findings are among them. */
  readonly units: readonly UnitTally[];
  /** By reason, then as given. */
  readonly unreadable: readonly UnreadableFile[];
}

/** O(n log n): 5,000 reports take some ten milliseconds. */
export function overviewOf(entries: readonly ReportEntry[]): Overview {
  const counts = { errors: 0, warnings: 0, clean: 0, unreadable: 0, unchecked: 0 };
  const review = { pending: 0, reviewed: 0, returned: 0 };
  const findings = noFindings();
  const rules = new Map<string, Mutable<RuleTally> & { reportsByWorst: Mutable<Tally> }>();
  const units = new Map<string | null, Mutable<UnitTally> & { reports: string[] }>();
  const unreadable: UnreadableFile[] = [];
  const lastVersion = new Map<string, number>();
  const checked: ReportEntry[] = [];

  for (const entry of entries) {
    const { id, name, result } = entry;
    counts[standingOf(entry)]++;
    if (!result) continue;
    review[entry.review]++;
    if (result.status === 'unreadable') {
      unreadable.push({ id, name, code: result.error?.code ?? null });
      continue;
    }
    checked.push(entry);
    const key = handInKey(entry);
    lastVersion.set(key, Math.max(lastVersion.get(key) ?? 0, entry.version));
    const unit = getOrAdd(units, result.unit, () => ({ unit: result.unit, reports: [], pending: 0, ...noFindings() }));
    unit.reports.push(id);
    if (entry.review === 'pending') unit.pending++;
    const worst = new Map<string, Severity>();
    for (const { rule, severity, count } of result.rules) {
      const tally = getOrAdd(rules, rule, () => ({
        rule,
        reports: 0,
        reportsByWorst: noFindings(),
        ...noFindings(),
      }));
      if (isWorse(severity, worst.get(rule))) worst.set(rule, severity);
      tally[severity] += count;
      unit[severity] += count;
      findings[severity] += count;
    }
    for (const [rule, severity] of worst) {
      const tally = rules.get(rule);
      if (!tally) continue;
      tally.reports++;
      tally.reportsByWorst[severity]++;
    }
  }
  return {
    reports: entries.length,
    standings: counts,
    review,
    findings,
    superseded: checked.filter((entry) => entry.version < (lastVersion.get(handInKey(entry)) ?? 0)).length,
    rules: [...rules.values()].sort(
      (a, b) => b.reports - a.reports || total(b) - total(a) || compareIds(a.rule, b.rule),
    ),
    units: [...units.values()].sort(
      (a, b) => b.error - a.error || b.warning - a.warning || b.info - a.info || compareIds(a.unit, b.unit),
    ),
    unreadable: unreadable.sort((a, b) => compareIds(a.code, b.code)),
  };
}

/** Of all severities together. */
export function total(tally: Tally): number {
  return tally.error + tally.warning + tally.info;
}

const ranks: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

function isWorse(severity: Severity, than: Severity | undefined): boolean {
  return than === undefined || ranks[severity] > ranks[than];
}

function standingOf({ result }: ReportEntry): Standing {
  if (!result) return 'unchecked';
  if (result.status === 'unreadable') return 'unreadable';
  if (result.errors > 0) return 'errors';
  return result.warnings > 0 ? 'warnings' : 'clean';
}

/** As the program numbers hand-ins: where unit or year is unknown, each report is the only one. */
function handInKey({ id, result }: ReportEntry): string {
  return result?.unit == null || result.year === null ? id : `${result.year} ${result.unit}`;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function noFindings(): Mutable<Tally> {
  return { error: 0, warning: 0, info: 0 };
}

/** By code points: the order stays the same from one moment of a batch to the next, and in both languages. */
function compareIds(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return (a ?? '') < (b ?? '') ? -1 : 1;
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
