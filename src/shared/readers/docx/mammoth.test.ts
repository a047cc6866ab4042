/**
 * The second opinion: mammoth shows the document in the window, so it must have the same paragraphs and the
 * same cells, on real files and on random tables. What it is known to do otherwise is listed at the end.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../document/document.ts';
import { defaultLimits } from '../limits.ts';
import { readDocx } from './index.ts';
import { makeDocx, p, r, show, tbl, tc, tr } from './make-docx.ts';

/** What is used of mammoth's own document tree. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly breakType?: string;
  readonly children?: readonly Node[];
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly numbering?: unknown;
}

/** A line of text; of a numbered paragraph only the end is known, because mammoth makes no numbers. */
interface Line {
  readonly text: string;
  readonly isNumbered: boolean;
}

interface Opinion {
  /** All lines in reading order. */
  readonly lines: readonly Line[];
  /** Tables without a table in them: rows of `rows x columns` and the lines. */
  readonly tables: readonly (readonly (readonly { readonly span: string; readonly lines: readonly Line[] }[])[])[];
}

async function treeOf(bytes: Uint8Array): Promise<Node> {
  let tree: Node | undefined;
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    {
      transformDocument: (document: Node) => {
        tree = document;
        return document;
      },
    },
  );
  if (!tree) throw new Error('mammoth read nothing');
  return tree;
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return node.breakType === 'line' ? '\n' : '';
  return (node.children ?? []).map(textOf).join('');
}

function linesOf(node: Node): Line[] {
  if (node.type !== 'paragraph') return (node.children ?? []).flatMap(linesOf);
  return textOf(node)
    .split('\n')
    .map((text, index) => ({ text, isNumbered: index === 0 && Boolean(node.numbering) }));
}

function descendants(node: Node, type: string): Node[] {
  return (node.children ?? []).flatMap((child) => [
    ...(child.type === type ? [child] : []),
    ...descendants(child, type),
  ]);
}

async function mammothOpinion(bytes: Uint8Array): Promise<Opinion> {
  const tree = await treeOf(bytes);
  const tables = descendants(tree, 'table').filter((table) => descendants(table, 'table').length === 0);
  return {
    lines: linesOf(tree),
    tables: tables.map((table) =>
      (table.children ?? []).map((row) =>
        (row.children ?? []).map((cell) => ({ span: `${cell.rowSpan}x${cell.colSpan}`, lines: linesOf(cell) })),
      ),
    ),
  };
}

/** Numbered lines of mammoth's take the place of ours where ours is a number and the same text. */
function align(ours: readonly string[], theirs: readonly Line[]): string[] {
  return ours.map((line, index) => {
    const other = theirs[index];
    return other?.isNumbered && line.endsWith(other.text) ? other.text : line;
  });
}

function cellsOf(table: Table, row: number): { span: string; lines: string[] }[] {
  return table.cells
    .filter((cell) => cell.row === row)
    .map((cell) => ({ span: `${cell.rowSpan}x${cell.columnSpan}`, lines: cell.text.split('\n') }));
}

async function expectAgreement(bytes: Uint8Array): Promise<void> {
  const { blocks } = readDocx(bytes, defaultLimits);
  const theirs = await mammothOpinion(bytes);
  const ours = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.text.split('\n') : block.cells.flatMap((cell) => cell.text.split('\n')),
  );
  expect(align(ours, theirs.lines)).toEqual(theirs.lines.map(({ text }) => text));
  const tables = blocks.filter((block) => block.kind === 'table');
  expect(tables.length).toBe(theirs.tables.length);
  for (const [index, table] of tables.entries()) {
    const rows = theirs.tables[index] ?? [];
    expect(table.rowCount).toBe(rows.length);
    for (const [row, cells] of rows.entries()) {
      const own = cellsOf(table, row).map(({ span, lines }, column) => ({
        span,
        lines: align(lines, cells[column]?.lines ?? []),
      }));
      expect(own).toEqual(cells.map(({ span, lines }) => ({ span, lines: lines.map(({ text }) => text) })));
    }
  }
}

const fixtures = join(import.meta.dirname, '../../../../tests/fixtures/docx');
const reports = join(import.meta.dirname, '../../../../../shared/reports');
const filesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.docx'));

describe('files of real producers read as mammoth reads them', () => {
  // LibreOffice leaves the fallback of the shape empty, and mammoth reads nothing else.
  const unlike = ['libreoffice-text-boxes.docx'];
  it.each(filesIn(fixtures).filter((name) => !unlike.includes(name)))('%s', async (name) => {
    await expectAgreement(readFileSync(join(fixtures, name)));
  });
});

describe.skipIf(!existsSync(reports))('the real reports read as mammoth reads them', () => {
  it.each(existsSync(reports) ? filesIn(reports) : [])('%s', async (name) => {
    await expectAgreement(readFileSync(join(reports, name)));
  });
});

interface Merged {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly text: string;
}

/** A grid cut into rectangles at random: each slot that is still free starts a cell, as large as asked for and as fits. */
const mergedTable = fc
  .record({
    rows: fc.integer({ min: 1, max: 6 }),
    columns: fc.integer({ min: 1, max: 6 }),
    sizes: fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 36,
      maxLength: 36,
    }),
  })
  .map(({ rows, columns, sizes }) => {
    const owner: (Merged | undefined)[][] = Array.from({ length: rows }, () => Array(columns).fill(undefined));
    const cells: Merged[] = [];
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (owner[row]?.[column]) continue;
        const [wantedRows, wantedColumns] = sizes[row * 6 + column] ?? [1, 1];
        let width = 1;
        while (width < wantedColumns && column + width < columns && !owner[row]?.[column + width]) width++;
        const height = Math.min(wantedRows, rows - row);
        const cell = { row, column, rows: height, columns: width, text: `${row}-${column}` };
        cells.push(cell);
        for (let r = row; r < row + height; r++)
          for (let c = column; c < column + width; c++) (owner[r] as Merged[])[c] = cell;
      }
    }
    return { rows, columns, owner, cells };
  });

type MergedTable = typeof mergedTable extends fc.Arbitrary<infer Value> ? Value : never;

const shown = (cells: readonly Merged[]) =>
  cells.map(
    ({ row, column, rows, columns, text }) =>
      `${row},${column}${rows > 1 || columns > 1 ? ` ${rows}x${columns}` : ''} ${text}`,
  );

/** The rows of a merged table as Word writes them, or, where `spread` says so, with the older horizontal merge. */
function rowsOf({ rows, columns, owner }: MergedTable, spread: (cell: Merged) => boolean = () => false): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const cells: string[] = [];
    for (let column = 0; column < columns; ) {
      const cell = owner[row]?.[column] as Merged;
      const vertical = cell.rows === 1 ? '' : row === cell.row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      const text = row === cell.row ? cell.text : '';
      if (cell.columns > 1 && spread(cell)) {
        cells.push(tc(text, `<w:hMerge w:val="restart"/>${vertical}`));
        for (let more = 1; more < cell.columns; more++) cells.push(tc('', `<w:hMerge w:val="continue"/>${vertical}`));
      } else {
        cells.push(tc(text, (cell.columns > 1 ? `<w:gridSpan w:val="${cell.columns}"/>` : '') + vertical));
      }
      column += cell.columns;
    }
    return tr(cells);
  });
}

describe('random merged tables', () => {
  it('are read as they were made, and as mammoth reads them', async () => {
    await fc.assert(
      fc.asyncProperty(mergedTable, async (table) => {
        const bytes = makeDocx({ body: p('a') + tbl(...rowsOf(table)) + p('b') });
        expect(show(readDocx(bytes, defaultLimits))).toEqual(['a', shown(table.cells), 'b']);
        await expectAgreement(bytes);
      }),
      { numRuns: 100 },
    );
  });

  it('are the same whichever way columns are merged, with columns left out before and after', () => {
    fc.assert(
      fc.property(mergedTable, fc.nat(2), fc.nat(2), fc.func(fc.boolean()), (table, before, after, spread) => {
        const rows = rowsOf(table, spread).map((row) =>
          row.replace(
            '<w:tr>',
            `<w:tr><w:trPr><w:gridBefore w:val="${before}"/><w:gridAfter w:val="${after}"/></w:trPr>`,
          ),
        );
        const cells = table.cells.map((cell) => ({ ...cell, column: cell.column + before }));
        expect(show(readDocx(makeDocx({ body: tbl(...rows) }), defaultLimits))).toEqual([shown(cells)]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('random paragraphs', () => {
  const word = fc.constantFrom('政府', '信息', ' 3 件', 'a&amp;b', '1,234');
  const piece = fc.oneof(
    word.map((text) => r(text)),
    word.map((text) => r(text, '<w:b/>')),
    word.map((text) => `<w:ins>${r(text)}</w:ins>`),
    word.map((text) => `<w:del>${r(text)}</w:del>`),
    word.map((text) => `<w:moveFrom>${r(text)}</w:moveFrom>`),
    word.map((text) => `<w:hyperlink>${r(text)}</w:hyperlink>`),
    word.map((text) => `<w:smartTag>${r(text)}</w:smartTag>`),
    word.map((text) => `<w:sdt><w:sdtPr/><w:sdtContent>${r(text)}</w:sdtContent></w:sdt>`),
    fc.constantFrom('<w:r><w:br/></w:r>', '<w:r><w:tab/></w:r>', '<w:r><w:lastRenderedPageBreak/></w:r>'),
  );
  const mark = fc.constantFrom('', '', '', '<w:rPr><w:del/></w:rPr>', '<w:rPr><w:ins/></w:rPr>');
  const paragraph = fc.tuple(fc.array(piece, { maxLength: 5 }), mark);

  it('read as mammoth reads them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(paragraph, { maxLength: 6 }), async (paragraphs) => {
        const body = paragraphs.map(([pieces, properties]) => p(pieces.join(''), properties)).join('');
        await expectAgreement(makeDocx({ body: body + p('end') }));
      }),
      { numRuns: 100 },
    );
  });
});

describe('what mammoth is known to do otherwise', () => {
  const shape = (content: string) =>
    `<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>`;

  it.each([
    { name: 'keeps hidden text', body: p(r('a') + r('x', '<w:vanish/>')), ours: ['a'], theirs: ['ax'] },
    {
      name: 'keeps the typographic hyphens',
      body: p('<w:r><w:t>1</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>2</w:t></w:r>'),
      ours: ['1-2'],
      theirs: ['1\u2011\u00ad2'],
    },
    {
      name: 'keeps white space that Word drops',
      body: p('<w:r><w:t> a </w:t></w:r>'),
      ours: ['a'],
      theirs: [' a '],
    },
    {
      name: 'does not know carriage returns, position tabs, simple fields, directions and mathematics',
      body: p(
        `<w:r><w:t>a</w:t><w:cr/><w:ptab/></w:r><w:fldSimple>${r('b')}</w:fldSimple><w:bdo>${r('c')}</w:bdo><m:oMath><m:r><m:t>d</m:t></m:r></m:oMath>`,
      ),
      ours: ['a', '\tbcd'],
      theirs: ['a'],
    },
    {
      name: 'drops annotated characters',
      body: p(`<w:r><w:ruby><w:rt>${r('b')}</w:rt><w:rubyBase>${r('a')}</w:rubyBase></w:ruby></w:r>`),
      ours: ['a'],
      theirs: [''],
    },
    {
      name: 'shows text inside the code of a field',
      body: p(
        '<w:r><w:fldChar w:fldCharType="begin"/><w:t>x</w:t><w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/></w:r>',
      ),
      ours: ['1'],
      theirs: ['x1'],
    },
    {
      name: 'drops symbols of unknown fonts',
      body: p('<w:r><w:t>a</w:t><w:sym w:font="Elsewhere" w:char="F041"/></w:r>'),
      ours: ['a\uf041'],
      theirs: ['a'],
    },
    {
      name: 'reads the fallback of alternative content only',
      body: p(
        `${r('a')}<w:r><mc:AlternateContent><mc:Choice Requires="wps">${shape(p('box'))}</mc:Choice></mc:AlternateContent></w:r>`,
      ),
      ours: ['a', 'box'],
      theirs: ['a'],
    },
    {
      name: 'makes a check box of a content control that is one',
      body: p(`<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr><w:sdtContent>${r('☐')}</w:sdtContent></w:sdt>`),
      ours: ['☐'],
      theirs: [''],
    },
    {
      name: 'keeps deleted cells',
      body: tbl(['a', tc('x', '<w:cellDel/>')]),
      ours: ['a'],
      theirs: ['a', 'x'],
    },
    {
      name: 'does not know the older horizontal merge',
      body: tbl([tc('a', '<w:hMerge w:val="restart"/>'), tc('', '<w:hMerge w:val="continue"/>'), 'b']),
      ours: ['a', 'b'],
      theirs: ['a', '', 'b'],
    },
    {
      name: 'joins a continuation to whatever stands above it',
      body: tbl(['a'], [tc('b', '<w:vMerge/>')]),
      ours: ['a', 'b'],
      theirs: ['a'],
    },
    {
      name: 'leaves hidden rows in',
      body: tbl(['a'], tr(['b'], '<w:hidden/>')),
      ours: ['a'],
      theirs: ['a', 'b'],
    },
  ])('$name', async ({ body, ours, theirs }) => {
    const bytes = makeDocx({ body });
    const { blocks } = readDocx(bytes, defaultLimits);
    const lines = blocks.flatMap((block) =>
      block.kind === 'paragraph' ? block.text.split('\n') : block.cells.map((cell) => cell.text),
    );
    expect(lines).toEqual(ours);
    expect((await mammothOpinion(bytes)).lines.map(({ text }) => text)).toEqual(theirs);
  });
});
