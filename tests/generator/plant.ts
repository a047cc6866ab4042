/**
 * Spoils a report in one named way and says what must then be reported. The faults are those that typists
 * and copyists make.
 */
import type { CellId, SectionId, TableId } from '../../src/shared/form/ids.ts';
import { brokenEquations } from './equations.ts';
import { applicants, cellIds, requestColumns, requestRows, resultRows } from './layout.ts';
import {
  type ModelBlock,
  type ModelCell,
  type ModelParagraph,
  type ModelSection,
  number,
  paragraph,
  type ReportModel,
  type Stated,
  withCells,
} from './model.ts';
import type { Random } from './random.ts';
import { type SlipKind, slip, slipKinds } from './slips.ts';

/** A finding that must be there. */
export interface Expected {
  readonly rule: string;
  /** Another rule that says the same as well. */
  readonly or?: string;
  readonly section?: SectionId;
  /** The cells of the equation, or the faulty cell. */
  readonly cells?: readonly CellId[];
  /** The cell whose change alone mends every equation, and how. */
  readonly suspect?: { readonly cell: CellId; readonly from: number; readonly to: number };
}

export interface Planted {
  readonly name: string;
  readonly model: ReportModel;
  readonly must: readonly Expected[];
  /** Rules that may fire as well, as a consequence: reported or not, both are right. */
  readonly may: readonly string[];
}

/** Answers null where the report gives no occasion for the fault. */
export type Plant = (model: ReportModel, random: Random) => Planted | null;

// —— sections ——

/** What a changed list of sections may bring with it: numbers out of place, an introduction that lists others. */
const sectionConsequences = ['structure.section-numbering', 'text.self-description'];

function withSections(model: ReportModel, sections: readonly ModelSection[]): ReportModel {
  return { ...model, sections };
}

export function changeSection(model: ReportModel, index: number, change: Partial<ModelSection>): ReportModel {
  return withSections(
    model,
    model.sections.map((section, at) => (at === index ? { ...section, ...change } : section)),
  );
}

function knownSection(
  model: ReportModel,
  random: Random,
): { index: number; section: ModelSection; id: SectionId } | null {
  const known = model.sections.flatMap((section, index) => (section.id ? [{ index, section, id: section.id }] : []));
  return known.length > 0 ? random.pick(known) : null;
}

/** Leaves one section out, with all its content. */
export function sectionMissing(id?: SectionId): Plant {
  return (model, random) => {
    const gone = id ?? knownSection(model, random)?.id;
    if (!gone || !model.sections.some((section) => section.id === gone)) return null;
    // An introduction that lists the sections is then wrong as well.
    const listed = model.introduction.some((block) => block.text.includes('其他需要报告的事项'));
    return {
      name: 'section-missing',
      model: withSections(
        model,
        model.sections.filter((section) => section.id !== gone),
      ),
      must: [
        { rule: 'structure.section-missing', section: gone },
        ...(listed ? [{ rule: 'text.self-description' }] : []),
      ],
      may: [...sectionConsequences, 'structure.table-missing', 'structure.topics', 'text.fee-statement'],
    };
  };
}

/** Exchanges two neighbouring sections; their numbers go with them or are put right again. */
export const sectionOrder: Plant = (model, random) => {
  if (model.sections.length < 2) return null;
  const index = random.int(0, model.sections.length - 2);
  const sections = [...model.sections];
  const [first, second] = sections.slice(index, index + 2) as [ModelSection, ModelSection];
  if (random.chance(0.5)) {
    sections.splice(index, 2, second, first);
  } else {
    sections.splice(index, 2, { ...second, number: first.number }, { ...first, number: second.number });
  }
  return {
    name: 'section-order',
    model: withSections(model, sections),
    must: [{ rule: 'structure.section-order' }],
    may: sectionConsequences,
  };
};

const variedNames: Readonly<Record<SectionId, readonly string[]>> = {
  overview: ['工作总体情况', '总体工作情况'],
  proactive: ['主动公开信息情况', '主动公开政府信息的情况'],
  requests: ['收到和办理政府信息公开申请情况', '收到和处理政府信息申请情况'],
  litigation: ['政府信息公开行政复议和诉讼情况', '政府信息公开复议、诉讼情况'],
  problems: ['存在的主要问题和下步改进情况', '工作中存在的主要问题及改进情况'],
  other: ['其他需要说明的事项', '其它需要报告事项'],
};

/** Gives a section a title close to the official one. */
export function sectionTitle(id?: SectionId): Plant {
  return (model, random) => {
    const index = model.sections.findIndex((section) => section.id === (id ?? random.pick(Object.keys(variedNames))));
    const found = model.sections[index];
    if (!found?.id) return null;
    return {
      name: 'section-title',
      model: changeSection(model, index, { name: random.pick(variedNames[found.id]) }),
      must: [{ rule: 'structure.section-title', section: found.id }],
      may: ['text.self-description'],
    };
  };
}

/** Takes the number off a heading. */
export function sectionNumberLacking(id?: SectionId): Plant {
  return (model, random) => {
    const index = id
      ? model.sections.findIndex((section) => section.id === id)
      : (knownSection(model, random)?.index ?? -1);
    const found = model.sections[index];
    if (!found?.id || found.number === '') return null;
    return {
      name: 'section-number-lacking',
      model: changeSection(model, index, { number: '' }),
      must: [{ rule: 'structure.section-numbering', section: found.id }],
      may: [],
    };
  };
}

/** Gives a heading the number of the one before it. */
export const sectionNumberWrong: Plant = (model, random) => {
  const index = random.int(1, model.sections.length - 1);
  const found = model.sections[index];
  const before = model.sections[index - 1];
  if (!found?.id || !before || before.number === '') return null;
  return {
    name: 'section-number-wrong',
    model: changeSection(model, index, { number: before.number }),
    must: [{ rule: 'structure.section-numbering', section: found.id }],
    may: [],
  };
};

/** Adds a seventh section that the format does not know. */
export const sectionExtra: Plant = (model, random) => {
  const name = random.pick(['下一步工作打算', '工作建议', '名词解释']);
  const content = [paragraph('继续按照年度工作要点抓好各项任务的落实，及时总结经验。')];
  const extra: ModelSection = { id: null, number: '七、', name, content };
  return {
    name: 'section-extra',
    model: withSections(model, [...model.sections, extra]),
    must: [{ rule: 'structure.section-extra' }],
    may: ['text.self-description'],
  };
};

/** Leaves section 五 with nothing but 无. */
export const sectionEmpty: Plant = (model) => {
  const index = model.sections.findIndex((section) => section.id === 'problems');
  if (index < 0) return null;
  return {
    name: 'section-empty',
    model: changeSection(model, index, { content: [paragraph('无。')] }),
    must: [{ rule: 'structure.section-empty', section: 'problems' }],
    may: [],
  };
};

/** Puts a sentence in the place of a section's table. */
export function tableMissing(id?: TableId): Plant {
  return (model, random) => {
    const withTables = model.sections.flatMap((section, index) =>
      section.id && section.content.some((block) => block.kind === 'table' && block.table === (id ?? block.table))
        ? [{ index, section, id: section.id }]
        : [],
    );
    if (withTables.length === 0) return null;
    const { index, section, id: sectionId } = random.pick(withTables);
    const content = section.content.map(
      (block): ModelBlock => (block.kind === 'table' ? paragraph('具体数据见附表。') : block),
    );
    return {
      name: 'table-missing',
      model: changeSection(model, index, { content }),
      must: [{ rule: 'structure.table-missing', section: sectionId }],
      may: ['structure.section-empty'],
    };
  };
}

/** Leaves the unit out of the title. */
export const titleWithoutUnit: Plant = (model) => ({
  name: 'title-without-unit',
  model: { ...model, title: [`${model.year}年政府信息公开工作年度报告`] },
  must: [{ rule: 'structure.title' }],
  may: [],
});

/** Leaves one of the five topics out of 总体情况 and counts the others anew. */
export const topicMissing: Plant = (model, random) => {
  const index = model.sections.findIndex((section) => section.id === 'overview');
  const section = model.sections[index];
  if (!section) return null;
  const paragraphs = section.content.filter((block): block is ModelParagraph => block.kind === 'paragraph');
  const topics = paragraphs.flatMap((block, at) => (block.number === '' ? [] : [at]));
  if (topics.length < 5) return null;
  const first = random.pick(topics);
  const next = topics.find((at) => at > first) ?? paragraphs.length;
  const numbers = topics.map((at) => (paragraphs[at] as ModelParagraph).number);
  const content = paragraphs
    .filter((_, at) => at < first || at >= next)
    .map((block) => (block.number === '' ? block : { ...block, number: numbers.shift() as string }));
  return {
    name: 'topic-missing',
    model: changeSection(model, index, { content }),
    must: [{ rule: 'structure.topics' }],
    may: [],
  };
};

/** One label in the words of common usage. */
export const labelVaried: Plant = (model, random) => {
  const [official, other] = random.pick([
    ['社会公益组织', '社会组织'],
    ['法律服务机构', '法律机构'],
    ['商业企业', '企业'],
    ['（七）总计', '（七）合计'],
  ] as const);
  return {
    name: 'label-varied',
    model: { ...model, relabelled: { ...model.relabelled, [official]: other } },
    must: [{ rule: 'structure.label' }],
    may: [],
  };
};

// —— cells ——

/** Arithmetic that the change of cells breaks, with the cell to blame where one cell alone mends all. */
export function arithmetic(before: ReportModel, after: ReportModel, blame?: CellId): Expected[] {
  const whole = new Set(brokenEquations(before).map((equation) => JSON.stringify(equation)));
  const broken = brokenEquations(after).filter((equation) => !whole.has(JSON.stringify(equation)));
  const from = blame === undefined ? null : (after.cells[blame]?.value ?? 0);
  const to = blame === undefined ? null : (before.cells[blame]?.value ?? null);
  // A single equation has as many possible culprits as cells; two or more of one table meet in one cell.
  const suspect =
    blame !== undefined && from !== null && to !== null && broken.length > 1 ? { cell: blame, from, to } : null;
  return broken.map((equation) => ({
    rule: equation.rule,
    cells: [...equation.left, ...equation.right],
    ...(suspect ? { suspect } : {}),
  }));
}

/** Text rules that may fire because running text speaks of the changed cells. */
export function textConsequences(model: ReportModel, cells: readonly CellId[]): string[] {
  const spoken = model.sections
    .flatMap((section) => section.content)
    .some(
      (block) => block.kind === 'paragraph' && block.stated.some((mark) => mark.cells.some((id) => cells.includes(id))),
    );
  return [
    ...(spoken ? ['text.table-conflict', 'text.percentage'] : []),
    // A report that says there were none, or that all was finished, records no figure.
    ...(cells.some((id) => /newlyReceived|carriedOver|carriedForward|litigation|normativeDocuments|fees/.test(id))
      ? ['text.zero-claim', 'text.table-conflict']
      : []),
  ];
}

/** Cells of the report whose table is in the document. */
export function presentCells(model: ReportModel): CellId[] {
  const tables = model.sections.flatMap((section) =>
    section.content.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
  );
  return tables.flatMap((table) => cellIds(table, model.edition));
}

export function changeCell(
  name: string,
  model: ReportModel,
  id: CellId,
  cell: ModelCell,
  own: readonly Expected[],
): Planted {
  const after = withCells(model, { [id]: cell });
  return { name, model: after, must: [...own, ...arithmetic(model, after, id)], may: textConsequences(model, [id]) };
}

/** Empties a cell, or puts one of the marks for nothing in it. */
export function cellBlank(mark: '' | '/' | '—' | '-' | '无', which: 'zero' | 'figure' | CellId): Plant {
  return (model, random) => {
    const fits = (id: CellId): boolean =>
      which === 'zero'
        ? model.cells[id]?.value === 0
        : which === 'figure'
          ? (model.cells[id]?.value ?? 0) > 0
          : id === which;
    const candidates = presentCells(model).filter(fits);
    if (candidates.length === 0) return null;
    const id = random.pick(candidates);
    return changeCell('cell-blank', model, id, { value: null, raw: mark }, [{ rule: 'cell.blank', cells: [id] }]);
  };
}

/** Puts words in a cell. */
export const cellWords: Plant = (model, random) => {
  const id = random.pick(presentCells(model));
  const raw = random.pick(['见附件', '若干', '不详', '约20']);
  return changeCell('cell-words', model, id, { value: null, raw }, [{ rule: 'cell.not-a-number', cells: [id] }]);
};

/** Writes a count with a decimal. */
export const cellNotACount: Plant = (model, random) => {
  const ids = presentCells(model).filter((id) => /^(requests|litigation)\./.test(id));
  if (ids.length === 0) return null;
  const id = random.pick(ids);
  const value = (model.cells[id]?.value ?? 0) + 0.5;
  return changeCell('cell-not-a-count', model, id, number(value), [{ rule: 'cell.not-a-count', cells: [id] }]);
};

/** Writes the fees of edition 2021 in yuan, with the unit. */
export const cellInYuan: Plant = (model) => {
  const id = 'proactive.fees.amount';
  const value = model.cells[id]?.value;
  if (!value || !presentCells(model).includes(id)) return null;
  const raw = `${Math.round(value * 10_000)}元`;
  return changeCell('cell-in-yuan', model, id, { value: null, raw }, [{ rule: 'cell.not-a-number', cells: [id] }]);
};

/** Where a slip happens, by the equations that it breaks. */
export const slipPlaces = [
  'row-total',
  'result',
  'result-total',
  'balance',
  'litigation-part',
  'litigation-total',
] as const;
export type SlipPlace = (typeof slipPlaces)[number];

function slipCells(model: ReportModel, place: SlipPlace): CellId[] {
  const request = (rows: readonly string[], columns: readonly string[]): CellId[] =>
    rows.flatMap((row) => columns.map((column) => `requests.${row}.${column}`));
  switch (place) {
    case 'row-total':
      return request(requestRows(model.edition), ['total']);
    case 'result':
      return request(resultRows(model.edition), applicants);
    case 'result-total':
      return request(['resultTotal'], requestColumns);
    case 'balance':
      return request(['newlyReceived', 'carriedOver', 'carriedForward'], applicants);
    case 'litigation-part':
      return cellIds('litigation', model.edition).filter((id) => !id.endsWith('.total'));
    case 'litigation-total':
      return cellIds('litigation', model.edition).filter((id) => id.endsWith('.total'));
  }
}

/** A slip of the hand in one figure; of any kind that the figures allow where none is named. */
export function figureSlip(place: SlipPlace, kind?: SlipKind): Plant {
  return (model, random) => {
    const present = new Set(presentCells(model));
    const ids = slipCells(model, place).filter((id) => present.has(id));
    for (const chosen of kind ? [kind] : random.shuffle(slipKinds)) {
      const slips = ids.flatMap((id) => {
        const value = model.cells[id]?.value;
        const other = value ? slip(value, chosen, random) : null;
        return other === null ? [] : [{ id, other }];
      });
      if (slips.length === 0) continue;
      const { id, other } = random.pick(slips);
      return changeCell(`${place}-${chosen}`, model, id, number(other), []);
    }
    return null;
  };
}

/** A slip in a named cell: `to` is what is printed. */
export function wrongFigure(id: CellId, to: number): Plant {
  return (model) => (model.cells[id] ? changeCell('wrong-figure', model, id, number(to), []) : null);
}

/** A value of table 三 in the neighbouring applicant's cell: the row still adds up, the two columns do not. */
export const neighbourExchanged: Plant = (model, random) => {
  const present = new Set(presentCells(model));
  const pairs = requestRows(model.edition).flatMap((row) =>
    applicants.slice(1).flatMap((column, index) => {
      const pair = [`requests.${row}.${applicants[index]}`, `requests.${row}.${column}`] as const;
      const differ = model.cells[pair[0]]?.value !== model.cells[pair[1]]?.value;
      return differ && pair.every((id) => present.has(id)) ? [pair] : [];
    }),
  );
  if (pairs.length === 0) return null;
  const [first, second] = random.pick(pairs);
  const after = withCells(model, {
    [first]: model.cells[second] as ModelCell,
    [second]: model.cells[first] as ModelCell,
  });
  return {
    name: 'neighbour-exchanged',
    model: after,
    must: arithmetic(model, after),
    may: textConsequences(model, [first, second]),
  };
};

/** A request forgotten in 结转下年度, in its own column and in the total: rows add up, the balance does not. */
export const balanceForgotten: Plant = (model, random) => {
  const present = new Set(presentCells(model));
  const columns = applicants.filter(
    (column) =>
      (model.cells[`requests.carriedForward.${column}`]?.value ?? 0) > 0 &&
      present.has(`requests.carriedForward.${column}`),
  );
  if (columns.length === 0) return null;
  const ids = [`requests.carriedForward.${random.pick(columns)}`, 'requests.carriedForward.total'];
  const lost = model.cells[ids[0] as CellId]?.value ?? 0;
  const after = withCells(
    model,
    Object.fromEntries(ids.map((id) => [id, number((model.cells[id]?.value ?? 0) - lost)])),
  );
  return { name: 'balance-forgotten', model: after, must: arithmetic(model, after), may: textConsequences(model, ids) };
};

// —— running text ——

interface Place {
  readonly section: number;
  readonly block: number;
  readonly paragraph: ModelParagraph;
  readonly mark: Stated;
}

function statedPlaces(model: ReportModel, kind: Stated['kind']): Place[] {
  return model.sections.flatMap((section, sectionIndex) =>
    section.content.flatMap((block, blockIndex) =>
      block.kind === 'table'
        ? []
        : block.stated
            .filter((mark) => mark.kind === kind)
            .map((mark) => ({ section: sectionIndex, block: blockIndex, paragraph: block, mark })),
    ),
  );
}

/** Writes another number in the place of a marked one. */
function restate(model: ReportModel, place: Place, value: number): ReportModel {
  const { paragraph: old, mark } = place;
  const words = mark.kind === 'share' ? `${value.toFixed(1)}%` : String(value);
  const by = words.length - (mark.end - mark.start);
  const changed: ModelParagraph = {
    ...old,
    text: old.text.slice(0, mark.start) + words + old.text.slice(mark.end),
    stated: old.stated.map((other) => {
      if (other === mark) return { ...mark, value, end: mark.end + by };
      return other.start < mark.start ? other : { ...other, start: other.start + by, end: other.end + by };
    }),
  };
  const section = model.sections[place.section] as ModelSection;
  const content = section.content.map((block, index) => (index === place.block ? changed : block));
  return changeSection(model, place.section, { content });
}

/** A figure in the text that the tables contradict. */
export const textConflict: Plant = (model, random) => {
  const places = statedPlaces(model, 'figure').filter((place) => place.mark.value > 0);
  if (places.length === 0) return null;
  const place = random.pick(places);
  const value = place.mark.value + random.int(1, 9);
  return {
    name: 'text-conflict',
    model: restate(model, place, value),
    must: [{ rule: 'text.table-conflict', cells: place.mark.cells }],
    may: ['text.percentage', 'text.part-whole'],
  };
};

/** A share that is not the quotient. */
export const textPercentage: Plant = (model, random) => {
  const places = statedPlaces(model, 'share');
  if (places.length === 0) return null;
  const place = random.pick(places);
  return {
    name: 'text-percentage',
    model: restate(model, place, place.mark.value - random.int(3, 9)),
    must: [{ rule: 'text.percentage' }],
    may: [],
  };
};

/** A part that makes the parts more than the whole. */
export const textPartWhole: Plant = (model, random) => {
  const places = statedPlaces(model, 'part');
  if (places.length === 0) return null;
  const place = random.pick(places);
  return {
    name: 'text-part-whole',
    model: restate(model, place, place.mark.value + random.int(4, 40)),
    must: [{ rule: 'text.part-whole' }],
    may: [],
  };
};

/** Says that no request came in, where some did. */
export const textZeroClaim: Plant = (model) => {
  const index = model.sections.findIndex((section) => section.id === 'overview');
  const section = model.sections[index];
  if (!section || !model.cells['requests.newlyReceived.total']?.value) return null;
  const content = [...section.content, paragraph('总的来看，本年度未收到政府信息公开申请，工作运行平稳。')];
  return {
    name: 'text-zero-claim',
    model: changeSection(model, index, { content }),
    must: [{ rule: 'text.zero-claim' }],
    may: [],
  };
};

/** Section six without a word on the fee. */
export const feeUnmentioned: Plant = (model) => {
  const index = model.sections.findIndex((section) => section.id === 'other');
  if (index < 0 || model.year < 2020) return null;
  return {
    name: 'fee-unmentioned',
    model: changeSection(model, index, { content: [paragraph('没有其他需要报告的事项。')] }),
    must: [{ rule: 'text.fee-statement' }],
    may: [],
  };
};

/** The statistics period of the year before, left from last year's file. */
export const periodOfLastYear: Plant = (model) => {
  const { year } = model;
  let found = false;
  const introduction = model.introduction.map((block) => {
    const text = block.text
      .replaceAll(`${year}年1月1日`, `${year - 1}年1月1日`)
      .replaceAll(`${year}年12月31日`, `${year - 1}年12月31日`);
    found ||= text !== block.text;
    return { ...block, text };
  });
  if (!found) return null;
  return { name: 'period-of-last-year', model: { ...model, introduction }, must: [{ rule: 'text.period' }], may: [] };
};

/** The name of the area twice in the title. */
export const unitDoubled: Plant = (model) => {
  const area = /^.{2}[区县市]/.exec(model.unit)?.[0];
  if (!area) return null;
  return {
    name: 'unit-doubled',
    model: { ...model, title: model.title.map((line) => line.replace(area, area + area)) },
    must: [{ rule: 'text.unit-name', or: 'text.repetition' }],
    may: ['text.unit-name', 'text.repetition', 'structure.title'],
  };
};

/** Every plant by name, for tests that go through all of them. */
export const plants: Readonly<Record<string, Plant>> = {
  'section-missing': sectionMissing(),
  'section-order': sectionOrder,
  'section-title': sectionTitle(),
  'section-number-lacking': sectionNumberLacking(),
  'section-number-wrong': sectionNumberWrong,
  'section-extra': sectionExtra,
  'section-empty': sectionEmpty,
  'table-missing': tableMissing(),
  'title-without-unit': titleWithoutUnit,
  'topic-missing': topicMissing,
  'label-varied': labelVaried,
  'cell-blank-zero': cellBlank('', 'zero'),
  'cell-blank-figure': cellBlank('', 'figure'),
  'cell-slash': cellBlank('/', 'zero'),
  'cell-dash': cellBlank('—', 'zero'),
  'cell-none': cellBlank('无', 'zero'),
  'cell-words': cellWords,
  'cell-not-a-count': cellNotACount,
  'cell-in-yuan': cellInYuan,
  ...Object.fromEntries(
    slipPlaces.flatMap((place) => slipKinds.map((kind) => [`${place}-${kind}`, figureSlip(place, kind)])),
  ),
  'neighbour-exchanged': neighbourExchanged,
  'balance-forgotten': balanceForgotten,
  'text-conflict': textConflict,
  'text-percentage': textPercentage,
  'text-part-whole': textPartWhole,
  'text-zero-claim': textZeroClaim,
  'fee-unmentioned': feeUnmentioned,
  'period-of-last-year': periodOfLastYear,
  'unit-doubled': unitDoubled,
};

/** Several faults in one report, one after the other; those without occasion are left out; `planted` counts the others. */
export function plantAll(
  model: ReportModel,
  list: readonly Plant[],
  random: Random,
): Planted & { readonly planted: number } {
  let current = model;
  const names: string[] = [];
  const must: Expected[] = [];
  const may: string[] = [];
  for (const plant of list) {
    const planted = plant(current, random);
    if (!planted) continue;
    current = planted.model;
    names.push(planted.name);
    must.push(...planted.must);
    may.push(...planted.may);
  }
  // A later fault can put words into a sum, or mend it by chance: only what is broken in the end can be reported.
  const broken = new Set(brokenEquations(current).map((equation) => equationKey(equation.rule, equation)));
  const lasting = must.filter(
    ({ rule, cells = [] }) =>
      !/^(requests|litigation)\./.test(rule) || broken.has(equationKey(rule, { left: cells, right: [] })),
  );
  return { name: names.join('+'), model: current, must: lasting, may: [...new Set(may)], planted: names.length };
}

function equationKey(rule: string, { left, right }: { left: readonly CellId[]; right: readonly CellId[] }): string {
  return [rule, ...left, ...right].join(' ');
}
