/**
 * The loopback door of the browser shell: the window's files and the calls of api.ts, for one window on this
 * machine. Other programs and web pages on the machine can reach the address too, so every call needs the secret
 * (which only the window's own address carries), the right Host (against rebound names) and no foreign Origin.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { ApiError, type Exported, type ProgramEvent } from '../../shared/api.ts';
import { defaultLimits } from '../../shared/readers/limits.ts';
import { answerCall, checkArguments, isApiCall } from '../services/api-schema.ts';
import type { Program } from '../services/program.ts';
import { listWindowFiles, securityHeaders, type WindowFile } from '../services/window-files.ts';

export interface LoopbackOptions {
  readonly program: Program;
  /** The built window (out/renderer). */
  readonly windowFolder: string;
  /** Called when the last event stream has been gone for `graceTime`, after there was one. */
  readonly onWindowGone?: () => void;
  /** Milliseconds; a reload closes the stream for a moment. */
  readonly graceTime?: number;
  /** Bytes of one report. */
  readonly uploadLimit?: number;
  /** Bytes of an archive that is taken in. */
  readonly archiveLimit?: number;
}

export interface Loopback {
  /** The window's address with the secret in its fragment, which browsers do not send. */
  readonly url: string;
  readonly origin: string;
  readonly secret: string;
  /** Breaks the event streams; a window that is there asks for a new one. */
  dropStreams(): void;
  close(): Promise<void>;
}

/** Names and ids of a large selection; files travel as binary bodies. */
const jsonLimit = 8 * 2 ** 20;

/** Twenty thousand reports with their files; it goes through the disk, not through memory. */
const archiveLimit = 16 * 2 ** 30;

/** A window that does not read its events is cut off and begins anew, with the list. */
const eventBacklogLimit = 16 * 2 ** 20;

/** Rejects where the window is not built or no port can be opened. */
export async function openLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { program } = options;
  const files = listWindowFiles(options.windowFolder);
  if (!files.has('/')) throw new Error(`no window in ${options.windowFolder}`);
  const secret = randomBytes(32).toString('base64url');
  const secretBytes = Buffer.from(secret);
  const streams = new Set<ServerResponse>();
  let graceTimer: NodeJS.Timeout | undefined;
  let closing = false;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => answerError(response, error));
  });
  await listen(server);
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host) throw new Refusal(403, 'wrong host');
    const from = request.headers.origin;
    if (from !== undefined && from !== origin) throw new Refusal(403, 'foreign origin');
    const address = (request.url ?? '').split('?', 1)[0] as string;
    if (address.startsWith('/api/')) await handleCall(request, response, address.slice('/api/'.length));
    else await serveFile(request, response, files.get(address));
  }

  async function handleCall(request: IncomingMessage, response: ServerResponse, call: string): Promise<void> {
    if (request.method !== 'POST') throw new Refusal(405, 'POST only');
    if (!hasSecret(request)) throw new Refusal(401, 'wrong or missing secret');
    if (call === 'subscribe') {
      await streamEvents(request, response);
    } else if (call === 'add') {
      sendJson(response, 200, await receiveFile(request));
    } else if (call === 'exportArchive') {
      await sendArchive(request, response);
    } else if (call === 'importArchive') {
      requireType(request, 'application/octet-stream');
      sendJson(response, 200, await program.importBytes(limited(request, options.archiveLimit ?? archiveLimit)));
    } else if (isApiCall(call)) {
      const answer = await answerCall(program, call, await receiveJson(request));
      if (answer instanceof Uint8Array) send(response, 200, 'application/octet-stream', answer);
      else if (isMade(answer)) {
        response.setHeader('X-Gouji-Name', encodeURIComponent(answer.name));
        send(response, 200, 'application/octet-stream', answer.bytes);
      } else sendJson(response, 200, answer ?? null);
    } else {
      throw new Refusal(404, 'no such call');
    }
  }

  function hasSecret(request: IncomingMessage): boolean {
    const given = Buffer.from(String(request.headers['x-gouji-secret'] ?? ''));
    return given.length === secretBytes.length && timingSafeEqual(given, secretBytes);
  }

  /** One file: its name in a header, its bytes as the body; for one that is over the limit, its size alone. */
  async function receiveFile(request: IncomingMessage): Promise<unknown> {
    const name = decodeName(request.headers['x-gouji-name']);
    if (request.headers['x-gouji-oversize'] !== undefined) return program.addUnreadable(name, 'too-large');
    requireType(request, 'application/octet-stream');
    const bytes = await receiveBody(request, options.uploadLimit ?? defaultLimits.fileBytes);
    return answerCall(program, 'add', [[{ name, bytes }]]);
  }

  /** The window saves it as the browser saves what comes from the network. */
  async function sendArchive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    checkArguments('exportArchive', await receiveJson(request));
    const { path, name } = await program.archiveCopy();
    try {
      const { size } = await stat(path);
      response.writeHead(200, {
        ...securityHeaders,
        'Content-Type': 'application/octet-stream',
        'Content-Length': size,
        'X-Gouji-Name': encodeURIComponent(name),
        'Cache-Control': 'no-store',
      });
      await pipeline(createReadStream(path), response);
    } finally {
      await rm(path, { force: true });
    }
  }

  async function streamEvents(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume();
    response.writeHead(200, {
      ...securityHeaders,
      'Content-Type': 'application/x-ndjson',
      'Cache-Control': 'no-store',
    });
    const write = (event: ProgramEvent) => {
      response.write(`${JSON.stringify(event)}\n`);
      if (response.writableLength > eventBacklogLimit) response.destroy();
    };
    const unsubscribe = program.subscribe(write);
    streams.add(response);
    clearTimeout(graceTimer);
    response.on('close', () => {
      unsubscribe();
      streams.delete(response);
      if (closing || streams.size > 0 || !options.onWindowGone) return;
      graceTimer = setTimeout(options.onWindowGone, options.graceTime ?? 10_000);
    });
    // The list as it stands, so that nothing is lost between a call of list() and the stream, or while it was away.
    write({ type: 'entries', entries: await program.list() });
  }

  function dropStreams(): void {
    for (const stream of streams) stream.destroy();
  }

  return {
    url: `${origin}/#${secret}`,
    origin,
    secret,
    dropStreams,
    async close() {
      closing = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      clearTimeout(graceTimer);
    },
  };
}

/** A file that was made for the window: it travels as it is, its name in a header. */
function isMade(answer: unknown): answer is Exported & { readonly done: 'made' } {
  return typeof answer === 'object' && answer !== null && 'done' in answer && answer.done === 'made';
}

/** A request that is answered with a status and no more. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: WindowFile | undefined,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'GET only');
  if (!file) throw new Refusal(404, 'no such file');
  const bytes = await readFile(file.path);
  // Node leaves the body out where it is not asked for.
  send(response, 200, file.contentType, bytes);
}

function decodeName(header: string | string[] | undefined): string {
  try {
    return decodeURIComponent(String(header ?? ''));
  } catch {
    throw new ApiError('bad-request', 'the file name is not encoded as it should be');
  }
}

async function receiveJson(request: IncomingMessage): Promise<unknown> {
  requireType(request, 'application/json');
  const body = await receiveBody(request, jsonLimit);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ApiError('bad-request', 'the body is not JSON');
  }
}

function requireType(request: IncomingMessage, type: string): void {
  if (request.headers['content-type'] !== type) throw new Refusal(415, `${type} only`);
}

async function receiveBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of limited(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The body as it comes. Throws Refusal where there is more than the limit, told beforehand or not. */
async function* limited(request: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  const tooLarge = new Refusal(413, `more than ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge;
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge;
    yield chunk;
  }
}

const statusOf: Readonly<Record<ApiError['code'], number>> = {
  'unknown-report': 404,
  'bad-request': 400,
  refused: 403,
  internal: 500,
};

function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // What is left of a refused request's body is not waited for.
  response.setHeader('Connection', 'close');
  if (error instanceof Refusal) sendJson(response, error.status, { code: 'refused', message: error.message });
  else if (error instanceof ApiError)
    sendJson(response, statusOf[error.code], { code: error.code, message: error.message });
  else
    sendJson(response, 500, {
      code: 'internal',
      message: error instanceof Error ? (error.stack ?? '') : String(error),
    });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  send(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(value)));
}

function send(response: ServerResponse, status: number, contentType: string, bytes: Uint8Array): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': contentType,
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
  });
  response.end(bytes);
}
