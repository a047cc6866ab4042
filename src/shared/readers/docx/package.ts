/**
 * The package side of a DOCX (Open Packaging Conventions): which part is the main document, and where
 * its styles and numbering are.
 */
import { ReadError } from '../../document/errors.ts';
import type { ReadLimits } from '../limits.ts';
import { type ElementTable, type PartSource, readXml } from './xml.ts';
import { ZipArchive, type ZipTools } from './zip.ts';

export interface DocxPackage {
  readonly document: PartSource;
  readonly styles: PartSource | undefined;
  readonly numbering: PartSource | undefined;
  /** Names of the parts that were read and are not what the archive's directory says. */
  readonly damaged: readonly string[];
  readonly archive: ZipArchive;
  /** Names of the main part and of its relationships, which need not be there. */
  readonly main: string;
  readonly relations: string;
  /** Parts that the main part refers to. */
  readonly related: readonly RelatedPart[];
}

export interface RelatedPart {
  /** A URI, by its last name: `comments`. */
  readonly type: string;
  readonly name: string;
}

interface Relationship {
  readonly type: string;
  readonly target: string;
}

const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Throws ReadError `encrypted`, `unsupported`, `corrupt` or `too-large`. */
export function openPackage(bytes: Uint8Array, limits: ReadLimits, tools?: ZipTools): DocxPackage {
  if (bytes.length > limits.fileBytes) {
    throw new ReadError('too-large', `file of ${bytes.length} bytes`, { limit: limits.fileBytes });
  }
  if (oleMagic.every((byte, index) => bytes[index] === byte)) {
    // An encrypted DOCX is a compound file that holds the real package as a stream of this name.
    if (containsUtf16(bytes, 'EncryptedPackage')) throw new ReadError('encrypted', 'encrypted package');
    throw new ReadError('unsupported', 'OLE compound file', { kind: 'doc' });
  }
  const archive = new ZipArchive(bytes, limits, tools);
  const source = (name: string): PartSource => {
    return (consume) => archive.read(name, consume);
  };
  const main = findMainPart(archive, source, limits);
  const cut = main.lastIndexOf('/') + 1;
  const folder = main.slice(0, cut);
  const relations = `${folder}_rels/${main.slice(cut)}.rels`;
  const related = (archive.has(relations) ? readRelationships(source(relations), limits) : []).map(
    ({ type, target }): RelatedPart => ({ type, name: resolveTarget(target, folder) }),
  );
  const part = (kind: string): PartSource | undefined => {
    const name = related.find(({ type }) => type.endsWith(`/${kind}`))?.name ?? `${folder}${kind}.xml`;
    return archive.has(name) ? source(name) : undefined;
  };
  return {
    document: source(main),
    styles: part('styles'),
    numbering: part('numbering'),
    damaged: archive.damaged,
    archive,
    main,
    relations,
    related,
  };
}

function findMainPart(archive: ZipArchive, source: (name: string) => PartSource, limits: ReadLimits): string {
  const candidates: string[] = [];
  if (archive.has('_rels/.rels')) {
    const found = readRelationships(source('_rels/.rels'), limits).find(({ type }) => type.endsWith('/officeDocument'));
    if (found) candidates.push(resolveTarget(found.target, ''));
  }
  const types = archive.has('[Content_Types].xml') ? readContentTypes(source('[Content_Types].xml'), limits) : [];
  for (const { name, type } of types) if (isMainType(type)) candidates.push(name);
  const main = [...candidates, 'word/document.xml'].find((name) => archive.has(name));
  if (main === undefined) {
    if (archive.has('OFD.xml')) throw new ReadError('unsupported', 'OFD', { kind: 'ofd' });
    if (archive.has('mimetype')) throw new ReadError('unsupported', 'not a DOCX', { kind: 'odf' });
    throw new ReadError('corrupt', 'no main document part');
  }
  const type = types.find(({ name }) => name.toLowerCase() === main.toLowerCase())?.type;
  if (type !== undefined && !isMainType(type) && type.endsWith('.main+xml')) {
    throw new ReadError('unsupported', `main part is ${type}`, { kind: type.includes('sheet') ? 'xlsx' : 'pptx' });
  }
  return main;
}

/** Documents and templates of Word, with macros or without. */
function isMainType(type: string): boolean {
  return /[.-](wordprocessingml|ms-word)\.(document|template)(\.macroEnabled(Template)?)?\.main\+xml$/.test(
    type.replace('macroEnabledTemplate', 'macroEnabled'),
  );
}

function readRelationships(source: PartSource, limits: ReadLimits): Relationship[] {
  const relationships: Relationship[] = [];
  const table: ElementTable<Relationship[]> = new Map([
    [
      'rel:Relationship',
      {
        open: (found, attributes) => {
          const type = attributes.plain('Type');
          const target = attributes.plain('Target');
          if (type !== undefined && target !== undefined && attributes.plain('TargetMode') !== 'External') {
            found.push({ type, target });
          }
          return undefined;
        },
      },
    ],
  ]);
  readXml(source, table, relationships, limits);
  return relationships;
}

interface PartType {
  readonly name: string;
  readonly type: string;
}

function readContentTypes(source: PartSource, limits: ReadLimits): PartType[] {
  const types: PartType[] = [];
  const table: ElementTable<PartType[]> = new Map([
    [
      'ct:Override',
      {
        open: (found, attributes) => {
          const name = attributes.plain('PartName');
          const type = attributes.plain('ContentType');
          if (name !== undefined && type !== undefined) found.push({ name: name.replace(/^\/+/, ''), type });
          return undefined;
        },
      },
    ],
  ]);
  readXml(source, table, types, limits);
  return types;
}

/** A relationship's target as a part name: relative to the folder of its source, or to the root. */
function resolveTarget(target: string, folder: string): string {
  const path = target.replaceAll('\\', '/');
  const names: string[] = [];
  for (const name of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names
    .join('/')
    .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function containsUtf16(bytes: Uint8Array, word: string): boolean {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let index = 0;
    while (index < word.length && bytes[at + 2 * index] === word.charCodeAt(index) && bytes[at + 2 * index + 1] === 0) {
      index++;
    }
    if (index === word.length) return true;
  }
  return false;
}
