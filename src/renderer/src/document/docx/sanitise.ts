/**
 * Takes over of converted HTML only what a page needs: elements and attributes on a list, pictures that the
 * file itself carries, no links. What comes from a stranger's document must not act in the window.
 */

const allowed = new Set([
  ...['P', 'TABLE', 'THEAD', 'TBODY', 'TR', 'TD', 'TH', 'STRONG', 'EM', 'U', 'S', 'SUP', 'SUB', 'BR', 'IMG', 'SPAN'],
  ...['OL', 'UL', 'LI', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'DIV'],
]);

/** Dropped with all they hold; any other unknown element leaves its words behind. */
const dropped = new Set(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'MATH', 'TEMPLATE', 'NOSCRIPT']);

const picture = /^data:image\/(png|jpeg|gif|bmp|webp);base64,[A-Za-z0-9+/=]*$/;

/** The top elements of the HTML, made anew. */
export function sanitise(html: string): HTMLElement[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const holder = document.createElement('div');
  for (const node of parsed.body.childNodes) copyInto(holder, node);
  return [...holder.children].filter((child) => child instanceof HTMLElement);
}

function copyInto(parent: Element, node: Node): void {
  if (node instanceof Text) {
    parent.append(node.data);
    return;
  }
  if (!(node instanceof Element) || dropped.has(node.tagName.toUpperCase())) return;
  if (!allowed.has(node.tagName)) {
    for (const child of node.childNodes) copyInto(parent, child);
    return;
  }
  const copy = document.createElement(node.tagName);
  for (const name of ['rowspan', 'colspan']) {
    const span = Number(node.getAttribute(name));
    if (Number.isInteger(span) && span > 1 && span <= 1000) copy.setAttribute(name, String(span));
  }
  if (node.tagName === 'P') {
    for (const side of ['center', 'right']) if (node.classList.contains(side)) copy.classList.add(side);
  }
  if (copy instanceof HTMLImageElement) {
    const source = node.getAttribute('src') ?? '';
    if (!picture.test(source)) return;
    copy.src = source;
    copy.alt = node.getAttribute('alt') ?? '';
  }
  for (const child of node.childNodes) copyInto(copy, child);
  parent.append(copy);
}
