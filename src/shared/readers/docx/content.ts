/**
 * What one pass over a DOCX body gathers, before tables have become grids and nested content blocks:
 * paragraphs and tables as they follow each other in a story. A story is the body, a cell or a text box.
 */
export interface Story {
  readonly items: (ParagraphItem | TableItem)[];
}

export interface ParagraphItem {
  readonly kind: 'paragraph';
  readonly text: string;
  readonly numbering: string | undefined;
  /** What stands between the number and the text. */
  readonly suffix: 'tab' | 'space' | 'nothing';
  readonly headingLevel: number | undefined;
  readonly hasImage: boolean;
  /** One story for all text boxes that are anchored in the paragraph. */
  readonly textBox: Story | undefined;
  /** Where it stands in the XML; only where that was asked for. */
  readonly source: ParagraphSource | undefined;
}

/** Offsets are those of TagPosition (xml.ts). */
export interface ParagraphSource {
  /** Of its last w:p: where text goes on from paragraphs whose mark is deleted, the pieces reach back to those. */
  readonly start: number;
  /** In the order of the text, all of which they give but for the line's end that stands for a page break. */
  readonly pieces: readonly SourcePiece[];
}

export interface SourcePiece {
  /** In the paragraph's text. */
  readonly start: number;
  readonly end: number;
  /** Where the element begins that gave it: w:t, w:tab, w:sym and the like. */
  readonly element: number;
}

export interface TableItem {
  readonly kind: 'table';
  readonly rows: readonly RowItem[];
}

export interface RowItem {
  /** Grid columns left out before the first cell. */
  readonly before: number;
  /** Grid columns left out after the last. */
  readonly after: number;
  /** Width of the columns before. */
  readonly beforeWidth: Width | undefined;
  readonly cells: readonly CellItem[];
}

export interface CellItem {
  readonly span: number;
  readonly width: Width | undefined;
  readonly vertical: Merge;
  readonly horizontal: Merge;
  readonly story: Story;
}

/** Whether a cell starts a merged cell or is the continuation of one. */
export type Merge = 'none' | 'restart' | 'continue';

export interface Width {
  readonly unit: string;
  readonly value: number;
}

/** The text of a cell, and whether there is a picture: nested tables in reading order, text boxes left out. */
export function textOf(story: Story): { readonly text: string; readonly hasImage: boolean } {
  const lines: string[] = [];
  const hasImage = collect(story, lines);
  return { text: lines.join('\n'), hasImage };
}

function collect(story: Story, lines: string[]): boolean {
  let hasImage = false;
  for (const item of story.items) {
    if (item.kind === 'paragraph') {
      lines.push(numberedText(item));
      if (item.hasImage) hasImage = true;
    } else {
      for (const row of item.rows) {
        for (const cell of row.cells) if (collect(cell.story, lines)) hasImage = true;
      }
    }
  }
  return hasImage;
}

/**
 * Number and text as one. The tab or space that Word prints between them is spacing, not text, and is
 * left out, but for where two numbers would run together (`1` and `25`).
 */
function numberedText(paragraph: ParagraphItem): string {
  const { numbering, text, suffix } = paragraph;
  if (numbering === undefined) return text;
  return suffix !== 'nothing' && /^[-+.\d０-９]/.test(text) ? `${numbering} ${text}` : numbering + text;
}

/** Whether nothing would be seen of the story. */
export function isBlank(story: Story): boolean {
  return story.items.every((item) =>
    item.kind === 'paragraph'
      ? item.text.trim() === '' && item.numbering === undefined && !item.hasImage && !item.textBox
      : item.rows.every((row) => row.cells.every((cell) => isBlank(cell.story))),
  );
}
