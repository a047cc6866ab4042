/** An outcome as few bytes: the window keeps those of thousands of reports in memory and opens them one by one. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RuleCount } from '../../shared/api.ts';
import type { CheckOutcome } from '../../shared/check.ts';
import type { Finding, Severity } from '../../shared/rules/finding.ts';
import type { ReportDigest } from '../../shared/rules/together/digest.ts';
import type { OutcomeDigest, PackedAnswer, PlainAnswer } from './check-protocol.ts';

export function pack({ sha256, outcome }: Omit<PlainAnswer, 'kind'>): PackedAnswer {
  // The fastest level: the text shrinks to a sixth, and checking a report must not wait for more.
  const { together, ...rest } = outcome;
  const deflated = deflateRawSync(JSON.stringify(rest), { level: 1 });
  // A copy of its own: zlib's answer may lie in a larger buffer, which cannot be moved to another thread.
  const packed = new Uint8Array(deflated);
  return { kind: 'packed', sha256, digest: digestOf(outcome), together: together && JSON.stringify(together), packed };
}

export function unpack({ packed, together }: Pick<PackedAnswer, 'packed' | 'together'>): CheckOutcome {
  const rest = JSON.parse(inflateRawSync(packed).toString('utf8')) as Omit<CheckOutcome, 'together'>;
  return { ...rest, together: together === null ? null : (JSON.parse(together) as ReportDigest) };
}

function digestOf({ format, error, report, findings }: CheckOutcome): OutcomeDigest {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return {
    format,
    error,
    unit: report?.unit ?? null,
    year: report?.year ?? null,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    rules: ruleCounts(findings),
    fingerprints: findings.map((finding) => finding.fingerprint).sort(),
  };
}

/** By rule, then severity; sorted. */
export function ruleCounts(findings: readonly Pick<Finding, 'rule' | 'severity'>[]): readonly RuleCount[] {
  return addCounts(findings.map(({ rule, severity }) => ({ rule, severity, count: 1 })));
}

/** The counts of the same rule and severity as one. */
export function addCounts(counts: readonly RuleCount[]): readonly RuleCount[] {
  const sums = new Map<string, RuleCount>();
  for (const { rule, severity, count } of counts) {
    const key = `${rule} ${severity}`;
    sums.set(key, { rule, severity, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
