/** One measuring of a document view: rectangles of elements, ranges and words in the scroll content's pixels. */

import type { Location } from '../../../shared/document/location.ts';
import type { CellId } from '../../../shared/form/ids.ts';
import { around, overlaps, type Rect } from './geometry.ts';
import type { Placed } from './layout.ts';

/** What a view can tell of itself; asked anew for every frame. */
export interface Measurer {
  /** @param cell the table cell that stands there, where one is meant: the official tables go by it */
  place(location: Location, frame: Frame, cell?: CellId): Placed | null;
  /** Elements that hold words, from top to bottom. */
  wordHolders(): Iterable<Element>;
}

/** A text node with the lines that it takes, and what they take together. */
export interface PlacedText {
  readonly node: Text;
  readonly lines: readonly Rect[];
  readonly rect: Rect;
}

export class Frame {
  readonly #origin: DOMRect;
  readonly #texts = new Map<Element, readonly PlacedText[]>();

  constructor(content: Element) {
    this.#origin = content.getBoundingClientRect();
  }

  rectOf(element: Element): Rect {
    return this.#shifted(element.getBoundingClientRect());
  }

  /** One rectangle for each line that the range touches; a place between two characters has a narrow one. */
  rectsOf(range: Range): Rect[] {
    return [...range.getClientRects()].map((rect) => this.#shifted(rect));
  }

  /** Rectangles of the words in a region. */
  wordsIn(region: Rect, holders: Iterable<Element>): Rect[] {
    return this.textIn(region, holders).flatMap(({ lines }) => lines.filter((line) => overlaps(line, region)));
  }

  /** The texts that touch a region, in the order of the document. */
  textIn(region: Rect, holders: Iterable<Element>): PlacedText[] {
    const found: PlacedText[] = [];
    for (const holder of holders) {
      if (!overlaps(this.rectOf(holder), region)) continue;
      let texts = this.#texts.get(holder);
      if (!texts) {
        texts = this.#textsUnder(holder);
        this.#texts.set(holder, texts);
      }
      for (const text of texts) if (overlaps(text.rect, region)) found.push(text);
    }
    return found;
  }

  #textsUnder(root: Element): PlacedText[] {
    const range = document.createRange();
    return textNodesOf(root).flatMap((node) => {
      if (node.data.trim() === '') return [];
      range.selectNodeContents(node);
      const lines = this.rectsOf(range);
      const rect = around(lines);
      return rect ? [{ node, lines, rect }] : [];
    });
  }

  #shifted({ left, top, width, height }: DOMRect): Rect {
    return { left: left - this.#origin.left, top: top - this.#origin.top, width, height };
  }
}

export function textNodesOf(root: Node): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}
