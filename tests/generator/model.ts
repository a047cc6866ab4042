/**
 * A whole annual report as data, before it is written in any format: what the generator makes, the plants
 * spoil and the renderers print. Ids are those of the terminal contract.
 */
import type { CellId, EditionId, SectionId, TableId } from '../../src/shared/form/ids.ts';

export interface ReportModel {
  readonly edition: EditionId;
  readonly unit: string;
  readonly year: number;
  /** The paragraphs that make up the title, from the top. */
  readonly title: readonly string[];
  readonly introduction: readonly ModelParagraph[];
  /** In document order. */
  readonly sections: readonly ModelSection[];
  readonly cells: Readonly<Record<CellId, ModelCell>>;
  readonly spelling: Spelling;
  /** Labels that are not the official ones, by the official one. */
  readonly relabelled: Readonly<Record<string, string>>;
  /** Rows that their table lacks, as `table.row`. */
  readonly withoutRows?: readonly string[];
}

export interface ModelCell {
  /** The number that a careful reader takes from the cell; null for a blank or for words. */
  readonly value: number | null;
  /** As printed. */
  readonly raw: string;
}

export interface ModelSection {
  /** null: a heading that the format does not know. */
  readonly id: SectionId | null;
  /** As printed before the name, with its mark: `一、`; empty for a heading without number. */
  readonly number: string;
  readonly name: string;
  readonly content: readonly ModelBlock[];
}

export type ModelBlock = ModelParagraph | { readonly kind: 'table'; readonly table: TableId };

export interface ModelParagraph {
  readonly kind: 'paragraph';
  /** As printed before the text: `（一）`, `1.`; empty for running text. */
  readonly number: string;
  readonly text: string;
  /** A heading of the second level on a line of its own. */
  readonly heading: boolean;
  /** Numbers in `text` that a reader can check. */
  readonly stated: readonly Stated[];
}

/** Characters [start, end) of a paragraph's text hold a number. */
export interface Stated {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /**
   * figure: the sum of `cells`; share: a percentage; whole and part: the parts add up to the whole that
   * stands before them; fee: the fee received in yuan.
   */
  readonly kind: 'figure' | 'share' | 'whole' | 'part' | 'fee';
  readonly cells: readonly CellId[];
}

/** How labels are spelled; none of it is a fault. */
export interface Spelling {
  /** Narrow labels broken over lines, as typists do. */
  readonly breaks: boolean;
  /** Spaces in labels: `总 计`, `（一） 予以公开`. */
  readonly spaces: boolean;
  /** （ ）， ： or ( ) , : */
  readonly punctuation: 'full' | 'half';
  /** What follows the ordinals of the rows of table 三. */
  readonly ordinal: '.' | '．' | '、';
}

export const plainSpelling: Spelling = { breaks: false, spaces: false, punctuation: 'full', ordinal: '.' };

export const officialSections: readonly { readonly id: SectionId; readonly number: string; readonly name: string }[] = [
  { id: 'overview', number: '一、', name: '总体情况' },
  { id: 'proactive', number: '二、', name: '主动公开政府信息情况' },
  { id: 'requests', number: '三、', name: '收到和处理政府信息公开申请情况' },
  { id: 'litigation', number: '四、', name: '政府信息公开行政复议、行政诉讼情况' },
  { id: 'problems', number: '五、', name: '存在的主要问题及改进情况' },
  { id: 'other', number: '六、', name: '其他需要报告的事项' },
];

/** A paragraph's text with its typed number. */
export function printed(paragraph: ModelParagraph): string {
  return paragraph.number + paragraph.text;
}

export function paragraph(text: string, stated: readonly Stated[] = [], number = ''): ModelParagraph {
  return { kind: 'paragraph', number, text, heading: false, stated };
}

export function number(value: number): ModelCell {
  return { value, raw: String(value) };
}

/** The value of a cell that must be there and hold a number. */
export function figureAt(cells: ReportModel['cells'], id: CellId): number {
  const value = cells[id]?.value;
  if (value === undefined || value === null) throw new Error(`no number in ${id}`);
  return value;
}

/** Replaces cells by id. */
export function withCells(model: ReportModel, changes: Readonly<Record<CellId, ModelCell>>): ReportModel {
  return { ...model, cells: { ...model.cells, ...changes } };
}
