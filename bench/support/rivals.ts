/** What the well-known libraries take for a part of the same work: mammoth, pdf.js, and bare decoding. */
import { createRequire } from 'node:module';
import { convertToHtml } from 'mammoth';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Format } from '../../src/shared/document/document.ts';

const pdfjs = createRequire(import.meta.url)
  .resolve('pdfjs-dist/package.json')
  .replace('package.json', '');

export interface Rival {
  readonly name: string;
  run(bytes: Uint8Array): Promise<unknown>;
}

export const rivals: Readonly<Record<Format, Rival>> = {
  docx: {
    name: 'mammoth convertToHtml',
    run: (bytes) => convertToHtml({ buffer: Buffer.from(bytes) }),
  },
  pdf: {
    name: 'pdf.js getTextContent + getOperatorList',
    run: async (bytes) => {
      const task = getDocument({
        // pdf.js takes the bytes away.
        data: bytes.slice(),
        cMapUrl: `${pdfjs}cmaps/`,
        cMapPacked: true,
        standardFontDataUrl: `${pdfjs}standard_fonts/`,
        verbosity: 0,
      });
      const document = await task.promise;
      for (let number = 1; number <= document.numPages; number++) {
        const page = await document.getPage(number);
        await page.getTextContent();
        await page.getOperatorList();
      }
      await task.destroy();
    },
  },
  txt: {
    name: 'TextDecoder',
    run: async (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
  },
};
