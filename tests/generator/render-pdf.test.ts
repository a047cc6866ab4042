/** The generator's PDF: read back by PDFium, it is the model word for word and cell for cell. */
import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../src/shared/document/document.ts';
import { check } from '../support/compare.ts';
import { generateReport } from './generate.ts';
import { gridOf } from './layout.ts';
import { printed, type ReportModel } from './model.ts';
import { toPdf } from './render-pdf.ts';

/** Paragraphs as text, tables as their cells with place and span: `row/column rows×columns text`. */
function contentOf(model: ReportModel): (string | string[])[] {
  return [
    ...model.title,
    ...model.introduction.map(printed),
    ...model.sections.flatMap((section) => [
      section.number + section.name,
      ...section.content.map((block) =>
        block.kind === 'paragraph'
          ? printed(block)
          : gridOf(model, block.table)
              .rows.flat()
              .map(({ row, column, rowSpan, columnSpan, text }) => `${row}/${column} ${rowSpan}×${columnSpan} ${text}`),
      ),
    ]),
  ];
}

function contentRead(document: SourceDocument | null): (string | string[])[] {
  return (document?.blocks ?? []).map((block) =>
    block.kind === 'paragraph'
      ? block.text
      : block.cells.map(
          ({ row, column, rowSpan, columnSpan, text }) =>
            `${row}/${column} ${rowSpan}×${columnSpan} ${text.replaceAll('\n', '')}`,
        ),
  );
}

const years = [2019, 2020, 2021, 2022, 2023, 2024];

describe('a generated report as a PDF', () => {
  it.each(years)('of %i is read as it was written', async (year) => {
    for (let seed = 1; seed <= 5; seed++) {
      const model = generateReport({ seed: seed * 13, year });
      const { document, problems } = await check(toPdf(model), 'report.pdf');
      expect(problems).toEqual([]);
      expect({ seed, content: contentRead(document) }).toEqual({ seed, content: contentOf(model) });
    }
  });

  it('has tables that go on over the end of a page', async () => {
    const { document } = await check(toPdf(generateReport({ seed: 17, year: 2023 })), 'report.pdf');
    const pages = (document?.blocks ?? []).flatMap((block) =>
      block.kind === 'table'
        ? [new Set(block.cells.map(({ location }) => ('page' in location ? location.page : 0))).size]
        : [],
    );
    expect(Math.max(...pages)).toBe(2);
  });

  it('has the same bytes for the same model', () => {
    const model = generateReport({ seed: 4 });
    expect(toPdf(model)).toEqual(toPdf(model));
  });
});
