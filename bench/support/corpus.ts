/**
 * The files that are read: the kept ones of real producers, random reports written in every way that the generator
 * knows, and PDFs printed just now by the programs that this machine has.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Format } from '../../src/shared/document/document.ts';
import { generateReport } from '../../tests/generator/generate.ts';
import type { ReportModel } from '../../tests/generator/model.ts';
import { toHandmadeDocx } from '../../tests/generator/ooxml.ts';
import { ProgramMissing, pdfByChromium, pdfByLibreOffice } from '../../tests/generator/print.ts';
import { Random } from '../../tests/generator/random.ts';
import { docxVariants, embeddableFonts, toDocx } from '../../tests/generator/render-docx.ts';
import { notoFonts, toHtml } from '../../tests/generator/render-html.ts';
import { toTxt, txtStyles } from '../../tests/generator/render-txt.ts';
import { type Truth, truthOf } from '../../tests/generator/truth.ts';
import {
  figureStyles,
  randomSpelling,
  respelled,
  withFigureStyle,
  withHalfWidthText,
  withHeadingMarks,
} from '../../tests/generator/variants.ts';
import { root } from './checker.ts';

/** A table as the kept PDF fixtures know it: places, spans and text of its cells. */
export interface GridTruth {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly rowSpan: number;
    readonly columnSpan: number;
    readonly text: string;
  }[];
}

export interface CorpusFile {
  readonly name: string;
  readonly format: Format;
  readonly producer: string;
  readonly bytes: Uint8Array;
  /** What must be read; null where nobody wrote it down, and the file counts for its time only. */
  readonly truth: Truth | { readonly grids: readonly GridTruth[] } | null;
  readonly origin: 'kept' | 'generated';
}

export function keptFiles(): CorpusFile[] {
  const truths = JSON.parse(readFileSync(join(root, 'tests/fixtures/reports/truth.json'), 'utf8')) as Truth[];
  const reports = truths.map(
    (truth): CorpusFile => ({
      name: truth.file,
      format: truth.format,
      producer: truth.producer,
      bytes: bytesOf(truth.file),
      truth,
      origin: 'kept',
    }),
  );
  const { files, tables } = JSON.parse(readFileSync(join(root, 'tests/fixtures/pdf/expected.json'), 'utf8')) as {
    files: Record<string, { tables: string[] }>;
    tables: Record<string, GridTruth>;
  };
  const grids = Object.entries(files).map(
    ([name, expected]): CorpusFile => ({
      name: `tests/fixtures/pdf/${name}`,
      format: 'pdf',
      // Of these the fonts are Type 3: see tests/fixtures/pdf/make.ts.
      producer: name.startsWith('libreoffice') ? 'libreoffice' : 'chromium-type3',
      bytes: bytesOf(`tests/fixtures/pdf/${name}`),
      truth: { grids: expected.tables.map((table) => tables[table] as GridTruth) },
      origin: 'kept',
    }),
  );
  const others = readdirSync(join(root, 'tests/fixtures/docx'))
    .filter((name) => name.endsWith('.docx'))
    .map(
      (name): CorpusFile => ({
        name: `tests/fixtures/docx/${name}`,
        format: 'docx',
        producer: name.startsWith('libreoffice') ? 'libreoffice' : 'styles',
        bytes: bytesOf(`tests/fixtures/docx/${name}`),
        truth: null,
        origin: 'kept',
      }),
    );
  return [...reports, ...grids, ...others];
}

/** Rebuilt real reports beside the project, where they are: of them the time only, their cells are held by the tests. */
export function realReports(): CorpusFile[] {
  const folder = join(root, '..', 'shared', 'reports');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name): CorpusFile[] => {
    const format = (['docx', 'pdf'] as const).find((ending) => name.endsWith(`.${ending}`));
    if (!format) return [];
    const bytes = new Uint8Array(readFileSync(join(folder, name)));
    const producer = name.includes('office') && format === 'pdf' ? 'real, type3' : 'real';
    return [{ name, format, producer, bytes, truth: null, origin: 'kept' }];
  });
}

function bytesOf(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(root, file)));
}

/** A right report with random figures in a random way of writing labels, headings, figures and running text. */
export function randomReport(seed: number): ReportModel {
  const random = new Random(seed * 104_729);
  let model = generateReport({ seed });
  if (random.chance(0.6)) model = respelled(model, randomSpelling(random));
  if (random.chance(0.4)) model = withFigureStyle(model, random.pick(figureStyles));
  if (random.chance(0.3)) model = withHeadingMarks(model, random.pick(['、', '．', '. ', '、 '] as const));
  if (random.chance(0.2)) model = withHalfWidthText(model);
  return model;
}

/** `each` reports in every variant of DOCX and style of TXT. */
export async function generatedFiles(each: number): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  let seed = 1;
  for (const producer of [...docxVariants, 'handmade'] as const) {
    for (let index = 0; index < each; index++) {
      const model = randomReport(seed++);
      const bytes = producer === 'handmade' ? toHandmadeDocx(model) : await toDocx(model, { variant: producer });
      files.push(generated(model, 'docx', producer, bytes, seed));
    }
  }
  for (const style of txtStyles) {
    for (let index = 0; index < each; index++) {
      const model = randomReport(seed++);
      files.push(generated(model, 'txt', style, new TextEncoder().encode(toTxt(model, style)), seed));
    }
  }
  return files;
}

function generated(model: ReportModel, format: Format, producer: string, bytes: Uint8Array, seed: number): CorpusFile {
  const name = `${producer}-${seed}.${format}`;
  const truth = truthOf({ name: 'none', model, must: [], may: [] }, name, format, producer);
  return { name, format, producer, bytes, truth, origin: 'generated' };
}

const printers: Readonly<Record<string, (model: ReportModel) => Promise<Uint8Array> | Uint8Array>> = {
  chromium: (model) => pdfByChromium(toHtml(model)),
  'chromium-type3': (model) => pdfByChromium(toHtml(model, notoFonts)),
  libreoffice: async (model) =>
    pdfByLibreOffice(await toDocx(model, { variant: 'auto-numbering', fonts: embeddableFonts })),
  'libreoffice-handmade': (model) => pdfByLibreOffice(toHandmadeDocx(model)),
};

/** `each` reports printed by every producer of PDF that is installed; those that are not are named in `missing`. */
export async function printedFiles(each: number): Promise<{ files: CorpusFile[]; missing: string[] }> {
  const files: CorpusFile[] = [];
  const missing: string[] = [];
  let seed = 9000;
  for (const [producer, print] of Object.entries(printers)) {
    try {
      for (let index = 0; index < each; index++) {
        const model = randomReport(++seed);
        files.push(generated(model, 'pdf', producer, new Uint8Array(await print(model)), seed));
      }
    } catch (error) {
      if (!(error instanceof ProgramMissing)) throw error;
      missing.push(producer);
    }
  }
  return { files, missing };
}

/** A report of about `size` bytes of UTF-8: the running text of the sections comes again until it is as long. */
export function longTxt(style: (typeof txtStyles)[number], size: number, seed: number): Uint8Array {
  const model = generateReport({ seed });
  const encoder = new TextEncoder();
  const section = model.sections[0] as ReportModel['sections'][number];
  let content = [...section.content];
  let bytes = encoder.encode(toTxt(model, style));
  while (bytes.length < size) {
    content = [...content, ...section.content];
    bytes = encoder.encode(toTxt({ ...model, sections: [{ ...section, content }, ...model.sections.slice(1)] }, style));
  }
  return bytes;
}
