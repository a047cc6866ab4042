/** A missing part, as a dashed band in the place where it belongs. */
import { isSettled } from '../findings/settled.ts';
import { useWords } from '../i18n/use-words.ts';
import { useWorkbench, useWorkbenchStore } from '../state/context.ts';
import type { GapBand } from './layout.ts';

export function GapBandView({ band }: { readonly band: GapBand }) {
  const words = useWords();
  const store = useWorkbenchStore();
  const settled = useWorkbench(({ opened, verdicts }) => {
    const finding = opened.status === 'ready' ? opened.report.result.findings[band.finding] : undefined;
    return finding !== undefined && isSettled(verdicts[finding.fingerprint]);
  });
  const isChosen = useWorkbench((state) => state.chosen === band.finding);
  return (
    <button
      type="button"
      className={`gap-band${settled ? ' settled' : ''}`}
      data-gap={band.finding}
      aria-current={isChosen}
      onClick={(event) => {
        event.stopPropagation();
        store.getState().choose(band.finding);
      }}
    >
      <span className="gap-title">
        {words.missing}　{band.title}
      </span>
      <span className="gap-holds">{band.holds}</span>
    </button>
  );
}
