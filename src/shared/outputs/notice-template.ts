/**
 * Fills an office's own template for the 整改通知书 (docs/notice-template.md): a DOCX with placeholders such as
 * {{单位}}. What stands for findings is repeated for each of them with its table row or paragraph. All else in the file
 * stays as it is.
 */
import { ReadError } from '../document/errors.ts';
import { type DocxPackage, openPackage } from '../readers/docx/package.ts';
import { wholePart } from '../readers/docx/source.ts';
import {
  type Edit,
  escapeXml,
  openXml,
  sourceOffset,
  unescapeXml,
  walkXml,
  type XmlNode,
} from '../readers/docx/xml-text.ts';
import { rewriteZip } from '../readers/docx/zip-write.ts';
import { defaultLimits } from '../readers/limits.ts';
import type { Language } from '../rules/finding.ts';
import type { NoticeContent, NoticeFinding } from './notice-content.ts';
import { Refused } from './refused.ts';

/** Placeholders by what they stand for. */
const ofNotice: Readonly<Record<string, (content: NoticeContent) => string>> = {
  单位: ({ unit }) => unit,
  年度: ({ year }) => year,
  报告: ({ report }) => report,
  文件: ({ file }) => file,
  问题数: ({ count }) => count,
  期限: ({ deadline }) => deadline,
  发文机关: ({ issuer }) => issuer,
  日期: ({ date }) => date,
  说明: ({ remark }) => remark,
};

const ofFinding: Readonly<Record<string, (finding: NoticeFinding, index: number) => string>> = {
  序号: (_, index) => String(index + 1),
  问题: ({ message }) => message,
  部分: ({ section }) => section,
  级别: ({ severity }) => severity,
  位置: ({ place }) => place,
  算式: ({ equation }) => equation,
  原文: ({ quote }) => quote,
  应为: ({ expected }) => expected,
  实为: ({ actual }) => actual,
  可疑单元格: ({ suspects }) => suspects,
  依据: ({ basis }) => basis,
  核查意见: ({ note }) => note,
};

export const placeholderNames: readonly string[] = [...Object.keys(ofNotice), ...Object.keys(ofFinding)];

/** @throws Refused `template-…` */
export function fillTemplate(template: Uint8Array, content: NoticeContent): Uint8Array<ArrayBuffer> {
  try {
    const parts = openPackage(template, defaultLimits);
    const types = openXml(wholePart(parts, '[Content_Types].xml'));
    // A program in the template has no business in a notice, and Word opens none under the name of a .docx.
    if (/macroEnabled/i.test(types.text)) throw new Refused('template-no-docx', content.language);
    const names = [parts.main, ...parts.related.filter(isPage).map(({ name }) => name)];
    const found = names.filter((name) => parts.archive.has(name)).map((name) => readPart(parts, name, content));
    check(found, content);
    const changed = new Map(found.map(({ name, fill }) => [name, fill()]));
    changed.set('[Content_Types].xml', types.edited(asDocument(types.text)));
    if (parts.damaged.length > 0) throw new Refused('template-no-docx', content.language);
    return rewriteZip(parts.archive, changed);
  } catch (error) {
    if (error instanceof ReadError) throw new Refused('template-no-docx', content.language);
    throw error;
  }
}

/**
 * Fills it for a notice that says nothing, to see whether it can be used at all.
 * @throws Refused `template-…`
 */
export function tryTemplate(template: Uint8Array, language: Language): Uint8Array<ArrayBuffer> {
  const nothing = { unit: '', year: '', report: '', file: '', issuer: '', deadline: '', date: '', remark: '' };
  return fillTemplate(template, { ...nothing, language, count: '0', findings: [] });
}

function isPage({ type }: { readonly type: string }): boolean {
  return /\/(header|footer|footnotes|endnotes)$/.test(type);
}

/** Word does not open a file that says it is a template and is called .docx. */
function asDocument(types: string): Edit[] {
  const at = types.indexOf('wordprocessingml.template.main+xml');
  if (at < 0) return [];
  const from = at + 'wordprocessingml.'.length;
  return [{ from, to: from + 'template'.length, text: 'document' }];
}

interface TemplatePart {
  readonly name: string;
  readonly placeholders: readonly string[];
  fill(): Uint8Array;
}

function check(parts: readonly TemplatePart[], { language }: NoticeContent): void {
  const names = new Set(parts.flatMap(({ placeholders }) => placeholders));
  const unknown = [...names].filter((name) => !placeholderNames.includes(name));
  if (unknown.length > 0) {
    const written = (all: readonly string[]) => all.map((name) => `{{${name}}}`).join(language === 'en' ? ', ' : '、');
    throw new Refused('template-unknown', language, { names: written(unknown), known: written(placeholderNames) });
  }
  if (!names.has('问题')) throw new Refused('template-no-findings', language);
}

// —— one part ——

/** A placeholder and where it stands: of a text, or of several into which the word processor has divided it. */
interface Placeholder {
  readonly name: string;
  readonly paragraph: XmlNode;
  readonly pieces: readonly { readonly from: number; readonly to: number }[];
}

function readPart(parts: DocxPackage, name: string, content: NoticeContent): TemplatePart {
  const part = openXml(wholePart(parts, name));
  const { text } = part;
  const placeholders = placeholdersIn(text, content);
  return {
    name,
    placeholders: placeholders.map((placeholder) => placeholder.name),
    fill: () => {
      const groups = repeatedIn(text, placeholders);
      const single = placeholders.filter((one) => !groups.some((group) => group.some((node) => holds(node, one))));
      const common = (placeholder: Placeholder) => ofNotice[placeholder.name]?.(content) ?? '';
      return part.edited([
        ...groups.map((nodes): Edit => {
          const [first, last] = [nodes[0] as XmlNode, nodes.at(-1) as XmlNode];
          const copies = content.findings.map((finding, index) => {
            const value = (one: Placeholder) => ofFinding[one.name]?.(finding, index) ?? common(one);
            const copy = nodes.map((node) => filled(text, node, placeholders, value)).join('');
            return index === 0 ? copy : withoutNumbers(copy);
          });
          return { from: first.start, to: last.end, text: copies.join('') };
        }),
        ...[...Map.groupBy(single, ({ paragraph }) => paragraph)].flatMap(([paragraph, own]): Edit[] => {
          const isAlone = !groups.some(([node]) => node && isInside(node, paragraph));
          if (isAlone && isLeftOut(paragraph, own, common))
            return [{ from: paragraph.start, to: paragraph.end, text: '' }];
          return own.flatMap((one) => replacement(one, common(one)));
        }),
      ]);
    },
  };
}

/** In the order of the part. @throws Refused for one without an end */
function placeholdersIn(text: string, { language }: NoticeContent): Placeholder[] {
  const paragraphs = new Map<XmlNode, XmlNode[]>();
  const root = walkXml(text, (node) => {
    if (node.local !== 't' || node.isEmpty) return;
    let paragraph = node.parent;
    while (paragraph && (paragraph.local !== 'p' || paragraph.prefix !== node.prefix)) paragraph = paragraph.parent;
    if (!paragraph) return;
    const texts = paragraphs.get(paragraph);
    if (texts) texts.push(node);
    else paragraphs.set(paragraph, [node]);
  });
  const found: Placeholder[] = [];
  for (const [paragraph, nodes] of paragraphs) {
    if (paragraph.prefix !== root.prefix) continue;
    const sources = nodes.map((node) => ({ node, source: text.slice(node.openEnd, node.closeStart) }));
    const pieces = sources.filter(({ source }) => !source.includes('<'));
    let words = '';
    const starts = pieces.map(({ source }) => {
      const start = words.length;
      words += unescapeXml(source);
      return start;
    });
    starts.push(words.length);
    for (const match of words.matchAll(/\{\{([^{}]*)\}\}/g)) {
      const [start, end] = [match.index, match.index + match[0].length];
      found.push({
        name: (match[1] as string).replace(/\s/g, ''),
        paragraph,
        pieces: pieces.flatMap(({ node, source }, index) => {
          const [first, behind] = [starts[index] as number, starts[index + 1] as number];
          const [from, to] = [Math.max(start, first), Math.min(end, behind)];
          if (from >= to) return [];
          const offset = (at: number) => node.openEnd + (sourceOffset(source, at - first) ?? 0);
          return [{ from: offset(from), to: offset(to) }];
        }),
      });
    }
    const open = words.replace(/\{\{[^{}]*\}\}/g, '').indexOf('{{');
    if (open >= 0) {
      const rest = words.replace(/\{\{[^{}]*\}\}/g, '').slice(open, open + 20);
      throw new Refused('template-open', language, { text: rest });
    }
  }
  return found;
}

/**
 * What is repeated for each finding: rows and paragraphs with a placeholder of findings, those that follow each other
 * together.
 */
function repeatedIn(text: string, placeholders: readonly Placeholder[]): XmlNode[][] {
  const nodes = new Set<XmlNode>();
  for (const { name, paragraph } of placeholders) if (name in ofFinding) nodes.add(rowOf(paragraph) ?? paragraph);
  const outer = [...nodes].filter((node) => ![...nodes].some((other) => other !== node && isInside(node, other)));
  const groups: XmlNode[][] = [];
  for (const node of outer.toSorted((a, b) => a.start - b.start)) {
    const last = groups.at(-1)?.at(-1);
    if (last && last.parent === node.parent && text.slice(last.end, node.start).trim() === '')
      groups.at(-1)?.push(node);
    else groups.push([node]);
  }
  return groups;
}

function rowOf(paragraph: XmlNode): XmlNode | null {
  let at = paragraph.parent;
  while (at && (at.local !== 'tr' || at.prefix !== paragraph.prefix))
    at = at.local === 'txbxContent' ? null : at.parent;
  return at;
}

function isInside(node: XmlNode, other: XmlNode): boolean {
  return node.start >= other.start && node.end <= other.end;
}

function holds(node: XmlNode, { paragraph }: Placeholder): boolean {
  return isInside(paragraph, node);
}

/** The element with values in place of its placeholders. */
function filled(
  text: string,
  node: XmlNode,
  placeholders: readonly Placeholder[],
  value: (placeholder: Placeholder) => string,
): string {
  const own = placeholders.filter((one) => holds(node, one));
  if (isLeftOut(node, own, value)) return '';
  let result = '';
  let at = node.start;
  for (const { from, to, text: put } of own
    .flatMap((one) => replacement(one, value(one)))
    .toSorted((a, b) => a.from - b.from)) {
    result += text.slice(at, from) + put;
    at = to;
  }
  return result + text.slice(at, node.end);
}

/** A paragraph of the body that would only say what there is not; elsewhere one paragraph at least must stand. */
function isLeftOut(
  node: XmlNode,
  placeholders: readonly Placeholder[],
  value: (placeholder: Placeholder) => string,
): boolean {
  return node.local === 'p' && node.parent?.local === 'body' && placeholders.every((one) => value(one) === '');
}

/** The value in the first piece, with its look. */
function replacement({ pieces }: Placeholder, value: string): Edit[] {
  return pieces.map(({ from, to }, index) => ({ from, to, text: index === 0 ? escapeXml(value) : '' }));
}

/** Numbers that Word gives to paragraphs are each to be there once. */
function withoutNumbers(copy: string): string {
  return copy.replace(/ w14:(?:paraId|textId)="[^"]*"/g, '');
}
