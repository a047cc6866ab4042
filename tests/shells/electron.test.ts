/** The Electron shell against a stand-in for Electron: what the window may do, and who may speak to the program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { version } from '../../src/main/version.ts';
import { apiCalls, type Bridge, type ProgramEvent } from '../../src/shared/api.ts';
import { createFakeElectron, FakeContents, type FakeElectron, FakeFrame, preventable } from './fake-electron.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

let electron: FakeElectron;

beforeEach(() => {
  vi.stubEnv('GOUJI_DATA', temporaryFolder());
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  electron = createFakeElectron();
  const { module } = electron;
  vi.resetModules();
  vi.doMock('electron', () => module);
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

/** A project folder with a built window, and a file outside of it. */
function projectFolder(): string {
  return temporaryFolder({
    'samples/sample.txt': 'sample',
    'resources/notice-template.docx': 'a template',
    'out/main/electron.cjs': 'not served',
    'out/renderer/index.html': '<!doctype html>window',
    'out/renderer/assets/app.js': 'app',
  });
}

async function startShell(root = projectFolder()) {
  const { startElectronShell } = await import('../../src/main/electron/shell.ts');
  const started = startElectronShell(root);
  electron.app.ready.resolve();
  await started;
  const window = electron.windows[0] as FakeElectron['windows'][number];
  onTestFinished(() => quitted());
  return { window, contents: window.webContents };
}

async function quitted(): Promise<void> {
  electron.app.quit();
  await until(() => electron.app.calls.includes('quit'));
  // The test's folder goes next.
  await Promise.all(electron.windows.map((window) => window.loading));
}

describe('the window', () => {
  test('is sandboxed and isolated, with no Node and one preload', async () => {
    const { window } = await startShell();
    expect(electron.windows).toHaveLength(1);
    expect(window.options.webPreferences).toEqual({
      preload: expect.stringMatching(/out[\\/]preload[\\/]index\.cjs$/),
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
    });
    expect(electron.app.calls).toContain('enableSandbox');
    expect(electron.session.spellChecker).toBe(false);
  });

  test('shows our own files, once it has something to show', async () => {
    const { window } = await startShell();
    expect(window.calls).toEqual(['loadURL gouji://app/']);
    window.emit('ready-to-show');
    expect(window.calls).toContain('show');
  });

  test('goes nowhere else', async () => {
    const { contents } = await startShell();
    for (const name of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      for (const url of ['https://example.com/', 'file:///etc/passwd', 'gouji://other/', 'gouji://app/assets/app.js']) {
        const event = preventable({ url });
        contents.emit(name, event);
        expect([name, url, event.defaultPrevented]).toEqual([name, url, true]);
      }
      const reload = preventable({ url: 'gouji://app/' });
      contents.emit(name, reload);
      expect(reload.defaultPrevented).toBe(false);
    }
  });

  test('opens no other and holds no web view', async () => {
    const { contents } = await startShell();
    expect(contents.openHandler({ url: 'gouji://app/' })).toEqual({ action: 'deny' });
    const event = preventable({});
    contents.emit('will-attach-webview', event);
    expect(event.defaultPrevented).toBe(true);
  });

  test('is brought forward when the program is started a second time', async () => {
    const { window } = await startShell();
    window.minimized = true;
    electron.app.emit('second-instance');
    expect(window.minimized).toBe(false);
    expect(window.calls).toContain('focus');
  });
});

test('a second start makes no window', async () => {
  electron.app.hasLock = false;
  const { startElectronShell } = await import('../../src/main/electron/shell.ts');
  await startElectronShell(projectFolder());
  expect(electron.windows).toEqual([]);
  expect(electron.app.calls).toEqual(['quit']);
});

describe('the network', () => {
  test.each([
    ['https://example.com/', true],
    ['http://127.0.0.1:8080/', true],
    ['ws://127.0.0.1/', true],
    ['file:///etc/passwd', true],
    ['gouji://other/', true],
    ['gouji://app.example/', true],
    ['blob:https://example.com/1', true],
    ['gouji://app/assets/app.js', false],
    ['blob:gouji://app/1', false],
    ['devtools://devtools/bundled/inspector.html', false],
  ])('%s: refused is %s', async (url, cancel) => {
    await startShell();
    const answer = vi.fn();
    electron.session.beforeRequest?.({ url }, answer);
    expect(answer).toHaveBeenCalledExactlyOnceWith({ cancel });
  });

  test('nothing is downloaded but what the window made', async () => {
    await startShell();
    const download = (url: string) => {
      const event = preventable({});
      electron.session.emit('will-download', event, { getURL: () => url });
      return event.defaultPrevented;
    };
    expect(download('https://example.com/a.exe')).toBe(true);
    expect(download('blob:gouji://app/1')).toBe(false);
  });
});

describe('permissions', () => {
  test.each([
    ['geolocation', 'gouji://app/', false],
    ['media', 'gouji://app/', false],
    ['notifications', 'gouji://app/', false],
    ['openExternal', 'gouji://app/', false],
    ['fileSystem', 'gouji://app/', false],
    ['clipboard-read', 'gouji://app/', false],
    ['clipboard-sanitized-write', 'https://example.com/', false],
    ['clipboard-sanitized-write', 'gouji://app/', true],
  ])('%s for %s: %s', async (permission, url, granted) => {
    await startShell();
    const { session } = electron;
    const answer = vi.fn();
    session.permissionRequest?.(null, permission, answer, { requestingUrl: url });
    expect(answer).toHaveBeenCalledExactlyOnceWith(granted);
    expect(session.permissionCheck?.(null, permission, url)).toBe(granted);
  });

  test('no device', async () => {
    await startShell();
    expect(electron.session.devicePermission?.({ deviceType: 'usb' })).toBe(false);
  });
});

describe('the window’s files', () => {
  async function get(url: string, init?: RequestInit): Promise<Response> {
    await startShell();
    const serve = electron.protocols.get('gouji');
    if (!serve) throw new Error('gouji: is not served');
    return serve(new Request(url, init));
  }

  test('come under a scheme of our own, declared before Electron is ready', async () => {
    await startShell();
    expect(electron.schemes).toMatchObject([{ scheme: 'gouji', privileges: { standard: true, secure: true } }]);
    expect(electron.schemes[0]?.privileges.bypassCSP).toBeUndefined();
    expect([...electron.protocols.keys()]).toEqual(['gouji']);
  });

  test('are served with the content security policy', async () => {
    const response = await get('gouji://app/');
    expect(await response.text()).toBe('<!doctype html>window');
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    'gouji://app/../main/electron.cjs',
    'gouji://app/%2e%2e/main/electron.cjs',
    'gouji://app/..%2fmain/electron.cjs',
    'gouji://app/assets/..%5c..%5cmain/electron.cjs',
    'gouji://app//etc/passwd',
    'gouji://app/main/electron.cjs',
    'gouji://app/assets/',
    'gouji://other/index.html',
    'gouji://app:1/index.html',
  ])('and nothing else: %s', async (url) => {
    const response = await get(url);
    expect(response.ok).toBe(false);
    expect(await response.text()).toBe('');
  });

  test('are only read', async () => {
    expect((await get('gouji://app/', { method: 'POST', body: 'x' })).status).toBe(403);
  });
});

describe('the door', () => {
  const notice = { kind: 'notice', ids: ['r1'], details: false, language: 'en' };

  async function open() {
    const { window, contents } = await startShell();
    const ask = (call: string, args: unknown, event: object) => {
      const handler = electron.handlers.get(`gouji:${call}`);
      if (!handler) throw new Error(`no handler for ${call}`);
      return handler(event, args);
    };
    return { window, contents, ask, own: { sender: contents, senderFrame: contents.mainFrame } };
  }

  test('has one handler for each call, and no more', async () => {
    await open();
    expect([...electron.handlers.keys()].sort()).toEqual(apiCalls.map((call) => `gouji:${call}`).sort());
  });

  test('lets the window in, with every call', async () => {
    const { ask, own } = await open();
    expect(await ask('info', [], own)).toMatchObject({ ok: true, value: { shell: 'electron', version } });
    expect(await ask('list', [], own)).toEqual({ ok: true, value: [] });
    expect(await ask('addSamples', [], own)).toEqual({ ok: true, value: { added: ['r1'], skipped: 0 } });
    expect(await ask('remove', [['r1']], own)).toEqual({ ok: true, value: undefined });
    expect(await ask('cancel', [], own)).toEqual({ ok: true, value: undefined });
    const settings = { language: 'en', workers: 2 };
    expect(await ask('saveSettings', [settings], own)).toEqual({ ok: true, value: undefined });
    expect(await ask('settings', [], own)).toMatchObject({ ok: true, value: settings });
    expect(await ask('archive', [], own)).toMatchObject({
      ok: true,
      value: { path: expect.stringMatching(/gouji\.db$/), reports: 0, problem: null },
    });
    expect(await ask('clearArchive', [], own)).toEqual({ ok: true, value: undefined });
  });

  test('carries decisions on a checked report', async () => {
    const { ask, own } = await open();
    const path = join(temporaryFolder(), 'gone.txt');
    await ask('add', [[{ name: 'gone.txt', path }]], own);
    expect(await ask('review', ['r1', 'returned'], own)).toEqual({ ok: true, value: undefined });
    expect(await ask('list', [], own)).toMatchObject({ ok: true, value: [{ review: 'returned', version: 1 }] });
    // It could not be read, so there is nothing to decide on.
    expect(await ask('decide', ['r1', 'abc', 'confirmed', ''], own)).toMatchObject({ ok: false, code: 'bad-request' });
  });

  test('lets nobody else in', async () => {
    const { ask, contents, own } = await open();
    const other = new FakeContents();
    other.mainFrame = new FakeFrame('gouji://app/');
    const strangers: [string, object][] = [
      ['another window', { sender: other, senderFrame: other.mainFrame }],
      ['another window with our frame', { sender: other, senderFrame: contents.mainFrame }],
      ['a frame inside the window', { sender: contents, senderFrame: new FakeFrame('gouji://app/') }],
      ['a frame that has gone', { sender: contents, senderFrame: null }],
    ];
    for (const [who, event] of strangers) {
      expect([who, await ask('list', [], event)]).toEqual([
        who,
        { ok: false, code: 'refused', message: expect.any(String) },
      ]);
    }
    for (const url of [
      'https://example.com/',
      'gouji://other/',
      'file:///index.html',
      'about:blank',
      '',
      'gouji://app.evil/',
    ]) {
      contents.mainFrame.url = url;
      expect([url, await ask('list', [], own)]).toEqual([url, expect.objectContaining({ ok: false, code: 'refused' })]);
    }
    expect(vi.mocked(console.error).mock.calls.flat().join('\n')).toContain('https://example.com/');
    contents.mainFrame.url = 'gouji://app/';
    expect(await ask('list', [], own)).toMatchObject({ ok: true });
  });

  test('lets nobody in when the window has closed', async () => {
    const { ask, window, own } = await open();
    window.emit('closed');
    expect(await ask('list', [], own)).toMatchObject({ ok: false, code: 'refused' });
  });

  test.each<[string, unknown]>([
    ['open', []],
    ['open', ['r1', 'fr']],
    ['remove', ['r1']],
    ['add', [[{ name: 'a', path: '/a\0b' }]]],
    ['add', [[{ name: 'a', path: '/a', bytes: new Uint8Array() }]]],
    ['add', [[{ name: 'a' }]]],
    ['choose', ['everything']],
    ['list', undefined],
    ['decide', ['r1', 'abc', 'mended']],
    ['decide', ['r1', 'abc', 'undecided', '']],
    ['decide', ['r1', "x' OR 1", 'mended', '']],
    ['decide', ['r1', 'abc', 'mended', 'x'.repeat(10_001)]],
    ['review', ['r1', 'done']],
    ['saveSettings', [{ language: 'fr', workers: null }]],
    ['saveSettings', [{ language: 'en', workers: 0 }]],
    ['saveSettings', [{ language: 'en', workers: 1.5 }]],
    ['saveSettings', [{ language: 'en', workers: 65 }]],
    ['saveSettings', [{ language: undefined }]],
    ['saveSettings', [{ sort: { by: 'size', descending: false } }]],
    ['saveSettings', [{ appearance: 'red' }]],
    ['saveSettings', [{ password: 'x' }]],
    ['addRulePack', ['own.yaml']],
    ['addRulePack', ['own.yaml', 'x'.repeat(1_000_001)]],
    ['switchRulePack', ['province', 1]],
    ['changeRules', [{ thresholds: { likeness: 0.2 }, off: [] }]],
    ['changeRules', [{ thresholds: { likenessFromCharacters: 99.5 }, off: [] }]],
    ['changeRules', [{ thresholds: { unknown: 1 }, off: [] }]],
    ['changeRules', [{ thresholds: {}, off: ['../x'] }]],
    ['importArchive', ['/archive.gouji']],
    ['importArchive', [{ path: '/a\0b' }]],
    ['exportArchive', ['/etc/passwd']],
    ['clearArchive', ['r1']],
    ['exportReports', ['csv']],
    ['exportReports', [{ kind: 'docx', ids: 'all', details: false, language: 'en' }]],
    ['exportReports', [{ kind: 'csv', ids: 'some', details: false, language: 'en' }]],
    ['exportReports', [{ kind: 'csv', ids: 'all', details: false, language: 'en', path: '/etc/passwd' }]],
    ['exportReports', [{ ...notice, notice: { issuer: '', deadline: '下周', choice: 'confirmed' } }]],
    ['exportReports', [{ ...notice, notice: { issuer: '', deadline: null, choice: 'all' } }]],
    ['exportReports', [{ ...notice, notice: { issuer: 'x'.repeat(201), deadline: null, choice: 'errors' } }]],
    ['saveSettings', [{ issuer: 'a\0b' }]],
    ['saveNoticeTemplate', ['a.docx', '<w:document/>', 'zh-CN']],
    ['saveNoticeSample', ['/etc/passwd']],
  ])('%s does not take %j', async (call, args) => {
    const { ask, own } = await open();
    expect(await ask(call, args, own)).toMatchObject({ ok: false, code: 'bad-request' });
  });

  test('answers with the code of an error', async () => {
    const { ask, own } = await open();
    expect(await ask('open', ['r9', 'en'], own)).toMatchObject({ ok: false, code: 'unknown-report' });
  });

  test('sends events to the window while it is there', async () => {
    const { ask, own, contents } = await open();
    await ask('addSamples', [], own);
    await until(() => contents.sent.length > 0);
    expect(contents.sent[0]).toMatchObject(['gouji:event', { type: 'entries', entries: [{ name: 'sample.txt' }] }]);
  });

  test('the archive is exported where the system’s dialog says, taken in by its path, and shown in its folder', async () => {
    const { ask, own } = await open();
    expect(await ask('exportArchive', [], own)).toEqual({ ok: true, value: false });
    expect(electron.dialog.asked).toMatchObject([
      { defaultPath: expect.stringMatching(/^勾稽档案-[\d-]{10}\.gouji$/) },
    ]);
    const path = join(temporaryFolder(), 'archive.gouji');
    electron.dialog.place = path;
    expect(await ask('exportArchive', [], own)).toEqual({ ok: true, value: true });
    expect(await ask('importArchive', [{ path }], own)).toEqual({
      ok: true,
      value: { fault: null, reports: 0, known: 0, decisions: 0, packs: 0 },
    });
    expect(await ask('showArchive', [], own)).toEqual({ ok: true, value: undefined });
    expect(electron.shown).toEqual([expect.stringMatching(/gouji\.db$/)]);
  });

  test('tells what may leave the machine', async () => {
    const { ask, own } = await open();
    expect(await ask('diagnosis', [], own)).toMatchObject({
      ok: true,
      value: expect.stringMatching(new RegExp(`^gouji ${version} \\(electron\\)`)),
    });
  });

  test('asks the system’s dialog where the window wants files', async () => {
    const { ask, own } = await open();
    const folder = temporaryFolder({ 'a.txt': '', 'b.txt': '' });
    electron.dialog.answer = { filePaths: [folder] };
    expect(await ask('choose', ['folder'], own)).toMatchObject({ ok: true, value: { added: ['r1', 'r2'] } });
    expect(electron.dialog.asked).toMatchObject([{ properties: ['openDirectory', 'multiSelections'] }]);
  });
});

describe('what leaves the program', () => {
  async function openOutput() {
    const { window, contents } = await startShell();
    const { createOutputShell } = await import('../../src/main/electron/output.ts');
    const { serveWindow } = await import('../../src/main/electron/protocol.ts');
    const pages = new Map();
    serveWindow(electron.module.protocol as never, join(temporaryFolder({ 'index.html': 'window' })), pages);
    const output = createOutputShell(() => window as never, pages);
    const page = join(temporaryFolder({ 'summary.html': '<h1>summary</h1>' }), 'summary.html');
    /** The hidden window that showed the page. */
    const hidden = () => electron.windows[1] as FakeElectron['windows'][number];
    return { contents, output, page, hidden };
  }

  test('is printed from a hidden window without scripts or a preload, which goes again with its address', async () => {
    const { contents, output, page, hidden } = await openOutput();
    expect(await output.print(page)).toBe('printed');
    expect(hidden().options).toEqual({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    expect(hidden().loaded).toBe('<h1>summary</h1>');
    expect(hidden().webContents.printed).toEqual([{ silent: false, printBackground: true }]);
    expect(hidden().isDestroyed()).toBe(true);
    expect(contents.printed).toEqual([]);
    const serve = electron.protocols.get('gouji');
    expect((await serve?.(new Request('gouji://app/output/1.html')))?.status).toBe(404);
  });

  test('a printer’s failure is told, a cancelled dialog is none', async () => {
    const { output, page } = await openOutput();
    const fail = (reason: string) => {
      electron.app.once('web-contents-created', (_: unknown, made: FakeContents) => {
        made.printFailure = reason;
      });
      return output.print(page);
    };
    expect(await fail('Print job canceled')).toBe('cancelled');
    expect(await fail('Invalid printer settings')).toEqual({ failed: 'Invalid printer settings' });
  });

  test('becomes a PDF with the margins and the size of the page itself', async () => {
    const { output, page, hidden } = await openOutput();
    expect(Buffer.from(await output.pdf(page)).toString()).toBe('%PDF-');
    expect(hidden().webContents.printed).toEqual([{ preferCSSPageSize: true, printBackground: true }]);
    expect(hidden().isDestroyed()).toBe(true);
  });

  test('is saved where the system’s dialog says, which asks before it replaces a file', async () => {
    const { output } = await openOutput();
    const type = { extension: 'csv', description: 'CSV 表格' };
    expect(await output.choosePlace('清单.csv', type)).toBeNull();
    electron.dialog.place = '/reports/清单.csv';
    expect(await output.choosePlace('清单.csv', type)).toBe('/reports/清单.csv');
    expect(electron.dialog.asked[1]).toEqual({
      defaultPath: '清单.csv',
      filters: [{ name: 'CSV 表格', extensions: ['csv'] }],
      properties: ['showOverwriteConfirmation', 'createDirectory'],
    });
  });

  test('the sample template for notices is saved where the dialog says', async () => {
    const { contents } = await startShell();
    const own = { sender: contents, senderFrame: contents.mainFrame };
    const path = join(temporaryFolder(), '样例.docx');
    electron.dialog.place = path;
    expect(await electron.handlers.get('gouji:saveNoticeSample')?.(own, ['zh-CN'])).toEqual({
      ok: true,
      value: { done: 'saved', path },
    });
    expect(electron.dialog.asked).toMatchObject([
      { defaultPath: '整改通知书样例模板.docx', filters: [{ name: 'Word 文档', extensions: ['docx'] }] },
    ]);
    expect(readFileSync(path, 'utf8')).toBe('a template');
  });

  test('is asked for through the door', async () => {
    const { contents } = await startShell();
    const own = { sender: contents, senderFrame: contents.mainFrame };
    const request = { kind: 'csv', ids: 'all', details: false, language: 'zh-CN' };
    expect(await electron.handlers.get('gouji:exportReports')?.(own, [request])).toEqual({
      ok: true,
      value: { done: 'failed', message: '没有核对完的报告可以导出。请等核对完成后再试。' },
    });
    expect(await electron.handlers.get('gouji:cancelExport')?.(own, [])).toEqual({ ok: true, value: undefined });
  });
});

test('the menu opens files by the same way', async () => {
  await startShell();
  const items = electron.menu.template.flatMap((item) => item.submenu ?? []);
  items.find((item) => item.accelerator === 'CmdOrCtrl+O')?.click?.();
  await until(() => electron.dialog.asked.length === 1);
  expect(electron.dialog.asked).toMatchObject([{ properties: ['openFile', 'multiSelections'] }]);
});

test('the end waits for the program to close', async () => {
  await startShell();
  electron.app.emit('window-all-closed');
  expect(electron.app.calls).not.toContain('quit');
  await until(() => electron.app.calls.includes('quit'));
});

describe('the preload', () => {
  async function load(): Promise<Bridge> {
    await import('../../src/preload/index.ts');
    return electron.renderer.exposed.get('gouji') as Bridge;
  }

  test('exposes the bridge, and nothing else', async () => {
    const bridge = await load();
    expect([...electron.renderer.exposed.keys()]).toEqual(['gouji']);
    expect(Object.keys(bridge).sort()).toEqual([...apiCalls, 'subscribe', 'pathOf'].sort());
    expect(Object.values(bridge).every((value) => typeof value === 'function')).toBe(true);
  });

  test('asks on the channel of the call, and unpacks the answer', async () => {
    const bridge = await load();
    electron.renderer.answer = async () => ({ ok: true, value: [] });
    expect(await bridge.list()).toEqual([]);
    await bridge.open('r1', 'en');
    expect(electron.renderer.invoked).toEqual([
      ['gouji:list', []],
      ['gouji:open', ['r1', 'en']],
    ]);
  });

  test('an error reaches the window with its code', async () => {
    const bridge = await load();
    electron.renderer.answer = async () => ({ ok: false, code: 'unknown-report', message: 'no report\nr9' });
    vi.stubGlobal('window', { gouji: bridge });
    onTestFinished(() => {
      vi.unstubAllGlobals();
    });
    const { connect } = await import('../../src/renderer/src/bridge/index.ts');
    await expect(connect().open('r9', 'en')).rejects.toMatchObject({
      name: 'ApiError',
      code: 'unknown-report',
      message: 'no report\nr9',
    });
  });

  test('hands over only paths of files that were dropped or chosen', async () => {
    const bridge = await load();
    electron.renderer.answer = async () => ({ ok: true, value: { added: ['r1'], skipped: 0 } });
    const file = {};
    electron.renderer.paths.set(file, join('/', 'reports', 'a.docx'));
    await expect(bridge.add([{ name: 'a', path: join('/', 'reports', 'a.docx') }])).rejects.toThrow('refused');
    expect(electron.renderer.invoked).toEqual([]);
    const path = bridge.pathOf(file);
    expect(path).toBe(join('/', 'reports', 'a.docx'));
    await bridge.add([{ name: 'a', path: path as string }]);
    expect(electron.renderer.invoked).toHaveLength(1);
    expect(bridge.pathOf({})).toBeNull();
  });

  test('takes in only an archive that was dropped or chosen', async () => {
    const bridge = await load();
    electron.renderer.answer = async () => ({ ok: true, value: { fault: 'foreign' } });
    const file = {};
    const path = join('/', 'archive.gouji');
    electron.renderer.paths.set(file, path);
    await expect(bridge.importArchive({ path })).rejects.toThrow('refused');
    await expect(bridge.importArchive({ file })).rejects.toThrow('refused');
    expect(electron.renderer.invoked).toEqual([]);
    expect(bridge.pathOf(file)).toBe(path);
    expect(await bridge.importArchive({ path })).toEqual({ fault: 'foreign' });
    expect(electron.renderer.invoked).toEqual([['gouji:importArchive', [{ path }]]]);
  });

  test('passes events on without Electron’s own event, until the subscription ends', async () => {
    const bridge = await load();
    const seen: ProgramEvent[][] = [];
    const end = bridge.subscribe((...args) => seen.push(args));
    const event: ProgramEvent = { type: 'removed', ids: ['r1'] };
    electron.renderer.events.emit('gouji:event', { sender: 'ipcRenderer' }, event);
    end();
    electron.renderer.events.emit('gouji:event', {}, event);
    expect(seen).toEqual([[event]]);
  });
});
