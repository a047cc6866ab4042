/** Finding words in what was read. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SourceDocument } from '../../../../shared/document/document.ts';
import { findInDocument, fold, occurrences } from './find.ts';

test.each([
  ['a word', '全年共收到申请24件', '申请', ['申请']],
  ['a word that is broken over lines', '政府信\n  息公开', '信息', ['信\n  息']],
  ['full width and half width alike', '共２４件', '24', ['２４']],
  ['letter case alike', 'PDF 文件', 'pdf', ['PDF']],
  ['blanks of the query left out', '予以公开', '予以 公开', ['予以公开']],
  ['each time it occurs, without overlap', '一一一一', '一一', ['一一', '一一']],
  ['nothing', '申请', '复议', []],
])('%s', (_, text, query, found) => {
  const stretches = occurrences(text, fold(query).text);
  expect(stretches.map(({ start, end }) => text.slice(start, end))).toEqual(found);
});

test('what is found is what was sought', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('甲', '乙', ' ', '\n', 'Ａ', 'a'), maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('甲', '乙', 'a'), minLength: 1, maxLength: 3 }),
      (text, query) => {
        for (const { start, end } of occurrences(text, query)) expect(fold(text.slice(start, end)).text).toBe(query);
        expect(occurrences(text, query).length > 0).toBe(fold(text).text.includes(query));
      },
    ),
  );
});

test('in a document: paragraphs with their generated number, and cells', () => {
  const document: SourceDocument = {
    format: 'docx',
    problems: [],
    blocks: [
      {
        kind: 'paragraph',
        numbering: '一、',
        text: '总体情况',
        place: { format: 'docx', location: { block: 0 } },
      },
      {
        kind: 'table',
        rowCount: 1,
        columnCount: 1,
        location: { block: 1 },
        cells: [
          {
            row: 0,
            column: 0,
            rowSpan: 1,
            columnSpan: 1,
            text: '情况\n情况',
            location: { block: 1, row: 0, column: 0 },
          },
        ],
      },
    ],
  };
  expect(findInDocument(document, '一、总体')).toEqual([{ places: [{ block: 0, start: 0, end: 2 }], inCell: null }]);
  const cell = { block: 1, row: 0, column: 0 };
  expect(findInDocument(document, '情况').slice(1)).toEqual([
    { places: [cell], inCell: 0 },
    { places: [cell], inCell: 1 },
  ]);
  expect(findInDocument(document, ' ')).toEqual([]);
});
