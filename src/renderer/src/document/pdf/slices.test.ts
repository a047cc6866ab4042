/** Where pages are cut for the band of a missing part. */
import { expect, test } from 'vitest';
import type { Paragraph, SourceDocument } from '../../../../shared/document/document.ts';
import type { GapBand } from '../layout.ts';
import { cutPages } from './slices.ts';

const line = (page: number, top: number): Paragraph => {
  const location = { page, rect: [50, top, 400, 20] } as const;
  return {
    kind: 'paragraph',
    text: '字',
    place: { format: 'pdf', pieces: [{ start: 0, end: 1, location, edges: [50, 450] }] },
  };
};

const document: SourceDocument = {
  format: 'pdf',
  problems: [],
  pages: [
    { width: 600, height: 800 },
    { width: 600, height: 800 },
  ],
  blocks: [line(1, 100), line(1, 200), line(2, 60)],
};

const band = (page: number, top: number, side: GapBand['side'], finding = 0): GapBand => ({
  finding,
  side,
  location: { page, rect: [50, top, 400, 20] },
  title: '五、存在的主要问题及改进情况',
  section: null,
  holds: '',
});

const shape = (bands: readonly GapBand[]) =>
  cutPages(document, bands).map((part) =>
    part.kind === 'band' ? `band ${part.band.finding}` : `${part.page}: ${part.top}-${part.bottom}`,
  );

test.each([
  ['no band: whole pages', [], ['1: 0-800', '2: 0-800']],
  ['between two lines', [band(1, 200, 'before')], ['1: 0-160', 'band 0', '1: 160-800', '2: 0-800']],
  ['after a line', [band(1, 100, 'after')], ['1: 0-160', 'band 0', '1: 160-800', '2: 0-800']],
  ['before the first line of a page: between the pages', [band(2, 60, 'before')], ['1: 0-800', 'band 0', '2: 0-800']],
  ['after the last line', [band(2, 60, 'after')], ['1: 0-800', '2: 0-800', 'band 0']],
  [
    'two in one place',
    [band(1, 200, 'before', 0), band(1, 200, 'before', 1)],
    ['1: 0-160', 'band 0', 'band 1', '1: 160-800', '2: 0-800'],
  ],
])('%s', (_, bands, parts) => {
  expect(shape(bands)).toEqual(parts);
});
