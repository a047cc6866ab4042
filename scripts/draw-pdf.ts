/**
 * Draws what the PDF reader finds over a page, for odd reports: glyph boxes, drawn lines, joined edges, table cells
 * with their grid places, and the blocks' texts.
 *
 *   node scripts/draw-pdf.ts FILE.pdf OUT.html
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isPdfLocation } from '../src/shared/document/location.ts';
import { defaultLimits } from '../src/shared/readers/limits.ts';
import { type Box, layoutPage, placeOf } from '../src/shared/readers/pdf/display.ts';
import { findEdges } from '../src/shared/readers/pdf/edges.ts';
import { PageError } from '../src/shared/readers/pdf/engine.ts';
import { readPdf } from '../src/shared/readers/pdf/index.ts';
import { findGrids } from '../src/shared/readers/pdf/lattice.ts';
import { createPdfiumEngine } from '../src/shared/readers/pdf/pdfium.ts';
import { fillGrids } from '../src/shared/readers/pdf/tables.ts';
import { thresholds } from '../src/shared/readers/pdf/thresholds.ts';

const [source, target] = process.argv.slice(2);
if (source === undefined || target === undefined) {
  console.error('usage: node scripts/draw-pdf.ts FILE.pdf OUT.html');
  process.exit(2);
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
const engine = await createPdfiumEngine(wasm);
const bytes = new Uint8Array(readFileSync(source));
const parts = [
  `<!doctype html><meta charset="utf-8"><title>${htmlOf(source)}</title>`,
  '<style>body{font:13px sans-serif}svg{border:1px solid #999;display:block;margin:8px 0}',
  '.g{fill:none;stroke:#bbb;stroke-width:.2}.d{stroke:#0a0;stroke-width:1.6;opacity:.35}.e{stroke:#00f;stroke-width:.6}',
  '.c{fill:#f80;fill-opacity:.08;stroke:#f60;stroke-width:.5}.n{fill:#c00;font-size:4px}.t{font-size:8px}pre{white-space:pre-wrap}</style>',
];
const file = engine.open(bytes, defaultLimits);
for (let index = 0; index < Math.min(file.pageCount, defaultLimits.pages); index++) {
  parts.push(`<h2>${index + 1}</h2>`, drawPage(index));
}
file.close();
try {
  const document = readPdf(bytes, engine, defaultLimits);
  parts.push(`<h2>${htmlOf(JSON.stringify(document.problems))}</h2>`);
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') {
      parts.push(`<p>${htmlOf(block.text)}${block.hasImage === true ? ' [image]' : ''}</p>`);
    } else {
      const where = isPdfLocation(block.location) ? block.location.page : 0;
      const cells = block.cells.map((cell) => `${cell.row},${cell.column} ${JSON.stringify(cell.text)}`);
      parts.push(
        `<h3>${block.rowCount} × ${block.columnCount}, page ${where}</h3><pre>${htmlOf(cells.join('\n'))}</pre>`,
      );
    }
  }
} catch (error) {
  parts.push(`<p>${htmlOf(String(error))}</p>`);
}
writeFileSync(target, parts.join('\n'));

/** One page as SVG, in displayed points. */
function drawPage(index: number): string {
  let content: ReturnType<typeof file.page>;
  try {
    content = file.page(index);
  } catch (error) {
    if (error instanceof PageError) return `<p>${htmlOf(error.message)}</p>`;
    throw error;
  }
  const page = layoutPage(content, index + 1);
  const { frame } = page;
  const rect = (box: Box, kind: string): string => {
    const [x, y, width, height] = placeOf(frame, box).rect;
    return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  };
  const line = (x0: number, y0: number, x1: number, y1: number, kind: string): string => {
    const [x, y, width, height] = placeOf(frame, { left: x0, top: y0, right: x1, bottom: y1 }).rect;
    return `<line class="${kind}" x1="${x}" y1="${y}" x2="${x + width}" y2="${y + height}"/>`;
  };
  const out = [`<svg width="${frame.displayWidth * 1.6}" viewBox="0 0 ${frame.displayWidth} ${frame.displayHeight}">`];
  for (const glyph of page.glyphs) {
    const top = glyph.baseline - glyph.size * thresholds.ascent;
    const box = { left: glyph.left, right: glyph.right, top, bottom: glyph.baseline + glyph.size * thresholds.descent };
    const [x, y, , height] = placeOf(frame, box).rect;
    out.push(rect(box, 'g'), `<text class="t" x="${x}" y="${y + height * 0.85}">${htmlOf(glyph.text)}</text>`);
  }
  for (const rule of page.lines) out.push(line(rule.x0, rule.y0, rule.x1, rule.y1, 'd'));
  for (const fill of page.fills) out.push(rect(fill, 'd'));
  const edges = findEdges(page.lines, page.fills, frame.width, frame.height);
  const { tables } = fillGrids(
    frame,
    findGrids(edges).filter((grid) => grid.cells.length > 1),
    page.glyphs,
    page.images,
  );
  for (const { cells } of tables) {
    for (const cell of cells) {
      const [x, y] = placeOf(frame, cell.box).rect;
      const open = `${cell.openTop ? '↑' : ''}${cell.openBottom ? '↓' : ''}`;
      out.push(
        rect(cell.box, 'c'),
        `<text class="n" x="${x + 1}" y="${y + 4}">${cell.row},${cell.column}${open}</text>`,
      );
    }
  }
  for (const edge of edges.horizontal) out.push(line(edge.from, edge.at, edge.to, edge.at, 'e'));
  for (const edge of edges.vertical) out.push(line(edge.at, edge.from, edge.at, edge.to, 'e'));
  return [...out, '</svg>'].join('\n');
}

function htmlOf(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
