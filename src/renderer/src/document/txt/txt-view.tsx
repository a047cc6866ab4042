/** A text report, as its lines, with their numbers beside them. */
import { Fragment, useEffect, useMemo, useRef } from 'react';
import type { SourceDocument } from '../../../../shared/document/document.ts';
import { isTxtLocation } from '../../../../shared/document/location.ts';
import type { Measurer } from '../frame.ts';
import { GapBandView } from '../gap-band.tsx';
import { joinLines, type Rect } from '../geometry.ts';
import type { GapBand } from '../layout.ts';
import { kindsOf } from '../locations.ts';
import { lineAt, linesOf, stretchesOf } from './lines.ts';
import './txt.css';

interface Props {
  readonly document: SourceDocument;
  readonly bands: readonly GapBand[];
  readonly width: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

export function TxtView({ document, bands, width, factor, onMeasurer }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(document.text ?? ''), [document]);
  const bandsByLine = useMemo(() => {
    const before = new Map<number, GapBand[]>();
    for (const band of bands) {
      if (!isTxtLocation(band.location)) continue;
      const line = band.side === 'before' ? lineAt(lines, band.location.start) : lineAt(lines, band.location.end) + 1;
      before.set(line, [...(before.get(line) ?? []), band]);
    }
    return before;
  }, [bands, lines]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new measurer whenever something has moved
  useEffect(() => {
    const paper = root.current;
    if (!paper) return;
    const holders = [...paper.querySelectorAll('.txt-words')];
    const kindOf = kindsOf(document);
    onMeasurer({
      place(location, frame) {
        if (!isTxtLocation(location)) return null;
        const rects: Rect[] = stretchesOf(lines, location.start, location.end).flatMap(({ line, from, to }) => {
          const holder = holders[line];
          if (!holder) return [];
          const text = holder.firstChild;
          if (!(text instanceof Text)) return [{ ...frame.rectOf(holder), width: 8 }];
          const range = window.document.createRange();
          range.setStart(text, Math.min(from, text.length));
          range.setEnd(text, Math.min(to, text.length));
          // A cell without a character still needs a mark that can be seen.
          return joinLines(frame.rectsOf(range).map((rect) => ({ ...rect, width: Math.max(rect.width, 8) })));
        });
        return rects.length === 0 ? null : { kind: kindOf(location), rects };
      },
      wordHolders: () => holders,
    });
  }, [document, lines, bandsByLine, width, factor, onMeasurer]);

  return (
    <div ref={root} className="paper txt" style={{ width: width * factor, fontSize: 15 * factor }}>
      {lines.map((line, index) => (
        <Fragment key={line.start}>
          {bandsByLine.get(index)?.map((band) => (
            <GapBandView key={band.finding} band={band} />
          ))}
          <div className="txt-line" data-number={index + 1}>
            <span className="txt-words">{line.text}</span>
          </div>
        </Fragment>
      ))}
      {bandsByLine.get(lines.length)?.map((band) => (
        <GapBandView key={band.finding} band={band} />
      ))}
    </div>
  );
}
