/**
 * A tiny PDF writer for tests: pages of text, lines and rectangles at stated places, in the ways that producers
 * differ. Chinese text in a CID font that is not embedded (widths: 1 em, Latin half an em).
 */
import { zlibSync } from 'fflate';

export interface TestPage {
  readonly content: string;
  /** Left, bottom, right, top; default A4 upright. */
  readonly mediaBox?: readonly [number, number, number, number];
  readonly cropBox?: readonly [number, number, number, number];
  readonly rotate?: number;
  /** Forms by name, each with its content. */
  readonly forms?: Readonly<Record<string, string>>;
  /** A grey picture named Im is at hand. */
  readonly image?: boolean;
  /** Form fields, text boxes and the like: what stands in each one's dictionary, and its appearance where it has one. */
  readonly annotations?: readonly { readonly entries: string; readonly appearance?: string }[];
}

export interface TestOptions {
  /** Compress page contents. */
  readonly flate?: boolean;
  /** Changes an object's text before it is written, by number from 1. */
  readonly change?: (object: string, number: number) => string;
  /** More entries of the trailer. */
  readonly trailer?: string;
}

/** The font of fields, as a form's resources have it. */
const helvetica = '/DR<</Font<</Helv<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>';

const a4 = [0, 0, 595, 842] as const;

/** The bytes of a PDF with these pages. Objects: 1 catalog, 2 pages, 3 and 4 fonts, 5 picture, then each page's. Fields make a form. */
export function writePdf(pages: readonly TestPage[], options: TestOptions = {}): Uint8Array {
  const objects: string[] = [];
  const pageNumbers: number[] = [];
  const fields: number[] = [];
  objects[3] = '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>';
  objects[4] =
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]' +
    '/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>' +
    '/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]' +
    '/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>';
  objects[5] = streamObject(
    '<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8',
    '\x80',
    false,
  );
  for (const page of pages) {
    const forms = Object.entries(page.forms ?? {}).map(([name, content]) => {
      objects.push(
        streamObject('<</Type/XObject/Subtype/Form/BBox[-9999 -9999 9999 9999]/Resources RESOURCES', content, false),
      );
      return `/${name} ${objects.length - 1} 0 R`;
    });
    const resources = `<</Font<</F 3 0 R>>/XObject<<${page.image === true ? '/Im 5 0 R' : ''}${forms.join('')}>>>>`;
    for (const [i, object] of objects.entries())
      if (object !== undefined) objects[i] = object.replace('RESOURCES', resources);
    objects.push(streamObject('<<', page.content, options.flate ?? false));
    const content = objects.length - 1;
    const annotations = (page.annotations ?? []).map(({ entries, appearance }) => {
      let normal = '';
      if (appearance !== undefined) {
        const [, place = '0 0 1 1'] = /\/Rect\[([^\]]*)\]/.exec(entries) ?? [];
        const [left, bottom, right, top] = place.split(' ').map(Number) as [number, number, number, number];
        const box = `/BBox[0 0 ${right - left} ${top - bottom}]`;
        const form = `<</Type/XObject/Subtype/Form${box}/Resources${resources}`;
        objects.push(streamObject(form, appearance, false));
        normal = `/AP<</N ${objects.length - 1} 0 R>>`;
      }
      objects.push(`<</Type/Annot${entries.includes('/F ') ? '' : '/F 4'}${entries}${normal}>>`);
      if (entries.includes('/FT')) fields.push(objects.length - 1);
      return `${objects.length - 1} 0 R`;
    });
    const crop = page.cropBox === undefined ? '' : `/CropBox[${page.cropBox.join(' ')}]`;
    const rotate = page.rotate === undefined ? '' : `/Rotate ${page.rotate}`;
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[${(page.mediaBox ?? a4).join(' ')}]${crop}${rotate}` +
        `/Resources${resources}/Contents ${content} 0 R${annotations.length > 0 ? `/Annots[${annotations.join(' ')}]` : ''}>>`,
    );
    pageNumbers.push(objects.length - 1);
  }
  const form = `/AcroForm<</Fields[${fields.map((n) => `${n} 0 R`).join(' ')}]/DA(/Helv 9 Tf 0 g)${helvetica}>>`;
  objects[1] = `<</Type/Catalog/Pages 2 0 R${fields.length > 0 ? form : ''}>>`;
  objects[2] = `<</Type/Pages/Count ${pages.length}/Kids[${pageNumbers.map((n) => `${n} 0 R`).join(' ')}]>>`;

  let out = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n';
  const offsets: number[] = [];
  for (let number = 1; number < objects.length; number++) {
    offsets[number] = out.length;
    const object = objects[number] as string;
    out += `${number} 0 obj\n${options.change?.(object, number) ?? object}\nendobj\n`;
  }
  const xref = out.length;
  out += `xref\n0 ${objects.length}\n0000000000 65535 f \n`;
  for (let number = 1; number < objects.length; number++)
    out += `${String(offsets[number]).padStart(10, '0')} 00000 n \n`;
  out += `trailer\n<</Size ${objects.length}/Root 1 0 R${options.trailer ?? ''}>>\nstartxref\n${xref}\n%%EOF\n`;
  return latin1(out);
}

function streamObject(dictionary: string, content: string, flate: boolean): string {
  const data = flate ? fromBytes(zlibSync(latin1(content))) : content;
  return `${dictionary}${flate ? '/Filter/FlateDecode' : ''}/Length ${data.length}>>\nstream\n${data}\nendstream`;
}

export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function fromBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

function hex(text: string): string {
  return `<${Array.from({ length: text.length }, (_, i) => text.charCodeAt(i).toString(16).padStart(4, '0')).join('')}>`;
}

/** One text operator; `mode` 3 is invisible. */
export function text(x: number, y: number, size: number, words: string, mode = 0): string {
  return `BT ${mode} Tr /F ${size} Tf 1 0 0 1 ${x} ${y} Tm ${hex(words)} Tj ET\n`;
}

/** Text whose characters stand `spacing` points further apart than their widths, as in justified lines. */
export function spacedText(x: number, y: number, size: number, words: string, spacing: number): string {
  return `BT 0 Tr ${spacing} Tc /F ${size} Tf 1 0 0 1 ${x} ${y} Tm ${hex(words)} Tj ET\n`;
}

/** Length of the words in points, by the font's widths: printable ASCII half an em, all else one. */
export function textWidth(words: string, size: number): number {
  return [...words].reduce((sum, character) => sum + (/[ -~]/.test(character) ? size / 2 : size), 0);
}

/** Text under a matrix of the caller's (rotation, scale). */
export function textAt(matrix: readonly number[], size: number, words: string): string {
  return `BT 0 Tr /F ${size} Tf ${matrix.join(' ')} Tm ${hex(words)} Tj ET\n`;
}

/** Each character an operator of its own, `advance` apart. */
export function scattered(x: number, y: number, size: number, words: string, advance: number): string {
  return [...words].map((character, i) => text(x + i * advance, y, size, character)).join('');
}

export function line(x0: number, y0: number, x1: number, y1: number, width = 0.5): string {
  return `${width} w ${x0} ${y0} m ${x1} ${y1} l S\n`;
}

export function rect(x: number, y: number, width: number, height: number, paint: 'f' | 'S' | 'B' = 'f'): string {
  return `${x} ${y} ${width} ${height} re ${paint}\n`;
}

/** A rectangular cell: columns and rows it covers, from 0, row 0 at the top. */
export interface TestCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan?: number;
  readonly columnSpan?: number;
  readonly text: string;
}

export type Pen = (x0: number, y0: number, x1: number, y1: number) => string;

/** Ways to draw a border from point to point (axis-parallel). */
export const pens = {
  stroke: (x0, y0, x1, y1) => line(x0, y0, x1, y1),
  thinFill: (x0, y0, x1, y1) =>
    rect(Math.min(x0, x1) - 0.25, Math.min(y0, y1) - 0.25, Math.abs(x1 - x0) + 0.5, Math.abs(y1 - y0) + 0.5),
  negativeFill: (x0, y0, x1, y1) =>
    rect(Math.max(x0, x1) + 0.25, Math.max(y0, y1) + 0.25, -Math.abs(x1 - x0) - 0.5, -Math.abs(y1 - y0) - 0.5),
  dashArray: (x0, y0, x1, y1) => `[3 2] 0 d ${line(x0, y0, x1, y1)}[] 0 d\n`,
  dashes: (x0, y0, x1, y1) => pieces(x0, y0, x1, y1, 3, 2),
  dots: (x0, y0, x1, y1) => pieces(x0, y0, x1, y1, 0.8, 1.6),
  double: (x0, y0, x1, y1) => {
    const [dx, dy] = x0 === x1 ? [0.75, 0] : [0, 0.75];
    return line(x0 - dx, y0 - dy, x1 - dx, y1 - dy) + line(x0 + dx, y0 + dy, x1 + dx, y1 + dy);
  },
  broken: (x0, y0, x1, y1) => {
    const [mx, my] = [(x0 + x1) / 2, (y0 + y1) / 2];
    const [gx, gy] = x0 === x1 ? [0, Math.sign(y1 - y0)] : [Math.sign(x1 - x0), 0];
    return line(x0, y0, mx - gx, my - gy) + line(mx + gx, my + gy, x1, y1);
  },
  wideShort: (x0, y0, x1, y1) =>
    x0 === x1 ? line(x0 - 0.25, (y0 + y1) / 2, x0 + 0.25, (y0 + y1) / 2, Math.abs(y1 - y0)) : line(x0, y0, x1, y1),
} as const satisfies Record<string, Pen>;

function pieces(x0: number, y0: number, x1: number, y1: number, long: number, gap: number): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [u, v] = [(x1 - x0) / length, (y1 - y0) / length];
  let out = '';
  for (let at = 0; at < length; at += long + gap) {
    const end = Math.min(length, at + long);
    out += line(x0 + u * at, y0 + v * at, x0 + u * end, y0 + v * end, 0.8);
  }
  return out;
}

export interface TestTable {
  /** Page coordinates of column lines from left to right, and of row lines from top to bottom (y up). */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly cells: readonly TestCell[];
  readonly size?: number;
  /** Sides that are drawn; all by default. Leaving out 'bottom' or 'top' opens the table there. */
  readonly open?: readonly ('top' | 'bottom' | 'left' | 'right')[];
}

/** Draws a table cell by cell: four borders each, text lines from the top (split at \n). */
export function table({ xs, ys, cells, size = 9, open = [] }: TestTable, pen: Pen = pens.stroke): string {
  let out = '';
  const [left, right, top, bottom] = [xs[0], xs.at(-1), ys[0], ys.at(-1)];
  for (const { row, column, rowSpan = 1, columnSpan = 1, text: words } of cells) {
    const x0 = xs[column] as number;
    const x1 = xs[column + columnSpan] as number;
    const y0 = ys[row] as number;
    const y1 = ys[row + rowSpan] as number;
    if (!(y0 === top && open.includes('top'))) out += pen(x0, y0, x1, y0);
    if (!(y1 === bottom && open.includes('bottom'))) out += pen(x0, y1, x1, y1);
    if (!(x0 === left && open.includes('left'))) out += pen(x0, y0, x0, y1);
    if (!(x1 === right && open.includes('right'))) out += pen(x1, y0, x1, y1);
    for (const [i, part] of words.split('\n').entries()) {
      if (part !== '') out += text(x0 + 2, y0 - 2 - size * 0.9 - i * size * 1.2, size, part);
    }
  }
  return out;
}

/** A plain grid of texts as cells. */
export function plainCells(rows: readonly (readonly string[])[]): TestCell[] {
  return rows.flatMap((row, r) => row.map((words, c) => ({ row: r, column: c, text: words })));
}
