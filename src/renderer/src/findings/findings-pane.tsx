/** The findings on the right, in document order or by rule. */
import { Button, Segmented } from 'antd';
import type { OpenedReport, ReviewState } from '../../../shared/api.ts';
import type { FindingResult, ReportResult } from '../../../shared/outputs/contract.ts';
import { SeverityBadge, SeverityShape } from '../common/severity.tsx';
import { ruleName } from '../i18n/names.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import { Comparison, MendedFindings } from './earlier.tsx';
import { FindingCard } from './finding-card.tsx';
import type { FindingOrder } from './order.ts';

export function FindingsPane() {
  const words = useWords();
  const store = useWorkbenchStore();
  const opened = useWorkbench((state) => state.opened);
  const order = useWorkbench((state) => state.findingOrder);
  const report = opened.status === 'ready' ? opened.report : null;
  const result = report?.result ?? null;
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
      {report && <Review report={report} />}
      {report && <OtherRules report={report} />}
      {report && <SameContent report={report} />}
      <div className="findings-scroll">
        {report && isChecked && <Findings report={report} />}
        {result?.status === 'unreadable' && (
          <div className="unread-reason" role="note">
            <b>{result.error ? words.unreadable[result.error.code].reason : words.openFailed}</b>
            {result.error && <p>{words.unreadable[result.error.code].remedy}</p>}
          </div>
        )}
      </div>
    </section>
  );
}

/** Where the report stands, and how many of its findings are decided. */
function Review({ report }: { readonly report: OpenedReport }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const { id } = report.entry;
  const { findings } = report.result;
  const review = useWorkbench((state) => state.entries.get(id)?.review ?? report.entry.review);
  const handled = useWorkbench(
    ({ verdicts }) => findings.filter(({ fingerprint }) => verdicts[fingerprint]?.decision).length,
  );
  return (
    <div className="review-bar">
      <Segmented<ReviewState>
        size="small"
        aria-label={words.reviewLabel}
        value={review}
        options={(['pending', 'reviewed', 'returned'] as const).map((value) => ({
          value,
          label: words.review[value],
        }))}
        onChange={(value) => store.getState().review(id, value)}
      />
      <span className="space" />
      {findings.length > 0 && <span className="handled">{words.handled(handled, findings.length)}</span>}
    </div>
  );
}

/** What is shown was found with other rules than those in use. */
function OtherRules({ report }: { readonly report: OpenedReport }) {
  const words = useWords();
  const { id } = report.entry;
  const otherRules = useWorkbench((state) => state.entries.get(id)?.otherRules ?? null);
  if (otherRules === null) return null;
  return (
    <p className="other-rules-note" role="note">
      {words.rulesChanged.here[otherRules]}
    </p>
  );
}

/** The same file under another name. */
function SameContent({ report }: { readonly report: OpenedReport }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const { id } = report.entry;
  const other = useWorkbench(({ entries }) => entries.get(entries.get(id)?.sameAs ?? ''));
  if (!other) return null;
  return (
    <p className="same-content-note" role="note">
      {words.sameContent.here(other.name)}
      <Button size="small" onClick={() => store.getState().show(other.id)}>
        {words.sameContent.show}
      </Button>
    </p>
  );
}

function Findings({ report }: { readonly report: OpenedReport }) {
  const words = useWords();
  const groups = useWorkbench((state) => state.groups);
  const { result, earlier } = report;
  return (
    <>
      {earlier && <Comparison earlier={earlier} findings={result.findings} />}
      {result.problems.map((problem) => (
        <p key={`${problem.code}-${problem.message}`} className="problem" role="note">
          <SeverityBadge severity="warning" /> {problem.message}
        </p>
      ))}
      {result.findings.length === 0 && <p className="nothing">{words.cleanReport}</p>}
      {groups.map((group) => (
        <section key={group.key}>
          <h3 className="group">
            <span>{group.rule === null ? (group.section ?? words.beforeSections) : ruleName(words, group.rule)}</span>
            <small>{group.findings.length}</small>
          </h3>
          <ol className="finding-list" aria-label={words.findingList}>
            {group.findings.map((index) => (
              <FindingCard key={index} index={index} report={report} underRule={group.rule !== null} />
            ))}
          </ol>
        </section>
      ))}
      {earlier && <MendedFindings earlier={earlier} />}
      <p className="checks">{words.checked(result.checks.passed, result.checks.failed, result.checks.notAssessable)}</p>
    </>
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
