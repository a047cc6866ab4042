/**
 * Writes tests/fixtures/reports: the fixture reports and their truth file, which also covers samples/.
 * Run by hand after scripts/make-samples.ts: node tests/generator/make-fixtures.ts. Needs Chromium, LibreOffice, the Noto CJK
 * fonts and the TrueType fonts named in render-html.ts.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FixtureReport, fixtureReports } from './fixture-reports.ts';
import { toHandmadeDocx } from './ooxml.ts';
import { ProgramMissing, pdfByChromium, pdfByLibreOffice, requirePrinters, resavedByLibreOffice } from './print.ts';
import { embeddableFonts, toDocx } from './render-docx.ts';
import { notoFonts, toHtml } from './render-html.ts';
import { toTxt } from './render-txt.ts';
import { faultySample, rightSample } from './sample-reports.ts';
import { type Truth, truthOf } from './truth.ts';

const folder = 'tests/fixtures/reports';
const root = join(import.meta.dirname, '../..');

async function bytesOf({ producer, planted: { model } }: FixtureReport): Promise<Uint8Array | string> {
  if (producer.format === 'txt') return toTxt(model, producer.how);
  switch (producer.how) {
    case 'styles':
    case 'plain':
    case 'auto-numbering':
      return toDocx(model, { variant: producer.how });
    case 'handmade':
      return toHandmadeDocx(model);
    case 'chromium':
      return pdfByChromium(toHtml(model));
    case 'chromium-type3':
      return pdfByChromium(toHtml(model, notoFonts));
    case 'libreoffice-handmade':
      return pdfByLibreOffice(toHandmadeDocx(model));
    case 'libreoffice': {
      const docx = await toDocx(model, { variant: 'auto-numbering', fonts: embeddableFonts });
      return producer.format === 'pdf' ? pdfByLibreOffice(docx) : resavedByLibreOffice(docx);
    }
  }
}

async function main(): Promise<void> {
  requirePrinters();
  mkdirSync(join(root, folder), { recursive: true });
  const truths: Truth[] = [];
  for (const fixture of fixtureReports()) {
    const file = `${folder}/${fixture.name}.${fixture.producer.format}`;
    const content = await bytesOf(fixture);
    writeFileSync(join(root, file), content);
    truths.push(truthOf(fixture.planted, file, fixture.producer.format, fixture.producer.how));
    console.log(`${file}  ${(content.length / 1024).toFixed(0)} KB`);
  }
  for (const { sample, producers } of [
    { sample: rightSample(), producers: { docx: 'auto-numbering', pdf: 'libreoffice', txt: 'tabs' } },
    { sample: faultySample(), producers: { docx: 'styles', pdf: 'chromium', txt: 'tabs' } },
  ]) {
    for (const format of ['docx', 'pdf', 'txt'] as const) {
      truths.push(truthOf(sample.planted, `samples/${sample.name}.${format}`, format, producers[format]));
    }
  }
  writeFileSync(join(root, folder, 'truth.json'), truthFile(truths));
}

/** One report's cells on one line: a file that can be looked through and compared. */
function truthFile(truths: readonly Truth[]): string {
  const entries = truths.map((truth) => {
    const fields = Object.entries(truth).map(
      ([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
    );
    return `  {\n${fields.join(',\n')}\n  }`;
  });
  return `[\n${entries.join(',\n')}\n]\n`;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ProgramMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
