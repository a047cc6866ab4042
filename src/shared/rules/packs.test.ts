/** Rule packs: the built-in ones pass their schema; a fault in an office's own pack is said with file and line. */
/// <reference types="vite/client" />
import { describe, expect, it } from 'vitest';
import { cellKeysOf } from '../form/form.ts';
import { readReport } from '../report/index.ts';
import { builtInPacks, ruleBook } from './built-in.ts';
import { type CaseReport, caseDocument } from './case-report.ts';
import { loadPack, RulePackError } from './load-pack.ts';
import { rulePackJsonSchema, rulePackSchema } from './pack-schema.ts';
import { rules, runRules } from './run-rules.ts';

describe('built-in packs', () => {
  it.each(builtInPacks.map((pack) => [pack.id, pack] as const))('%s passes the schema', (_, pack) => {
    expect(rulePackSchema.safeParse(pack).error?.issues ?? []).toEqual([]);
  });

  it('have severity, basis and both sentences for every rule of the program, and for no other', () => {
    const book = ruleBook();
    for (const rule of rules) {
      const text = book.rules[rule.id];
      expect(text?.basis['zh-CN'], rule.id).toMatch(/\p{Script=Han}/u);
      // English but for the names of documents, sections and columns.
      expect(text?.basis.en, rule.id).toMatch(/[a-z]{2,} [a-z]{2,}/);
      expect(text?.message['zh-CN'], rule.id).toBeTruthy();
      expect(text?.message.en, rule.id).toBeTruthy();
    }
  });

  it.each([
    ['2019', 'requests', 24 * 7 - 7],
    ['2021', 'requests', 25 * 7],
    ['2019', 'litigation', 15],
    ['2021', 'litigation', 15],
    ['2021', 'proactive', 10],
    ['2019', 'proactive', 22],
  ] as const)('edition %s has every cell of table %s', (edition, table, count) => {
    const form = ruleBook().forms.find((candidate) => candidate.edition === edition);
    expect(form && new Set(cellKeysOf(form.tables[table])).size).toBe(count);
  });

  it.each([
    ['2019', 23, 7],
    ['2021', 25, 7],
  ] as const)(
    'edition %s: a row total for each row, a result total and a balance for each column',
    (edition, rows, columns) => {
      const count = (rule: string) =>
        ruleBook().equations[edition].filter((comparison) => comparison.rule === rule).length;
      expect([
        count('requests.row-total'),
        count('requests.result-total'),
        count('requests.balance'),
        count('litigation.total'),
      ]).toEqual([rows, columns, columns, 3]);
    },
  );

  it('the result total of 2021 adds up 21 rows, that of 2019 adds up 19', () => {
    const terms = (edition: '2019' | '2021') =>
      ruleBook().equations[edition].find((comparison) => comparison.rule === 'requests.result-total')?.left.length;
    expect([terms('2019'), terms('2021')]).toEqual([19, 21]);
  });
});

describe("an office's own pack", () => {
  const pack = (rest: string) => `id: province\nname: 示例\n${rest}`;
  const row = '{ id: granted, label: 予以公开 }';
  const column = '{ id: total, label: 总计, unit: count }';
  const faultsOf = (text: string): RulePackError => {
    try {
      loadPack(text, 'own.yaml');
    } catch (error) {
      if (error instanceof RulePackError) return error;
      throw error;
    }
    throw new Error('no fault was found');
  };

  it('may change a severity and add an equation', () => {
    const own = loadPack(
      pack(
        'rules:\n  cell.blank:\n    severity: error\nequations:\n  - rule: litigation.total\n    equation: litigation.review.total = litigation.review.upheld\n',
      ),
      'own.yaml',
    );
    const book = ruleBook([own]);
    expect(book.rules['cell.blank']?.severity).toBe('error');
    expect(book.rules['cell.blank']?.message.en).toContain('counts as 0');
    expect(book.equations['2021'].filter((comparison) => comparison.rule === 'litigation.total')).toHaveLength(4);
  });

  it.each([
    ['one text', 'basis: 本省口径', { 'zh-CN': '本省口径', en: '本省口径' }],
    [
      'a text for each language',
      'basis: { zh-CN: 本省口径, en: as we count }',
      { 'zh-CN': '本省口径', en: 'as we count' },
    ],
  ])('may give a basis as %s', (_, basis, shown) => {
    const own = loadPack(pack(`rules:\n  cell.blank:\n    ${basis}\n`), 'own.yaml');
    expect(ruleBook([own]).rules['cell.blank']?.basis).toEqual(shown);
  });

  it.each([
    [
      'a rule that does not exist',
      'rules:\n  cell.empty:\n    severity: info\n',
      'own.yaml:4: rules.cell.empty: no rule of this name, and no equation or phrase of this pack uses it',
    ],
    [
      'a severity that does not exist',
      'rules:\n  cell.blank:\n    severity: fatal\n',
      /^own\.yaml:5: rules\.cell\.blank\.severity: /,
    ],
    ['a key that does not exist', 'rulez: {}\n', /^own\.yaml:3: pack: .*rulez/],
    [
      'an equation over a cell that does not exist',
      'equations:\n  - rule: requests.balance\n    equation: requests.granted.total = requests.nothing.total\n',
      'own.yaml:5: equations.0: “requests.nothing.total” is no cell of edition 2019',
    ],
    [
      'an equation that does not parse',
      'equations:\n  - rule: requests.balance\n    equation: granted + refused\n',
      'own.yaml:5: equations.0: “granted + refused” needs exactly one =',
    ],
    [
      'a rule of its own without its sentences',
      'rules:\n  own.contact:\n    severity: info\nphrases:\n  - rule: own.contact\n    words: [电话]\n',
      "own.yaml:4: rules.own.contact: a rule of the pack's own needs severity, basis and message in zh-CN and en",
    ],
    [
      'a placeholder that its rule does not fill in',
      "rules:\n  requests.balance:\n    message:\n      en: '{table} {total}'\n",
      /^own\.yaml:6: rules\.requests\.balance\.message\.en: \{total\} is not filled in by this rule; it knows \{table\}/,
    ],
    [
      'an equation without a rule',
      'equations:\n  - rule: own.sum\n    equation: litigation.review.total = litigation.review.upheld\n',
      'own.yaml:4: equations.0: no rule “own.sum”: describe it under rules',
    ],
    [
      'a form without the cells of the official arithmetic',
      `edition:\n  id: "2021"\n  years: { from: 2021 }\n  tables:\n${['proactive', 'requests', 'litigation']
        .map(
          (table) => `    ${table}: { name: 表, layout: rows, blocks: [{ rows: [${row}], columns: [${column}] }] }\n`,
        )
        .join('')}`,
      /^own\.yaml:3: edition: “.+” is no cell of edition 2021$/,
    ],
    ['an indentation that does not hold', 'rules:\n cell.blank:\n   severity: info\n  basis: x\n', /^own\.yaml:\d+: /],
  ])('says file and line of %s', (_, rest, expected) => {
    expect(faultsOf(pack(rest)).message.split('\n')[0]).toMatch(expected);
  });

  it.each([
    ['a rule that does not exist', 'rules:\n  cell.empty:\n    severity: info\n', [4, 3], '没有这条规则'],
    [
      'a severity that does not exist',
      'rules:\n  cell.blank:\n    severity: fatal\n',
      [5, 5],
      'rules.cell.blank.severity：应当是 error、warning、info、off 之一',
    ],
    ['a key that does not exist', 'rulez: {}\n', [3, 1], '没有“rulez”这个键'],
    ['a number that is too large', 'thresholds:\n  likeness: 80\n', [4, 3], 'thresholds.likeness：不能大于 1'],
    ['words for a number', 'thresholds: {likeness: 八成}\n', [3, 14], 'thresholds.likeness：应当是数'],
    ['an empty list', 'phrases: [{rule: cell.blank, words: []}]\n', [3, 30], 'phrases.0.words：不能为空'],
    ['a rule id with capitals', 'rules:\n  Cell.Blank: {}\n', [4, 3], '编号的写法不对'],
    ['a list for words', 'formulas: 本年度\n', [3, 1], 'formulas：应当是列表'],
    [
      'an equation over a cell that does not exist',
      'equations:\n  - rule: requests.balance\n    equation: requests.granted.total = requests.nothing.total\n',
      [5, 5],
      '2019 年版格式没有“requests.nothing.total”这一格',
    ],
    ['two equals signs', 'equations:\n  - rule: cell.blank\n    equation: a = b = c\n', [5, 5], '有且只有一个等号'],
    ['a tab', 'rules:\n\tcell.blank: {}\n', [4, 1], '不能用制表符'],
    ['a key written twice', 'rules: {}\nrules: {}\n', [4, 1], '同一个键写了两次'],
    ['a name for nothing', 'formulas: *所有\n', [1, 1], 'YAML 写法有误'],
  ])('says line, column and reason of %s in Chinese', (_, rest, [line, column], reason) => {
    const [fault] = faultsOf(pack(rest)).faults;
    expect(fault).toMatchObject({ line, column });
    expect(fault?.reason['zh-CN']).toContain(reason);
  });

  it('says what is missing where there is nothing', () => {
    const { faults } = faultsOf('');
    expect(faults.map(({ line, reason }) => [line, reason['zh-CN']])).toEqual([[1, '应当是一组键和值']]);
    expect(faultsOf('name: 示例\n').faults[0]?.reason['zh-CN']).toBe('id：没有写');
  });
});

describe('the example pack of a province', () => {
  const example = import.meta.glob<string>('../../../resources/rules/examples/*.yaml', {
    query: '?raw',
    import: 'default',
    eager: true,
  });
  const [text] = Object.values(example);
  const book = ruleBook([loadPack(text ?? '', 'province.yaml')]);
  const found = (report: CaseReport) => {
    const { findings } = runRules(readReport(caseDocument(report, book.forms), book.forms), book);
    return findings.map(({ rule, severity }) => `${rule} ${severity}`).sort();
  };
  const contact = { introduction: ['联系电话：0000-1234567。'] };

  it.each<[string, CaseReport, string[]]>([
    ['a right report', contact, []],
    ['no contact', {}, ['province.contact warning']],
    ['a blank cell weighs more', { ...contact, cells: { 'proactive.fees.amount': '' } }, ['cell.blank error']],
    ['a rule that is off', { ...contact, year: 2020, cells: { 'proactive.procurement.amount': '61.8' } }, []],
    ['a tolerated label', { ...contact, labels: { 社会公益组织: '社会组织' } }, []],
    [
      'a tolerated title',
      { ...contact, headings: { litigation: '四、因政府信息公开工作被申请行政复议、提起行政诉讼情况' } },
      [],
    ],
    [
      'an equation of its own',
      { ...contact, cells: { 'litigation.review.upheld': '2' } },
      ['litigation.total error', 'province.penalty-suits warning'],
    ],
  ])('%s', (_, report, expected) => expect(found(report)).toEqual(expected));
});

describe('the JSON Schema for editors', () => {
  it('is the one that packs are checked against (mend it with: node scripts/pack-schema.ts)', () => {
    const [published] = Object.values(
      import.meta.glob<object>('../../../docs/rule-pack.schema.json', { import: 'default', eager: true }),
    );
    expect(published).toEqual(JSON.parse(JSON.stringify(rulePackJsonSchema())));
  });
});
