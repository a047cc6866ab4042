/**
 * Paragraphs of a DOCX whose lines are parted by soft line breaks (text pasted from a web page): where one of the lines
 * is a section's heading, each line is a paragraph of its own.
 */
import type { Block, Paragraph } from '../document/document.ts';
import type { FormSection } from '../form/form.ts';
import { headingFit } from './sections.ts';

export function withLinesApart(blocks: readonly Block[], form: readonly FormSection[]): readonly Block[] {
  if (!blocks.some(hasLines)) return blocks;
  return blocks.flatMap((block): readonly Block[] => (hasLines(block) ? linesOf(block, form) : [block]));
}

function hasLines(block: Block): block is Paragraph {
  return block.kind === 'paragraph' && block.place.format === 'docx' && block.text.trim().includes('\n');
}

function linesOf(paragraph: Paragraph, form: readonly FormSection[]): readonly Paragraph[] {
  const { place } = paragraph;
  const lines: Paragraph[] = [];
  let offset = 0;
  for (const text of paragraph.text.split('\n')) {
    // The paragraph's own number and level are those of its first line.
    const own = offset === 0 ? paragraph : { kind: 'paragraph' as const };
    if (place.format === 'docx') lines.push({ ...own, text, place: { ...place, offset } });
    offset += text.length + 1;
  }
  // A heading may itself be broken over lines.
  const best = Math.max(...lines.map((line) => headingFit(line, form)));
  return best > 0 && best >= headingFit(paragraph, form) ? lines : [paragraph];
}
