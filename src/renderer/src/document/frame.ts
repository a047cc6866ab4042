/** One measuring of a document view: rectangles of elements, ranges and words in the scroll content's pixels. */

import type { Location } from '../../../shared/document/location.ts';
import { overlaps, type Rect } from './geometry.ts';
import type { Placed } from './layout.ts';

/** What a view can tell of itself; asked anew for every frame. */
export interface Measurer {
  place(location: Location, frame: Frame): Placed | null;
  /** Elements that hold words, from top to bottom. */
  wordHolders(): Iterable<Element>;
}

export class Frame {
  readonly #origin: DOMRect;
  readonly #words = new Map<Element, readonly Rect[]>();

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
    const found: Rect[] = [];
    for (const holder of holders) {
      if (!overlaps(this.rectOf(holder), region)) continue;
      let words = this.#words.get(holder);
      if (!words) {
        words = this.#wordsUnder(holder);
        this.#words.set(holder, words);
      }
      for (const word of words) if (overlaps(word, region)) found.push(word);
    }
    return found;
  }

  #wordsUnder(root: Element): Rect[] {
    const rects: Rect[] = [];
    const range = document.createRange();
    for (const text of textNodesOf(root)) {
      if (text.data.trim() === '') continue;
      range.selectNodeContents(text);
      rects.push(...this.rectsOf(range));
    }
    return rects;
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
