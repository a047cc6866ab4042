/**
 * The unit's own DOCX back with the findings as comments: the file as it was, but for the comments, what ties them to
 * the text, and the parts that must know of them. A run is divided where a sentence begins or ends inside it.
 */

import { ReadError } from '../document/errors.ts';
import { isDocxLocation } from '../document/location.ts';
import type { DocxPackage } from '../readers/docx/package.ts';
import { type DocxSource, openSource, type SourceRange, wholePart } from '../readers/docx/source.ts';
import {
  type Edit,
  escapeAttribute,
  escapeXml,
  openXml,
  sourceOffset,
  walkXml,
  type XmlNode,
  type XmlText,
} from '../readers/docx/xml-text.ts';
import { rewriteZip } from '../readers/docx/zip-write.ts';
import type { ReportResult } from './contract.ts';
import { defaultAuthor, type Mark, type MarkOptions, marksOf } from './marked.ts';
import { Refused } from './refused.ts';

/**
 * The file with one comment for each chosen finding, at the place where the finding is; what has no place there stands
 * at the document's beginning. `bytes` are those that the report was made of, and stay as they are.
 * @throws Refused where the report is no DOCX or was not read, or the file is damaged
 */
export function toMarkedDocx(bytes: Uint8Array, report: ReportResult, options: MarkOptions): Uint8Array<ArrayBuffer> {
  const marks = marksOf(report, 'docx', options);
  if (marks.length === 0) return new Uint8Array(bytes);
  try {
    const source = openSource(bytes);
    const document = openXml(source.bytes);
    // What an altered part says is nothing to put comments on.
    if (source.parts.damaged.length > 0) throw new ReadError('corrupt', 'damaged part');
    const comments = commentsPart(source.parts, document.text, options.date, options.author || defaultAuthor);
    const changed = new Map<string, Uint8Array>();
    changed.set(source.parts.main, document.edited(anchored(source, document, marks, comments)));
    for (const [name, content] of comments.parts(marks)) changed.set(name, content);
    return rewriteZip(source.parts.archive, changed);
  } catch (error) {
    if (error instanceof ReadError) throw new Refused('docx-damaged', options.language ?? 'zh-CN');
    throw error;
  }
}

// —— where comments are tied to the text ——

/** What is put in at one offset of the document part; ends come before beginnings, so that ranges do not overlap. */
interface Insertion {
  /** Closes and opens again the run that is divided there. */
  readonly close: string;
  readonly open: string;
  readonly ends: string[];
  readonly points: string[];
  readonly starts: string[];
}

interface Point {
  readonly offset: number;
  readonly close: string;
  readonly open: string;
}

function anchored(
  source: DocxSource,
  document: XmlText,
  marks: readonly Mark[],
  comments: CommentsPart,
): readonly Edit[] {
  const first = source.first();
  if (!first) throw new ReadError('corrupt', 'no paragraph');
  const targets = marks.map(({ location }) => {
    const ranges = location && isDocxLocation(location) ? source.at(location) : [];
    return ends(ranges.length > 0 ? ranges : [first]);
  });
  const nodes = nodesAt(document.text, targets);
  const text = new Anchors(document.text, nodes);
  for (const [index, target] of targets.entries()) {
    const tags = comments.tagsOf(index);
    if ('paragraph' in target) text.inParagraph(target.paragraph, tags);
    else text.around(target, tags);
  }
  return text.edits();
}

/** From a character of one piece of text to the end of one of another; a paragraph where there is no text. */
type Target = { readonly paragraph: number } | Stretch;
interface Stretch {
  readonly from: { readonly element: number; readonly index: number };
  readonly to: { readonly element: number; readonly index: number; readonly length: number };
}

function ends(ranges: readonly SourceRange[]): Target {
  const pieces = ranges.flatMap(({ paragraph, start, end }) =>
    paragraph.pieces
      .filter((piece) => piece.start < end && piece.end > start)
      .map((piece) => ({
        element: piece.element,
        from: Math.max(start, piece.start) - piece.start,
        to: Math.min(end, piece.end) - piece.start,
        length: piece.end - piece.start,
      })),
  );
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return { paragraph: (ranges[0] as SourceRange).paragraph.start };
  return {
    from: { element: first.element, index: first.from },
    to: { element: last.element, index: last.to, length: last.length },
  };
}

function nodesAt(text: string, targets: readonly Target[]): ReadonlyMap<number, XmlNode> {
  const wanted = new Set(
    targets.flatMap((target) =>
      'paragraph' in target ? [target.paragraph] : [target.from.element, target.to.element],
    ),
  );
  const nodes = new Map<number, XmlNode>();
  walkXml(text, (node) => {
    if (wanted.has(node.start)) nodes.set(node.start, node);
  });
  return nodes;
}

/** Around runs, and where comments may begin and end within them. What is not among them has a content of its own kind. */
const runContainers = new Set(['ins', 'moveTo', 'hyperlink', 'smartTag', 'customXml', 'dir', 'bdo']);

class Anchors {
  readonly #text: string;
  readonly #nodes: ReadonlyMap<number, XmlNode>;
  readonly #insertions = new Map<number, Insertion>();
  readonly #opened = new Map<number, XmlNode>();

  constructor(text: string, nodes: ReadonlyMap<number, XmlNode>) {
    this.#text = text;
    this.#nodes = nodes;
  }

  around({ from, to }: Stretch, tags: CommentTags): void {
    const start = this.#startOf(this.#node(from.element), from.index);
    const end = this.#endOf(this.#node(to.element), to.index, to.length);
    this.#at(start).starts.push(tags.start(paragraphOf(this.#node(from.element)).prefix));
    this.#at(end).ends.push(tags.end(paragraphOf(this.#node(to.element)).prefix));
  }

  /** A paragraph without text: behind its properties. One in a text box is out of reach: around the box. */
  inParagraph(offset: number, tags: CommentTags): void {
    const node = this.#node(offset);
    const paragraph = paragraphOf(node);
    const both = tags.start(paragraph.prefix) + tags.end(paragraph.prefix);
    if (paragraph !== node) {
      const { start, end } = unitOf(node);
      this.#at({ offset: start, close: '', open: '' }).starts.push(tags.start(paragraph.prefix));
      this.#at({ offset: end, close: '', open: '' }).ends.push(tags.end(paragraph.prefix));
    } else if (node.isEmpty) {
      this.#opened.set(node.start, node);
      this.#at({ offset: node.openEnd, close: '', open: '' }).points.push(both);
    } else {
      const offset = node.first?.local === 'pPr' ? node.first.end : node.openEnd;
      this.#at({ offset, close: '', open: '' }).points.push(both);
    }
  }

  edits(): Edit[] {
    const edits = [...this.#insertions].map(([offset, { close, open, ends, points, starts }]): Edit => {
      return { from: offset, to: offset, text: close + ends.join('') + points.join('') + starts.join('') + open };
    });
    // <w:p/> becomes <w:p>…</w:p>.
    for (const { openEnd, name } of this.#opened.values()) {
      const at = edits.findIndex(({ from }) => from === openEnd);
      const { text } = edits[at] as Edit;
      edits[at] = { from: openEnd - 2, to: openEnd, text: `>${text}</${name}>` };
    }
    return edits;
  }

  #node(offset: number): XmlNode {
    const node = this.#nodes.get(offset);
    if (!node) throw new Error(`no element at ${offset}`);
    return node;
  }

  /** Before the text's character `index`. */
  #startOf(node: XmlNode, index: number): Point {
    const unit = unitOf(node);
    const run = this.#dividedRun(node, unit);
    if (!run || (index === 0 && this.#text.slice(run.contentStart, node.start).trim() === '')) {
      return { offset: unit.start, close: '', open: '' };
    }
    if (index === 0) return { offset: node.start, close: run.close, open: run.open };
    return this.#inside(node, index, run) ?? { offset: unit.start, close: '', open: '' };
  }

  /** Behind the text's character `index` - 1. */
  #endOf(node: XmlNode, index: number, length: number): Point {
    const unit = unitOf(node);
    const run = this.#dividedRun(node, unit);
    if (!run || (index === length && this.#text.slice(node.end, unit.closeStart).trim() === '')) {
      return { offset: unit.end, close: '', open: '' };
    }
    if (index === length) return { offset: node.end, close: run.close, open: run.open };
    return this.#inside(node, index, run) ?? { offset: unit.end, close: '', open: '' };
  }

  /** What closes the run and opens one like it; null where the text is not directly in a run, or it cannot be divided. */
  #dividedRun(node: XmlNode, unit: XmlNode): { contentStart: number; close: string; open: string } | null {
    if (node.parent !== unit || unit.local !== 'r') return null;
    const properties = unit.first?.local === 'rPr' ? unit.first : null;
    const written = properties ? this.#text.slice(properties.start, properties.end) : '';
    // A tracked change of the run's look has a number, which must not come twice.
    if (properties && /\bid\s*=/.test(written)) return null;
    return {
      contentStart: properties?.end ?? unit.openEnd,
      close: `</${unit.name}>`,
      open: this.#text.slice(unit.start, unit.openEnd) + written,
    };
  }

  /** Inside a text; null where it cannot be divided. */
  #inside(node: XmlNode, index: number, run: { close: string; open: string }): Point | null {
    if (node.local !== 't' || node.isEmpty) return null;
    const tag = this.#text.slice(node.start, node.openEnd);
    const source = this.#text.slice(node.openEnd, node.closeStart);
    // White space at the ends of a text counts only where it says so: what is dropped, and becomes an end, would shift.
    const keepsSpace = /xml:space\s*=\s*["']preserve["']/.test(tag);
    if (!keepsSpace && /[ \t\n]/.test(source)) return null;
    const offset = sourceOffset(source, index);
    if (offset === null || /[\udc00-\udfff]/.test(source.charAt(offset))) return null;
    return {
      offset: node.openEnd + offset,
      close: `</${node.name}>${run.close}`,
      open: run.open + tag,
    };
  }

  #at({ offset, close, open }: Point): Insertion {
    let insertion = this.#insertions.get(offset);
    if (!insertion) {
      insertion = { close, open, ends: [], points: [], starts: [] };
      this.#insertions.set(offset, insertion);
    }
    return insertion;
  }
}

/** The paragraph in which comments are tied: outside of text boxes, where Word allows none. */
function paragraphOf(node: XmlNode): XmlNode {
  let paragraph: XmlNode | null = null;
  for (let at: XmlNode | null = node; at; at = at.parent) {
    if (at.local === 'txbxContent') paragraph = null;
    else if (at.local === 'p') paragraph ??= at;
  }
  if (!paragraph) throw new ReadError('corrupt', 'text outside of a paragraph');
  return paragraph;
}

/** The run or other element of the paragraph, the innermost that comments may stand beside, which holds the node. */
function unitOf(node: XmlNode): XmlNode {
  const paragraph = paragraphOf(node);
  const path: XmlNode[] = [];
  for (let at: XmlNode | null = node; at && at !== paragraph; at = at.parent) path.push(at);
  let unit = path.pop() as XmlNode;
  while (runContainers.has(unit.local) && unit.prefix === paragraph.prefix && path.length > 0) {
    unit = path.pop() as XmlNode;
  }
  return unit;
}

// —— the comments themselves ——

interface CommentTags {
  /** `prefix`: of WordprocessingML where the tag stands. */
  start(prefix: string): string;
  end(prefix: string): string;
}

interface CommentsPart {
  tagsOf(index: number): CommentTags;
  /** The parts that come to be or change for the comments, the document's own left out. */
  parts(marks: readonly Mark[]): readonly (readonly [name: string, content: Uint8Array])[];
}

const transitional = {
  word: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  relationship: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments',
};
const strict = {
  word: 'http://purl.oclc.org/ooxml/wordprocessingml/main',
  relationship: 'http://purl.oclc.org/ooxml/officeDocument/relationships/comments',
};
const commentsType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml';
const relationshipsNamespace = 'http://schemas.openxmlformats.org/package/2006/relationships';

function commentsPart(parts: DocxPackage, documentText: string, date: string, author: string): CommentsPart {
  const names = documentText.includes(strict.word) ? strict : transitional;
  const existing = parts.related.find(({ type, name }) => type.endsWith('/comments') && parts.archive.has(name))?.name;
  const old = existing === undefined ? null : openXml(wholePart(parts, existing));
  // A reference without a comment must not find one of ours.
  const taken = new Set(
    [
      ...(old?.text.matchAll(/:id\s*=\s*["']\s*(\d+)/g) ?? []),
      ...documentText.matchAll(/comment(?:RangeStart|RangeEnd|Reference)\b[^>]*?:id\s*=\s*["']\s*(\d+)/g),
    ].map(([, id]) => Number(id)),
  );
  let next = 0;
  const ids: number[] = [];
  const idOf = (index: number): number => {
    while (ids.length <= index) {
      while (taken.has(next)) next++;
      ids.push(next++);
    }
    return ids[index] as number;
  };
  /** An element of WordprocessingML with the comment's number; attributes need a prefix even where elements do not. */
  const tag = (prefix: string, local: string, id: number) =>
    prefix === '' ? `<${local} xmlns:w="${names.word}" w:id="${id}"/>` : `<${prefix}${local} ${prefix}id="${id}"/>`;
  const small = (prefix: string) =>
    prefix === ''
      ? `<rPr><sz xmlns:w="${names.word}" w:val="16"/></rPr>`
      : `<${prefix}rPr><${prefix}sz ${prefix}val="16"/></${prefix}rPr>`;
  return {
    tagsOf: (index) => ({
      start: (prefix) => tag(prefix, 'commentRangeStart', idOf(index)),
      end: (prefix) =>
        `${tag(prefix, 'commentRangeEnd', idOf(index))}<${prefix}r>${small(prefix)}${tag(prefix, 'commentReference', idOf(index))}</${prefix}r>`,
    }),
    parts: (marks) => {
      const written = marks.map((mark, index) => commentXml(mark, idOf(index), names.word, date, author)).join('');
      if (existing !== undefined && old) return [[existing, intoRoot(old, written)]];
      const folder = parts.main.slice(0, parts.main.lastIndexOf('/') + 1);
      const relations = parts.archive.has(parts.relations)
        ? openXml(wholePart(parts, parts.relations))
        : openXml(utf8(`<Relationships xmlns="${relationshipsNamespace}"></Relationships>`));
      const types = openXml(wholePart(parts, '[Content_Types].xml'));
      const name = freeName(parts, folder, types.text);
      const [relationPrefix, typePrefix] = [rootPrefix(relations.text), rootPrefix(types.text)];
      const relationId = freeId(relations.text);
      return [
        [
          name,
          utf8(
            `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:comments xmlns:w="${names.word}">${written}</w:comments>`,
          ),
        ],
        [
          parts.relations,
          intoRoot(
            relations,
            `<${relationPrefix}Relationship Id="${relationId}" Type="${names.relationship}" Target="${name.slice(folder.length)}"/>`,
          ),
        ],
        [
          '[Content_Types].xml',
          intoRoot(types, `<${typePrefix}Override PartName="/${name}" ContentType="${commentsType}"/>`),
        ],
      ];
    },
  };
}

/** The document's own body may have large type, wide lines and indents, which its comments would take over. */
const commentLook = {
  paragraph:
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/></w:pPr>',
  run: '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>',
};

function commentXml({ lines }: Mark, id: number, namespace: string, date: string, author: string): string {
  const by = `w:author="${escapeAttribute(author)}" w:date="${escapeAttribute(date)}" w:initials="${escapeAttribute([...author][0] ?? '')}"`;
  const paragraphs = lines.map((line, index) => {
    const mark = index === 0 ? '<w:r><w:annotationRef/></w:r>' : '';
    const text = escapeXml(line.replace(/\s*\n\s*/g, ' '));
    return `<w:p>${commentLook.paragraph}${mark}<w:r>${commentLook.run}<w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
  });
  return `<w:comment xmlns:w="${namespace}" w:id="${id}" ${by}>${paragraphs.join('')}</w:comment>`;
}

/** The part with more at the end of its root. */
function intoRoot(part: XmlText, more: string): Uint8Array {
  const root = walkXml(part.text, () => {});
  const edit = root.isEmpty
    ? { from: root.end - 2, to: root.end, text: `>${more}</${root.name}>` }
    : { from: root.closeStart, to: root.closeStart, text: more };
  return part.edited([edit]);
}

function rootPrefix(text: string): string {
  return walkXml(text, () => {}).prefix;
}

/** No part has the name, and the list of types knows of none. */
function freeName(parts: DocxPackage, folder: string, types: string): string {
  let name = `${folder}comments.xml`;
  for (let number = 2; parts.archive.has(name) || types.includes(`/${name}`); number++) {
    name = `${folder}comments${number}.xml`;
  }
  return name;
}

function freeId(text: string): string {
  let number = 1;
  while (text.includes(`"rIdGouji${number}"`) || text.includes(`'rIdGouji${number}'`)) number++;
  return `rIdGouji${number}`;
}

declare const TextEncoder: new () => { encode(text: string): Uint8Array };
function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
