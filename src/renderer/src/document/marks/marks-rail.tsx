/** A narrow rail beside the scroll bar with a mark for each finding, at its height in the document. */
import { memo } from 'react';
import type { Severity } from '../../../../shared/rules/finding.ts';
import { SeverityShape } from '../../common/severity.tsx';
import { useWords } from '../../i18n/use-words.ts';

export interface RailMark {
  readonly finding: number;
  readonly severity: Severity;
  readonly message: string;
  /** Part of the document's height, 0 to 1. */
  readonly at: number;
  readonly settled: boolean;
}

interface Props {
  readonly marks: readonly RailMark[];
  readonly chosen: number | null;
  readonly onChoose: (finding: number) => void;
}

export const MarksRail = memo(function MarksRail({ marks, chosen, onChoose }: Props) {
  const words = useWords();
  return (
    <nav className="marks-rail" aria-label={words.marksRail}>
      {marks.map(({ finding, severity, message, at, settled }) => (
        <button
          key={finding}
          type="button"
          // The list of findings is the way by keyboard.
          tabIndex={-1}
          className={`rail-mark ${severity}${settled ? ' settled' : ''}`}
          aria-current={finding === chosen}
          aria-label={`${words.severity[severity]}：${message}`}
          title={`${words.severity[severity]}：${message}`}
          style={{ top: `${at * 100}%` }}
          onClick={() => onChoose(finding)}
        >
          <SeverityShape severity={severity} />
        </button>
      ))}
    </nav>
  );
});
