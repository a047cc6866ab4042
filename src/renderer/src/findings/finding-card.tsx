/** One finding: what is wrong and where, on what it rests, and the auditor's word on it. */
import { memo, useEffect, useRef } from 'react';
import type { OpenedReport, Verdict } from '../../../shared/api.ts';
import { isPdfLocation, isTxtLocation, type Location } from '../../../shared/document/location.ts';
import type { FindingResult } from '../../../shared/outputs/contract.ts';
import { cellsOfYearBefore } from '../../../shared/rules/together/year-before.ts';
import { SeverityBadge } from '../common/severity.tsx';
import { cellName, figure, ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { EquationLine } from './equation-line.tsx';
import { isSettled } from './settled.ts';
import { VerdictBar } from './verdict-bar.tsx';

interface Props {
  readonly index: number;
  readonly report: OpenedReport;
  /** The rule's name stands above the group already. */
  readonly underRule: boolean;
}

export const FindingCard = memo(function FindingCard({ index, report, underRule }: Props) {
  const words = useWords();
  const store = useWorkbenchStore();
  const finding = report.result.findings[index] as FindingResult;
  const isChosen = useWorkbench((state) => state.chosen === index);
  const verdict = useWorkbench((state): Verdict | undefined => state.verdicts[finding.fingerprint]);
  const card = useRef<HTMLLIElement>(null);
  const isNoting = useWorkbench((state) => state.noting === index);
  // Also when it has grown by a note.
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen, isNoting, verdict?.note]);
  const settled = isSettled(verdict);
  return (
    <li
      ref={card}
      className={`finding ${finding.severity}${settled ? ' settled' : ''}`}
      data-finding-card={index}
      data-decision={verdict?.decision ?? undefined}
    >
      <button
        type="button"
        className="finding-main"
        aria-current={isChosen}
        onClick={() => store.getState().choose(isChosen ? null : index)}
      >
        <span className="finding-head">
          <SeverityBadge severity={finding.severity} />
          {!underRule && <span className="finding-rule">{ruleName(words, finding.rule)}</span>}
          <Standing report={report} finding={finding} words={words} />
          <span className="finding-place">{placeName(finding.location, words)}</span>
        </span>
        <span className="finding-message">{finding.message}</span>
      </button>
      {isChosen && finding.equation && <EquationLine equation={finding.equation} />}
      {isChosen && finding.suspects.length > 0 && <Suspects finding={finding} words={words} />}
      {isChosen && <WithLastYear report={report} finding={finding} words={words} />}
      {isChosen && finding.basis !== '' && (
        <details className="basis">
          <summary>{words.basis}</summary>
          <p>{finding.basis}</p>
        </details>
      )}
      <VerdictBar index={index} verdict={verdict} isChosen={isChosen} />
    </li>
  );
});

interface StandingProps {
  readonly report: OpenedReport;
  readonly finding: FindingResult;
  readonly words: Dictionary;
}

/** How the finding stands to the hand-in before: there already, or new. */
function Standing({ report, finding, words }: StandingProps) {
  if (!report.earlier) return null;
  const standing = report.earlier.remaining.includes(finding.fingerprint) ? 'remaining' : 'fresh';
  return <span className={`standing ${standing}`}>{words.standing[standing]}</span>;
}

/** The way to last year's report, of a finding that rests on it. */
function WithLastYear({ report, finding, words }: StandingProps) {
  const store = useWorkbenchStore();
  const [cell] = finding.cells;
  if (!report.lastYear || !finding.rule.startsWith('continuity.') || cell === undefined) return null;
  if (cellsOfYearBefore(cell).length === 0) return null;
  return (
    <button
      type="button"
      className="with-last-year"
      title={report.lastYear.name}
      onClick={() => store.getState().compareWith('lastYear', cell)}
    >
      {words.versions.withLastYear} <small>{report.lastYear.name}</small>
    </button>
  );
}

function Suspects({ finding, words }: { readonly finding: FindingResult; readonly words: Dictionary }) {
  const { suspects } = finding;
  return (
    <div className="suspects">
      <span>{suspects.length === 1 ? words.suspect : words.suspects(suspects.length)}</span>
      <ul>
        {suspects.map((suspect) => (
          <li key={suspect.cell}>
            {cellName(words, suspect.cell)}
            <b>
              {figure(suspect.from)} → {figure(suspect.to)}
            </b>
          </li>
        ))}
      </ul>
    </div>
  );
}

function placeName(location: Location, words: Dictionary): string {
  if (isPdfLocation(location)) return words.page(location.page);
  if (isTxtLocation(location)) return words.line(location.line);
  return '';
}
