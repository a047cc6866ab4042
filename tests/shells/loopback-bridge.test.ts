/** The window's side of the loopback address, against the real server. */
import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openLoopback } from '../../src/main/browser/server.ts';
import { createProgram } from '../../src/main/services/program.ts';
import { createLoopbackBridge } from '../../src/renderer/src/bridge/loopback.ts';
import type { ProgramEvent } from '../../src/shared/api.ts';
import { defaultLimits } from '../../src/shared/readers/limits.ts';
import { temporaryFolder } from './temp-folder.ts';
import { until } from './until.ts';

const text = new TextEncoder();

async function openServer() {
  const program = createProgram({
    shell: 'browser',
    version: '1',
    samples: temporaryFolder({ 'sample.txt': '' }),
    dataFolder: null,
    sessionFolder: temporaryFolder(),
    log: () => {},
    pool: { workers: 1, script: new URL('./test-worker.ts', import.meta.url) },
  });
  const loopback = await openLoopback({ program, windowFolder: temporaryFolder({ 'index.html': '' }) });
  onTestFinished(async () => {
    await loopback.close();
    await program.close();
  });
  return { program, loopback };
}

/** Gives the bridge what it asks of a browser window: its address, its storage, and relative requests. */
function standIn(url: string) {
  const storage = new Map<string, string>();
  const location = { hash: new URL(url).hash, pathname: '/' };
  vi.stubGlobal('location', location);
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
  });
  vi.stubGlobal('history', {
    replaceState: () => {
      location.hash = '';
    },
  });
  const realFetch = globalThis.fetch;
  const { origin } = new URL(url);
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => realFetch(new URL(path, origin), init));
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  return { location, storage };
}

async function connect() {
  const server = await openServer();
  const window = standIn(server.loopback.url);
  return { ...server, window, bridge: createLoopbackBridge() };
}

test('every call finds its way there and back', async () => {
  const { bridge, program } = await connect();
  expect(await bridge.info()).toEqual(await program.info());
  expect(await bridge.addSamples()).toEqual({ added: ['r1'], skipped: 0 });
  const added = await bridge.add([
    { name: '甲/二.txt', bytes: text.encode('二') },
    { name: '甲/photo.jpg', bytes: text.encode('') },
  ]);
  expect(added).toEqual({ added: ['r2'], skipped: 1 });
  expect((await bridge.list()).map((entry) => entry.name)).toEqual(['sample.txt', '甲/二.txt']);
  await until(() => program.isIdle());
  expect(await bridge.open('r2', 'en')).toEqual(await program.open('r2', 'en'));
  expect(await bridge.source('r2')).toEqual(text.encode('二'));
  expect(await bridge.fileState('r2')).toBe('same');
  // The test's worker gives every file another hash: to the program, this one has changed.
  expect(await bridge.fileState('r1')).toBe('changed');
  expect(await bridge.source('r1')).toBeNull();
  await bridge.recheck('r1');
  await until(() => program.isIdle());
  const verdict = await bridge.decide('r2', 'abc', 'confirmed', '已电话核实');
  expect(verdict).toEqual({ decision: 'confirmed', note: '已电话核实', at: expect.stringMatching(/Z$/) });
  await bridge.review('r2', 'reviewed');
  expect((await bridge.list()).map((entry) => entry.review)).toEqual(['pending', 'reviewed']);
  await bridge.saveSettings({ language: 'en', workers: 3 });
  expect(await bridge.settings()).toMatchObject({ language: 'en', workers: 3 });
  expect((await bridge.info()).language).toBe('en');
  expect(await bridge.archive()).toEqual(await program.archive());
  expect(await bridge.addRulePack('某市.yaml', 'id: city\nname: 某市\n')).toEqual({ id: 'city', faults: [] });
  await bridge.switchRulePack('city', false);
  expect(await bridge.rules()).toEqual(await program.rules());
  await bridge.removeRulePack('city');
  await bridge.changeRules({ thresholds: { likeness: 0.9 }, off: [] });
  expect((await bridge.rules()).changes.thresholds).toEqual({ likeness: 0.9 });
  expect(await bridge.applyRules()).toEqual({ checking: 2, noFile: 0 });
  await until(() => program.isIdle());
  const { path } = await program.archiveCopy();
  const file = await openAsBlob(path);
  expect(await bridge.importArchive({ file })).toMatchObject({ fault: null, known: 2 });
  await expect(bridge.importArchive({ path })).rejects.toMatchObject({ code: 'refused' });
  await expect(bridge.showArchive()).rejects.toMatchObject({ code: 'refused' });
  expect(await bridge.diagnosis()).toBe(await program.diagnosis());
  await bridge.remove(['r1']);
  await bridge.cancel();
  expect((await bridge.list()).map((entry) => entry.id)).toEqual(['r2']);
  await bridge.clearArchive();
  expect(await bridge.list()).toEqual([]);
});

test('files that are still to be sent when the user cancels stay where they are', async () => {
  const { bridge, program } = await connect();
  const files = Array.from({ length: 500 }, (_, index) => ({ name: `${index}.txt`, bytes: text.encode(`${index}`) }));
  const adding = bridge.add(files);
  await until(() => !program.isIdle());
  await bridge.cancel();
  const { added } = await adding;
  expect(added.length).toBeLessThan(files.length);
  expect(program.isIdle()).toBe(true);
});

test('errors arrive with their code', async () => {
  const { bridge } = await connect();
  await expect(bridge.open('r9', 'en')).rejects.toMatchObject({ name: 'ApiError', code: 'unknown-report' });
  await expect(bridge.choose('files')).rejects.toMatchObject({ name: 'ApiError', code: 'refused' });
  await expect(bridge.add([{ name: 'a.txt', path: join('/', 'a.txt') }])).rejects.toMatchObject({ code: 'refused' });
});

test('a file over the limit is not sent, and becomes a row', async () => {
  const { bridge, program } = await connect();
  await bridge.add([{ name: 'big.pdf', bytes: new Uint8Array(defaultLimits.fileBytes + 1) }]);
  expect((await program.list())[0]?.result?.error?.code).toBe('too-large');
});

describe('the secret', () => {
  test('leaves the address and survives a reload', async () => {
    const { window, loopback } = await connect();
    expect(window.location.hash).toBe('');
    expect([...window.storage.values()]).toEqual([loopback.secret]);
    expect(await createLoopbackBridge().list()).toEqual([]);
  });

  test('of another program is refused', async () => {
    const { loopback } = await openServer();
    standIn(`${loopback.origin}/#${'A'.repeat(43)}`);
    await expect(createLoopbackBridge().list()).rejects.toMatchObject({ code: 'refused' });
  });
});

test('events arrive, begin with the list as it stands, and tell after a gap what went meanwhile', async () => {
  const { bridge, program, loopback } = await connect();
  await bridge.add([{ name: 'before.txt', bytes: text.encode('') }]);
  const events: ProgramEvent[] = [];
  const seen = () => {
    const ids = new Set<string>();
    for (const event of events) {
      if (event.type === 'entries') for (const entry of event.entries) ids.add(entry.id);
      if (event.type === 'removed') for (const id of event.ids) ids.delete(id);
    }
    return [...ids];
  };
  const unsubscribe = bridge.subscribe((event) => events.push(event));
  onTestFinished(unsubscribe);
  await until(() => seen().includes('r1'));
  await bridge.add([{ name: 'after.txt', bytes: text.encode('') }]);
  await until(() => seen().includes('r2'));
  await until(() => program.isIdle());

  // The stream breaks; while it is away a report goes and another comes.
  loopback.dropStreams();
  await program.remove(['r1']);
  await program.add([{ name: 'meanwhile.txt', bytes: text.encode('') }]);
  await until(() => seen().join() === 'r2,r3');
});
