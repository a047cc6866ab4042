/**
 * PDFium, compiled to WebAssembly, behind the interface of engine.ts. Works at the level of PDFium's C functions:
 * the package's wrappers cost more than the functions themselves. The package is imported when an engine is made, so
 * that a run without PDFs does not load it. The caller gives the WASM: this folder knows no file system.
 */
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';
import { type AnnotationCalls, FormLayer } from './annotations.ts';
import type { GlyphTable, PageContent, PdfEngine, PdfFile } from './engine.ts';
import { PageError } from './engine.ts';
import { withoutFrames } from './fields.ts';
import {
  addImage,
  type Gathered,
  isSeen,
  type Matrix,
  nothingGathered,
  PathTaker,
  pageObjects,
  pagePieces,
} from './shapes.ts';

/** A compiled WebAssembly.Module (opaque here: a pure ES environment has no type for it). */
export type CompiledWasm = object;

export interface PdfiumOptions {
  /** Bytes that the engine's heap may grow to; beyond, it aborts and is dead. Default 256 MiB. */
  readonly heapBytes?: number;
}

const defaultHeapBytes = 256 * 2 ** 20;
/** Depth of forms: far beyond any report. */
const formDepth = 12;

/** The functions of PDFium that are called; pointers and handles are numbers, 0 is none. */
interface Exports extends AnnotationCalls {
  readonly memory: { readonly buffer: ArrayBuffer };
  PDFiumExt_Init(): void;
  FPDF_LoadMemDocument(data: number, size: number, password: number): number;
  FPDF_GetLastError(): number;
  FPDF_DocumentHasValidCrossReferenceTable(file: number): number;
  FPDF_GetPageCount(file: number): number;
  FPDF_CloseDocument(file: number): void;
  FPDF_LoadPage(file: number, index: number): number;
  FPDF_ClosePage(page: number): void;
  FPDF_GetPageBoundingBox(page: number, box: number): number;
  FPDFPage_GetRotation(page: number): number;
  FPDFText_LoadPage(page: number): number;
  FPDFText_ClosePage(text: number): void;
  FPDFText_CountChars(text: number): number;
  FPDFText_IsGenerated(text: number, index: number): number;
  FPDFText_GetUnicode(text: number, index: number): number;
  FPDFText_HasUnicodeMapError(text: number, index: number): number;
  FPDFText_GetCharOrigin(text: number, index: number, x: number, y: number): number;
  FPDFText_GetTextObject(text: number, index: number): number;
  FPDFText_GetMatrix(text: number, index: number, matrix: number): number;
  FPDFText_GetFontSize(text: number, index: number, size?: number): number;
  FPDFText_GetLooseCharBox(text: number, index: number, box: number): number;
  FPDFTextObj_GetFont(object: number): number;
  FPDFTextObj_GetTextRenderMode(object: number): number;
  FPDFFont_GetGlyphWidth(font: number, code: number, size: number, width: number): number;
  FPDFPage_CountObjects(page: number): number;
  FPDFPage_GetObject(page: number, index: number): number;
  FPDFFormObj_CountObjects(form: number): number;
  FPDFFormObj_GetObject(form: number, index: number): number;
  FPDFPageObj_GetType(object: number): number;
  FPDFPageObj_GetMatrix(object: number, matrix: number): number;
  FPDFPageObj_GetStrokeWidth(object: number, width: number): number;
  FPDFPageObj_GetFillColor(object: number, r: number, g: number, b: number, a: number): number;
  FPDFPageObj_GetStrokeColor(object: number, r: number, g: number, b: number, a: number): number;
  FPDFPath_GetDrawMode(path: number, fill: number, stroke: number): number;
  FPDFPath_CountSegments(path: number): number;
  FPDFPath_GetPathSegment(path: number, index: number): number;
  FPDFPathSegment_GetType(segment: number): number;
  FPDFPathSegment_GetPoint(segment: number, x: number, y: number): number;
  FPDFPathSegment_GetClose(segment: number): number;
}

interface WasmApi {
  compile(bytes: Uint8Array): Promise<CompiledWasm>;
  readonly Instance: new (module: CompiledWasm, imports: Imports) => { readonly exports: object };
}
interface Imports {
  readonly env: { emscripten_resize_heap: (bytes: number) => unknown };
}
type Init = (overrides: {
  print: (line: string) => void;
  printErr: (line: string) => void;
  instantiateWasm: (imports: Imports, done: (instance: object, module: CompiledWasm) => void) => object;
}) => Promise<{ readonly pdfium: { readonly wasmExports: unknown } }>;

/**
 * An engine over PDFium's WASM, as bytes or compiled (compile once, make an engine per worker).
 * Rejects when the WASM does not compile or start.
 */
export async function createPdfiumEngine(
  wasm: CompiledWasm | Uint8Array,
  options: PdfiumOptions = {},
): Promise<PdfEngine> {
  const api = (globalThis as unknown as { readonly WebAssembly: WasmApi }).WebAssembly;
  const init = (await import('@embedpdf/pdfium')).init as unknown as Init;
  const module = wasm instanceof Uint8Array ? await api.compile(wasm) : wasm;
  const heapBytes = options.heapBytes ?? defaultHeapBytes;
  const heap = { full: false };
  const instance = await init({
    // What the engine has to say about an abort is said by ReadError.
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports, done) {
      const grow = imports.env.emscripten_resize_heap;
      imports.env.emscripten_resize_heap = (bytes) => {
        if (bytes >>> 0 <= heapBytes) return grow(bytes);
        heap.full = true;
        return 0;
      };
      const made = new api.Instance(module, imports);
      done(made, module);
      return made.exports;
    },
  });
  const exports = instance.pdfium.wasmExports as Exports;
  exports.PDFiumExt_Init();
  return new PdfiumEngine(exports, heap);
}

class PdfiumEngine implements PdfEngine {
  dead = false;
  readonly calls: Exports;
  readonly #heap: { full: boolean };
  /** Room for out-parameters: six floats or doubles. */
  readonly scratch: number;
  #bytes = new Uint8Array(0);
  #floats = new Float32Array(0);
  #doubles = new Float64Array(0);
  #words = new Uint32Array(0);

  constructor(calls: Exports, heap: { full: boolean }) {
    this.calls = calls;
    this.#heap = heap;
    this.scratch = calls.malloc(64);
  }

  /** Runs calls of the engine; an abort or trap inside marks the engine dead and becomes a ReadError. */
  run<T>(work: () => T): T {
    if (this.dead) throw new ReadError('corrupt', 'the PDF engine has ended and must be replaced');
    try {
      return work();
    } catch (error) {
      if (error instanceof ReadError || error instanceof PageError) throw error;
      this.dead = true;
      if (this.#heap.full) throw new ReadError('too-large', `the PDF engine ran out of memory: ${String(error)}`);
      throw new ReadError('corrupt', `the PDF engine aborted: ${String(error)}`);
    }
  }

  // The heap's views die when the heap grows: they are fetched anew for each use.
  bytes(): Uint8Array {
    if (this.#bytes.buffer !== this.calls.memory.buffer) this.#bytes = new Uint8Array(this.calls.memory.buffer);
    return this.#bytes;
  }
  float(index: number): number {
    if (this.#floats.buffer !== this.calls.memory.buffer) this.#floats = new Float32Array(this.calls.memory.buffer);
    return this.#floats[(this.scratch >> 2) + index] as number;
  }
  double(index: number): number {
    if (this.#doubles.buffer !== this.calls.memory.buffer) this.#doubles = new Float64Array(this.calls.memory.buffer);
    return this.#doubles[(this.scratch >> 3) + index] as number;
  }
  word(index: number): number {
    if (this.#words.buffer !== this.calls.memory.buffer) this.#words = new Uint32Array(this.calls.memory.buffer);
    return this.#words[(this.scratch >> 2) + index] as number;
  }

  open(bytes: Uint8Array, limits: ReadLimits): PdfFile {
    return this.run(() => {
      const data = this.calls.malloc(bytes.length);
      if (data === 0) throw new ReadError('too-large', 'no room for the file in the PDF engine');
      this.bytes().set(bytes, data);
      const file = this.calls.FPDF_LoadMemDocument(data, bytes.length, 0);
      if (file === 0) {
        const code = this.calls.FPDF_GetLastError();
        this.calls.free(data);
        if (code === 4) throw new ReadError('encrypted', 'the PDF needs a password');
        if (code === 5) throw new ReadError('encrypted', 'the PDF is protected in a way that the engine does not know');
        throw new ReadError('corrupt', `the PDF engine cannot open the file (code ${code})`);
      }
      return new PdfiumFile(this, file, data, limits);
    });
  }
}

class PdfiumFile implements PdfFile {
  readonly pageCount: number;
  readonly repaired: boolean;
  readonly #engine: PdfiumEngine;
  readonly #file: number;
  readonly #data: number;
  readonly #limits: ReadLimits;
  readonly #form: FormLayer;
  #open = true;

  constructor(engine: PdfiumEngine, file: number, data: number, limits: ReadLimits) {
    this.#engine = engine;
    this.#file = file;
    this.#data = data;
    this.#limits = limits;
    this.#form = new FormLayer(engine, file);
    this.pageCount = engine.calls.FPDF_GetPageCount(file);
    this.repaired = engine.calls.FPDF_DocumentHasValidCrossReferenceTable(file) === 0;
  }

  page(index: number): PageContent {
    const engine = this.#engine;
    const calls = engine.calls;
    return engine.run(() => {
      const load = (): number => {
        const page = calls.FPDF_LoadPage(this.#file, index);
        if (page === 0) throw new PageError(`page ${index + 1} cannot be loaded`);
        return page;
      };
      let page = load();
      try {
        const fields = this.#form.prepare(page);
        if (fields === undefined) return this.#read(page, index);
        // Borders and grounds of fields are no ruling lines: those are of the page without them.
        const shapes = readShapes(engine, page, this.#limits);
        const ruled = withoutFrames(shapes, fields.boxes);
        this.#form.draw(page);
        calls.FPDF_ClosePage(page);
        page = 0;
        page = load();
        const content = { ...this.#read(page, index), ...shapes, ...ruled };
        return { ...content, unread: missing(fields.words, content.glyphs) };
      } finally {
        if (!engine.dead && page !== 0) calls.FPDF_ClosePage(page);
      }
    });
  }

  #read(page: number, index: number): PageContent {
    const engine = this.#engine;
    const text = engine.calls.FPDFText_LoadPage(page);
    if (text === 0) throw new PageError(`the text of page ${index + 1} cannot be loaded`);
    try {
      return readPage(engine, page, text, this.#limits);
    } finally {
      if (!engine.dead) engine.calls.FPDFText_ClosePage(text);
    }
  }

  close(): void {
    if (!this.#open || this.#engine.dead) return;
    this.#open = false;
    this.#engine.run(() => {
      this.#form.close();
      this.#engine.calls.FPDF_CloseDocument(this.#file);
      this.#engine.calls.free(this.#data);
    });
  }
}

/** How many of the words are not among the glyphs. */
function missing(words: readonly string[], { codes, count }: GlyphTable): number {
  const shown = Array.from(codes.subarray(0, count), (code) => String.fromCodePoint(code)).join('');
  const bare = shown.replace(/\s/g, '');
  return words.filter((word) => !bare.includes(word)).length;
}

const identity: Matrix = [1, 0, 0, 1, 0, 0];

function readPage(engine: PdfiumEngine, page: number, text: number, limits: ReadLimits): PageContent {
  const { calls, scratch } = engine;
  if (calls.FPDF_GetPageBoundingBox(page, scratch) === 0) throw new PageError('the page has no size');
  // FS_RECTF is left, top, right, bottom.
  const box = [engine.float(0), engine.float(3), engine.float(2), engine.float(1)] as const;
  if (!(box[2] > box[0] && box[3] > box[1])) throw new PageError('the page has no size');
  const shapes = readShapes(engine, page, limits);
  return {
    quarterTurns: (calls.FPDFPage_GetRotation(page) & 3) as 0 | 1 | 2 | 3,
    box,
    glyphs: readGlyphs(engine, text, limits),
    ...shapes,
  };
}

/** What glyphs of one text object share. */
interface TextStyle {
  readonly font: number;
  readonly size: number;
  /** Writing direction, and the length that one em of advance has along it. */
  readonly alongX: number;
  readonly alongY: number;
  /** Length that one em has across it. */
  readonly across: number;
  readonly isHidden: boolean;
}

function readGlyphs(engine: PdfiumEngine, text: number, limits: ReadLimits): GlyphTable {
  const { calls, scratch } = engine;
  const total = Math.min(calls.FPDFText_CountChars(text), limits.characters + 1);
  const codes = new Uint32Array(total);
  const x = new Float64Array(total);
  const y = new Float64Array(total);
  const dx = new Float64Array(total);
  const dy = new Float64Array(total);
  const size = new Float64Array(total);
  const run = new Uint32Array(total);
  const hidden = new Uint8Array(total);
  const widths = new Map<number, Map<number, number>>();
  let count = 0;
  let object = 0;
  let style: TextStyle | undefined;
  let runs = 0;
  for (let i = 0; i < total; i++) {
    // Blanks and line ends that PDFium adds on its own; where a gap is a blank is for the layout to say.
    if (calls.FPDFText_IsGenerated(text, i) === 1) continue;
    if (calls.FPDFText_GetCharOrigin(text, i, scratch, scratch + 8) === 0) continue;
    const originX = engine.double(0);
    const originY = engine.double(1);
    const owner = calls.FPDFText_GetTextObject(text, i);
    if (style === undefined || owner !== object || owner === 0) {
      object = owner;
      runs++;
      style = readStyle(engine, text, i, owner);
    }
    const code = calls.FPDFText_GetUnicode(text, i);
    const advance = advanceOf(engine, text, i, code, style, widths);
    // Without a mapping PDFium gives the font's own code, which may look like any character.
    codes[count] = calls.FPDFText_HasUnicodeMapError(text, i) === 1 ? 0 : code;
    x[count] = originX;
    y[count] = originY;
    dx[count] = advance * style.alongX;
    dy[count] = advance * style.alongY;
    size[count] = style.size * style.across;
    run[count] = runs;
    if (style.isHidden) hidden[count] = 1;
    count++;
  }
  return { count, codes, x, y, dx, dy, size, run, hidden };
}

/** Text render mode: neither filled nor stroked. */
const invisibleText = 3;

function readStyle(engine: PdfiumEngine, text: number, index: number, object: number): TextStyle {
  const { calls, scratch } = engine;
  const size = calls.FPDFText_GetFontSize(text, index);
  const known = calls.FPDFText_GetMatrix(text, index, scratch) !== 0;
  const [a, b, c, d] = known
    ? [engine.float(0), engine.float(1), engine.float(2), engine.float(3)]
    : [identity[0], identity[1], identity[2], identity[3]];
  return {
    font: object === 0 ? 0 : calls.FPDFTextObj_GetFont(object),
    size,
    alongX: a,
    alongY: b,
    across: Math.hypot(c, d),
    isHidden: object !== 0 && calls.FPDFTextObj_GetTextRenderMode(object) === invisibleText,
  };
}

/**
 * Advance before the text matrix. The font's own width times the size: PDFium's character boxes are wrong for fonts
 * that are not embedded.
 */
function advanceOf(
  engine: PdfiumEngine,
  text: number,
  index: number,
  code: number,
  style: TextStyle,
  widths: Map<number, Map<number, number>>,
): number {
  const { calls, scratch } = engine;
  if (style.font !== 0) {
    let ofFont = widths.get(style.font);
    if (ofFont === undefined) {
      ofFont = new Map();
      widths.set(style.font, ofFont);
    }
    let width = ofFont.get(code);
    if (width === undefined) {
      width = calls.FPDFFont_GetGlyphWidth(style.font, code, 1, scratch) !== 0 ? engine.float(0) : 0;
      ofFont.set(code, width);
    }
    if (width > 0) return width * style.size;
  }
  // No width in the font: the loose box, which PDFium makes of the glyph's own place.
  if (calls.FPDFText_GetLooseCharBox(text, index, scratch) === 0) return style.size;
  const along = Math.hypot(style.alongX, style.alongY) || 1;
  const sideways = Math.abs(style.alongY) > Math.abs(style.alongX);
  const length = sideways ? engine.float(1) - engine.float(3) : engine.float(2) - engine.float(0);
  return Math.abs(length) / along;
}

type Shapes = Pick<PageContent, 'lines' | 'fills' | 'images' | 'curves' | 'cut'>;

const pathObject = 2;
const imageObject = 3;
const formObject = 5;

function readShapes(engine: PdfiumEngine, page: number, limits: ReadLimits): Shapes {
  const { calls } = engine;
  const gathered = nothingGathered();
  const count = calls.FPDFPage_CountObjects(page);
  const depth = Math.min(formDepth, limits.nesting);
  for (let i = 0; i < count && !gathered.cut; i++) {
    readObject(engine, calls.FPDFPage_GetObject(page, i), identity, depth, gathered);
  }
  return {
    lines: gathered.lines.taken(),
    fills: gathered.fills.taken(),
    images: gathered.images.taken(),
    curves: gathered.curves,
    cut: gathered.cut,
  };
}

function readObject(engine: PdfiumEngine, object: number, parent: Matrix, depth: number, gathered: Gathered): void {
  const { calls } = engine;
  if (object === 0) return;
  if (++gathered.objects > pageObjects || gathered.lines.length + gathered.fills.length > pagePieces * 4) {
    gathered.cut = true;
    return;
  }
  const type = calls.FPDFPageObj_GetType(object);
  if (type === pathObject) {
    readPath(engine, object, times(matrixOf(engine, object), parent), gathered);
  } else if (type === imageObject) {
    addImage(gathered, times(matrixOf(engine, object), parent));
  } else if (type === formObject) {
    if (depth === 0) {
      gathered.cut = true;
      return;
    }
    const matrix = times(matrixOf(engine, object), parent);
    const count = calls.FPDFFormObj_CountObjects(object);
    for (let i = 0; i < count && !gathered.cut; i++) {
      readObject(engine, calls.FPDFFormObj_GetObject(object, i), matrix, depth - 1, gathered);
    }
  }
}

function matrixOf(engine: PdfiumEngine, object: number): Matrix {
  if (engine.calls.FPDFPageObj_GetMatrix(object, engine.scratch) === 0) return identity;
  return [engine.float(0), engine.float(1), engine.float(2), engine.float(3), engine.float(4), engine.float(5)];
}

/** The matrix that applies `first`, then `then`. */
function times(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [a2, b2, c2, d2, e2, f2] = then;
  return [
    a * a2 + b * c2,
    a * b2 + b * d2,
    c * a2 + d * c2,
    c * b2 + d * d2,
    e * a2 + f * c2 + e2,
    e * b2 + f * d2 + f2,
  ];
}

/** Whether a colour can be seen on white paper; shadings and patterns count as seen. */
function isVisible(
  engine: PdfiumEngine,
  object: number,
  which: 'FPDFPageObj_GetFillColor' | 'FPDFPageObj_GetStrokeColor',
): boolean {
  const { calls, scratch } = engine;
  if (calls[which](object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0) return true;
  return isSeen(engine.word(0), engine.word(1), engine.word(2), engine.word(3));
}

const lineSegment = 0;
const curveSegment = 1;
const moveSegment = 2;

function readPath(engine: PdfiumEngine, path: number, matrix: Matrix, gathered: Gathered): void {
  const { calls, scratch } = engine;
  if (calls.FPDFPath_GetDrawMode(path, scratch, scratch + 4) === 0) return;
  const filled = engine.word(0) !== 0 && isVisible(engine, path, 'FPDFPageObj_GetFillColor');
  // The colour test writes over the draw mode.
  calls.FPDFPath_GetDrawMode(path, scratch, scratch + 4);
  const stroked = engine.word(1) !== 0 && isVisible(engine, path, 'FPDFPageObj_GetStrokeColor');
  if (!filled && !stroked) return;
  const width = stroked && calls.FPDFPageObj_GetStrokeWidth(path, scratch) !== 0 ? engine.float(0) : 0;
  const taker = new PathTaker(gathered, matrix, filled, stroked, width);
  const segments = Math.min(calls.FPDFPath_CountSegments(path), pagePieces);
  for (let i = 0; i < segments; i++) {
    const segment = calls.FPDFPath_GetPathSegment(path, i);
    const type = calls.FPDFPathSegment_GetType(segment);
    if (type === curveSegment) taker.curve();
    if (type === lineSegment || type === moveSegment) {
      if (type === moveSegment) taker.finish();
      if (calls.FPDFPathSegment_GetPoint(segment, scratch, scratch + 4) === 0) continue;
      taker.line(engine.float(0), engine.float(1));
    }
    if (calls.FPDFPathSegment_GetClose(segment) !== 0) taker.close();
  }
  taker.finish();
}
