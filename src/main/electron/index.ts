/** Entry of the Electron main process. */
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { startElectronShell } from './shell.ts';

// Not awaited: Electron reports ready only after this module has been evaluated.
startElectronShell(join(import.meta.dirname, '../..')).catch((error: unknown) => {
  dialog.showErrorBox('勾稽无法启动', error instanceof Error ? (error.stack ?? error.message) : String(error));
  app.exit(1);
});
