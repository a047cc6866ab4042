/** How a mended report compares with the hand-in before it. */
import type { EarlierVersion } from '../../../shared/api.ts';
import type { FindingResult } from '../../../shared/outputs/contract.ts';
import { SeverityBadge } from '../common/severity.tsx';
import { dayOf, ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench } from '../state/context.ts';

interface Props {
  readonly earlier: EarlierVersion;
  readonly findings: readonly FindingResult[];
}

/** One line above the findings. */
export function Comparison({ earlier, findings }: Props) {
  const words = useWords();
  const language = useWorkbench((state) => state.language);
  const remaining = findings.filter((finding) => earlier.remaining.includes(finding.fingerprint)).length;
  return (
    <p className="comparison" title={earlier.name}>
      <span>{words.comparedWith(dayOf(earlier.checkedAt, language))}</span>
      <b>{words.comparison(remaining, findings.length - remaining, earlier.mended.length)}</b>
    </p>
  );
}

/** The findings that are gone, folded. */
export function MendedFindings({ earlier }: { readonly earlier: EarlierVersion }) {
  const words = useWords();
  const verdicts = useWorkbench((state) => state.verdicts);
  if (earlier.mended.length === 0) return null;
  return (
    <details className="mended-group">
      <summary className="group">
        <span>{words.mendedGroup}</span>
        <small>{earlier.mended.length}</small>
      </summary>
      <ul className="finding-list">
        {earlier.mended.map((finding) => (
          <li key={finding.fingerprint} className={`finding mended ${finding.severity}`}>
            <span className="finding-head">
              <SeverityBadge severity={finding.severity} />
              <span className="finding-rule">{ruleName(words, finding.rule)}</span>
              <span className="standing mended">{words.standing.mended}</span>
            </span>
            <span className="finding-message">{finding.message}</span>
            {verdicts[finding.fingerprint]?.note && (
              <span className="note">
                <b>{words.note}</b> {verdicts[finding.fingerprint]?.note}
              </span>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
