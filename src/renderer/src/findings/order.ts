/** The order of findings: as they stand in the document, or grouped by rule. */
import type { FindingResult, SectionResult } from '../../../shared/outputs/contract.ts';
import { compareLocations } from '../document/locations.ts';

export type FindingOrder = 'document' | 'rule';

/** Findings under one heading: a section of the report, or a rule. */
export interface FindingGroup {
  readonly key: string;
  /** The section's title as the report prints it; null before the first section. */
  readonly section: string | null;
  /** null in document order. */
  readonly rule: string | null;
  /** Indices into the report's findings. */
  readonly findings: readonly number[];
}

const severityRank = { error: 0, warning: 1, info: 2 } as const;

export function groupFindings(
  findings: readonly FindingResult[],
  sections: readonly SectionResult[],
  order: FindingOrder,
): FindingGroup[] {
  const at = (index: number): FindingResult => findings[index] as FindingResult;
  const inDocument = findings
    .map((_, index) => index)
    .sort(
      (a, b) =>
        compareLocations(at(a).location, at(b).location) ||
        // What is missing before a place comes before it, what is missing after it, after.
        gapRank(at(a)) - gapRank(at(b)) ||
        a - b,
    );
  if (order === 'document') {
    const groups: { key: string; section: string | null; rule: null; findings: number[] }[] = [];
    for (const index of inDocument) {
      const section = sectionOf(at(index), sections);
      const last = groups.at(-1);
      if (last && last.section === section) last.findings.push(index);
      else groups.push({ key: `section ${index}`, section, rule: null, findings: [index] });
    }
    return groups;
  }
  const byRule = new Map<string, number[]>();
  for (const index of inDocument) {
    const group = byRule.get(at(index).rule);
    if (group) group.push(index);
    else byRule.set(at(index).rule, [index]);
  }
  return [...byRule]
    .map(([rule, list]) => ({ key: rule, section: null, rule, findings: list }))
    .sort((a, b) => worst(a.findings, at) - worst(b.findings, at));
}

/** The heading under which it stands; for a missing part, its own official title. */
function sectionOf(finding: FindingResult, sections: readonly SectionResult[]): string | null {
  if (finding.gap) return finding.gap.title;
  const before = sections.filter((section) => compareLocations(section.location, finding.location) <= 0);
  return before.at(-1)?.title ?? null;
}

function gapRank(finding: FindingResult): number {
  if (!finding.gap) return 0;
  return finding.gap.side === 'before' ? -1 : 1;
}

function worst(indices: readonly number[], at: (index: number) => FindingResult): number {
  return Math.min(...indices.map((index) => severityRank[at(index).severity]));
}

/** The neighbour of the chosen finding in the shown order, at the ends the other end. */
export function stepFinding(groups: readonly FindingGroup[], chosen: number | null, direction: 1 | -1): number | null {
  const order = groups.flatMap((group) => group.findings);
  if (order.length === 0) return null;
  const at = chosen === null ? -1 : order.indexOf(chosen);
  if (at === -1) return order.at(direction === 1 ? 0 : -1) as number;
  return order[(at + direction + order.length) % order.length] as number;
}
