/** The desktop shell: app life cycle, one window, and the program behind it. As thin as can be. */
import { join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import { dataFolder } from '../services/archive/data-folder.ts';
import { createProgram, type Program } from '../services/program.ts';
import { createSessionFolder, type SessionFolder } from '../services/session-folder.ts';
import { version } from '../version.ts';
import { openDoor } from './door.ts';
import { lockContents, lockSession } from './lockdown.ts';
import { menuTemplate } from './menu.ts';
import { createOutputShell } from './output.ts';
import { registerScheme, type ServedPages, serveWindow } from './protocol.ts';
import { windowUrl } from './window-address.ts';

/** @param root where package.json, out/, resources/ and samples/ lie */
export async function startElectronShell(root: string): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerScheme();
  app.enableSandbox();
  for (const quiet of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability']) {
    app.commandLine.appendSwitch(quiet);
  }
  const log = (line: string) => console.error(line);
  const refused = (what: string) => log(`refused: ${what}`);
  lockContents(app, refused);
  await app.whenReady();

  let window: BrowserWindow | null = null;
  const files = createSessionFolder();
  const pages: ServedPages = new Map();
  const program = createProgram({
    shell: 'electron',
    version,
    samples: join(root, 'samples'),
    noticeSample: join(root, 'resources/notice-template.docx'),
    dataFolder: dataFolder(),
    sessionFolder: files.path,
    log,
    choosePaths: (what) => choosePaths(window, what),
    showFile: (path) => shell.showItemInFolder(path),
    output: createOutputShell(() => window, pages),
  });
  lockSession(session.defaultSession, refused);
  serveWindow(protocol, join(root, 'out/renderer'), pages);
  openDoor(ipcMain, { api: program, window: () => window?.webContents ?? null, log: refused });
  const menu = menuTemplate({
    choose: (what) => void program.choose(what),
    about: () => app.showAboutPanel(),
  });
  app.setAboutPanelOptions({ applicationName: '勾稽', applicationVersion: version });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));

  window = openWindow(join(root, 'out/preload/index.cjs'));
  window.on('closed', () => {
    window = null;
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  closeBeforeQuit(program, files);
}

function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 960,
    minHeight: 600,
    title: '勾稽',
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(windowUrl);
  return window;
}

async function choosePaths(window: BrowserWindow | null, what: 'files' | 'folder'): Promise<readonly string[]> {
  const options: Electron.OpenDialogOptions =
    what === 'folder'
      ? { title: '选择文件夹', properties: ['openDirectory', 'multiSelections'] }
      : {
          title: '选择报告',
          properties: ['openFile', 'multiSelections'],
          filters: [{ name: '年度报告（DOCX、PDF、TXT）', extensions: ['docx', 'pdf', 'txt'] }],
        };
  const chosen = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return chosen.filePaths;
}

/** The workers and the session's files go before the process does. */
function closeBeforeQuit(program: Program, files: SessionFolder): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void program.close().finally(() => {
      files.remove();
      closed = true;
      app.quit();
    });
  });
}
