/**
 * The PDF back with the findings as annotations: a highlight on the cell or sentence, with a note to open; a note at the
 * margin where something is missing. An update behind the file's own bytes (docs/decisions/0016-marked-pdf.md).
 */
import { ReadError } from '../document/errors.ts';
import { isPdfLocation, type PdfLocation } from '../document/location.ts';
import { inverse, type Mapping, toDisplay } from '../readers/pdf/display.ts';
import { openStructure, type PdfPage } from '../readers/pdf/structure.ts';
import type { Severity } from '../rules/finding.ts';
import type { ReportResult } from './contract.ts';
import { defaultAuthor, type Mark, type MarkOptions, marksOf } from './marked.ts';
import { type PdfUpdate, updateOf } from './pdf-update.ts';
import { Refused } from './refused.ts';

/**
 * The file with one annotation for each chosen finding; what has no place on a page stands at the top of the first one.
 * `bytes` are those that the report was made of; the result begins with them.
 * @throws Refused where the report is no PDF or was not read, or the file is protected or damaged
 */
export function toMarkedPdf(bytes: Uint8Array, report: ReportResult, options: MarkOptions): Uint8Array<ArrayBuffer> {
  const { language = 'zh-CN' } = options;
  const marks = marksOf(report, 'pdf', options);
  if (marks.length === 0) return new Uint8Array(bytes);
  try {
    const structure = openStructure(bytes);
    if (structure.encrypted) throw new Refused('pdf-encrypted', language);
    const places = placed(marks, report);
    const pages = structure.pages(Math.max(...places.map(({ page }) => page)));
    const update = updateOf(bytes, structure);
    const onPages = Map.groupBy(places, ({ page }) => (page <= pages.length ? page : 1));
    for (const [page, own] of onPages) annotatePage(pages[page - 1], own, update, options);
    return update.bytes();
  } catch (error) {
    if (error instanceof ReadError) throw new Refused('pdf-damaged', language);
    throw error;
  }
}

type Rect = PdfLocation['rect'];

/** A finding on a page: highlighted, or a note beside `rects[0]` (at the top where there is none). */
interface Placed {
  readonly mark: Mark;
  readonly page: number;
  readonly kind: 'highlight' | 'note';
  readonly rects: readonly Rect[];
  /** A figure's cell is framed; words are underlined, as a frame would run through their neighbours. */
  readonly framed: boolean;
}

function placed(marks: readonly Mark[], report: ReportResult): Placed[] {
  const cells = new Set(
    Object.values(report.tables).flatMap((rows) =>
      Object.values(rows).flatMap((row) => Object.values(row).map(({ location }) => JSON.stringify(location))),
    ),
  );
  const all = marks.map((mark): Placed => {
    const { location, finding } = mark;
    if (!location || !isPdfLocation(location)) return { mark, page: 1, kind: 'note', rects: [], framed: false };
    const { page, rect } = location;
    if (finding.gap) return { mark, page, kind: 'note', rects: [rect], framed: false };
    // A sentence goes on over lines; the figures of tables that it is compared with are places too, and are not it.
    const lines =
      finding.quote === undefined ? [] : finding.places.filter((place) => isPdfLocation(place) && place.page === page);
    const others = lines
      .filter((place) => !cells.has(JSON.stringify(place)))
      .map((place) => (place as PdfLocation).rect);
    const framed = cells.has(JSON.stringify(location));
    return { mark, page, kind: 'highlight', rects: outermost([rect, ...others]), framed };
  });
  return sideBySide(all);
}

/** Without what lies within another. */
function outermost(rects: readonly Rect[]): Rect[] {
  const kept: Rect[] = [];
  for (const rect of rects) if (!kept.some((other) => within(rect, other))) kept.push(rect);
  return kept;
}

function within([x, y, width, height]: Rect, [left, top, wide, high]: Rect): boolean {
  const slack = 0.01;
  return x >= left - slack && y >= top - slack && x + width <= left + wide + slack && y + height <= top + high + slack;
}

/** Findings on one cell share it from left to right: of annotations on each other only the last can be opened. */
function sideBySide(all: readonly Placed[]): Placed[] {
  const groups = Map.groupBy(all, ({ page, kind, rects }) => `${kind} ${page} ${rects.length === 1 ? rects[0] : ''}`);
  return all.map((one) => {
    const [rect, ...more] = one.rects;
    const group = groups.get(`${one.kind} ${one.page} ${rect}`);
    if (one.kind !== 'highlight' || !rect || more.length > 0 || !group || group.length === 1) return one;
    const [x, y, width, height] = rect;
    const share = width / group.length;
    return { ...one, rects: [[x + share * group.indexOf(one), y, share, height]] };
  });
}

// —— annotations ——

/** Colours of fill and edge (RGB, 0 to 1). The kinds also differ in edge and sign, for print in grey and for all eyes. */
const looks: Readonly<Record<Severity, { readonly fill: string; readonly edge: string; readonly dash: string }>> = {
  error: { fill: '1 0.82 0.8', edge: '0.76 0.11 0.1', dash: '[] 0' },
  warning: { fill: '1 0.93 0.7', edge: '0.66 0.42 0', dash: '[3 2] 0' },
  info: { fill: '0.82 0.91 1', edge: '0.13 0.38 0.66', dash: '[0.8 2] 0' },
};

/** Side of a note's sign, its distance from the page's edge, and from sign to sign; points. */
const noteSide = 18;
const noteEdge = 10;
const noteStep = 22;
/** From words to the line below them. */
const lineGap = 0.8;

function annotatePage(
  page: PdfPage | undefined,
  own: readonly Placed[],
  update: PdfUpdate,
  { author, date }: MarkOptions,
): void {
  if (!page) throw new ReadError('corrupt', 'no such page');
  const back = inverse(toDisplay(page.box, page.quarterTurns));
  const numbers: number[] = [];
  let lowest = noteEdge - noteStep;
  const said = { author: author || defaultAuthor, date: pdfDate(date) };
  // Notes from the top down, none on another.
  for (const { mark, kind, rects, framed } of own.toSorted((a, b) => (a.rects[0]?.[1] ?? 0) - (b.rects[0]?.[1] ?? 0))) {
    let shape: Shape;
    if (kind === 'note') {
      lowest = Math.max(lowest + noteStep, (rects[0]?.[1] ?? noteEdge) - noteSide / 4);
      shape = note([noteEdge, lowest, noteSide, noteSide], back, mark.severity);
    } else shape = highlight(rects, framed, back, mark.severity);
    numbers.push(...annotation(shape, mark, page, said, update));
  }
  update.annotate(page, numbers);
}

interface Shape {
  readonly subtype: 'Highlight' | 'Text';
  /** In user space: left, bottom, right, top. */
  readonly box: readonly [number, number, number, number];
  /** Entries of its own kind. */
  readonly entries: string;
  readonly color: string;
  /** The appearance: entries of the form but for its box, and what it draws, in user space. */
  readonly form: string;
  readonly drawing: string;
}

/** The annotation and its note to open; answers with their numbers. */
function annotation(
  { subtype, box, entries, color, form, drawing }: Shape,
  mark: Mark,
  page: PdfPage,
  { author, date }: { readonly author: string; readonly date: string },
  update: PdfUpdate,
): number[] {
  const appearance = update.addStream(`/Type/XObject/Subtype/Form${form}`, drawing);
  const number = update.nextNumber;
  const popup = number + 1;
  const [, , right, top] = page.box;
  update.add(
    `<</Type/Annot/Subtype/${subtype}/Rect[${list(box)}]/P ${page.number} ${page.generation} R/F 4/C[${color}]` +
      `/Contents ${text(mark.lines.join('\r'))}/T ${text(author)}/M(${date})/CreationDate(${date})` +
      `/NM(gouji-${mark.fingerprint.replace(/[^\w.-]/g, '')}-${number})/Subj ${text(mark.finding.rule)}` +
      `/Popup ${popup} 0 R/AP<</N ${appearance} 0 R>>${entries}>>`,
  );
  update.add(
    `<</Type/Annot/Subtype/Popup/Parent ${number} 0 R/Rect[${list([right - 200, Math.max(0, Math.min(top, box[3]) - 120), right, Math.min(top, box[3])])}]/Open false>>`,
  );
  return [number, popup];
}

function highlight(rects: readonly Rect[], framed: boolean, back: Mapping, severity: Severity): Shape {
  const { fill, edge, dash } = looks[severity];
  const quads = rects.map(([x, y, width, height]) =>
    (
      [
        [x, y],
        [x + width, y],
        [x, y + height],
        [x + width, y + height],
      ] as const
    ).map((point) => mapped(back, point)),
  );
  const boxes = quads.map(boxAround);
  const fills = boxes.map((box) => `${rectangle(box)} f`);
  // A frame stands inside its box, so that neighbours keep their own; a line stands below its words.
  const edges = framed
    ? boxes.map((box) => `${rectangle(grown(box, -0.5))} S`)
    : rects.map(([x, y, width, height]) => {
        const at = y + height + lineGap;
        return `${list(mapped(back, [x, at]))} m ${list(mapped(back, [x + width, at]))} l S`;
      });
  const all = grown(boxAround(boxes.flatMap(cornersOf)), framed ? 0 : 2 * lineGap);
  return {
    subtype: 'Highlight',
    box: all,
    entries: `/QuadPoints[${list(quads.flat(2))}]`,
    color: fill,
    form: `/BBox[${list(all)}]/Resources<</ExtGState<</M<</BM/Multiply>>>>>>`,
    drawing: `/M gs ${fill} rg\n${fills.join('\n')}\n${edge} RG 1 w ${dash} d\n${edges.join('\n')}`,
  };
}

/** What a note shows, in a square of 18, and the frame round it: ✗, ! and ·, as in the other outputs. */
const signs: Readonly<Record<Severity, string>> = {
  error: '5 5 m 13 13 l 5 13 m 13 5 l S',
  warning: '9 14 m 9 8 l 9 5.2 m 9 4 l S',
  info: '9 9.6 m 9 8.4 l S',
};

function note(rect: Rect, back: Mapping, severity: Severity): Shape {
  const { fill, edge, dash } = looks[severity];
  const [x, y, width, height] = rect;
  const box = boxAround([mapped(back, [x, y]), mapped(back, [x + width, y + height])]);
  // Upright on the displayed page, whatever its rotation.
  const [a, b, c, d] = back;
  return {
    subtype: 'Text',
    box,
    entries: '/Name/Comment',
    color: fill,
    form: `/BBox[0 0 ${noteSide} ${noteSide}]/Matrix[${list([a, b, -c, -d, 0, 0])}]`,
    drawing: `${fill} rg ${edge} RG 1.2 w 1 J\n${dash} d 1 1 16 16 re B\n[] 0 d 2 w ${signs[severity]}`,
  };
}

type Point = readonly [number, number];
type Corners = readonly [number, number, number, number];

function mapped([a, b, c, d, e, f]: Mapping, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

function boxAround(points: readonly Point[]): Corners {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function cornersOf([left, bottom, right, top]: Corners): Point[] {
  return [
    [left, bottom],
    [right, top],
  ];
}

function grown([left, bottom, right, top]: Corners, by: number): Corners {
  return [left - by, bottom - by, right + by, top + by];
}

function rectangle([left, bottom, right, top]: Corners): string {
  return `${list([left, bottom, right - left, top - bottom])} re`;
}

/** Hundredths of a point, never with an exponent. */
function list(numbers: readonly number[]): string {
  return numbers.map((number) => String(Math.round(number * 100) / 100 + 0)).join(' ');
}

/** A text string: UTF-16 with its mark, in hexadecimal, so that no character of it means anything else. */
function text(value: string): string {
  let digits = 'FEFF';
  for (let at = 0; at < value.length; at++) digits += value.charCodeAt(at).toString(16).padStart(4, '0');
  return `<${digits}>`;
}

/** D:20240331080000Z of an ISO 8601 moment in UTC. */
function pdfDate(date: string): string {
  return `D:${date.replace(/\.\d+/, '').replace(/\D/g, '').padEnd(14, '0').slice(0, 14)}Z`;
}
