/**
 * Faults that need more than a slip of the hand: a table's shape, amounts, statements of the running text, and what
 * only two reports together show.
 */
import type { CellId, EditionId } from '../../src/shared/form/ids.ts';
import { departmentOf, randomBody } from './body.ts';
import { type GenerateOptions, generateReport } from './generate.ts';
import { applicants, resultRows } from './layout.ts';
import {
  figureAt,
  type ModelBlock,
  type ModelParagraph,
  number,
  paragraph,
  type ReportModel,
  withCells,
} from './model.ts';
import {
  arithmetic,
  changeCell,
  changeSection,
  type Plant,
  type Planted,
  presentCells,
  textConsequences,
} from './plant.ts';
import { Random } from './random.ts';

// —— tables ——

/** Leaves a row of nothing but 0 out of the results of table 三. */
export const rowMissing: Plant = (model, random) => {
  const rows = resultRows(model.edition).filter((row) =>
    [...applicants, 'total'].every((column) => model.cells[`requests.${row}.${column}`]?.value === 0),
  );
  if (rows.length === 0 || !presentCells(model).some((id) => id.startsWith('requests.'))) return null;
  return {
    name: 'row-missing',
    model: { ...model, withoutRows: [`requests.${random.pick(rows)}`] },
    must: [{ rule: 'structure.table-shape', section: 'requests' }],
    may: [],
  };
};

/** Fills in the tables of the other edition. */
export function editionWrong(options: GenerateOptions & { readonly year: number }): Planted {
  const edition: EditionId = options.year <= 2020 ? '2021' : '2019';
  return {
    name: 'edition-wrong',
    model: generateReport({ ...options, edition }),
    must: [{ rule: 'structure.edition', section: 'proactive' }],
    may: [],
  };
}

/** An amount of less than a fen (edition 2021), or without the four decimals that edition 2019 asks for. */
export const amountImprecise: Plant = (model) => {
  const id = model.edition === '2021' ? 'proactive.fees.amount' : 'proactive.procurement.amount';
  const value = model.cells[id]?.value;
  if (!value || !presentCells(model).includes(id)) return null;
  const raw = model.edition === '2021' ? `${value.toFixed(6)}3` : `${Math.floor(value)}.5`;
  const must = [{ rule: 'cell.amount-precision', section: 'proactive', cells: [id] }] as const;
  return changeCell('amount-imprecise', model, id, { value: Number(raw), raw }, must);
};

/** Types a number of two digits into two neighbouring cells: 1 and 2 for 12. */
export const numberSplit: Plant = (model, random) => {
  if (!presentCells(model).some((id) => id.startsWith('requests.'))) return null;
  const pairs = resultRows(model.edition).flatMap((row) =>
    applicants.slice(1).flatMap((column, index): [CellId, CellId][] => {
      const pair: [CellId, CellId] = [`requests.${row}.${applicants[index]}`, `requests.${row}.${column}`];
      const [first, second] = pair.map((id) => figureAt(model.cells, id)) as [number, number];
      return /^[1-9]{2}$/.test(String(first)) && second === 0 ? [pair] : [];
    }),
  );
  if (pairs.length === 0) return null;
  const [first, second] = random.pick(pairs);
  const digits = String(figureAt(model.cells, first));
  const after = withCells(model, { [first]: number(Number(digits[0])), [second]: number(Number(digits[1])) });
  return {
    name: 'number-split',
    model: after,
    must: [{ rule: 'cell.split-number', section: 'requests', cells: [first, second] }, ...arithmetic(model, after)],
    may: textConsequences(model, [first, second]),
  };
};

// —— running text ——

/** Adds a paragraph to the end of a section. */
function withParagraph(model: ReportModel, section: 'overview' | 'other', text: string): ReportModel | null {
  const index = model.sections.findIndex(({ id }) => id === section);
  const found = model.sections[index];
  return found ? changeSection(model, index, { content: [...found.content, paragraph(text)] }) : null;
}

/** A growth that this year's and last year's figures do not give. */
export const growthWrong: Plant = (model, random) => {
  const before = random.int(20, 90) * 10;
  const right = random.int(8, 40);
  const after = before + (before * right) / 100;
  const text = `专题解读材料全年浏览${after}次，较上年的${before}次增长${right + random.int(5, 20)}%。`;
  const changed = Number.isInteger(after) ? withParagraph(model, 'overview', text) : null;
  if (!changed) return null;
  return { name: 'growth-wrong', model: changed, must: [{ rule: 'text.growth', section: 'overview' }], may: [] };
};

/** More handling fees received, by the text, than all the fees of table 二 (edition 2021). */
export const feeTooMuch: Plant = (model, random) => {
  const id = 'proactive.fees.amount';
  const index = model.sections.findIndex((section) => section.id === 'other');
  if (model.edition !== '2021' || index < 0 || !presentCells(model).includes(id)) return null;
  const received = Math.ceil(figureAt(model.cells, id) * 10_000) + random.int(1, 9) * 100;
  const text = `${model.year}年发出收费通知1件，总金额${received}元，实际收取${received}元。`;
  return {
    name: 'fee-too-much',
    model: changeSection(model, index, { content: [paragraph(text)] }),
    must: [{ rule: 'text.fee-amount', section: 'other', cells: [id] }],
    may: [],
  };
};

/** An introduction that promises five sections where there are six. */
export const sectionsMiscounted: Plant = (model) => {
  const introduction = model.introduction.map((block) => ({
    ...block,
    text: block.text.replace('六个部分', '五个部分'),
  }));
  if (introduction.every(({ text }, index) => text === model.introduction[index]?.text)) return null;
  return {
    name: 'sections-miscounted',
    model: { ...model, introduction },
    must: [{ rule: 'text.self-description' }],
    may: [],
  };
};

/** A verb typed twice in 存在的主要问题及改进情况. */
export const wordDoubled: Plant = (model) => {
  const index = model.sections.findIndex((section) => section.id === 'problems');
  const section = model.sections[index];
  if (!section) return null;
  let done = false;
  const content = section.content.map((block): ModelBlock => {
    if (block.kind === 'table' || done) return block;
    const text = block.text.replace(/加强|丰富|编印|明确|完善|分批|找准|围绕|建立/, '$&$&');
    done = text !== block.text;
    return { ...block, text };
  });
  if (!done) return null;
  return {
    name: 'word-doubled',
    model: changeSection(model, index, { content }),
    must: [{ rule: 'text.repetition', section: 'problems' }],
    may: [],
  };
};

// —— two reports ——

/** Two reports that are right each by itself; the second one is at fault beside the first. */
export interface PlantedPair {
  readonly models: readonly [ReportModel, ReportModel];
  /** Findings of the second, and only those. */
  readonly must: readonly { readonly rule: string; readonly cells: readonly CellId[] }[];
  /** Rules that say the same of the first. */
  readonly first: readonly string[];
}

/** A year's report, and the next one's that goes on from other figures than were published. */
function goesOnFromOthers(
  seed: number,
  year: number,
  added: Readonly<Record<CellId, number>>,
  must: PlantedPair['must'],
): PlantedPair {
  const body = randomBody(new Random(seed));
  const first = generateReport({ seed, year, body, scale: 'medium' });
  const believed = withCells(
    first,
    Object.fromEntries(Object.entries(added).map(([id, by]) => [id, number(figureAt(first.cells, id) + by)])),
  );
  const second = generateReport({ seed: seed + 5000, body, scale: 'medium', previous: believed });
  return { models: [first, second], must, first: [] };
}

/** Row 二 is not the row 四 of the year before. */
export function carriedOverOtherwise(seed: number): PlantedPair {
  const columns = ['naturalPerson', 'total'];
  return goesOnFromOthers(
    seed,
    [2019, 2020, 2021, 2022, 2023][seed % 5] as number,
    Object.fromEntries(columns.map((column) => [`requests.carriedForward.${column}`, 3])),
    columns.map((column) => ({ rule: 'continuity.carried-over', cells: [`requests.carriedOver.${column}`] })),
  );
}

/** 现行有效 does not go on from the year before. */
export function inForceOtherwise(seed: number): PlantedPair {
  const row = 'proactive.normativeDocuments';
  return goesOnFromOthers(seed, 2021 + (seed % 3), { [`${row}.inForce`]: 2 }, [
    { rule: 'continuity.in-force', cells: [`${row}.inForce`, `${row}.issued`, `${row}.repealed`] },
  ]);
}

/** 上一年项目数量 does not go on from the year before. */
export function itemCountOtherwise(seed: number): PlantedPair {
  return goesOnFromOthers(seed, 2019, { 'proactive.penalties.previousYear': 4 }, [
    { rule: 'continuity.item-count', cells: ['proactive.penalties.previousYear'] },
  ]);
}

/** The model's text under another unit's names; figures of running text are `added` more. */
export function copied(
  model: ReportModel,
  names: readonly (readonly [string, string])[],
  unit: string,
  added = 0,
): ReportModel {
  const rewrite = (text: string): string => {
    const renamed = names.reduce((rest, [from, to]) => rest.replaceAll(from, to), text);
    return added === 0
      ? renamed
      : renamed.replace(/\d+(?=[条件次篇个名处])/g, (figure) => String(Number(figure) + added));
  };
  const block = (one: ModelBlock): ModelBlock => (one.kind === 'table' ? one : rewritten(one));
  const rewritten = (one: ModelParagraph): ModelParagraph => ({ ...one, text: rewrite(one.text), stated: [] });
  return {
    ...model,
    unit,
    title: [`${unit}${model.year}年政府信息公开工作年度报告`],
    introduction: [],
    sections: model.sections.map((section) => ({ ...section, content: section.content.map(block) })),
  };
}

/** The running text of another county's office, names changed. */
export function copiedFromOther(seed: number): PlantedPair {
  const model = generateReport({ seed, year: 2021 + (seed % 4), body: departmentOf('清河区', '教育局') });
  const names = [
    ['清河区', '临溪县'],
    ['我局', '我委'],
  ] as const;
  return {
    models: [model, copied(model, names, '临溪县卫生健康委员会')],
    must: [{ rule: 'likeness.other-unit', cells: [] }],
    first: ['likeness.other-unit'],
  };
}

/** Last year's report with the year changed. */
export function copiedFromLastYear(seed: number): PlantedPair {
  const year = 2021 + (seed % 3);
  const model = generateReport({ seed, year, body: departmentOf('清河区', '教育局'), scale: 'none' });
  const { unit } = model;
  const next = { ...copied(model, [[String(year), String(year + 1)]], unit), year: year + 1 };
  const row = (name: string, column: string): CellId => `proactive.${name}.${column}`;
  // The stocks go on as they must: only the text is at fault.
  const stocks = ['regulations', 'normativeDocuments'].map((name) => [
    row(name, 'inForce'),
    number(
      figureAt(model.cells, row(name, 'inForce')) +
        figureAt(model.cells, row(name, 'issued')) -
        figureAt(model.cells, row(name, 'repealed')),
    ),
  ]);
  const title = [`${unit}${year + 1}年政府信息公开工作年度报告`];
  return {
    models: [model, { ...withCells(next, Object.fromEntries(stocks)), title }],
    must: [{ rule: 'likeness.previous-year', cells: [] }],
    first: [],
  };
}
