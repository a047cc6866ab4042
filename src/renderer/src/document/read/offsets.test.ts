/** The words at a place: the way back from where they were read. */
import { expect, test } from 'vitest';
import { type Paragraph, placesOf } from '../../../../shared/document/document.ts';
import { offsetsAt } from './offsets.ts';

const text = '全年收到申请二十四件全部办结';
const paragraphs: Readonly<Record<string, Paragraph>> = {
  docx: { kind: 'paragraph', text, place: { format: 'docx', location: { block: 3 } } },
  'docx in a cell': {
    kind: 'paragraph',
    text,
    place: { format: 'docx', location: { block: 3, row: 1, column: 0, inner: { block: 2 } } },
  },
  'txt over a line break': {
    kind: 'paragraph',
    text,
    place: {
      format: 'txt',
      pieces: [
        { start: 0, end: 6, location: { line: 4, column: 1, start: 40, end: 46 } },
        { start: 6, end: 14, location: { line: 5, column: 1, start: 48, end: 56 } },
      ],
    },
  },
  pdf: {
    kind: 'paragraph',
    text,
    place: {
      format: 'pdf',
      pieces: [
        {
          start: 0,
          end: 14,
          location: { page: 2, rect: [60, 100, 168, 12] },
          edges: Array.from({ length: 15 }, (_, index) => 60 + 12 * index),
        },
      ],
    },
  },
};

test.each(Object.entries(paragraphs))('%s', (_, paragraph) => {
  for (const [start, end] of [
    [0, 14],
    [2, 5],
    [6, 9],
  ] as const) {
    const [place] = placesOf(paragraph, start, end);
    expect(place && offsetsAt(paragraph, place)).toMatchObject({ start });
  }
  const [place] = placesOf(paragraph, 7, 9);
  expect(place && offsetsAt(paragraph, place)).toEqual({ start: 7, end: 9 });
});

test('a place elsewhere is not in the paragraph', () => {
  expect(offsetsAt(paragraphs.docx as Paragraph, { block: 4, start: 0, end: 2 })).toBeNull();
  expect(offsetsAt(paragraphs.pdf as Paragraph, { page: 1, rect: [60, 100, 20, 12] })).toBeNull();
  expect(offsetsAt(paragraphs.pdf as Paragraph, { page: 2, rect: [60, 300, 20, 12] })).toBeNull();
  const inText = paragraphs['txt over a line break'] as Paragraph;
  expect(offsetsAt(inText, { line: 9, column: 1, start: 90, end: 92 })).toBeNull();
});
