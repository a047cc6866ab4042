/** The loopback door of the browser shell, over real HTTP: what comes in, and what does not. */

import { readdirSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LoopbackOptions, openLoopback } from '../../src/main/browser/server.ts';
import { createProgram } from '../../src/main/services/program.ts';
import { temporaryFolder } from './temp-folder.ts';

const windowFiles = { 'index.html': '<!doctype html>window', 'assets/app.js': 'app', 'pdfjs/cmaps/H.bcmap': 'map' };

async function open(options: Partial<LoopbackOptions> = {}) {
  // A file that stands beside the window's folder, to be reached by nobody.
  const root = temporaryFolder({
    'secret.txt': 'not served',
    ...Object.fromEntries(Object.entries(windowFiles).map(([name, text]) => [`renderer/${name}`, text])),
  });
  const session = temporaryFolder();
  const program = createProgram({
    shell: 'browser',
    version: '1',
    samples: root,
    dataFolder: null,
    sessionFolder: session,
    log: () => {},
    pool: { workers: 1, script: new URL('./test-worker.ts', import.meta.url) },
  });
  const loopback = await openLoopback({ program, windowFolder: join(root, 'renderer'), ...options });
  onTestFinished(async () => {
    await loopback.close();
    await program.close();
  });
  const { port } = new URL(loopback.origin);

  /** A raw request: nothing is normalised, no header added but Host. */
  function send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body: string | Uint8Array = '',
  ): Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer; text: string }> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, method, path, headers, setHost: headers.Host === undefined });
      outgoing.on('error', reject);
      outgoing.on('response', async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        const content = Buffer.concat(chunks);
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: content, text: content.toString('utf8') });
      });
      outgoing.end(body);
    });
  }
  const own = { 'X-Gouji-Secret': loopback.secret, Origin: loopback.origin };
  const ask = (call: string, args: unknown, headers: Readonly<Record<string, string>> = {}) =>
    send('POST', `/api/${call}`, { 'Content-Type': 'application/json', ...own, ...headers }, JSON.stringify(args));
  const upload = (body: Uint8Array, headers: Readonly<Record<string, string>> = {}) =>
    send(
      'POST',
      '/api/add',
      {
        'Content-Type': 'application/octet-stream',
        'X-Gouji-Name': encodeURIComponent('统计局.txt'),
        ...own,
        ...headers,
      },
      body,
    );
  return { loopback, program, send, ask, upload, port, session };
}

describe('the window’s files', () => {
  test.each([
    ['/', 'text/html; charset=utf-8', windowFiles['index.html']],
    ['/index.html?reload', 'text/html; charset=utf-8', windowFiles['index.html']],
    ['/assets/app.js', 'text/javascript; charset=utf-8', 'app'],
    ['/pdfjs/cmaps/H.bcmap', 'application/octet-stream', 'map'],
  ])('%s is served as %s', async (path, contentType, content) => {
    const { send } = await open();
    const { status, headers, text } = await send('GET', path);
    expect([status, headers['content-type'], text]).toEqual([200, contentType, content]);
  });

  test('carry the headers that keep content from becoming a program', async () => {
    const { send } = await open();
    const { headers } = await send('GET', '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '//secret.txt',
    '/assets',
    '/assets/',
    '/secret.txt',
    '/index.html/',
    '/__proto__',
  ])('and nothing else: %s is not found', async (path) => {
    const { send } = await open();
    const { status, text } = await send('GET', path);
    expect(status).toBe(404);
    expect(text).not.toContain('not served');
  });

  test('a HEAD asks for the headers alone', async () => {
    const { send } = await open();
    const { status, headers, text } = await send('HEAD', '/assets/app.js');
    expect([status, headers['content-length'], text]).toEqual([200, '3', '']);
  });

  test('are only read', async () => {
    const { send } = await open();
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await send(method, '/')).status).toBe(405);
  });

  test('a folder without a window is an error at the start', async () => {
    await expect(open({ windowFolder: temporaryFolder() })).rejects.toThrow('no window');
  });
});

describe('who is let in', () => {
  test('the window is', async () => {
    const { ask } = await open();
    const { status, text } = await ask('info', []);
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ shell: 'browser', version: '1' })]);
  });

  test('so is a program with the secret and no Origin', async () => {
    const { send, loopback } = await open();
    const headers = { 'Content-Type': 'application/json', 'X-Gouji-Secret': loopback.secret };
    expect((await send('POST', '/api/list', headers, '[]')).status).toBe(200);
  });

  test.each([
    ['no secret', { 'X-Gouji-Secret': '' }, 401],
    ['a secret of another length', { 'X-Gouji-Secret': 'a' }, 401],
    ['a wrong secret of the right length', { 'X-Gouji-Secret': 'A'.repeat(43) }, 401],
    ['a foreign Origin', { Origin: 'https://example.com' }, 403],
    ['a null Origin', { Origin: 'null' }, 403],
    ['an Origin of another port', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a rebound name as Host', { Host: 'evil.example' }, 403],
  ])('%s is not', async (_, headers, status) => {
    const { ask } = await open();
    expect((await ask('list', [], headers)).status).toBe(status);
  });

  test('localhost as Host is not, for files either', async () => {
    const { ask, send, port } = await open();
    expect((await ask('list', [], { Host: `localhost:${port}` })).status).toBe(403);
    expect((await send('GET', '/', { Host: `localhost:${port}` })).status).toBe(403);
    expect((await send('GET', '/', { Origin: 'https://example.com' })).status).toBe(403);
  });

  test('every start has another secret', async () => {
    const [first, second] = [await open(), await open()];
    expect(first.loopback.secret).toHaveLength(43);
    expect(second.loopback.secret).not.toBe(first.loopback.secret);
    expect(first.loopback.url).toBe(`${first.loopback.origin}/#${first.loopback.secret}`);
  });
});

describe('what may be said', () => {
  test.each([
    ['GET', 405],
    ['PUT', 405],
    ['OPTIONS', 405],
  ])('not by %s', async (method, status) => {
    const { send, loopback } = await open();
    expect((await send(method, '/api/list', { 'X-Gouji-Secret': loopback.secret })).status).toBe(status);
  });

  test.each(['nothing', 'constructor', '__proto__', 'close', 'addUnreadable', ''])('no call %j', async (call) => {
    const { ask } = await open();
    expect((await ask(call, [])).status).toBe(404);
  });

  test.each<[string, unknown]>([
    ['open', []],
    ['open', ['r1']],
    ['open', ['r1', 'fr']],
    ['open', [1, 'en']],
    ['open', ['r1', 'en', 'more']],
    ['open', { 0: 'r1', 1: 'en' }],
    ['remove', [['r1', 2]]],
    ['remove', [null]],
    ['list', null],
    ['source', [['r1']]],
    ['decide', ['r1', 'abc', 'mended', 1]],
    ['decide', ['r1', '../abc', null, '']],
    ['review', ['r1', null]],
    ['settings', [1]],
    ['saveSettings', [{ language: 'en', workers: '2' }]],
    ['archive', ['/etc']],
    ['addRulePack', ['own.yaml', 1]],
    ['switchRulePack', [1, true]],
    ['changeRules', [{ thresholds: { likeness: '0.9' }, off: [] }]],
    ['clearArchive', [true]],
  ])('%s does not take %j', async (call, args) => {
    const { ask } = await open();
    const { status, text } = await ask(call, args);
    expect([status, JSON.parse(text).code]).toEqual([400, 'bad-request']);
  });

  test('nothing that is not JSON', async () => {
    const { send, loopback } = await open();
    const headers = { 'Content-Type': 'application/json', 'X-Gouji-Secret': loopback.secret };
    expect((await send('POST', '/api/list', headers, '{')).status).toBe(400);
    expect((await send('POST', '/api/list', { ...headers, 'Content-Type': 'text/plain' }, '[]')).status).toBe(415);
  });

  test('an unknown report is answered with its code', async () => {
    const { ask } = await open();
    const { status, text } = await ask('open', ['r1', 'en']);
    expect([status, JSON.parse(text).code]).toEqual([404, 'unknown-report']);
  });
});

describe('a file', () => {
  test('goes up with its name and comes back byte for byte', async () => {
    const { upload, ask } = await open();
    const bytes = new Uint8Array([0, 255, 13, 10, 128]);
    expect(JSON.parse((await upload(bytes)).text)).toEqual({ added: ['r1'], skipped: 0 });
    expect(JSON.parse((await ask('list', [])).text)).toMatchObject([{ id: 'r1', name: '统计局.txt' }]);
    const back = await ask('source', ['r1']);
    expect(back.headers['content-type']).toBe('application/octet-stream');
    expect(new Uint8Array(back.body)).toEqual(bytes);
  });

  test('over the limit is refused, told beforehand or not', async () => {
    const { upload, program } = await open({ uploadLimit: 1000 });
    expect((await upload(new Uint8Array(1001))).status).toBe(413);
    expect((await upload(new Uint8Array(1001), { 'Transfer-Encoding': 'chunked' })).status).toBe(413);
    expect((await upload(new Uint8Array(1000))).status).toBe(200);
    expect(await program.list()).toHaveLength(1);
  });

  test('that the window did not send for its size is a row that says so', async () => {
    const { upload, program } = await open();
    expect((await upload(new Uint8Array(), { 'X-Gouji-Oversize': '200000000' })).status).toBe(200);
    expect((await program.list())[0]?.result?.error?.code).toBe('too-large');
  });

  test.each([
    ['no name', { 'X-Gouji-Name': '' }, 400],
    ['a name that is not encoded', { 'X-Gouji-Name': '%' }, 400],
    ['a name with NUL', { 'X-Gouji-Name': 'a%00.txt' }, 400],
    ['another type', { 'Content-Type': 'multipart/form-data' }, 415],
  ])('with %s is refused', async (_, headers, status) => {
    const { upload } = await open();
    expect((await upload(new Uint8Array(1), headers)).status).toBe(status);
  });

  test('by path is refused: a browser window knows no paths', async () => {
    const { ask, program } = await open();
    expect((await ask('add', [[{ name: 'a', path: '/etc/passwd' }]])).status).toBe(415);
    expect(await program.list()).toEqual([]);
  });
});

describe('an archive', () => {
  const octets = { 'Content-Type': 'application/octet-stream' };

  test('goes down as one file with its name, and comes up again; nothing of it stays in the session’s folder', async () => {
    const { ask, upload, send, loopback, session } = await open();
    await upload(new Uint8Array([1, 2, 3]));
    const { status, headers, body } = await ask('exportArchive', []);
    expect([status, headers['content-type']]).toEqual([200, 'application/octet-stream']);
    expect(decodeURIComponent(String(headers['x-gouji-name']))).toMatch(/^勾稽档案-.*\.gouji$/);
    expect(body.subarray(0, 15).toString()).toBe('SQLite format 3');
    const own = { 'X-Gouji-Secret': loopback.secret, ...octets };
    const taken = await send('POST', '/api/importArchive', own, body);
    expect(JSON.parse(taken.text)).toEqual({ fault: null, reports: 0, known: 1, decisions: 0, packs: 0 });
    expect(readdirSync(session)).toEqual(['files']);
  });

  test('over the limit is refused, told beforehand or not, and leaves nothing', async () => {
    const { send, loopback, session } = await open({ archiveLimit: 1000 });
    const own = { 'X-Gouji-Secret': loopback.secret, ...octets };
    const large = new Uint8Array(1001);
    expect((await send('POST', '/api/importArchive', own, large)).status).toBe(413);
    const chunked = { ...own, 'Transfer-Encoding': 'chunked' };
    expect((await send('POST', '/api/importArchive', chunked, large)).status).toBe(413);
    const other = await send('POST', '/api/importArchive', own, new Uint8Array(1000));
    expect(JSON.parse(other.text)).toEqual({ fault: 'foreign' });
    expect(readdirSync(session)).toEqual([]);
  });

  test('by path is refused: a browser window knows no paths', async () => {
    const { ask } = await open();
    expect((await ask('importArchive', [{ path: '/etc/passwd' }])).status).toBe(415);
    expect((await ask('exportArchive', ['/etc/passwd'])).status).toBe(400);
    expect((await ask('showArchive', [])).status).toBe(403);
  });

  test('needs the secret as every call does', async () => {
    const { send } = await open();
    expect((await send('POST', '/api/exportArchive', { 'Content-Type': 'application/json' }, '[]')).status).toBe(401);
    expect((await send('POST', '/api/importArchive', octets, '')).status).toBe(401);
  });
});

describe('the end', () => {
  test('comes when the last event stream has gone for a while', async () => {
    const gone = Promise.withResolvers<void>();
    const { loopback } = await open({ onWindowGone: gone.resolve, graceTime: 1 });
    const window = new AbortController();
    const response = await fetch(`${loopback.origin}/api/subscribe`, {
      method: 'POST',
      headers: { 'X-Gouji-Secret': loopback.secret },
      signal: window.signal,
    });
    await response.body?.getReader().read();
    window.abort();
    await gone.promise;
  });
});
