/** pdf.js, set up for the window: its worker and its own files are the window's, nothing comes from elsewhere. */
import { GlobalWorkerOptions, getDocument, type PDFDocumentLoadingTask } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = worker;

const resource = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** The caller ends it with `destroy()`. */
export function openPdf(bytes: Uint8Array): PDFDocumentLoadingTask {
  return getDocument({
    // pdf.js takes its bytes away from the caller.
    data: bytes.slice(),
    cMapUrl: resource('cmaps'),
    standardFontDataUrl: resource('standard_fonts'),
    wasmUrl: resource('wasm'),
    iccUrl: resource('iccs'),
    // Chinese reports often leave their fonts out: the system has them.
    useSystemFonts: true,
    enableXfa: false,
    stopAtErrors: false,
  });
}
