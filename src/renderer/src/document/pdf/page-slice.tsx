/** A strip of a PDF page: drawn when it comes near, crisp on the screen at hand, its words selectable. */
import { type PDFDocumentProxy, RenderingCancelledException, TextLayer } from 'pdfjs-dist';
import { memo, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { PageSize } from '../../../../shared/document/document.ts';
import type { PageSlice } from './slices.ts';

interface Props {
  readonly pdf: PDFDocumentProxy | null;
  readonly slice: PageSlice;
  readonly size: PageSize;
  /** Pixels of the page on screen. */
  readonly width: number;
  /** The words of the slice are there, or have moved. */
  readonly onWords: () => void;
}

/** How far from the view a slice is drawn already. */
const ahead = '900px 0px';

/** Pixels of one canvas: beyond this browsers refuse or grow slow. */
const mostPixels = 32_000_000;

export const PageSliceView = memo(function PageSliceView({ pdf, slice, size, width, onWords }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const paint = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const ratio = usePixelRatio();
  const scale = width / size.width;
  const height = (slice.bottom - slice.top) * scale;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? false), {
      root: element.closest('.document-scroll'),
      rootMargin: ahead,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    const target = paint.current;
    const words = text.current;
    if (!pdf || !isNear || !target || !words) return;
    let cancel = (): void => {};
    let current = true;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(slice.page);
      if (!current) return;
      // The document's page size may be in other units than pdf.js's (UserUnit): only their ratio counts.
      const base = page.getViewport({ scale: 1 });
      const cssScale = width / base.width;
      const sharp = Math.min(ratio, Math.sqrt(mostPixels / (width * height)));
      const viewport = page.getViewport({ scale: cssScale * sharp, offsetY: -slice.top * scale * sharp });
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.max(1, Math.round(height * sharp));
      const rendering = page.render({ canvas, viewport });
      cancel = () => rendering.cancel();
      await rendering.promise;
      if (!current) return;
      // The old drawing stays, stretched, until the new one is whole.
      target.replaceChildren(canvas);

      const layer = document.createElement('div');
      layer.className = 'textLayer';
      layer.style.setProperty('--total-scale-factor', String(cssScale));
      const textViewport = page.getViewport({ scale: cssScale });
      const textLayer = new TextLayer({
        textContentSource: await page.getTextContent(),
        container: layer,
        viewport: textViewport,
      });
      if (!current) return;
      cancel = () => textLayer.cancel();
      words.replaceChildren(layer);
      await textLayer.render();
      if (!current) return;
      dropOutside(layer, box.current);
      onWords();
    };
    draw().catch((error: unknown) => {
      // A page that cannot be drawn stays white; its neighbours and all findings are still there.
      if (current && !(error instanceof RenderingCancelledException)) target.replaceChildren();
    });
    return () => {
      current = false;
      cancel();
    };
  }, [pdf, isNear, slice, width, height, scale, ratio, onWords]);

  // What is far away gives its memory back.
  useEffect(() => {
    if (isNear) return;
    paint.current?.replaceChildren();
    text.current?.replaceChildren();
  }, [isNear]);

  return (
    <div ref={box} className="pdf-slice" data-page={slice.page} style={{ width, height }}>
      <div ref={paint} className="pdf-paint" />
      <div ref={text} className="pdf-words" style={{ top: -slice.top * scale, width, height: size.height * scale }} />
    </div>
  );
});

/** Words of the page's other slices: they would be selected twice. */
function dropOutside(layer: Element, slice: Element | null): void {
  if (!slice) return;
  const { top, bottom } = slice.getBoundingClientRect();
  for (const span of layer.querySelectorAll('span')) {
    if (span.classList.contains('markedContent')) continue;
    const rect = span.getBoundingClientRect();
    const middle = (rect.top + rect.bottom) / 2;
    if (middle < top || middle > bottom) span.remove();
  }
}

function usePixelRatio(): number {
  return useSyncExternalStore(
    (listener) => {
      window.addEventListener('resize', listener);
      return () => window.removeEventListener('resize', listener);
    },
    () => window.devicePixelRatio,
  );
}
