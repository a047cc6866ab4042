/** Right reports in other spellings: nothing here is a fault, and no value changes. */
import type { ModelCell, ReportModel, Spelling } from './model.ts';
import type { Random } from './random.ts';

export function randomSpelling(random: Random): Spelling {
  return {
    breaks: random.chance(0.5),
    spaces: random.chance(0.3),
    punctuation: random.chance(0.75) ? 'full' : 'half',
    ordinal: random.pick(['.', '.', '．', '、']),
  };
}

export function respelled(model: ReportModel, spelling: Spelling): ReportModel {
  return { ...model, spelling };
}

/** How numbers are typed in cells. */
export const figureStyles = ['plain', 'thousands', 'wide-thousands', 'full-width'] as const;
export type FigureStyle = (typeof figureStyles)[number];

/** The same figures typed another way. Blanks and words stay as they are. */
export function withFigureStyle(model: ReportModel, style: FigureStyle): ReportModel {
  const retyped = (cell: ModelCell): ModelCell =>
    cell.value === null ? cell : { value: cell.value, raw: typed(cell.raw, style) };
  return {
    ...model,
    cells: Object.fromEntries(Object.entries(model.cells).map(([id, cell]) => [id, retyped(cell)])),
  };
}

function typed(raw: string, style: FigureStyle): string {
  switch (style) {
    case 'plain':
      return raw;
    case 'thousands':
      return grouped(raw, ',');
    case 'wide-thousands':
      return grouped(raw, '，');
    case 'full-width':
      return raw.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  }
}

function grouped(raw: string, separator: string): string {
  const [whole = '', decimals] = raw.split('.');
  const text = whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return decimals === undefined ? text : `${text}.${decimals}`;
}

/** Section headings as other typists number them: the mark after the numeral, a space, full-width or none. */
export function withHeadingMarks(model: ReportModel, mark: '、' | '．' | '. ' | '、 '): ReportModel {
  return {
    ...model,
    sections: model.sections.map((section) => ({ ...section, number: section.number.replace('、', mark) })),
  };
}

/** The running text in half-width brackets and commas, as web editors leave it. */
export function withHalfWidthText(model: ReportModel): ReportModel {
  const half = (text: string): string =>
    text.replaceAll('（', '(').replaceAll('）', ')').replaceAll('，', ',').replaceAll('；', ';');
  return {
    ...model,
    introduction: model.introduction.map((block) => ({ ...block, number: half(block.number), text: half(block.text) })),
    sections: model.sections.map((section) => ({
      ...section,
      content: section.content.map((block) =>
        block.kind === 'table' ? block : { ...block, number: half(block.number), text: half(block.text) },
      ),
    })),
  };
}
