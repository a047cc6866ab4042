/** How the desktop takes what leaves the program: the system's save dialog, its printers, and Chromium's PDF. */
import { BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import type { OutputShell } from '../services/output/exporting.ts';
import type { ServedPages } from './protocol.ts';
import { windowOrigin } from './window-address.ts';

/** @param window the program's own, above which dialogs stand */
export function createOutputShell(window: () => BrowserWindow | null, pages: ServedPages): OutputShell {
  let shown = 0;

  /** The page in a window that nobody sees, without scripts or a way to the program. */
  async function withPage<T>(file: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
    const address = `/output/${++shown}.html`;
    const hidden = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    pages.set(address, { path: file, contentType: 'text/html; charset=utf-8' });
    try {
      await hidden.loadURL(`${windowOrigin}${address}`);
      return await work(hidden);
    } finally {
      pages.delete(address);
      if (!hidden.isDestroyed()) hidden.destroy();
    }
  }

  return {
    async choosePlace(name, { extension, description }) {
      const options: SaveDialogOptions = {
        defaultPath: name,
        filters: [{ name: description, extensions: [extension] }],
        // Elsewhere the dialog asks without being told.
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      };
      const owner = window();
      const chosen = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options));
      return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
    },

    print: (page) =>
      withPage(page, ({ webContents }) => {
        const printed = Promise.withResolvers<'printed' | 'cancelled' | { readonly failed: string }>();
        webContents.print({ silent: false, printBackground: true }, (success, reason) => {
          if (success) printed.resolve('printed');
          else printed.resolve(/cancel/i.test(reason) ? 'cancelled' : { failed: reason });
        });
        return printed.promise;
      }),

    pdf: (page) =>
      withPage(page, ({ webContents }) => webContents.printToPDF({ preferCSSPageSize: true, printBackground: true })),
  };
}
