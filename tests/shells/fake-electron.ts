/**
 * A stand-in for the `electron` module, with the parts that the shell uses and their behaviour as documented:
 * a preventable event keeps the default from happening, invoke goes to the handler of its channel, the context bridge
 * hands out functions. It records what it was told. Each test starts with a new one.
 */
import { EventEmitter } from 'node:events';

/** A main-process event with preventDefault(), as Electron gives it to listeners. */
export function preventable<Details extends object>(details: Details) {
  const event = { ...details, defaultPrevented: false, preventDefault: () => {} };
  event.preventDefault = () => {
    event.defaultPrevented = true;
  };
  return event;
}

export class FakeFrame {
  url: string;
  constructor(url: string) {
    this.url = url;
  }
}

export class FakeContents extends EventEmitter {
  mainFrame = new FakeFrame('about:blank');
  sent: unknown[][] = [];
  destroyed = false;
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
  setWindowOpenHandler(handler: FakeContents['openHandler']): void {
    this.openHandler = handler;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
  /** What print() tells: null for success, else Electron's reason. */
  printFailure: string | null = null;
  printed: object[] = [];
  print(options: object, done: (success: boolean, reason: string) => void): void {
    this.printed.push(options);
    done(this.printFailure === null, this.printFailure ?? '');
  }
  async printToPDF(options: object): Promise<Buffer> {
    this.printed.push(options);
    return Buffer.from('%PDF-');
  }
}

type Answer = (granted: boolean) => void;

export class FakeSession extends EventEmitter {
  beforeRequest: ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) | undefined;
  permissionRequest:
    | ((contents: unknown, permission: string, answer: Answer, details: { requestingUrl: string }) => void)
    | undefined;
  permissionCheck: ((contents: unknown, permission: string, origin: string) => boolean) | undefined;
  devicePermission: ((details: object) => boolean) | undefined;
  spellChecker = true;
  readonly webRequest = {
    onBeforeRequest: (listener: NonNullable<FakeSession['beforeRequest']>) => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: NonNullable<FakeSession['permissionCheck']>): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: NonNullable<FakeSession['devicePermission']>): void {
    this.devicePermission = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

interface MenuItem {
  readonly label?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

export function createFakeElectron() {
  class FakeApp extends EventEmitter {
    calls: string[] = [];
    hasLock = true;
    /** Resolved by the test: Electron is ready only some time after the main module has run. */
    ready = Promise.withResolvers<void>();
    switches: string[] = [];
    readonly commandLine = { appendSwitch: (name: string) => this.switches.push(name) };
    requestSingleInstanceLock(): boolean {
      return this.hasLock;
    }
    enableSandbox(): void {
      this.calls.push('enableSandbox');
    }
    whenReady(): Promise<void> {
      this.calls.push('whenReady');
      return this.ready.promise;
    }
    setAboutPanelOptions(): void {}
    showAboutPanel(): void {
      this.calls.push('showAboutPanel');
    }
    /** Quits unless a listener of will-quit keeps it from that. */
    quit(): void {
      const event = preventable({});
      this.emit('will-quit', event);
      if (!event.defaultPrevented) this.calls.push('quit');
    }
    exit(): void {
      this.calls.push('exit');
    }
  }
  const app = new FakeApp();
  const session = { defaultSession: new FakeSession() };
  const windows: FakeWindow[] = [];

  class FakeWindow extends EventEmitter {
    readonly options: { readonly show?: boolean; readonly webPreferences: Readonly<Record<string, unknown>> };
    readonly webContents = new FakeContents();
    calls: string[] = [];
    /** The page as it was served. */
    loaded: string | undefined;
    minimized = false;
    constructor(options: FakeWindow['options']) {
      super();
      this.options = options;
      windows.push(this);
      app.emit('web-contents-created', {}, this.webContents);
    }
    /** Until the page is served. */
    loading: Promise<void> = Promise.resolve();
    loadURL(url: string): Promise<void> {
      this.calls.push(`loadURL ${url}`);
      this.webContents.mainFrame = new FakeFrame(url);
      this.loading = (async () => {
        this.loaded = await (await protocols.get('gouji')?.(new Request(url)))?.text();
      })();
      return this.loading;
    }
    show(): void {
      this.calls.push('show');
    }
    focus(): void {
      this.calls.push('focus');
    }
    isMinimized(): boolean {
      return this.minimized;
    }
    restore(): void {
      this.minimized = false;
    }
    isDestroyed(): boolean {
      return this.webContents.destroyed;
    }
    destroy(): void {
      this.webContents.destroyed = true;
      this.emit('closed');
    }
  }

  const handlers = new Map<string, (event: object, ...args: unknown[]) => Promise<unknown>>();
  const schemes: { scheme: string; privileges: Readonly<Record<string, boolean>> }[] = [];
  const protocols = new Map<string, (request: Request) => Promise<Response>>();
  const menu = { template: [] as readonly MenuItem[] };
  const dialog = { asked: [] as object[], answer: { filePaths: [] as string[] }, place: '' };
  const shown: string[] = [];
  const renderer = {
    invoked: [] as unknown[][],
    answer: async (..._: unknown[]): Promise<unknown> => undefined,
    events: new EventEmitter(),
    exposed: new Map<string, unknown>(),
    paths: new Map<object, string>(),
  };

  const module = {
    app,
    session,
    BrowserWindow: FakeWindow,
    ipcMain: {
      handle: (channel: string, handler: (event: object, ...args: unknown[]) => Promise<unknown>) => {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, handler);
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (list: typeof schemes) => {
        if (app.calls.includes('whenReady')) throw new Error('must be called before the app is ready');
        schemes.push(...list);
      },
      handle: (scheme: string, handler: (request: Request) => Promise<Response>) => protocols.set(scheme, handler),
    },
    Menu: {
      buildFromTemplate: (template: readonly MenuItem[]) => template,
      setApplicationMenu: (template: readonly MenuItem[]) => {
        menu.template = template;
      },
    },
    dialog: {
      showOpenDialog: async (...args: object[]) => {
        dialog.asked.push(args.at(-1) as object);
        return dialog.answer;
      },
      showSaveDialog: async (...args: object[]) => {
        dialog.asked.push(args.at(-1) as object);
        return { canceled: dialog.place === '', filePath: dialog.place };
      },
      showErrorBox: () => app.calls.push('showErrorBox'),
    },
    shell: { showItemInFolder: (path: string) => shown.push(path) },
    contextBridge: { exposeInMainWorld: (name: string, value: unknown) => renderer.exposed.set(name, value) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        renderer.invoked.push(args);
        return renderer.answer(...args);
      },
      on: (channel: string, listener: (...args: unknown[]) => void) => renderer.events.on(channel, listener),
      off: (channel: string, listener: (...args: unknown[]) => void) => renderer.events.off(channel, listener),
    },
    webUtils: { getPathForFile: (file: object) => renderer.paths.get(file) ?? '' },
  };
  return {
    module,
    app,
    session: session.defaultSession,
    windows,
    handlers,
    schemes,
    protocols,
    menu,
    dialog,
    shown,
    renderer,
  };
}

export type FakeElectron = ReturnType<typeof createFakeElectron>;
