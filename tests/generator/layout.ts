/**
 * The official tables of both editions as grids with merged cells: labels and header layout of the forms
 * (国办公开办函〔2019〕60号, 〔2021〕30号), values by the ids of the contract.
 */
import type { CellId, EditionId, TableId } from '../../src/shared/form/ids.ts';
import type { ReportModel, Spelling } from './model.ts';

export interface GridTable {
  readonly id: TableId;
  readonly columnCount: number;
  /** Shares of the table's width, one for each column; they add up to 1. */
  readonly widths: readonly number[];
  /** How many rows at the top are heads. */
  readonly headRows: number;
  /** Cells that begin in each row, from the left. */
  readonly rows: readonly (readonly GridCell[])[];
}

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  /** Lines separated by '\n'. */
  readonly text: string;
  /** Absent for labels. */
  readonly id?: CellId;
}

export const applicants = [
  'naturalPerson',
  'business',
  'research',
  'charity',
  'legalService',
  'otherOrganization',
] as const;
export const requestColumns = [...applicants, 'total'] as const;
export const outcomes = ['upheld', 'corrected', 'other', 'pending'] as const;
export const litigationColumns = [...outcomes, 'total'] as const;
export const litigationRows = ['review', 'directSuit', 'suitAfterReview'] as const;

interface ResultGroup {
  readonly label: string;
  readonly rows: readonly { readonly id: string; readonly label: string }[];
}

/** Table 三, part 三: groups in official order; a group of one row without label of its own is a plain row. */
const resultGroups: readonly ResultGroup[] = [
  { label: '（一）予以公开', rows: [{ id: 'granted', label: '' }] },
  { label: '（二）部分公开（区分处理的，只计这一情形，不计其他情形）', rows: [{ id: 'partlyGranted', label: '' }] },
  {
    label: '（三）不予公开',
    rows: [
      { id: 'refused.stateSecret', label: '1.属于国家秘密' },
      { id: 'refused.otherLaws', label: '2.其他法律行政法规禁止公开' },
      { id: 'refused.securityAndStability', label: '3.危及“三安全一稳定”' },
      { id: 'refused.thirdParty', label: '4.保护第三方合法权益' },
      { id: 'refused.internalAffairs', label: '5.属于三类内部事务信息' },
      { id: 'refused.deliberative', label: '6.属于四类过程性信息' },
      { id: 'refused.enforcementFile', label: '7.属于行政执法案卷' },
      { id: 'refused.administrativeQuery', label: '8.属于行政查询事项' },
    ],
  },
  {
    label: '（四）无法提供',
    rows: [
      { id: 'unavailable.notHeld', label: '1.本机关不掌握相关政府信息' },
      { id: 'unavailable.needsCreation', label: '2.没有现成信息需要另行制作' },
      { id: 'unavailable.stillUnclear', label: '3.补正后申请内容仍不明确' },
    ],
  },
  {
    label: '（五）不予处理',
    rows: [
      { id: 'notProcessed.petition', label: '1.信访举报投诉类申请' },
      { id: 'notProcessed.repeated', label: '2.重复申请' },
      { id: 'notProcessed.publication', label: '3.要求提供公开出版物' },
      { id: 'notProcessed.excessive', label: '4.无正当理由大量反复申请' },
      { id: 'notProcessed.reconfirmation', label: '5.要求行政机关确认或重新出具已获取信息' },
    ],
  },
];

const otherHandling: Readonly<Record<EditionId, ResultGroup>> = {
  '2019': { label: '（六）其他处理', rows: [{ id: 'otherHandling', label: '' }] },
  '2021': {
    label: '（六）其他处理',
    rows: [
      {
        id: 'otherHandling.notCorrected',
        label: '1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
      },
      {
        id: 'otherHandling.feeUnpaid',
        label: '2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
      },
      { id: 'otherHandling.other', label: '3.其他' },
    ],
  },
};

function groupsOf(edition: EditionId): readonly ResultGroup[] {
  return [...resultGroups, otherHandling[edition]];
}

/** Row ids of the results 三（一） to （六）, in official order. */
export function resultRows(edition: EditionId): string[] {
  return groupsOf(edition).flatMap((group) => group.rows.map((row) => row.id));
}

/** All row ids of table 三, in official order. */
export function requestRows(edition: EditionId): string[] {
  return ['newlyReceived', 'carriedOver', ...resultRows(edition), 'resultTotal', 'carriedForward'];
}

/** All cell ids of a table of the edition, in reading order. Sub-rows of 其他对外管理服务事项 are not among them. */
export function cellIds(table: TableId, edition: EditionId): CellId[] {
  switch (table) {
    case 'requests':
      return requestRows(edition).flatMap((row) => requestColumns.map((column) => `requests.${row}.${column}`));
    case 'litigation':
      return litigationRows.flatMap((row) => litigationColumns.map((column) => `litigation.${row}.${column}`));
    case 'proactive':
      return proactiveRows(edition).flatMap(({ id, columns }) => columns.map((column) => `proactive.${id}.${column}`));
  }
}

interface ProactiveRow {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly string[];
}

interface ProactiveBlock {
  readonly heading: string;
  readonly heads: readonly string[];
  readonly rows: readonly ProactiveRow[];
}

const proactiveBlocks: Readonly<Record<EditionId, readonly ProactiveBlock[]>> = {
  '2021': [
    {
      heading: '第二十条第（一）项',
      heads: ['本年制发件数', '本年废止件数', '现行有效件数'],
      rows: [
        { id: 'regulations', label: '规章', columns: ['issued', 'repealed', 'inForce'] },
        { id: 'normativeDocuments', label: '行政规范性文件', columns: ['issued', 'repealed', 'inForce'] },
      ],
    },
    {
      heading: '第二十条第（五）项',
      heads: ['本年处理决定数量'],
      rows: [{ id: 'licensing', label: '行政许可', columns: ['decisions'] }],
    },
    {
      heading: '第二十条第（六）项',
      heads: ['本年处理决定数量'],
      rows: [
        { id: 'penalties', label: '行政处罚', columns: ['decisions'] },
        { id: 'coercion', label: '行政强制', columns: ['decisions'] },
      ],
    },
    {
      heading: '第二十条第（八）项',
      heads: ['本年收费金额（单位：万元）'],
      rows: [{ id: 'fees', label: '行政事业性收费', columns: ['amount'] }],
    },
  ],
  '2019': [
    {
      heading: '第二十条第（一）项',
      heads: ['本年新制作数量', '本年新公开数量', '对外公开总数量'],
      rows: [
        { id: 'regulations', label: '规章', columns: ['made', 'disclosed', 'totalDisclosed'] },
        { id: 'normativeDocuments', label: '规范性文件', columns: ['made', 'disclosed', 'totalDisclosed'] },
      ],
    },
    {
      heading: '第二十条第（五）项',
      heads: ['上一年项目数量', '本年增/减', '处理决定数量'],
      rows: [
        { id: 'licensing', label: '行政许可', columns: ['previousYear', 'change', 'decisions'] },
        { id: 'otherServices', label: '其他对外管理服务事项', columns: ['previousYear', 'change', 'decisions'] },
      ],
    },
    {
      heading: '第二十条第（六）项',
      heads: ['上一年项目数量', '本年增/减', '处理决定数量'],
      rows: [
        { id: 'penalties', label: '行政处罚', columns: ['previousYear', 'change', 'decisions'] },
        { id: 'coercion', label: '行政强制', columns: ['previousYear', 'change', 'decisions'] },
      ],
    },
    {
      heading: '第二十条第（八）项',
      heads: ['上一年项目数量', '本年增/减'],
      rows: [{ id: 'fees', label: '行政事业性收费', columns: ['previousYear', 'change'] }],
    },
    {
      heading: '第二十条第（九）项',
      heads: ['采购项目数量', '采购总金额（万元，保留四位小数）'],
      rows: [{ id: 'procurement', label: '政府集中采购', columns: ['projects', 'amount'] }],
    },
  ],
};

export function proactiveRows(edition: EditionId): readonly ProactiveRow[] {
  return proactiveBlocks[edition].flatMap((block) => block.rows);
}

/** The table of the model as printed, labels in the model's spelling. */
export function gridOf(model: ReportModel, table: TableId): GridTable {
  switch (table) {
    case 'proactive':
      return proactiveGrid(model);
    case 'requests':
      return requestsGrid(model);
    case 'litigation':
      return litigationGrid(model);
  }
}

/** Only rows of table 二 and results of table 三 can be left out. */
export function hasRow(model: ReportModel, table: TableId, row: string): boolean {
  return !model.withoutRows?.includes(`${table}.${row}`);
}

/** Collects the cells of a grid row by row. */
class GridBuilder {
  readonly rows: GridCell[][] = [];
  readonly #model: ReportModel;

  constructor(model: ReportModel) {
    this.#model = model;
  }

  newRow(): void {
    this.rows.push([]);
  }

  label(column: number, text: string, columnSpan = 1, rowSpan = 1, lines?: string): void {
    const other = this.#model.relabelled[text];
    this.#add(column, columnSpan, rowSpan, spell(other ?? text, this.#model.spelling, other ?? lines));
  }

  value(column: number, id: CellId, columnSpan = 1): void {
    const cell = this.#model.cells[id];
    if (!cell) throw new Error(`the report has no cell ${id}`);
    this.#add(column, columnSpan, 1, cell.raw, id);
  }

  #add(column: number, columnSpan: number, rowSpan: number, text: string, id?: CellId): void {
    const row = this.rows.length - 1;
    const cell = { row, column, rowSpan, columnSpan, text };
    this.rows[row]?.push(id === undefined ? cell : { ...cell, id });
  }
}

function proactiveGrid(model: ReportModel): GridTable {
  const grid = new GridBuilder(model);
  const { edition } = model;
  // The three value columns of the first block are merged for blocks that have fewer.
  const place = (index: number, count: number): [column: number, span: number] => {
    if (count === 1) return [1, 3];
    if (count === 2) return index === 0 ? [1, 1] : [2, 2];
    return [1 + index, 1];
  };
  for (const block of proactiveBlocks[edition]) {
    grid.newRow();
    grid.label(0, block.heading, 4);
    grid.newRow();
    grid.label(0, '信息内容');
    block.heads.forEach((head, index) => {
      const [column, span] = place(index, block.heads.length);
      grid.label(column, head, span);
    });
    for (const row of block.rows.filter(({ id }) => hasRow(model, 'proactive', id))) {
      grid.newRow();
      grid.label(0, row.label);
      row.columns.forEach((name, index) => {
        const [column, span] = place(index, row.columns.length);
        grid.value(column, `proactive.${row.id}.${name}`, span);
      });
    }
  }
  return { id: 'proactive', columnCount: 4, widths: [0.34, 0.22, 0.22, 0.22], headRows: 0, rows: grid.rows };
}

function requestsGrid(model: ReportModel): GridTable {
  const grid = new GridBuilder(model);
  const values = (row: string): void => {
    requestColumns.forEach((column, index) => {
      grid.value(3 + index, `requests.${row}.${column}`);
    });
  };
  grid.newRow();
  grid.label(0, '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3);
  grid.label(3, '申请人情况', 7);
  grid.newRow();
  grid.label(3, '自然人', 1, 2, '自然\n人');
  grid.label(4, '法人或其他组织', 5);
  grid.label(9, '总计', 1, 2);
  grid.newRow();
  grid.label(4, '商业企业', 1, 1, '商业\n企业');
  grid.label(5, '科研机构', 1, 1, '科研\n机构');
  grid.label(6, '社会公益组织', 1, 1, '社会公\n益组织');
  grid.label(7, '法律服务机构', 1, 1, '法律服\n务机构');
  grid.label(8, '其他');
  for (const [row, label] of [
    ['newlyReceived', '一、本年新收政府信息公开申请数量'],
    ['carriedOver', '二、上年结转政府信息公开申请数量'],
  ] as const) {
    grid.newRow();
    grid.label(0, label, 3);
    values(row);
  }
  const groups = groupsOf(model.edition).map((group) => ({
    ...group,
    rows: group.rows.filter(({ id }) => hasRow(model, 'requests', id)),
  }));
  const resultCount = groups.flatMap((group) => group.rows).length + 1;
  let first = true;
  const beginRow = (): void => {
    grid.newRow();
    if (first) grid.label(0, '三、本年度办理结果', 1, resultCount, '三、\n本年\n度办\n理结\n果');
    first = false;
  };
  for (const group of groups) {
    group.rows.forEach((row, index) => {
      beginRow();
      if (row.label === '') {
        grid.label(1, group.label, 2);
      } else {
        if (index === 0)
          grid.label(1, group.label, 1, group.rows.length, `${group.label.slice(0, 5)}\n${group.label.slice(5)}`);
        grid.label(2, row.label);
      }
      values(row.id);
    });
  }
  beginRow();
  grid.label(1, '（七）总计', 2);
  values('resultTotal');
  grid.newRow();
  grid.label(0, '四、结转下年度继续办理', 3);
  values('carriedForward');
  const widths = [0.06, 0.1, 0.28, ...new Array<number>(7).fill(0.08)];
  return { id: 'requests', columnCount: 10, widths, headRows: 3, rows: grid.rows };
}

function litigationGrid(model: ReportModel): GridTable {
  const grid = new GridBuilder(model);
  const heads: readonly [string, string][] = [
    ['结果维持', '结果\n维持'],
    ['结果纠正', '结果\n纠正'],
    ['其他结果', '其他\n结果'],
    ['尚未审结', '尚未\n审结'],
    ['总计', '总计'],
  ];
  grid.newRow();
  grid.label(0, '行政复议', 5);
  grid.label(5, '行政诉讼', 10);
  grid.newRow();
  heads.forEach(([head, lines], index) => {
    grid.label(index, head, 1, 2, lines);
  });
  grid.label(5, '未经复议直接起诉', 5);
  grid.label(10, '复议后起诉', 5);
  grid.newRow();
  for (const start of [5, 10]) {
    heads.forEach(([head, lines], index) => {
      grid.label(start + index, head, 1, 1, lines);
    });
  }
  grid.newRow();
  litigationRows.forEach((row, group) => {
    litigationColumns.forEach((column, index) => {
      grid.value(group * 5 + index, `litigation.${row}.${column}`);
    });
  });
  const widths = new Array<number>(15).fill(1 / 15);
  return { id: 'litigation', columnCount: 15, widths, headRows: 3, rows: grid.rows };
}

/** An official label in another spelling; `lines` is the label as typists break it. */
export function spell(label: string, spelling: Spelling, lines = label): string {
  let text = spelling.breaks ? lines : label;
  if (spelling.punctuation === 'half') {
    text = text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('，', ',').replaceAll('：', ':');
  }
  text = text.replace(/^([1-8])\./, `$1${spelling.ordinal}`);
  if (spelling.spaces) {
    text = text
      .replace(/^([（(][一二三四五六七][）)])/, '$1 ')
      .replace(/^([1-8][.．、])/, '$1 ')
      .replace(/^总计$/, '总 计');
  }
  return text;
}
