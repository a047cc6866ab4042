/**
 * Text that stands on the paper but not in the page's contents: in form fields and in text boxes laid over the page.
 * PDFium draws them into the page, making the appearance of a field that has none; then they are text like any other.
 */
import { PageError } from './engine.ts';
import type { FieldBox } from './fields.ts';

/** What stands in a page's fields and text boxes, and where. */
export interface Fields {
  readonly words: readonly string[];
  readonly boxes: readonly FieldBox[];
}

/** The functions of PDFium that are called; pointers and handles are numbers, 0 is none. */
export interface AnnotationCalls {
  malloc(bytes: number): number;
  free(pointer: number): void;
  FPDFPage_GetAnnotCount(page: number): number;
  FPDFPage_GetAnnot(page: number, index: number): number;
  FPDFPage_CloseAnnot(annotation: number): void;
  FPDFPage_RemoveAnnot(page: number, index: number): number;
  FPDFPage_Flatten(page: number, usage: number): number;
  FPDFAnnot_GetSubtype(annotation: number): number;
  FPDFAnnot_GetRect(annotation: number, rect: number): number;
  FPDFAnnot_GetFlags(annotation: number): number;
  FPDFAnnot_GetFormFieldType(form: number, annotation: number): number;
  FPDFAnnot_GetFormFieldValue(form: number, annotation: number, text: number, bytes: number): number;
  FPDFAnnot_GetStringValue(annotation: number, key: number, text: number, bytes: number): number;
  PDFiumExt_OpenFormFillInfo(): number;
  PDFiumExt_CloseFormFillInfo(info: number): void;
  PDFiumExt_InitFormFillEnvironment(file: number, info: number): number;
  PDFiumExt_ExitFormFillEnvironment(form: number): void;
  FORM_OnAfterLoadPage(page: number, form: number): void;
  FORM_OnBeforeClosePage(page: number, form: number): void;
}

/** Of the engine: its functions, and its heap as it is at the moment. */
export interface AnnotationEngine {
  readonly calls: AnnotationCalls;
  bytes(): Uint8Array;
  /** Room for a few floats, and what stands there. */
  readonly scratch: number;
  float(index: number): number;
}

const freeText = 3;
const stamp = 13;
const widget = 20;
/** Flags of an annotation: hidden, not shown on a screen. */
const unseen = 0x2 | 0x20;
/** Fields whose value is what stands on the paper. */
const comboBox = 4;
const textField = 6;
const flattenFailed = 0;
/** Far beyond any form of a report. */
const most = 5000;
const longestText = 20_000;

/** A file's form, opened when the first page needs it. */
export class FormLayer {
  readonly #engine: AnnotationEngine;
  readonly #file: number;
  #info = 0;
  #form = 0;

  constructor(engine: AnnotationEngine, file: number) {
    this.#engine = engine;
    this.#file = file;
  }

  /**
   * A page's fields and text boxes, which are made ready to be drawn; nothing where it has none.
   */
  prepare(page: number): Fields | undefined {
    const { calls } = this.#engine;
    const count = calls.FPDFPage_GetAnnotCount(page);
    if (count === 0) return undefined;
    if (count > most) throw new PageError(`${count} annotations`);
    const others: number[] = [];
    const shown: number[] = [];
    for (let i = 0; i < count; i++) (this.#isShown(page, i) ? shown : others).push(i);
    if (shown.length === 0) return undefined;
    if (this.#form === 0) {
      this.#info = calls.PDFiumExt_OpenFormFillInfo();
      this.#form = calls.PDFiumExt_InitFormFillEnvironment(this.#file, this.#info);
    }
    // Marks and links have nothing to say, and what they draw is no ruling line.
    for (const i of others.reverse()) calls.FPDFPage_RemoveAnnot(page, i);
    if (this.#form !== 0) calls.FORM_OnAfterLoadPage(page, this.#form);
    const words = shown.flatMap((_, i) => this.#textOf(page, i).match(/\S+/g) ?? []);
    const boxes = shown.flatMap((_, i) => this.#boxOf(page, i));
    if (this.#form !== 0) calls.FORM_OnBeforeClosePage(page, this.#form);
    return { words, boxes };
  }

  /** Draws what was made ready into the page, which must be loaded again. Throws PageError when that fails. */
  draw(page: number): void {
    const drawn = this.#engine.calls.FPDFPage_Flatten(page, 0);
    if (drawn === flattenFailed) throw new PageError('the form fields cannot be drawn');
  }

  close(): void {
    const { calls } = this.#engine;
    if (this.#form !== 0) calls.PDFiumExt_ExitFormFillEnvironment(this.#form);
    if (this.#info !== 0) calls.PDFiumExt_CloseFormFillInfo(this.#info);
    this.#form = 0;
    this.#info = 0;
  }

  #with<T>(page: number, index: number, none: T, work: (annotation: number) => T): T {
    const { calls } = this.#engine;
    const annotation = calls.FPDFPage_GetAnnot(page, index);
    if (annotation === 0) return none;
    try {
      return work(annotation);
    } finally {
      calls.FPDFPage_CloseAnnot(annotation);
    }
  }

  #isShown(page: number, index: number): boolean {
    const { calls } = this.#engine;
    return this.#with(page, index, false, (annotation) => {
      const kind = calls.FPDFAnnot_GetSubtype(annotation);
      const hasText = kind === freeText || kind === stamp || kind === widget;
      return hasText && (calls.FPDFAnnot_GetFlags(annotation) & unseen) === 0;
    });
  }

  #boxOf(page: number, index: number): FieldBox[] {
    const { calls, scratch } = this.#engine;
    return this.#with(page, index, [], (annotation): FieldBox[] => {
      if (calls.FPDFAnnot_GetRect(annotation, scratch) === 0) return [];
      const float = (at: number): number => this.#engine.float(at);
      // FS_RECTF is left, top, right, bottom.
      return [[float(0), Math.min(float(1), float(3)), float(2), Math.max(float(1), float(3))]];
    });
  }

  #textOf(page: number, index: number): string {
    const { calls } = this.#engine;
    return this.#with(page, index, '', (annotation) => {
      const kind = calls.FPDFAnnot_GetSubtype(annotation);
      if (kind === freeText) {
        const key = this.#string('Contents');
        const text = this.#wide((at, bytes) => calls.FPDFAnnot_GetStringValue(annotation, key, at, bytes));
        calls.free(key);
        return text;
      }
      if (kind !== widget || this.#form === 0) return '';
      const type = calls.FPDFAnnot_GetFormFieldType(this.#form, annotation);
      if (type !== textField && type !== comboBox) return '';
      return this.#wide((at, bytes) => calls.FPDFAnnot_GetFormFieldValue(this.#form, annotation, at, bytes));
    });
  }

  /** A zero-ended string in the engine's heap, for the caller to free. */
  #string(text: string): number {
    const at = this.#engine.calls.malloc(text.length + 1);
    const heap = this.#engine.bytes();
    for (let i = 0; i < text.length; i++) heap[at + i] = text.charCodeAt(i);
    heap[at + text.length] = 0;
    return at;
  }

  /** What a function writes as UTF-16 with a zero at the end; it gives the length in bytes. */
  #wide(write: (at: number, bytes: number) => number): string {
    const { calls } = this.#engine;
    const length = Math.min(write(0, 0), longestText);
    if (length <= 2) return '';
    const at = calls.malloc(length);
    if (at === 0) return '';
    const written = Math.min(write(at, length), length);
    const heap = this.#engine.bytes();
    let text = '';
    for (let i = 0; i + 3 < written; i += 2) {
      text += String.fromCharCode((heap[at + i] as number) | ((heap[at + i + 1] as number) << 8));
    }
    calls.free(at);
    return text;
  }
}
