/**
 * An incremental update of a PDF (ISO 32000-1, 7.5.6): new objects and new versions of old ones behind the file's own
 * bytes, which stay as they are, so that signatures on them can still be verified.
 */
import type { PdfPage, PdfStructure, PdfValue } from '../readers/pdf/structure.ts';

interface NewObject {
  readonly number: number;
  readonly generation: number;
  readonly body: Uint8Array;
}

export interface PdfUpdate {
  /** The number that the next object added will have. */
  readonly nextNumber: number;
  /** Adds an object; answers with its number. Text is Latin-1. */
  add(body: string): number;
  /** Adds a stream with the entries of its dictionary but for the length. */
  addStream(entries: string, data: string): number;
  /** Adds references to a page's annotations. */
  annotate(page: PdfPage, numbers: readonly number[]): void;
  /** The file with the update. */
  bytes(): Uint8Array<ArrayBuffer>;
}

export function updateOf(file: Uint8Array, structure: PdfStructure): PdfUpdate {
  const objects: NewObject[] = [];
  let nextNumber = structure.nextNumber;
  const add = (body: string): number => {
    objects.push({ number: nextNumber, generation: 0, body: latin1(body) });
    return nextNumber++;
  };
  /** By number of the object that holds a list of annotations: what is added to it. */
  const additions = new Map<number, { generation: number; value: PdfValue; insertions: Insertion[] }>();
  return {
    get nextNumber() {
      return nextNumber;
    },
    add,
    addStream: (entries, data) => add(`<<${entries}/Length ${data.length}>>stream\n${data}\nendstream`),
    annotate: (page, numbers) => {
      const { owner, insertion } = annotationsOf(page, structure, numbers);
      const known = additions.get(owner.number);
      if (known) known.insertions.push(insertion);
      else additions.set(owner.number, { ...owner, insertions: [insertion] });
    },
    bytes: () => {
      const changed = [...additions].map(([number, { generation, value, insertions }]) => ({
        number,
        generation,
        body: inserted(value, insertions),
      }));
      return written(file, structure, [...changed, ...objects], nextNumber);
    },
  };
}

/** Bytes [from, to) of the value's source give way to `text`. */
interface Insertion {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The object that is to get a new version, and where the references go in it. */
function annotationsOf(
  { number, generation, dictionary }: PdfPage,
  structure: PdfStructure,
  numbers: readonly number[],
): { owner: { number: number; generation: number; value: PdfValue }; insertion: Insertion } {
  const references = numbers.map((one) => `${one} 0 R`).join(' ');
  const there = dictionary.entries.get('Annots');
  const list = structure.resolve(there);
  const page = { number, generation, value: dictionary as PdfValue };
  if (list?.kind === 'array') {
    const insertion = { from: list.end - 1, to: list.end - 1, text: ` ${references}` };
    return there?.kind === 'ref'
      ? { owner: { number: there.number, generation: there.generation, value: list }, insertion }
      : { owner: page, insertion };
  }
  const text = `[${references}]`;
  if (there) return { owner: page, insertion: { from: there.start, to: there.end, text } };
  const end = dictionary.end - 2;
  return { owner: page, insertion: { from: end, to: end, text: `/Annots${text}` } };
}

function inserted({ source, start, end }: PdfValue, insertions: readonly Insertion[]): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = start;
  for (const { from, to, text } of insertions.toSorted((a, b) => a.from - b.from)) {
    parts.push(source.subarray(at, from), latin1(text));
    at = to;
  }
  return joined([...parts, source.subarray(at, end)]);
}

function written(
  file: Uint8Array,
  structure: PdfStructure,
  objects: readonly NewObject[],
  nextNumber: number,
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [file, latin1('\n')];
  let at = file.length + 1;
  const push = (bytes: Uint8Array) => {
    parts.push(bytes);
    at += bytes.length;
  };
  const offsets: Offset[] = [];
  for (const { number, generation, body } of objects.toSorted((a, b) => a.number - b.number)) {
    offsets.push({ number, generation, at });
    push(latin1(`${number} ${generation} obj\n`));
    push(body);
    push(latin1('\nendobj\n'));
  }
  const section = at;
  const kept = ['Root', 'Info', 'ID'].flatMap((name) => {
    const value = structure.trailer.entries.get(name);
    return value ? [`/${name} `, value.source.subarray(value.start, value.end)] : [];
  });
  const common = joined(kept.map((part) => (typeof part === 'string' ? latin1(part) : part)));
  // A section is of the kind of the one before it, as a reader may know one of them only.
  if (structure.isStream) {
    const all = [...offsets, { number: nextNumber, generation: 0, at: section }];
    const rows = latin1(all.map(({ at: offset, generation }) => row(offset, generation)).join(''));
    const index = runs(all).map((run) => `${run[0]?.number} ${run.length}`);
    push(latin1(`${nextNumber} 0 obj\n<</Type/XRef/Size ${nextNumber + 1}/W[1 4 2]/Index[${index.join(' ')}]`));
    push(latin1(`/Prev ${structure.sectionStart}/Length ${rows.length}`));
    push(common);
    push(joined([latin1('>>stream\n'), rows, latin1('\nendstream\nendobj\n')]));
  } else {
    push(latin1('xref\n'));
    for (const run of runs(offsets)) {
      push(latin1(`${run[0]?.number} ${run.length}\n`));
      push(latin1(run.map((entry) => `${digits(entry.at, 10)} ${digits(entry.generation, 5)} n\r\n`).join('')));
    }
    push(latin1(`trailer\n<</Size ${nextNumber}/Prev ${structure.sectionStart}`));
    push(common);
    push(latin1('>>\n'));
  }
  push(latin1(`startxref\n${section}\n%%EOF\n`));
  return joined(parts);
}

interface Offset {
  readonly number: number;
  readonly generation: number;
  readonly at: number;
}

/** Numbers that follow each other. */
function runs(offsets: readonly Offset[]): Offset[][] {
  const all: Offset[][] = [];
  for (const offset of offsets) {
    const last = all.at(-1);
    if (last && (last.at(-1)?.number ?? 0) + 1 === offset.number) last.push(offset);
    else all.push([offset]);
  }
  return all;
}

/** An entry of a cross-reference stream: an object in use. */
function row(at: number, generation: number): string {
  const bytes = [1, at >>> 24, at >>> 16, at >>> 8, at, generation >>> 8, generation];
  return String.fromCharCode(...bytes.map((byte) => byte & 0xff));
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
