/** A PDF report: its pages as pdf.js draws them, cut where a band for a missing part belongs. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PageSize, SourceDocument } from '../../../../shared/document/document.ts';
import { isPdfLocation, type PdfLocation } from '../../../../shared/document/location.ts';
import { useWords } from '../../i18n/use-words.ts';
import type { Frame, Measurer } from '../frame.ts';
import { GapBandView } from '../gap-band.tsx';
import type { Rect } from '../geometry.ts';
import type { GapBand } from '../layout.ts';
import { kindsOf } from '../locations.ts';
import { PageSliceView } from './page-slice.tsx';
import { openPdf } from './pdfjs.ts';
import { cutPages, type PdfPart } from './slices.ts';
import './pdf.css';

interface Props {
  readonly document: SourceDocument;
  readonly bytes: Uint8Array;
  readonly bands: readonly GapBand[];
  readonly width: number;
  readonly factor: number;
  readonly onMeasurer: (measurer: Measurer) => void;
}

export function PdfView({ document, bytes, bands, width, factor, onMeasurer }: Props) {
  const words = useWords();
  const root = useRef<HTMLDivElement>(null);
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [wordsVersion, setWordsVersion] = useState(0);
  const parts = useMemo(() => cutPages(document, bands), [document, bands]);
  const pageWidth = width * factor;

  useEffect(() => {
    const task = openPdf(bytes);
    let current = true;
    task.promise.then(
      (opened) => current && setPdf(opened),
      () => current && setFailed(true),
    );
    return () => {
      current = false;
      setPdf(null);
      void task.destroy();
    };
  }, [bytes]);

  const onWords = useCallback(() => setWordsVersion((version) => version + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new measurer whenever something has moved
  useEffect(() => {
    if (!root.current) return;
    const slices = parts.filter((part) => part.kind === 'slice');
    const holders = [...root.current.querySelectorAll('.pdf-slice')];
    const kindOf = kindsOf(document);
    onMeasurer({
      place(location, frame) {
        if (!isPdfLocation(location)) return null;
        const size = document.pages?.[location.page - 1];
        if (!size) return null;
        const rects = slices.flatMap((slice, index) => {
          const holder = holders[index];
          if (slice.page !== location.page || !holder) return [];
          return partIn(slice, location, frame.rectOf(holder), pageWidth / size.width);
        });
        return rects.length === 0 ? null : { kind: kindOf(location), rects };
      },
      wordHolders: () => holders,
    });
  }, [document, parts, pageWidth, wordsVersion, onMeasurer]);

  return (
    <div ref={root} className="pdf">
      {hasFailed && <p className="pdf-failed">{words.pdfFailed}</p>}
      {parts.map((part) =>
        part.kind === 'band' ? (
          <div key={`band-${part.band.finding}`} className="pdf-band" style={{ width: pageWidth }}>
            <GapBandView band={part.band} />
          </div>
        ) : (
          <PageSliceView
            key={`${part.page}-${part.top}`}
            pdf={pdf}
            slice={part}
            size={document.pages?.[part.page - 1] as PageSize}
            width={pageWidth}
            onWords={onWords}
          />
        ),
      )}
    </div>
  );
}

/** The part of a page's rectangle that a slice shows, in pixels. */
function partIn(
  slice: Extract<PdfPart, { kind: 'slice' }>,
  { rect: [x, y, width, height] }: PdfLocation,
  holder: ReturnType<Frame['rectOf']>,
  scale: number,
): Rect[] {
  const top = Math.max(y, slice.top);
  const bottom = Math.min(y + height, slice.bottom);
  if (bottom < top || (bottom === top && height > 0)) return [];
  return [
    {
      left: holder.left + x * scale,
      top: holder.top + (top - slice.top) * scale,
      width: width * scale,
      height: (bottom - top) * scale,
    },
  ];
}
