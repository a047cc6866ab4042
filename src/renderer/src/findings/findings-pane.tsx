/** The findings on the right, in document order or by rule. */
import { Segmented } from 'antd';
import { memo, useEffect, useRef } from 'react';
import { isPdfLocation, isTxtLocation, type Location } from '../../../shared/document/location.ts';
import type { FindingResult, ReportResult } from '../../../shared/outputs/contract.ts';
import { SeverityBadge, SeverityShape } from '../common/severity.tsx';
import { cellName, figure, ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import type { Dictionary } from '../i18n/zh-CN.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { EquationLine } from './equation-line.tsx';
import type { FindingOrder } from './order.ts';

export function FindingsPane() {
  const words = useWords();
  const store = useWorkbenchStore();
  const opened = useWorkbench((state) => state.opened);
  const groups = useWorkbench((state) => state.groups);
  const order = useWorkbench((state) => state.findingOrder);
  const result = opened.status === 'ready' ? opened.report.result : null;
  const isChecked = result?.status === 'checked';
  return (
    <section className="pane findings" aria-label={words.findings}>
      <div className="pane-head">
        {result && isChecked ? <Totals result={result} /> : <h2>{words.findings}</h2>}
        <span className="space" />
        {isChecked && result.findings.length > 0 && (
          <Segmented<FindingOrder>
            size="small"
            aria-label={words.orderLabel}
            value={order}
            options={[
              { value: 'document', label: words.order.document },
              { value: 'rule', label: words.order.rule },
            ]}
            onChange={(value) => store.getState().setFindingOrder(value)}
          />
        )}
      </div>
      <div className="findings-scroll">
        {result && isChecked && (
          <>
            {result.problems.map((problem) => (
              <p key={`${problem.code}-${problem.message}`} className="problem" role="note">
                <SeverityBadge severity="warning" /> {problem.message}
              </p>
            ))}
            {result.findings.length === 0 && <p className="nothing">{words.cleanReport}</p>}
            {groups.map((group) => (
              <section key={group.key}>
                <h3 className="group">
                  <span>
                    {group.rule === null ? (group.section ?? words.beforeSections) : ruleName(words, group.rule)}
                  </span>
                  <small>{group.findings.length}</small>
                </h3>
                <ol className="finding-list" aria-label={words.findingList}>
                  {group.findings.map((index) => (
                    <FindingCard key={index} index={index} result={result} underRule={group.rule !== null} />
                  ))}
                </ol>
              </section>
            ))}
            <p className="checks">
              {words.checked(result.checks.passed, result.checks.failed, result.checks.notAssessable)}
            </p>
          </>
        )}
      </div>
    </section>
  );
}

function Totals({ result }: { readonly result: ReportResult }) {
  const words = useWords();
  const count = (severity: FindingResult['severity']): number =>
    result.findings.filter((finding) => finding.severity === severity).length;
  const totals = (
    [
      ['error', count('error'), words.errorCount],
      ['warning', count('warning'), words.warningCount],
      ['info', count('info'), words.infoCount],
    ] as const
  ).filter(([, number]) => number > 0);
  if (totals.length === 0) return <h2>{words.noFindings}</h2>;
  return (
    <h2 className="totals">
      {totals.map(([severity, number, inWords]) => (
        <span key={severity} className={`total ${severity}`}>
          <SeverityShape severity={severity} />
          {inWords(number)}
        </span>
      ))}
    </h2>
  );
}

interface CardProps {
  readonly index: number;
  readonly result: ReportResult;
  /** The rule's name stands above the group already. */
  readonly underRule: boolean;
}

const FindingCard = memo(function FindingCard({ index, result, underRule }: CardProps) {
  const words = useWords();
  const store = useWorkbenchStore();
  const isChosen = useWorkbench((state) => state.chosen === index);
  const finding = result.findings[index] as FindingResult;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <li ref={card} className={`finding ${finding.severity}`} data-finding-card={index}>
      <button
        type="button"
        className="finding-main"
        aria-current={isChosen}
        onClick={() => store.getState().choose(isChosen ? null : index)}
      >
        <span className="finding-head">
          <SeverityBadge severity={finding.severity} />
          {!underRule && <span className="finding-rule">{ruleName(words, finding.rule)}</span>}
          <span className="finding-place">{placeName(finding.location, words)}</span>
        </span>
        <span className="finding-message">{finding.message}</span>
      </button>
      {isChosen && finding.equation && <EquationLine equation={finding.equation} />}
      {isChosen && finding.suspects.length > 0 && <Suspects finding={finding} words={words} />}
      {isChosen && finding.basis !== '' && (
        <details className="basis">
          <summary>{words.basis}</summary>
          <p>{finding.basis}</p>
        </details>
      )}
    </li>
  );
});

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
