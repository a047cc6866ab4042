/** What is made of a document: title, unit and year, the six sections, tables by cell id. */
import { describe, expect, it } from 'vitest';
import type { Block, Cell, Paragraph, SourceDocument, Table } from '../document/document.ts';
import { ruleBook } from '../rules/built-in.ts';
import { readReport } from './index.ts';

const { forms } = ruleBook();

function document(blocks: readonly (string | Table)[]): SourceDocument {
  return {
    format: 'docx',
    problems: [],
    blocks: blocks.map(
      (block, index): Block =>
        typeof block === 'string' ? paragraph(block, index) : { ...block, location: { block: index } },
    ),
  };
}

function paragraph(text: string, block: number): Paragraph {
  return { kind: 'paragraph', text, place: { format: 'docx', location: { block } } };
}

/** A grid drawn as text: cells parted by |, `<` goes on from the left, `^` from above. */
function grid(rows: string): Table {
  const lines = rows
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cells: Cell[] = [];
  for (const [row, line] of lines.entries()) {
    for (const [column, text] of line.entries()) {
      if (text === '<' || text === '^') continue;
      let columnSpan = 1;
      while (line[column + columnSpan] === '<') columnSpan++;
      let rowSpan = 1;
      while (lines[row + rowSpan]?.[column] === '^') rowSpan++;
      cells.push({ row, column, rowSpan, columnSpan, text, location: { block: 0, row, column } });
    }
  }
  return { kind: 'table', rowCount: lines.length, columnCount: lines[0]?.length ?? 0, cells, location: { block: 0 } };
}

const sections = ['一、总体情况', '二、主动公开政府信息情况', '三、收到和处理政府信息公开申请情况'];

describe('title, unit and year', () => {
  it.each<[string, string[], string | null, number | null]>([
    ['on one line', ['清河区教育局2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['年度 for 年', ['清河区教育局2023年度政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['on two lines', ['清河区教育局', '2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['on three lines', ['清河区教育局', '2023年政府信息公开', '工作年度报告'], '清河区教育局', 2023],
    ['year first', ['2023年清河区教育局政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['spaces and full-width digits', ['清河区教育局 ２０２３ 年 政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['Chinese digits', ['清河区教育局二〇二三年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['a digit among Chinese ones', ['清河区教育局二0二三年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['a letter for 〇', ['清河区教育局二Ｏ二三年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['digits as on cheques', ['清河区教育局贰零贰叁年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['年报', ['清河区教育局2023年政府信息公开年报'], '清河区教育局', 2023],
    ['年报, the year first', ['2023年清河区教育局政府信息公开工作年报'], '清河区教育局', 2023],
    ['年报, the year last', ['清河区教育局政府信息公开年报（2023年）'], '清河区教育局', 2023],
    ['工作情况的报告', ['清河区教育局关于2023年度政府信息公开工作情况的报告'], '清河区教育局', 2023],
    ['年报 of no body', ['关于做好2023年政府信息公开工作年报'], null, null],
    ['a point of the text', ['现将2023年政府信息公开工作总结。'], null, null],
    [
      'a document number above',
      ['清教发〔2024〕3号', '清河区教育局2023年政府信息公开工作年度报告'],
      '清河区教育局',
      2023,
    ],
    ['关于', ['清河区教育局关于2023年政府信息公开工作的年度报告'], '清河区教育局', 2023],
    ['year in parentheses at the end', ['清河区教育局政府信息公开工作年度报告（2023年）'], '清河区教育局', 2023],
    ['year on the line above the unit', ['2023年度', '清河区教育局', '政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['year on the line below', ['清河区教育局政府信息公开工作年度报告', '（2023年）'], '清河区教育局', 2023],
    ['in brackets', ['《清河区教育局2023年政府信息公开工作年度报告》'], '清河区教育局', 2023],
    ['as an annex', ['附件1：清河区教育局2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['marked as made public', ['【公示】清河区教育局2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['without 工作', ['清河区教育局2023年政府信息公开年度报告'], '清河区教育局', 2023],
    [
      'only in the introduction',
      ['根据有关规定，清河区教育局编制了清河区教育局2023年政府信息公开工作年度报告。'],
      '清河区教育局',
      2023,
    ],
    ['in the name of a notice', ['关于清河区教育局2023年政府信息公开工作年度报告的公示'], '清河区教育局', 2023],
    ['who made it', ['根据有关规定，清河区教育局编制了2023年政府信息公开工作年度报告。'], '清河区教育局', 2023],
    ['a verb is no unit', ['按照要求和区里关于做好2023年政府信息公开工作年度报告的通知，现予公布。'], null, 2023],
    [
      "below a web page's own lines",
      [
        '您当前的位置：首页 >> 政府信息公开年度报告',
        '首页 ＞ 年报 ＞ 2022年',
        '名    称：清河区教育局2022年政府信息公开工作年度报告',
        '来源：区教育局 发布时间：2024-01-20 浏览次数：12 打印',
        '清河区教育局2023年政府信息公开工作年度报告',
      ],
      '清河区教育局',
      2023,
    ],
    [
      'given twice, first without the unit',
      ['2023年政府信息公开工作年度报告', '清河区教育局', '2023年政府信息公开工作年度报告'],
      '清河区教育局',
      2023,
    ],
    [
      'doubled by mistake, single in the text',
      ['清河区清河区教育局2023年政府信息公开工作年度报告', '清河区教育局现将有关情况报告如下。'],
      '清河区教育局',
      2023,
    ],
    ['its name begun on the line above', ['清河区', '教育局2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    [
      'its name broken anywhere, whole in the text',
      ['清河回族自治', '县教育局2023年政府信息公开工作年度报告', '清河回族自治县教育局现将有关情况报告如下。'],
      '清河回族自治县教育局',
      2023,
    ],
    ['a page’s name above it', ['政务公开', '清河区教育局2023年政府信息公开工作年度报告'], '清河区教育局', 2023],
    ['nowhere', ['有关情况如下。'], null, null],
  ])('%s', (_, opening, unit, year) => {
    const report = readReport(document([...opening, ...sections]), forms);
    expect([report.unit, report.year]).toEqual([unit, year]);
  });

  it.each<[string, string[], boolean, boolean]>([
    ['year on the line above the unit', ['2023年度', '清河区教育局', '政府信息公开工作年度报告'], true, true],
    ['year on the line below', ['清河区教育局', '政府信息公开工作年度报告', '2023年'], true, true],
    ['no year, and a day below', ['清河区教育局政府信息公开工作年度报告', '2024年1月20日'], true, false],
    ['no unit', ['2023年政府信息公开工作年度报告'], false, true],
  ])('the title has unit and year: %s', (_, opening, hasUnit, hasYear) => {
    expect(readReport(document([...opening, ...sections]), forms).title).toMatchObject({ hasUnit, hasYear });
  });
});

describe('sections', () => {
  const ids = (...blocks: (string | Table)[]) => readReport(document(blocks), forms).sections.map(({ id }) => id);

  it('are known under close titles and other numbers', () => {
    expect(
      ids(
        '一、总体情况',
        '二、主动公开情况',
        '三、依申请公开政府信息情况',
        '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况',
        '五、存在的不足及改进措施',
        '五、需要报告的其他事项',
      ),
    ).toEqual(['overview', 'proactive', 'requests', 'litigation', 'problems', 'other']);
  });

  it('are not the points of a section', () => {
    expect(ids('一、总体情况', '（一）主动公开政府信息情况', '1.其他需要报告的事项', ...sections.slice(1))).toEqual([
      'overview',
      'proactive',
      'requests',
    ]);
  });

  it('may bear a number of another kind, or one without its stop', () => {
    const reviews = grid('行政复议 | < | 行政诉讼\n结果维持 | 结果纠正 | 尚未审结\n0 | 0 | 0');
    const typed = ['1.总体情况', '一 主动公开政府信息情况', '（四）政府信息公开行政复议、行政诉讼情况'];
    expect(ids(...typed, reviews, '五存在的主要问题及改进情况', '6、其他需要报告的事项')).toEqual([
      'overview',
      'proactive',
      'litigation',
      'problems',
      'other',
    ]);
  });

  it('may bear any number right above their table', () => {
    const licences = grid('信息内容 | 本年处理决定数量\n行政许可 | 4');
    const title = '（一）主动公开政府信息情况';
    expect(ids('一、总体情况', title, '见下表。', licences)).toEqual(['overview', 'proactive']);
    expect(ids('一、总体情况', title, '（二）依申请公开情况', licences)).toEqual(['overview']);
  });

  it('are not points of a section that is missing', () => {
    const left = [
      '一、总体情况',
      '（二）主动公开政府信息情况',
      '（三）收到和处理政府信息公开申请情况',
      '（六）其他事项',
    ];
    expect(ids(...left, '四、政府信息公开行政复议、行政诉讼情况')).toEqual(['overview', 'litigation']);
  });

  it('are known under other words by their number and their table', () => {
    const licences = grid('信息内容 | 本年处理决定数量\n行政许可 | 4');
    expect(ids('一、总体情况', '二、主动公开信息统计', licences)).toEqual(['overview', 'proactive']);
    expect(ids('一、总体情况', '二、主动公开信息统计', sections[2] as string)).toEqual(['overview', null, 'requests']);
    expect(ids('一、总体情况', '二、下一步打算', licences)).toEqual(['overview', null]);
  });

  it('are not the lines of a table of contents', () => {
    const report = readReport(document(['目录', '一、总体情况……1', '二、主动公开政府信息情况\t2', ...sections]), forms);
    expect(report.sections.map(({ block }) => block)).toEqual([3, 4, 5]);
    const bare = readReport(document([...sections, '正文', ...sections.flatMap((title) => [title, '内容。'])]), forms);
    expect(bare.sections.map(({ block }) => block)).toEqual([4, 6, 8]);
  });

  const contents = [
    '一、总体情况',
    '二、主动公开政府信息情况',
    '三、收到和处理政府信息公开申请情况',
    '四、政府信息公开行政复议、行政诉讼情况',
    '五、存在的主要问题及改进情况',
    '六、其他需要报告的事项',
  ];
  const body = contents.flatMap((title) => [title, '本机关按照规定办理。']);
  it.each<[name: string, before: string[]]>([
    ['right above the first section', contents],
    ['with stops', contents.map((title, index) => `${title}${index === 5 ? '。' : '；'}`)],
    ['with points', contents.flatMap((title) => [title, '（一）有关情况', '（二）其他情况'])],
    ['with points of some', contents.flatMap((title, index) => (index % 4 === 0 ? [title, '（一）情况'] : [title]))],
    ['without numbers', contents.map((title) => title.slice(2))],
  ])('are not the lines of a table of contents %s', (_, before) => {
    const title = '清河区教育局2023年政府信息公开工作年度报告';
    const report = readReport(document([title, '目录', ...before, ...body]), forms);
    const first = 2 + before.length;
    expect(report.sections.map(({ block }) => block)).toEqual([0, 2, 4, 6, 8, 10].map((block) => first + block));
  });

  it('are where they stand first, when a title comes again further on', () => {
    const report = readReport(document([...body, '一、总体情况', '重复的内容。', '本部分无其他内容。']), forms);
    expect(report.sections.map(({ block }) => block)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('may go on in the paragraph of their heading', () => {
    const report = readReport(document(['一、总体情况。2023年，本机关公开信息12条。', ...sections.slice(1)]), forms);
    expect(report.sections[0]).toMatchObject({ id: 'overview', name: '总体情况', title: '一、总体情况。' });
    expect(report.paragraphs[0]).toMatchObject({ section: 'overview', start: 7 });
  });

  it('may stand on a line of a paragraph', () => {
    const text = '依照规定编制。\n一、总体情况\n本机关公开信息12条。\n二、主动公开政府信息情况';
    const report = readReport(document(['标题', text, sections[2] as string]), forms);
    expect(report.sections.map(({ title, location }) => [title, location])).toEqual([
      ['一、总体情况', { block: 1, start: 8, end: 14 }],
      ['二、主动公开政府信息情况', { block: 1, start: 27, end: 39 }],
      ['三、收到和处理政府信息公开申请情况', { block: 2, start: 0, end: 17 }],
    ]);
    expect(report.paragraphs.map(({ section, paragraph: { text } }) => [section, text])).toEqual([
      [null, '标题'],
      [null, '依照规定编制。'],
      ['overview', '本机关公开信息12条。'],
    ]);
  });

  it('may be broken over lines of their paragraph', () => {
    const broken = readReport(document(['一、总体情况\n无', '四、政府信息公开行政复议、\n行政诉讼情况']), forms);
    expect(broken.sections.map(({ id, title }) => [id, title])).toEqual([
      ['overview', '一、总体情况'],
      ['litigation', '四、政府信息公开行政复议、\n行政诉讼情况'],
    ]);
  });

  it('unknown ones are those whose number goes on', () => {
    expect(ids(...sections, '四、工作考核结果', '一、第一点', '二、第二点')).toEqual([
      'overview',
      'proactive',
      'requests',
      null,
    ]);
  });
});

const head = `
注 | < | < | 申请人情况 | < | < | < | < | < | <
^ | < | < | 自然人 | 法人或其他组织 | < | < | < | < | 总计
^ | < | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | ^`;

function requests(...tables: Table[]) {
  return readReport(document([...sections, ...tables]), forms).tables.requests;
}

describe('table 三', () => {
  it('reads rows whose label stands in several cells', () => {
    const table = requests(
      grid(`${head}
一、本年新收政府信息公开申请数量 | < | < | 7 | 0 | 0 | 0 | 0 | 1 | 8
三、本年度办理结果 | （一）予以公开 | < | 3 | 0 | 0 | 0 | 0 | 1 | 4
^ | （三）不予公开 | 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1
^ | ^ | 2.其他法律行政法规禁止公开 | 2 | 0 | 0 | 0 | 0 | 0 | 2
^ | （五）不予处理 | 2.重复申请 | 5 | 0 | 0 | 0 | 0 | 0 | 5
^ | （七）总计 | < | 6 | 0 | 0 | 0 | 0 | 1 | 7
四、结转下年度继续办理 | < | < | 1 | 0 | 0 | 0 | 0 | 0 | 1`),
    );
    const value = (key: string) => table?.cells[key]?.reading;
    expect(value('newlyReceived.total')).toMatchObject({ value: 8 });
    expect(value('refused.otherLaws.naturalPerson')).toMatchObject({ value: 2 });
    expect(value('notProcessed.repeated.naturalPerson')).toMatchObject({ value: 5 });
    expect(value('resultTotal.otherOrganization')).toMatchObject({ value: 1 });
    expect(value('carriedForward.total')).toMatchObject({ value: 1 });
    expect(table?.cells['carriedOver.total']).toBeUndefined();
    expect(table?.oddities.filter(({ kind }) => kind === 'row-missing')).toHaveLength(18);
  });

  it('goes on in a second table with the same columns', () => {
    const table = requests(
      grid(`${head}
一、本年新收政府信息公开申请数量 | < | < | 7 | 0 | 0 | 0 | 0 | 1 | 8`),
      grid(
        '二、上年结转政府信息公开申请数量 | < | < | 2 | 0 | 0 | 0 | 0 | 0 | 2\n四、结转下年度继续办理 | < | < | 1 | 0 | 0 | 0 | 0 | 0 | 1',
      ),
    );
    expect(table?.cells['carriedOver.total']?.reading).toMatchObject({ value: 2 });
    expect(table?.cells['carriedForward.naturalPerson']?.reading).toMatchObject({ value: 1 });
  });

  const row = (label: string, figure: number) => `${label} | < | < | ${figure} | 0 | 0 | 0 | 0 | 0 | ${figure}`;
  const begun = `${head}
${row('一、本年新收政府信息公开申请数量', 7)}
三、本年度办理结果 | （一）予以公开 | < | 3 | 0 | 0 | 0 | 0 | 1 | 4`;
  const years = (mark: string) =>
    `年份 | < | < | ${[17, 18, 19, 20, 21, 22, 23].map((n) => `20${n}${mark}`).join(' | ')}`;
  const earlier = [
    row('一、本年新收政府信息公开申请数量', 70),
    row('二、上年结转政府信息公开申请数量', 90),
    row('四、结转下年度继续办理', 80),
  ].join('\n');

  it.each<[name: string, other: string]>([
    ['of earlier years, headed by them', `${years('年')}\n${earlier}`],
    ['of earlier years, headed by numbers', `${years('')}\n${earlier}`],
    ['of earlier years without any head', earlier],
    ['of two years, by the kinds of applicants', `${head}\n${row('上年', 70)}\n${row('本年', 90)}`],
    ['of ways in, headed by quarters', `渠道 | < | < | 一 | 二 | 三 | 四 | 上半年 | 下半年 | 全年\n${row('当面', 70)}`],
    ['of ways in without any head', `${row('当面提出', 70)}\n${row('信函', 90)}`],
    ['of bare figures', '70 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 90'],
  ])('a table %s with as many columns is none of its parts', (_, other) => {
    const alone = requests(grid(begun));
    expect(requests(grid(begun), grid(other))).toEqual(alone);
  });

  it('a table of earlier years before it is not it', () => {
    const own = grid(`${head}\n${earlier.replaceAll('70', '7')}`);
    const withOther = requests(grid(`${years('年')}\n${earlier}`), own);
    expect(withOther?.cells).toMatchObject({
      'newlyReceived.total': { raw: '7' },
      'carriedOver.total': { raw: '90' },
    });
    const oddities = requests(own)?.oddities.map(({ kind }) => kind);
    expect(withOther?.oddities.map(({ kind }) => kind)).toEqual(oddities);
  });

  it('labels of another head in the midst of a grid end what its own head says', () => {
    const table = requests(grid(`${begun}\n${years('年')}\n${row('四、结转下年度继续办理', 80)}`));
    expect(table?.cells['carriedForward.total']).toBeUndefined();
    expect(table?.oddities).toContainEqual(expect.objectContaining({ kind: 'column-missing', row: 'carriedForward' }));
  });

  it('its parts may begin with a sub-total, or be the head alone', () => {
    const rest = `^ | 小计 | < | 3 | 0 | 0 | 0 | 0 | 1 | 4\n${row('四、结转下年度继续办理', 8)}`.replace('^', '');
    expect(requests(grid(begun), grid(rest))?.cells['carriedForward.total']).toMatchObject({ raw: '8' });
    const below = grid(row('一、本年新收政府信息公开申请数量', 7));
    expect(requests(grid(head), below)?.cells['newlyReceived.total']).toMatchObject({ raw: '7' });
  });

  it('a 小计 column and a 小计 row are no fault and no value', () => {
    const table = requests(
      grid(`
注 | < | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 小计 | 总计
（三）不予公开 | 1.属于国家秘密 | 1 | 2 | 0 | 0 | 0 | 0 | 2 | 3
^ | 小计 | 1 | 2 | 0 | 0 | 0 | 0 | 2 | 3`),
    );
    expect(table?.cells['refused.stateSecret.total']?.reading).toMatchObject({ value: 3 });
    expect(table?.oddities.filter(({ kind }) => kind !== 'row-missing')).toEqual([]);
  });

  it('a 小计 is known by what it adds up; where that is open it is left out', () => {
    const sums = (head: string, ...rows: string[]) =>
      requests(grid([head, ...rows].join('\n')))?.subtotals.map(({ over, of, parts, cell }) => [
        over,
        of,
        parts.length,
        cell.raw,
      ]);
    const others = '商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他';
    const row = '一、本年新收政府信息公开申请数量 | <';
    expect(sums(`注 | < | 自然人 | ${others} | 小计 | 总计`, `${row} | 7 | 1 | 0 | 0 | 0 | 1 | 2 | 9`)).toEqual([
      ['columns', 'newlyReceived', 5, '2'],
    ]);
    expect(sums(`注 | < | 小计 | 自然人 | ${others} | 总计`, `${row} | 9 | 7 | 1 | 0 | 0 | 0 | 1 | 9`)).toEqual([]);
    // One of its parts could not be read.
    expect(sums(`注 | < | 自然人 | ${others} | 小计 | 总计`, `${row} | 7 | 1 | < | 0 | 0 | 1 | 2 | 9`)).toEqual([]);
    const group = [1, 2, 3].map((point, at) => {
      const labels = ['1.本机关不掌握相关政府信息', '2.没有现成信息需要另行制作', '3.补正后申请内容仍不明确'];
      return `${at === 0 ? '（四）无法提供' : '^'} | ${labels[at]} | ${point} | 0 | 0 | 0 | 0 | 0 | ${point}`;
    });
    const head = `注 | < | 自然人 | ${others} | 总计`;
    const below = sums(head, ...group, '^ | 小计 | 6 | 0 | 0 | 0 | 0 | 0 | 6');
    expect(below?.[0]).toEqual(['rows', 'naturalPerson', 3, '6']);
    expect(below).toHaveLength(7);
    // Without its group's label it may as well be the sum of all that was above.
    expect(sums(head, ...group, '小计 | < | 6 | 0 | 0 | 0 | 0 | 0 | 6')).toEqual([]);
    const granted = '（一）予以公开 | < | 4 | 0 | 0 | 0 | 0 | 0 | 4';
    const sum = (natural: number, total: number) => `小计 | < | ${natural} | 0 | 0 | 0 | 0 | 0 | ${total}`;
    expect(sums(head, granted, ...group, sum(6, 6))?.[0]).toEqual(['rows', 'naturalPerson', 3, '6']);
    expect(sums(head, granted, ...group, sum(5, 6))?.[0]).toEqual(['rows', 'naturalPerson', 3, '5']);
    expect(sums(head, granted, ...group, sum(10, 10))).toEqual([]);
    expect(sums(head, granted, ...group, sum(5, 5))).toEqual([]);
    expect(sums(head, granted, ...group.slice(0, 2), sum(3, 3))).toEqual([]);
    expect(sums(head, granted, ...group, '（五）不予处理 | 2.重复申请 | 1 | 0 | 0 | 0 | 0 | 0 | 1', sum(6, 6))).toEqual(
      [],
    );
  });

  it('a row that lacks a cell is not read: which one it lacks nothing tells', () => {
    const table = requests(
      grid(`${head}
一、本年新收政府信息公开申请数量 | < | < | 7 | 0 | 0 | 0 | 1 | 8
二、上年结转政府信息公开申请数量 | < | < | 2 | 0 | 0 | 0 | 0 | 0 | 2`),
    );
    expect(Object.keys(table?.cells ?? {}).filter((key) => key.startsWith('newlyReceived'))).toEqual([]);
    expect(table?.cells['carriedOver.total']).toMatchObject({ raw: '2' });
    expect(table?.oddities.filter(({ kind }) => kind !== 'row-missing')).toMatchObject([
      { kind: 'row-values', row: 'newlyReceived', found: 6, wanted: 7 },
    ]);
  });

  it('a figure over two columns is not given to either', () => {
    const table = requests(
      grid(`
注 | < | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | < | 7 | 12 | < | 0 | 0 | 0 | 19`),
    );
    expect(table?.cells['newlyReceived.business']).toBeUndefined();
    expect(table?.cells['newlyReceived.research']).toBeUndefined();
    expect(table?.oddities).toContainEqual(expect.objectContaining({ kind: 'row-values', row: 'newlyReceived' }));
  });

  it('a column that the head lacks is missing, the others are read', () => {
    const table = requests(
      grid(`
注 | < | 自然人 | 商业企业 | 科研机构 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | < | 7 | 12 | 0 | 3 | 0 | 22`),
    );
    expect(table?.cells['newlyReceived.charity']).toBeUndefined();
    expect(table?.cells['newlyReceived.legalService']?.reading).toMatchObject({ value: 3 });
    expect(table?.oddities).toContainEqual(
      expect.objectContaining({ kind: 'column-missing', row: 'newlyReceived', column: 'charity' }),
    );
  });

  it('figures under columns without a head are no row labels', () => {
    const table = requests(
      grid(`
注 | < | ^ | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计
一、本年新收政府信息公开申请数量 | < | 7 | 12 | 0 | 0 | 3 | 0 | 22`),
    );
    expect(table?.cells['newlyReceived.business']?.reading).toMatchObject({ value: 12 });
    expect(table?.oddities).toContainEqual(
      expect.objectContaining({ kind: 'column-missing', row: 'newlyReceived', column: 'naturalPerson' }),
    );
    expect(table?.oddities.filter(({ kind }) => kind === 'row-extra')).toEqual([]);
  });
});

describe('table 四', () => {
  const columns = '结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计';
  const figures = '1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 3';
  const litigation = (rows: string) => readReport(document([...sections, grid(rows)]), forms).tables.litigation;
  const faults = (rows: string) =>
    litigation(rows)?.oddities.map((oddity) => [oddity.kind, 'row' in oddity ? oddity.row : '']);

  it('a group without its label is not taken for the group before it', () => {
    const rows = `
行政复议 | < | < | < | < | 行政诉讼 | < | < | < | < | < | < | < | < | <
甲 | 乙 | 丙 | 丁 | 戊 | ${columns} | ${columns}
${figures}`;
    expect(litigation(rows)?.cells).toEqual({});
    expect(faults(rows)).toEqual([
      ['row-missing', 'review'],
      ['row-missing', 'directSuit'],
      ['row-missing', 'suitAfterReview'],
    ]);
  });

  it('all fifteen heads tell their groups by their order', () => {
    const rows = `${columns} | ${columns} | ${columns}\n${figures}`;
    expect(litigation(rows)?.cells['directSuit.upheld']?.reading).toMatchObject({ value: 2 });
    expect(faults(rows)).toEqual([]);
  });

  it('a second row of figures is one too many', () => {
    const rows = `${columns} | ${columns} | ${columns}\n${figures}`;
    expect(faults(`${rows}\n${figures}`)).toEqual([['row-extra', '']]);
  });
});

describe('table 二 of edition 2019', () => {
  it('reads the sub-rows of 其他对外管理服务事项', () => {
    const report = readReport(
      document([
        ...sections.slice(0, 2),
        grid(`
第二十条第（五）项 | < | < | < | <
信息内容 | < | 上一年项目数量 | 本年增/减 | 处理决定数量
行政许可 | < | 3 | -1 | 20
其他对外管理服务事项 | 行政检查 | 10 | -5 | 423
^ | 行政确认 | 0 | 0 | 6
第二十条第（九）项 | < | < | < | <
信息内容 | < | 采购项目数量 | 采购总金额（万元） | <
政府集中采购 | < | 18 | 187.8192 | <`),
        ...sections.slice(2),
      ]),
      forms,
    );
    const cells = report.tables.proactive?.cells ?? {};
    expect(report.edition).toBe('2019');
    expect(cells['licensing.change']?.reading).toMatchObject({ value: -1 });
    expect(cells['otherServices.1.decisions']?.reading).toMatchObject({ value: 423 });
    expect(cells['otherServices.2.decisions']?.reading).toMatchObject({ value: 6 });
    expect(cells['procurement.amount']?.reading).toMatchObject({ value: 187.8192, decimals: 4 });
  });
});

describe('rows in another order than the form’s', () => {
  const orders: readonly [name: string, order: <T>(rows: readonly T[]) => T[]][] = [
    ['two changed places', ([first, second, ...rest]) => [second, first, ...rest].filter((row) => row !== undefined)],
    ['from the last to the first', (rows) => rows.toReversed()],
    ['every other one at the end', (rows) => [0, 1].flatMap((odd) => rows.filter((_, index) => index % 2 === odd))],
  ];
  const cases = forms.flatMap((form) =>
    (['proactive', 'requests'] as const).flatMap((id) =>
      orders.map(([name, order]) => ({ form, id, name, order, edition: form.edition })),
    ),
  );

  it.each(cases)('edition $edition, $id: $name, are placed by their labels', ({ form, id, order }) => {
    const official = form.tables[id];
    const wanted: Record<string, string> = {};
    const width = Math.max(...official.blocks.map(({ columns }) => columns.length));
    const line = (cells: readonly string[]) => [...cells, ...Array(width + 2 - cells.length).fill('')].join(' | ');
    const parts = official.blocks.map(({ heading, columns, rows }) => {
      const own = rows.map((row) => {
        const figures = columns.map((column) => {
          const figure = String(Object.keys(wanted).length + 1);
          wanted[`${row.id}.${column.id}`] = figure;
          return figure;
        });
        return line([row.parents.at(-1) ?? '', row.label, ...figures]);
      });
      const above = heading === undefined ? [] : [[heading, ...Array(width + 1).fill('<')].join(' | ')];
      return [...above, line([official.furniture[0] ?? '', '', ...columns.map(({ label }) => label)]), ...order(own)];
    });
    const text = order(parts).flat().join('\n');
    const year = form.edition === '2019' ? 2020 : 2023;
    const title = `清河区教育局${year}年政府信息公开工作年度报告`;
    const table = readReport(document([title, ...sections, grid(text)]), forms).tables[id];
    const found = Object.entries(table?.cells ?? {}).map(([key, { raw }]) => [key, raw]);
    expect(Object.fromEntries(found)).toEqual(wanted);
    expect(table?.oddities).toEqual([]);
  });
});

describe('a document that is no report', () => {
  it.each([
    [['关于召开会议的通知', '请各单位准时参加。']],
    [['一、总体情况']],
    [['清河区教育局2023年政务公开工作总结', '一年来，各项工作按时完成。']],
  ])('%j', (blocks) => {
    expect(() => readReport(document(blocks), forms)).toThrow(expect.objectContaining({ code: 'not-a-report' }));
  });
});
