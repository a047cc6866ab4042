/** The generator itself: its reports are right, its faults are the ones it names, its files are the same every time. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { tableIds } from '../../src/shared/form/ids.ts';
import type { FindingResult, ReportResult } from '../../src/shared/outputs/contract.ts';
import type { Scale } from './figures.ts';
import { fixtureReports } from './fixture-reports.ts';
import { generateReport } from './generate.ts';
import { judge } from './judge.ts';
import { cellIds, gridOf } from './layout.ts';
import { type ModelParagraph, printed, type ReportModel } from './model.ts';
import { toHandmadeDocx } from './ooxml.ts';
import { type Expected, plantAll, plants } from './plant.ts';
import { Random } from './random.ts';
import { docxVariants, toDocx } from './render-docx.ts';
import { toHtml } from './render-html.ts';
import { toTxt, txtStyles } from './render-txt.ts';
import { faultySample, rightSample } from './sample-reports.ts';
import { slip, slipKinds } from './slips.ts';
import { type Truth, truthOf } from './truth.ts';
import { figureStyles, randomSpelling, respelled, withFigureStyle } from './variants.ts';

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const years = fc.integer({ min: 2019, max: 2025 });
const scales = fc.constantFrom<Scale>('none', 'small', 'medium', 'large');
const root = join(import.meta.dirname, '../..');

/**
 * The equations of RULES.md once more, written for the test: reads the cells by their ids' parts and names every
 * sum that is off as `rule at place`. A sum with words in it (not a number, here) is neither right nor off.
 */
function offSums(model: ReportModel): string[] {
  const off: string[] = [];
  const table = (name: string): Map<string, Map<string, number>> => {
    const rows = new Map<string, Map<string, number>>();
    for (const [id, { value, raw }] of Object.entries(model.cells)) {
      const parts = id.split('.');
      if (parts[0] !== name) continue;
      const row = parts.slice(1, -1).join('.');
      if (!rows.has(row)) rows.set(row, new Map());
      rows.get(row)?.set(parts.at(-1) as string, value ?? (raw.length > 1 ? Number.NaN : 0));
    }
    return rows;
  };
  for (const [name, rule] of [
    ['requests', 'requests.row-total'],
    ['litigation', 'litigation.total'],
  ] as const) {
    for (const [row, columns] of table(name)) {
      let sum = 0;
      for (const [column, value] of columns) if (column !== 'total') sum += value;
      if (differ(sum, columns.get('total') as number)) off.push(`${rule} at ${row}`);
    }
  }
  const requests = table('requests');
  for (const column of requests.get('newlyReceived')?.keys() ?? []) {
    const at = (row: string): number => requests.get(row)?.get(column) ?? Number.NaN;
    let results = 0;
    for (const row of requests.keys()) {
      if (/^(granted|partlyGranted|refused|unavailable|notProcessed|otherHandling)(\.|$)/.test(row)) results += at(row);
    }
    if (differ(results, at('resultTotal'))) off.push(`requests.result-total at ${column}`);
    if (differ(at('newlyReceived') + at('carriedOver'), at('resultTotal') + at('carriedForward'))) {
      off.push(`requests.balance at ${column}`);
    }
  }
  return off.sort();
}

function differ(left: number, right: number): boolean {
  return !Number.isNaN(left) && !Number.isNaN(right) && left !== right;
}

/** The sums that a plant says are off, named in the same way. */
function namedSums(must: readonly Expected[]): string[] {
  return must
    .filter(({ rule }) => /^requests\.|^litigation\./.test(rule))
    .map(({ rule, cells = [] }) => {
      const last = (cells.at(-1) as string).split('.');
      const byRow = rule === 'requests.row-total' || rule === 'litigation.total';
      return `${rule} at ${byRow ? last.slice(1, -1).join('.') : last.at(-1)}`;
    })
    .sort();
}

function paragraphsOf(model: ReportModel): ModelParagraph[] {
  const inside = model.sections.flatMap((section) => section.content.filter((block) => block.kind === 'paragraph'));
  return [...model.introduction, ...inside];
}

describe('a generated report', () => {
  it('has figures that satisfy every equation', () => {
    fc.assert(
      fc.property(seeds, years, scales, (seed, year, scale) => {
        const model = generateReport({ seed, year, scale });
        expect(offSums(model)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has every cell of its edition, with whole counts and amounts of four decimals at most', () => {
    fc.assert(
      fc.property(seeds, years, (seed, year) => {
        const model = generateReport({ seed, year, scale: 'small' });
        const ids = tableIds.flatMap((table) => cellIds(table, model.edition));
        expect(Object.keys(model.cells).sort()).toEqual([...ids].sort());
        for (const [id, { value, raw }] of Object.entries(model.cells)) {
          expect(Number(raw)).toBe(value);
          if (id.endsWith('.amount')) expect(raw).toMatch(/^\d+(\.\d{1,4})?$/);
          else expect(raw).toMatch(id.endsWith('.change') ? /^-?\d+$/ : /^\d+$/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says in its text what its tables say', () => {
    fc.assert(
      fc.property(seeds, years, scales, (seed, year, scale) => {
        const model = generateReport({ seed, year, scale });
        for (const { text, stated } of paragraphsOf(model)) {
          for (const { start, end, value, kind, cells } of stated) {
            expect(text.slice(start, end).replace('%', '')).toBe(kind === 'share' ? value.toFixed(1) : String(value));
            const sum = cells.reduce((total, id) => total + (model.cells[id]?.value ?? Number.NaN), 0);
            if (kind === 'figure') expect(sum).toBe(value);
          }
          const parts = stated.filter(({ kind }) => kind === 'part').map(({ value }) => value);
          for (const { value } of stated.filter(({ kind }) => kind === 'whole')) {
            expect(parts.reduce((sum, part) => sum + part, 0)).toBe(value);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('goes on from the report of the year before', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom(2019, 2021, 2022, 2023), (seed, year) => {
        const previous = generateReport({ seed, year, scale: 'medium' });
        const next = generateReport({ seed: seed + 1, previous, scale: 'medium' });
        expect(next.year).toBe(year + 1);
        expect(offSums(next)).toEqual([]);
        for (const column of ['naturalPerson', 'business', 'total']) {
          const forward = previous.cells[`requests.carriedForward.${column}`];
          expect(next.cells[`requests.carriedOver.${column}`]).toEqual(forward);
        }
        if (next.edition === '2021') {
          const stock = (model: ReportModel, column: string): number =>
            model.cells[`proactive.normativeDocuments.${column}`]?.value as number;
          expect(stock(next, 'inForce')).toBe(
            stock(previous, 'inForce') + stock(next, 'issued') - stock(next, 'repealed'),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is the same for the same seed and another for another', () => {
    const options = { year: 2022, scale: 'small' } as const;
    expect(generateReport({ seed: 5, ...options })).toEqual(generateReport({ seed: 5, ...options }));
    expect(generateReport({ seed: 6, ...options })).not.toEqual(generateReport({ seed: 5, ...options }));
  });
});

describe('the official tables', () => {
  it('are whole grids: no slot empty, none covered twice', () => {
    fc.assert(
      fc.property(seeds, years, (seed, year) => {
        const random = new Random(seed);
        const model = respelled(generateReport({ seed, year, scale: 'small' }), randomSpelling(random));
        for (const id of tableIds) {
          const table = gridOf(model, id);
          const covered = new Map<string, number>();
          for (const cell of table.rows.flat()) {
            for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
              for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
                covered.set(`${row}/${column}`, (covered.get(`${row}/${column}`) ?? 0) + 1);
              }
            }
          }
          expect(covered.size).toBe(table.rows.length * table.columnCount);
          expect([...covered.values()].every((count) => count === 1)).toBe(true);
          expect(table.widths.length).toBe(table.columnCount);
          expect(table.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(1);
          const values = table.rows.flat().flatMap((cell) => (cell.id === undefined ? [] : [cell.id]));
          expect(values.sort()).toEqual(cellIds(id, model.edition).sort());
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keep their values when the figures are typed another way', () => {
    const model = generateReport({ seed: 8, year: 2022, scale: 'large' });
    for (const style of figureStyles) {
      const typed = withFigureStyle(model, style);
      for (const [id, { raw, value }] of Object.entries(typed.cells)) {
        expect(value).toBe(model.cells[id]?.value);
        expect(Number(raw.normalize('NFKC').replaceAll(',', ''))).toBe(value);
      }
    }
    expect(withFigureStyle(model, 'thousands').cells).not.toEqual(model.cells);
  });
});

describe('a planted fault', () => {
  const models = Array.from({ length: 24 }, (_, index) =>
    generateReport({ seed: 500 + index, year: 2019 + (index % 6), scale: index % 4 === 0 ? 'large' : 'medium' }),
  );

  it.each(Object.entries(plants))('%s breaks what it says and nothing else', (_name, plant) => {
    let occasions = 0;
    for (const [index, model] of models.entries()) {
      const planted = plant(model, new Random(index));
      if (!planted) continue;
      occasions++;
      expect(planted.must.length).toBeGreaterThan(0);
      expect(planted.model).not.toEqual(model);
      expect(offSums(planted.model)).toEqual(namedSums(planted.must));
      for (const { rule, cells, suspect } of planted.must) {
        if (rule.startsWith('cell.'))
          expect(planted.model.cells[cells?.[0] as string]).not.toEqual(model.cells[cells?.[0] as string]);
        if (!suspect) continue;
        expect(planted.model.cells[suspect.cell]?.value ?? 0).toBe(suspect.from);
        const cells2 = { ...planted.model.cells, [suspect.cell]: { value: suspect.to, raw: String(suspect.to) } };
        expect(offSums({ ...planted.model, cells: cells2 })).toEqual([]);
      }
      expect(plant(model, new Random(index))).toEqual(planted);
    }
    expect(occasions).toBeGreaterThan(0);
  });

  it('stays named when several are planted in one report', () => {
    for (const { planted } of [...fixtureReports(), faultySample()]) {
      const present = new Set(
        planted.model.sections.flatMap((section) =>
          section.content.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
        ),
      );
      const visible = offSums(planted.model).filter((sum) =>
        present.has(sum.startsWith('litigation') ? 'litigation' : 'requests'),
      );
      expect(visible).toEqual(namedSums(planted.must));
    }
  });

  it('leaves the report alone where it has no occasion', () => {
    const empty = generateReport({ seed: 3, year: 2021, scale: 'none' });
    const planted = plantAll(
      empty,
      [plants['balance-swapped'] as never, plants['text-zero-claim'] as never],
      new Random(1),
    );
    expect(planted).toMatchObject({ model: empty, must: [], may: [], planted: 0 });
  });
});

describe('a slip of the hand', () => {
  it.each([
    ['swapped', 56, [65]],
    ['dropped', 120, [12, 10, 20]],
    ['doubled', 12, [112, 122]],
    ['ten-times', 7, [70]],
  ] as const)('%s makes of %i one of %j', (kind, value, possible) => {
    for (let seed = 0; seed < 20; seed++) expect(possible).toContain(slip(value, kind, new Random(seed)));
  });

  it('is another whole number without a zero in front, or none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom(...slipKinds), seeds, (value, kind, seed) => {
        const other = slip(value, kind, new Random(seed));
        if (other === null) return;
        expect(Number.isInteger(other)).toBe(true);
        expect(other).not.toBe(value);
        expect(other).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('a rendered report', () => {
  const model = generateReport({ seed: 77, year: 2023, scale: 'medium' });
  const other = generateReport({ seed: 78, year: 2020, scale: 'small' });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('is the same bytes at another time and after other reports', async () => {
    const all = async (): Promise<(Uint8Array | string)[]> => [
      ...(await Promise.all(docxVariants.map((variant) => toDocx(model, { variant })))),
      toHandmadeDocx(model),
      toHtml(model),
      ...txtStyles.map((style) => toTxt(model, style)),
    ];
    vi.useFakeTimers({ now: new Date('2020-02-03T04:05:06Z'), toFake: ['Date'] });
    const first = await all();
    vi.setSystemTime(new Date('2031-12-11T10:09:08Z'));
    await toDocx(other, { variant: 'auto-numbering' });
    expect(await all()).toEqual(first);
  });

  it.each([...docxVariants, 'handmade'] as const)(
    'as DOCX (%s) holds every paragraph and every figure',
    async (variant) => {
      const bytes = variant === 'handmade' ? toHandmadeDocx(model) : await toDocx(model, { variant });
      const { value: html } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
      const text = html
        .replace(/<[^>]+>/g, '\n')
        .replaceAll('&gt;', '>')
        .replaceAll('&lt;', '<')
        .replaceAll('&amp;', '&');
      const joined = text.replaceAll('\n', '');
      for (const paragraph of paragraphsOf(model)) expect(joined).toContain(paragraph.text);
      const cells = [...html.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map((match) =>
        (match[1] as string).replace(/<[^>]+>/g, ''),
      );
      const values = tableIds.flatMap((id) =>
        gridOf(model, id)
          .rows.flat()
          .map((cell) => cell.text.replaceAll('\n', '')),
      );
      expect(cells).toEqual(values);
    },
  );

  it('with numbers that Word counts has none of them in the text, unless the count would be another', async () => {
    const withoutFour = { ...model, sections: model.sections.filter((section) => section.id !== 'litigation') };
    const text = async (report: ReportModel): Promise<string> =>
      (await mammoth.extractRawText({ buffer: Buffer.from(await toDocx(report, { variant: 'auto-numbering' })) }))
        .value;
    expect(await text(model)).not.toContain('五、存在的主要问题');
    expect(await text(withoutFour)).toContain('五、存在的主要问题');
  });

  it('as HTML holds every cell once', () => {
    const cells = toHtml(model).match(/<td/g)?.length;
    expect(cells).toBe(tableIds.reduce((sum, id) => sum + gridOf(model, id).rows.flat().length, 0));
  });

  it.each([
    ['tab-lines', '\t一、本年新收政府信息公开申请数量\n\t9\n\t0\n'],
    ['bar-lines', '一、本年新收政府信息公开申请数量 |\n9 |\n0 |\n'],
    ['tabs', '一、本年新收政府信息公开申请数量\t\t\t9\t0\t'],
    ['spaces', '一、本年新收政府信息公开申请数量 9 0 '],
    ['markdown', '| 一、本年新收政府信息公开申请数量 |  |  | 9 | 0 | '],
  ] as const)('as TXT (%s) writes a row of table 三 in that way', (style, row) => {
    const cells = { ...model.cells };
    cells['requests.newlyReceived.naturalPerson'] = { value: 9, raw: '9' };
    cells['requests.newlyReceived.business'] = { value: 0, raw: '0' };
    const text = toTxt({ ...model, cells }, style);
    expect(text).toContain(row);
    for (const paragraph of paragraphsOf(model)) expect(text).toContain(printed(paragraph));
  });
});

describe('the judge', () => {
  const truth = truthOf(faultySample().planted, 'x.txt', 'txt', 'tabs');
  const location = { line: 1, column: 1, start: 0, end: 1 };
  const base = { severity: 'error', message: '', basis: '', location, places: [location], fingerprint: '' } as const;

  /** What a program without fault would answer. */
  function ideal(): ReportResult {
    const tables: Record<
      string,
      Record<string, Record<string, { value: number | null; raw: string; location: typeof location }>>
    > = {};
    for (const [id, { value, raw }] of Object.entries(truth.cells)) {
      const [table = '', ...rest] = id.split('.');
      const column = rest.pop() as string;
      tables[table] ??= {};
      tables[table][rest.join('.')] ??= {};
      (tables[table][rest.join('.')] as Record<string, object>)[column] = { value, raw, location };
    }
    const findings = truth.must.map(
      ({ rule, section = null, cells = [], suspect }): FindingResult => ({
        ...base,
        rule,
        section,
        cells,
        suspects: suspect ? [{ ...suspect, location }] : [],
      }),
    );
    const sections = truth.sections.map((entry) => ({ ...entry, location }));
    const { unit, year, edition } = truth;
    const checks = { passed: 0, failed: 0, notAssessable: 0 };
    const file = { file: 'x.txt', sha256: null, format: 'txt', status: 'checked', error: null, problems: [] } as const;
    return { ...file, unit, year, edition, sections, tables, checks, findings };
  }

  it('has nothing to say of an answer that is all right', () => {
    const blamable = truth.must.filter(({ suspect }) => suspect).length;
    expect(blamable).toBeGreaterThan(0);
    expect(judge(truth, ideal())).toEqual({
      misread: [],
      cells: [],
      missed: [],
      falseAlarms: [],
      blamable,
      blamed: blamable,
    });
  });

  it('names what was misread, missed, blamed wrongly and reported without cause', () => {
    const answer = ideal();
    const [first, ...others] = answer.findings as [FindingResult, ...FindingResult[]];
    const alarm: FindingResult = { ...base, rule: 'cell.split-number', section: null, cells: [], suspects: [] };
    const findings = [...others.map((finding) => ({ ...finding, suspects: [] })), alarm];
    const { litigation, ...tables } = answer.tables;
    const found = judge(truth, { ...answer, year: 2022, tables, findings });
    expect(found.misread).toEqual(['year: 2022, not 2023']);
    expect(found.cells).toHaveLength(15);
    expect(found.cells[0]).toBe('litigation.review.upheld: absent, not 2');
    expect(found.missed.map(({ rule }) => rule)).toEqual([first.rule]);
    expect(found.falseAlarms).toEqual([alarm]);
    expect(found.blamed).toBe(0);
    expect(litigation).toBeDefined();
  });
});

describe('the kept files', () => {
  const truths = JSON.parse(readFileSync(join(root, 'tests/fixtures/reports/truth.json'), 'utf8')) as Truth[];
  const fixtures = [
    ...fixtureReports().map(({ name, planted, producer }) => ({
      stem: `tests/fixtures/reports/${name}`,
      planted,
      producer,
    })),
    ...[rightSample(), faultySample()].flatMap(({ name, planted }) => [
      { stem: `samples/${name}`, planted, producer: { format: 'txt', how: 'tabs' } as const },
      {
        stem: `samples/${name}`,
        planted,
        producer: { format: 'docx', how: planted.must.length > 0 ? 'styles' : 'auto-numbering' } as const,
      },
    ]),
  ].map((fixture) => ({ ...fixture, file: `${fixture.stem}.${fixture.producer.format}` }));

  it.each(fixtures)('$file is what the generator makes', async ({ file, planted, producer }) => {
    const truth = truths.find((entry) => entry.file === file);
    expect(truth).toMatchObject({ unit: planted.model.unit, year: planted.model.year, must: planted.must });
    const kept = readFileSync(join(root, file));
    if (producer.format === 'txt') {
      expect(kept.toString('utf8')).toBe(toTxt(planted.model, producer.how));
    } else if (producer.format === 'docx' && producer.how !== 'libreoffice') {
      const made =
        producer.how === 'handmade'
          ? toHandmadeDocx(planted.model)
          : await toDocx(planted.model, { variant: producer.how });
      expect(Buffer.compare(kept, Buffer.from(made))).toBe(0);
    } else {
      // LibreOffice and Chromium write dates and ids: that the file is there is all that can be held here.
      expect(kept.length).toBeGreaterThan(5000);
    }
  });

  it('are small enough for a repository', () => {
    const sizes = truths.map(({ file }) => readFileSync(join(root, file)).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3 * 2 ** 20);
  });
});
