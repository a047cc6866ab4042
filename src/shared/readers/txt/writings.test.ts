/**
 * The many ways in which a report's tables are written out as plain text. In those that keep every cell, every cell
 * is read; in all of them a value is right or it is not read, and then said to be missing.
 */
import { describe, expect, it } from 'vitest';
import { misplaced } from '../../../../tests/fuzz/places.ts';
import { governmentOf } from '../../../../tests/generator/body.ts';
import { generateReport } from '../../../../tests/generator/generate.ts';
import { type GridTable, gridOf } from '../../../../tests/generator/layout.ts';
import { printed, type ReportModel, withCells } from '../../../../tests/generator/model.ts';
import { Random } from '../../../../tests/generator/random.ts';
import { toTxt, txtStyles } from '../../../../tests/generator/render-txt.ts';
import { truthOf } from '../../../../tests/generator/truth.ts';
import { randomSpelling, respelled, withFigureStyle } from '../../../../tests/generator/variants.ts';
import { check } from '../../../../tests/support/compare.ts';
import { isPageNumber, linesOf, type TableStyle, withPageNumbers } from './lines.ts';

type Writer = (table: GridTable, random: Random, model: ReportModel) => string[];

const oneLine = (text: string): string => text.replaceAll('\n', '');

/** The cells of each row, and after them a writer for the row. */
const filled = (table: GridTable): string[][] =>
  table.rows.map((row) => row.map((cell) => oneLine(cell.text)).filter((text) => text !== ''));

/** A row's slots, those that a merged cell covers blank. */
function slots(table: GridTable): string[][] {
  return table.rows.map((row) => {
    const texts = new Array<string>(table.columnCount).fill('');
    for (const cell of row) texts[cell.column] = oneLine(cell.text);
    return texts;
  });
}

/** Each slot with the text of the cell that covers it, as some converters repeat merged cells. */
function repeated(table: GridTable): string[][] {
  const texts = table.rows.map(() => new Array<string>(table.columnCount).fill(''));
  for (const row of table.rows) {
    for (const cell of row) {
      for (let y = cell.row; y < cell.row + cell.rowSpan; y++) {
        for (let x = cell.column; x < cell.column + cell.columnSpan; x++)
          (texts[y] as string[])[x] = oneLine(cell.text);
      }
    }
  }
  return texts;
}

const writings: Readonly<Record<string, Writer>> = {
  'a full-width blank between cells': (table) => filled(table).map((row) => row.join('　')),
  'two full-width blanks between cells': (table) => filled(table).map((row) => row.join('　　')),
  'uneven blanks between cells': (table, random) =>
    filled(table).map((row) => row.map((text) => text + ' '.repeat(random.int(2, 7))).join('')),
  'uneven blanks and indents': (table, random) =>
    filled(table).map((row) => ' '.repeat(random.int(0, 6)) + row.join(' '.repeat(random.int(1, 4)))),
  'no-break blanks between cells': (table) => filled(table).map((row) => row.join('\u00a0\u00a0')),
  'tabs with blanks around them': (table) => slots(table).map((row) => row.join(' \t ')),
  'tabs, without the slots of merged cells': (table) =>
    table.rows.map((row) => row.map((cell) => oneLine(cell.text)).join('\t')),
  'tabs, merged cells repeated': (table) => repeated(table).map((row) => row.join('\t')),
  'commas between cells': (table) => slots(table).map((row) => row.join(',')),
  'full-width commas between cells': (table) => slots(table).map((row) => row.join('，')),
  'semicolons between cells': (table) => slots(table).map((row) => row.join(';')),
  'full-width semicolons and blanks': (table) => slots(table).map((row) => row.join('； ')),
  'commas between quoted cells': (table) => slots(table).map((row) => row.map((text) => `"${text}"`).join(',')),
  'commas, merged cells repeated': (table) => repeated(table).map((row) => row.join(',')),
  'commas, blank cells at the end left out': (table) => slots(table).map((row) => row.join(',').replace(/,+$/, '')),
  'one bare cell on each line': (table) => filled(table).flat(),
  'one bare cell on each line, blank lines between': (table) => filled(table).flatMap((row) => [...row, '']),
  'Markdown with alignment': (table) => {
    const lines = slots(table).map((row) => `| ${row.join(' | ')} |`);
    return ['', lines[0] as string, `|${':---:|'.repeat(table.columnCount)}`, ...lines.slice(1), ''];
  },
  'Markdown without outer bars': (table) => {
    const lines = slots(table).map((row) => row.join(' | '));
    return ['', lines[0] as string, new Array(table.columnCount).fill(':--').join('|'), ...lines.slice(1), ''];
  },
  'Markdown, merged cells repeated': (table) => {
    const lines = repeated(table).map((row) => `|${row.join('|')}|`);
    return ['', lines[0] as string, `|${'---|'.repeat(table.columnCount)}`, ...lines.slice(1), ''];
  },
  'a frame of box characters': (table) => {
    const rule = `+${'----+'.repeat(table.columnCount)}`;
    return [rule, ...slots(table).flatMap((row) => [`│${row.join('│')}│`, rule])];
  },
};

function write(model: ReportModel, writer: Writer, random: Random): string {
  const lines = [...model.title, '', ...model.introduction.map(printed)];
  for (const section of model.sections) {
    lines.push(section.number + section.name);
    for (const block of section.content) {
      if (block.kind === 'table') lines.push(...writer(gridOf(model, block.table), random, model));
      else lines.push(printed(block));
    }
  }
  return `${lines.join('\n')}\n`;
}

interface Reading {
  readonly wrong: string[];
  readonly absent: string[];
  readonly said: boolean;
  readonly misplaced: string[];
  readonly falseErrors: string[];
}

async function read(text: string | Uint8Array, model: ReportModel): Promise<Reading> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const outcome = await check(bytes, 'report.txt');
  const truth = truthOf({ name: 'none', model, must: [], may: [] }, 'report.txt', 'txt', 'test');
  const found = new Map<string, number | null>();
  for (const [table, { cells }] of Object.entries(outcome.report?.tables ?? {})) {
    for (const [id, { reading }] of Object.entries(cells))
      found.set(`${table}.${id}`, reading.kind === 'number' ? reading.value : null);
  }
  const wrong = [...found].flatMap(([id, value]) => {
    const wanted = truth.cells[id];
    return wanted?.value === value ? [] : [`${id}: ${value}, not ${wanted?.value}`];
  });
  return {
    wrong,
    absent: Object.keys(truth.cells).filter((id) => !found.has(id)),
    said: outcome.findings.some(({ rule }) => rule === 'structure.table-shape' || rule === 'structure.table-missing'),
    misplaced: misplaced(outcome),
    // What running text says of cells that were not read is another matter.
    falseErrors: outcome.findings
      .filter(({ severity, rule }) => severity === 'error' && !rule.startsWith('text.'))
      .map(({ rule }) => rule),
  };
}

const allRead: Reading = { wrong: [], absent: [], said: false, misplaced: [], falseErrors: [] };

function reports(count: number): { seed: number; model: ReportModel; random: Random }[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = index + 1;
    const random = new Random(seed * 7919);
    const plain = generateReport({ seed: seed * 17 });
    const spelled = random.chance(0.5) ? respelled(plain, { ...randomSpelling(random), spaces: false }) : plain;
    return { seed, model: random.chance(0.3) ? withFigureStyle(spelled, 'full-width') : spelled, random };
  });
}

const plainReports = (count: number) =>
  reports(count).map(({ seed, random }) => ({ seed, random, model: generateReport({ seed: seed * 31 }) }));

describe('every cell is read from', () => {
  it.each(Object.entries(writings))('%s', async (_, writer) => {
    for (const { seed, model, random } of reports(12)) {
      expect({ seed, ...(await read(write(model, writer, random), model)) }).toEqual({ seed, ...allRead });
    }
  });
});

it('between commas alone, without blank cells, nothing is wrong, and what may be thousands is said', async () => {
  for (const { seed, model, random } of reports(12)) {
    const text = write(model, (table) => filled(table).map((row) => row.join(',')), random);
    const { wrong, absent, said, misplaced: lost, falseErrors } = await read(text, model);
    expect({ seed, wrong, lost, falseErrors, said }).toEqual({
      seed,
      wrong: [],
      lost: [],
      falseErrors: [],
      said: absent.length > 0,
    });
  }
});

describe('thousands between commas', () => {
  const large = (seed: number) =>
    withFigureStyle(generateReport({ seed, year: 2023, scale: 'large', body: governmentOf('清河区') }), 'thousands');
  const seeds = [3, 7, 11, 15];

  it.each<[string, Writer]>([
    [
      'in quotation marks',
      (table) => slots(table).map((row) => row.map((text) => (text.includes(',') ? `"${text}"` : text)).join(',')),
    ],
    ['with semicolons between cells', (table) => slots(table).map((row) => row.join(';'))],
    ['with full-width commas between cells', (table) => slots(table).map((row) => row.join('，'))],
    ['with tabs between cells', (table) => slots(table).map((row) => row.join('\t'))],
    ['with one bare cell on each line', (table) => filled(table).flat()],
    ['with blanks between cells', (table) => filled(table).map((row) => row.join(' '))],
  ])('%s are one figure', async (_, writer) => {
    for (const seed of seeds) {
      const model = large(seed);
      expect(Object.values(model.cells).some(({ raw }) => raw.includes(','))).toBe(true);
      expect({ seed, ...(await read(write(model, writer, new Random(1)), model)) }).toEqual({ seed, ...allRead });
    }
  });

  it.each<[string, Writer]>([
    ['', (table) => slots(table).map((row) => row.join(','))],
    [', without blank cells', (table) => filled(table).map((row) => row.join(','))],
  ])('that nothing tells from cells are not read, and said%s', async (_, writer) => {
    for (const seed of seeds) {
      const model = large(seed);
      const { absent, ...rest } = await read(write(model, writer, new Random(1)), model);
      expect({ seed, ...rest }).toEqual({ seed, wrong: [], said: true, misplaced: [], falseErrors: [] });
      expect(absent.length).toBeGreaterThan(0);
    }
  });
});

it('sentences and lists with commas are no tables', async () => {
  const model = generateReport({ seed: 5, year: 2023 });
  const sentences = [
    '行政许可，行政处罚，行政强制',
    '规章，12，行政规范性文件，3，行政许可，20，行政处罚，7',
    '行政复议，1，结果维持，1，未经复议直接起诉，0，复议后起诉，0。',
    '自然人,7,商业企业,0,科研机构,0',
    '其中：自然人7件，商业企业0件；科研机构0件。',
  ];
  const text = write(model, (table) => slots(table).map((row) => row.join(',')), new Random(1));
  const at = text.indexOf('\n二、主动公开');
  const withSentences = `${text.slice(0, at)}\n${sentences.join('\n')}${text.slice(at)}`;
  const { report } = await check(new TextEncoder().encode(withSentences), 'report.txt');
  const words = report?.paragraphs.map(({ paragraph }) => paragraph.text).join('');
  for (const sentence of sentences) expect(words).toContain(sentence);
  expect((await read(withSentences, model)).wrong).toEqual([]);
  expect((await read(withSentences, model)).absent).toEqual([]);
});

it('总计 may stand in the first line of the head, above 自然人', async () => {
  const lines = (table: GridTable): string[][] => {
    if (table.columnCount !== 10) return slots(table);
    const blank = (count: number) => new Array<string>(count).fill('');
    return [
      ['', '', '', '申请人情况', ...blank(5), '总计'],
      ['', '', '', '自然人', '法人或其他组织', ...blank(5)],
      [...blank(4), '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', ''],
      ...slots(table).slice(3),
    ];
  };
  for (const { seed, model, random } of plainReports(4)) {
    const text = write(model, (table) => lines(table).map((row) => row.join('\t')), random);
    expect({ seed, ...(await read(text, model)) }).toEqual({ seed, ...allRead });
  }
});

/** Table 三 with 其他 and 总计 in each other's place, heads and all. */
function withColumnsExchanged(table: GridTable): string[][] {
  if (table.columnCount !== 10) return slots(table);
  const heads = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '总计', '其他'];
  return [
    ['', '', '', ...heads],
    ...slots(table)
      .slice(3)
      .map((row) => [...row.slice(0, 8), row[9] ?? '', row[8] ?? '']),
  ];
}

it.each<[string, (row: readonly string[]) => string[]]>([
  ['tabs', (row) => [row.join('\t')]],
  ['bars', (row) => [`|${row.join('|')}|`]],
  ['commas', (row) => [row.join(',')]],
  ['blanks', (row) => [row.filter((text) => text !== '').join('  ')]],
  ['line ends', (row) => row.filter((text) => text !== '')],
])('columns that have changed places between %s are not read as the form’s, and said', async (_, line) => {
  for (const { seed, model, random } of plainReports(6)) {
    const text = write(model, (table) => withColumnsExchanged(table).flatMap(line), random);
    const { absent, ...rest } = await read(text, model);
    expect({ seed, ...rest }).toEqual({ seed, wrong: [], said: true, misplaced: [], falseErrors: [] });
    expect(absent.length).toBeGreaterThan(0);
  }
});

/** Table 三 with a 小计 of the organisations before the 总计, as some offices add it. */
function withSubtotals(rows: readonly (readonly string[])[]): string[][] {
  const total = rows[0]?.length === 10 ? 9 : -1;
  if (total < 0) return rows.map((row) => [...row]);
  return rows.map((row, index) => {
    const sum = row.slice(4, total).reduce((value, text) => value + Number(text), 0);
    const own = index === 2 ? '小计' : index < 3 ? '' : String(sum);
    return [...row.slice(0, total), own, ...row.slice(total)];
  });
}

/** Table 三 with a row 小计 below 三（三）. */
function withSubtotalRow(rows: readonly (readonly string[])[]): string[][] {
  const last = rows.findIndex((row) => row[2]?.includes('属于行政查询事项'));
  if (last < 0) return rows.map((row) => [...row]);
  const group = rows.slice(last - 7, last + 1);
  const sums = Array.from({ length: 7 }, (_, column) =>
    String(group.reduce((sum, row) => sum + Number(row[3 + column]), 0)),
  );
  return [...rows.slice(0, last + 1), ['', '', '小计', ...sums], ...rows.slice(last + 1)].map((row) => [...row]);
}

describe('figures that the form does not have', () => {
  it.each<[string, Writer]>([
    ['tabs', (table) => withSubtotals(slots(table)).map((row) => row.join('\t'))],
    ['bars', (table) => withSubtotals(slots(table)).map((row) => `|${row.join('|')}|`)],
  ])('a column 小计 between %s is passed over', async (_, writer) => {
    for (const { seed, model, random } of plainReports(8)) {
      const { said, ...rest } = await read(write(model, writer, random), model);
      expect({ seed, ...rest }).toEqual({ seed, wrong: [], absent: [], misplaced: [], falseErrors: [] });
    }
  });

  it.each<[string, Writer]>([
    ['blanks', (table) => withSubtotals(slots(table)).map((row) => row.filter((text) => text !== '').join('  '))],
    ['line ends', (table) => withSubtotals(slots(table)).flatMap((row) => row.filter((text) => text !== ''))],
  ])('a column 小计 between %s leaves rows unread, and none wrong', async (_, writer) => {
    for (const { seed, model, random } of plainReports(8)) {
      const { absent, said, ...rest } = await read(write(model, writer, random), model);
      expect({ seed, ...rest }).toEqual({ seed, wrong: [], misplaced: [], falseErrors: [] });
      // Of a table of noughts every cell is known wherever its figures stand.
      expect({ seed, said }).toEqual({ seed, said: absent.length > 0 });
    }
  });

  it.each<[string, Writer]>([
    ['tabs', (table) => withSubtotalRow(slots(table)).map((row) => row.join('\t'))],
    ['bars', (table) => withSubtotalRow(slots(table)).map((row) => `|${row.join('|')}|`)],
    ['blanks', (table) => withSubtotalRow(slots(table)).map((row) => row.filter((text) => text !== '').join(' '))],
    ['line ends', (table) => withSubtotalRow(slots(table)).flatMap((row) => row.filter((text) => text !== ''))],
  ])('a row 小计 between %s is passed over', async (_, writer) => {
    for (const { seed, model, random } of plainReports(8)) {
      expect({ seed, ...(await read(write(model, writer, random), model)) }).toEqual({ seed, ...allRead });
    }
  });
});

describe('lines of the page between those of a table', () => {
  const tabs: Writer = (table) => slots(table).map((row) => row.join('\t'));
  const bars: Writer = (table) => slots(table).map((row) => `|${row.join('|')}|`);
  const blanks: Writer = (table) => filled(table).map((row) => row.join(' '));
  const lines: Writer = (table) => filled(table).flat();
  const foreign: readonly [string, (model: ReportModel) => string[]][] = [
    ['— 3 —', () => ['— 3 —']],
    ['- 3 -', () => ['', '- 3 -', '']],
    ['第 3 页 共 6 页', () => ['第 3 页 共 6 页']],
    ['3 / 6', () => ['3 / 6']],
    ['a page header', (model) => [`${model.unit}${model.year}年政府信息公开工作年度报告`]],
    ['a form feed and a page header', (model) => ['\f', model.title.join('')]],
  ];
  const cases = Object.entries({ tabs, bars, blanks, lines }).flatMap(([style, writer]) =>
    foreign.map(([name, between]) => ({ style, writer, name, between })),
  );

  it.each(cases)('$name among $style', async ({ writer, between }) => {
    for (const { seed, model, random } of plainReports(6)) {
      const cut: Writer = (table) => {
        const own = writer(table, random, model);
        const at = random.int(Math.floor(own.length / 2), own.length - 1);
        return [...own.slice(0, at), ...between(model), ...own.slice(at)];
      };
      const { wrong, absent, said, misplaced: lost, falseErrors } = await read(write(model, cut, random), model);
      expect({ seed, wrong, lost, falseErrors, silent: absent.length > 0 && !said ? absent : [] }).toEqual({
        seed,
        wrong: [],
        lost: [],
        falseErrors: [],
        silent: [],
      });
    }
  });
});

describe('pages', () => {
  const pageEnds: Readonly<Record<string, (page: number) => string>> = {
    'bare page numbers between blank lines': (page) => `\n\n${page}\n\n`,
    'form feeds': () => '\n\f',
  };
  const cases = txtStyles.flatMap((style) => Object.entries(pageEnds).map(([name, end]) => ({ style, name, end })));

  it.each(cases)('$name in $style, every cell is read', async ({ style, end }) => {
    for (const { seed, model } of plainReports(4)) {
      const lines = toTxt(model, style).split('\n');
      const text = lines.map((line, index) => line + (index % 17 === 16 ? end(Math.ceil(index / 17)) : '\n')).join('');
      const { wrong, absent, falseErrors } = await read(text, model);
      expect({ seed, wrong, absent, falseErrors }).toEqual({ seed, wrong: [], absent: [], falseErrors: [] });
    }
  });

  it.each<[string, TableStyle, string, string[]]>([
    ['alone among cells with bars', 'bar-rows', '|甲|\n1\n|乙|\n2\n|丙|', ['1', '2']],
    ['the first page without', 'tab-cells', '\t甲\n\n2\n\n\t乙\n\n3\n', ['2', '3']],
    ['between blank lines', 'bare-cells', '甲\n4\n\n1\n\n乙\n0\n\n2\n\n', ['1', '2']],
    ['figures between blank lines', 'bare-cells', '甲\n\n1\n\n2\n\n0\n\n乙', []],
    ['a figure broken over two lines', 'bar-cells', '甲|\n1\n2|\n', []],
    ['not counting', 'bar-rows', '|甲|\n1\n|乙|\n7\n|丙|', []],
  ])('bare page numbers: %s', (_, style, text, numbers) => {
    const found = withPageNumbers(linesOf(text), style).filter((line) => isPageNumber(line));
    expect(found.map((line) => line.text)).toEqual(numbers);
  });
});

describe('labels broken over lines', () => {
  it('of one character each, and the rest of a label beside the rows after a page', async () => {
    const model = generateReport({ seed: 5, year: 2023 });
    const text = write(model, (table) => filled(table).flat(), new Random(1))
      .replace('结果维持', '结\n果\n维\n持')
      .replace('三、本年度办理结果', '三、本年度')
      .replace(/(（一）予以公开\n(?:\d+\n){7})/, '$1办理结果\n');
    expect(await read(text, model)).toEqual(allRead);
  });

  it('the rest of a label does not fill a row that lacks a figure', async () => {
    const model = generateReport({ seed: 5, year: 2023 });
    const text = write(model, (table) => filled(table).flat(), new Random(1)).replace(
      /(（一）予以公开\n(?:\d+\n){6})\d+\n/,
      '$1办理结果\n',
    );
    const { absent, ...rest } = await read(text, model);
    expect(rest).toEqual({ wrong: [], said: true, misplaced: [], falseErrors: [] });
    expect(absent).toHaveLength(7);
  });
});

it('a notice above the title is no part of it', async () => {
  const model = generateReport({ seed: 5, year: 2023 });
  const [title] = model.title;
  const text = write(model, (table) => filled(table).flat(), new Random(1));
  const { report } = await check(
    new TextEncoder().encode(`${model.unit}关于印发${model.year}年政府信息公开工作年度报告的通知\n${text}`),
    'report.txt',
  );
  expect([report?.title?.text, report?.unit]).toEqual([title, model.unit]);
});

describe('Markdown', () => {
  it('marks of headings and bold words are no words of the report', async () => {
    const model = generateReport({ seed: 5, year: 2023 });
    const plain = write(model, (table) => slots(table).map((row) => `|${row.join('|')}|`), new Random(1));
    const marked = plain
      .split('\n')
      .map((line, index) => {
        if (index === 0) return `# **${line}**`;
        if (line.startsWith('|')) return line.replace(/(\d+)\|$/, '**$1**|').replace(/总计/g, '**总计**');
        return /^[一二三四五六]、/.test(line) ? `## ${line}` : line.replace(/^（.）[^。]*。/, '**$&**');
      })
      .join('\n');
    const reading = async (text: string) => {
      const { report, findings } = await check(new TextEncoder().encode(text), 'report.txt');
      const sections = report?.sections.map(({ title }) => title);
      return { title: report?.title?.text, unit: report?.unit, sections, findings: findings.map(({ rule }) => rule) };
    };
    expect(await reading(marked)).toEqual(await reading(plain));
    expect(await read(marked, model)).toEqual(allRead);
  });
});

describe('a cell to a line, ended by a bar', () => {
  const report = generateReport({ seed: 5, year: 2023 });
  const totals = Object.keys(report.cells).filter((id) => /^requests\..*\.total$/.test(id));

  it.each(totals)('words in the last cell of a row are words in a cell: %s', async (id) => {
    const text = toTxt(withCells(report, { [id]: { value: null, raw: '待核实' } }), 'bar-lines');
    const { findings } = await check(new TextEncoder().encode(text), 'report.txt');
    const found = findings.filter(({ severity }) => severity !== 'info').map(({ rule, cells }) => [rule, ...cells]);
    // What the text says of the cell in words is another finding.
    expect(found.filter(([rule]) => !rule?.startsWith('text.'))).toEqual([['cell.not-a-number', id]]);
  });
});
