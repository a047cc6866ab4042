/** The reports kept as files in tests/fixtures/reports: both editions, every producer, right ones and faulty ones. */
import { departmentOf, governmentOf, randomBody } from './body.ts';
import { type GenerateOptions, generateReport } from './generate.ts';
import type { ReportModel } from './model.ts';
import {
  balanceForgotten,
  cellBlank,
  cellWords,
  feeUnmentioned,
  figureSlip,
  labelVaried,
  neighbourExchanged,
  type Plant,
  type Planted,
  plantAll,
  sectionEmpty,
  sectionExtra,
  sectionMissing,
  sectionNumberWrong,
  sectionOrder,
  sectionTitle,
  tableMissing,
  textConflict,
  textPartWhole,
  textPercentage,
  titleWithoutUnit,
} from './plant.ts';
import { Random } from './random.ts';
import type { TxtStyle } from './render-txt.ts';
import { respelled, withFigureStyle, withHalfWidthText, withHeadingMarks } from './variants.ts';

export type Producer =
  | { readonly format: 'docx'; readonly how: 'styles' | 'plain' | 'auto-numbering' | 'handmade' | 'libreoffice' }
  | { readonly format: 'pdf'; readonly how: 'chromium' | 'chromium-type3' | 'libreoffice' | 'libreoffice-handmade' }
  | { readonly format: 'txt'; readonly how: TxtStyle };

export interface FixtureReport {
  /** File name without its ending. */
  readonly name: string;
  readonly producer: Producer;
  readonly planted: Planted;
}

interface Recipe {
  readonly name: string;
  readonly producer: Producer;
  readonly options: GenerateOptions;
  readonly faults?: readonly Plant[];
  readonly variant?: (model: ReportModel) => ReportModel;
}

const recipes: readonly Recipe[] = [
  {
    name: '2019-department-none',
    producer: { format: 'docx', how: 'styles' },
    options: { seed: 11, year: 2019, body: departmentOf('临溪县', '审计局'), scale: 'none' },
  },
  {
    name: '2020-government-faults',
    producer: { format: 'docx', how: 'auto-numbering' },
    options: { seed: 112, year: 2020, body: governmentOf('望川县'), scale: 'medium' },
    faults: [
      figureSlip('result', 'swapped'),
      figureSlip('litigation-total', 'one-digit'),
      sectionTitle('problems'),
      labelVaried,
    ],
  },
  {
    name: '2021-city-large',
    producer: { format: 'docx', how: 'libreoffice' },
    options: { seed: 13, year: 2021, body: governmentOf('云岭市'), scale: 'large' },
    variant: (model) => withFigureStyle(model, 'thousands'),
  },
  {
    name: '2022-town-faults',
    producer: { format: 'docx', how: 'handmade' },
    options: { seed: 14, year: 2022, body: randomBody(new Random(4), 'town'), scale: 'small' },
    faults: [figureSlip('balance'), cellBlank('—', 'zero'), sectionNumberWrong, feeUnmentioned],
    variant: (model) => respelled(model, { breaks: true, spaces: false, punctuation: 'full', ordinal: '．' }),
  },
  {
    name: '2022-wrong-edition',
    producer: { format: 'docx', how: 'plain' },
    options: { seed: 15, year: 2022, edition: '2019', body: departmentOf('东屏区', '财政局'), scale: 'small' },
  },
  {
    name: '2020-department-faults',
    producer: { format: 'pdf', how: 'chromium' },
    options: { seed: 16, year: 2020, body: departmentOf('青岚市', '自然资源局'), scale: 'medium' },
    faults: [balanceForgotten, cellWords, textPartWhole, sectionExtra],
  },
  {
    name: '2023-department-type3',
    producer: { format: 'pdf', how: 'chromium-type3' },
    options: { seed: 17, year: 2023, body: departmentOf('安澜区', '统计局'), scale: 'small' },
  },
  {
    name: '2021-government-faults',
    producer: { format: 'pdf', how: 'libreoffice' },
    options: { seed: 18, year: 2021, body: governmentOf('北渡区'), scale: 'large' },
    faults: [
      figureSlip('row-total', 'dropped'),
      figureSlip('result', 'ten-times'),
      textPercentage,
      sectionMissing('other'),
    ],
  },
  {
    name: '2019-town-right',
    producer: { format: 'pdf', how: 'libreoffice-handmade' },
    options: { seed: 19, year: 2019, body: randomBody(new Random(9), 'town'), scale: 'small' },
    variant: (model) => respelled(model, { breaks: false, spaces: true, punctuation: 'full', ordinal: '、' }),
  },
  {
    name: '2024-department-faults',
    producer: { format: 'txt', how: 'tab-lines' },
    options: { seed: 20, year: 2024, body: departmentOf('石湾县', '卫生健康委员会'), scale: 'medium' },
    faults: [neighbourExchanged, cellBlank('', 'figure'), textConflict],
    variant: (model) => respelled(model, { breaks: true, spaces: true, punctuation: 'full', ordinal: '.' }),
  },
  {
    name: '2020-department-right',
    producer: { format: 'txt', how: 'bar-lines' },
    options: { seed: 21, year: 2020, body: departmentOf('白石县', '市场监督管理局'), scale: 'medium' },
    variant: (model) =>
      withHalfWidthText(respelled(model, { breaks: false, spaces: false, punctuation: 'half', ordinal: '.' })),
  },
  {
    name: '2021-department-right',
    producer: { format: 'txt', how: 'tabs' },
    options: { seed: 22, year: 2021, body: departmentOf('清河区', '交通运输局'), scale: 'small' },
    variant: (model) => withFigureStyle(withHeadingMarks(model, '．'), 'full-width'),
  },
  {
    name: '2019-government-faults',
    producer: { format: 'txt', how: 'spaces' },
    options: { seed: 23, year: 2019, body: governmentOf('东屏区'), scale: 'medium' },
    faults: [tableMissing('litigation'), figureSlip('result-total', 'one-digit'), titleWithoutUnit, sectionEmpty],
  },
  {
    name: '2022-department-order',
    producer: { format: 'txt', how: 'markdown' },
    options: { seed: 124, year: 2022, body: departmentOf('望川县', '住房和城乡建设局'), scale: 'medium' },
    faults: [sectionOrder, figureSlip('litigation-part')],
  },
];

export function fixtureReports(): FixtureReport[] {
  return recipes.map(({ name, producer, options, faults = [], variant }) => {
    const right = generateReport(options);
    const planted = plantAll(right, faults, new Random(options.seed));
    if (planted.planted !== faults.length) throw new Error(`${name} has only ${planted.name}`);
    const model = variant ? variant(planted.model) : planted.model;
    const edition = options.edition ? [{ rule: 'structure.edition' }] : [];
    return { name, producer, planted: { ...planted, model, must: [...planted.must, ...edition] } };
  });
}
