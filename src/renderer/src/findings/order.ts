/** The order of findings: as they stand in the document, or grouped by rule. */
import type { FindingResult } from '../../../shared/outputs/contract.ts';
import { compareLocations } from '../document/locations.ts';

export type FindingOrder = 'document' | 'rule';

/** Findings under one rule; in document order there is one group, without a rule. */
export interface FindingGroup {
  readonly rule: string | null;
  /** Indices into the report's findings. */
  readonly findings: readonly number[];
}

const severityRank = { error: 0, warning: 1, info: 2 } as const;

export function groupFindings(findings: readonly FindingResult[], order: FindingOrder): FindingGroup[] {
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
  if (order === 'document') return inDocument.length === 0 ? [] : [{ rule: null, findings: inDocument }];
  const groups = new Map<string, number[]>();
  for (const index of inDocument) {
    const group = groups.get(at(index).rule);
    if (group) group.push(index);
    else groups.set(at(index).rule, [index]);
  }
  return [...groups]
    .map(([rule, list]) => ({ rule, findings: list }))
    .sort((a, b) => worst(a.findings, at) - worst(b.findings, at));
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
