/** How the browser takes what the program made: a page goes to its print dialog, a file to its downloads. */

/**
 * Resolves when the print dialog is closed, where the browser waits for it. Of a page without scripts, shown in a frame
 * that allows none.
 */
export async function printPage(html: string, title: string): Promise<void> {
  // The one before was kept until now: a browser may still be working on it after its dialog was closed.
  for (const old of document.querySelectorAll('iframe.printed-page')) old.remove();
  const frame = document.createElement('iframe');
  frame.className = 'printed-page';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.sandbox.add('allow-same-origin', 'allow-modals');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  lendTitle(title);
  await drawn();
  if (!frame.contentWindow) throw new Error('the page to be printed has no window');
  frame.contentWindow.print();
}

let lent: { readonly own: string; readonly timer: number } | null = null;

/** A browser proposes the window's title as the name of the PDF; some go on at once and look at it a moment later. */
function lendTitle(title: string): void {
  const own = lent?.own ?? document.title;
  if (lent) clearTimeout(lent.timer);
  document.title = title;
  const timer = window.setTimeout(() => {
    document.title = own;
    lent = null;
  }, 1500);
  lent = { own, timer };
}

/** The print dialog stops the window: what it is to show before must be on the screen, its title known. */
function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** The browser saves it among its downloads, under another name where there is a file of this one. */
export function download(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
