/** How the browser takes what the program made: a page goes to its print dialog, a file to its downloads. */

/** Resolves when the print dialog is closed. Of a page without scripts, shown in a frame that allows none. */
export function printPage(html: string, title: string): Promise<void> {
  // The one before was kept until now: a browser may still be working on it after its dialog was closed.
  for (const old of document.querySelectorAll('iframe.printed-page')) old.remove();
  const frame = document.createElement('iframe');
  frame.className = 'printed-page';
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.sandbox.add('allow-same-origin', 'allow-modals');
  return new Promise((resolve, reject) => {
    frame.addEventListener('load', () => {
      const { contentWindow } = frame;
      if (!contentWindow) return reject(new Error('the page to be printed has no window'));
      // A browser proposes the window's title as the name of the PDF.
      const { title: own } = document;
      document.title = title;
      try {
        contentWindow.print();
        resolve();
      } catch (error) {
        reject(error);
      } finally {
        document.title = own;
      }
    });
    frame.srcdoc = html;
    document.body.append(frame);
  });
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
