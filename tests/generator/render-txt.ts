/** Prints a report as plain text, the tables in the ways in which text extraction leaves them. */
import { type GridCell, type GridTable, gridOf } from './layout.ts';
import { printed, type ReportModel } from './model.ts';

/**
 * tab-lines: a cell to a line after a tab, a blank line between rows (Word saved as text);
 * bar-lines: a cell to a line, ended by ` |` (web extraction);
 * tabs: a row to a line, a tab between slots, slots covered by a merged cell empty;
 * spaces: a row to a line, only the cells, a space between them;
 * markdown: a row to a line between bars, a line of dashes under the first.
 */
export const txtStyles = ['tab-lines', 'bar-lines', 'tabs', 'spaces', 'markdown'] as const;
export type TxtStyle = (typeof txtStyles)[number];

/** The report as text, lines ended by '\n'. `spaces` loses blank cells: nothing then places the other values. */
export function toTxt(model: ReportModel, style: TxtStyle): string {
  const paragraphs: string[] = [...model.title, ''];
  paragraphs.push(...model.introduction.map(printed));
  for (const section of model.sections) {
    paragraphs.push(section.number + section.name);
    for (const block of section.content) {
      paragraphs.push(block.kind === 'table' ? tableText(gridOf(model, block.table), style) : printed(block));
    }
  }
  return `${paragraphs.join('\n')}\n`;
}

function tableText(table: GridTable, style: TxtStyle): string {
  switch (style) {
    case 'tab-lines':
      return `\n${table.rows.map((row, index) => tabLines(table, row, index)).join('\n')}\n`;
    case 'bar-lines':
      return table.rows.map((row) => barLines(table, row)).join('\n');
    case 'tabs':
      return slotLines(table)
        .map((slots) => slots.join('\t'))
        .join('\n');
    case 'spaces':
      return table.rows
        .map((row) =>
          row
            .map((cell) => oneLine(cell.text))
            .filter((text) => text !== '')
            .join(' '),
        )
        .join('\n');
    case 'markdown': {
      const lines = slotLines(table).map((slots) => `| ${slots.join(' | ')} |`);
      lines.splice(1, 0, `|${' --- |'.repeat(table.columnCount)}`);
      return `\n${lines.join('\n')}\n`;
    }
  }
}

/** Cells that go on from a row above are printed empty; what a cell covers to the right is not printed. */
function tabLines(table: GridTable, row: readonly GridCell[], index: number): string {
  const above = table.rows
    .slice(0, index)
    .flat()
    .filter((cell) => cell.row + cell.rowSpan > index);
  const cells = [
    ...row.map(({ column, text }) => ({ column, text })),
    ...above.map(({ column }) => ({ column, text: '' })),
  ];
  cells.sort((a, b) => a.column - b.column);
  return `${cells.map(({ text }) => `\t${text}`).join('\n')}\n`;
}

function barLines(table: GridTable, row: readonly GridCell[]): string {
  const cells = row.map((cell) => (cell.text === '' ? '|' : `${oneLine(cell.text)} |`));
  const covered = table.columnCount - row.length;
  return [...cells, ...(covered > 0 ? ['|'.repeat(covered)] : [])].join('\n');
}

function slotLines(table: GridTable): string[][] {
  return table.rows.map((row) => {
    const slots = new Array<string>(table.columnCount).fill('');
    for (const cell of row) slots[cell.column] = oneLine(cell.text);
    return slots;
  });
}

function oneLine(text: string): string {
  return text.replaceAll('\n', '');
}
