/** TXT to SourceDocument: decoding, tables found again by the official labels, the rest as paragraphs. */
import type { Block, Paragraph, Problem, SourceDocument, TxtPiece } from '../../document/document.ts';
import { ReadError } from '../../document/errors.ts';
import type { Form } from '../../form/form.ts';
import { bareWords, enumeratorOf } from '../../form/normalise.ts';
import type { ReadLimits } from '../limits.ts';
import { decodeText } from './decode.ts';
import { isPageNumber, isRule, type Line, linesOf, styleOf, withPageNumbers, withRowCells } from './lines.ts';
import { unmarked } from './markdown.ts';
import { findTables, titlesOf } from './tables.ts';

/** Shortest line that can have been broken off in the middle of a sentence. */
const fullLine = 25;

/**
 * Reads a plain text.
 * @throws ReadError 'empty' for blank text, 'unsupported' for a binary file, 'too-large' over `limits.characters`
 */
export function readTxt(bytes: Uint8Array, forms: readonly Form[], limits: ReadLimits): SourceDocument {
  const { text, encoding, damaged } = decodeText(bytes);
  if (text.trim() === '') throw new ReadError('empty', 'nothing but blanks');
  if (text.length > limits.characters)
    throw new ReadError('too-large', `${text.length} characters`, { limit: limits.characters });
  const plain = linesOf(text);
  const style = styleOf(plain);
  const lines = withPageNumbers(style === 'comma-rows' ? withRowCells(plain) : plain, style);
  const tables = findTables(lines, style, forms);
  const titles = titlesOf(forms);
  const blocks: Block[] = [];
  let next = 0;
  for (const stretch of tables) {
    blocks.push(...paragraphs(lines.slice(next, stretch.from), titles), stretch.table);
    next = stretch.to;
  }
  blocks.push(...paragraphs(lines.slice(next), titles));
  const problems: Problem[] = damaged ? [{ code: 'damaged', values: {} }] : [];
  return { format: 'txt', blocks, problems, text, encoding };
}

function paragraphs(lines: readonly Line[], titles: ReadonlySet<string>): Paragraph[] {
  const found: Paragraph[] = [];
  let open: Line[] = [];
  const close = () => {
    if (open.length > 0) found.push(paragraphOf(open));
    open = [];
  };
  for (const line of lines) {
    if (line.text.trim() === '' || isPageNumber(line) || isRule(line.text)) continue;
    if (!goesOn(open.at(-1), line, titles)) close();
    open.push(line);
  }
  close();
  return found;
}

/** A full line without an end of sentence goes on in the next one: page ends and fixed widths break sentences. */
function goesOn(previous: Line | undefined, line: Line, titles: ReadonlySet<string>): boolean {
  if (!previous) return false;
  // A mark only makes it shorter.
  if (previous.text.length < fullLine) return false;
  const before = unmarked(previous.text).text;
  if (before.length < fullLine || '。！？；：!?;:.…”’」』》）)'.includes(before.slice(-1))) return false;
  const { text } = unmarked(line.text);
  return (
    !/(?:年度?报告|通知|公告|公示)$/.test(bareWords(before)) &&
    enumeratorOf(text) === null &&
    !/^(?:[\s\u3000]{2,}|\s*#)/.test(line.text) &&
    !titles.has(bareWords(text))
  );
}

function paragraphOf(lines: readonly Line[]): Paragraph {
  const pieces: TxtPiece[] = [];
  let text = '';
  for (const line of lines) {
    for (const { from, to } of unmarked(line.text).pieces) {
      const start = text.length;
      text += line.text.slice(from, to);
      pieces.push({
        start,
        end: text.length,
        location: { line: line.number, column: from + 1, start: line.start + from, end: line.start + to },
      });
    }
  }
  return { kind: 'paragraph', text, place: { format: 'txt', pieces } };
}
