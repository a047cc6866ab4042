/**
 * Writes the sample reports (samples/): one right, one with faults, each as DOCX, PDF and TXT.
 * Run by hand: node scripts/make-samples.ts. Needs Chromium, LibreOffice and the Noto CJK fonts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProgramMissing, pdfByChromium, pdfByLibreOffice, requirePrinters } from '../tests/generator/print.ts';
import { embeddableFonts, toDocx } from '../tests/generator/render-docx.ts';
import { toHtml } from '../tests/generator/render-html.ts';
import { toTxt } from '../tests/generator/render-txt.ts';
import { faultySample, rightSample } from '../tests/generator/sample-reports.ts';

const folder = join(import.meta.dirname, '../samples');

function write(name: string, content: Uint8Array | string): void {
  writeFileSync(join(folder, name), content);
  const size = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  console.log(`${name}  ${(size / 1024).toFixed(0)} KB`);
}

async function main(): Promise<void> {
  requirePrinters();
  mkdirSync(folder, { recursive: true });
  const right = rightSample();
  const { model } = right.planted;
  write(`${right.name}.docx`, await toDocx(model, { variant: 'auto-numbering' }));
  const forPdf = await toDocx(model, { variant: 'auto-numbering', fonts: embeddableFonts });
  write(`${right.name}.pdf`, pdfByLibreOffice(forPdf));
  write(`${right.name}.txt`, toTxt(model, 'tabs'));

  const faulty = faultySample();
  write(`${faulty.name}.docx`, await toDocx(faulty.planted.model, { variant: 'styles' }));
  write(`${faulty.name}.pdf`, pdfByChromium(toHtml(faulty.planted.model)));
  write(`${faulty.name}.txt`, toTxt(faulty.planted.model, 'tabs'));
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ProgramMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
