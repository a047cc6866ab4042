/** Two versions of a report beside each other: words, paragraphs, figures. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SourceDocument } from '../../../../shared/document/document.ts';
import type { CellResult, ReportResult } from '../../../../shared/outputs/contract.ts';
import { changedCells, yearLinks } from './cell-changes.ts';
import { keptOf } from './sequence-diff.ts';
import { compareTexts, type Passage, passagesOf, type TextRow } from './text-changes.ts';
import { diffWords, type Piece } from './word-diff.ts';

const marked = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, isChanged }) => (isChanged ? `[${text}]` : text)).join('');

describe('words', () => {
  test.each([
    ['a figure, as a whole', '收到申请24件', '收到申请42件', '收到申请[24]件', '收到申请[42]件'],
    ['a figure with separators', '共1,234件', '共1,243件', '共[1,234]件', '共[1,243]件'],
    ['a percentage', '增长12.5%', '增长13.5%', '增长[12.5%]', '增长[13.5%]'],
    ['words that came in', '组织培训2次', '组织全区业务培训2次', '组织培训2次', '组织[全区业务]培训2次'],
    ['words that went', '予以公开和部分公开', '予以公开', '予以公开[和部分公开]', '予以公开'],
    [
      'one character between two changes goes with them',
      '甲乙丙丁戊己庚',
      '甲乙卯丁寅己庚',
      '甲乙[丙丁戊]己庚',
      '甲乙[卯丁寅]己庚',
    ],
    ['another sentence', '没有发生行政复议', '全部按期办结完毕', '[没有发生行政复议]', '[全部按期办结完毕]'],
    ['nothing', '一样', '一样', '一样', '一样'],
  ])('%s', (_, before, after, old, now) => {
    const diff = diffWords(before, after);
    expect([marked(diff.before), marked(diff.after)]).toEqual([old, now]);
  });

  const texts = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '1', '2', '，', ' ', 'a'), maxLength: 40 });
  test('the pieces are the text, and what is not marked is the same in both', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const diff = diffWords(before, after);
        expect(diff.before.map(({ text }) => text).join('')).toBe(before);
        expect(diff.after.map(({ text }) => text).join('')).toBe(after);
        const same = (pieces: readonly Piece[]) => pieces.filter((piece) => !piece.isChanged).map(({ text }) => text);
        expect(same(diff.before).join('')).toBe(same(diff.after).join(''));
      }),
    );
  });

  test('what is kept is the longest that both have', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 14 });
    const longest = (a: readonly string[], b: readonly string[]): number => {
      const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
      const at = (x: number, y: number) => table[x]?.[y] as number;
      for (let x = 1; x <= a.length; x++) {
        for (let y = 1; y <= b.length; y++) {
          (table[x] as number[])[y] =
            a[x - 1] === b[y - 1] ? at(x - 1, y - 1) + 1 : Math.max(at(x - 1, y), at(x, y - 1));
        }
      }
      return at(a.length, b.length);
    };
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const kept = keptOf(before, after);
        let [x, y, length] = [0, 0, 0];
        for (const stretch of kept) {
          expect(stretch.before).toBeGreaterThanOrEqual(x);
          expect(stretch.after).toBeGreaterThanOrEqual(y);
          [x, y] = [stretch.before + stretch.length, stretch.after + stretch.length];
          expect(before.slice(stretch.before, x)).toEqual(after.slice(stretch.after, y));
          length += stretch.length;
        }
        expect(length).toBe(longest(before, after));
      }),
    );
  });

  test('two long texts with nothing in common are told apart without comparing for ever', () => {
    const before = Array.from({ length: 50_000 }, (_, index) => `a${index}`);
    const after = Array.from({ length: 50_000 }, (_, index) => `b${index}`);
    expect(keptOf(['head', ...before, 'tail'], ['head', ...after, 'tail'])).toEqual([
      { before: 0, after: 0, length: 1 },
      { before: 50_001, after: 50_001, length: 1 },
    ]);
  });
});

/** Paragraphs, one a line of a text, each its own block of a DOCX. */
function documentOf(...texts: string[]): SourceDocument {
  return {
    format: 'docx',
    problems: [],
    blocks: texts.map((text, block) => ({
      kind: 'paragraph',
      text,
      place: { format: 'docx', location: { block } },
    })),
  };
}

const noTables: ReportResult = {
  file: '',
  sha256: null,
  format: 'docx',
  status: 'checked',
  error: null,
  problems: [],
  unit: null,
  year: null,
  edition: '2021',
  sections: [],
  tables: {},
  checks: { passed: 0, failed: 0, notAssessable: 0 },
  findings: [],
};

const passages = (...texts: string[]): Passage[] => passagesOf(documentOf(...texts), noTables);

function told(rows: readonly TextRow[]): string[] {
  return rows.map((row) => {
    if (row.kind === 'same') return `= ${row.after.text}`;
    if (row.kind === 'added') return `+ ${row.after.text}`;
    if (row.kind === 'removed') return `- ${row.before.text}`;
    return `~ ${marked(row.before)} → ${marked(row.after)}`;
  });
}

describe('paragraphs', () => {
  test('that are the same but for blanks, changed, gone and new', () => {
    const before = passages(
      '一、总体情况',
      '收到申请24件，全部办结。',
      '旧的一段，与别的不同。',
      '三、收到和办理情况',
      '末段。',
    );
    const after = passages(
      '一、总体情况 ',
      '收到申请42件，全部办结。',
      '三、收到和处理情况',
      '末段。',
      '新增的一段说明内容。',
    );
    expect(told(compareTexts(before, after))).toEqual([
      '= 一、总体情况 ',
      '~ 收到申请[24]件，全部办结。 → 收到申请[42]件，全部办结。',
      '- 旧的一段，与别的不同。',
      '~ 三、收到和[办]理情况 → 三、收到和[处]理情况',
      '= 末段。',
      '+ 新增的一段说明内容。',
    ]);
  });

  test('each change leads to its place: the changed words, what is new, and what stands where something went', () => {
    const rows = compareTexts(
      passages('甲段写有24件申请。', '要去掉的段落内容。', '丙段。'),
      passages('甲段写有42件申请。', '丙段。'),
    );
    expect(rows).toMatchObject([
      { kind: 'changed', location: { block: 0, start: 4, end: 6 } },
      { kind: 'removed', location: { block: 1 } },
      { kind: 'same' },
    ]);
    const [last] = compareTexts(passages('只有一段。'), []);
    expect(last).toMatchObject({ kind: 'removed', location: null });
  });

  test('a generated number is part of the words and has no place of its own', () => {
    const numbered: SourceDocument = {
      format: 'docx',
      problems: [],
      blocks: [
        { kind: 'paragraph', numbering: '一、', text: '总体', place: { format: 'docx', location: { block: 0 } } },
      ],
    };
    const rows = compareTexts(passages('二、总体'), passagesOf(numbered, noTables));
    expect(rows).toMatchObject([{ kind: 'changed', location: { block: 0, start: 0 } }]);
  });

  test('every paragraph of both is told once, in its order', () => {
    const text = fc.constantFrom('甲甲甲甲甲甲', '甲甲甲甲乙乙', '乙乙乙乙乙乙', '丙丙丙丙', '丁');
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.array(text, { maxLength: 8 }), (before, after) => {
        const rows = compareTexts(passages(...before), passages(...after));
        const whole = (pieces: readonly Piece[]) => pieces.map((piece) => piece.text).join('');
        const old = rows.flatMap((row) =>
          row.kind === 'added' ? [] : row.kind === 'changed' ? [whole(row.before)] : [row.before.text],
        );
        const now = rows.flatMap((row) =>
          row.kind === 'removed' ? [] : row.kind === 'changed' ? [whole(row.after)] : [row.after.text],
        );
        expect(old).toEqual(before);
        expect(now).toEqual(after);
      }),
    );
  });
});

const read = (raw: string): CellResult => ({
  raw,
  value: /^\d+$/.test(raw) ? Number(raw) : null,
  location: { block: 0 },
});

describe('figures', () => {
  const tables = (cells: Record<string, string>): ReportResult['tables'] => ({
    requests: Object.fromEntries([
      ['granted', Object.fromEntries(Object.entries(cells).map(([column, raw]) => [column, read(raw)]))],
    ]),
  });
  test.each([
    ['a figure', { total: '5' }, { total: '7' }, ['requests.granted.total 5→7']],
    ['a blank that was filled', { total: '' }, { total: '0' }, ['requests.granted.total →0']],
    ['words', { total: '无' }, { total: '/' }, ['requests.granted.total 无→/']],
    ['a cell that came', {}, { total: '1' }, ['requests.granted.total ∅→1']],
    ['a cell that went', { total: '1' }, {}, ['requests.granted.total 1→∅']],
    ['nothing but blanks', { total: '无 ' }, { total: ' 无' }, []],
    ['the same', { total: '5' }, { total: '5' }, []],
  ])('%s', (_, before, after, changes) => {
    const found = changedCells(tables(before), tables(after));
    expect(found.map(({ cell, before: old, after: now }) => `${cell} ${old?.raw ?? '∅'}→${now?.raw ?? '∅'}`)).toEqual(
      changes,
    );
  });

  test.each([
    ['agree', '3', '3', true],
    ['do not', '3', '5', false],
    ['agree where a blank is 0', '', '0', true],
    ['cannot be told where one is no number', '若干', '3', null],
  ])('carried over from last year: they %s', (_, before, now, agrees) => {
    const lastYear = { requests: { carriedForward: { total: read(before) } } };
    const thisYear = { requests: { carriedOver: { total: read(now), business: read('1') } } };
    expect(yearLinks(lastYear, thisYear)).toMatchObject([{ cell: 'requests.carriedOver.total', agrees }]);
  });

  test('in force: last year with what was issued and without what was repealed', () => {
    const lastYear = { proactive: { normativeDocuments: { inForce: read('10') } } };
    const thisYear = {
      proactive: { normativeDocuments: { issued: read('3'), repealed: read('1'), inForce: read('12') } },
    };
    expect(yearLinks(lastYear, thisYear)).toMatchObject([{ moved: 2, agrees: true }]);
  });
});
